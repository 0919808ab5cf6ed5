"""Behaviour: function, probe -> all that one call did, in a form in which two functions can be compared."""

import contextlib
import functools
import inspect
import pkgutil
import random
import re
import sys
import traceback
import unittest.mock
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from amhelpers.checks import limits
from amhelpers.checks.surroundings import Printed
from amhelpers.description import describe, number, plain

__all__ = ["Behaviour", "Difference", "difference", "message", "observe"]

NUMERIC = bool | int | float | np.generic | np.ndarray


@dataclass(frozen=True)
class Behaviour:
    """What one call returned or raised, and what it did besides. Tensors and variables are kept as NumPy arrays."""

    value: object = None
    gradient: np.ndarray | None = None
    arguments: tuple = ()  # as the call left them
    calls: frozenset = frozenset()  # which of the watched functions it called
    printed: str = ""
    error: BaseException | None = None


def observe(function, probe, exercise, seconds=None):
    """Call a function with a fresh copy of a probe and return its `Behaviour`.

    Whatever it raises is kept, `SystemExit` and running out of time or memory included, but for the user's own
    interruption.

    Args:
        seconds: how long it may take; by default as long as `limits` say.
    """
    arguments, printed, stdout = probe.arguments(), Printed(), sys.stdout
    random.seed(0)  # from which Keras draws the weights of a new layer: so they are the same each time
    np.random.seed(0)
    value = gradient = error = None
    with _watching(exercise.watch) as calls, contextlib.redirect_stdout(printed):
        try:
            value, gradient = limits.run(lambda: _call(function, arguments, exercise, probe), seconds)
        except KeyboardInterrupt:
            raise
        except BaseException as raised:
            error = raised
            traceback.clear_frames(error.__traceback__)  # they would keep all that the call had in memory
        finally:
            printed.hand_on(stdout)
    after = () if exercise.properties else tuple(_left(argument) for argument in arguments)
    return Behaviour(value, gradient, after, frozenset(calls), printed.text, error)


def _call(function, arguments, exercise, probe):
    """What a function returns, and its gradient where the exercise asks for one."""
    if exercise.properties:  # models and other things that are more than their values
        return probe.call(function, arguments) if probe.call else function(*arguments), None
    if exercise.differentiable:
        import tensorflow as tf

        arguments = (tf.constant(arguments[0]), *arguments[1:])
        if probe.gradient:
            return _differentiate(function, arguments)
    value = function(*arguments)
    return plain(value if exercise.seen is None else exercise.seen(value, arguments)), None


def _left(argument):
    """An argument as a call left it, in a form that can be compared: of a model its layers and weights."""
    if not hasattr(argument, "get_weights"):
        return plain(argument)
    layers = [(layer.name, getattr(layer, "activation", None)) for layer in argument.layers]
    return [[f"{name} {getattr(function, '__name__', function)}" for name, function in layers], *argument.get_weights()]


class Difference(NamedTuple):
    """What tells two behaviours apart, and both in words."""

    what: str
    expected: str
    received: str


def difference(expected, received, exercise):
    """The first `Difference` between two behaviours, or None where nothing tells them apart."""
    if expected.error or received.error:
        names = [_error_name(behaviour.error) for behaviour in (expected, received)]
        return None if names[0] == names[1] else Difference("error", *names)
    found = _value_difference(expected.value, received.value, exercise)
    if found:
        return found
    names = list(inspect.signature(exercise.reference).parameters)
    for name, before, after in zip(names, expected.arguments, received.arguments, strict=False):
        if isinstance(before, list) and (before[0] != after[0] or _value_difference(before[1:], after[1:], exercise)):
            return Difference("model", "the model as it was", "a model that was changed")
        found = isinstance(before, np.ndarray) and _array_difference(before, after, exercise)
        if found:
            words = f"{name} afterwards: {found.expected}", f"{name} afterwards: {found.received}"
            return Difference("change" if exercise.changes_argument else "argument", *words)
    if expected.calls != received.calls:
        return Difference("calls", _list_calls(expected.calls), _list_calls(received.calls))
    if not exercise.differentiable or (expected.gradient is None and received.gradient is None):
        return None
    if expected.gradient is None or received.gradient is None:
        words = [describe(one.gradient) for one in (expected, received)]
        return Difference("no gradient", *(f"a gradient of the result: {text}" for text in words))
    if exercise.differentiable == "somehow":
        return None
    found = _array_difference(expected.gradient, received.gradient, exercise)
    words = found and [f"the gradient of the result: {text}" for text in (found.expected, found.received)]
    return found and Difference("gradient", *words)


def _value_difference(expected, received, exercise):
    """The same as `difference`, for two values: their structure first, then shape, type and numbers."""
    words = [_seen_words(value) if exercise.seen else describe(value) for value in (expected, received)]
    structure = Difference("structure", *words)
    if isinstance(expected, dict):
        if not isinstance(received, dict) or expected.keys() != received.keys():
            return structure
        return next(filter(None, (_value_difference(expected[key], received[key], exercise) for key in expected)), None)
    if isinstance(expected, tuple | list):
        sequence = isinstance(received, tuple | list) or (isinstance(received, np.ndarray) and received.ndim)
        if not sequence or len(received) != len(expected):
            return structure
        pairs = zip(expected, received, strict=True)
        found = next(filter(None, (_value_difference(one, other, exercise) for one, other in pairs)), None)
        return found and structure._replace(what=found.what)
    if isinstance(expected, NUMERIC) and isinstance(received, NUMERIC):
        return _array_difference(expected, received, exercise, levels=1)
    same = expected is received or (isinstance(expected, str) and expected == received)
    return None if same else structure


def _seen_words(value):
    """What stands for a value that cannot be compared itself, in words."""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {describe(part)}" for name, part in value.items())
    return value if isinstance(value, str) else describe(value)


def _array_difference(expected, received, exercise, levels=0):
    """The first difference of two arrays. Of 8-bit pictures so many levels do not count: rounded, or cut off."""
    one, other = np.asarray(expected), np.asarray(received)
    same_type = one.dtype == other.dtype if exercise.exact_dtype else _kind(one) == _kind(other)
    words = describe(expected), describe(received)
    if one.shape != other.shape:
        return Difference("shape", *words)
    if not same_type or one.dtype.kind not in "biuf":
        return Difference("type", *words)
    if one.dtype == np.uint8:
        close = np.abs(one.astype(int) - other) <= levels
    else:
        close = np.isclose(one, other, rtol=exercise.tolerance, atol=exercise.tolerance, equal_nan=True)
    if close.all():
        return None
    if not one.ndim:
        return Difference("value", *words)
    if np.isfinite(one).all() and not np.isfinite(other).all():
        return Difference("finite", *words)
    where = tuple(int(index) for index in np.argwhere(~close)[0])
    return Difference(
        "value", *(f"{describe(array)}; at {list(where)}: {number(array[where])}" for array in (one, other))
    )


def _kind(array):
    return "i" if array.dtype.kind in "iu" else array.dtype.kind


def _differentiate(function, arguments):
    """The value of a function of tensors, and the gradient of a weighted sum of it by the first argument."""
    import tensorflow as tf

    images = arguments[0]
    with tf.GradientTape() as tape:
        tape.watch(images)
        value = function(images, *arguments[1:])
        if not isinstance(value, tf.Tensor | tf.Variable | np.ndarray):
            return plain(value), None
        # Weights, because a plain sum cannot tell a gradient of each image from one that mixes them.
        weights = np.cos(np.arange(np.size(value), dtype="float32")).reshape(np.shape(value))
        total = tf.reduce_sum(tf.cast(value, "float32") * weights)
    gradient = tape.gradient(total, images)
    return plain(value), None if gradient is None else tf.convert_to_tensor(gradient).numpy()


@contextlib.contextmanager
def _watching(names):
    """Note in a set which of the functions with these dotted names are called; they do what they always do."""
    calls = set()
    with contextlib.ExitStack() as stack:
        for name in names:
            owner, _, attribute = name.rpartition(".")
            owner = pkgutil.resolve_name(owner)
            noting = _noting(getattr(owner, attribute), name, calls)
            stack.enter_context(unittest.mock.patch.object(owner, attribute, noting))
        yield calls


def _noting(function, name, calls):
    @functools.wraps(function)
    def noting(*args, **kwargs):
        calls.add(name)
        return function(*args, **kwargs)

    return noting


def _error_name(error):
    """An error's type and the beginning of its message without numbers: what the same mistake has in common."""
    if error is None:
        return "no error"
    words = re.sub(r"\d+", "#", message(error)).split()[:4]
    return " ".join([f"{type(error).__name__}:", *words])


def message(error):
    """An error's own text, or none where it has not even that."""
    try:
        return str(error)
    except Exception:
        return ""


def _list_calls(calls):
    return "no call of a watched function" if not calls else "a call of " + ", ".join(sorted(calls))
