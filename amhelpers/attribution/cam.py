"""Grad-CAM: which places of a layer's feature maps speak for a class."""

import functools
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from amhelpers.attribution.logits import ClassLogits, compiled, scaled
from amhelpers.models.graph import extractor, layer_output, layers_with_maps
from amhelpers.objectives import Targets

__all__ = ["grad_cam", "grad_cam_plus_plus"]


def grad_cam(model: keras.Model, images: Any, classes: Targets, layer: str | None = None) -> np.ndarray:
    """Feature maps, weighted by what they do for the class.

    Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra 2017: the weight of a map is the mean of the logit's gradient over
    it; what speaks against the class is cut off.

    Args:
        model: images -> probabilities or logits (batch, classes).
        images: (batch, height, width, channels), floats as the model takes them.
        classes: an index of the output, or a list of them, one for each image.
        layer: the name of a layer with feature maps; None for the last one whose maps have more than one place.

    Returns:
        Maps (batch, height, width) of the layer's resolution, each divided by its maximum.

    Raises:
        ValueError: these are no images, or there is no such class or layer; the message names those there are.
    """
    return _cam(model, images, classes, layer, _mean_slopes)


def grad_cam_plus_plus(model: keras.Model, images: Any, classes: Targets, layer: str | None = None) -> np.ndarray:
    """Grad-CAM with weights that count each place of a map by itself.

    Chattopadhay, Sarkar, Howlader, Balasubramanian 2018, for the exponential of the logit: better where there is more
    than one thing of the class.

    Args:
        model: as for `grad_cam`.
        images: as for `grad_cam`.
        classes: as for `grad_cam`.
        layer: as for `grad_cam`.

    Returns:
        Maps (batch, height, width) of the layer's resolution, each divided by its maximum.

    Raises:
        ValueError: as for `grad_cam`.
    """
    return _cam(model, images, classes, layer, _weighted_slopes)


def _mean_slopes(maps, slopes):
    """The weights of Grad-CAM, (batch, 1, 1, channels)."""
    return tf.reduce_mean(slopes, axis=(1, 2), keepdims=True)


def _weighted_slopes(maps, slopes):
    """The weights of Grad-CAM++, (batch, 1, 1, channels)."""
    below = 2 * slopes**2 + tf.reduce_sum(maps * slopes**3, axis=(1, 2), keepdims=True)
    return tf.reduce_sum(tf.math.divide_no_nan(slopes**2, below) * tf.nn.relu(slopes), axis=(1, 2), keepdims=True)


def _cam(model, images, classes, layer, weights):
    """Maps of a layer, summed with weights: (maps, slopes) -> (batch, 1, 1, channels)."""
    explained = ClassLogits(model, images, classes)
    names = layers_with_maps(model)
    if layer is None and names:
        layer = _last_with_places(model, names)
    if layer not in names:
        listed = f"It has {', '.join(names)}." if names else "It has none at all."
        raise ValueError(f'{model.name} has no layer "{layer}" with feature maps. {listed}')
    heat = _heat(explained.reading, explained.state, explained.images.shape[1:], layer, weights)
    return scaled(explained.in_batches(heat, explained.images))


def _last_with_places(model, names):
    """The last layer whose maps have more than one place, where there is one: a map of 1 × 1 has nothing to tell."""
    several = [name for name in names if layer_output(model, name).shape[1:3] != (1, 1)]
    return (several or names)[-1]


@functools.lru_cache(maxsize=8)
def _heat(reading, state, shape, layer, weights: Callable):
    """Images, classes -> the weighted sum of a layer's maps, without what is below zero."""
    part = reading.take_apart()
    extract = extractor(reading.model, [layer_output(reading.model, layer), *part.tensors])

    def heat(images, classes):
        with tf.GradientTape() as tape:
            tape.watch(images)
            maps, *given = extract(images, training=False)
            before, after = part.finish(given, None)
            found = reading.score(before if part.saturates else after, classes)
        slopes = tape.gradient(found, maps)
        return tf.nn.relu(tf.reduce_sum(weights(maps, slopes) * maps, axis=3))

    return compiled(heat, shape)
