"""Arguments of an ascent: what the caller gave -> the same, or an error that says what was expected and received."""

import math
from collections.abc import Callable
from numbers import Integral, Real
from typing import Any

import keras
import numpy as np

from amhelpers.describe import describe, name_of

__all__ = ["checked", "step_sizes"]

TAKEN = ("objective", "total")  # names of terms that no regularizer may have


def checked(
    steps: Any,
    step_size: Any,
    regularizers: Any,
    transforms: Any,
    optimizer: Any,
    seed: Any,
    record_every: Any,
) -> tuple[np.ndarray, tuple[tuple[float, Callable], ...], list[str]]:
    """Refuse what an ascent cannot take; all arguments are those of `ascend`.

    Returns:
        The size of every step (steps,), the regularizers as pairs (weight, function), and a name for every term.

    Raises:
        ValueError: one of them is not what it must be.
    """
    sizes, pairs = step_sizes(step_size, steps), _pairs(regularizers)
    _check_transforms(transforms)
    if optimizer is not None and not isinstance(optimizer, keras.optimizers.Optimizer):
        raise ValueError(
            f"optimizer is a Keras optimizer, such as keras.optimizers.Adam(0.05). Received {_words(optimizer)}."
        )
    for name, value in (("seed", seed), ("record_every", record_every)):
        if not _is_whole(value) or value < 0:
            raise ValueError(f"{name} is a whole number, 0 or more. Received {describe(value)}.")
    return sizes, pairs, ["objective", *_names([function for _, function in pairs])]


def step_sizes(step_size: Any, steps: Any) -> np.ndarray:
    """The size of every step, (steps,), falling geometrically where step_size is (first, last)."""
    if not _is_whole(steps) or steps < 1:
        raise ValueError(f"steps is a whole number, at least 1. Received {describe(steps)}.")
    ends: Any = step_size if isinstance(step_size, tuple | list) else [step_size]
    ends = np.asarray([end if _is_finite(end) and not isinstance(end, bool) else 0 for end in ends], float)
    if ends.shape not in ((1,), (2,)) or not (ends > 0).all():
        raise ValueError(f"step_size is a positive number, or two, (first, last). Received {describe(step_size)}.")
    return np.geomspace(ends[0], ends[-1], steps)


def _pairs(pairs):
    """A tuple of pairs (weight, function)."""
    pairs = tuple(pairs) if isinstance(pairs, tuple | list) else (pairs,)
    for pair in pairs:
        fits = isinstance(pair, tuple | list) and len(pair) == 2 and _is_finite(pair[0]) and callable(pair[1])
        if not fits:
            raise ValueError(
                "regularizers is a list of pairs (weight, function images -> penalties), such as "
                f"[(0.1, am.regularizers.total_variation)]. Received {_words(pair)} in it."
            )
    return tuple((float(weight), function) for weight, function in pairs)


def _check_transforms(functions):
    """Refuse what is no list of functions images -> images."""
    if not isinstance(functions, tuple | list):
        raise ValueError(
            f"transforms is a list of functions images -> images, such as [am.transforms.jitter(2)]. Received "
            f"{_words(functions)}."
        )
    for function in functions:
        if isinstance(function, type):
            raise ValueError(f"{function.__name__} is a class: give one that is made, such as am.transforms.jitter(2).")
        if not callable(function):
            raise ValueError(f"A transform is a function images -> images. Received {_words(function)}.")


def _names(functions):
    """A name for the term of each regularizer, numbered where two have the same."""
    found = [name_of(function) for function in functions]
    found = [f"{name} (regularizer)" if name in TAKEN else name for name in found]
    return [
        f"{name} {found[:index].count(name) + 1}" if found.count(name) > 1 else name for index, name in enumerate(found)
    ]


def _is_whole(value):
    return isinstance(value, Integral) and not isinstance(value, bool)


def _is_finite(value):
    return isinstance(value, Real) and math.isfinite(value)


def _words(value):
    """A value in words; a function by its name."""
    return f"the function {name_of(value)}" if callable(value) and not isinstance(value, type) else describe(value)
