"""Exercise 3.2, `total_variation`: how much neighbours differ."""

import keras
import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.probes import arrays
from amhelpers.regularizers import total_variation

__all__ = ["EXERCISE"]


def differences(images):
    """Those of vertical and those of horizontal neighbours."""
    return images[:, 1:] - images[:, :-1], images[:, :, 1:] - images[:, :, :-1]


def summed(change=tf.abs, reduce=tf.reduce_sum, axis=(1, 2, 3), which=slice(None)):
    """The differences, changed, and reduced over the axes."""
    return lambda images: sum(reduce(change(part), axis=axis) for part in differences(images)[which])


def wrapped(images):
    vertical, horizontal = (images - tf.roll(images, 1, axis) for axis in (1, 2))
    return tf.reduce_sum(tf.abs(vertical) + tf.abs(horizontal), axis=(1, 2, 3))


def padded(images):
    images = tf.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0)))
    return total_variation(images)


def isotropic(images):
    vertical, horizontal = differences(images)
    return tf.reduce_sum(tf.sqrt(vertical[:, :, :-1] ** 2 + horizontal[:, :-1] ** 2 + 1e-12), axis=(1, 2, 3))


def diagonal(images):
    return tf.reduce_sum(tf.abs(images[:, 1:, 1:] - images[:, :-1, :-1]), axis=(1, 2, 3))


def over_colours(images):
    return total_variation(images) + tf.reduce_sum(tf.abs(images[..., 1:] - images[..., :-1]), axis=(1, 2, 3))


def over_batch(images):
    return tf.reduce_sum(tf.abs(images[1:] - images[:-1])) + tf.reduce_sum(tf.abs(images[:, 1:] - images[:, :-1]))


def common_part(images):
    here = images[:, :-1, :-1]
    parts = images[:, 1:, :-1] - here, images[:, :-1, 1:] - here
    return sum(tf.reduce_sum(tf.abs(part), axis=(1, 2, 3)) for part in parts)


def by_numpy(images):
    array = np.asarray(images)
    return sum(np.abs(np.diff(array, axis=axis)).sum((1, 2, 3)) for axis in (1, 2))


def by_ops(images):
    parts = keras.ops.diff(images, axis=1), keras.ops.diff(images, axis=2)
    return sum(keras.ops.sum(keras.ops.abs(part), axis=(1, 2, 3)) for part in parts)


def by_pixel_count(images):
    return total_variation(images) / float(np.prod(images.shape[1:]))


ONE_DIRECTION = "Only one of the two directions is counted: {} neighbours are missing. Add both sums."
SQUARED = (
    "You add up the squares. Take absolute values: a sharp edge is then no dearer than a soft one of the same height."
)
AVERAGED = (
    "You average where a sum was asked for: the weight of this penalty would mean something else for each size of "
    "image. Use tf.reduce_sum."
)
ONE_FOR_ALL = "You return one number for the batch. Each image has its own: axis=(1, 2, 3)."
WRAPPED = (
    "You compare the last row with the first one, and the last column with the first (tf.roll does that): they are "
    "no neighbours. Cut slices: images[:, 1:] - images[:, :-1]."
)
PADDED = "You count the border as an edge, against the zeros that were put around the image. Cut slices instead."
SIGNED = "Without absolute values the differences cancel: only the borders are left. tf.abs(…) before adding."
ISOTROPIC = (
    "That is the isotropic form, the root of the sum of both squares. Here the absolute differences of the two "
    "directions are simply added."
)
DIAGONAL = "You compare diagonal neighbours. Compare those below each other, and those beside each other."
COLOURS = "You compare the colours of a pixel with each other too. Only neighbours in height and in width count."
AXES = "The axes are (image, height, width, channel): neighbours lie along 1 and 2. Along 0 lie other images."
CHANNELS = "You keep the channels apart. Add them up too: axis=(1, 2, 3)."
COMMON = (
    "The last row and the last column are left out. Take each direction in full: images[:, 1:] and images[:, :, 1:]."
)
NO_GRADIENT = (
    "The values are right, but no gradient comes through: NumPy on the way, a tf.Variable with a copy, or "
    "tf.stop_gradient cuts it off. Use tf functions, on the images themselves."
)
LARGEST = "That is the largest difference. Add all of them up."
TWICE = "Every pair is counted twice. Once is enough: images[:, 1:] - images[:, :-1]."
HALF = "That is half of it. Add the two directions, without averaging."
ROOT = "You take a root at the end. The sum itself is asked for."

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
    hints=(
        "images[:, 1:] - images[:, :-1] are the differences of all neighbours below each other.",
        "Beside each other: images[:, :, 1:] - images[:, :, :-1]. Take absolute values of both.",
        "tf.reduce_sum(…, axis=(1, 2, 3)) gives one number for each image. Add the two.",
    ),
    alternatives=(
        lambda images: tf.image.total_variation(images),
        by_ops,
        summed(lambda part: tf.sqrt(tf.square(part))),
        lambda images: tf.stack([summed(axis=None)(image[tf.newaxis]) for image in images]),
        lambda images: (
            tf.norm(tf.reshape(images[:, 1:] - images[:, :-1], (len(images), -1)), ord=1, axis=1)
            + tf.reduce_sum(tf.abs(images[:, :, 1:] - images[:, :, :-1]), axis=[1, 2, 3])
        ),
    ),
    misconceptions=(
        Misconception("vertical only", summed(which=slice(0, 1)), ONE_DIRECTION.format("horizontal")),
        Misconception("horizontal only", summed(which=slice(1, 2)), ONE_DIRECTION.format("vertical")),
        Misconception("squared", summed(tf.square), SQUARED),
        Misconception("averaged", summed(reduce=tf.reduce_mean), AVERAGED),
        Misconception("by pixel", by_pixel_count, AVERAGED),
        Misconception("squared and averaged", summed(tf.square, tf.reduce_mean), f"{SQUARED} {AVERAGED}"),
        Misconception("one for all", summed(axis=None), ONE_FOR_ALL),
        Misconception("a mean for all", summed(reduce=tf.reduce_mean, axis=None), f"{ONE_FOR_ALL} {AVERAGED}"),
        Misconception("wrapped", wrapped, WRAPPED),
        Misconception("padded", padded, PADDED),
        Misconception("signed", summed(tf.identity), SIGNED),
        Misconception("absolute at the end", lambda images: tf.abs(summed(tf.identity)(images)), SIGNED),
        Misconception("isotropic", isotropic, ISOTROPIC),
        Misconception("diagonal", diagonal, DIAGONAL),
        Misconception("colours too", over_colours, COLOURS),
        Misconception("over the batch", over_batch, AXES),
        Misconception("channels apart", summed(axis=(1, 2)), CHANNELS),
        Misconception("common part", common_part, COMMON),
        Misconception("NumPy", by_numpy, NO_GRADIENT),
        Misconception("largest", summed(reduce=tf.reduce_max), LARGEST),
        Misconception("twice", lambda images: 2 * total_variation(images), TWICE),
        Misconception("half", lambda images: total_variation(images) / 2, HALF),
        Misconception("root", lambda images: tf.sqrt(total_variation(images)), ROOT),
        Misconception(
            "negative", lambda images: -total_variation(images), "The sign is reversed. A penalty is positive."
        ),
    ),
)
