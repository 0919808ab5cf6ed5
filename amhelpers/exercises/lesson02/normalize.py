"""Exercise 2.3, `normalize`: every image's gradient brought to the same size."""

import keras
import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.lesson02.pictures import draw_ascents
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]


def normalize(gradient):
    size = tf.sqrt(tf.reduce_mean(tf.square(gradient), axis=(1, 2, 3), keepdims=True))
    return gradient / (size + 1e-7)


def draw(answer, reference):
    return draw_ascents({"normalize": answer})


def one_zero(*shape):
    """A batch in which the first image is zero."""
    gradient = arrays(*shape, seed=3)
    gradient[0] = 0
    return gradient


def mean(values, axis=(1, 2, 3)):
    return tf.reduce_mean(values, axis=axis, keepdims=True)


def total(values, axis=(1, 2, 3)):
    return tf.reduce_sum(values, axis=axis, keepdims=True)


def root_mean_square(gradient, axis=(1, 2, 3)):
    return tf.sqrt(mean(tf.square(gradient), axis))


def root(gradient):
    """√N, N being the number of values of an image."""
    return float(np.prod(gradient.shape[1:])) ** 0.5


def by_loop(gradient):
    return tf.stack([one / (tf.sqrt(tf.reduce_mean(one**2)) + 1e-8) for one in gradient])


def by_rows(gradient):
    rows = tf.reshape(gradient, (tf.shape(gradient)[0], -1))
    rows = tf.math.l2_normalize(rows, axis=1) * tf.sqrt(tf.cast(tf.shape(rows)[1], tf.float32))
    return tf.reshape(rows, tf.shape(gradient))


def to_unit_range(gradient):
    low = tf.reduce_min(gradient, axis=(1, 2, 3), keepdims=True)
    return (gradient - low) / (tf.reduce_max(gradient, axis=(1, 2, 3), keepdims=True) - low + 1e-7)


def by_numpy(gradient):
    array = np.asarray(gradient)
    return array / (np.sqrt((array**2).mean(axis=(1, 2, 3), keepdims=True)) + 1e-7)


def in_zero_mean(gradient):
    centred = gradient - mean(gradient)
    return centred / (root_mean_square(centred) + 1e-7)


BATCH = (
    "You measure the whole batch at once: what one image gets depends on which others are with it. (Exercise 12.2 "
    "could do so: its batch had one image.) Measure each: axis=(1, 2, 3), keepdims=True."
)
NORM = (
    "Every image has l2 norm 1 now. That is √N times smaller than root mean square 1, N being the number of values "
    "of an image (28 for MNIST): average the squares instead of adding them."
)
NO_ROOT = "You divide by the mean of the squares. Their root is the size of the gradient: tf.sqrt(…)."
LARGEST = (
    "You divide by the largest absolute value, so that one bright pixel sets the size of the step. Divide by the "
    "root mean square: it counts every pixel."
)
ABSOLUTE = "You divide by the mean of the absolute values. The root mean square is larger: square, average, root."
SUM = "You divide by a sum of the values themselves. Positive and negative ones cancel: square them first."
STD = (
    "You divide by the standard deviation, which is measured from the mean. The root mean square is measured from "
    "zero: do not subtract the mean. The two differ where a gradient is mostly of one sign."
)
CENTRED = "You subtract the mean, which changes the direction of the step. Only its size is to change: divide."
LAST_AXIS = (
    "You normalise along the last axis, the colours of each pixel by themselves. With one channel every value "
    "becomes +1 or −1: the sign of the gradient. Measure whole images: axis=(1, 2, 3)."
)
EACH_CHANNEL = "You measure each channel by itself. An image is one step: axis=(1, 2, 3), the channels with it."
SOME_AXES = "You measure rows or columns of an image by themselves. Measure whole images: axis=(1, 2, 3)."
NOT_A_NUMBER = (
    "A gradient of zero, as that of a filter that nothing excites, becomes NaN: 0 / 0. Add a small number to what "
    "you divide by, such as 1e-7, or use tf.math.divide_no_nan."
)
SIGN = "That is the sign of the gradient: large and small values become the same. Divide by one number per image."
UNIT_RANGE = "You bring the values to 0 … 1: that moves zero, and with it the direction. Only divide."
ONLY_SIZE = "That is the size of the gradient. Return the gradient divided by it."
CUT = "You cut large values off, which changes the direction, and leaves small gradients small. Divide instead."
MULTIPLIED = "You multiply by the size, so that large gradients become larger still. Divide by it."
NOTHING = "Your function returns the gradient as it is."
KEEPDIMS = (
    "The sizes have the shape (batch,), and NumPy's rule for shapes sets the batch against the last axis. "
    "keepdims=True keeps the others with length 1: (batch, 1, 1, 1)."
)
NO_GRADIENT = (
    "The values are right, but NumPy computes them, where TensorFlow can neither differentiate nor compile. Use "
    "tf.sqrt, tf.reduce_mean and tf.square."
)
PLUS_ONE = (
    "What you add to the size is not small: a gradient of size 1 shrinks. A number like 1e-7 is enough to keep 0 / "
    "0 away."
)
WRONG_ROOT = "√N belongs on the other side: the root mean square is the l2 norm divided by √N, so it is smaller."
OF_MNIST = "28 is √N for images of 28 · 28 · 1 values only. tf.reduce_mean knows how many there are."
NOT_SQUARED = "The square is missing: the root of a mean that may be negative is NaN. Square, mean, root."
TUPLE = "tf.linalg.normalize returns two things, the normalised values and the norm. Take the first, and mind √N."

EXERCISE = Exercise(
    number="2.3",
    title="Every step the same size",
    function="normalize",
    reference=normalize,
    differentiable="somehow",
    tolerance=1e-3,  # a small constant in the divisor is any small constant
    probes=(
        Probe("two gray gradients", lambda: (arrays(2, 4, 5, 1),)),
        Probe("three gradients in colour", lambda: (arrays(3, 4, 3, 3, seed=1) + np.float32(0.5),)),
        Probe("gradients of different size", lambda: (arrays(2, 2, 3, 1) * np.float32([[[[3]]], [[[0.2]]]]),)),
        Probe("one gradient", lambda: (arrays(1, 6, 6, 1, seed=2),)),
        Probe("one that is zero and one that is not", lambda: (one_zero(2, 4, 4, 1),), gradient=False),
    ),
    compared="values, shape and gradient for one, two and three images, gray and in colour, large, small and zero.",
    hints=(
        "The root mean square is what its name says, from the right: square, mean, root.",
        "One number for each image: axis=(1, 2, 3). With keepdims=True it can be divided by: shape (batch, 1, 1, 1).",
        "Add a small number such as 1e-7 to the divisor: a gradient of zero is to stay zero.",
    ),
    alternatives=(
        lambda gradient: gradient / (keras.ops.sqrt(keras.ops.mean(gradient**2, (1, 2, 3), keepdims=True)) + 1e-5),
        lambda gradient: tf.math.divide_no_nan(gradient, root_mean_square(gradient)),
        lambda gradient: gradient / tf.maximum(root_mean_square(gradient), 1e-8),
        lambda gradient: gradient * tf.math.rsqrt(mean(tf.square(gradient)) + 1e-10),
        lambda gradient: gradient / (root_mean_square(gradient, axis=[-1, -2, -3]) + keras.config.epsilon()),
        lambda gradient: tf.math.l2_normalize(gradient, axis=(1, 2, 3)) * float(np.prod(gradient.shape[1:])) ** 0.5,
        lambda gradient: tf.map_fn(lambda one: one / (tf.sqrt(tf.reduce_mean(one**2)) + 1e-7), gradient),
        by_rows,
        by_loop,
        lambda gradient: gradient / (tf.stop_gradient(root_mean_square(gradient)) + 1e-7),
        lambda gradient: tf.stack([by_loop(tf.gather(gradient, [index]))[0] for index in range(len(gradient))]),
    ),
    misconceptions=(
        Misconception("batch", lambda gradient: gradient / (root_mean_square(gradient, None) + 1e-7), BATCH),
        Misconception("l2 norm", lambda g: g / (tf.sqrt(total(tf.square(g))) + 1e-7), NORM, visible=True),
        Misconception("l2 norm of the batch", lambda g: g / (tf.norm(g) + 1e-7), f"{BATCH} {NORM}"),
        Misconception("l2_normalize", lambda g: tf.math.l2_normalize(g), f"{BATCH} {NORM}"),
        Misconception("no root", lambda g: g / (mean(tf.square(g)) + 1e-7), NO_ROOT),
        Misconception("sum of squares", lambda g: g / (total(tf.square(g)) + 1e-7), f"{NO_ROOT} {NORM}"),
        Misconception("largest", lambda g: g / (tf.reduce_max(tf.abs(g), (1, 2, 3), True) + 1e-7), LARGEST, True),
        Misconception(
            "largest of the batch", lambda g: g / (tf.reduce_max(tf.abs(g)) + 1e-7), f"{LARGEST} And for each image."
        ),
        Misconception("largest value", lambda g: g / (tf.reduce_max(g, axis=(1, 2, 3), keepdims=True) + 1e-7), LARGEST),
        Misconception("absolute mean", lambda g: g / (mean(tf.abs(g)) + 1e-7), ABSOLUTE, True),
        Misconception("absolute sum", lambda g: g / (total(tf.abs(g)) + 1e-7), f"{ABSOLUTE} And a mean, not a sum."),
        Misconception("mean", lambda g: g / (mean(g) + 1e-7), SUM),
        Misconception("sum", lambda g: g / (total(g) + 1e-7), SUM),
        Misconception("std", lambda g: g / (tf.math.reduce_std(g, (1, 2, 3), True) + 1e-7), STD),
        Misconception("std of the batch", lambda g: g / (tf.math.reduce_std(g) + 1e-7), f"{STD} And for each image."),
        Misconception("centred", in_zero_mean, CENTRED),
        Misconception("centred only", lambda g: g - mean(g), CENTRED),
        Misconception("last axis", lambda g: g / (root_mean_square(g, -1) + 1e-7), LAST_AXIS, True),
        Misconception("keras.ops.normalize", lambda g: keras.ops.normalize(g), LAST_AXIS, True),
        Misconception("each channel", lambda g: g / (root_mean_square(g, (1, 2)) + 1e-7), EACH_CHANNEL),
        Misconception("rows", lambda g: g / (root_mean_square(g, 1) + 1e-7), SOME_AXES),
        Misconception("columns", lambda g: g / (root_mean_square(g, 2) + 1e-7), SOME_AXES),
        Misconception("without the first", lambda g: g / (root_mean_square(g, (2, 3)) + 1e-7), SOME_AXES),
        Misconception("across the images", lambda g: g / (root_mean_square(g, 0) + 1e-7), BATCH),
        Misconception("no epsilon", lambda g: g / root_mean_square(g), NOT_A_NUMBER),
        Misconception("no epsilon, batch", lambda g: g / tf.sqrt(tf.reduce_mean(g**2)), BATCH),
        Misconception("sign", tf.sign, SIGN, True),
        Misconception("to 0 … 1", to_unit_range, UNIT_RANGE),
        Misconception("the size", root_mean_square, ONLY_SIZE),
        Misconception("the size alone", lambda g: tf.sqrt(tf.reduce_mean(g**2, axis=(1, 2, 3))), ONLY_SIZE),
        Misconception("cut off", lambda g: tf.clip_by_value(g, -1.0, 1.0), CUT),
        Misconception("clip_by_norm", lambda g: tf.clip_by_norm(g, 1.0, axes=(1, 2, 3)), CUT),
        Misconception("multiplied", lambda g: g * root_mean_square(g), MULTIPLIED),
        Misconception("as it is", lambda g: g, NOTHING),
        Misconception(
            "keepdims", lambda g: g / (tf.sqrt(tf.reduce_mean(tf.square(g), axis=(1, 2, 3))) + 1e-7), KEEPDIMS
        ),
        Misconception("NumPy", by_numpy, NO_GRADIENT),
        Misconception("divided by √N", lambda g: g / (tf.sqrt(total(tf.square(g))) * root(g) + 1e-7), WRONG_ROOT),
        Misconception("28 of MNIST", lambda g: g / (tf.sqrt(total(tf.square(g))) / 28 + 1e-7), OF_MNIST),
        Misconception("784 of MNIST", lambda g: g / (tf.sqrt(total(tf.square(g)) / 784) + 1e-7), OF_MNIST),
        Misconception("mean, then square", lambda g: g / (tf.abs(mean(g)) + 1e-7), SUM),
        Misconception("not squared", lambda g: g / (tf.sqrt(mean(g)) + 1e-7), NOT_SQUARED),
        Misconception("plus one", lambda g: g / (root_mean_square(g) + 1), PLUS_ONE),
        Misconception("plus a hundredth", lambda g: g / (root_mean_square(g) + 0.01), PLUS_ONE),
        Misconception("a tuple", lambda g: tf.linalg.normalize(g, axis=(1, 2)), TUPLE),
        Misconception("a tuple of the batch", tf.linalg.normalize, TUPLE),
    ),
    picture=draw,
)
