"""Exercise 1.3, `most_confused`: the wrong pair that occurs most often."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson01.most_confused.right import ALTERNATIVES, most_confused
from amhelpers.exercises.lesson01.most_confused.wrong import wrong

__all__ = ["EXERCISE"]


def expand(*pairs):
    """Labels uint8 and predictions int64 from (label, prediction, how often), in an order without meaning."""
    both = np.repeat([pair[:2] for pair in pairs], [pair[2] for pair in pairs], axis=0)
    both = np.random.default_rng(1).permutation(both)
    return both[:, 0].astype("uint8"), both[:, 1].astype("int64")


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
    why=(
        "An accuracy counts mistakes, it does not name them. A pair has a direction: what is written, and what is read."
    ),
    needed="The next cells look at the pictures of this pair, and ask what misled the net.",
    hints=(
        "Look at the mistakes only: wrong = labels != predictions, then labels[wrong] and predictions[wrong].",
        "list(zip(labels[wrong], predictions[wrong])) makes pairs, and pairs.count(pair) says how often one occurs.",
        "max(set(pairs), key=pairs.count) takes the one that occurs most often.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
