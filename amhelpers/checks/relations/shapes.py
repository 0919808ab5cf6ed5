"""Shapes: right arrays, arrays received of other shapes -> what is the matter with the shape, or None.

Each function takes the pairs whose shapes differ, and a tolerance.
"""

import itertools

import numpy as np

from amhelpers.checks.relations.pair import same

__all__ = ["SHAPES"]


def _one_number(wrong, tolerance):
    if all(one.received.ndim == 0 and one.expected.size > 0 and one.expected.ndim for one in wrong):
        return "One number comes back. Asked for are as many as the shape says: not everything is to be taken together."
    return None


def _axes_of_one(wrong, tolerance):
    more = all(one.received.ndim > one.expected.ndim for one in wrong)
    less = all(one.received.ndim < one.expected.ndim for one in wrong)
    if (more or less) and all(_squeezed(one.expected.shape) == _squeezed(one.received.shape) for one in wrong):
        if more:
            return (
                "There is an axis of length 1 too many: an index in place of a slice, or keepdims=False, leaves it out."
            )
        return "An axis of length 1 is missing: np.newaxis, keepdims=True, or a slice in place of an index keeps it."
    return None


def _squeezed(shape):
    return tuple(length for length in shape if length != 1)


def _first_alone(wrong, tolerance):
    wrong = [one for one in wrong if one.expected.ndim]
    for index, name in ((0, "first"), (-1, "last")):
        if wrong and all(len(one.expected) and _fits(one.received, one.expected[index], tolerance) for one in wrong):
            return f"Only the {name} entry along the first axis comes back. All of them are asked for."
    return None


def _fits(received, entry, tolerance):
    return same(np.asarray(entry), received, tolerance) or same(np.asarray(entry)[np.newaxis], received, tolerance)


def _axes_exchanged(wrong, tolerance):
    if not all(sorted(one.expected.shape) == sorted(one.received.shape) for one in wrong):
        return None
    if all(
        any(
            same(np.transpose(one.expected, axes), one.received, tolerance)
            for axes in itertools.permutations(range(one.expected.ndim))
        )
        for one in wrong
    ):
        return "The values are right, but their axes stand in another order."
    return "The axes have the right lengths, in another order."


def _same_numbers(wrong, tolerance):
    same_size = all(one.expected.size == one.received.size > 1 for one in wrong)
    if same_size and all(same(one.expected.ravel(), one.received.ravel(), tolerance) for one in wrong):
        return "The numbers are right, in their order too, but in another shape: np.reshape gives it."
    return None


def _lengths(wrong, tolerance):
    """One axis alone has another length."""
    found = set()
    for one in wrong:
        if one.expected.ndim != one.received.ndim:
            return None
        axes = [axis for axis in range(one.expected.ndim) if one.expected.shape[axis] != one.received.shape[axis]]
        if len(axes) != 1:
            return None
        found.add((axes[0], one.received.shape[axes[0]] - one.expected.shape[axes[0]]))
    if len(found) == 1:
        axis, step = found.pop()
        count = f"{abs(step)} {'entry' if abs(step) == 1 else 'entries'} too {'many' if step > 0 else 'few'}"
        return f"Along axis {axis} (axes count from 0) there {'is' if abs(step) == 1 else 'are'} {count}."
    return None


def _axes_lost(wrong, tolerance):
    """An axis too many or too few: which one of the right shape is not there."""
    lost = {_missing(one.expected.shape, one.received.shape) for one in wrong}
    if len(lost) == 1 and None not in lost:
        return f"Axis {lost.pop()} of the right shape (axes count from 0) is missing: added up, or taken by an index."
    extra = {_missing(one.received.shape, one.expected.shape) for one in wrong}
    if len(extra) == 1 and None not in extra:
        return f"Axis {extra.pop()} of the result (axes count from 0) is one too many."
    return None


def _missing(long, short):
    """The one axis without which the longer shape is the shorter one."""
    found = [axis for axis in range(len(long)) if long[:axis] + long[axis + 1 :] == short]
    return found[0] if len(found) == 1 else None


def _shape_of_an_argument(wrong, tolerance):
    """The result has the shape of what was given."""
    for index in range(min(len(one.arguments) for one in wrong)):
        given = [np.shape(one.arguments[index]) for one in wrong if isinstance(one.arguments[index], np.ndarray)]
        if len(given) == len(wrong) and all(
            one.received.shape == shape and one.received.ndim > 0 for one, shape in zip(wrong, given, strict=True)
        ):
            return f"The result has the shape of the {('first', 'second', 'third')[min(index, 2)]} argument."
    return None


SHAPES = (
    _one_number,
    _axes_of_one,
    _first_alone,
    _same_numbers,
    _axes_exchanged,
    _shape_of_an_argument,
    _axes_lost,
    _lengths,
)
