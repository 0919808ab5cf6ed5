"""Exercise 2.2, `mean_activation`: the course's own version, and other right answers."""

import keras
import tensorflow as tf

__all__ = ["ALTERNATIVES", "mean_activation"]


def mean_activation(activations, channel):
    """Mean of one feature map: (batch, height, width, channels), channel -> (batch,)."""
    return tf.reduce_mean(activations[..., channel], axis=(1, 2))


def by_mask(activations, channel):
    mask = tf.one_hot(channel, activations.shape[-1], dtype=activations.dtype)
    return tf.reduce_sum(tf.reduce_mean(activations, axis=(1, 2)) * mask, axis=-1)


def by_loop(activations, channel):
    return tf.stack([tf.reduce_mean(image[:, :, channel]) for image in activations])


ALTERNATIVES = (
    lambda activations, channel: keras.ops.mean(activations[:, :, :, channel], axis=[1, 2]),
    lambda activations, channel: tf.reduce_mean(activations, axis=[1, 2])[:, channel],
    lambda activations, channel: tf.reduce_mean(tf.reduce_mean(activations[..., channel], axis=-1), axis=-1),
    lambda activations, channel: tf.math.reduce_mean(tf.gather(activations, channel, axis=-1), (1, 2)),
    lambda activations, channel: (
        tf.reduce_sum(activations[..., channel], axis=(-2, -1)) / (activations.shape[1] * activations.shape[2])
    ),
    lambda activations, channel: keras.layers.GlobalAveragePooling2D()(activations)[:, channel],
    lambda activations, channel: (
        tf.einsum("bhw->b", activations[..., channel]) / tf.cast(tf.size(activations[0, ..., 0]), tf.float32)
    ),
    by_mask,
    by_loop,
    lambda activations, channel: tf.stack(
        [tf.reduce_mean(tf.gather(activations, index)[..., channel]) for index in range(len(activations))]
    ),
)
