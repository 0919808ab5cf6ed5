"""Descriptions: any value -> one line that says what it is, for messages to students."""

from collections.abc import Sequence
from typing import Any

import numpy as np

__all__ = ["cut", "describe", "listed", "name_of", "number", "plain"]

SHORT = 24  # so many integers of an array are written out
MANY = 4  # so many parts of a tuple, list or dict are described
LONG = 1000  # a longer list is not looked through


def plain(value: Any) -> Any:
    """The value with every tensor and variable in it as a NumPy array, and every array copied.

    Args:
        value: anything; tuples, lists and dicts are looked through.

    Returns:
        A value of the same structure.
    """
    if type(value) in (tuple, list) and len(value) <= LONG:
        return type(value)(plain(part) for part in value)
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if callable(getattr(value, "numpy", None)):
        return np.array(value.numpy())
    return value.copy() if isinstance(value, np.ndarray) else value


def number(value: Any) -> str:
    """A number as a reader writes it: an integer in full, a float with four digits.

    Args:
        value: one number of Python or NumPy.

    Returns:
        Its digits.

    >>> number(1234567), number(0.123456)
    ('1234567', '0.1235')
    """
    if isinstance(value, bool | np.bool_ | int | np.integer):
        return str(value)
    value = float(value)
    return f"{value:.1f}" if value.is_integer() and abs(value) < 1e6 else f"{value:.4g}"


def describe(value: Any) -> str:
    """What a value is, in one line.

    >>> describe(np.zeros((2, 28, 28), "uint8"))
    'uint8 (2, 28, 28), all 0'
    >>> describe((np.int64(4), 9))
    '(4, 9)'

    Args:
        value: anything.

    Returns:
        One line of at most 300 characters; it raises nothing.
    """
    try:
        return cut(_describe(plain(value)))
    except Exception:  # whatever a stranger's object does when it is looked at
        return f"an object of type {type(value).__name__}"


def name_of(function: Any) -> str:
    """The name of a function, or of what kind an object is that can be called like one.

    Args:
        function: anything that can be called.

    Returns:
        Its name, or that of its type.

    >>> name_of(max)
    'max'
    """
    function = getattr(function, "func", function)  # of a functools.partial
    return getattr(function, "__name__", type(function).__name__)


def cut(text: str, length: int = 300) -> str:
    """The beginning of a text.

    Args:
        text: any text.
        length: the number of characters that are kept, 0 or more.

    Returns:
        The text itself where it is no longer, else its beginning and an ellipsis.

    >>> cut('abcdef', 3)
    'abc …'
    """
    return text if len(text) <= length else f"{text[:length]} …"


def listed(names: Sequence[str]) -> str:
    """Names in a row.

    Args:
        names: one or more.

    Returns:
        Them, with "and" before the last.

    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _describe(value):
    if isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind in "iu" and 0 < value.size <= SHORT:
        return f"{value.dtype} {value.shape}: {' '.join(map(str, value.tolist()))}"
    if isinstance(value, np.ndarray) and value.ndim:
        return f"{value.dtype} {value.shape}{_range(value)}"
    if isinstance(value, bool | int | float | np.number | np.bool_ | np.ndarray):
        return number(value[()]) if isinstance(value, np.ndarray) else number(value)
    if isinstance(value, tuple | list) and len(value) > MANY:
        return f"a {type(value).__name__} of {len(value)}, the first: {describe(value[0])}"
    if isinstance(value, tuple | list):
        parts = ", ".join(describe(part) for part in value)
        return f"[{parts}]" if isinstance(value, list) else f"({parts},)" if len(value) == 1 else f"({parts})"
    if isinstance(value, dict):
        more = ", …" if len(value) > MANY else ""
        return "{" + ", ".join(f"{key!r}: {describe(value[key])}" for key in list(value)[:MANY]) + more + "}"
    if hasattr(value, "get_weights") and hasattr(
        value, "name"
    ):  # a Keras model or layer, Keras not being imported here
        return f'the {"model" if hasattr(value, "fit") else "layer"} "{value.name}"'
    if value is None or isinstance(value, str | set | frozenset | complex):
        return repr(value)
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
