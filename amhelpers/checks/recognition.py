"""Recognition: exercise, behaviour of an answer on each probe -> the misconception that explains it, or None.

Alone, or with one more mistake that moves its values: a factor, a sign, an offset.
"""

import dataclasses
import functools
import itertools
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from amhelpers.checks import behaviour, differences, relations
from amhelpers.checks.behaviour import Behaviour
from amhelpers.checks.exercise import Exercise, Misconception, plainly
from amhelpers.checks.fingerprints import may_be_moved, may_fit

__all__ = ["known", "recognised", "recognised_besides", "recognised_moved"]

SECONDS = 0.3  # of processor time that may be spent on two mistakes at once
ENOUGH = 3  # different numbers that no other mistake gives by chance
EXERCISES = 2  # whose bank stays known: a student works at one, and goes back to the one before


def known(exercise: Exercise, function: Callable[..., object], index: int) -> Behaviour:
    """The behaviour of a function of the bank on one probe: it is the same each time, so it is observed once.

    Args:
        exercise: the exercise; of the last few it is remembered, so what is kept does not grow with the course.
        function: the reference, or a wrong answer.
        index: which probe.

    Returns:
        What the call did. Where properties judge what is returned, nobody compares it: it is not kept.
    """
    behaviours = _behaviours(exercise)
    key = function, index
    if key not in behaviours:
        # Not by the clock of the student's machine: what the bank does is known to end.
        found = behaviour.observe(function, exercise.probes[index], exercise, seconds=600)
        if found.error:
            found.error.with_traceback(None)
            found.error.__cause__ = found.error.__context__ = None
        if exercise.properties:
            found = dataclasses.replace(found, value=None)
        elif function is not exercise.reference:
            before = known(exercise, exercise.reference, index).arguments
            found = dataclasses.replace(found, arguments=_shared(found.arguments, before))
        behaviours[key] = found
    return behaviours[key]


@functools.lru_cache(EXERCISES)
def _behaviours(exercise):
    """A place for what is known of an exercise, empty at first."""
    return {}


def _shared(value, same):
    """A value whose arrays are those of another one wherever they are equal: a model's weights are kept once."""
    if type(value) in (tuple, list) and type(value) is type(same) and len(value) == len(same):
        return type(value)(_shared(*pair) for pair in zip(value, same, strict=True))
    if isinstance(value, np.ndarray) and isinstance(same, np.ndarray) and value.dtype == same.dtype:
        return same if np.array_equal(value, same) else value
    return value


def recognised(exercise: Exercise, seen: Sequence[Behaviour], numbers: Sequence[float] = ()) -> Iterator[Misconception]:
    """The misconceptions that behave as the answer did on every probe.

    An answer that ended in an error is the same only as a wrong answer that does so too, and one that did not only as
    one that does not: the others need not be run.

    Args:
        exercise: the exercise.
        seen: the answer's behaviour, on one probe after the other, perhaps not on the last ones.
        numbers: that stand in its code. One of them may be what another wrong answer has another number for.

    Yields:
        One after the other, as long as somebody asks for more.
    """
    raised = any(received.error for received in seen)
    candidates = [one for one in exercise.misconceptions if one.raises == raised]
    for misconception in candidates:
        if not may_fit(exercise, misconception, seen[0]):
            continue
        if all(_is_same(exercise, misconception.wrong, index, received) for index, received in enumerate(seen)):
            yield misconception
    for misconception, number in itertools.product([one for one in candidates if one.any_number], numbers):
        wrong = functools.partial(misconception.wrong, number=number)
        if all(_is_same(exercise, wrong, index, received) for index, received in enumerate(seen)):
            yield misconception


def recognised_besides(exercise: Exercise, seen: Sequence[Behaviour]) -> tuple[Misconception, str | None] | None:
    """A misconception that behaves as the answer did wherever nothing is 0: with or without a guard against that.

    Args:
        exercise: one without properties.
        seen: the answer's behaviour on every probe, without an error.

    Returns:
        The misconception, and what is to be said besides of the probes where something is 0; None where none fits,
        or several do that have different hints, or not all could be tried in time.
    """
    right = [known(exercise, exercise.reference, index) for index in range(len(seen))]
    special = [index for index in range(len(seen)) if _is_special(exercise.probes[index], right[index], seen[index])]
    plain = [index for index in range(len(seen)) if index not in special]
    if not special or len(plain) < 2 or any(one.error for one in seen):
        return None
    if not any(differences.difference(right[index], seen[index], exercise) for index in plain):
        return None
    if not _tell_much([right[index].value for index in plain], [seen[index].value for index in plain]):
        return None
    found: dict[str, Misconception] = {}
    end = time.process_time() + SECONDS
    for misconception in exercise.misconceptions:
        if misconception.raises or (plain[0] == 0 and not may_fit(exercise, misconception, seen[0])):
            continue
        if time.process_time() > end:
            return None
        if all(_is_same(exercise, misconception.wrong, index, seen[index]) for index in plain):
            found.setdefault(misconception.hint, misconception)
    if len(found) != 1:
        return None
    endless = [exercise.probes[i].name for i in special if _is_finite(right[i]) and not _is_finite(seen[i])]
    (misconception,) = found.values()
    is_said = not endless or "NaN" in misconception.hint
    besides = f"Besides, some values are not finite (NaN, infinity) with {' and '.join(endless)}."
    return misconception, None if is_said else besides


def _tell_much(right, received):
    """Are there so many different numbers among what was received that they are no chance, as truth values are?"""
    pairs = [(np.asarray(one), np.asarray(other)) for one, other in zip(right, received, strict=True)]
    if any(one.dtype.kind != "f" or other.dtype.kind not in "fu" for one, other in pairs):
        return False
    return len(np.unique(np.concatenate([np.ravel(other) for _, other in pairs]))) >= ENOUGH


def _is_special(probe, right, received):
    """Is something 0 here that a function may need a guard for, or is it looked at in a way of its own?"""
    arrays = [one for one in right.arguments if isinstance(one, np.ndarray) and one.ndim > 1 and one.dtype.kind == "f"]
    empty = any(not part.any() for array in arrays for part in array)
    return probe.call is not plainly or empty or (_is_finite(right) and not _is_finite(received))


def _is_finite(one):
    """Are all numbers of a value finite; not NaN either?"""
    parts = one.value if isinstance(one.value, tuple | list) else [one.value]
    arrays = [np.asarray(part) for part in parts if isinstance(part, differences.NUMERIC)]
    return all(np.isfinite(array).all() for array in arrays if array.dtype.kind == "f")


def recognised_moved(exercise: Exercise, seen: Sequence[Behaviour]) -> tuple[Misconception, str] | None:
    """Two mistakes at once: a misconception, and how its values were moved besides, in the same way on every probe.

    Args:
        exercise: one without properties.
        seen: the answer's behaviour on every probe; an answer that ended in an error is none of two mistakes.

    Returns:
        The misconception and a sentence on what the answer returned beside its values; None where none fits, or where
        several of different hints do, or not all could be tried in time.
    """
    if any(received.error for received in seen):
        return None
    found: dict[str, tuple[Misconception, str]] = {}
    end = time.process_time() + SECONDS
    for misconception in exercise.misconceptions:
        if misconception.raises or not may_be_moved(exercise, misconception, seen[0]):
            continue
        if time.process_time() > end:
            return None
        wrong = [known(exercise, misconception.wrong, index) for index in range(len(seen))]
        if any(map(_gives_back, wrong)):  # what was moved is not "as it was"
            continue
        pairs = [relations.Pair(*both, ()) for both in zip(_values(wrong), _values(seen), strict=True)]
        moved = relations.moved(pairs)
        if moved:
            found.setdefault(misconception.hint, (misconception, moved))
    return next(iter(found.values())) if len(found) == 1 else None


def _gives_back(one):
    """Is the value one of the arguments as it was, and more than one number?"""
    return any(
        isinstance(argument, np.ndarray) and argument.ndim and np.array_equal(argument, one.value)
        for argument in one.arguments
        if isinstance(one.value, np.ndarray) and one.value.size and (one.value != one.value.flat[0]).any()
    )


def _values(seen):
    return [one.value for one in seen]


def _is_same(exercise, function, index, received):
    """Does a wrong answer behave on a probe as the answer did?"""
    if isinstance(function, functools.partial):  # of a number that only this student has: not to be kept
        wrong = behaviour.observe(function, exercise.probes[index], exercise, seconds=600)
    else:
        wrong = known(exercise, function, index)
    if wrong.error and received.error:
        return differences.same_mistake(wrong, received)
    return not differences.difference(wrong, received, exercise)
