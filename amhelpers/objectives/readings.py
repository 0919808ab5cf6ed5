"""Readings: images -> the values of a layer that a score is read from, and the same before the layer's activation."""

from collections.abc import Callable
from dataclasses import dataclass

import keras

from amhelpers.models.graph import layer_output, output
from amhelpers.objectives.preactivations import split, whole

__all__ = ["Reading"]


@dataclass(frozen=True)
class Reading:
    """How a score is read off a model: an objective without its targets. Equal readings share what is compiled."""

    model: keras.Model
    layer: str | None  # None: the output
    score: Callable  # (values of the layer, target) -> (batch,)
    wake: Callable | None = None  # what to climb where the score is zero: see `scores`
    before: bool = False  # take the values before softmax or sigmoid

    @property
    def place(self):
        """What readings must have in common to share what a model computes."""
        return self.model, self.layer, self.before

    def cut(self, alone=False):
        """The layer before and after its activation, as the model is now; `alone` as in `split`."""
        tensor = output(self.model) if self.layer is None else layer_output(self.model, self.layer)
        cut = split(self.model, tensor, alone)
        return whole(self.model, tensor) if self.before and not alone and not _saturates(cut.name) else cut

    def values(self, cut, given, target):
        """What the score is read from, and the same before the activation.

        Where the layer is cut so that one channel `alone` can be computed, only the target's, (batch, …, 1).
        """
        before, after = cut.finish(given, target if cut.alone else None)
        return (before, before) if self.before and _saturates(cut.name) else (after, before)


def _saturates(activation):
    """Is the activation of this name one that logits go into, softmax or sigmoid, or one without a name?"""
    return any(name in activation for name in ("softmax", "sigmoid", "lambda"))
