"""Heat: what all attributions share: logits and slopes of a class, a few images at a time, and maps on one scale."""

import functools

import numpy as np
import tensorflow as tf

from amhelpers.describe import describe
from amhelpers.models.graph import state
from amhelpers.objectives import logit

__all__ = ["Explained", "compiled", "scaled"]

PART = 16  # images at a time


class Explained:
    """Images, a class for each, and what reads its logit: what an attribution explains.

    Attributes:
        images: float32 (batch, height, width, channels).
        classes: int32 (batch,).
        reading: how the logit is read off the model, as it is now.
        states: that of the model: what is compiled is kept for one state.
    """

    def __init__(self, model, images, classes):
        """Take images and classes, or refuse what is wrong with them."""
        objective = logit(model, classes)
        array = np.asarray(images)
        if array.ndim != 4 or not array.size or array.dtype.kind != "f" or not np.isfinite(array).all():
            raise ValueError(
                f"Expected images (batch, height, width, channels), finite floats in [0, 1]. Received "
                f"{describe(images)}. One image alone: image[np.newaxis]."
            )
        self.images, self.classes = array.astype("float32"), np.asarray(objective.targets_for(array)[0])
        self.reading, self.states = objective.readings[0], state(model)

    def logits(self, images):
        """The logits of the classes for images of the same number, (batch,)."""
        return self.in_parts(_logits(self.reading, self.states, images.shape[1:]), images)

    def slopes(self, images):
        """The gradients of these logits by the images, of the images' shape."""
        return self.in_parts(_slopes(self.reading, self.states, images.shape[1:]), images)

    def in_parts(self, function, images):
        """What a function of images and classes, tensors -> a tensor, gives for a few at a time: an array."""
        parts = [slice(first, first + PART) for first in range(0, len(images), PART)]
        given = [function(tf.constant(images[part], tf.float32), tf.constant(self.classes[part])) for part in parts]
        return np.concatenate(given)


def scaled(maps):
    """Each map divided by its maximum; one without heat stays as it is."""
    highest = maps.max(axis=(1, 2), keepdims=True)
    return maps / np.where(highest > 0, highest, 1)


def compiled(function, shape):
    """A function of images and classes, for any number of images of this shape."""
    images, classes = tf.TensorSpec((None, *shape), tf.float32), tf.TensorSpec((None,), tf.int32)
    return tf.function(function, autograph=False).get_concrete_function(images, classes)


@functools.lru_cache(maxsize=8)
def _logits(reading, states, shape):
    return compiled(lambda images, classes: _score(reading, images, classes), shape)


@functools.lru_cache(maxsize=8)
def _slopes(reading, states, shape):
    def slopes(images, classes):
        with tf.GradientTape() as tape:
            tape.watch(images)
            found = _score(reading, images, classes)
        return tape.gradient(found, images)

    return compiled(slopes, shape)


def _score(reading, images, classes):
    cut = reading.cut(alone=True)
    values, _ = reading.values(cut, cut.extract(images), classes)
    return reading.score(values, tf.zeros_like(classes))
