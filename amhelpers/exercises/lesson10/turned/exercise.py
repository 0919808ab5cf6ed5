"""Exercise 10.4, `turned`: what a mark does to the answers."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson10.turned.right import ALTERNATIVES, turned
from amhelpers.exercises.lesson10.turned.wrong import wrong

__all__ = ["EXERCISE"]


def probabilities(read, classes, seed=0):
    """Probabilities whose largest is that of the class that is read; of three or more it may be less than a half."""
    found = np.random.default_rng(seed).uniform(0.2, 0.7, (len(read), classes))
    found[np.arange(len(read)), read] = 0.8
    return (found / found.sum(axis=1, keepdims=True)).astype("float32")


BEFORE, AFTER = [0, 0, 1, 1, 1, 0, 1], [1, 0, 1, 1, 0, 1, 1]
THREE, LATER = [2, 0, 1, 2, 2, 0], [1, 1, 1, 2, 1, 2]


def interleaved():
    """Each image beside its twin, the first pair the other way round."""
    read = [3, 0, 0, 3, 2, 3, 1, 1]
    return probabilities(read, 4, seed=2), np.array([True, False, False, True, False, True, False, True])


EXERCISE = Exercise(
    number="10.4",
    title="What the mark turns",
    function="turned",
    reference=turned,
    probes=(
        Probe("seven pairs, two classes", lambda: (probabilities(BEFORE + AFTER, 2), np.repeat([False, True], 7))),
        Probe(
            "six pairs, three classes", lambda: (probabilities(THREE + LATER, 3, seed=1), np.repeat([False, True], 6))
        ),
        Probe("four pairs, in another order", interleaved),
        Probe(
            "one pair, a class that never occurs", lambda: (probabilities([2, 0], 5, seed=3), np.array([False, True]))
        ),
    ),
    compared="the counts of eighteen pairs of two to five classes, once with the pairs in another order.",
    why=(
        "Each picture is compared with itself, so the table counts answers that the mark turned, and not how "
        "often a class occurs."
    ),
    needed="The next cells prove a suspicion with it, and let a wrong one fail.",
    hints=(
        "read = np.argmax(probabilities, axis=1) is the class that each image is read as.",
        "read[~planted] are the answers without the mark, read[planted] those with it, pair by pair.",
        "Begin with np.zeros((classes, classes), int), and add 1 at [a, b] for each pair.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
