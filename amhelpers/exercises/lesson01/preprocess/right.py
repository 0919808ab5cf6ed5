"""Exercise 1.1, `preprocess`: the course's own version, and other right answers."""

import keras
import numpy as np
import tensorflow as tf

__all__ = ["ALTERNATIVES", "preprocess"]


def preprocess(images):
    """Bytes to what a net takes: uint8 (n, 28, 28) -> float32 (n, 28, 28, 1) in [0, 1]."""
    return images[..., np.newaxis].astype("float32") / 255


ALTERNATIVES = (
    lambda images: np.expand_dims(images.astype(np.float32) / 255.0, -1),
    lambda images: (images / 255).reshape(-1, 28, 28, 1).astype("float32"),
    lambda images: np.divide(images, 255, dtype="float32").reshape(len(images), 28, 28, 1),
    lambda images: np.float32(1 / 255) * images[:, :, :, None],
    lambda images: np.stack([image.astype("float32") / 255 for image in images])[..., None],
    lambda images: tf.cast(images, tf.float32)[..., tf.newaxis] / 255,
    lambda images: keras.ops.expand_dims(keras.ops.cast(images, "float32") / 255.0, axis=-1),
    lambda images: keras.layers.Rescaling(1 / 255)(images[..., np.newaxis]),
)
