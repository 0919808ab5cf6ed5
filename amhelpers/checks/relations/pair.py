"""Pairs: what is right beside what was received, and whether both are the same."""

from typing import Any, NamedTuple

import numpy as np

__all__ = ["Pair", "same"]


class Pair(NamedTuple):
    """What is right on a probe, what was received, and the arguments that both were made of."""

    expected: Any
    received: Any
    arguments: tuple


def same(one: np.ndarray, other: np.ndarray, tolerance: float) -> bool:
    """Are two arrays of the same shape and, within a tolerance, of the same values?

    Args:
        one: an array of any shape.
        other: another one.
        tolerance: absolute, and in proportion to the values.

    Returns:
        Whether they are; NaN is the same as NaN.
    """
    if one.shape != other.shape:
        return False
    both = np.asarray(one, "float64"), np.asarray(other, "float64")
    return np.allclose(*both, rtol=tolerance, atol=tolerance, equal_nan=True)
