"""Values: right numbers, numbers received of the same shapes -> how the ones come of the others, or None.

Each function takes the pairs that differ, in float64 and finite, and a tolerance.
"""

import itertools
from collections.abc import Callable

import numpy as np

from amhelpers.checks.relations.pair import Pair, same
from amhelpers.describe import number

__all__ = ["MOVES", "VALUES"]

EXACTLY = 1e-5  # up to which an entry is right without doubt
CLEARLY = 10  # times the tolerance, from which on it is wrong without doubt
ENOUGH = 3  # numbers that must agree before a relation of them is more than chance
ORDINAL = {0: "first", 1: "second", 2: "third", 3: "fourth"}


def _constant(wrong, tolerance):
    if not all(one.received.size > 1 and np.ptp(one.received) == 0 and np.ptp(one.expected) > 0 for one in wrong):
        return None
    values = {float(one.received.flat[0]) for one in wrong}
    if len(values) == 1:
        return f"All values are {number(values.pop())} in all that was tried."
    return "All values of a result are the same number here."


def _argument(wrong, tolerance):
    for index in range(min(len(one.arguments) for one in wrong)):
        given = [one.arguments[index] for one in wrong]
        if all(isinstance(one, np.ndarray) and one.size > 1 for one in given) and all(
            same(array, one.received, tolerance) for array, one in zip(given, wrong, strict=True)
        ):
            return f"What comes back are the numbers of the {ORDINAL.get(index, 'given')} argument as they were."
    return None


def _factor(wrong, tolerance):
    found = [_ratio(one) for one in wrong]
    if any(ratio is None for ratio in found) or not _enough(wrong):
        return None
    if np.allclose(found, found[0], rtol=1e-3):
        if abs(found[0] + 1) < 1e-3:
            return "Every value has the opposite sign: what is to be positive is negative, and the other way round."
        if abs(found[0] - 1) < 2e-3:  # less than rounding to half floats may do: no factor that anyone wrote
            return None
        size, end = abs(found[0]), ", and has the opposite sign." if found[0] < 0 else "."
        if size < 1:
            return f"Every value is {number(_rounded(1 / size))} times too small{end}"
        return f"Every value is {number(_rounded(size))} times too large{end}"
    for name, count in COUNTS.items():
        counts = [count(one) for one in wrong]
        if any(one is None for one in counts) or len(set(counts)) < 2:
            continue
        for power, words in ((1, name), (0.5, f"the root of {name}")):
            if np.allclose(found, np.power(counts, power), rtol=1e-3):
                return (
                    f"Every value is too large by a factor that is {words}: multiplied once too often, or not divided."
                )
            if np.allclose(found, 1 / np.power(counts, power), rtol=1e-3):
                return f"Every value is too small by a factor that is {words}: divided once too often."
    return None


def _factor_within(wrong, tolerance):
    if not _enough(wrong) or not all(one.received.size > ENOUGH and _ratio(one) is not None for one in wrong):
        return None
    return "Within one result every value is off by the same factor: what you divide or multiply by is another."


def _ratio(one):
    """received / expected, where it is the same number all over and not 0."""
    expected, received = one.expected.ravel(), one.received.ravel()
    large = np.abs(expected).argmax()
    if abs(expected[large]) < 1e-9 or abs(received[large]) < 1e-12:
        return None
    ratio = received[large] / expected[large]
    small = 1e-4 * np.abs(received).max()  # in proportion: values that are all tiny have no factor by that alone
    return ratio if np.allclose(received, ratio * expected, rtol=1e-3, atol=small) else None


def _rounded(value):
    return round(value) if abs(value - round(value)) < 2e-3 * abs(value) and abs(value) >= 2 else value


def _images(one):
    """The first array among the arguments."""
    return next((array for array in one.arguments if isinstance(array, np.ndarray) and array.ndim > 1), None)


def _count(*axes):
    def count(one):
        images = _images(one)
        if images is None or max(axes) >= images.ndim:
            return None
        return int(np.prod([images.shape[axis] for axis in axes]))

    return count


COUNTS: dict[str, Callable] = {
    "the number of images": _count(0),
    "height · width": _count(1, 2),
    "the number of values of one image": _count(1, 2, 3),
    "the number of all values": lambda one: None if _images(one) is None else _images(one).size,
}


def _factor_of_each(wrong, tolerance):
    if not all(one.expected.ndim > 1 and len(one.expected) > 1 for one in wrong):
        return None
    rows = [Pair(*both, ()) for one in wrong for both in zip(one.expected, one.received, strict=True)]
    rows = [row for row in rows if np.abs(row.expected).max() > 1e-9 and row.expected.size > ENOUGH]
    if not rows or any(_ratio(row) is None for row in rows):
        return None
    return (
        "Along the first axis each entry is off by a factor of its own, and right in itself: what it is divided or "
        "multiplied by is another."
    )


def _offset(wrong, tolerance):
    steps = _steps(wrong, tolerance)
    if not steps or not np.allclose(steps, steps[0], rtol=1e-3, atol=tolerance):
        return None
    size = number(_near(abs(steps[0])))
    return f"Every value is too {'large' if steps[0] > 0 else 'small'} by {size}." if float(size) else None


def _offset_within(wrong, tolerance):
    steps = _steps(wrong, tolerance)
    if not steps or not all(one.received.size > ENOUGH for one in wrong):
        return None
    if np.allclose(steps, steps[0], rtol=1e-3, atol=tolerance):
        return None
    return "Within one result every value is off by the same amount: what you add or subtract is another."


def _steps(wrong, tolerance):
    """received - expected of each result, where it is the same number all over in each; else nothing."""
    steps = [one.received - one.expected for one in wrong]
    if not _enough(wrong) or any(np.ptp(step) > 10 * tolerance * max(1, np.abs(step).max()) for step in steps):
        return []
    return [float(step.flat[0]) for step in steps]


def _near(value):
    return round(value, 4) if value > 1e-3 else value


def _negative(wrong, tolerance):
    if _enough(wrong) and all(same(one.received, 1 - one.expected, tolerance) for one in wrong):
        return "What comes back is 1 minus what is asked for."
    if _enough(wrong) and all(np.abs(one.received - 255 + one.expected).max() <= 1 for one in wrong):
        return "What comes back is 255 minus what is asked for: black and white are exchanged."
    return None


FUNCTIONS: dict[str, Callable] = {
    "the square": np.square,
    "the square root": lambda values: np.sqrt(np.maximum(values, 0)),
    "the absolute value": np.abs,
    "the reciprocal": lambda values: 1 / np.where(values == 0, np.nan, values),
    "the exponential": lambda values: np.exp(np.minimum(values, 50)),
    "the logarithm": lambda values: np.log(np.where(values > 0, values, np.nan)),
}


def _function(wrong, tolerance):
    if not _enough(wrong):
        return None
    for name, function in FUNCTIONS.items():
        if all(same(one.received, function(one.expected), tolerance) for one in wrong):
            return f"What comes back is {name} of what is asked for."
        if all(same(function(one.received), one.expected, tolerance) for one in wrong) and name != "the absolute value":
            return f"What is asked for is {name} of what comes back."
    return None


def _cut(wrong, tolerance):
    for name, function in (("below", np.maximum), ("above", np.minimum)):
        bounds = [one.received.min() if name == "below" else one.received.max() for one in wrong]
        cut = [function(one.expected, bound) for one, bound in zip(wrong, bounds, strict=True)]
        right = [np.isclose(one.expected, one.received, rtol=tolerance, atol=tolerance).sum() for one in wrong]
        if min(right) > 1 and all(
            same(one.received, values, tolerance) for one, values in zip(wrong, cut, strict=True)
        ):
            end = f"nothing that comes back is {name} {number(bounds[0])}."  # whatever limit stands in the code
            return f"The values are right, but cut off: {end}" if len(set(bounds)) == 1 else None
    both = [np.clip(one.expected, one.received.min(), one.received.max()) for one in wrong]
    bounds = {(float(one.received.min()), float(one.received.max())) for one in wrong}
    inside = [((values > values.min()) & (values < values.max())).sum() for values in both]
    if len(bounds) > 1 or min(inside) < 2:
        return None
    if all(same(one.received, values, tolerance) for one, values in zip(wrong, both, strict=True)):
        low, high = bounds.pop()
        return f"The values are right, but cut off: all that comes back is from {number(low)} to {number(high)}."
    return None


def _not_cut(wrong, tolerance):
    """Right wherever the right values are not at their limits, and wrong where they are."""
    low = min(float(one.expected.min()) for one in wrong)
    high = max(float(one.expected.max()) for one in wrong)
    inside = [(one.expected > low) & (one.expected < high) for one in wrong]
    if min(places.sum() for places in inside) < ENOUGH or sum((~places).sum() for places in inside) <= ENOUGH:
        return None
    step = 1 if low == 0 and high == 255 else tolerance  # of 8-bit levels one is left to rounding
    close = [np.abs(one.received - one.expected) <= step for one in wrong]
    if all(one[places].all() and not one[~places].all() for one, places in zip(close, inside, strict=True)):
        return (
            f"The values are right, but not those that are to be cut off, at {number(low)} or at {number(high)}: clip."
        )
    return None


def _whole(wrong, tolerance):
    fractions = all((np.abs(one.expected - np.rint(one.expected)) > 0.01).any() for one in wrong)
    if not fractions or not _enough(wrong) or not all(np.ptp(one.received) > 0 for one in wrong):
        return None
    whole = all((np.rint(one.received) == one.received).all() for one in wrong)
    if whole and all((np.abs(one.received - one.expected) <= 1).all() for one in wrong):
        return "The values are cut or rounded to whole numbers: //, int() or a type of whole numbers does that."
    return None


def _moved(wrong, tolerance):
    """The same numbers at other places: reversed, exchanged axes, shifted, or in any other order."""
    dimensions = {one.expected.ndim for one in wrong}
    if len(dimensions) != 1 or not all(one.expected.size > ENOUGH and np.ptp(one.expected) > 0 for one in wrong):
        return None
    for axis in range(dimensions.pop()):
        if all(same(one.received, np.flip(one.expected, axis), tolerance) for one in wrong):
            return f"The values are right, but in reversed order along axis {axis} (axes count from 0)."
        for step, words in ((1, "forward"), (-1, "back")):
            if all(same(one.received, np.roll(one.expected, step, axis), tolerance) for one in wrong):
                return f"The values are right, but moved {words} by one along axis {axis} (axes count from 0)."
    for axes in itertools.permutations(range(wrong[0].expected.ndim)):
        turned = [np.transpose(one.expected, axes) for one in wrong]
        if all(same(one.received, values, tolerance) for one, values in zip(wrong, turned, strict=True)):
            return "The values are right, but their axes are exchanged: rows stand where columns should, or the like."
    if all(same(np.sort(one.received, None), np.sort(one.expected, None), tolerance) for one in wrong):
        return "These are the right numbers at other places: their order is another."
    return None


def _all_alike(wrong, tolerance):
    wrong = [one for one in wrong if one.expected.ndim and len(one.expected) > 1]
    if not wrong or not all(
        same(one.received, np.broadcast_to(one.received[:1], one.received.shape), 0) for one in wrong
    ):
        return None
    if any(same(one.expected, np.broadcast_to(one.expected[:1], one.expected.shape), tolerance) for one in wrong):
        return None
    for index, name in ((0, "the first"), (-1, "the last")):
        if all(same(one.received[0], one.expected[index], tolerance) for one in wrong):
            return f"All entries along the first axis are the same, those of {name} one: each is to have its own."
    return "All entries along the first axis are the same. Each is to have its own."


def _parts(wrong, tolerance):
    """Right for some entries along an axis."""
    if len({one.expected.ndim for one in wrong}) != 1:
        return None
    for axis in range(wrong[0].expected.ndim):
        rights = [_right_along(one, axis, tolerance) for one in wrong]
        long = [right for right in rights if len(right) > 1]
        if not long or any(right.any() for right in rights if len(right) == 1):
            continue
        words = f"along axis {axis} (axes count from 0)"
        if all(right[0] and not right[1:].any() for right in long):
            return f"Only the first entry {words} is right."
        if all(right[-1] and not right[:-1].any() for right in long):
            return f"Only the last entry {words} is right."
        if len(long) > 1 and all(len(right) > 2 for right in rights):
            if all(right[:-1].all() and not right[-1] for right in long):
                return f"Everything is right but the last entry {words}."
            if all(right[1:].all() and not right[0] for right in long):
                return f"Everything is right but the first entry {words}."
            if all(right[1:-1].all() and not right[0] and not right[-1] for right in long):
                return f"Everything is right but the first and the last entry {words}."
    return None


def _right_along(one, axis, tolerance):
    """Which entries along an axis are right; none where one is neither right nor clearly wrong."""
    others = tuple(other for other in range(one.expected.ndim) if other != axis)
    step = np.abs(one.expected - one.received) / np.maximum(np.abs(one.expected), 1)
    step = step.max(axis=others) if step.size else np.zeros(one.expected.shape[axis])
    right = step <= min(tolerance, EXACTLY)
    return right if (right | (step > CLEARLY * tolerance)).all() else np.zeros_like(right)


def _enough(wrong):
    """Are there so many different right values that a relation is no chance?"""
    return len(np.unique(np.concatenate([one.expected.ravel() for one in wrong]))) >= ENOUGH


VALUES = (
    _constant,
    _argument,
    _factor,
    _factor_within,
    _offset,
    _offset_within,
    _negative,
    _function,
    _all_alike,
    _moved,
    _parts,
    _cut,
    _not_cut,
    _whole,
    _factor_of_each,
)
MOVES = (_factor, _offset, _negative)
