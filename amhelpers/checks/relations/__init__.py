"""Relations: right values, values received -> a sentence on how the ones come of the others, true on every probe.

These causes are computed, for every exercise alike: off by a factor, reversed, cut off, the first image
only, and so on. Each function of `values` and `shapes` is one of them.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from amhelpers.checks.differences import NUMERIC
from amhelpers.checks.relations.pair import Pair, same
from amhelpers.checks.relations.shapes import SHAPES
from amhelpers.checks.relations.values import MOVES, VALUES
from amhelpers.describe import number

__all__ = ["Pair", "constant", "moved", "relation"]


def relation(pairs: Sequence[Pair], tolerance: float) -> str | None:
    """How what was received comes of what is right, in the same way on every probe where they differ.

    Args:
        pairs: one for each probe on which the two were compared.
        tolerance: up to which two numbers are the same.

    Returns:
        A sentence, or None where no relation is found.
    """
    return _relation(pairs, tolerance, SHAPES, VALUES)


def moved(pairs: Sequence[Pair], tolerance: float = 1e-3) -> str | None:
    """The same for what leaves nearly everything as it is: a factor, a sign, an offset, which two mistakes may make.

    Args:
        pairs: one for each probe on which the two were compared.
        tolerance: up to which two numbers are the same.

    Returns:
        A sentence, or None where no such relation is found.
    """
    return _relation(pairs, tolerance, (), MOVES)


def _relation(pairs, tolerance, of_shapes, of_values):
    found = [leaf for pair in pairs for leaf in _leaves(pair)]
    leaves = [leaf for leaf in found if leaf is not None]
    if not leaves or len(leaves) < len(found):
        return None
    wrong = [one for one in leaves if not _are_same(one, tolerance) or one[0].dtype.kind != one[1].dtype.kind]
    if not wrong:
        return None
    if any(one.expected.shape != one.received.shape for one in wrong):
        wrong = [one for one in wrong if one.expected.shape != one.received.shape]
        return _first(of_shapes, wrong, tolerance)
    if all(_are_same(one, tolerance) for one in wrong):
        return None
    if all(one.expected.ndim == 0 and one.expected.dtype.kind in "iu" for one in wrong):
        return None  # such as the numbers of classes, which are names rather than quantities
    wrong = [one._replace(expected=_floats(one.expected), received=_floats(one.received)) for one in wrong]
    if not all(np.isfinite(one.expected).all() and np.isfinite(one.received).all() for one in wrong):
        return None
    return _first(of_values, wrong, tolerance)


def constant(pairs: Sequence[Pair]) -> str | None:
    """What is to be said of values that are the same whatever goes in: many mistakes end there.

    Args:
        pairs: one for each probe on which the two were compared.

    Returns:
        A sentence, or None where the values received are not all the same, or the right ones are too.
    """
    found = [leaf for pair in pairs for leaf in _leaves(pair)]
    leaves = [leaf for leaf in found if leaf is not None and leaf.expected.shape == leaf.received.shape]
    if not leaves or len(leaves) < len(found):
        return None
    right, received = (np.concatenate([np.ravel(leaf[index]) for leaf in leaves]) for index in (0, 1))
    if len(received) < 2 or (received != received[0]).any() or (right == right[0]).all():
        return None
    value = bool(received[0]) if all(leaf.received.dtype.kind == "b" for leaf in leaves) else received[0]
    return f"All values are {number(value)} in all that was tried."


def _first(relations, wrong, tolerance):
    return next(filter(None, (of(wrong, tolerance) for of in relations)), None)


def _leaves(pair) -> Iterator[Pair | None]:
    """The arrays of two values of the same structure; None where their structures differ."""
    expected, received, arguments = pair
    if isinstance(expected, dict):
        fits = isinstance(received, dict) and expected.keys() == received.keys()
        parts = [Pair(expected[key], received[key], arguments) for key in expected] if fits else None
    elif isinstance(expected, tuple | list):
        fits = isinstance(received, tuple | list) or (isinstance(received, np.ndarray) and received.ndim > 0)
        fits = fits and len(received) == len(expected)
        parts = [Pair(*both, arguments) for both in zip(expected, received, strict=True)] if fits else None
    elif isinstance(expected, NUMERIC) and isinstance(received, NUMERIC):
        one, other = np.asarray(expected), np.asarray(received)
        yield Pair(one, other, arguments) if {one.dtype.kind, other.dtype.kind} <= set("biuf") else None
        return
    else:
        parts = [] if expected is received or (isinstance(expected, str) and expected == received) else None
    if parts is None:
        yield None
    else:
        for part in parts:
            yield from _leaves(part)


def _are_same(pair, tolerance):
    return same(pair.expected, pair.received, tolerance)


def _floats(array):
    return np.asarray(array, "float64")
