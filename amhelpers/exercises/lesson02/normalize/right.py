"""Exercise 2.3, `normalize`: the course's own version, and other right answers."""

import keras
import numpy as np
import tensorflow as tf

__all__ = ["ALTERNATIVES", "mean", "normalize", "root_mean_square"]


def normalize(gradient):
    """Each image's gradient with root mean square 1: (batch, height, width, channels) -> the same shape."""
    size = tf.sqrt(tf.reduce_mean(tf.square(gradient), axis=(1, 2, 3), keepdims=True))
    return gradient / (size + 1e-7)


def mean(values, axis=(1, 2, 3)):
    return tf.reduce_mean(values, axis=axis, keepdims=True)


def root_mean_square(gradient, axis=(1, 2, 3)):
    return tf.sqrt(mean(tf.square(gradient), axis))


def by_loop(gradient):
    return tf.stack([one / (tf.sqrt(tf.reduce_mean(one**2)) + 1e-8) for one in gradient])


def by_rows(gradient):
    rows = tf.reshape(gradient, (tf.shape(gradient)[0], -1))
    rows = tf.math.l2_normalize(rows, axis=1) * tf.sqrt(tf.cast(tf.shape(rows)[1], tf.float32))
    return tf.reshape(rows, tf.shape(gradient))


ALTERNATIVES = (
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
)
