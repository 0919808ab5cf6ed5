"""Verdicts: exercise, answer -> what is to be said of it."""

import contextlib
import enum
import functools
import inspect
import time
from dataclasses import dataclass

from IPython.core.error import StdinNotImplementedError

from amhelpers.checks import behaviour, limits, surroundings
from amhelpers.checks.answer import call_error, is_stub, line_of
from amhelpers.description import cut, describe

__all__ = ["Outcome", "Verdict", "judge"]

# What is said of a difference that no misconception explains.
DIFFERENCES = {
    "structure": "What comes back is another kind of thing than what was asked for.",
    "shape": "The shape is another. Compare it with the expected one, axis by axis.",
    "type": "The shape is right, the type of the numbers is not.",
    "finite": "Some values are not finite (NaN or infinity). Where do you divide, and can the divisor be zero?",
    "value": "The form is right, the values are not.",
    "argument": "The result is right, but the function changes what it was given. Compute a new array instead.",
    "calls": "The result is right, but not the way there.",
    "gradient": "The value is right, its gradient is not: a step on the way cannot be differentiated, or is left out.",
    "error": "It should have stopped with an error, and did not.",
}
# What is said of some values that are never right.
KINDS = {
    "NoneType": "It returned None here. Is there a `return` on every way through the function?",
    "generator": "`yield` makes a generator, which has computed nothing yet. Use `return`.",
    "coroutine": "`async` makes a coroutine, which has computed nothing yet. Leave it out.",
}

# What is said of an error that no misconception explains.
ERRORS = {
    limits.TimeLimitError: f"It did not end within {limits.SECONDS} seconds. Does a loop's condition stay true?",
    SystemExit: "It called sys.exit(), exit() or quit(), which would end the notebook's kernel. Use `return`.",
    RecursionError: "It calls itself without end. Does it use its own name where it means another function?",
    MemoryError: "It asked for more memory than there is. Which of your arrays is far larger than the images?",
    StdinNotImplementedError: "It asks for input(). Take what it needs from the arguments.",
    NotImplementedError: "`raise NotImplementedError()` is still reached. Delete that line, and return your result.",
    UnboundLocalError: "A name that is assigned somewhere in a function is its own: it has no value before that line.",
    NameError: "A name is used that the notebook does not know. Is it spelled right, imported, and was its cell run?",
}


class Outcome(enum.StrEnum):
    """The five words with which a check answers."""

    PASSED = "passed"
    NOT_ATTEMPTED = "not attempted"
    NOT_YET = "not yet"
    STOPPED = "stopped with an error"
    COURSE = "the course's own version"


@dataclass(frozen=True)
class Verdict:
    """An outcome, and the lines that say why: `rows` of (label, text)."""

    outcome: Outcome
    rows: tuple[tuple[str, str], ...]
    picture: tuple | None = None  # (figure, the text that stands for it)


def judge(exercise, answer):
    """Judge an answer to an exercise; whatever the answer raises becomes a part of the verdict."""
    name = exercise.function
    if answer is exercise.reference:
        text = f"Nothing to check. To check yours, run the cell that defines {name} and then this one."
        return Verdict(Outcome.COURSE, (("note", text),))
    if not callable(answer) or hasattr(answer, "get_weights"):  # a Keras model can be called too
        call = f'am.check("{exercise.number}", {name})'
        rows = (("expected", f"the function itself, not called: {call}"), ("received", describe(answer)))
        return Verdict(Outcome.NOT_YET, rows)
    if is_stub(answer):
        text = f"The course goes on with its own {name}. Write yours, run its cell, and run this one again."
        return Verdict(Outcome.NOT_ATTEMPTED, (("note", text),))
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
            expected = _known(exercise, exercise.reference)  # first, while nothing can be the matter with it
            failed = _failed_probe(exercise, answer, expected, _observe(exercise, answer, limits.SECONDS))
    return failed or Verdict(Outcome.PASSED, (("compared", exercise.compared),))


def _observe(exercise, answer, seconds):
    """An answer's behaviour on one probe after the other, up to the first on which it runs out of time or memory."""
    seen, end = [], time.monotonic() + seconds
    for probe in exercise.probes:
        seen.append(behaviour.observe(answer, probe, exercise, end - time.monotonic()))
        if isinstance(seen[-1].error, limits.TimeLimitError) or _kind(seen[-1].error) is MemoryError:
            break
    return tuple(seen)


@functools.cache
def _known(exercise, function):
    """The behaviour of a function of the bank: it is the same each time, so it is observed once."""
    return _observe(exercise, function, seconds=600)


def _failed_probe(exercise, answer, reference, seen):
    """The verdict where an answer behaves otherwise than the reference on some probe, else None."""
    for probe, expected, received in zip(exercise.probes, reference, seen, strict=False):
        found = behaviour.difference(expected, received, exercise)
        if not found:
            continue
        misconception = _recognised(exercise, seen)
        hint = misconception.hint if misconception else None
        if received.error:
            return _stopped(exercise, answer, probe, received, hint)
        why = hint or KINDS.get(type(received.value).__name__) or DIFFERENCES[found.what]
        picture = _picture(exercise, answer) if misconception and misconception.visible else None
        return _not_yet(exercise, probe, received, (found.expected, found.received, why), picture)
    return None


def _failed_property(exercise, answer, seen):
    """The verdict where an answer stops with an error or lacks a property, else None."""
    for probe, received in zip(exercise.probes, seen, strict=False):
        if received.error:
            misconception = _recognised(exercise, seen)
            return _stopped(exercise, answer, probe, received, misconception and misconception.hint)
    for wanted in exercise.properties:
        try:
            with contextlib.redirect_stdout(surroundings.Printed()):
                found = limits.run(functools.partial(wanted.failure, [received.value for received in seen]))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # whatever the student's own layers do when they are called
            found = f"{type(error).__name__}: {_first_lines(error)}".removesuffix(": ")
        if found:
            return _not_yet(exercise, exercise.probes[0], seen[0], (wanted.name, found, wanted.hint))
    return None


def _recognised(exercise, seen):
    """The misconception that behaves as the answer did on every probe, or None."""
    for misconception in exercise.misconceptions:
        pairs = zip(_known(exercise, misconception.wrong), seen, strict=False)
        if not any(behaviour.difference(expected, received, exercise) for expected, received in pairs):
            return misconception
    return None


def _not_yet(exercise, probe, received, texts, picture=None):
    rows = tuple(zip(("expected", "received", "why"), texts, strict=True))
    rows = (_called(exercise, probe), *rows, *_printed(received), *_next(exercise))
    return Verdict(Outcome.NOT_YET, rows, picture)


def _stopped(exercise, answer, probe, received, hint):
    error = received.error
    endless = isinstance(error, limits.TimeLimitError)
    line = line_of(error, answer)
    why = hint or ERRORS.get(_kind(error))
    if endless and error.left_behind:
        why += " It still runs and cannot be stopped: restart the kernel (menu Kernel) before you go on."
    rows = (
        _called(exercise, probe),
        ("error", "no end" if endless else f"{type(error).__name__}: {_first_lines(error)}".removesuffix(": ")),
        *([("your line", line)] if line else []),
        *([("why", why)] if why else []),
        *_printed(received),
        *_next(exercise),
    )
    return Verdict(Outcome.STOPPED, rows)


def _called(exercise, probe):
    """The row that says what was called, with its arguments in words."""
    arguments = probe.arguments()
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
        with contextlib.redirect_stdout(surroundings.Printed()):
            return limits.run(lambda: exercise.picture(answer, exercise.reference))
    except KeyboardInterrupt:
        raise
    except BaseException:
        return None


def _first_lines(error):
    """The beginning of an error's message: some of Keras' and TensorFlow's fill a page."""
    lines = [line for line in behaviour.message(error).splitlines() if line.strip()]
    return cut(" ".join(" ".join(lines[:3]).split()))


def _kind(error):
    """The key of `ERRORS` that an error belongs to, or None."""
    if type(error).__name__ == "ResourceExhaustedError":  # TensorFlow's own
        return MemoryError
    return next((kind for kind in ERRORS if isinstance(error, kind)), None)
