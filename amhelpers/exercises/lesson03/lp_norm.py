"""Exercise 3.3, `lp_norm`: how large an image is."""

import keras
import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.probes import arrays
from amhelpers.regularizers import lp_norm

__all__ = ["EXERCISE"]

AXES = (1, 2, 3)


def power_sum(images, p, axis=AXES):
    return tf.reduce_sum(tf.abs(images) ** p, axis=axis)


def nearly(function, arguments):
    """What a function gives, to one place: a small number against division by zero shows through the root."""
    value = function(*arguments)
    return tf.round(10 * value) / 10 if isinstance(value, tf.Tensor) else value


def by_norm(images, p=6):
    return tf.norm(tf.reshape(images, (tf.shape(images)[0], -1)), ord=p, axis=1)


def by_logarithm(images, p=6):
    return tf.exp(tf.reduce_logsumexp(p * tf.math.log(tf.abs(images) + 1e-12), axis=AXES) / p)


def by_loop(images, p=6):
    return tf.stack([tf.reduce_sum(tf.abs(image) ** p) ** (1 / p) for image in images])


def by_numpy(images, p=6):
    return (np.abs(np.asarray(images)) ** p).sum(axis=AXES) ** (1 / p)


NO_ROOT = "The root is missing: the sum of the powers is to be raised to 1 / p. Without it the penalty explodes."
NO_ABSOLUTE = (
    "Without absolute values an odd power of a negative number is negative, and its root is NaN. tf.abs(images) ** p."
)
MEAN = "You average the powers. The norm adds them up: tf.reduce_sum."
FIXED = "The power, or its default, is fixed at another value. Use the argument `p`, in power and root, and p=6."
FIXED_ROOT = "The root does not belong to the power: raise the sum to 1 / p."
EACH_ROOT = (
    "That is the sum of absolute values: either there is no power at all, or the root of every pixel, taken before "
    "adding, undoes it."
)
SUM_FIRST = "You add up first and take the power afterwards. The power belongs to every pixel, before the sum."
ONE_FOR_ALL = "You return one number for the batch. Each image has its own: axis=(1, 2, 3)."
LARGEST = "That is the largest value, the norm for p = ∞. For a finite p every pixel counts a little."
CHANNELS = "You keep the channels apart. Add them up too: axis=(1, 2, 3)."
NO_GRADIENT = "The values are right, but NumPy computes them, and nothing can be differentiated. Use tf functions."
INTEGER = "1 // p is zero, and anything to the power of zero is 1. The root is 1 / p."
PRODUCT = "p * |x| is no power: |x| ** p."
SHARE = "You divide by p. The root is a power: ** (1 / p)."
KEPT = "The axes that were added up are still there, with length 1. One number for each image: without keepdims."
NAN = "A zero image gives NaN. Where do you divide, or take a logarithm, without a guard?"

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
    alternatives=(
        lambda images, p=6: power_sum(images, p) ** (1 / p),
        lambda images, p=6: tf.pow(tf.reduce_sum(tf.pow(tf.abs(images), p), axis=[1, 2, 3]), 1.0 / p),
        lambda images, p=6: keras.ops.power(keras.ops.sum(keras.ops.abs(images) ** p, axis=AXES), 1 / p),
        lambda images, p=6: (
            (power_sum(images, p) + 1e-30) ** (1 / p) if p > 2 else tf.sqrt(power_sum(images, 2) + 1e-9)
        ),
        lambda images, p=6: (power_sum(images, p) + 1e-12) ** (1 / p),
        by_norm,
        by_logarithm,
        by_loop,
    ),
    misconceptions=(
        Misconception("no root", lambda images, p=6: power_sum(images, p), NO_ROOT),
        Misconception("no absolute value", lambda images, p=6: tf.reduce_sum(images**p, AXES) ** (1 / p), NO_ABSOLUTE),
        Misconception(
            "absolute value at the end",
            lambda images, p=6: tf.abs(tf.reduce_sum(images**p, AXES)) ** (1 / p),
            NO_ABSOLUTE,
        ),
        Misconception("mean", lambda images, p=6: tf.reduce_mean(tf.abs(images) ** p, AXES) ** (1 / p), MEAN),
        Misconception(
            "mean, no root", lambda images, p=6: tf.reduce_mean(tf.abs(images) ** p, AXES), f"{NO_ROOT} {MEAN}"
        ),
        Misconception("always 6", lambda images, p=6: lp_norm(images, 6), FIXED),
        Misconception("always 2", lambda images, p=6: lp_norm(images, 2), FIXED),
        Misconception("always 1", lambda images, p=6: lp_norm(images, 1), EACH_ROOT),
        Misconception("square root", lambda images, p=6: tf.sqrt(power_sum(images, p)), FIXED_ROOT),
        Misconception("sixth root", lambda images, p=6: power_sum(images, p) ** (1 / 6), FIXED_ROOT),
        Misconception(
            "root of each", lambda images, p=6: tf.reduce_sum((tf.abs(images) ** p) ** (1 / p), AXES), EACH_ROOT
        ),
        Misconception(
            "sum first", lambda images, p=6: tf.reduce_sum(tf.abs(images), AXES) ** p, f"{SUM_FIRST} {NO_ROOT}"
        ),
        Misconception("one for all", lambda images, p=6: tf.reduce_sum(tf.abs(images) ** p) ** (1 / p), ONE_FOR_ALL),
        Misconception("tf.norm of all", lambda images, p=6: tf.norm(images, ord=p), ONE_FOR_ALL),
        Misconception("largest", lambda images, p=6: tf.reduce_max(tf.abs(images), AXES), LARGEST),
        Misconception("channels apart", lambda images, p=6: power_sum(images, p, (1, 2)) ** (1 / p), CHANNELS),
        Misconception("NumPy", by_numpy, NO_GRADIENT),
        Misconception("integer division", lambda images, p=6: power_sum(images, p) ** (1 // p), INTEGER),
        Misconception("product", lambda images, p=6: tf.reduce_sum(p * tf.abs(images), AXES), PRODUCT),
        Misconception("divided by p", lambda images, p=6: power_sum(images, p) / p, SHARE),
        Misconception(
            "keepdims", lambda images, p=6: tf.reduce_sum(tf.abs(images) ** p, AXES, keepdims=True) ** (1 / p), KEPT
        ),
        Misconception(
            "scaled without a guard",
            lambda images, p=6: (
                tf.reduce_max(tf.abs(images), AXES)
                * power_sum(images / tf.reduce_max(tf.abs(images), AXES, keepdims=True), p) ** (1 / p)
            ),
            NAN,
        ),
    ),
)
