"""Functions of a user's own: called so that an error says which one, what it gave, and what is expected of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import tensorflow as tf

from amhelpers.describe import cut, name_of
from amhelpers.models.values import LEAVES_TENSORFLOW

__all__ = ["GRADIENT", "NotCompiledError", "PlainFunction", "changed_images", "numbers"]

GRADIENT = (
    "something in it leaves TensorFlow, such as NumPy, .numpy() or model.predict(), or asks for the numbers "
    "themselves, such as if. Use tf functions (tf.where for if), and call model(images)."
)


class NotCompiledError(ValueError):
    """A function of the user's leaves TensorFlow or looks at the numbers; as it stands it may still run uncompiled."""


@dataclass(frozen=True, eq=False)
class PlainFunction:
    """A function images -> scores (batch,) in the form of an objective (see `objectives.Objective`)."""

    function: Callable
    shared = None  # it may depend on names that change between two calls: it is compiled anew each time

    def arguments(self, images):
        """What is handed to what is compiled: nothing."""
        return ()

    def satisfied(self, images):
        """For which images the function asks for no more: that is not known of any."""
        return np.zeros(len(images), bool)

    def evaluator(self):
        """A function images -> scores, what is climbed in their place (the same), which readings sleep (none)."""

        def evaluate(images):
            scores = numbers(self.function, images)
            return scores, scores, tf.zeros((0, tf.shape(images)[0]), bool)

        return evaluate


def numbers(function: Callable, images: tf.Tensor) -> tf.Tensor:
    """One number for each image, float32 (batch,), as a function gives them.

    Raises:
        ValueError: it gives something else; the message says what, and its name.
    """
    values = _call(function, images)
    if values.shape.rank != 1 or (images.shape[0] is not None and values.shape[0] not in (None, images.shape[0])):
        raise ValueError(
            f"{name_of(function)} must give one number for each image: expected shape {tuple(images.shape[:1])}, "
            f"received {values.shape}. Reduce over height, width and channels, and keep the batch."
        )
    return tf.cast(values, tf.float32)


def changed_images(transform: Callable, images: tf.Tensor) -> tf.Tensor:
    """Images (batch, …, …, channels) as a transform gives them.

    Raises:
        ValueError: it gives something else; the message says what, and its name.
    """
    changed = _call(transform, images)
    kept = [(changed.shape[axis], images.shape[axis]) for axis in (0, 3)] if changed.shape.rank == 4 else [(0, 1)]
    if not all(None in pair or pair[0] == pair[1] for pair in kept):
        raise ValueError(
            f"{name_of(transform)} must give images for images: expected shape {tuple(images.shape)}, received "
            f"{changed.shape}."
        )
    return changed


def _call(function, images):
    """What a function gives for images, as a tensor; an error that says why where it cannot be compiled."""
    try:
        values = function(images)
        if values is None:
            raise ValueError(f"{name_of(function)} gave None. Is there a `return` in it?")
        return tf.convert_to_tensor(values)
    except Exception as error:
        words = str(error).lower()
        if any(part in words for part in LEAVES_TENSORFLOW):
            what = f"{name_of(function)} cannot be compiled: {GRADIENT} ({cut(str(error), 120)})"
            raise NotCompiledError(what) from error
        raise
