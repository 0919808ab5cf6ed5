"""Grad-CAM: which places of a layer's feature maps speak for a class."""

import keras
import numpy as np
import tensorflow as tf

from amhelpers.graphs import image_input, layer_output, layers_with_maps, with_logits
from amhelpers.heat import checked, in_parts, of_class, scaled

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
    return _cam(model, images, classes, layer, lambda maps, slopes: slopes.mean(axis=(1, 2), keepdims=True))


def grad_cam_plus_plus(model, images, classes, layer=None):
    """Grad-CAM with weights that count each place of a map by itself: maps (batch, height, width).

    Chattopadhay, Sarkar, Howlader, Balasubramanian 2018, for the exponential of the logit: better where there is more
    than one thing of the class. Arguments and errors as for `grad_cam`.
    """

    def weights(maps, slopes):
        below = 2 * slopes**2 + (maps * slopes**3).sum(axis=(1, 2), keepdims=True)
        shares = np.where(slopes != 0, slopes**2 / np.where(below != 0, below, 1), 0)
        return (shares * np.maximum(slopes, 0)).sum(axis=(1, 2), keepdims=True)

    return _cam(model, images, classes, layer, weights)


def _cam(model, images, classes, layer, weights):
    """Maps of a layer, summed with weights: (maps, gradients) -> (batch, 1, 1, channels)."""
    images, classes = checked(model, images, classes)
    names = layers_with_maps(model)
    layer = names[-1] if layer is None and names else layer
    if layer not in names:
        listed = f"It has {', '.join(names)}." if names else "It has none at all."
        raise ValueError(f'{model.name} has no layer "{layer}" with feature maps. {listed}')
    whole = with_logits(model)
    both = keras.Model(image_input(whole), [layer_output(whole, layer), whole.outputs[0]])

    def one(part, wanted):
        with tf.GradientTape() as tape:
            tape.watch(part)
            maps, logits = both(part, training=False)
            score = of_class(logits, wanted)
        slopes = tape.gradient(score, maps).numpy()
        maps = maps.numpy()
        return np.maximum((weights(maps, slopes) * maps).sum(axis=3), 0)

    return scaled(in_parts(one, images, classes))
