"""Grad-CAM: which places of a layer's feature maps speak for a class."""

import functools

import keras
import tensorflow as tf

from amhelpers.attribution.logits import Explained, compiled, scaled
from amhelpers.models.graph import image_input, layer_output, layers_with_maps

__all__ = ["grad_cam", "grad_cam_plus_plus"]


def grad_cam(model, images, classes, layer=None):
    """Feature maps, weighted by what they do for the class: maps (batch, height, width) of the layer's resolution.

    Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra 2017: the weight of a map is the mean of the logit's gradient over
    it; what speaks against the class is cut off.

    Args:
        model, images, classes: as for `attribution.saliency`.
        layer: the name of a layer with feature maps; None for the last one.

    Raises:
        ValueError: as for `attribution.saliency`, or there is no such layer; the message names those with feature maps.
    """
    return _cam(model, images, classes, layer, _mean_slopes)


def grad_cam_plus_plus(model, images, classes, layer=None):
    """Grad-CAM with weights that count each place of a map by itself: maps (batch, height, width).

    Chattopadhay, Sarkar, Howlader, Balasubramanian 2018, for the exponential of the logit: better where there is more
    than one thing of the class. Arguments and errors as for `grad_cam`.
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
    explained = Explained(model, images, classes)
    names = layers_with_maps(model)
    layer = names[-1] if layer is None and names else layer
    if layer not in names:
        listed = f"It has {', '.join(names)}." if names else "It has none at all."
        raise ValueError(f'{model.name} has no layer "{layer}" with feature maps. {listed}')
    heat = _heat(explained.reading, explained.states, explained.images.shape[1:], layer, weights)
    return scaled(explained.in_parts(heat, explained.images))


@functools.lru_cache(maxsize=8)
def _heat(reading, states, shape, layer, weights):
    """Images, classes -> the weighted sum of a layer's maps, without what is below zero."""
    cut = reading.cut()
    both = keras.Model(image_input(reading.model), [layer_output(reading.model, layer), *cut.tensors])

    def heat(images, classes):
        with tf.GradientTape() as tape:
            tape.watch(images)
            maps, *given = both(images, training=False)
            found = reading.score(reading.values(cut, given, classes)[0], classes)
        slopes = tape.gradient(found, maps)
        return tf.nn.relu(tf.reduce_sum(weights(maps, slopes) * maps, axis=3))

    return compiled(heat, shape)
