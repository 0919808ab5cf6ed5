"""Recognition: exercise, behaviour of an answer on each probe -> the misconception that explains it, or None.

Alone, or with one more mistake that moves its values: a factor, a sign, an offset.
"""

import dataclasses
import functools
import time
from collections.abc import Callable, Sequence

import numpy as np

from amhelpers.checks import behaviour, differences, relations
from amhelpers.checks.behaviour import Behaviour
from amhelpers.checks.exercise import Exercise, Misconception
from amhelpers.checks.fingerprints import may_be_moved, may_fit

__all__ = ["known", "recognised", "recognised_moved"]

SECONDS = 0.3  # of processor time that may be spent on two mistakes at once
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


def recognised(exercise: Exercise, seen: Sequence[Behaviour]) -> Misconception | None:
    """The misconception that behaves as the answer did on every probe.

    An answer that ended in an error is the same only as a wrong answer that does so too, and one that did not only as
    one that does not: the others need not be run.

    Args:
        exercise: the exercise.
        seen: the answer's behaviour, on one probe after the other, perhaps not on the last ones.

    Returns:
        The misconception, or None where none fits.
    """
    raised = any(received.error for received in seen)
    for misconception in exercise.misconceptions:
        if misconception.raises != raised or not may_fit(exercise, misconception, seen[0]):
            continue
        if all(_is_same(exercise, misconception, index, received) for index, received in enumerate(seen)):
            return misconception
    return None


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
        pairs = [relations.Pair(*both, ()) for both in zip(_values(wrong), _values(seen), strict=True)]
        moved = relations.moved(pairs)
        if moved:
            found.setdefault(misconception.hint, (misconception, moved))
    return next(iter(found.values())) if len(found) == 1 else None


def _values(seen):
    return [one.value for one in seen]


def _is_same(exercise, misconception, index, received):
    """Does a wrong answer behave on a probe as the answer did?"""
    wrong = known(exercise, misconception.wrong, index)
    if wrong.error and received.error:
        return differences.same_mistake(wrong, received)
    return not differences.difference(wrong, received, exercise)
