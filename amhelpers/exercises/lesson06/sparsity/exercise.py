"""Exercise 6.3, `sparsity`: how much of an activation is exactly zero."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson06.sparsity.right import ALTERNATIVES, sparsity
from amhelpers.exercises.lesson06.sparsity.wrong import wrong
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]


def after_relu():
    """Feature maps after ReLU, with a map that is nowhere active, and values that are nearly zero."""
    maps = np.maximum(arrays(2, 5, 4, 6), 0)
    maps[..., 2] = 0
    maps[0, :2, 0, 3:] = 1e-6
    return maps


EXERCISE = Exercise(
    number="6.3",
    title="How much of it is zero",
    function="sparsity",
    reference=sparsity,
    probes=(
        Probe("feature maps after ReLU", lambda: (after_relu(),)),
        Probe("maps with negative values", lambda: (np.round(arrays(4, 4, 3, seed=1)),)),
        Probe("nothing but zeros", lambda: (np.zeros((2, 2, 3), "float32"),)),
    ),
    compared="the share for maps after ReLU, with a dead map and nearly zeros, with negative values, and all zero.",
    why="ReLU makes exact zeros, so they can be counted: a share of all values, whatever the shape.",
    needed="The next cell puts the claim “the deeper, the sparser” to the test with it.",
    hints=("activation == 0 is True where it is zero.", "The mean of True and False is the share of True."),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
