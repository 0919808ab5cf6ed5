"""Regularizers: images (batch, height, width, channels) -> penalties (batch,).

An ascent subtracts them from the score, each with its weight.  They are sums over an image, so a good weight depends on
its size.
"""

from typing import Any

import tensorflow as tf

__all__ = ["l1", "l2", "lp_norm", "total_variation"]


def total_variation(images: Any) -> tf.Tensor:
    """Sum of the absolute differences between vertical and between horizontal neighbours.

    Rudin, Osher, Fatemi 1992, in its anisotropic form.

    Args:
        images: floats (batch, height, width, channels).

    Returns:
        Penalties (batch,), 0 or more.

    >>> total_variation(tf.constant([[[[0.0], [1.0]], [[0.0], [1.0]]]])).numpy().tolist()
    [2.0]
    """
    vertical = tf.abs(images[:, 1:] - images[:, :-1])
    horizontal = tf.abs(images[:, :, 1:] - images[:, :, :-1])
    return tf.reduce_sum(vertical, axis=(1, 2, 3)) + tf.reduce_sum(horizontal, axis=(1, 2, 3))


def lp_norm(images: Any, p: float = 6) -> tf.Tensor:
    """The p-th root of the sum of the p-th powers of the absolute values, for p ≥ 1.

    A high p punishes single bright pixels (Mahendran, Vedaldi 2015, use 6). Of a zero image norm and gradient are 0.

    Args:
        images: floats (batch, height, width, channels).
        p: the power, 1 or more.

    Returns:
        Penalties (batch,), 0 or more.

    Raises:
        ValueError: p is below 1.

    >>> lp_norm(tf.constant([[[[3.0], [4.0]]]]), p=2).numpy().round(3).tolist()
    [5.0]
    """
    if not p >= 1:
        raise ValueError(f"lp_norm is a norm for p of 1 or more. Received p={p}.")
    size = tf.abs(images)
    largest = tf.stop_gradient(tf.reduce_max(size, axis=(1, 2, 3), keepdims=True))
    scaled = size / tf.where(largest > 0, largest, 1.0)  # so that no power overflows; the norm is homogeneous
    total = tf.reduce_sum(scaled**p, axis=(1, 2, 3))
    root = tf.where(total > 0, total, 1.0) ** (1 / p)
    return tf.where(total > 0, largest[:, 0, 0, 0] * root, 0.0)


def l2(images: Any) -> tf.Tensor:
    """The square root of the sum of squares.

    Args:
        images: floats (batch, height, width, channels).

    Returns:
        Penalties (batch,), 0 or more.

    >>> l2(tf.constant([[[[3.0], [4.0]]]])).numpy().round(3).tolist()
    [5.0]
    """
    return lp_norm(images, p=2)


def l1(images: Any) -> tf.Tensor:
    """The sum of the absolute values.

    Args:
        images: floats (batch, height, width, channels).

    Returns:
        Penalties (batch,), 0 or more.

    >>> l1(tf.constant([[[[3.0], [-4.0]]]])).numpy().tolist()
    [7.0]
    """
    return tf.reduce_sum(tf.abs(images), axis=(1, 2, 3))
