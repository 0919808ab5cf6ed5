"""Exercise 77.1, `name_of_function`: the range of the values of each image."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson77.name_of_function.right import ALTERNATIVES, name_of_function
from amhelpers.exercises.lesson77.name_of_function.wrong import wrong

__all__ = ["EXERCISE"]


def images(low, high):
    """Three images (3, 4, 5, 2), the same each time: another height than width, more than one channel."""
    return np.random.default_rng(1).uniform(low, high, (3, 4, 5, 2)).astype("float32")


# amhelpers/checks/exercise.py says what else an exercise may have: properties, a picture, a gradient, a tolerance.
EXERCISE = Exercise(
    number="77.1",
    title="TITLE",
    function="name_of_function",
    reference=name_of_function,
    # Small inputs, made afresh for each call. On each, some wrong answer gives something else than the right ones.
    probes=(
        Probe("images in [0, 1]", lambda: (images(0, 1),)),
        Probe("negative numbers", lambda: (images(-3, -1),)),
        Probe("constant images", lambda: (np.full((2, 3, 4, 1), 0.5, "float32"),)),
    ),
    # What a check that passed says it looked at, a line with a full stop.
    compared="the ranges, for images in [0, 1], for negative numbers, and for constant images.",
    # The idea that a right answer is right by, and where that is needed next: 20 to 240 characters each.
    why="A number for each image is taken over all axes but the first; what is left is the batch.",
    needed="A picture is shown in full contrast by this: it is divided by its range.",
    # Two at least, from where to look to nearly the code.
    hints=(
        "Which axes belong to one image? The first counts the images.",
        "images.max(axis=(1, 2, 3)) is the largest value of each image; the smallest is found in the same way.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
