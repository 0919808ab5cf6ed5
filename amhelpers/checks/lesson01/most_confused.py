"""Exercise 1.3, `most_confused`: the wrong pair that occurs most often."""

from collections import Counter

import numpy as np

from amhelpers.checks.exercise import Exercise, Misconception, Probe

__all__ = ["EXERCISE"]


def most_confused(labels, predictions):
    """The wrong pair that occurs most often: integers (n,), integers (n,) -> (true digit, predicted digit)."""
    wrong = labels != predictions
    pairs = Counter(zip(labels[wrong].tolist(), predictions[wrong].tolist(), strict=True))
    return pairs.most_common(1)[0][0]


def expand(*pairs):
    """Labels uint8 and predictions int64 from (label, prediction, how often), in an order without meaning."""
    both = np.repeat([pair[:2] for pair in pairs], [pair[2] for pair in pairs], axis=0)
    both = np.random.default_rng(1).permutation(both)
    return both[:, 0].astype("uint8"), both[:, 1].astype("int64")


def table(labels, predictions):
    """The confusion matrix (10, 10): rows are labels, columns predictions."""
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predictions), 1)
    return counts


def errors(labels, predictions):
    """The confusion matrix with a diagonal of zeros."""
    return table(labels, predictions) * ~np.eye(10, dtype=bool)


def position(counts):
    return tuple(int(index) for index in np.unravel_index(counts.argmax(), counts.shape))


def errors_as_shares(labels, predictions):
    return errors(labels, predictions) / np.maximum(table(labels, predictions).sum(axis=1, keepdims=True), 1)


def worst_class(labels, predictions):
    counts = errors(labels, predictions)
    true = counts.sum(axis=1).argmax()
    return int(true), int(counts[true].argmax())


def two_modes(labels, predictions):
    counts = errors(labels, predictions)
    return int(counts.sum(axis=1).argmax()), int(counts.sum(axis=0).argmax())


def both_directions(labels, predictions):
    counts = errors(labels, predictions)
    return position(np.triu(counts + counts.T))


def first_mistake(labels, predictions):
    wrong = labels != predictions
    return int(labels[wrong][0]), int(predictions[wrong][0])


def pair_and_count(labels, predictions):
    pair = most_confused(labels, predictions)
    return pair, int(errors(labels, predictions)[pair])


def by_sorting(labels, predictions):
    wrong = np.flatnonzero(labels != predictions)
    pairs = [(int(labels[index]), int(predictions[index])) for index in wrong]
    return sorted(set(pairs), key=pairs.count)[-1]


def by_unique(labels, predictions):
    wrong = labels != predictions
    pairs, counts = np.unique(np.stack([labels[wrong], predictions[wrong]], axis=1), axis=0, return_counts=True)
    return pairs[counts.argmax()]


AND_COUNT = "The pair is right, but something comes with it. Return the pair alone: (true, predicted)."

EXERCISE = Exercise(
    number="1.3",
    title="The pair that is confused most often",
    function="most_confused",
    reference=most_confused,
    probes=(
        Probe("a few labels", lambda: expand((4, 9, 3), (9, 4, 2), (7, 7, 5), (1, 1, 4))),
        Probe("few sixes, many ones", lambda: expand((6, 0, 2), (1, 7, 3), (1, 1, 20), (0, 0, 4))),
        Probe("one digit missed in many ways", lambda: expand((8, 0, 2), (8, 3, 2), (8, 5, 2), (2, 7, 3), (8, 8, 1))),
        Probe("errors in both directions", lambda: expand((3, 5, 4), (4, 9, 3), (9, 4, 3), (0, 6, 1), (5, 5, 9))),
    ),
    compared="the pair, for four small sets of labels and predictions.",
    hints=(
        "Look at the mistakes only: wrong = labels != predictions, then labels[wrong] and predictions[wrong].",
        "zip(labels[wrong], predictions[wrong]) makes pairs; collections.Counter counts them.",
        "Counter(…).most_common(1) is a list with one entry, ((true, predicted), how often): take the pair out of it.",
    ),
    alternatives=(
        lambda labels, predictions: position(errors(labels, predictions)),
        lambda labels, predictions: list(position(errors(labels, predictions))),
        lambda labels, predictions: divmod(int(errors(labels, predictions).argmax()), 10),
        by_sorting,
        by_unique,
    ),
    misconceptions=(
        Misconception(
            "order of the pair",
            lambda labels, predictions: most_confused(labels, predictions)[::-1],
            "The two are exchanged: first the true digit, then what the net took it for.",
        ),
        Misconception(
            "hits counted too",
            lambda labels, predictions: position(table(labels, predictions)),
            (
                "Your pair is one that the net gets right: the same digit twice. Leave out the pairs with labels == "
                "predictions."
            ),
        ),
        Misconception(
            "both directions added",
            both_directions,
            "You add up both directions. A 4 taken for a 9 and a 9 taken for a 4 are two different mistakes.",
        ),
        Misconception(
            "the digit missed most",
            worst_class,
            (
                "You look for the digit with the most mistakes first. Its mistakes may be spread over many: count "
                "whole pairs."
            ),
        ),
        Misconception(
            "label and prediction apart",
            two_modes,
            "You look for the most frequent label and the most frequent prediction, each for itself. They need "
            "not belong "
            "together: count pairs.",
        ),
        Misconception(
            "share instead of count",
            lambda labels, predictions: position(errors_as_shares(labels, predictions)),
            (
                "You divide by how often each digit occurs, so that a rare digit wins. Asked for is the pair with "
                "the most mistakes."
            ),
        ),
        Misconception(
            "the first mistake",
            first_mistake,
            "That is the first mistake, not the most frequent one. Count how often each pair occurs.",
        ),
        Misconception("pair and count", pair_and_count, AND_COUNT),
        Misconception("list of pair and count", lambda *both: [pair_and_count(*both)], AND_COUNT),
        Misconception(
            "flat index",
            lambda labels, predictions: int(errors(labels, predictions).argmax()),
            "argmax of a table counts its cells row by row and gives one number. np.unravel_index(…, "
            "table.shape) turns it "
            "into (row, column).",
        ),
    ),
)
