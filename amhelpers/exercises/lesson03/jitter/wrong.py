"""Exercise 3.4, `jitter`: the wrong answers that are recognised, each with its hint."""

import random

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson03.jitter.properties import (
    BOTH,
    CROSS,
    DIAGONAL,
    EVERY,
    FAR,
    FROZEN,
    GRADIENT,
    MOVED,
    NEW,
    REACH,
    SHAPE,
    SIDES,
    TOGETHER,
    ZERO,
)
from amhelpers.exercises.lesson03.jitter.right import drawn, jitter

__all__ = ["wrong"]

wrong = WrongAnswers()


@wrong("cropped", SHAPE)
def cropped(images, pixels):
    height, width = images.shape[1:3]
    return tf.image.random_crop(images, (images.shape[0], height - 2 * pixels, width - 2 * pixels, images.shape[3]))


wrong("noise", MOVED)(lambda images, pixels: images + tf.random.uniform(images.shape, -pixels, pixels))


def on_other_axes(axis):
    return lambda images, pixels: tf.roll(images, drawn(-pixels, pixels + 1), axis=axis)


wrong("batch and height", MOVED)(on_other_axes((0, 1)))

wrong("width and colour", BOTH)(on_other_axes((2, 3)))


@wrong("each by itself", TOGETHER)
def each_by_itself(images, pixels):
    return tf.concat([jitter(images[index : index + 1], pixels) for index in range(images.shape[0])], axis=0)


@wrong("one direction at a time", CROSS)
def one_direction_at_a_time(images, pixels):
    offset = drawn(-pixels, pixels + 1)[0]
    return tf.roll(images, offset, axis=tf.where(tf.random.uniform(()) < 0.5, 1, 2))


wrong("twice as far", FAR)(lambda images, pixels: jitter(images, 2 * pixels))

wrong("always so far", NEW)(lambda images, pixels: tf.roll(images, (pixels, pixels), axis=(1, 2)))


@wrong("a seed", NEW)
def by_seed(images, pixels):
    offset = tf.random.stateless_uniform((2,), (1, 2), -pixels, pixels + 1, dtype=tf.int32)
    return tf.roll(images, offset, axis=(1, 2))


wrong("as it was", NEW)(lambda images, pixels: images)

wrong("down only", BOTH)(lambda images, pixels: tf.roll(images, drawn(-pixels, pixels + 1, ()), 1))

wrong("one number", DIAGONAL)(
    lambda images, pixels: tf.roll(images, tf.repeat(drawn(-pixels, pixels + 1, ()), 2), (1, 2))
)

wrong("from zero", SIDES)(lambda images, pixels: tf.roll(images, drawn(0, pixels + 1), axis=(1, 2)))

wrong("without the last", REACH)(lambda images, pixels: tf.roll(images, drawn(-pixels, pixels), (1, 2)))

wrong("cut off", EVERY)(
    lambda images, pixels: tf.roll(images, tf.cast(tf.random.uniform((2,), -pixels, float(pixels)), "int32"), (1, 2))
)

wrong("no return", SHAPE)(lambda images, pixels: None)


@wrong("NumPy", FROZEN)
def by_numpy(images, pixels):
    return tf.roll(images, np.random.randint(-pixels, pixels + 1, 2), axis=(1, 2))


@wrong("Python", FROZEN)
def by_python(images, pixels):
    return tf.roll(images, [random.randint(-pixels, pixels) for _ in range(2)], axis=(1, 2))


wrong("one pixel always", ZERO)(lambda images, pixels: jitter(images, max(pixels, 1)))


@wrong("through NumPy", GRADIENT)
def not_connected(images, pixels):
    return tf.constant(jitter(images, pixels).numpy()) if tf.executing_eagerly() else jitter(images, pixels)
