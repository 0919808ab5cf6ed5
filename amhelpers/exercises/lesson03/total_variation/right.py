"""Exercise 3.2, `total_variation`: the course's own version, and other right answers."""

import keras
import tensorflow as tf

__all__ = ["ALTERNATIVES", "differences", "summed", "total_variation"]


def total_variation(images):
    """Sum of absolute differences between neighbouring pixels: (batch, height, width, channels) -> (batch,)."""
    vertical = tf.abs(images[:, 1:] - images[:, :-1])
    horizontal = tf.abs(images[:, :, 1:] - images[:, :, :-1])
    return tf.reduce_sum(vertical, axis=(1, 2, 3)) + tf.reduce_sum(horizontal, axis=(1, 2, 3))


def differences(images):
    """Those of vertical and those of horizontal neighbours."""
    return images[:, 1:] - images[:, :-1], images[:, :, 1:] - images[:, :, :-1]


def summed(change=tf.abs, reduce=tf.reduce_sum, axis=(1, 2, 3), which=slice(None)):
    """The differences, changed, and reduced over the axes."""
    return lambda images: sum(reduce(change(part), axis=axis) for part in differences(images)[which])


def by_ops(images):
    parts = keras.ops.diff(images, axis=1), keras.ops.diff(images, axis=2)
    return sum(keras.ops.sum(keras.ops.abs(part), axis=(1, 2, 3)) for part in parts)


ALTERNATIVES = (
    lambda images: tf.image.total_variation(images),
    by_ops,
    summed(lambda part: tf.sqrt(tf.square(part))),
    lambda images: tf.stack([summed(axis=None)(image[tf.newaxis]) for image in images]),
    lambda images: (
        tf.norm(tf.reshape(images[:, 1:] - images[:, :-1], (len(images), -1)), ord=1, axis=1)
        + tf.reduce_sum(tf.abs(images[:, :, 1:] - images[:, :, :-1]), axis=[1, 2, 3])
    ),
)
