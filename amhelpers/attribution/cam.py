"""Grad-CAM: which places of a layer's feature maps speak for a class."""

import functools
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from amhelpers.attribution.logits import ClassLogits, compiled, scaled, slope
from amhelpers.models.graph import layer_output, layers_with_maps, listing, maps_of
from amhelpers.models.values import Value, ancestors, extractor, is_channels_first
from amhelpers.objectives import Targets
from amhelpers.objectives.preactivations import uncut
from amhelpers.objectives.scoring import Reading

__all__ = ["grad_cam", "grad_cam_plus_plus", "last_with_places", "maps_before"]


def grad_cam(
    model: keras.Model, images: Any, classes: Targets, layer: str | None = None, *, of: str | None = None
) -> np.ndarray:
    """Feature maps, weighted by what they do for the class.

    Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra 2017: the weight of a map is the mean of the logit's gradient over
    it; what speaks against the class is cut off.

    Args:
        model: images -> probabilities or logits (batch, classes).
        images: (batch, height, width, channels), floats as the model takes them.
        classes: an index of the output, or a list of them, one for each image.
        layer: the name of a layer with feature maps; None for the last one whose maps have more than one place, and lie
            as the images do: what is permuted or reshaped into other axes does not.
        of: where the logits are, as for `objectives.logit`.

    Returns:
        Maps (batch, height, width) of the layer's resolution, each divided by its maximum.

    Raises:
        ValueError: these are no images, or there is no such class or layer; the message names those there are.
    """
    return _cam(model, images, classes, layer, of, _mean_slopes)


def grad_cam_plus_plus(
    model: keras.Model, images: Any, classes: Targets, layer: str | None = None, *, of: str | None = None
) -> np.ndarray:
    """Grad-CAM with weights that count each place of a map by itself.

    Chattopadhay, Sarkar, Howlader, Balasubramanian 2018, for the exponential of the logit: better where there is more
    than one thing of the class.

    Args:
        model: as for `grad_cam`.
        images: as for `grad_cam`.
        classes: as for `grad_cam`.
        layer: as for `grad_cam`.
        of: as for `grad_cam`.

    Returns:
        Maps (batch, height, width) of the layer's resolution, each divided by its maximum.

    Raises:
        ValueError: as for `grad_cam`.
    """
    return _cam(model, images, classes, layer, of, _weighted_slopes)


def _mean_slopes(maps, slopes):
    """The weights of Grad-CAM, (batch, 1, 1, channels)."""
    return tf.reduce_mean(slopes, axis=(1, 2), keepdims=True)


def _weighted_slopes(maps, slopes):
    """The weights of Grad-CAM++, (batch, 1, 1, channels)."""
    below = 2 * slopes**2 + tf.reduce_sum(maps * slopes**3, axis=(1, 2), keepdims=True)
    return tf.reduce_sum(tf.math.divide_no_nan(slopes**2, below) * tf.nn.relu(slopes), axis=(1, 2), keepdims=True)


def _cam(model, images, classes, layer, of, weights):
    """Maps of a layer, summed with weights: (maps, slopes) -> (batch, 1, 1, channels)."""
    explained = ClassLogits(model, images, classes, of)
    maps = maps_before(explained.reading)
    names = list(maps)
    if layer is None and names:
        layer = last_with_places(model, maps)
    if layer not in maps:
        listed = f"There are: {listing(names)}." if names else "It has none at all, or uses them more than once."
        if layer in layers_with_maps(model):
            raise ValueError(
                f'The logit of {model.name} does not depend on what "{layer}" gives, or that has no channels at its '
                f"end: it is read before an activation. {listed}"
            )
        called = "layer" if layer is None else f'layer "{layer}"'
        raise ValueError(f"{model.name} has no {called} with feature maps that a logit depends on. {listed}")
    heat = _heat(explained.reading, explained.state, explained.images.shape[1:], layer, weights)
    return scaled(explained.in_batches(heat, explained.images))


def maps_before(reading: Reading) -> dict[str, Value]:
    """Name -> value of the layers with maps, channels last, that a logit is computed from.

    Args:
        reading: of the logit.
    """
    before = {value.key for value in ancestors(reading.model, _part(reading).values)}
    found = maps_of(reading.model).items()
    return {name: value for name, value in found if value.key in before and not is_channels_first(value)}


def _part(reading):
    """What a logit is read from: where it is no value before an activation, the model's own, and nothing before it."""
    return reading.take_apart() if reading.logits else uncut(reading.value)


def last_with_places(model: keras.Model, maps: dict[str, Value]) -> str:
    """The last layer whose maps lie as the images do, of more than one place where there is one.

    Args:
        model: whose layers these are.
        maps: from `maps_before`.

    Raises:
        ValueError: there is none.
    """
    known: dict[tuple, bool] = {}
    lying = [name for name, value in maps.items() if _lies_as_images(value, known)]
    if not lying:
        raise ValueError(
            f"Which maps of {model.name} lie as the images do cannot be told: they are permuted or reshaped. Say "
            f"layer=…, one of {listing(list(maps))}."
        )
    return ([name for name in lying if maps[name].shape[1:3] != (1, 1)] or lying)[-1]


def _lies_as_images(value, known):
    """Have maps their rows and columns from the images, never turned into other axes on the way?"""
    if value.key not in known:
        known[value.key] = True
        before = value.sources if value.inner is None else [value.inner]
        operation = value.node.operation
        turned = isinstance(operation, keras.layers.Permute) or (
            isinstance(operation, keras.layers.Reshape) and before[0].shape[-1] != value.shape[-1]
        )
        of_images = bool(before) and isinstance(before[0].node.operation, keras.layers.InputLayer)
        maps = [one for one in before if len(one.shape) == 4]
        known[value.key] = not (turned and not of_images) and all(_lies_as_images(one, known) for one in maps)
    return known[value.key]


@functools.lru_cache(maxsize=8)
def _heat(reading, state, shape, layer, weights: Callable):
    """Images, classes -> the weighted sum of a layer's maps, without what is below zero."""
    part = _part(reading)
    extract = extractor(reading.model, [layer_output(reading.model, layer), *part.values])

    def heat(images, classes):
        with tf.GradientTape() as tape:
            maps, *given = extract(images, tape)
            places = tf.cast(tf.reduce_prod(tf.shape(maps)[1:3]), tf.float32)
            _, logits, _ = reading.seen(part.finish(given, None))
            # In half floats the slopes of a mean over many places are too small for their range.
            found = places * tf.cast(reading.score(logits, classes), tf.float32)
        words = f'The logits of {reading.model.name} have no gradient by what "{layer}" gives'
        slopes = tf.cast(slope(tape, found, maps, words), tf.float32) / places
        maps = tf.cast(maps, tf.float32)
        return tf.nn.relu(tf.reduce_sum(weights(maps, slopes) * maps, axis=3))

    return compiled(heat, shape)
