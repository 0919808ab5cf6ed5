"""Lesson 08: what several exercises of this lesson share."""

import functools
import unittest.mock

import keras
import numpy as np
import tensorflow as tf

from amhelpers.exercises.probes import noise

__all__ = ["NAN", "black_and_noise", "colour_net", "dog_net", "each", "of_class", "told"]

NAN = "A map can be 0 everywhere, and 0 / 0 is NaN. tf.math.divide_no_nan leaves it at 0."


def colour_net(bias=0.3):
    """A net for pictures of 6 × 5 pixels in colour, with two convolutions and softmax over three classes.

    Nothing speaks for the last class. With a negative bias nothing answers to a black image.
    """
    layers = [
        keras.Input((6, 5, 3), name="image"),
        keras.layers.Conv2D(4, 3, padding="same", activation="relu", name="first"),
        keras.layers.Conv2D(6, 2, activation="relu", name="second"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(3, activation="softmax", name="class"),
    ]
    model = keras.Sequential(layers, name="net")
    weights = _weights(model, bias)
    weights[-2][:, 2] = -0.3 * np.abs(weights[-2][:, 2])
    model.set_weights(weights)
    return model


def dog_net():
    """A functional net for gray pictures of 7 × 6 pixels, pooling after its convolution, and one sigmoid unit."""
    images = keras.Input((7, 6, 1), name="image")
    maps = keras.layers.Conv2D(4, 2, activation="relu", name="first")(images)
    maps = keras.layers.MaxPooling2D(2, name="pool")(maps)
    dog = keras.layers.Dense(1, activation="sigmoid", name="dog")(keras.layers.Flatten(name="row")(maps))
    model = keras.Model(images, dog, name="net")
    weights = _weights(model, bias=0.1)
    model.set_weights([*weights[:2], -weights[2], weights[3]])
    return model


def _weights(model, bias):
    """Weights that keep a model's answers away from 0 and 1, with this bias in its convolutions."""
    random = np.random.default_rng(59)  # one whose Grad-CAM is neither zero nor positive everywhere
    weights = [0.4 * random.normal(size=weight.shape) for weight in model.weights]
    return [np.full_like(one, bias) if one.ndim == 1 and one is not weights[-1] else one for one in weights]


def black_and_noise(count=2):
    """Images in colour, the first black."""
    images = noise(count, 6, 5, 3, seed=4)
    images[0] = 0
    return images


def of_class(values, classes):
    """Of each image's logits (batch, classes) that of its own class: (batch,)."""
    return tf.gather(values, classes, axis=1, batch_dims=1)


def each(maps):
    """Each map divided by its own maximum; one that is 0 everywhere stays so."""
    return tf.math.divide_no_nan(maps, tf.reduce_max(maps, axis=(1, 2), keepdims=True))


class NoGradientError(Exception):
    """What an answer raised after the tape had given None."""


def told(function, arguments):
    """What a function (model, images, …) returns. Whatever it raises without a gradient is a `NoGradientError`.

    A gradient that is None is used in many ways, and stops with as many errors. What is to be said of it does not
    depend on these, but on what the tape was asked.
    """
    found = []
    ask = tf.GradientTape.gradient

    @functools.wraps(ask)
    def noting(tape, target, sources, *args, **kwargs):
        found.clear()
        try:
            gradient = ask(tape, target, sources, *args, **kwargs)
        except Exception:
            if not (_symbolic(target) and _symbolic(sources)):
                found.append("of NumPy arrays stopped with")
            raise
        if gradient is None:
            found.append(f"{_asked(target, sources, arguments[1])} gave None, then")
        return gradient

    with unittest.mock.patch.object(tf.GradientTape, "gradient", noting):
        try:
            return function(*arguments)
        except Exception as error:
            if not found:
                raise
            words = f"tape.gradient {found[0]} {type(error).__name__}: {error}"
            raise NoGradientError(words).with_traceback(error.__traceback__) from None


def _symbolic(value):
    return isinstance(value, tf.Tensor | tf.Variable)


def _asked(target, sources, images):
    """What a tape was asked for, in the words that the misconceptions are told apart by."""
    if not (_symbolic(target) and _symbolic(sources)):
        return "of NumPy arrays"
    if np.ndim(target) > max(np.ndim(sources), 2):
        return "in this order, of images or maps by a score,"
    return "by the images" if tuple(sources.shape)[-3:] == images.shape[-3:] else "by the maps"
