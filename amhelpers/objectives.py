"""Objectives: images (batch, height, width, channels) -> scores (batch,), one number per image.

Any function of that form serves an ascent.  Those of this module are small frozen objects besides, which carry model,
layer and targets apart: another target of the same layer needs no new compilation.  They combine by arithmetic,
`0.5 * a + b`, `a - b`, and are never changed by it.

A target is an integer, which serves a batch of any size, or a list of integers, one for each image.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace

import keras
import numpy as np
import tensorflow as tf

from amhelpers.models import feature_extractor, find_layer

__all__ = ["Objective", "channel", "direction", "layer", "log_odds", "logit", "neuron"]

ACTIVATIONS = (
    keras.layers.Activation,
    keras.layers.ReLU,
    keras.layers.LeakyReLU,
    keras.layers.ELU,
    keras.layers.Softmax,
)


@dataclass(frozen=True)
class Reading:
    """How a score is read off a layer: an objective without its targets. Equal readings share what is compiled."""

    model: keras.Model
    layer: str
    score: Callable  # (values of the layer, target) -> (batch,)
    before: bool = False  # read what the layer computes before its activation?

    def __call__(self, images, target):
        """The scores of images, and what to climb where a score is zero: the same, read before the activation."""
        before, after = _values(self.model, self.layer, images)
        climbed = self.score(before, target)
        if self.before:
            return climbed, climbed
        score = self.score(after, target)
        return score, tf.where(score == 0, climbed, score)


@dataclass(frozen=True, eq=False)
class Objective:
    """A weighted sum of readings, each with its targets."""

    readings: tuple[Reading, ...]
    weights: tuple[float, ...]
    targets: tuple[np.ndarray, ...]

    def __call__(self, images):
        """The scores of images, (batch,)."""
        images = tf.convert_to_tensor(images, tf.float32)
        pairs = zip(self.weights, self.readings, self.targets_for(len(images)), strict=True)
        return tf.add_n([weight * reading(images, target)[0] for weight, reading, target in pairs])

    def targets_for(self, batch):
        """The targets, one for each of so many images.

        Raises:
            ValueError: a list of targets has another length than the batch.
        """
        for targets in self.targets:
            if targets.ndim and targets.dtype.kind == "i" and len(targets) != batch:
                raise ValueError(
                    f"One target for each image is needed: expected {batch}, received {len(targets)}. "
                    "A single integer serves any batch."
                )
        return [
            np.broadcast_to(targets, (batch,)) if targets.dtype.kind == "i" else targets for targets in self.targets
        ]

    def __add__(self, other):
        """The sum of two objectives."""
        if not isinstance(other, Objective):
            return NotImplemented
        return Objective(*(getattr(self, name) + getattr(other, name) for name in ("readings", "weights", "targets")))

    def __mul__(self, factor):
        """An objective times a number."""
        if not isinstance(factor, int | float):
            return NotImplemented
        return replace(self, weights=tuple(factor * weight for weight in self.weights))

    __rmul__ = __mul__

    def __neg__(self):
        """What this one minimises."""
        return self * -1

    def __sub__(self, other):
        """The difference of two objectives."""
        return self + -other if isinstance(other, Objective) else NotImplemented


def channel(model, layer, channels):
    """The mean of one feature map over height and width.

    Erhan, Bengio, Courville, Vincent 2009; of a whole map: Simonyan, Vedaldi, Zisserman 2014.
    """
    maps = find_layer(model, layer).output.shape
    if len(maps) != 4:
        raise ValueError(f'"{layer}" of {model.name} has no feature maps, its output is {maps}: use neuron or logit.')
    return _single(model, layer, _map_mean, channels)


def neuron(model, layer, channels, position=None):
    """One value of a layer: that of a feature map at (row, column), by default in the middle, or of a dense unit."""
    shape = find_layer(model, layer).output.shape
    if len(shape) == 4:
        middle = (shape[1] // 2, shape[2] // 2) if position is None else tuple(position)
        if not (0 <= middle[0] < shape[1] and 0 <= middle[1] < shape[2]):
            raise ValueError(f'"{layer}" has {shape[1]} rows and {shape[2]} columns. Received position={position}.')
        return _single(model, layer, _At(*middle), channels)
    return _single(model, layer, _unit, channels)


def logit(model, classes):
    """The output of a class before softmax or sigmoid, whatever form the last activation has."""
    return _single(model, model.layers[-1].name, _unit, classes, before=True)


def log_odds(model, classes):
    """log p / (1 − p) of a class, from the logits: it neither saturates nor ignores the other classes.

    For softmax, and for a model that ends in logits, that is z_c − log Σ exp(z_others), for sigmoid the logit itself.
    """
    sigmoid = getattr(model.layers[-1], "activation", None) is keras.activations.sigmoid
    score = _unit if sigmoid or model.outputs[0].shape[-1] == 1 else _log_odds_of_softmax
    return _single(model, model.layers[-1].name, score, classes, before=True)


def layer(model, layer):
    """The mean square of all values of a layer: more of whatever is there (DeepDream, Mordvintsev et al. 2015)."""
    return _single(model, find_layer(model, layer).name, _mean_square, 0, check=False)


def direction(model, layer, vector):
    """The mean over the places of a layer of its values' projection on a direction in channel space, (channels,)."""
    values = np.asarray(vector, "float32")
    count = find_layer(model, layer).output.shape[-1]
    if values.shape != (count,) or not np.linalg.norm(values):
        raise ValueError(f'A direction in "{layer}" has {count} numbers, not all zero. Received {values.shape}.')
    reading = Reading(model, layer, _projection)
    return Objective((reading,), (1.0,), (values / np.linalg.norm(values),))


def _single(model, name, score, targets, before=False, check=True):
    """An objective of one reading, its targets in the range of the layer's channels."""
    wanted = np.asarray(list(targets) if isinstance(targets, range) else targets)
    count = find_layer(model, name).output.shape[-1]
    if wanted.dtype.kind not in "iu" or wanted.ndim > 1 or not wanted.size:
        raise ValueError(f"A target is an integer, or a list of integers. Received {targets!r}.")
    if check and (wanted.min() < 0 or wanted.max() >= count):
        raise ValueError(f'"{name}" of {model.name} has the targets 0 to {count - 1}. Received {targets}.')
    return Objective((Reading(model, name, score, before),), (1.0,), (wanted.astype("int32"),))


# How a score is read: values of a layer (batch, …, channels), target -> (batch,).


def _unit(values, target):
    return tf.gather(tf.reshape(values, (tf.shape(values)[0], values.shape[-1])), target, axis=1, batch_dims=1)


def _map_mean(values, target):
    return tf.gather(tf.reduce_mean(values, axis=(1, 2)), target, axis=1, batch_dims=1)


@dataclass(frozen=True)
class _At:
    row: int
    column: int

    def __call__(self, values, target):
        return tf.gather(values[:, self.row, self.column], target, axis=1, batch_dims=1)


def _log_odds_of_softmax(values, target):
    others = tf.one_hot(target, values.shape[-1], on_value=-np.inf, off_value=0.0)
    return _unit(values, target) - tf.reduce_logsumexp(values + others, axis=-1)


def _mean_square(values, target):
    return tf.reduce_mean(tf.square(values), axis=tuple(range(1, len(values.shape))))


def _projection(values, vector):
    projected = tf.tensordot(values, tf.cast(vector, values.dtype), axes=1)
    return tf.reduce_mean(tf.reshape(projected, (tf.shape(values)[0], -1)), axis=1)


# A layer before and after its activation.


def _values(model, name, images):
    """What a layer computes of images, before and after its activation; the same twice where it has none."""
    extract, linear, activate = _parts(model, name)
    before = linear(extract(images, training=False))
    return before, activate(before)


@functools.lru_cache(maxsize=32)
def _parts(model, name):
    """A layer as three functions, one after the other: the model up to it, its linear part, and its activation.

    The linear part is a copy of the layer without activation, called with the layer's own weights: the user's model is
    not touched.
    """
    layer = find_layer(model, name)
    if isinstance(layer, ACTIVATIONS):
        return keras.Model(model.inputs[0], layer.input), tf.identity, layer
    activation = getattr(layer, "activation", None)
    if activation in (None, keras.activations.linear) or not layer.weights:
        return feature_extractor(model, name), tf.identity, tf.identity
    copy = type(layer).from_config({**layer.get_config(), "activation": None})
    copy.build(layer.input.shape)

    def linear(inputs):
        return copy.stateless_call(layer.trainable_variables, layer.non_trainable_variables, inputs)[0]

    return keras.Model(model.inputs[0], layer.input), linear, activation
