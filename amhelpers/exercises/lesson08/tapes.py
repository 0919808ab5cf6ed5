"""Tapes: a call of an answer -> what it returns, or the gradient that was None when it stopped.

A gradient that is None is used in many ways, and stops with as many errors. What is to be said of it does not depend on
these, but on what the tape was asked.
"""

import unittest.mock

import numpy as np
import tensorflow as tf

__all__ = ["NoGradientError", "told"]


class NoGradientError(Exception):
    """What an answer raised after the tape had given None."""


def told(function, arguments):
    """What a function (model, images, …) returns. Whatever it raises without a gradient is a `NoGradientError`."""
    found = []
    ask = tf.GradientTape.gradient

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
