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
from amhelpers.models.graph import layer_output, output
from amhelpers.models.values import is_channels_first
from amhelpers.objectives import ends, scoring
from amhelpers.objectives.objective import Objective, as_objective
from amhelpers.objectives.proof import prove
from amhelpers.objectives.scoring import Reading

__all__ = ["Objective", "as_objective", "channel", "direction", "layer", "log_odds", "logit", "neuron", "value"]

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
    shape = _with_maps(model, layer)
    if len(shape) == 2:
        raise ValueError(f'"{layer}" of {model.name} has no feature maps, its output is {shape}: use neuron.')
    if len(shape) != 4:
        raise ValueError(
            f'"{layer}" of {model.name} gives {shape}, without rows and columns: expected maps (batch, height, width, '
            "channels). objectives.layer and objectives.direction take any shape."
        )
    return _single(model, layer, scoring.map_mean, channels, scoring.Raised(scoring.map_mean))


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
    shape = _with_maps(model, layer)
    if len(shape) == 2 and position is not None:
        raise ValueError(f'"{layer}" has units without a position. Received position={position}.')
    if len(shape) != 4:
        return _single(model, layer, scoring.unit, channels, scoring.Raised(scoring.unit))
    place = _place(layer, shape, position)
    return _single(model, layer, place, channels, scoring.Raised(place))


def _place(name, shape, position):
    """The score of one place of maps (batch, height, width, channels), by default the middle."""
    if position is None:
        return scoring.Position()
    place = np.asarray(position)
    sides = [math.inf if side is None else side for side in shape[1:3]]
    if place.shape != (2,) or place.dtype.kind not in "iu" or (place < 0).any() or (place >= sides).any():
        raise ValueError(
            f'A position is (row, column), and "{name}" has {shape[1]} rows and {shape[2]} columns. Received '
            f"position={position}."
        )
    return scoring.Position(int(place[0]), int(place[1]))


def logit(
    model: keras.Model, classes: Targets, *, of: str | None = None, position: tuple[int, int] | None = None
) -> Objective:
    """The output of a class before softmax or sigmoid, whatever form the last activation has.

    Of a model that ends in neither it is what the model gives: its sums, or what another activation makes of them.

    Args:
        model: images (batch, height, width, channels) in [0, 1] -> (batch, classes), probabilities or logits; or maps
            of classes, (batch, height, width, classes).
        classes: an index of the output; an integer for all images, or a list of integers, one for each.
        of: where the logits are, if the model has several outputs, or its end cannot be known: the name of a layer that
            ends in them or in their softmax or sigmoid; "output" says that the model gives logits; "probability" that
            it gives probabilities p, of which log p is taken, and log p − log(1 − p) where there is one unit.
        position: (row, column) in maps of classes; None for their mean.

    Returns:
        An `Objective`, images -> (batch,).

    Raises:
        ValueError: there is no such class, or the logits of this model cannot be told; the message says what is known.
    """
    name, logits, kind = ends.logits_of(model, of)
    score = _of_classes(model, name, position)
    if kind == "probability":
        score = scoring.OfProbability(score, odds=False)
    wake = None if kind in ("probability", *ends.SATURATING) else scoring.Raised(score)
    return _proven(_single(model, name, score, classes, wake, logits), of, kind)


def log_odds(
    model: keras.Model,
    classes: Targets,
    cap: float | None = None,
    *,
    of: str | None = None,
    position: tuple[int, int] | None = None,
) -> Objective:
    """log p / (1 − p) of a class, from the logits: it neither saturates nor ignores the other classes.

    For softmax, and for a model that ends in logits, that is z_c − log Σ exp(z_others), for sigmoid the logit itself.

    Args:
        model: as for `logit`.
        classes: an index of the output; an integer for all images, or a list of integers, one for each.
        cap: an image that has reached it climbs no further; None for no cap.
        of: as for `logit`.
        position: as for `logit`.

    Returns:
        An `Objective`, images -> (batch,).

    Raises:
        ValueError: there is no such class, or the logits of this model cannot be told; the message says what is known.
    """
    name, logits, kind = ends.logits_of(model, of)
    score = _of_classes(model, name, position)
    if kind == "probability":
        score = scoring.OfProbability(score, odds=True)
    elif kind != "sigmoid" and output(model, name).shape[-1] != 1:
        score = scoring.LogOdds(score)
    score = score if cap is None else scoring.Capped(score, float(cap))
    return _proven(_single(model, name, score, classes, None, logits), of, kind)


def _proven(objective, of, kind):
    """An objective of logits that were found out, not told by its user, where the model's answers bear that out."""
    if of != "output" and kind != "probability":
        prove(objective.readings[0])
    return objective


def value(
    model: keras.Model,
    units: Targets,
    to: float | None = None,
    *,
    of: str | None = None,
    position: tuple[int, int] | None = None,
) -> Objective:
    """A unit of the output as the model gives it, or how near it is to a value: for nets that measure something.

    How must a picture look for the answer 30°? `ascend(value(model, 0, to=30), …)`. Of `-value(model, 0)` an ascent
    makes the answer small.

    Args:
        model: images (batch, height, width, channels) in [0, 1] -> (batch, units), or maps of units.
        units: an index of the output; an integer for all images, or a list of integers, one for each.
        to: what the unit is to be; None for as much as there can be.
        of: the name of a layer that it is read from, if not from the model's one output.
        position: (row, column) in maps; None for their mean.

    Returns:
        An `Objective`, images -> (batch,): the unit, or −(unit − to)².

    Raises:
        ValueError: there is no such unit or layer, or `to` is no finite number.
    """
    score = _of_classes(model, of, position)
    if to is None:
        return _single(model, of, score, units, scoring.Raised(score))
    if isinstance(to, bool) or not isinstance(to, int | float | np.number) or not math.isfinite(to):
        raise ValueError(f"`to` is a finite number, in the unit of the model's answers. Received {describe(to)}.")
    near = scoring.Near(score, float(to))
    return _single(model, of, near, units, near.raised)


def _of_classes(model, name, position):
    """The score of a unit of an end: of a row of units, or of maps at a position or in their mean."""
    shape = output(model, name).shape
    called = f"The output of {model.name}" if name is None else f'"{name}" of {model.name}'
    if len(shape) == 2 and position is None:
        return scoring.unit
    if len(shape) == 2:
        raise ValueError(f"{called} has units without a position. Received position={position}.")
    if len(shape) != 4:
        raise ValueError(f"{called} has the shape {shape}: expected (batch, units) or (batch, height, width, units).")
    return scoring.map_mean if position is None else _place(called, shape, position)


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


def _with_maps(model, name):
    """The shape that a layer gives, with its channels last."""
    found = layer_output(model, name)
    if is_channels_first(found):
        raise ValueError(
            f'"{name}" of {model.name} has its channels first, {found.shape}: expected maps (batch, height, width, '
            'channels). Build the net with data_format="channels_last"; its weights are the same.'
        )
    return found.shape


def _single(model, name, score, targets, wake=None, logits=False):
    """An objective of one reading, its targets in the range of the layer's channels."""
    shape = output(model, name).shape
    called = "The output" if name is None else f'"{name}"'
    if score is scoring.unit and len(shape) != 2:
        raise ValueError(f"{called} of {model.name} has the shape {shape}: expected one row of units, (batch, units).")
    wanted = np.asarray(list(targets) if isinstance(targets, range) else targets)
    if wanted.dtype.kind not in "iu" or wanted.ndim > 1 or not wanted.size:
        raise ValueError(f"A target is an integer, or a list of integers. Received {describe(targets)}.")
    if shape[-1] is None:
        raise ValueError(
            f"{called} of {model.name} has the shape {shape}: how many units there are depends on the images. Build "
            "the model for images of one size."
        )
    if wanted.min() < 0 or wanted.max() >= shape[-1]:
        valid = f"targets 0 to {shape[-1] - 1}" if shape[-1] > 1 else "target 0 alone"
        raise ValueError(f"{called} of {model.name} has the {valid}. Received {targets}.")
    return Objective((Reading(model, name, score, wake, logits),), (1.0,), (wanted.astype("int32"),))
