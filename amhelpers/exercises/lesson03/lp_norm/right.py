"""Exercise 3.3, `lp_norm`: the course's own version, and other right answers."""

import keras
import tensorflow as tf

__all__ = ["ALTERNATIVES", "AXES", "lp_norm", "power_sum"]


def lp_norm(images, p=6):
    """The p-norm of each image: (batch, height, width, channels) -> (batch,)."""
    return tf.reduce_sum(tf.abs(images) ** p, axis=(1, 2, 3)) ** (1 / p)


AXES = (1, 2, 3)


def power_sum(images, p, axis=AXES):
    return tf.reduce_sum(tf.abs(images) ** p, axis=axis)


def by_norm(images, p=6):
    return tf.norm(tf.reshape(images, (tf.shape(images)[0], -1)), ord=p, axis=1)


def by_logarithm(images, p=6):
    return tf.exp(tf.reduce_logsumexp(p * tf.math.log(tf.abs(images) + 1e-12), axis=AXES) / p)


def by_loop(images, p=6):
    return tf.stack([tf.reduce_sum(tf.abs(image) ** p) ** (1 / p) for image in images])


ALTERNATIVES = (
    lambda images, p=6: power_sum(images, p) ** (1 / p),
    lambda images, p=6: tf.pow(tf.reduce_sum(tf.pow(tf.abs(images), p), axis=[1, 2, 3]), 1.0 / p),
    lambda images, p=6: keras.ops.power(keras.ops.sum(keras.ops.abs(images) ** p, axis=AXES), 1 / p),
    lambda images, p=6: (power_sum(images, p) + 1e-30) ** (1 / p) if p > 2 else tf.sqrt(power_sum(images, 2) + 1e-9),
    lambda images, p=6: (power_sum(images, p) + 1e-12) ** (1 / p),
    by_norm,
    by_logarithm,
    by_loop,
)
