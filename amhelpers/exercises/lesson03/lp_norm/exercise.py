"""Exercise 3.3, `lp_norm`: how large an image is."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson03.lp_norm.right import ALTERNATIVES, lp_norm
from amhelpers.exercises.lesson03.lp_norm.wrong import wrong
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]


SMALL = 0.02  # a small number against division by zero shows through the root


def at_black(function, arguments):
    """The norm of black images, up to a small number, and whether their slope is a number."""
    images, *power = arguments
    with tf.GradientTape() as tape:
        tape.watch(images)
        value = function(images, *power)
    if not isinstance(value, tf.Tensor):
        return value
    slope = tape.gradient(value, images)
    is_number = slope is None or bool(np.isfinite(slope).all())
    norm = np.where((value.numpy() >= 0) & (value.numpy() < SMALL), np.float32(0), value.numpy())
    return {"its norm": norm, "its slope": "a number" if is_number else "NaN"}


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
        Probe("one image, p = 1", lambda: (arrays(1, 3, 5, 1, seed=3), 1)),
        Probe("a black image", lambda: (np.zeros((1, 3, 3, 1), "float32"),), gradient=False, call=at_black),
        Probe("a black image, p = 2", lambda: (np.zeros((1, 3, 3, 1), "float32"), 2), gradient=False, call=at_black),
    ),
    compared="values, shape and gradient for p = 6, 3, 2 and 1, gray and in colour; norm and slope of a black image.",
    why=(
        "The power decides what is expensive: a high one the brightest pixel, p = 1 all ink alike. The root has "
        "an infinite slope at 0, so black needs a value that is put in before it."
    ),
    needed="With p = 1 it is the penalty on ink that the ten digits below are drawn with.",
    hints=(
        "From the inside out: absolute value, power p, sum, root.",
        "tf.abs(images) ** p, and tf.reduce_sum(…, axis=(1, 2, 3)) of that.",
        "The p-th root is a power: … ** (1 / p). At 0 its slope is infinite, and times 0 that is NaN: a black image.",
        "tf.where(total == 0, 1.0, total) is a number whose root has a slope; a second tf.where puts the 0 back.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
