"""Descriptions: any value -> one line that says what it is, for messages to students."""

import textwrap

import numpy as np

__all__ = ["describe", "number", "plain"]

SHORT = 24  # so many integers are written out


def plain(value):
    """The value with every tensor and variable in it as a NumPy array, and every array copied."""
    if isinstance(value, tuple | list):
        return type(value)(plain(part) for part in value) if type(value) in (tuple, list) else value
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if callable(getattr(value, "numpy", None)):
        return np.array(value.numpy())
    return value.copy() if isinstance(value, np.ndarray) else value


def number(value):
    """A number as a reader writes it: an integer in full, a float with four digits."""
    if isinstance(value, bool | np.bool_ | int | np.integer):
        return str(value)
    value = float(value)
    return f"{value:.1f}" if value.is_integer() and abs(value) < 1e6 else f"{value:.4g}"


def describe(value):
    """What a value is, in one line.

    >>> describe(np.zeros((2, 28, 28), "uint8"))
    'uint8 (2, 28, 28), all 0'
    >>> describe((np.int64(4), 9))
    '(4, 9)'
    """
    value = plain(value)
    if isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind in "iu" and 0 < value.size <= SHORT:
        return f"{value.dtype} {value.shape}: {' '.join(map(str, value.tolist()))}"
    if isinstance(value, np.ndarray) and value.ndim:
        return f"{value.dtype} {value.shape}{_range(value)}"
    if isinstance(value, bool | int | float | np.generic | np.ndarray):
        return (
            number(value[()] if isinstance(value, np.ndarray) else value)
            if np.asarray(value).dtype.kind in "biuf"
            else repr(value)
        )
    if isinstance(value, tuple | list) and len(value) <= 4:
        parts = ", ".join(describe(part) for part in value)
        return f"({parts})" if isinstance(value, tuple) else f"[{parts}]"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}, the first: {describe(value[0])}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {describe(part)}" for key, part in value.items()) + "}"
    if value is None or isinstance(value, str | set | frozenset | complex):
        return textwrap.shorten(repr(value), 80, placeholder=" …")
    return f"an object of type {type(value).__name__}"


def _range(array):
    if not array.size:
        return ", empty"
    if array.dtype.kind not in "biuf":
        return ""
    finite = array[np.isfinite(array)]
    if not finite.size:
        return ", no finite value"
    low, high = number(finite.min()), number(finite.max())
    holes = "" if finite.size == array.size else f", {array.size - finite.size} of {array.size} values not finite"
    return (f", all {low}" if low == high else f", {low} … {high}") + holes
