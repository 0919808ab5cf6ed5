"""Exercise 5.1, `vgg_preprocess`: the course's own version, and other right answers."""

import numpy as np
import tensorflow as tf

from amhelpers.exercises.lesson05.shared import MEAN

__all__ = ["ALTERNATIVES", "vgg_preprocess"]


def vgg_preprocess(images):
    """RGB in [0, 1] -> blue, green, red in 0 … 255, the mean of ImageNet subtracted."""
    return images[..., ::-1] * 255 - np.array([103.939, 116.779, 123.68], "float32")


def by_tensors(images):
    return tf.reverse(tf.cast(images, tf.float32), [-1]) * 255 - MEAN


def by_channels(images):
    red, green, blue = np.moveaxis(np.asarray(images) * 255, -1, 0)
    return np.stack([blue - MEAN[0], green - MEAN[1], red - MEAN[2]], axis=-1)


ALTERNATIVES = (
    lambda images: (images * 255 - MEAN[::-1])[..., ::-1],
    lambda images: np.float64(images[..., [2, 1, 0]]) * 255.0 - [103.939, 116.779, 123.68],
    by_tensors,
    by_channels,
)
