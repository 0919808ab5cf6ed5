"""Logits and slopes of a class, which all attributions share, a few images at a time; and maps on one scale."""

import contextlib
import functools
import sys
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from tqdm import tqdm

from amhelpers.images import checked
from amhelpers.models.graph import check_images
from amhelpers.models.state import state
from amhelpers.objectives import Targets, logit
from amhelpers.objectives.scoring import evaluator

__all__ = ["ClassLogits", "bar", "compiled", "scaled", "slope"]

DELAY = 4  # seconds after which a bar shows how far an attribution is
BATCH = 16  # images at a time,
PIXELS = BATCH * 256 * 256  # and as many of them, so that a layer of 64 maps of all is below 300 MB


class ClassLogits:
    """Images, a class for each, and what reads its logit: what an attribution explains.

    Attributes:
        images: float32 (batch, height, width, channels).
        classes: int32 (batch,).
        reading: how the logit is read off the model, as it is now.
        state: that of the model: what is compiled is kept for one state.
    """

    def __init__(self, model: keras.Model, images: Any, classes: Targets, of: str | None = None) -> None:
        """Take images and classes, or refuse what is wrong with them.

        Args:
            model: images -> probabilities or logits (batch, classes).
            images: (batch, height, width, channels), finite floats as the model takes them.
            classes: an index of the output, or a list of them, one for each image.
            of: where the logits are, as for `objectives.logit`.

        Raises:
            ValueError: these are no images, or there is no such class; the message names the valid ones.
        """
        objective = logit(model, classes, of=of)
        self.images = checked(images, "An attribution", bounded=False).astype("float32")
        self.classes = np.asarray(objective.arguments(self.images)[1][0])
        self.reading, self.state = objective.readings[0], state(model)

    def logits(self, images: np.ndarray) -> np.ndarray:
        """The logits of the classes for images of the same number, (batch,)."""
        return self.in_batches(_logits(self.reading, self.state, images.shape[1:]), images)

    def slopes(self, images: np.ndarray) -> np.ndarray:
        """The gradients of these logits by the images, of the images' shape."""
        check_images(self.reading.model, images.shape)
        slopes = _slopes(self.reading, self.state, images.shape[1:])
        *scales, least = _scales(self.reading.model, images.shape)
        for scale in scales:
            with contextlib.suppress(ArithmeticError):  # too large
                return self.in_batches(functools.partial(slopes, scale=tf.constant(scale)), images)
        return self.in_batches(functools.partial(slopes, scale=tf.constant(least)), images)

    def in_batches(self, function: Callable, images: np.ndarray) -> np.ndarray:
        """What a function of images and classes, tensors -> a tensor, gives for a few at a time: an array.

        Raises:
            ArithmeticError: not all of it is finite.
        """
        size = max(1, min(BATCH, PIXELS // (images.shape[1] * images.shape[2])))
        parts = [slice(first, first + size) for first in range(0, len(images), size)]
        given = [function(tf.constant(images[part], tf.float32), tf.constant(self.classes[part])) for part in parts]
        found = np.concatenate(given)
        if not np.isfinite(found).all():
            raise ArithmeticError(
                f"{self.reading.model.name} gives values or slopes for these images that are not finite (NaN or "
                "infinity): look at its weights, and at what it divides by or takes a root of."
            )
        return found


def bar(parts: Any, words: str) -> Any:
    """What is gone through, with a bar that shows only where it takes longer than a few seconds.

    Args:
        parts: anything with a length.
        words: what is computed.

    Returns:
        The parts, one after the other.
    """
    return tqdm(parts, words, leave=False, delay=DELAY, file=sys.stdout)


def scaled(maps: np.ndarray) -> np.ndarray:
    """Each map (batch, height, width) divided by its maximum; one without heat stays as it is."""
    highest = maps.max(axis=(1, 2), keepdims=True)
    return maps / np.where(highest > 0, highest, 1)


def compiled(function: Callable, shape: tuple[int, ...], *others: tf.TensorSpec) -> Callable:
    """A function of images and classes, and of other tensors, for any number of images of this shape."""
    images, classes = tf.TensorSpec((None, *shape), tf.float32), tf.TensorSpec((None,), tf.int32)
    return tf.function(function, autograph=False).get_concrete_function(images, classes, *others)


def slope(tape: tf.GradientTape, logits: tf.Tensor, by: tf.Tensor, words: str) -> tf.Tensor:
    """The gradient of logits by something.

    Args:
        tape: that has seen both.
        logits: (batch,).
        by: what they are computed from.
        words: what they are, and what it is.

    Raises:
        ValueError: there is none.
    """
    try:
        found = tape.gradient(logits, by)
    except LookupError:  # an operation of TensorFlow that has none
        found = None
    if found is None:
        raise ValueError(
            f"{words}: on the way something has no slope, such as rounding, argmax, stop_gradient, or a function of "
            "NumPy. `occlusion` and `activations.feature_maps` need none."
        )
    return found


@functools.lru_cache(maxsize=8)
def _logits(reading, state, shape):
    evaluate = evaluator((reading,))
    return compiled(lambda images, classes: evaluate(images, tf.ones(1), [classes])[0], shape)


@functools.lru_cache(maxsize=8)
def _slopes(reading, state, shape):
    evaluate = evaluator((reading,))

    def slopes(images, classes, scale):
        with tf.GradientTape() as tape:
            tape.watch(images)
            found = scale * evaluate(images, tf.ones(1), [classes])[0]
        return slope(tape, found, images, f"The logits of {reading.model.name} have no gradient by the images") / scale

    return compiled(slopes, shape, tf.TensorSpec((), tf.float32, name="scale"))


def _scales(model, shape):
    """What slopes are multiplied by on their way, the largest first: in half floats they may be too small, or large."""
    half = any(getattr(layer, "compute_dtype", "") == "float16" for layer in model._flatten_layers())
    places = float(shape[1] * shape[2])
    return (places, places**0.5, 1.0) if half else (1.0,)
