"""Exercise 8.4, `heat_inside`: how much of a heat map lies in a box."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson08.heat_inside.right import ALTERNATIVES, heat_inside
from amhelpers.exercises.lesson08.heat_inside.wrong import wrong
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def after_relu():
    """A map that is cold over half of its area, as Grad-CAM's often are."""
    return np.maximum(noise(7, 9, seed=1) - 0.5, 0)


EXERCISE = Exercise(
    number="8.4",
    title="How much of the heat is in the box",
    function="heat_inside",
    reference=heat_inside,
    tolerance=1e-4,
    probes=(
        Probe("a box in the middle", lambda: (noise(7, 9), (1, 2, 4, 7))),
        Probe("a map that is half cold", lambda: (after_relu(), (2, 3, 6, 5))),
        Probe("a box up to the corner", lambda: (3 * noise(6, 5, seed=2), (2, 1, 6, 5))),
        Probe("a box without heat", lambda: (np.eye(5, 6, dtype="float32"), (0, 3, 2, 6))),
    ),
    compared="the share in four boxes, one up to the corner, one without heat; the heat stays as it is.",
    why=(
        "A share of the heat is a number that can be compared between methods, sizes and pictures, where an "
        "impression cannot."
    ),
    needed="The next cells ask it of six methods.",
    hints=(
        "top, left, bottom, right = box. heat[top:bottom, left:right] is what lies in it: rows first.",
        "The share is one sum divided by another: that in the box, and that of the whole map.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
