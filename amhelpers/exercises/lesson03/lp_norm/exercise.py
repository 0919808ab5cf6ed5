"""Exercise 3.3, `lp_norm`: how large an image is."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson03.lp_norm.right import ALTERNATIVES, lp_norm
from amhelpers.exercises.lesson03.lp_norm.wrong import wrong
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]


def nearly(function, arguments):
    """What a function gives, to one place: a small number against division by zero shows through the root."""
    value = function(*arguments)
    return tf.round(10 * value) / 10 if isinstance(value, tf.Tensor) else value


EXERCISE = Exercise(
    number="3.3",
    title="How large an image is",
    function="lp_norm",
    reference=lp_norm,
    differentiable=True,
    tolerance=1e-3,
    probes=(
        Probe("two gray images", lambda: (arrays(2, 4, 5, 1),)),
        Probe("three images in colour, p = 3", lambda: (arrays(3, 3, 4, 3, seed=1), 3)),
        Probe("one image, p = 2", lambda: (arrays(1, 4, 4, 1, seed=2), 2)),
        Probe("a zero image", lambda: (np.zeros((1, 3, 3, 1), "float32"),), gradient=False, call=nearly),
    ),
    compared="values, shape and gradient for p = 6, 3 and 2, gray and in colour, and the value at a zero image.",
    hints=(
        "From the inside out: absolute value, power p, sum, root.",
        "tf.abs(images) ** p, and tf.reduce_sum(…, axis=(1, 2, 3)) of that.",
        "The p-th root is a power: … ** (1 / p).",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
