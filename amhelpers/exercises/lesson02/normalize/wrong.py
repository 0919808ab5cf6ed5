"""Exercise 2.3, `normalize`: the wrong answers that are recognised, each with its hint."""

import keras
import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson02.normalize.right import mean, root_mean_square

__all__ = ["wrong"]

wrong = WrongAnswers()

BATCH = (
    "You measure the whole batch at once: what one image gets depends on which others are with it. (Exercise 12.2 "
    "could do so: its batch had one image.) Measure each: axis=(1, 2, 3), keepdims=True."
)

wrong("batch", BATCH)(lambda gradient: gradient / (root_mean_square(gradient, None) + 1e-7))

NORM = (
    "Every image has l2 norm 1 now. That is √N times smaller than root mean square 1, N being the number of values "
    "of an image (√N is 28 for MNIST): average the squares instead of adding them."
)


def total(values, axis=(1, 2, 3)):
    return tf.reduce_sum(values, axis=axis, keepdims=True)


wrong("l2 norm", NORM, visible=True)(lambda g: g / (tf.sqrt(total(tf.square(g))) + 1e-7))

NORM_OF_BATCH = (
    f"{BATCH} And average the squares instead of adding them: the l2 norm grows with the number of values, the root "
    "mean square does not."
)

wrong("l2 norm of the batch", NORM_OF_BATCH)(lambda g: g / (tf.norm(g) + 1e-7))

wrong("l2_normalize", NORM_OF_BATCH)(lambda g: tf.math.l2_normalize(g))

NO_ROOT = "You divide by the mean of the squares. Their root is the size of the gradient: tf.sqrt(…)."

wrong("no root", NO_ROOT)(lambda g: g / (mean(tf.square(g)) + 1e-7))

wrong(
    "sum of squares",
    "You divide by the sum of the squares. The size of the gradient is the root of their mean: average instead of "
    "adding them, and take the root.",
)(lambda g: g / (total(tf.square(g)) + 1e-7))

LARGEST = (
    "You divide by the largest absolute value, so that one bright pixel sets the size of the step. Divide by the "
    "root mean square: it counts every pixel."
)

wrong("largest", LARGEST, visible=True)(lambda g: g / (tf.reduce_max(tf.abs(g), (1, 2, 3), True) + 1e-7))

wrong("largest of the batch", f"{LARGEST} And for each image.")(lambda g: g / (tf.reduce_max(tf.abs(g)) + 1e-7))

wrong("largest value", LARGEST.replace("absolute value", "value"))(
    lambda g: g / (tf.reduce_max(g, axis=(1, 2, 3), keepdims=True) + 1e-7)
)

ABSOLUTE = "You divide by the mean of the absolute values. The root mean square is larger: square, average, root."

wrong("absolute mean", ABSOLUTE, visible=True)(lambda g: g / (mean(tf.abs(g)) + 1e-7))

wrong(
    "absolute sum",
    "You divide by the sum of the absolute values. Divide by the root mean square: square, average, root.",
)(lambda g: g / (total(tf.abs(g)) + 1e-7))

SUM = "You divide by the sum or the mean of the values themselves. Positive and negative ones cancel: square first."

wrong("mean", SUM)(lambda g: g / (mean(g) + 1e-7))

wrong("sum", SUM)(lambda g: g / (total(g) + 1e-7))

STD = (
    "You divide by the standard deviation, which is measured from the mean. The root mean square is measured from "
    "zero: do not subtract the mean. The two differ where a gradient is mostly of one sign."
)

wrong("std", STD)(lambda g: g / (tf.math.reduce_std(g, (1, 2, 3), True) + 1e-7))

wrong("std of the batch", f"{STD} And for each image.")(lambda g: g / (tf.math.reduce_std(g) + 1e-7))

CENTRED = "You subtract the mean, which changes the direction of the step. Only its size is to change: divide."


@wrong("centred", CENTRED)
def in_zero_mean(gradient):
    centred = gradient - mean(gradient)
    return centred / (root_mean_square(centred) + 1e-7)


wrong("centred only", CENTRED)(lambda g: g - mean(g))

LAST_AXIS = (
    "You normalise along the last axis, the colours of each pixel by themselves. With one channel every value "
    "becomes +1 or −1: the sign of the gradient. Measure whole images: axis=(1, 2, 3)."
)

wrong("last axis", LAST_AXIS, visible=True)(lambda g: g / (root_mean_square(g, -1) + 1e-7))

wrong("keras.ops.normalize", LAST_AXIS, visible=True)(lambda g: keras.ops.normalize(g))

wrong(
    "each channel", "You measure each channel by itself. An image is one step: axis=(1, 2, 3), the channels with it."
)(lambda g: g / (root_mean_square(g, (1, 2)) + 1e-7))

SOME_AXES = "You measure rows or columns of an image by themselves. Measure whole images: axis=(1, 2, 3)."

wrong("rows", SOME_AXES)(lambda g: g / (root_mean_square(g, 1) + 1e-7))

wrong("columns", SOME_AXES)(lambda g: g / (root_mean_square(g, 2) + 1e-7))

wrong("without the first", SOME_AXES)(lambda g: g / (root_mean_square(g, (2, 3)) + 1e-7))

wrong("across the images", BATCH)(lambda g: g / (root_mean_square(g, 0) + 1e-7))

wrong(
    "no epsilon",
    "A gradient of zero, as that of a filter that nothing excites, becomes NaN: 0 / 0. Add a small number to what "
    "you divide by, such as 1e-7, or use tf.math.divide_no_nan.",
)(lambda g: g / root_mean_square(g))

wrong("no epsilon, batch", BATCH)(lambda g: g / tf.sqrt(tf.reduce_mean(g**2)))

wrong(
    "sign",
    "That is the sign of the gradient: large and small values become the same. Divide by one number per image.",
    visible=True,
)(tf.sign)


@wrong("to 0 … 1", "You bring the values to 0 … 1: that moves zero, and with it the direction. Only divide.")
def to_unit_range(gradient):
    low = tf.reduce_min(gradient, axis=(1, 2, 3), keepdims=True)
    return (gradient - low) / (tf.reduce_max(gradient, axis=(1, 2, 3), keepdims=True) - low + 1e-7)


ONLY_SIZE = "That is the size of the gradient. Return the gradient divided by it."

wrong("the size", ONLY_SIZE)(root_mean_square)

wrong("the size alone", ONLY_SIZE)(lambda g: tf.sqrt(tf.reduce_mean(g**2, axis=(1, 2, 3))))

CUT = "You cut large values off, which changes the direction, and leaves small gradients small. Divide instead."

wrong("cut off", CUT)(lambda g: tf.clip_by_value(g, -1.0, 1.0))

wrong("clip_by_norm", CUT)(lambda g: tf.clip_by_norm(g, 1.0, axes=(1, 2, 3)))

wrong("multiplied", "You multiply by the size, so that large gradients become larger still. Divide by it.")(
    lambda g: g * root_mean_square(g)
)

wrong("as it is", "Your function returns the gradient as it is.")(lambda g: g)

wrong(
    "keepdims",
    "The sizes have the shape (batch,), and NumPy's rule for shapes sets the batch against the last axis. "
    "keepdims=True keeps the others with length 1: (batch, 1, 1, 1).",
)(lambda g: g / (tf.sqrt(tf.reduce_mean(tf.square(g), axis=(1, 2, 3))) + 1e-7))


@wrong(
    "NumPy",
    "The values are right, but NumPy computes them, where TensorFlow can neither differentiate nor compile. Use "
    "tf.sqrt, tf.reduce_mean and tf.square.",
)
def by_numpy(gradient):
    array = np.asarray(gradient)
    return array / (np.sqrt((array**2).mean(axis=(1, 2, 3), keepdims=True)) + 1e-7)


@wrong(
    "NumPy for the size",
    "The values are right, but a step that is compiled (tf.function) ends in an error in your function. A tensor has "
    "no values yet there: NumPy and .numpy() cannot compute with it. Use tf.sqrt, tf.reduce_mean and tf.square.",
)
def size_by_numpy(gradient):
    return gradient / (np.sqrt(np.mean(np.square(gradient), axis=(1, 2, 3), keepdims=True)) + 1e-7)


def root(gradient):
    """√N, N being the number of values of an image."""
    return float(np.prod(gradient.shape[1:])) ** 0.5


wrong(
    "divided by √N",
    "√N belongs on the other side: the root mean square is the l2 norm divided by √N, so it is smaller.",
)(lambda g: g / (tf.sqrt(total(tf.square(g))) * root(g) + 1e-7))

OF_MNIST = "28 is √N for images of 28 · 28 · 1 values only. tf.reduce_mean knows how many there are."

wrong("28 of MNIST", OF_MNIST)(lambda g: g / (tf.sqrt(total(tf.square(g))) / 28 + 1e-7))

wrong("784 of MNIST", OF_MNIST)(lambda g: g / (tf.sqrt(total(tf.square(g)) / 784) + 1e-7))

wrong("mean, then square", SUM)(lambda g: g / (tf.abs(mean(g)) + 1e-7))

wrong("not squared", "The square is missing: the root of a mean that may be negative is NaN. Square, mean, root.")(
    lambda g: g / (tf.sqrt(mean(g)) + 1e-7)
)

PLUS_ONE = (
    "What you add to the size is not small against it: small gradients stay small. A number like 1e-7 is enough to "
    "keep 0 / 0 away."
)

wrong("plus one", PLUS_ONE)(lambda g: g / (root_mean_square(g) + 1))

wrong("plus a hundredth", PLUS_ONE, any_number=True)(lambda g, number=0.01: g / (root_mean_square(g) + number))

TUPLE = (
    "tf.linalg.normalize returns two things, the normalised values and the norm. Take the first; and its norm adds the "
    "squares, where they are to be averaged."
)

wrong("a tuple", TUPLE)(lambda g: tf.linalg.normalize(g, axis=(1, 2)))

wrong("a tuple of the batch", TUPLE)(tf.linalg.normalize)
