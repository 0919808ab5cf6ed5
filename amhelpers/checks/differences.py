"""Differences: two behaviours -> the first thing that tells them apart, in words."""

import inspect
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from amhelpers.checks.behaviour import message
from amhelpers.describe import describe, number

__all__ = ["NUMERIC", "Difference", "difference", "same_mistake", "value_difference"]

NUMERIC = bool | int | float | np.generic | np.ndarray


class Difference(NamedTuple):
    """What tells two behaviours apart, and both in words; of a dict, the key under which they differ."""

    what: str
    expected: str
    received: str
    key: str = ""

    @property
    def words(self) -> tuple[str, str]:
        """What was expected and what was received, as a box shows them.

        Returns:
            Two texts, with the key before them where there is one.
        """
        before = f"{self.key}: " if self.key else ""
        return f"{before}{self.expected}", f"{before}{self.received}"


def difference(expected: Any, received: Any, exercise: Any) -> Difference | None:
    """The first `Difference` between two behaviours, or None where nothing tells them apart.

    Args:
        expected: the `Behaviour` of the reference on a probe.
        received: that of the answer on the same probe.
        exercise: the `Exercise`, whose tolerance and settings count.

    Returns:
        The first one in this order: error, value, arguments afterwards, calls, gradient.
    """
    if expected.error or received.error:
        names = [_error_name(behaviour.error) for behaviour in (expected, received)]
        return None if names[0] == names[1] else Difference("error", *names)
    found = value_difference(expected.value, received.value, exercise)
    if found:
        return found
    names = list(inspect.signature(exercise.reference).parameters)
    for name, before, after in zip(names, expected.arguments, received.arguments, strict=False):
        if isinstance(before, list) and (before[0] != after[0] or value_difference(before[1:], after[1:], exercise)):
            return Difference("model", "the model as it was", "a model that was changed")
        found = _array_difference(before, after, exercise) if isinstance(before, np.ndarray) else None
        if found:
            words: Sequence[str] = f"{name} afterwards: {found.expected}", f"{name} afterwards: {found.received}"
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


def value_difference(expected: Any, received: Any, exercise: Any) -> Difference | None:
    """The same as `difference`, for two values: their structure first, then shape, type and numbers.

    Args:
        expected: what the reference returned.
        received: what the answer did.
        exercise: the `Exercise`, whose tolerance and settings count.

    Returns:
        The first difference, or None.
    """
    words = [_seen_words(value) if exercise.seen else describe(value) for value in (expected, received)]
    structure = Difference("structure", *words)
    if isinstance(expected, dict):
        if not isinstance(received, dict) or expected.keys() != received.keys():
            return structure
        return next(filter(None, (_of_key(key, expected[key], received[key], exercise) for key in expected)), None)
    if isinstance(expected, tuple | list):
        sequence = isinstance(received, tuple | list) or (isinstance(received, np.ndarray) and received.ndim)
        if not sequence or len(received) != len(expected):
            return structure
        pairs = zip(expected, received, strict=True)
        found = list(filter(None, (value_difference(one, other, exercise) for one, other in pairs)))
        found.sort(key=lambda one: one.what not in ("structure", "shape", "type"))  # the form of all before any value
        return structure._replace(what=found[0].what) if found else None
    if isinstance(expected, NUMERIC) and isinstance(received, NUMERIC):
        return _array_difference(expected, received, exercise, levels=1)
    same = expected is received or (isinstance(expected, str) and expected == received)
    return None if same else structure


def _of_key(key, expected, received, exercise):
    """The difference of what stands under a key."""
    if isinstance(expected, str) and isinstance(received, str):  # what a probe says of the value in words
        return None if expected == received else Difference("part", expected, received, str(key))
    found = value_difference(expected, received, exercise)
    return found and found._replace(key=str(key))


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
    if not one.ndim and not other.ndim and not same_type:
        words = f"{one.dtype} {words[0]}", f"{other.dtype} {words[1]}"
    if one.shape != other.shape:
        return Difference("shape", *words)
    if not same_type or one.dtype.kind not in "biuf":
        return Difference("type", *words)
    if one.dtype == np.uint8:
        # Where white is right nothing was rounded: it was cut off there.
        close = np.abs(one.astype(int) - other) <= np.where(one == 255, 0, levels)
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


def _error_name(error):
    """An error's type and the beginning of its message without numbers: what the same mistake has in common."""
    if error is None:
        return "no error"
    words = re.sub(r"\d+", "#", message(error)).split()[:4]
    return " ".join([f"{type(error).__name__}:", *words])


def same_mistake(one: Any, other: Any) -> bool:
    """Did two calls end in the same error, at the same operation: with the same words and numbers in its message?

    Args:
        one: a `Behaviour` on a probe.
        other: another one on the same probe.

    Returns:
        Whether both say so. Numbers that Keras counts its objects with, and addresses, may differ.
    """
    said = [
        (
            type(behaviour.error).__name__,
            re.sub(r"0x[0-9a-f]+|_\d+\b", "", message(behaviour.error)),
            behaviour.operation,
        )
        for behaviour in (one, other)
    ]
    return said[0] == said[1]


def _list_calls(calls):
    return "no call of a watched function" if not calls else "a call of " + ", ".join(sorted(calls))
