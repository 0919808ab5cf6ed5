"""Exercise 5.4, `unconverged`: the course's own version, and other right answers."""

import numpy as np
import tensorflow as tf

__all__ = ["ALTERNATIVES", "rises", "unconverged"]


def unconverged(scores):
    """Which images did not rise by more than a tenth of the largest rise: (steps + 1, batch) -> bool (batch,)."""
    scores = np.asarray(scores)
    rise = scores[-1] - scores[0]
    return ~(rise > 0.1 * rise.max())


def rises(scores):
    scores = np.asarray(scores)
    return scores[-1] - scores[0]


ALTERNATIVES = (
    lambda scores: rises(scores) <= 0.1 * rises(scores).max(),
    lambda scores: tf.logical_not(tf.constant(rises(scores)) > 0.1 * rises(scores).max()),
    lambda scores: np.array([not rise > 0.1 * max(rises(scores)) for rise in rises(scores)]),
)
