"""Exercise 3.3, `lp_norm`: the wrong answers that are recognised, each with its hint."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson03.lp_norm.right import AXES, lp_norm, power_sum

__all__ = ["wrong"]

wrong = WrongAnswers()

NO_ROOT = "The root is missing: the sum of the powers is to be raised to 1 / p. Without it the penalty explodes."

wrong("no root", NO_ROOT)(lambda images, p=6: power_sum(images, p))

NO_ABSOLUTE = (
    "Without absolute values an odd power of a negative number is negative, and its root is NaN. tf.abs(images) ** p."
)

wrong("no absolute value", NO_ABSOLUTE)(lambda images, p=6: tf.reduce_sum(images**p, AXES) ** (1 / p))

wrong("absolute value at the end", NO_ABSOLUTE)(lambda images, p=6: tf.abs(tf.reduce_sum(images**p, AXES)) ** (1 / p))

MEAN = "You average the powers. The norm adds them up: tf.reduce_sum."

wrong("mean", MEAN)(lambda images, p=6: tf.reduce_mean(tf.abs(images) ** p, AXES) ** (1 / p))

wrong("mean, no root", f"{NO_ROOT} {MEAN}")(lambda images, p=6: tf.reduce_mean(tf.abs(images) ** p, AXES))

FIXED = "The power, or its default, is fixed at another value. Use the argument `p`, in power and root, and p=6."

wrong("always 6", FIXED)(lambda images, p=6: lp_norm(images, 6))

wrong("always 2", FIXED)(lambda images, p=6: lp_norm(images, 2))

EACH_ROOT = (
    "That is the sum of absolute values: either there is no power at all, or the root of every pixel, taken before "
    "adding, undoes it."
)

wrong("always 1", EACH_ROOT)(lambda images, p=6: lp_norm(images, 1))

FIXED_ROOT = "The root does not belong to the power: raise the sum to 1 / p."

wrong("square root", FIXED_ROOT)(lambda images, p=6: tf.sqrt(power_sum(images, p)))

wrong("sixth root", FIXED_ROOT)(lambda images, p=6: power_sum(images, p) ** (1 / 6))

wrong("root of each", EACH_ROOT)(lambda images, p=6: tf.reduce_sum((tf.abs(images) ** p) ** (1 / p), AXES))

SUM_FIRST = "You add up first and take the power afterwards. The power belongs to every pixel, before the sum."

wrong("sum first", f"{SUM_FIRST} {NO_ROOT}")(lambda images, p=6: tf.reduce_sum(tf.abs(images), AXES) ** p)

ONE_FOR_ALL = "You return one number for the batch. Each image has its own: axis=(1, 2, 3)."

wrong("one for all", ONE_FOR_ALL)(lambda images, p=6: tf.reduce_sum(tf.abs(images) ** p) ** (1 / p))

wrong("tf.norm of all", ONE_FOR_ALL)(lambda images, p=6: tf.norm(images, ord=p))

wrong("largest", "That is the largest value, the norm for p = ∞. For a finite p every pixel counts a little.")(
    lambda images, p=6: tf.reduce_max(tf.abs(images), AXES)
)

wrong("channels apart", "You keep the channels apart. Add them up too: axis=(1, 2, 3).")(
    lambda images, p=6: power_sum(images, p, (1, 2)) ** (1 / p)
)


@wrong("NumPy", "The values are right, but NumPy computes them, and nothing can be differentiated. Use tf functions.")
def by_numpy(images, p=6):
    return (np.abs(np.asarray(images)) ** p).sum(axis=AXES) ** (1 / p)


wrong("integer division", "1 // p is zero, and anything to the power of zero is 1. The root is 1 / p.")(
    lambda images, p=6: power_sum(images, p) ** (1 // p)
)

SLOPE = (
    "Of a black image the norm is right, and its slope is NaN: the root has an infinite slope at 0, times that of the "
    "power, which is 0. An ascent from black would stop there. Keep the root away from 0, tf.where(total == 0, 1.0, "
    "total), and put the norm 0 back by a second tf.where. (A tf.where around the root alone does not help: infinity "
    "times 0 is still NaN.)"
)

wrong("no slope at black", SLOPE)(lambda images, p=6: power_sum(images, p) ** (1 / p))

wrong("tf.norm of rows", SLOPE)(
    lambda images, p=6: tf.norm(tf.reshape(images, (tf.shape(images)[0], -1)), ord=p, axis=1)
)


@wrong("one tf.where", SLOPE)
def one_where(images, p=6):
    total = power_sum(images, p)
    return tf.where(total > 0, total ** (1 / p), 0.0)


wrong(
    "a large small number",
    "What you add before the root is not small after it: the sixth root of 1e-8, for one, is 0.05, and a black image "
    "is to have the norm 0. Add far less, or use tf.where.",
    any_number=True,
)(lambda images, p=6, number=1e-8: (power_sum(images, p) + number) ** (1 / p))

wrong("product", "p * |x| is no power: |x| ** p.")(lambda images, p=6: tf.reduce_sum(p * tf.abs(images), AXES))

wrong("divided by p", "You divide by p. The root is a power: ** (1 / p).")(lambda images, p=6: power_sum(images, p) / p)

wrong(
    "keepdims",
    "The axes that were added up are still there, with length 1. One number for each image: without keepdims.",
)(lambda images, p=6: tf.reduce_sum(tf.abs(images) ** p, AXES, keepdims=True) ** (1 / p))

wrong("scaled without a guard", "A zero image gives NaN. Where do you divide, or take a logarithm, without a guard?")(
    lambda images, p=6: (
        tf.reduce_max(tf.abs(images), AXES)
        * power_sum(images / tf.reduce_max(tf.abs(images), AXES, keepdims=True), p) ** (1 / p)
    )
)
