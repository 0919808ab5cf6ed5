"""Scores: values of a layer (batch, …, channels), target -> (batch,), and their weighted sum, read off images.

A `Reading` says which values of which model a score is read from; `evaluator` makes of readings the one function that
an ascent compiles. Where a filter sleeps its score is zero and has no slope: then its value before the activation is
climbed in its place, until it wakes.
"""

from collections.abc import Callable
from dataclasses import dataclass

import keras
import numpy as np
import tensorflow as tf

from amhelpers.models.graph import output
from amhelpers.models.values import Value, extractor
from amhelpers.objectives.ends import SATURATING
from amhelpers.objectives.preactivations import Preactivation, before_activation

__all__ = [
    "Capped",
    "LogOdds",
    "Near",
    "OfProbability",
    "Position",
    "Raised",
    "Reading",
    "evaluator",
    "map_mean",
    "mean",
    "mean_square",
    "projection",
    "projection_raised",
    "unit",
]


def _single_channel(score):
    """Mark a score that looks at the target's values alone: those of other channels need not be computed."""
    score.single_channel = True
    return score


@_single_channel
def unit(values: tf.Tensor, target: tf.Tensor) -> tf.Tensor:
    """The unit `target` of a dense layer, (batch, units)."""
    return tf.gather(values, target, axis=1, batch_dims=1)


@_single_channel
def map_mean(values: tf.Tensor, target: tf.Tensor) -> tf.Tensor:
    """The mean of feature map `target` over height and width."""
    return unit(tf.reduce_mean(values, axis=(1, 2)), target)


@_single_channel
@dataclass(frozen=True)
class Position:
    """The value of feature map `target` at one position, by default in the middle."""

    row: int | None = None
    column: int | None = None

    def __call__(self, values, target):
        """Read values (batch, height, width, channels) at the position."""
        middle = tf.shape(values)[1:3] // 2
        row, column = (middle[0], middle[1]) if self.row is None else (self.row, self.column)
        return unit(values[:, row, column], target)


@dataclass(frozen=True)
class LogOdds:
    """z_target − log Σ exp(the others), of logits at each place: of softmax' probability p that is log p / (1 − p)."""

    score: Callable  # of a unit, or of maps

    def __call__(self, values, target):
        """Read values (batch, …, classes)."""
        values = tf.cast(values, tf.float32)
        of_target = tf.one_hot(target, values.shape[-1])[(slice(None), *(len(values.shape) - 2) * [tf.newaxis])]
        others = tf.reduce_logsumexp(tf.where(of_target > 0, -np.inf, values), axis=-1, keepdims=True)
        return self.score(values - others, target)


@dataclass(frozen=True)
class OfProbability:
    """The logarithm of a probability that was read, or log p − log(1 − p); of one unit alone always that."""

    score: Callable
    odds: bool

    def __call__(self, values, target):
        """Read values (batch, …, classes) in [0, 1]."""
        low = np.finfo("float32").tiny
        probability = self.score(tf.cast(values, tf.float32), target)
        found = tf.math.log(tf.maximum(probability, low))
        if self.odds or values.shape[-1] == 1:
            found -= tf.math.log(tf.maximum(1 - probability, low))
        return found


@dataclass(frozen=True)
class Near:
    """−(value − goal)² of a value that was read."""

    score: Callable
    goal: float

    def __call__(self, values, target):
        """Read values as the score does."""
        return -tf.square(self.score(values, target) - self.goal)

    @property
    def raised(self):
        """What is climbed where the value sleeps at zero, and is to be larger."""
        return NearRaised(self)


@dataclass(frozen=True)
class NearRaised:
    """`Near` of the values before the activation, where the goal is above zero."""

    near: Near

    def __call__(self, values, target, weight):
        """Read what is climbed."""
        return weight * tf.cast(self.near(values, target), tf.float32), (weight > 0) & (self.near.goal > 0)


@dataclass(frozen=True)
class Capped:
    """Another score, but at most so much: what has enough climbs no further."""

    score: Callable
    cap: float

    @property
    def single_channel(self):
        """As for the score itself."""
        return getattr(self.score, "single_channel", False)

    def __call__(self, values, target):
        """Read the score, and cut it off."""
        return tf.minimum(self.score(values, target), self.cap)


def mean(values: tf.Tensor, target: tf.Tensor) -> tf.Tensor:
    """The mean of all values, whatever the target."""
    return tf.reduce_mean(values, axis=tuple(range(1, len(values.shape))))


def mean_square(values: tf.Tensor, target: tf.Tensor) -> tf.Tensor:
    """The mean of the squares of all values, whatever the target."""
    return mean(tf.square(values), target)


def projection(values: tf.Tensor, vector: tf.Tensor) -> tf.Tensor:
    """The mean over all places of the values' projection on a vector, (channels,)."""
    projected = tf.tensordot(values, tf.cast(vector, values.dtype), axes=1)
    return tf.reduce_mean(projected, axis=tuple(range(1, len(projected.shape))))


# Waking: values before the activation, target, weight -> what is climbed in the place of weight · score where that is
# zero because a filter sleeps, (batch,), and whether there is anything to climb.


@dataclass(frozen=True)
class Raised:
    """A score of the values before the activation, where its weight is positive."""

    score: Callable

    def __call__(self, values, target, weight):
        """Read what is climbed."""
        return weight * tf.cast(self.score(values, target), tf.float32), weight > 0


def projection_raised(values: tf.Tensor, vector: tf.Tensor, weight: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """The projection on the positive part of weight · vector: where a layer sleeps, only these channels can add."""
    upward = tf.nn.relu(weight * vector)
    return tf.cast(projection(values, upward), tf.float32), tf.reduce_any(upward > 0)


@dataclass(frozen=True)
class Reading:
    """How a score is read off a model: an objective without its targets. Equal readings share what is compiled."""

    model: keras.Model
    layer: str | None  # None: the output
    score: Callable  # (values of the layer, target) -> (batch,)
    wake: Callable | None = None  # what to climb where the score is zero
    logits: bool = False  # take the values before softmax or sigmoid

    @property
    def source(self):
        """What readings must have in common to share what a model computes."""
        return self.model, self.layer, self.logits

    @property
    def value(self) -> Value:
        """What the score is read from, in the model as it is now."""
        return output(self.model, self.layer)

    def take_apart(self, single_channel: bool = False) -> Preactivation:
        """The layer before and after its activation, as the model is now.

        Raises:
            ValueError: logits are to be read, and the model no longer ends in softmax or sigmoid.
        """
        part = before_activation(self.value, single_channel)
        if self.logits and part.activation not in SATURATING:
            raise ValueError(
                f"{self.model.name} no longer ends in softmax or sigmoid, as it did when its logits were asked for: "
                "ask for them again."
            )
        return part

    def seen(self, finished: tuple) -> tuple:
        """Of what a `Preactivation` gives, the values that the score is read from, before, after and at rest.

        Numbers of half a float are added up in whole ones: a mean over a large map leaves their range.
        """
        before, after, rest = (one if one is None else _at_least_float32(one) for one in finished)
        return (before, before, None) if self.logits else (before, after, rest)


def _at_least_float32(values):
    if values.dtype.is_complex:
        raise ValueError(
            "These values are complex numbers, which have no order to climb by. Take tf.abs or tf.math.real of them in "
            "the net."
        )
    return values if values.dtype.is_floating and values.dtype.size >= 4 else tf.cast(values, tf.float32)


def evaluator(readings: tuple[Reading, ...]) -> Callable:
    """What computes a weighted sum of readings of images, as their models are now.

    Each model is run once, whatever is read of it, and each layer is computed once.

    Args:
        readings: one for each weight and target.

    Returns:
        A function images, weights (readings,), targets (one for each reading) -> the scores (batch,), what is climbed
        in their place (batch,), and which readings sleep (readings, batch). A reading sleeps where it is to be raised
        and its score is zero, or what normalisation makes of zero.
    """
    sources = [reading.source for reading in readings]
    values: dict[keras.Model, list] = {}
    parts, extractors = {}, {}
    for reading, source in zip(readings, sources, strict=True):
        if source not in parts:
            alone = sources.count(source) == 1 and getattr(reading.score, "single_channel", False)
            part = reading.take_apart(alone)
            needed = values.setdefault(reading.model, [])
            parts[source] = part, slice(len(needed), len(needed) + len(part.values))
            needed.extend(part.values)
    for model, needed in values.items():
        extractors[model] = extractor(model, needed)

    def evaluate(images, weights, targets):
        given = {model: extract(images) for model, extract in extractors.items()}
        computed, total, climbed, asleep = {}, [], [], []
        for index, (reading, source, target) in enumerate(zip(readings, sources, targets, strict=True)):
            part, own = parts[source]
            if source not in computed:
                computed[source] = part.finish(given[reading.model][own], target if part.single_channel else None)
            before, after, rest = reading.seen(computed[source])
            target = tf.zeros_like(target) if part.single_channel else target  # of the one channel that there is
            score = tf.cast(reading.score(after, target), tf.float32)
            total.append(weights[index] * score)
            if reading.wake is None:
                climbed.append(total[-1])
                asleep.append(tf.zeros_like(score, bool))
            else:
                waking, raised = reading.wake(before, target, weights[index])
                rest = tf.zeros_like(after) if rest is None and isinstance(reading.score, Near) else rest
                least = 0.0 if rest is None else tf.cast(reading.score(rest, target), tf.float32)
                asleep.append((score == least) & raised)
                climbed.append(tf.where(asleep[-1], waking, total[-1]))
        return tf.add_n(total), tf.add_n(climbed), tf.stack(asleep)

    return evaluate
