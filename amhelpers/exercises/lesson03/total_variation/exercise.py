"""Exercise 3.2, `total_variation`: how much neighbours differ."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson03.total_variation.right import ALTERNATIVES, total_variation
from amhelpers.exercises.lesson03.total_variation.wrong import wrong
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    number="3.2",
    title="How much neighbours differ",
    function="total_variation",
    reference=total_variation,
    differentiable=True,
    tolerance=1e-4,
    probes=(
        Probe("two gray images", lambda: (arrays(2, 4, 5, 1),)),
        Probe("three images in colour", lambda: (arrays(3, 5, 3, 3, seed=1),)),
        Probe("a constant image", lambda: (np.full((1, 4, 4, 1), 0.5, "float32"),), gradient=False),
    ),
    compared="values, shape and gradient for one, two and three images, gray, in colour and constant.",
    why=(
        "Total variation is small where neighbours are alike, and it counts the height of every step once: a "
        "clean edge costs as much as the same rise in many small steps."
    ),
    needed=(
        "The sweep below weighs it against the score; lessons 04, 07 and 10 use it as am.regularizers.total_variation."
    ),
    hints=(
        "images[:, 1:] - images[:, :-1] are the differences of all neighbours below each other.",
        "Beside each other: images[:, :, 1:] - images[:, :, :-1]. Take absolute values of both.",
        "tf.reduce_sum(…, axis=(1, 2, 3)) gives one number for each image. Add the two.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
