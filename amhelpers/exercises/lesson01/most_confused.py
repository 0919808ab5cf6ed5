"""Exercise 1.3, `most_confused`: the wrong pair that occurs most often."""

from collections import Counter

import numpy as np

from amhelpers.checks.exercise import Exercise, Misconception, Probe

__all__ = ["EXERCISE"]


def most_confused(labels, predictions):
    """The wrong pair that occurs most often: integers (n,), integers (n,) -> (true digit, predicted digit)."""
    wrong = labels != predictions
    pairs = list(zip(labels[wrong].tolist(), predictions[wrong].tolist()))
    return max(set(pairs), key=pairs.count)


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


def shares(labels, predictions, smallest=0):
    """The errors as shares of how often each digit occurs; NaN for digits that do not, unless `smallest` is 1."""
    return errors(labels, predictions) / np.maximum(table(labels, predictions).sum(axis=1, keepdims=True), smallest)


def worst_class(labels, predictions):
    counts = errors(labels, predictions)
    true = counts.sum(axis=1).argmax()
    return int(true), int(counts[true].argmax())


def favourite_answer(labels, predictions):
    counts = errors(labels, predictions)
    predicted = counts.sum(axis=0).argmax()
    return int(counts[:, predicted].argmax()), int(predicted)


def two_modes(labels, predictions):
    counts = errors(labels, predictions)
    return int(counts.sum(axis=1).argmax()), int(counts.sum(axis=0).argmax())


def both_directions(labels, predictions):
    counts = errors(labels, predictions)
    return position(np.triu(counts + counts.T))


def pairs_of(labels, predictions):
    """All wrong pairs, in their order."""
    wrong = labels != predictions
    return list(zip(labels[wrong].tolist(), predictions[wrong].tolist(), strict=True))


def pair_and_count(labels, predictions):
    pair = most_confused(labels, predictions)
    return pair, int(errors(labels, predictions)[pair])


def positions_of_maximum(labels, predictions):
    counts = errors(labels, predictions)
    return np.argwhere(counts == counts.max())


def arrays_of_maximum(labels, predictions):
    counts = errors(labels, predictions)
    return np.where(counts == counts.max())


def overflowing(labels, predictions):
    wrong = labels != predictions
    return divmod(int(np.bincount(labels[wrong] * 100 + predictions[wrong]).argmax()), 100)


def counted_once(labels, predictions):
    counts = np.zeros((10, 10), int)
    counts[labels, predictions] += 1
    return counts


def small_table(labels, predictions):
    counts = np.zeros((9, 9), int)
    np.add.at(counts, (labels, predictions), labels != predictions)
    return position(counts)


def with_and(labels, predictions):
    counts = [[(labels == one and predictions == other).sum() for other in range(10)] for one in range(10)]
    return position(np.array(counts))


def by_sorting(labels, predictions):
    pairs = pairs_of(labels, predictions)
    return sorted(set(pairs), key=pairs.count)[-1]


def by_unique(labels, predictions):
    pairs, counts = np.unique(pairs_of(labels, predictions), axis=0, return_counts=True)
    return pairs[counts.argmax()]


def by_number(labels, predictions):
    wrong = labels != predictions
    return divmod(np.bincount(10 * labels[wrong] + predictions[wrong]).argmax(), 10)


ORDER = "The two are exchanged: first the true digit, then what the net took it for."
HITS = "Your pair is one that the net gets right: the same digit twice. Leave out those with labels == predictions."
DIRECTIONS = "You add up both directions. A 4 taken for a 9 and a 9 taken for a 4 are two different mistakes."
DIFFERENCE = "You subtract the other direction. Asked for is how often a pair occurs, whatever the reverse pair does."
CLASS = "You look for one digit with the most mistakes first. They may be spread over many others: count whole pairs."
APART = (
    "You look for the most frequent label and the most frequent prediction, each for itself. They need not belong "
    "together: count pairs."
)
SHARE = (
    "You divide by how often each digit occurs, so that a rare digit wins. Asked for is the pair with most mistakes."
)
FIRST = "That is the first of the wrong pairs, not the most frequent. Count how often each occurs, counts[pair] += 1."
RAREST = "That is the pair that occurs least. Take the other end: the largest count."
LARGEST = "That is the pair with the largest digits: max(pairs) compares pairs. Compare their counts, key=pairs.count."
AND_COUNT = "The pair is right, but something comes with it. Return the pair alone: (true, predicted)."
COUNT = "That is how often the pair occurs. Asked for is the pair itself: (true, predicted)."
FLOATS = "The pair is right, but digits are integers: int(…), and // in place of /."
HALF = "You look at one half of the table only: the digit that was written may be smaller or larger than the one read."
POSITIONS = "These are all places of the maximum, as arrays. Return one of them as two numbers: (true, predicted)."
ONE_NUMBER = (
    "You return one number for a pair: 10 · true + predicted. divmod(number, 10), or np.unravel_index(number, (10, "
    "10)) for a table, turns it into the two."
)
OVERFLOW = (
    "The labels are 8-bit integers: from 256 on, label · 100 starts again at 0. Convert first: labels.astype(int)."
)
ONCE = (
    "table[labels, predictions] += 1 adds 1 once to each place, however often its pair occurs. np.add.at(table, "
    "(labels, predictions), 1) counts every time."
)
SMALL = "The table is too small: there are ten digits, 0 to 9, so it needs 10 rows and 10 columns."
AND = (
    "`and`, `or` and `if` want one truth value, and an array has many. Use it as a mask, labels[labels != "
    "predictions], combine masks with &, or loop over zip(labels, predictions)."
)

EXERCISE = Exercise(
    number="1.3",
    title="The pair that is confused most often",
    function="most_confused",
    reference=most_confused,
    probes=(
        Probe("a few labels", lambda: expand((9, 4, 3), (4, 9, 2), (7, 7, 5), (1, 1, 4))),
        Probe("few sixes, many ones", lambda: expand((6, 0, 2), (6, 6, 1), (1, 7, 3), (1, 1, 15))),
        Probe("one digit missed in many ways", lambda: expand((8, 5, 3), (8, 3, 2), (8, 0, 1), (2, 7, 4), (3, 3, 9))),
        Probe("errors in both directions", lambda: expand((0, 6, 4), (4, 9, 3), (9, 4, 3), (5, 5, 9))),
        Probe("many read as 0", lambda: expand((8, 0, 2), (3, 0, 2), (5, 0, 2), (2, 7, 3), (1, 1, 7))),
        Probe("nearly balanced", lambda: expand((4, 9, 5), (9, 4, 4), (0, 6, 3), (3, 3, 8))),
        Probe("one digit read as 0", lambda: expand((5, 0, 3), (3, 5, 2), (2, 2, 6))),
    ),
    compared="the pair, for seven small sets of labels and predictions.",
    hints=(
        "Look at the mistakes only: wrong = labels != predictions, then labels[wrong] and predictions[wrong].",
        "list(zip(labels[wrong], predictions[wrong])) makes pairs, and pairs.count(pair) says how often one occurs.",
        "max(set(pairs), key=pairs.count) takes the one that occurs most often.",
    ),
    alternatives=(
        lambda labels, predictions: position(errors(labels, predictions)),
        lambda labels, predictions: list(position(errors(labels, predictions))),
        lambda labels, predictions: Counter(pairs_of(labels, predictions)).most_common(1)[0][0],
        by_number,
        by_sorting,
        by_unique,
    ),
    misconceptions=(
        Misconception("order of the pair", lambda *both: most_confused(*both)[::-1], ORDER),
        Misconception("hits counted too", lambda *both: position(table(*both)), HITS),
        Misconception("both directions added", both_directions, DIRECTIONS),
        Misconception("the digit missed most", worst_class, CLASS),
        Misconception("the digit read most", favourite_answer, CLASS),
        Misconception("difference of directions", lambda *both: position(errors(*both) - errors(*both).T), DIFFERENCE),
        Misconception("label and prediction apart", two_modes, APART),
        Misconception("share instead of count", lambda *both: position(shares(*both, smallest=1)), SHARE),
        Misconception("share, zero by zero", lambda *both: position(shares(*both)), SHARE),
        Misconception("the first mistake", lambda *both: pairs_of(*both)[0], FIRST),
        Misconception("the rarest", lambda *both: Counter(pairs_of(*both)).most_common()[-1][0], RAREST),
        Misconception("the largest digits", lambda *both: max(pairs_of(*both)), LARGEST),
        Misconception("pair and count", pair_and_count, AND_COUNT),
        Misconception("list of pair and count", lambda *both: [pair_and_count(*both)], AND_COUNT),
        Misconception("positions of the maximum", positions_of_maximum, POSITIONS),
        Misconception("arrays of the maximum", arrays_of_maximum, POSITIONS),
        Misconception("the count alone", lambda *both: int(errors(*both).max()), COUNT),
        Misconception("as floats", lambda *both: tuple(map(float, most_confused(*both))), FLOATS),
        Misconception("label below prediction", lambda *both: position(np.triu(errors(*both))), HALF),
        Misconception("label above prediction", lambda *both: position(np.tril(errors(*both))), HALF),
        Misconception("the last mistake", lambda *both: pairs_of(*both)[-1], FIRST.replace("first", "last")),
        Misconception("one number", lambda *both: int(errors(*both).argmax()), ONE_NUMBER),
        Misconception("8 bits", overflowing, OVERFLOW),
        Misconception("counted once", lambda *both: position(counted_once(*both) * ~np.eye(10, dtype=bool)), ONCE),
        Misconception("counted once, with the hits", lambda *both: position(counted_once(*both)), ONCE),
        Misconception("nine digits", small_table, SMALL),
        Misconception("and", with_and, AND),
    ),
)
