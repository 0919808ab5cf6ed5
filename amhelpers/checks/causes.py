"""Causes: exercise, answer, what it did on the probes -> why that is not what was asked for, in a sentence or two.

Looked for in this order: a misconception that behaves the same (`recognition`), how the values come of the right ones
(`relations`), the same of two mistakes of which one is only the form of the result, what the code says (`evidence`).
"""

import contextlib
import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from amhelpers.checks import differences, errors, reasons, relations
from amhelpers.checks.behaviour import Behaviour
from amhelpers.checks.differences import NUMERIC
from amhelpers.checks.evidence import evidence
from amhelpers.checks.exercise import Exercise, Misconception
from amhelpers.checks.inputs import as_if
from amhelpers.checks.quoted import holding
from amhelpers.checks.recognition import known, recognised, recognised_besides, recognised_moved
from amhelpers.checks.repair import repair
from amhelpers.checks.source import codes, function_of
from amhelpers.describe import listed

__all__ = ["code_says", "of_difference", "of_error"]

BESIDES = ("argument", "model", "change", "calls", "gradient", "no gradient")  # where the values are right
CLOSE = 1e-3  # a cause that is computed must fit better than an answer must
FEW = 8  # numbers of a student's code that are tried in the place of those of a wrong answer
CHANGES = "It also changes what it was given. Compute a new array instead."


def of_error(
    exercise: Exercise, answer: Callable[..., object], seen: Sequence[Behaviour]
) -> tuple[str | None, Misconception | None]:
    """Why an answer ended in an error.

    Args:
        exercise: the exercise.
        answer: the student's function.
        seen: its behaviour, on one probe after the other, up to the first error at least.

    Returns:
        A hint of the bank, or what the error's message and the answer's code say, None where they say nothing; and the
        misconception of the bank that it is of, if it is one.
    """
    misconception = _recognised(exercise, answer, seen)
    if misconception:
        return misconception.hint, misconception
    error = next(one.error for one in seen if one.error)
    said = holding(errors.of_error(error) or "", answer, exercise.rights)
    return " ".join(filter(None, (said, code_says(exercise, answer)))) or None, None


def of_difference(
    exercise: Exercise, answer: Callable[..., object], seen: Sequence[Behaviour], place: str | None
) -> tuple[str, Misconception | None]:
    """Why what an answer does differs from what is right.

    Args:
        exercise: one without properties.
        answer: the student's function.
        seen: its behaviour, on one probe after the other.
        place: what `repair` found.

    Returns:
        A sentence or two, and the misconception of the bank that they are of, if it is one.
    """
    both = [(known(exercise, exercise.reference, index), one) for index, one in enumerate(seen)]
    misconception = _recognised(exercise, answer, seen)
    if misconception:
        return _hint(exercise, misconception, (both, seen, place)), misconception
    with contextlib.suppress(Exception):
        nearly = recognised_besides(exercise, seen)
        hint = nearly and holding(nearly[0].hint, answer, exercise.rights)
        if nearly and hint:
            return _joined(hint, nearly[1]), nearly[0]
    wrong = [differences.difference(*pair, exercise) for pair in both]
    values_differ = any(one and one.what not in BESIDES for one in wrong)
    with contextlib.suppress(Exception):  # a cause that cannot be computed costs no verdict
        found = _relation(exercise, both)
        more = _beyond_the_form(exercise, answer, both)
        moved = any(one and one.what == "value" for one in wrong)
        one_place = place and "\n" not in place  # with that changed it passes: there are no two mistakes
        two = recognised_moved(exercise, seen) if moved and not found and not more and not one_place else None
        hint = two and holding(two[0].hint, answer, exercise.rights)
        if two and hint:
            both_said = f"{hint} That is not all. Compared with what this mistake alone gives: {two[1]}"
            return _joined(both_said, code_says(exercise, answer)), None
        if values_differ and not found and not more and not any(one.error for _, one in both):
            strict = dataclasses.replace(exercise, tolerance=min(exercise.tolerance, CLOSE))
            found = as_if(strict, [right for right, _ in both], seen)
        if found or more:
            return _joined(found, *more, code_says(exercise, answer)), None
    found, (right, one) = next((found, pair) for found, pair in zip(wrong, both, strict=True) if found)
    general = reasons.of_difference(
        found, one.value, None if exercise.seen and isinstance(one.value, str) else right.value
    )
    if found.what == "value" and not all(wrong):
        names = [probe.name for probe, found in zip(exercise.probes, wrong, strict=False) if not found]
        general = f"{general} It is right with {listed(names)}."
    return _joined(general, code_says(exercise, answer)), None


def _recognised(exercise, answer, seen):
    """The first misconception that fits and says nothing of code which is not there, with the hint that is left."""
    for misconception in recognised(exercise, seen, _numbers(answer)):
        hint = holding(misconception.hint, answer, exercise.rights)
        if hint:
            return dataclasses.replace(misconception, hint=hint)
    return None


def _numbers(answer):
    """The numbers that stand in an answer's code, 0 and 1 left out."""
    function = function_of(answer)
    constants = [one for code in codes(function.__code__) for one in code.co_consts] if function else []
    numbers = [one for one in constants if isinstance(one, int | float) and not isinstance(one, bool)]
    return [one for one in dict.fromkeys(numbers) if one not in (0, 1)][:FEW]


def _joined(*sentences):
    """Sentences in a row, each once."""
    return " ".join(dict.fromkeys(filter(None, sentences)))


def _hint(exercise, misconception, observed):
    """The hint of a misconception.

    Where all values are the same whatever goes in, many mistakes end: there a hint is one way to get there, and none
    at all where the answer was seen to have its mistake in another place.
    """
    both, seen, place = observed
    fact = relations.constant(_pairs(both))
    if fact is None:
        return misconception.hint
    if place and _words(repair(exercise, misconception.wrong, seen)) != _words(place):
        return fact
    return f"{fact} One way to get there: {misconception.hint}"


def _words(place):
    """What is said of a place, without the line that it is in."""
    return place and re.sub(r"`\d+: .*`: ", "", place)


def _pairs(both):
    return [
        relations.Pair(right.value, one.value, right.arguments)
        for right, one in both
        if not right.error and not one.error
    ]


def _relation(exercise, both):
    if any(one.error for _, one in both):
        return None
    return relations.relation(_pairs(both), min(exercise.tolerance, CLOSE))


def _beyond_the_form(exercise, answer, both):
    """Sentences on the values, where type, axes of length 1 or the arguments afterwards are not right either."""
    if any(right.error or one.error for right, one in both):
        return []
    formed = [
        dataclasses.replace(one, value=_in_form(right.value, one.value), arguments=right.arguments)
        for right, one in both
    ]
    values_differ = any(not _same_type(a.value, b.value) for a, (_, b) in zip(formed, both, strict=True))
    changes = not exercise.changes_argument and any(
        isinstance(before, np.ndarray) and not np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
        for right, one in both
        for before, after in zip(right.arguments, one.arguments, strict=False)
    )
    if not values_differ and not changes:
        return []
    misconception = _recognised(exercise, answer, formed)
    pairs = list(zip((right for right, _ in both), formed, strict=True))
    why = misconception.hint if misconception else _relation(exercise, pairs)
    if why is None or (misconception and relations.constant(_pairs(pairs))):
        return []
    first = None
    if values_differ:
        found = next(filter(None, (differences.difference(*pair, exercise) for pair in both)))
        first = reasons.of_difference(found, 0) if found.what == "type" else None
    return [first, why, CHANGES if changes else None]


def _same_type(one, other):
    if isinstance(one, tuple | list) and isinstance(other, tuple | list) and len(one) == len(other):
        return all(map(_same_type, one, other))
    if isinstance(one, NUMERIC) and isinstance(other, NUMERIC):
        return np.asarray(one).dtype == np.asarray(other).dtype and np.shape(one) == np.shape(other)
    return type(one) is type(other)


def _in_form(right: Any, value: Any) -> Any:
    """A value with the type of the right one, and its axes of length 1, where its numbers allow that."""
    if isinstance(right, tuple | list) and isinstance(value, tuple | list) and len(right) == len(value):
        return type(right)(map(_in_form, right, value))
    if not isinstance(right, NUMERIC) or not isinstance(value, NUMERIC):
        return value
    wanted, array = np.asarray(right), np.asarray(value)
    if wanted.dtype.kind != array.dtype.kind:
        return value  # what a conversion makes of it was not so before
    if array.dtype.kind not in "biuf" or [n for n in wanted.shape if n != 1] != [n for n in array.shape if n != 1]:
        return value
    return array.reshape(wanted.shape).astype(wanted.dtype)


def code_says(exercise: Exercise, answer: Callable[..., object]) -> str | None:
    """What is to be seen in an answer's code (`evidence`); whatever it is, it costs no verdict.

    Args:
        exercise: the exercise.
        answer: the student's function.

    Returns:
        A sentence, or None.
    """
    with contextlib.suppress(Exception):
        return evidence(answer, exercise.rights)
    return None
