"""The objective: readings of models, weights, targets -> one object, images -> scores (batch,), that is climbed."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from numbers import Real
from typing import Any

import numpy as np
import tensorflow as tf

from amhelpers.describe import describe
from amhelpers.images import checked
from amhelpers.models.graph import check_images
from amhelpers.models.state import state
from amhelpers.objectives.functions import PlainFunction
from amhelpers.objectives.scoring import Capped, Reading, evaluator

__all__ = ["Objective", "as_objective"]


@dataclass(frozen=True, eq=False)
class Objective:
    """A weighted sum of readings, each with its targets.

    In an ascent `evaluator()` is what is compiled, once for all that have the same `shared`, and `arguments(images)` is
    what is handed to it at every step.
    """

    readings: tuple[Reading, ...]
    weights: tuple[float, ...]
    targets: tuple[Any, ...]  # arrays or single numbers of NumPy
    __array_ufunc__ = None  # so that NumPy's numbers leave a product to this class

    def __call__(self, images: np.ndarray | tf.Tensor) -> tf.Tensor:
        """The scores of images, (batch,).

        Args:
            images: floats (batch, height, width, channels) in [0, 1], of a size that the model takes.

        Raises:
            ValueError: they are no such images, or a list of targets has another length than the batch.
        """
        images = tf.convert_to_tensor(images)
        images = tf.cast(checked(images, "An objective", bounded=False, values=False), tf.float32)
        return self.evaluator()(images, *self.arguments(images))[0]

    @property
    def shared(self) -> tuple:
        """What two objectives must have in common to share what is compiled: readings, and the models as they are."""
        models = dict.fromkeys(reading.model for reading in self.readings)
        return self.readings, tuple(map(state, models))

    def evaluator(self) -> Callable:
        """A function images, weights, targets -> scores, what is climbed in their place, and which readings sleep."""
        return evaluator(self.readings)

    def arguments(self, images: tf.Tensor) -> tuple[tf.Tensor, tuple[tf.Tensor, ...]]:
        """The weights (readings,), and for each reading a target for each of these images.

        Raises:
            ValueError: a model does not take such images, or a list of targets has another length than the batch.
        """
        for reading in self.readings:
            check_images(reading.model, images.shape, slopes=False)
        for targets in self.targets:
            if targets.ndim and targets.dtype.kind == "i" and images.shape[0] not in (None, len(targets)):
                raise ValueError(
                    f"One target for each image is needed: expected {images.shape[0]}, received {len(targets)}. "
                    "A single integer serves any batch."
                )
        batch = tf.shape(images)[:1]
        of_all = (tf.broadcast_to(one, batch) if one.dtype.kind == "i" else tf.constant(one) for one in self.targets)
        return tf.constant(self.weights, tf.float32), tuple(of_all)

    def satisfied(self, images: np.ndarray) -> np.ndarray:
        """For which images a reading has reached the cap that it was given, (batch,), so that it climbs no further."""
        reached = np.zeros(len(images), bool)
        for reading, target in zip(self.readings, self.targets, strict=True):
            if isinstance(reading.score, Capped):
                scores = np.asarray(Objective((reading,), (1.0,), (target,))(images))
                reached |= scores >= np.float32(reading.score.cap)
        return reached

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


def as_objective(objective: Any) -> Objective | PlainFunction:
    """An objective in the one form that an ascent takes: one of this module as it is, a function in a `PlainFunction`.

    Raises:
        ValueError: it is neither.
    """
    if isinstance(objective, Objective):
        return objective
    if callable(objective) and not isinstance(objective, type):
        return PlainFunction(objective)
    raise ValueError(f"An objective is a function images -> scores (batch,). Received {describe(objective)}.")
