"""Heat: what all attributions share: images and classes, a few images at a time, and maps on one scale."""

import numpy as np
import tensorflow as tf

from amhelpers.description import describe
from amhelpers.objectives import logit

__all__ = ["checked", "in_parts", "of_class", "scaled"]

PART = 16  # images at a time


def checked(model, images, classes):
    """Images and one class for each, as arrays, or an error that says what is wrong."""
    objective = logit(model, classes)
    array = np.asarray(images)
    if array.ndim != 4 or not array.size or array.dtype.kind != "f" or not np.isfinite(array).all():
        raise ValueError(
            f"Expected images (batch, height, width, channels), finite floats in [0, 1]. Received {describe(images)}. "
            "One image alone: image[np.newaxis]."
        )
    return array.astype("float32"), np.asarray(objective.targets_for(array)[0])


def in_parts(function, images, classes):
    """A function of images and classes, called with a few images at a time."""
    starts = range(0, len(images), PART)
    return np.concatenate(
        [function(tf.constant(images[first : first + PART]), classes[first : first + PART]) for first in starts]
    )


def of_class(logits, classes):
    """Of logits (batch, units) those of one class for each image, (batch,)."""
    return tf.gather(logits, classes, axis=1, batch_dims=1)


def scaled(maps):
    """Each map divided by its maximum; one without heat stays as it is."""
    highest = maps.max(axis=(1, 2), keepdims=True)
    return maps / np.where(highest > 0, highest, 1)
