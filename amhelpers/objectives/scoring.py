"""Scores: values of a layer (batch, …, channels), target -> (batch,), one number for each image."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import tensorflow as tf

__all__ = [
    "Capped",
    "Place",
    "Raised",
    "combine",
    "log_odds",
    "map_mean",
    "mean",
    "mean_square",
    "projection",
    "projection_raised",
    "reads_one_channel",
    "unit",
]


def unit(values, target):
    """The unit `target` of a dense layer, (batch, units)."""
    return tf.gather(values, target, axis=1, batch_dims=1)


def map_mean(values, target):
    """The mean of feature map `target` over height and width."""
    return unit(tf.reduce_mean(values, axis=(1, 2)), target)


@dataclass(frozen=True)
class Place:
    """The value of feature map `target` at one place, by default in the middle."""

    row: int | None = None
    column: int | None = None

    def __call__(self, values, target):
        """Read values (batch, height, width, channels) at the place."""
        middle = tf.shape(values)[1:3] // 2
        row, column = (middle[0], middle[1]) if self.row is None else (self.row, self.column)
        return unit(values[:, row, column], target)


def log_odds(values, target):
    """z_target − log Σ exp(the others): of softmax' probability p that is log p / (1 − p)."""
    values = tf.cast(values, tf.float32)
    others = tf.one_hot(target, values.shape[-1], on_value=-np.inf, off_value=0.0)
    return unit(values, target) - tf.reduce_logsumexp(values + others, axis=-1)


@dataclass(frozen=True)
class Capped:
    """Another score, but at most so much: what has enough climbs no further."""

    score: Callable
    cap: float

    def __call__(self, values, target):
        """Read the score, and cut it off."""
        return tf.minimum(self.score(values, target), self.cap)


def reads_one_channel(score):
    """Does a score look at the target's values alone, so that those of other channels need not be known?"""
    score = getattr(score, "score", score)  # of one that is capped
    return score in (map_mean, unit) or isinstance(score, Place)


def mean(values, target):
    """The mean of all values."""
    return tf.reduce_mean(values, axis=tuple(range(1, len(values.shape))))


def mean_square(values, target):
    """The mean of the squares of all values."""
    return mean(tf.square(values), target)


def projection(values, vector):
    """The mean over all places of the values' projection on a vector, (channels,)."""
    return mean(tf.tensordot(values, tf.cast(vector, values.dtype), axes=1)[:, tf.newaxis], vector)


# Waking: values before the activation, target, factor -> what is climbed in the place of factor · score where that is
# zero because a filter sleeps, (batch,), and whether there is anything to climb.


@dataclass(frozen=True)
class Raised:
    """A score of the values before the activation, where its factor is positive."""

    score: Callable

    def __call__(self, values, target, factor):
        """Read what is climbed."""
        return factor * tf.cast(self.score(values, target), tf.float32), factor > 0


def projection_raised(values, vector, factor):
    """The projection on the positive part of factor · vector: where a layer sleeps, only these channels can add."""
    upward = tf.nn.relu(factor * vector)
    return tf.cast(projection(values, upward), tf.float32), tf.reduce_any(upward > 0)


def combine(readings, images, factors, targets):
    """The weighted sum of readings of images.

    Where the score of a reading is zero because its filter sleeps, and it is to be raised, what is climbed is its value
    before the activation, until the filter wakes.

    Returns:
        scores (batch,), what is climbed in their place (batch,), and which readings sleep (readings, batch).
    """
    computed, total, climbed, asleep = {}, [], [], []
    places = [reading.place for reading in readings]
    for index, (reading, target) in enumerate(zip(readings, targets, strict=True)):
        alone = places.count(reading.place) == 1 and reads_one_channel(reading.score)
        if reading.place not in computed:
            cut = reading.cut(alone)
            computed[reading.place] = reading.values(cut, cut.extract(images), target)
        after, before = computed[reading.place]
        target = tf.zeros_like(target) if alone else target  # of the one channel that there is
        score = tf.cast(reading.score(after, target), tf.float32)
        total.append(factors[index] * score)
        if reading.wake is None:
            climbed.append(total[-1])
            asleep.append(tf.zeros_like(score, bool))
        else:
            waking, raised = reading.wake(before, target, factors[index])
            asleep.append((score == 0) & raised)
            climbed.append(tf.where(asleep[-1], waking, total[-1]))
    return tf.add_n(total), tf.add_n(climbed), tf.stack(asleep)
