"""Fingerprints: what a wrong answer does on the first probe, in a few numbers that are kept in a file of the bank.

Most wrong answers are ruled out by them without being run, so that a first check is answered as fast as the tenth. They
rule out only: whoever fits is run, and compared in full. `tools/build_fingerprints.py` writes the file anew.
"""

import contextlib
import functools
import json
from pathlib import Path

import numpy as np

from amhelpers.checks.behaviour import Behaviour
from amhelpers.checks.exercise import Exercise, Misconception

__all__ = ["FILE", "fingerprint", "fits", "may_be_moved", "may_fit"]

FILE = Path(__file__).parents[1] / "exercises" / "fingerprints.json"
NEAR = 0.03  # of the largest number: so much may another machine's arithmetic differ


def fingerprint(behaviour: Behaviour, exercise: Exercise) -> list:
    """The structure of what a call returned, and of each array mean, deviation, first and last number; or its error.

    Args:
        behaviour: what the call did.
        exercise: its exercise; where properties judge what is returned, nobody compares it.

    Returns:
        A list of texts and numbers that can be kept as JSON.
    """
    if behaviour.error:
        return ["error", type(behaviour.error).__name__]
    if exercise.properties:
        return ["a value"]
    return _of(behaviour.value)


def _of(value):
    if isinstance(value, dict):
        return ["dict", *(part for key in sorted(map(str, value)) for part in (key, *_of(_at(value, key))))]
    if isinstance(value, tuple | list) and len(value) <= 50:
        return ["sequence", len(value), *(part for one in value for part in _of(one))]
    if isinstance(value, bool | int | float | np.generic | np.ndarray) and np.asarray(value).dtype.kind in "biuf":
        array = np.asarray(value, "float64")
        numbers = [array.mean(), array.std(), array.flat[0], array.flat[-1]] if array.size else []
        numbers = [float(f"{number:.4g}") if np.isfinite(number) else str(number) for number in numbers]
        return [str(np.shape(value)), *numbers]
    return [value[:40] if isinstance(value, str) else type(value).__name__]


def _at(value, key):
    return next(part for name, part in value.items() if str(name) == key)


def fits(one: list, other: list) -> bool:
    """May two fingerprints be those of the same behaviour?

    Args:
        one: a fingerprint.
        other: another one.

    Returns:
        Whether their texts are the same, and their numbers nearly.
    """
    if len(one) != len(other):
        return False
    numbers = [(a, b) for a, b in zip(one, other, strict=True) if not isinstance(a, str) and not isinstance(b, str)]
    if len(numbers) + sum(isinstance(a, str) and a == b for a, b in zip(one, other, strict=True)) < len(one):
        return False
    scale = max((abs(a) for a, _ in numbers), default=0)
    return all(abs(a - b) <= NEAR * max(scale, 1e-3) for a, b in numbers)


def may_fit(exercise: Exercise, misconception: Misconception, received: Behaviour) -> bool:
    """May a wrong answer of the bank behave as an answer did on the first probe? Yes, where nothing is known of it.

    Args:
        exercise: the exercise.
        misconception: one of its wrong answers.
        received: what the answer did there.

    Returns:
        Whether it is worth while to compare the two.
    """
    kept = _kept_of(exercise, misconception)
    return kept is None or _told(lambda found: fits(kept, found), received, exercise)


def may_be_moved(exercise: Exercise, misconception: Misconception, received: Behaviour) -> bool:
    """May what an answer returned on the first probe be a multiple of what a wrong answer returns, plus a number?

    Args:
        exercise: the exercise.
        misconception: one of its wrong answers.
        received: what the answer did there.

    Returns:
        Whether it is worth while to compare the two. Not where all numbers are one: of them anything is a multiple.
    """
    kept = _kept_of(exercise, misconception)
    return kept is not None and _told(lambda found: _is_moved(kept, found), received, exercise)


def _told(fit, received, exercise):
    """What is to be said of an answer's fingerprint; no, of an object that cannot even be looked at."""
    with contextlib.suppress(Exception):
        return fit(fingerprint(received, exercise))
    return False


def _is_moved(one, other):
    """Of one array each: are the second's numbers those of the first, times a factor, plus a number?"""
    if not len(one) == len(other) == 5 or one[0] != other[0]:
        return False
    if not all(isinstance(value, float) for value in (*one[1:], *other[1:])):
        return False
    (mean, deviation, *ends), (other_mean, other_deviation, *other_ends) = one[1:], other[1:]
    if min(deviation, other_deviation) <= 1e-9:
        return False
    ratio = other_deviation / deviation
    return any(
        all(
            abs(other_mean + factor * (a - mean) - b) <= NEAR * other_deviation
            for a, b in zip(ends, other_ends, strict=True)
        )
        for factor in (ratio, -ratio)
    )


def _kept_of(exercise, misconception):
    return _kept().get(exercise.number, {}).get(misconception.name)


@functools.cache
def _kept():
    try:
        return json.loads(FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
