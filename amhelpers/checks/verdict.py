"""Verdicts: exercise, answer -> what is to be said of it."""

import contextlib
import functools
import inspect
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from amhelpers.checks import behaviour, causes, differences, errors, limits, reasons, surroundings
from amhelpers.checks.answer import call_error, is_stub, line_of
from amhelpers.checks.exercise import Exercise
from amhelpers.checks.outcome import Outcome
from amhelpers.checks.printed import Printed
from amhelpers.checks.recognition import known
from amhelpers.checks.repair import repair
from amhelpers.describe import cut, describe

__all__ = ["Outcome", "Verdict", "judge"]

AGAIN = 0.1  # seconds of processor time after which no probe is called again
KEPT = (
    "The first call is right, another one with the same arguments is not. Something is kept between the calls: a "
    "variable outside of the function, or a list or dict that stands for an argument. Make it anew in every call."
)


@dataclass(frozen=True)
class Verdict:
    """An outcome, and the lines that say why: `rows` of (label, text)."""

    outcome: Outcome
    rows: tuple[tuple[str, str], ...]
    picture: tuple | None = None  # (figure, the text that stands for it)
    misconception: str | None = None  # the name of what the answer was taken for, or of the property that it lacks


def judge(exercise: Exercise, answer: Callable[..., object]) -> Verdict:
    """Judge an answer to an exercise; whatever the answer raises becomes a part of the verdict.

    Args:
        exercise: the exercise.
        answer: what the student gave, a function or not.

    Returns:
        The outcome, and why.

    Raises:
        KeyboardInterrupt: the user stopped it.
    """
    name = exercise.function
    if answer is exercise.reference:
        text = f"Nothing to check. To check yours, run the cell that defines {name} and then this one."
        return Verdict(Outcome.COURSE, (("note", text),))
    if not callable(answer) or (hasattr(answer, "get_weights") and not isinstance(answer, type)):  # a Keras model
        call = f'am.check("{exercise.number}", {name})'
        rows: tuple[tuple[str, str], ...] = (
            ("expected", f"the function itself, not called: {call}"),
            ("received", describe(answer)),
        )
        return Verdict(Outcome.NOT_YET, rows)
    if is_stub(answer):
        text = f"The course goes on with its own {name}. Write yours, run its cell, and run this one again."
        return Verdict(Outcome.NOT_ATTEMPTED, (("note", text), ("begin", f'am.hint("{exercise.number}") for a hint.')))
    for probe in exercise.probes:
        refusal = call_error(answer, probe.arguments())
        if refusal:
            rows = (
                ("expected", f"{name}{inspect.signature(exercise.reference)}"),
                ("received", f"{name}{refusal}"),
                ("why", "The first line of the function has other arguments than in the exercise. Restore it."),
            )
            return Verdict(Outcome.NOT_YET, rows + _next(exercise))
    with surroundings.kept(answer):
        if exercise.properties:
            failed = _failed_property(exercise, answer, _observe(exercise, answer, limits.SECONDS))
        else:
            # The reference first, while nothing can be the matter with it.
            expected = [known(exercise, exercise.reference, index) for index in range(len(exercise.probes))]
            failed = _failed_probe(exercise, answer, expected, _observe(exercise, answer, limits.SECONDS))
            failed = failed or _failed_again(exercise, answer, expected)
    if failed:
        return failed
    picture = _picture(exercise, answer) if exercise.properties and exercise.picture else None
    rows = ("compared", exercise.compared), ("why", exercise.why), ("needed", exercise.needed)
    return Verdict(Outcome.PASSED, tuple(row for row in rows if row[1]), picture)


def _observe(exercise, answer, seconds):
    """An answer's behaviour on one probe after the other, up to the first on which it runs out of time or memory."""
    seen, end = [], time.monotonic() + seconds
    for probe in exercise.probes:
        seen.append(behaviour.observe(answer, probe, exercise, end - time.monotonic()))
        if isinstance(seen[-1].error, limits.TimeLimitError) or errors.kind(seen[-1].error) is MemoryError:
            break
    return tuple(seen)


def _failed_probe(exercise, answer, reference, seen):
    """The verdict where an answer behaves otherwise than the reference on some probe, else None."""
    for probe, expected, received in zip(exercise.probes, reference, seen, strict=False):
        found = differences.difference(expected, received, exercise)
        if not found:
            continue
        place = repair(exercise, answer, seen)
        if received.error:
            return _stopped(exercise, answer, probe, received, causes.of_error(exercise, answer, seen), place)
        why, misconception = causes.of_difference(exercise, answer, seen, place)
        if misconception and place and "\n" in place:
            place = None  # a hint that fits on every probe says more than several places
        picture = _picture(exercise, answer) if misconception and misconception.visible else None
        verdict = _not_yet(exercise, probe, received, (*found.words, why), place, picture)
        return replace(verdict, misconception=misconception and misconception.name)
    return None


def _failed_again(exercise, answer, reference):
    """The verdict where an answer is right once, and not when it is called again with the same arguments."""
    end = time.process_time() + AGAIN
    for index, probe in [pair for pair in enumerate(exercise.probes) for _ in range(2)]:
        received = behaviour.observe(answer, probe, exercise)
        found = differences.difference(reference[index], received, exercise)
        if found:
            return _not_yet(exercise, probe, received, (*found.words, KEPT), None)
        if time.process_time() > end:
            break
    return None


def _failed_property(exercise, answer, seen):
    """The verdict where an answer stops with an error or lacks a property, else None."""
    for probe, received in zip(exercise.probes, seen, strict=False):
        if received.error:
            why = causes.of_error(exercise, answer, seen)
            return _stopped(exercise, answer, probe, received, why, repair(exercise, answer, seen))
    for wanted in exercise.properties:
        try:
            with contextlib.redirect_stdout(Printed()):
                found = limits.run(functools.partial(wanted.failure, [received.value for received in seen]))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # whatever the student's own layers do when they are called
            if behaviour.is_ours(error):
                raise
            found = f"{type(error).__name__}: {_first_lines(error)}".removesuffix(": ")
        if found:
            picture = _picture(exercise, answer) if exercise.picture and wanted.visible else None
            said = causes.code_says(exercise, answer)
            texts = wanted.name, found, f"{said} {wanted.hint}" if said else wanted.hint
            verdict = _not_yet(exercise, exercise.probes[0], seen[0], texts, repair(exercise, answer, seen), picture)
            return replace(verdict, misconception=wanted.name)
    for probe, received in zip(exercise.probes, seen, strict=False):
        if received.changed:
            texts = "the model as it was", "a model that was changed", reasons.DIFFERENCES["model"]
            return _not_yet(exercise, probe, received, texts, repair(exercise, answer, seen))
    return None


def _not_yet(exercise, probe, received, texts, place, picture=None):
    rows = tuple(zip(("expected", "received", "why"), texts, strict=True))
    rows = (_called(exercise, probe), *rows, *_look_at(place), *_printed(received), *_next(exercise))
    return Verdict(Outcome.NOT_YET, rows, picture)


def _stopped(exercise, answer, probe, received, cause, place):
    error, (why, misconception) = received.error, cause
    endless = isinstance(error, limits.TimeLimitError)
    line = line_of(error, answer)
    rows = (
        _called(exercise, probe),
        ("error", "no end" if endless else f"{type(error).__name__}: {_first_lines(error)}".removesuffix(": ")),
        *([("your line", line)] if line else []),
        *([("why", why)] if why else []),
        *_look_at(place),
        *_printed(received),
        *_next(exercise),
    )
    return Verdict(Outcome.STOPPED, rows, misconception=misconception and misconception.name)


def _look_at(place):
    return (("look at", place),) if place else ()


def _called(exercise, probe):
    """The row that says what was called, with its arguments in words."""
    arguments = probe.arguments()
    if not arguments and len(exercise.probes) == 1:
        return "called", f"{exercise.function}()"
    names = list(inspect.signature(exercise.reference).parameters)[: len(arguments)]
    words = [f"; {name}: {describe(value)}" for name, value in zip(names, arguments, strict=True)]
    return "called", f"{exercise.function}({', '.join(names)}) with {probe.name}{''.join(words)}"


def _printed(received):
    """What the answer printed while it was tried: its author's own way of looking."""
    lines = received.printed.strip().splitlines()
    more = [f"… {len(lines) - 8} more lines"] if len(lines) > 8 else []
    return (("printed", "\n".join(lines[:8] + more)),) if lines else ()


def _next(exercise):
    return (("next", f'am.hint("{exercise.number}") for a hint. The course goes on with its own {exercise.function}.'),)


def _picture(exercise, answer):
    """The exercise's picture of an answer beside the right one, or None where it cannot be drawn."""
    try:
        with contextlib.redirect_stdout(Printed()):
            return limits.run(lambda: exercise.picture(answer, exercise.reference))
    except KeyboardInterrupt:
        raise
    except BaseException:
        return None


def _first_lines(error):
    """The beginning of an error's message: some of Keras' and TensorFlow's fill a page."""
    message = re.sub(r"\{\{function_node[^}]*\}\} *", "", behaviour.message(error))
    lines = [line for line in message.splitlines() if line.strip()]
    return cut(" ".join(" ".join(lines[:3]).split()))
