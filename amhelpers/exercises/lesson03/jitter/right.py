"""Exercise 3.4, `jitter`: the course's own version, and other right answers."""

import tensorflow as tf

__all__ = ["ALTERNATIVES", "drawn", "jitter"]


def jitter(images, pixels):
    """The batch moved by one random offset of at most so many pixels in each direction: the same shape."""
    offset = tf.random.uniform((2,), -pixels, pixels + 1, dtype=tf.int32)
    return tf.roll(images, offset, axis=(1, 2))


def drawn(low, high, shape=(2,)):
    return tf.random.uniform(shape, low, high, dtype=tf.int32)


def padded_and_cropped(images, pixels):
    padded = tf.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels), (0, 0)))
    top, left = tf.unstack(drawn(0, 2 * pixels + 1))
    height, width = images.shape[1:3]
    return padded[:, top : top + height, left : left + width]


def by_slices(images, pixels):
    down, right = tf.unstack(drawn(-pixels, pixels + 1))
    return tf.roll(tf.roll(images, down, axis=1), right, axis=2)


ALTERNATIVES = (
    by_slices,
    padded_and_cropped,
    lambda images, pixels: tf.roll(
        images, tf.cast(tf.round(tf.random.uniform((2,), -pixels - 0.5, pixels + 0.5)), "int32"), (1, 2)
    ),
)
