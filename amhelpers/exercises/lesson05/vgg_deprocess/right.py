"""Exercise 5.2, `vgg_deprocess`: the course's own version, and other right answers."""

import numpy as np
import tensorflow as tf

from amhelpers.exercises.lesson05.shared import MEAN

__all__ = ["ALTERNATIVES", "vgg_deprocess"]


def vgg_deprocess(inputs):
    """What VGG16 takes -> RGB, clipped to [0, 1]."""
    images = (inputs + np.array([103.939, 116.779, 123.68], "float32"))[..., ::-1] / 255
    return np.clip(images, 0, 1)


ALTERNATIVES = (
    lambda inputs: np.clip((inputs[..., ::-1] + MEAN[::-1]) / 255, 0, 1),
    lambda inputs: tf.clip_by_value((tf.reverse(inputs, [-1]) + MEAN[::-1]) / 255.0, 0, 1),
    lambda inputs: np.minimum(np.maximum(inputs + MEAN, 0), 255)[..., ::-1] / 255.0,
)
