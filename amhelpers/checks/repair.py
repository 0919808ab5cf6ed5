"""Repair: an answer that does not pass -> what in it is to be changed, and nothing else, so that it does.

What is said was tried: the changed function passes on every probe. Nothing is said of what belongs there. The nearest
right answer is looked at first (`places`), then changes of one thing (`edits`), as many as there is time for.
"""

import functools
import itertools
import time
import traceback
import types
from collections.abc import Callable, Sequence

from amhelpers.checks import behaviour, differences, limits
from amhelpers.checks.behaviour import Behaviour
from amhelpers.checks.edits import edits, exchanges
from amhelpers.checks.exercise import Exercise
from amhelpers.checks.instructions import different_places
from amhelpers.checks.places import Place, changed, described, is_near, is_small, is_whole, places
from amhelpers.checks.reasons import DIFFERENCES
from amhelpers.checks.recognition import EXERCISES, known
from amhelpers.checks.source import Source, built, read

__all__ = ["repair", "rights", "rights_near"]

SECONDS = 0.3  # of processor time that may be spent on trying
BESIDES = ("argument", "model")  # what may be the matter besides, where the values are right
NEAR = 8  # places in which the nearest right answer may differ
TOGETHER = 2  # of them that may count
MANY = 3  # places that there may be, where it takes more than one of them
RIGHTS = 3  # right answers that are looked at


def repair(exercise: Exercise, answer: Callable[..., object], seen: Sequence[Behaviour]) -> str | None:
    """What in an answer is to be changed so that it passes.

    Args:
        exercise: the exercise.
        answer: the student's function, which does not pass.
        seen: its behaviour, on one probe after the other.

    Returns:
        A sentence or two, or None where nothing was found in time, or the answer's source is not at hand.
    """
    nearest: list = []
    try:
        source = read(answer)
        if source is None:
            words = different_places(answer, exercise.rights)
            return _said(words) if words else None
        nearest = rights_near(exercise, source)
        trial = _Trial(exercise, seen, SECONDS)
        return limits.run(lambda: _found(trial, source, nearest, seen), 3 * SECONDS)
    except KeyboardInterrupt:
        raise
    except BaseException:  # whatever a changed function does: it runs out of memory, or does not end in time
        return _named(source, nearest) if nearest else None


def rights_near(exercise: Exercise, source: Source) -> list[tuple[list[Place], Source]]:
    """The right answers that are nearest to an answer, by their texts alone.

    Args:
        exercise: the exercise.
        source: the student's function.

    Returns:
        (the places in which they differ, right answer), the nearest first; none where no right answer is near.
    """
    found = [(places(source, right), right) for right in rights(exercise)]
    found = [(where, right) for where, right in found if 0 < len(where) <= NEAR and is_near(source, right, where)]
    found.sort(key=lambda one: (len(one[0]), sum(place.end - place.start + len(place.others) for place in one[0])))
    return found[:RIGHTS]


def _found(trial, source, near, seen):
    return _exchanged(trial, source, near) or _nearest(trial, source, near) or _edited(trial, source, seen)


def _exchanged(trial, source, near):
    """Arguments of a call in another order, where the nearest right answer has the same tokens in another order."""
    if not near or not any(_is_moved(source, near[0][0], place) for place in near[0][0]):
        return None
    for edit in exchanges(source):
        if trial.is_over():
            return None
        if trial.passes(source, edit.text):
            return _said([edit.said])
    return None


def _is_moved(source, where, place):
    """Are the tokens that are missing in a place, or too many, those that are too many in another one, or missing?"""
    sides = [_sides(source, one) for one in where if one != place]
    mine, others = _sides(source, place)
    return (bool(others) and not mine and (others, ()) in sides) or (bool(mine) and not others and ((), mine) in sides)


def _sides(source, place):
    """The tokens of a place, as it is and as it should be, without commas."""
    ours = [token.string for token in source.tokens[place.start : place.end]]
    return tuple(text for text in ours if text != ","), tuple(text for _, text in place.others if text != ",")


def _nearest(trial, source, near):
    """What tells an answer from the right one that is nearest to it, as few places as will do."""
    for size in range(1, TOGETHER + 1):
        for where, right in near:
            for some in itertools.combinations(where, size):
                if trial.is_over():
                    return _named(source, near)
                if not all((is_whole if size == 1 else is_small)(source, place) for place in some):
                    continue
                if size > 1 and len(where) > MANY:
                    continue
                if any(_is_moved(source, where, place) and not _is_moved(source, some, place) for place in some):
                    continue  # one half of a move alone, such as an argument that is given twice then
                if trial.passes(source, changed(source, some), _libraries(right)):
                    return _said([described(source, place) for place in some])
    return None


def _libraries(right):
    """What a right answer imports: a student may have done so, but has no helper of the bank."""
    own = right.function.__globals__
    return {name: value for name, value in own.items() if isinstance(value, types.ModuleType | type)}


def _named(source, near):
    """What tells an answer from a right one where they differ in one place or two, and there is no time to try."""
    where = near[0][0] if near else []
    if (len(where) == 1 and is_whole(source, where[0])) or (
        len(where) == 2 and all(is_small(source, place) for place in where)
    ):
        return _said([described(source, place) for place in where])
    return None


def _edited(trial, source, seen):
    """What one change of one thing mends; or all but what the function does besides returning the right values."""
    nearly = None
    for edit in edits(source, rights(trial.exercise), _failing_line(source, seen)):
        if trial.is_over():
            break
        if trial.passes(source, edit.text):
            return _said([edit.said])
        if trial.rest and nearly is None:
            nearly = f"{edit.said}. With that changed: {trial.rest}"
    return nearly


def _said(words):
    if len(words) == 1:
        return f"{words[0]}. With that changed, and nothing else, the function passes."
    return "\n".join([*(f"{word};" for word in words[:-1]), f"{words[-1]}. With these changed it passes."])


def _failing_line(source, seen):
    """The line of an answer's text, counted from 1, at which it ended in an error."""
    errors = [one.error for one in seen if one.error]
    frames = list(traceback.walk_tb(errors[0].__traceback__)) if errors else []
    lines = [number for frame, number in frames if frame.f_code is source.function.__code__]
    return lines[-1] - source.first + 1 if lines else None


class _Trial:
    """Whether changed functions pass, as long as there is time."""

    def __init__(self, exercise, seen, seconds):
        self.exercise, self.end = exercise, time.process_time() + seconds
        wrong = {index: found for index, one in enumerate(seen) if (found := self._differs(index, one))}
        # First the probe on which the answer itself failed.
        self.order = sorted(range(len(exercise.probes)), key=lambda index: index != min(wrong, default=0))
        self.before = {found.what for found in wrong.values()}
        self.rest = ""  # what the last one that did not pass lacked besides the right values, which it has

    def is_over(self):
        return time.process_time() > self.end

    def passes(self, source, text, more=None):
        try:
            with built(source, text, more) as function:
                return self._is_right(function)
        except KeyboardInterrupt:
            raise
        except Exception:  # no text of Python, or one that names what is not there
            return False

    def _is_right(self, function):
        found, rest = {}, set()
        self.rest = ""
        for index in self.order:
            found[index] = behaviour.tried(function, self.exercise.probes[index], self.exercise)
            differs = self._differs(index, found[index])
            if found[index].error:  # its traceback holds this frame, which would hold it
                found[index].error.__traceback__ = found[index].error.__cause__ = found[index].error.__context__ = None
            if differs and (differs.what not in BESIDES or differs.what in self.before):
                return False
            rest |= {differs.what} if differs else set()
        if rest:
            self.rest = " ".join(DIFFERENCES[what] for what in sorted(rest))
            return False
        values = [found[index].value for index in range(len(self.exercise.probes))]
        return not any(one.changed for one in found.values()) and not any(
            wanted.failure(values) for wanted in self.exercise.properties
        )

    def _differs(self, index, received):
        if self.exercise.properties:
            return received.error and differences.Difference("error", "", "")
        return differences.difference(known(self.exercise, self.exercise.reference, index), received, self.exercise)


@functools.lru_cache(EXERCISES)
def rights(exercise: Exercise) -> tuple[Source, ...]:
    """The right answers to an exercise that have a text.

    Args:
        exercise: the exercise.

    Returns:
        The reference's source, and those of the alternatives.
    """
    found = [read(function) for function in exercise.rights]
    return tuple(source for source in found if source is not None)
