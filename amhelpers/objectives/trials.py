"""Trials: a call of a layer or an operation -> what it does to values, found by trying it on numbers.

A name tells what Keras' own layers do.  What a layer, a function or an expression of a user's does, is told by what
comes out of it: whether it only moves values, whether it is linear, which of the known activations it is.
"""

import contextlib
import math
from collections.abc import Callable, Sequence
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from amhelpers.models.values import Value, called, filled

__all__ = ["UNKNOWN", "applied", "bounds", "is_linear", "name_of", "preserves", "stays_within_one"]

# The activations that a function may turn out to be.
KNOWN = {
    "linear": keras.activations.linear,
    "softmax": keras.activations.softmax,
    "sigmoid": keras.activations.sigmoid,
    "log_softmax": keras.activations.log_softmax,
    "relu": keras.activations.relu,
    "softplus": keras.activations.softplus,
    "tanh": keras.activations.tanh,
}
UNKNOWN = ""
SIDE = 3  # of an axis whose length is not known
DIGITS = 100  # with a half added, numbers below this are exact in every type of float, and no whole numbers
HALF = 0.5
LARGE = 1e3  # beyond it no activation bends any more
MOST = 300_000  # values that are tried at most: what gives logits has fewer


def applied(value: Value) -> Callable[..., tf.Tensor]:
    """The call that gives a value, as a function of the tensors that it takes, all else as it was called with.

    Args:
        value: of a model.
    """
    node = value.node
    index = [id(tensor) for tensor in node.outputs].index(id(value.tensor))

    def apply(*tensors):
        given = {id(one): tensor for one, tensor in zip(node.input_tensors, tensors, strict=True)}
        return called(node, given)[index]

    return apply


def name_of(function: Callable, shape: Sequence[int | None]) -> str:
    """Which of the known activations a function is, for values of a shape; empty where it is none of them.

    Args:
        function: of one tensor.
        shape: (batch, …, channels) of it, None for what is free.
    """
    random = np.random.default_rng(0)
    small, large = (random.normal(0, spread, _sizes(shape)).astype("float32") for spread in (3, LARGE))
    with contextlib.suppress(Exception):  # of what someone else wrote
        results = [(values, np.asarray(function(tf.constant(values)), "float32")) for values in (small, large)]
        for name, known in KNOWN.items():
            if all(_agree(given, np.asarray(known(values)), values is small) for values, given in results):
                return name
    return UNKNOWN


def _agree(given, wanted, everywhere):
    """Are these the same values, all of them, or those that are not NaN, as exp(1000) / exp(1000) is?"""
    if given.shape != wanted.shape:
        return False
    there = np.full(given.shape, True) if everywhere else np.isfinite(given)
    return np.allclose(given[there], wanted[there], rtol=1e-4, atol=1e-6)


def bounds(function: Callable, shape: Sequence[int | None], size: float = LARGE) -> tuple[float, float]:
    """The smallest and the largest that a function gives, for values of a shape, each this far from zero.

    Args:
        function: of one tensor.
        shape: (batch, …, channels) of it.
        size: how far.

    Returns:
        Infinite ones where it cannot be tried.
    """
    with contextlib.suppress(Exception):
        values = size * np.random.default_rng(0).choice([-1, 1], _sizes(shape)).astype("float32")
        given = np.asarray(function(tf.constant(values)), "float32")
        if np.isfinite(given).all():
            return float(given.min()), float(given.max())
    return -math.inf, math.inf


def preserves(value: Value) -> str:
    """What the call that gives a value leaves together, where it only moves values about and changes none.

    Args:
        value: of a model.

    Returns:
        "rows" where values that lie along one last axis still do, in their order; "values" where each is still there,
        wherever it may be now; empty where some are changed.
    """
    apply, specs = applied(value), [(source.tensor.dtype, _sizes(source.shape)) for source in value.sources]
    count, random = sum(math.prod(shape) for _, shape in specs), np.random.default_rng(0)
    if count > MOST:
        return UNKNOWN
    places = max(1, math.ceil(math.log(max(count, 2), DIGITS)))
    with contextlib.suppress(Exception):
        found: Any = 0
        for place in range(places):  # the index of each value, digit by digit
            digits = np.arange(count) // DIGITS**place % DIGITS
            found = found + DIGITS**place * (_seen(apply, digits + HALF, specs) - HALF)
        index = np.round(found).astype("int64")
        if (index < 0).any() or (index >= count).any():
            return UNKNOWN
        for size in (1, 2**-8, 2**8):
            other = size * (random.integers(-DIGITS, DIGITS, count) + HALF)
            if not np.array_equal(_seen(apply, other, specs), other[index]):
                return UNKNOWN
        units = index.shape[-1] if index.ndim else 0
        rows = units and all(shape[-1:] == (units,) for _, shape in specs)
        rows = rows and (index == index[..., :1] + np.arange(units)).all() and (index[..., 0] % units == 0).all()
        return "rows" if rows else "values"
    return UNKNOWN


def _seen(apply, numbers, specs):
    """What a call gives for numbers in a row, dealt out to all that it takes."""
    ends = np.cumsum([math.prod(shape) for _, shape in specs])[:-1]
    parts = zip(np.split(np.asarray(numbers), ends), specs, strict=True)
    given = [tf.cast(tf.constant(part.reshape(shape), tf.float32), dtype) for part, (dtype, shape) in parts]
    return np.asarray(tf.cast(apply(*given), tf.float64))


def is_linear(value: Value) -> bool:
    """Does the call that gives a value add up multiples of values, and a constant, and nothing else?

    Args:
        value: of a model.
    """
    apply, specs = _untouched(value), [(source.tensor.dtype, _sizes(source.shape)) for source in value.sources]
    count, random = sum(math.prod(shape) for _, shape in specs), np.random.default_rng(0)
    if count > MOST:
        return False
    with contextlib.suppress(Exception):
        for spread in (1.0, LARGE):
            one, other = random.normal(0, spread, (2, count))
            both, first, second, none = (
                _seen(apply, numbers, specs) for numbers in (one + other, one, other, np.zeros(count))
            )
            size = max(np.abs(found).max() for found in (both, first, second, none))
            loose = 1e-4 if all(tf.as_dtype(dtype).size >= 4 for dtype, _ in specs) else 3e-2
            if not size < math.inf or np.abs(both - first - second + none).max() > loose * size:
                return False
        return True
    return False


def _untouched(value):
    """The call that gives a value, with random numbers for the weights of a layer, which stay as they are.

    What a layer is must not depend on what it has learned so far: with weights of zero everything is linear.
    """
    node, apply = value.node, applied(value)
    layer = node.operation
    if not getattr(layer, "weights", ()):
        return apply
    random = np.random.default_rng(1)
    learned = [random.normal(size=weight.shape).astype("float32") for weight in layer.trainable_variables]
    index = [id(tensor) for tensor in node.outputs].index(id(value.tensor))

    def call(*tensors):
        given = {id(one): tensor for one, tensor in zip(node.input_tensors, tensors, strict=True)}
        args, options = filled(node, given)
        kept = [variable.value for variable in layer.non_trainable_variables]
        outputs, *_ = layer.stateless_call(learned, kept, *args, **options)
        return keras.tree.flatten(outputs)[index]

    return call


def stays_within_one(value: Value, kinds: Sequence[str]) -> bool:
    """Does the call that gives a value make numbers in [0, 1] of probabilities, whatever these are?

    Args:
        value: of a model.
        kinds: of its sources, "softmax" where they add up to 1 along the last axis.
    """
    apply, specs = applied(value), [(source.tensor.dtype, _sizes(source.shape)) for source in value.sources]
    random = np.random.default_rng(0)
    if sum(math.prod(shape) for _, shape in specs) > MOST:
        return False
    with contextlib.suppress(Exception):
        for draw in range(32):
            given = []
            for (dtype, shape), kind in zip(specs, kinds, strict=True):
                numbers = random.uniform(size=shape) if draw % 2 else random.integers(0, 2, shape).astype("float64")
                if kind == "softmax":
                    numbers = np.eye(shape[-1])[random.integers(0, shape[-1], shape[:-1])] if draw % 2 else numbers
                    numbers = numbers / np.maximum(numbers.sum(axis=-1, keepdims=True), 1e-9)
                given.append(tf.cast(numbers, dtype))
            found = np.asarray(tf.cast(apply(*given), tf.float64))
            if found.min() < -1e-3 or found.max() > 1 + 1e-3:
                return False
        return True
    return False


def _sizes(shape):
    """A shape to try something with: a batch of 2, unless another is asked for."""
    batch, *sides = shape
    return (batch or 2, *(side or SIDE for side in sides))
