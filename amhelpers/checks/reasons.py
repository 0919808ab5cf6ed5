"""Reasons: a difference that no misconception explains -> what is said of it."""

import numpy as np

from amhelpers.checks.differences import Difference

__all__ = ["DIFFERENCES", "of_difference"]

NO_GRADIENT = (
    "The value is right, but the way to it leaves TensorFlow (NumPy, .numpy(), float()), or is cut off: it can neither "
    "be differentiated nor compiled. Use tf functions."
)
# What is said of a difference that no misconception explains.
DIFFERENCES = {
    "structure": "What comes back is another kind of thing than what was asked for.",
    "shape": "The shape is another. Compare it with the expected one, axis by axis.",
    "type": "The numbers are of type {1}. Asked for is {0}.",
    "finite": (
        "Some values are not finite (NaN, infinity): division by 0, or the root, power or logarithm of a negative one."
    ),
    "value": "The form is right, the values are not.",
    "part": "What is wrong here is {key}.",
    "argument": "The result is right, but the function changes what it was given. Compute a new array instead.",
    "model": "The result is right, but the model that was given is changed. Build a new one, and leave it as it is.",
    "no gradient": NO_GRADIENT,
    "change": "What it returns is right. It is to change its argument too, and did that otherwise, or not at all.",
    "calls": "The result is right, but not the way there.",
    "gradient": "The value is right, its gradient is not: a step on the way cannot be differentiated, or is left out.",
    "error": "It should have stopped with an error, and did not.",
}
# What is said of some values that are never right.
KINDS = {
    "NoneType": "It returned None here. Is there a `return` on every way through the function?",
    "generator": (
        "A generator comes back, which has computed nothing yet: `yield` makes one, and a `for` between round brackets "
        "does. Use `return`, and square brackets."
    ),
    "coroutine": "`async` makes a coroutine, which has computed nothing yet. Leave it out.",
}


def of_difference(found: Difference, value: object, right: object = None) -> str:
    """The reason for a difference, where this value was returned.

    Args:
        found: the first difference.
        value: what the answer returned.
        right: what the reference did.

    Returns:
        A sentence or two for the student.
    """
    if type(value).__name__ in KINDS:
        return KINDS[type(value).__name__]
    kinds = _kind(value), _kind(right)
    if found.what == "structure" and right is not None and kinds[0] != kinds[1]:
        return f"What comes back is {kinds[0]}. Asked for is {kinds[1]}."
    return DIFFERENCES[found.what].format(_kind_of(found.expected), _kind_of(found.received), key=found.key)


def _kind(value):
    """What kind of thing a value is, in two words or three."""
    if isinstance(value, str):
        return f"text, {value[:40]!r}" if len(value) <= 40 else "text"
    if isinstance(value, bool | int | float | np.number | np.bool_) or (
        isinstance(value, np.ndarray) and not value.ndim
    ):
        return "a single number"
    if isinstance(value, tuple | list | dict | set):
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, np.ndarray):
        return "an array"
    if hasattr(value, "get_weights"):
        return "a keras.Model" if hasattr(value, "layers") else "a layer"
    return "a function" if callable(value) else f"an object of type {type(value).__name__}"


def _kind_of(words):
    """The first word of a description of numbers: their type."""
    return words.split(" ")[0].strip("(,")
