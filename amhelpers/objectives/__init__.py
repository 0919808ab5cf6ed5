"""Objectives: images (batch, height, width, channels) -> scores (batch,), one number per image.

Any function of that form serves an ascent.  Those of this module are small frozen objects besides, which carry model,
layer and targets apart: another target of the same layer needs no new compilation.  They combine by arithmetic,
`0.5 * a + b`, `a - b`, and are never changed by it.

A target is an integer, which serves a batch of any size, or a list of integers, one for each image.
"""

import math
from dataclasses import dataclass, replace
from numbers import Real

import keras
import numpy as np
import tensorflow as tf

from amhelpers.describe import describe
from amhelpers.models.graph import layer_output, node_of, output
from amhelpers.objectives import scoring
from amhelpers.objectives.readings import Reading

__all__ = ["Objective", "channel", "direction", "layer", "log_odds", "logit", "neuron"]


@dataclass(frozen=True, eq=False)
class Objective:
    """A weighted sum of readings, each with its targets."""

    readings: tuple[Reading, ...]
    weights: tuple[float, ...]
    targets: tuple[np.ndarray, ...]
    __array_ufunc__ = None  # so that NumPy's numbers leave a product to this class

    def __call__(self, images):
        """The scores of images, (batch,)."""
        images = tf.convert_to_tensor(images)
        if not images.dtype.is_floating:
            raise ValueError(f"An objective takes images of floats in [0, 1]. Received {describe(images)}.")
        check_size(self, images.shape)
        images = tf.cast(images, tf.float32)
        return scoring.combine(self.readings, images, tf.constant(self.weights, tf.float32), self.targets_for(images))[
            0
        ]

    def targets_for(self, images):
        """The targets, one for each of these images.

        Raises:
            ValueError: a list of targets has another length than the batch.
        """
        for targets in self.targets:
            if targets.ndim and targets.dtype.kind == "i" and images.shape[0] not in (None, len(targets)):
                raise ValueError(
                    f"One target for each image is needed: expected {images.shape[0]}, received {len(targets)}. "
                    "A single integer serves any batch."
                )
        batch = tf.shape(images)[:1]
        return [tf.broadcast_to(targets, batch) if targets.dtype.kind == "i" else targets for targets in self.targets]

    def __add__(self, other):
        """The sum of two objectives (and 0 + a, with which sum([a, b]) begins)."""
        if isinstance(other, Real) and other == 0:
            return self
        if not isinstance(other, Objective):
            return NotImplemented
        return Objective(*(getattr(self, name) + getattr(other, name) for name in ("readings", "weights", "targets")))

    __radd__ = __add__

    def __mul__(self, factor):
        """An objective times a number."""
        if not isinstance(factor, Real):
            return NotImplemented
        if not math.isfinite(factor):
            raise ValueError(f"An objective is weighted by a finite number. Received {factor}.")
        return replace(self, weights=tuple(float(factor) * weight for weight in self.weights))

    __rmul__ = __mul__

    def __truediv__(self, divisor):
        """An objective divided by a number."""
        return self * (1 / divisor) if isinstance(divisor, Real) else NotImplemented

    def __neg__(self):
        """What this one minimises."""
        return self * -1

    def __rsub__(self, other):
        """Zero minus an objective."""
        return -self if isinstance(other, Real) and other == 0 else NotImplemented

    def __sub__(self, other):
        """The difference of two objectives."""
        return self + -other if isinstance(other, Objective) else NotImplemented


def channel(model, layer, channels):
    """The mean of one feature map over height and width.

    Erhan, Bengio, Courville, Vincent 2009; of a whole map: Simonyan, Vedaldi, Zisserman 2014.
    """
    shape = layer_output(model, layer).shape
    if len(shape) != 4:
        raise ValueError(f'"{layer}" of {model.name} has no feature maps, its output is {shape}: use neuron or logit.')
    return _single(model, layer, scoring.map_mean, channels)


def neuron(model, layer, channels, position=None):
    """One value of a layer: that of a feature map at (row, column), by default in the middle, or of a dense unit."""
    shape = layer_output(model, layer).shape
    if len(shape) == 2 and position is not None:
        raise ValueError(f'"{layer}" has units without a position. Received position={position}.')
    if len(shape) != 4:
        return _single(model, layer, scoring.unit, channels)
    if position is None:
        return _single(model, layer, scoring.Place(), channels)
    place = np.asarray(position)
    sides = [math.inf if side is None else side for side in shape[1:3]]
    if place.shape != (2,) or place.dtype.kind not in "iu" or (place < 0).any() or (place >= sides).any():
        raise ValueError(
            f'A position is (row, column), and "{layer}" has {shape[1]} rows and {shape[2]} columns. Received '
            f"position={position}."
        )
    return _single(model, layer, scoring.Place(int(place[0]), int(place[1])), channels)


def logit(model, classes):
    """The output of a class before softmax or sigmoid, whatever form the last activation has."""
    _check_end(model)
    return _single(model, None, scoring.unit, classes, before=True)


def log_odds(model, classes, cap=None):
    """log p / (1 − p) of a class, from the logits: it neither saturates nor ignores the other classes.

    For softmax, and for a model that ends in logits, that is z_c − log Σ exp(z_others), for sigmoid the logit itself.
    Where a `cap` is given, an image that has reached it climbs no further.
    """
    _check_end(model)
    sigmoid = "sigmoid" in Reading(model, None, scoring.unit).cut().name
    score = scoring.unit if sigmoid or output(model).shape[-1] == 1 else scoring.log_odds
    return _single(model, None, score if cap is None else scoring.Capped(score, float(cap)), classes, before=True)


def layer(model, layer):
    """The mean square of all values of a layer: more of whatever is there (DeepDream, Mordvintsev et al. 2015)."""
    layer_output(model, layer)
    return Objective(
        (Reading(model, layer, scoring.mean_square, scoring.Raised(scoring.mean)),), (1.0,), (np.int32(0),)
    )


def direction(model, layer, vector):
    """The mean over the places of a layer of its values' projection on a direction in channel space, (channels,)."""
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


def check_size(objective, received):
    """Refuse images of another size than the models of an objective take, where these take one size only."""
    for reading in getattr(objective, "readings", ()):
        expected = reading.model.inputs[0].shape
        if len(expected) != len(received) or any(
            one not in (None, other) for one, other in zip(expected, received, strict=True)
        ):
            raise ValueError(f"{reading.model.name} takes images of shape {expected}. Received {tuple(received)}.")


def _check_end(model):
    """Refuse a model whose logits cannot be told from its output."""
    if isinstance(node_of(output(model)).operation, keras.layers.Lambda):
        raise ValueError(f"{model.name} ends in a Lambda layer: what stands before its activation cannot be known.")


def _single(model, name, score, targets, before=False):
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
    reading = Reading(model, name, score, None if before else scoring.Raised(score), before)
    return Objective((reading,), (1.0,), (wanted.astype("int32"),))
