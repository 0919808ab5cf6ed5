"""Exercise 2.6, `deprocess`: the course's own version, and other right answers."""

import numpy as np
import tensorflow as tf

__all__ = ["ALTERNATIVES", "deprocess", "scaled"]


def deprocess(image):
    """An image of any range as bytes: float (height, width, channels) -> uint8 (height, width, channels)."""
    contrast = (image - image.mean()) / (image.std() + 1e-7)
    return np.uint8(np.clip(0.5 + 0.15 * contrast, 0, 1) * 255)


def scaled(image, factor=0.15, middle=0.5, epsilon=1e-7):
    """Mean and standard deviation brought to these shares of the range 0 … 1, in a new array."""
    return (image - image.mean()) / (image.std() + epsilon) * factor + middle


def by_steps(image):
    image = np.array(image, "float64")
    image -= image.mean()
    if image.std() > 0:
        image *= 0.15 / image.std()
    return np.clip(255 * (image + 0.5), 0, 255).round().astype("uint8")


def by_tensors(image):
    values = tf.cast(image, tf.float32)
    values = (values - tf.reduce_mean(values)) / tf.maximum(tf.math.reduce_std(values), 1e-6)
    return tf.cast(tf.clip_by_value(values * 0.15 + 0.5, 0, 1) * 255, tf.uint8)


ALTERNATIVES = (
    by_steps,
    by_tensors,
    lambda image: np.clip((image - np.mean(image)) / max(np.std(image), 1e-8) * 38.25 + 127.5, 0, 255).astype("uint8"),
    lambda image: np.clip(127 + 0.15 * 255 * (image - image.mean()) / (image.std() + 1e-6), 0, 255).astype(np.uint8),
    lambda image: (scaled(image.copy()).clip(0, 1) * 255).astype("uint8"),
)
