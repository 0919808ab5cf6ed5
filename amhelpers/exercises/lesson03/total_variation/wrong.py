"""Exercise 3.2, `total_variation`: the wrong answers that are recognised, each with its hint."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson03.total_variation.right import differences, summed, total_variation

__all__ = ["wrong"]

wrong = WrongAnswers()

ONE_DIRECTION = "Only one of the two directions is counted: {} neighbours are missing. Add both sums."

wrong("vertical only", ONE_DIRECTION.format("horizontal"))(summed(which=slice(0, 1)))

wrong("horizontal only", ONE_DIRECTION.format("vertical"))(summed(which=slice(1, 2)))

SAME_TWICE = (
    "One of the two directions is counted twice, and the other not at all: {} neighbours are missing. Along the height "
    "they lie in axis 1, along the width in axis 2."
)

wrong("vertical twice", SAME_TWICE.format("horizontal"))(lambda images: 2 * summed(which=slice(0, 1))(images))

wrong("horizontal twice", SAME_TWICE.format("vertical"))(lambda images: 2 * summed(which=slice(1, 2))(images))

SQUARED = (
    "You add up the squares. Take absolute values: a sharp edge is then no dearer than a soft one of the same height."
)

wrong("squared", SQUARED)(summed(tf.square))

AVERAGED = (
    "You average where a sum was asked for: the weight of this penalty would mean something else for each size of "
    "image. Use tf.reduce_sum."
)

wrong("averaged", AVERAGED)(summed(reduce=tf.reduce_mean))


@wrong("by pixel", AVERAGED)
def by_pixel_count(images):
    return total_variation(images) / float(np.prod(images.shape[1:]))


wrong("squared and averaged", f"{SQUARED} {AVERAGED}")(summed(tf.square, tf.reduce_mean))

ONE_FOR_ALL = "You return one number for the batch. Each image has its own: axis=(1, 2, 3)."

wrong("one for all", ONE_FOR_ALL)(summed(axis=None))

wrong("a mean for all", f"{ONE_FOR_ALL} {AVERAGED}")(summed(reduce=tf.reduce_mean, axis=None))


@wrong(
    "wrapped",
    "You compare the last row with the first one, and the last column with the first (tf.roll does that): they are "
    "no neighbours. Cut slices: images[:, 1:] - images[:, :-1].",
)
def wrapped(images):
    vertical, horizontal = (images - tf.roll(images, 1, axis) for axis in (1, 2))
    return tf.reduce_sum(tf.abs(vertical) + tf.abs(horizontal), axis=(1, 2, 3))


@wrong(
    "padded", "You count the border as an edge, against the zeros that were put around the image. Cut slices instead."
)
def padded(images):
    images = tf.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0)))
    return total_variation(images)


SIGNED = "Without absolute values the differences cancel: only the borders are left. tf.abs(…) before adding."

wrong("signed", SIGNED)(summed(tf.identity))

wrong("absolute at the end", SIGNED)(lambda images: tf.abs(summed(tf.identity)(images)))


@wrong(
    "isotropic",
    "That is the isotropic form, the root of the sum of both squares. Here the absolute differences of the two "
    "directions are simply added.",
)
def isotropic(images):
    vertical, horizontal = differences(images)
    return tf.reduce_sum(tf.sqrt(vertical[:, :, :-1] ** 2 + horizontal[:, :-1] ** 2 + 1e-12), axis=(1, 2, 3))


@wrong("diagonal", "You compare diagonal neighbours. Compare those below each other, and those beside each other.")
def diagonal(images):
    return tf.reduce_sum(tf.abs(images[:, 1:, 1:] - images[:, :-1, :-1]), axis=(1, 2, 3))


@wrong(
    "colours too",
    "You compare the colours of a pixel with each other too. Only neighbours in height and in width count.",
)
def over_colours(images):
    return total_variation(images) + tf.reduce_sum(tf.abs(images[..., 1:] - images[..., :-1]), axis=(1, 2, 3))


@wrong(
    "over the batch",
    "The axes are (image, height, width, channel): neighbours lie along 1 and 2. Along 0 lie other images.",
)
def over_batch(images):
    return tf.reduce_sum(tf.abs(images[1:] - images[:-1])) + tf.reduce_sum(tf.abs(images[:, 1:] - images[:, :-1]))


wrong("channels apart", "You keep the channels apart. Add them up too: axis=(1, 2, 3).")(summed(axis=(1, 2)))


@wrong(
    "common part",
    "The last row and the last column are left out. Take each direction in full: images[:, 1:] and images[:, :, 1:].",
)
def common_part(images):
    here = images[:, :-1, :-1]
    parts = images[:, 1:, :-1] - here, images[:, :-1, 1:] - here
    return sum(tf.reduce_sum(tf.abs(part), axis=(1, 2, 3)) for part in parts)


@wrong(
    "NumPy",
    "The values are right, but no gradient comes through: NumPy on the way, a tf.Variable with a copy, or "
    "tf.stop_gradient cuts it off. Use tf functions, on the images themselves.",
)
def by_numpy(images):
    array = np.asarray(images)
    return sum(np.abs(np.diff(array, axis=axis)).sum((1, 2, 3)) for axis in (1, 2))


wrong("largest", "That is the largest difference. Add all of them up.")(summed(reduce=tf.reduce_max))

wrong("twice", "Every pair is counted twice. Once is enough: images[:, 1:] - images[:, :-1].")(
    lambda images: 2 * total_variation(images)
)

wrong("half", "That is half of it. Add the two directions, without averaging.")(
    lambda images: total_variation(images) / 2
)

wrong("root", "You take a root at the end. The sum itself is asked for.")(
    lambda images: tf.sqrt(total_variation(images))
)

wrong("negative", "The sign is reversed. A penalty is positive.")(lambda images: -total_variation(images))
