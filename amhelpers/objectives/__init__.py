"""Objectives: images (batch, height, width, channels) -> scores (batch,), one number per image.

Any function of that form serves an ascent.  Those of this module are small frozen objects besides, which carry model,
layer and targets apart: another target of the same layer needs no new compilation.  They combine by arithmetic,
`0.5 * a + b`, `a - b`, and are never changed by it.

A target is an integer, which serves a batch of any size, or a list of integers, one for each image.

    >>> import amhelpers as am
    >>> zebra = am.objectives.logit(am.models.squeezenet(), 340)
    >>> zebra(am.datasets.photo("cat")).shape
    TensorShape([1])
"""

import math
from collections.abc import Sequence

import keras
import numpy as np

from amhelpers.describe import describe
from amhelpers.models.graph import layer_output, node_of, output
from amhelpers.objectives import scoring
from amhelpers.objectives.objective import Objective, as_objective
from amhelpers.objectives.scoring import Reading

__all__ = ["Objective", "as_objective", "channel", "direction", "layer", "log_odds", "logit", "neuron"]

Targets = int | Sequence[int] | np.ndarray


def channel(model: keras.Model, layer: str, channels: Targets) -> Objective:
    """The mean of one feature map over height and width.

    Erhan, Bengio, Courville, Vincent 2009; of a whole map: Simonyan, Vedaldi, Zisserman 2014.

    Args:
        model: images (batch, height, width, channels) in [0, 1] -> anything.
        layer: the name of a layer with feature maps, (batch, height, width, channels).
        channels: which map; an integer for all images, or a list of integers, one for each.

    Returns:
        An `Objective`, images -> (batch,).

    Raises:
        ValueError: there is no such layer or channel, or it has no feature maps; the message says which there are.
    """
    shape = layer_output(model, layer).shape
    if len(shape) != 4:
        raise ValueError(f'"{layer}" of {model.name} has no feature maps, its output is {shape}: use neuron or logit.')
    return _single(model, layer, scoring.map_mean, channels)


def neuron(model: keras.Model, layer: str, channels: Targets, position: tuple[int, int] | None = None) -> Objective:
    """One value of a layer: that of a feature map at a position, or of a dense unit.

    Args:
        model: as for `channel`.
        layer: the name of a layer with feature maps or units.
        channels: which map or unit; an integer for all images, or a list of integers, one for each.
        position: (row, column) in the map, by default its middle.

    Returns:
        An `Objective`, images -> (batch,).

    Raises:
        ValueError: there is no such layer, channel or position; the message says which there are.
    """
    shape = layer_output(model, layer).shape
    if len(shape) == 2 and position is not None:
        raise ValueError(f'"{layer}" has units without a position. Received position={position}.')
    if len(shape) != 4:
        return _single(model, layer, scoring.unit, channels)
    if position is None:
        return _single(model, layer, scoring.Position(), channels)
    place = np.asarray(position)
    sides = [math.inf if side is None else side for side in shape[1:3]]
    if place.shape != (2,) or place.dtype.kind not in "iu" or (place < 0).any() or (place >= sides).any():
        raise ValueError(
            f'A position is (row, column), and "{layer}" has {shape[1]} rows and {shape[2]} columns. Received '
            f"position={position}."
        )
    return _single(model, layer, scoring.Position(int(place[0]), int(place[1])), channels)


def logit(model: keras.Model, classes: Targets) -> Objective:
    """The output of a class before softmax or sigmoid, whatever form the last activation has.

    Args:
        model: images (batch, height, width, channels) in [0, 1] -> (batch, classes), probabilities or logits.
        classes: an index of the output; an integer for all images, or a list of integers, one for each.

    Returns:
        An `Objective`, images -> (batch,).

    Raises:
        ValueError: there is no such class, or the logits of this model cannot be told.
    """
    _check_end(model)
    return _single(model, None, scoring.unit, classes, logits=True)


def log_odds(model: keras.Model, classes: Targets, cap: float | None = None) -> Objective:
    """log p / (1 − p) of a class, from the logits: it neither saturates nor ignores the other classes.

    For softmax, and for a model that ends in logits, that is z_c − log Σ exp(z_others), for sigmoid the logit itself.

    Args:
        model: as for `logit`.
        classes: an index of the output; an integer for all images, or a list of integers, one for each.
        cap: an image that has reached it climbs no further; None for no cap.

    Returns:
        An `Objective`, images -> (batch,).

    Raises:
        ValueError: there is no such class, or the logits of this model cannot be told.
    """
    _check_end(model)
    sigmoid = "sigmoid" in Reading(model, None, scoring.unit).take_apart().activation
    score = scoring.unit if sigmoid or output(model).shape[-1] == 1 else scoring.log_odds
    return _single(model, None, score if cap is None else scoring.Capped(score, float(cap)), classes, logits=True)


def layer(model: keras.Model, layer: str) -> Objective:
    """The mean square of all values of a layer: more of whatever is there (DeepDream, Mordvintsev et al. 2015).

    Args:
        model: as for `channel`.
        layer: the name of a layer.

    Returns:
        An `Objective`, images -> (batch,).

    Raises:
        ValueError: there is no such layer; the message lists those there are.
    """
    layer_output(model, layer)
    reading = Reading(model, layer, scoring.mean_square, scoring.Raised(scoring.mean))
    return Objective((reading,), (1.0,), (np.int32(0),))


def direction(model: keras.Model, layer: str, vector: Sequence[float] | np.ndarray) -> Objective:
    """The mean over the places of a layer of its values' projection on a direction in channel space.

    Args:
        model: as for `channel`.
        layer: the name of a layer.
        vector: (channels,), of any length but zero.

    Returns:
        An `Objective`, images -> (batch,).

    Raises:
        ValueError: there is no such layer, or the vector has not one finite number for each of its channels.
    """
    count = layer_output(model, layer).shape[-1]
    try:
        values = np.asarray(vector, "float64")
    except (TypeError, ValueError):
        values = np.zeros(0)
    if values.shape != (count,) or not np.isfinite(values).all() or not values.any():
        raise ValueError(
            f'A direction in "{layer}" has {count} finite numbers, not all zero. Received {describe(vector)}.'
        )
    reading = Reading(model, layer, scoring.projection, scoring.projection_raised)
    values = values / np.abs(values).max()
    return Objective((reading,), (1.0,), (np.float32(values / np.linalg.norm(values)),))


def _check_end(model):
    """Refuse a model whose logits cannot be told from its output."""
    if isinstance(node_of(output(model)).operation, keras.layers.Lambda):
        raise ValueError(f"{model.name} ends in a Lambda layer: what stands before its activation cannot be known.")


def _single(model, name, score, targets, logits=False):
    """An objective of one reading, its targets in the range of the layer's channels."""
    shape = (output(model) if name is None else layer_output(model, name)).shape
    called = "The output" if name is None else f'"{name}"'
    if (name is None or score is scoring.unit) and len(shape) != 2:
        raise ValueError(f"{called} of {model.name} has the shape {shape}: expected one row of units, (batch, units).")
    wanted = np.asarray(list(targets) if isinstance(targets, range) else targets)
    if wanted.dtype.kind not in "iu" or wanted.ndim > 1 or not wanted.size:
        raise ValueError(f"A target is an integer, or a list of integers. Received {describe(targets)}.")
    if wanted.min() < 0 or wanted.max() >= shape[-1]:
        valid = f"targets 0 to {shape[-1] - 1}" if shape[-1] > 1 else "target 0 alone"
        raise ValueError(f"{called} of {model.name} has the {valid}. Received {targets}.")
    reading = Reading(model, name, score, None if logits else scoring.Raised(score), logits)
    return Objective((reading,), (1.0,), (wanted.astype("int32"),))
