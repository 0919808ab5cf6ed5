"""Inputs: an answer's values are those of the right answer, but for other arguments -> a sentence that says which.

The reference is called with arguments that are changed as answers change them on their way: turned, stretched, cut off.
"""

import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from amhelpers.checks import behaviour, differences
from amhelpers.checks.behaviour import Behaviour
from amhelpers.checks.exercise import Exercise, Probe

__all__ = ["as_if"]

SECONDS = 0.1  # of processor time
ORDINAL = ("first", "second", "third", "fourth")


def _stretched(array):
    return (array - array.min()) / max(np.ptp(array), 1e-7)


CHANGES: dict[str, Callable[[np.ndarray], np.ndarray | None]] = {
    "multiplied by 255": lambda array: array * np.float32(255),
    "divided by 255": lambda array: array / np.float32(255),
    "cut off below 0": lambda array: np.maximum(array, 0),
    "cut off to the range 0 … 1": lambda array: np.clip(array, 0, 1),
    "made positive": np.abs,
    "with the opposite sign": lambda array: -array,
    "squared": np.square,
    "stretched to the range 0 … 1": _stretched,
    "less its mean": lambda array: array - array.mean(),
    "with height and width exchanged": lambda array: np.swapaxes(array, 1, 2) if array.ndim > 2 else None,
    "with the colours in reverse order": lambda array: array[..., ::-1] if array.ndim == 4 else None,
    "in reverse order along its first axis": lambda array: array[::-1],
    "without its last entry": lambda array: array[:-1] if len(array) > 1 else None,
    "without its first entry": lambda array: array[1:] if len(array) > 1 else None,
}
NUMBERS = {"one more": 1, "one less": -1}


def as_if(exercise: Exercise, reference: Sequence[Behaviour], seen: Sequence[Behaviour]) -> str | None:
    """For which other arguments what an answer returned would be right, on every probe where it is not.

    Args:
        exercise: one without properties.
        reference: the behaviour of the reference, one for each probe.
        seen: that of the answer; no error among them.

    Returns:
        A sentence, or None.
    """
    end = time.process_time() + SECONDS
    wrong = [index for index, one in enumerate(seen) if differences.difference(reference[index], one, exercise)]
    if not any(_varies(seen[index].value) for index in wrong):
        return None  # one number is right for many arguments
    first = exercise.probes[wrong[0]]
    for place, words, change in _changes(first.arguments()):
        if time.process_time() > end:
            return None
        if all(_is_right(exercise, exercise.probes[index], (place, change), seen[index]) for index in wrong):
            return f"The function works as if the {ORDINAL[place]} argument were {words}."
    return None


def _varies(value):
    """Is this more than one and the same number?"""
    parts = value if isinstance(value, tuple | list) else [value]
    return any(isinstance(part, np.ndarray) and part.size > 1 and np.ptp(part) > 0 for part in parts)


def _changes(arguments) -> Iterator[tuple[int, str, Callable]]:
    """(which argument, in words, how it is changed)."""
    for place, argument in enumerate(arguments[: len(ORDINAL)]):
        if isinstance(argument, np.ndarray) and argument.ndim and argument.size > 1:
            for words, change in CHANGES.items():
                yield place, words, change
        elif type(argument) is int:
            for words, step in NUMBERS.items():
                yield place, words, lambda number, step=step: number + step


def _is_right(exercise, probe, changed, received):
    """Is what was received on a probe right for changed arguments?"""
    place, change = changed
    arguments = list(probe.arguments())
    if place >= len(arguments) or (new := change(arguments[place])) is None:
        return False
    arguments[place] = new
    other = Probe(probe.name, lambda: tuple(arguments), gradient=False, call=probe.call)
    right = behaviour.tried(exercise.reference, other, exercise)
    return not right.error and not differences.value_difference(right.value, received.value, exercise)
