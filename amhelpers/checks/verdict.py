"""Verdicts: exercise, answer -> what is to be said of it."""

import ast
import contextlib
import enum
import functools
import inspect
import io
import linecache
import textwrap
from dataclasses import dataclass

from amhelpers.checks import behaviour, limits
from amhelpers.description import describe

__all__ = ["Outcome", "Verdict", "judge"]


# What is said of a difference that no misconception explains.
REASONS = {
    "nothing": "The function returns nothing. Does it end with a `return`?",
    "structure": "What comes back is another kind of thing than what was asked for.",
    "shape": "The shape is another. Compare it with the expected one, axis by axis.",
    "type": "The shape is right, the type of the numbers is not.",
    "finite": "Some values are not finite (NaN or infinity). Where do you divide, and can the divisor be zero?",
    "value": "Shape and type are right, the values are not: the first that differs is shown.",
    "argument": "The result is right, but the function changes what it was given. Compute a new array instead.",
    "calls": "The result is right, but not the way there.",
    "gradient": "The value is right, its gradient is not: something on the way cannot be differentiated, or is left out.",
    "error": "It should have stopped with an error, and did not.",
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
    picture: tuple | None = None  # (figure, text in its place)


def judge(exercise, answer):
    """Judge an answer to an exercise; never raises, whatever the answer does."""
    if answer is exercise.reference:
        text = f"Nothing to check. To check yours, run the cell that defines {exercise.function} and then this one."
        return Verdict(Outcome.COURSE, (("note", text),))
    if not callable(answer):
        call = f'am.check("{exercise.number}", {exercise.function})'
        return Verdict(
            Outcome.NOT_YET,
            (
                ("expected", f"the function itself: {call}, without calling it"),
                ("received", describe(answer)),
            ),
        )
    if _is_stub(answer):
        return _not_attempted(exercise)
    seen = []
    for probe in exercise.probes:
        mismatch = _signature_mismatch(exercise, answer, probe)
        if mismatch:
            return mismatch
        seen.append(behaviour.observe(answer, probe, exercise))
        if isinstance(seen[-1].error, limits.TimeLimitError):
            break
    return _open_verdict(exercise, answer, seen) if exercise.properties else _compared(exercise, answer, seen)


def _compared(exercise, answer, seen):
    """The verdict on an exercise whose answers are compared with the reference."""
    for probe, expected, received in zip(exercise.probes, _known(exercise, exercise.reference), seen, strict=False):
        found = behaviour.difference(expected, received, exercise)
        if not found:
            continue
        misconception = _recognised(exercise, seen)
        why = (("why", misconception.hint),) if misconception else ()
        if received.error:
            return _stopped(exercise, answer, probe, received, why)
        if not why:
            why = (("why", REASONS["nothing" if received.value is None else found.what]),)
        rows = (_called(exercise, answer, probe), ("expected", found.expected), ("received", found.received))
        picture = _picture(exercise, answer) if misconception and misconception.visible else None
        return Verdict(Outcome.NOT_YET, rows + why + _printed(received) + _next(exercise), picture)
    return _passed(exercise)


def _open_verdict(exercise, answer, seen):
    """The verdict on an exercise that is judged by its properties."""
    for probe, received in zip(exercise.probes, seen, strict=False):
        if received.error:
            return _stopped(exercise, answer, probe, received, ())
    for wanted in exercise.properties:
        try:
            found = wanted.failure([received.value for received in seen])
        except Exception as error:  # whatever a student's own layers raise
            found = f"{type(error).__name__}: {_first_lines(error)}"
        if found:
            called = _called(exercise, answer, exercise.probes[0])
            rows = (called, ("expected", wanted.name), ("received", found), ("why", wanted.hint))
            return Verdict(Outcome.NOT_YET, rows + _printed(seen[0]) + _next(exercise))
    return _passed(exercise)


def _passed(exercise):
    return Verdict(Outcome.PASSED, (("compared", exercise.compared),))


def _not_attempted(exercise):
    text = f"The course goes on with its own {exercise.function}. Write yours, run its cell, and run this one again."
    return Verdict(Outcome.NOT_ATTEMPTED, (("note", text),))


def _stopped(exercise, answer, probe, received, why):
    error = received.error
    line = _own_line(error, answer)
    texts = {
        limits.TimeLimitError: f"It did not end within {limits.SECONDS} seconds. Look for a loop whose condition never becomes false.",
        SystemExit: "It called sys.exit(), exit() or quit(), which would end the notebook's kernel. Use `return`.",
        RecursionError: "It calls itself without end. Does it use its own name where it means another function?",
        MemoryError: "It asked for more memory than there is. Which of your arrays is far larger than the images?",
        NotImplementedError: "The line `raise NotImplementedError()` is still reached. Delete it, and return your result.",
    }
    if not why:
        why = tuple(("why", text) for kind, text in texts.items() if isinstance(error, kind))
    name = "no end" if isinstance(error, limits.TimeLimitError) else f"{type(error).__name__}: {_first_lines(error)}"
    rows = (_called(exercise, answer, probe), ("error", name.strip(" :")))
    return Verdict(Outcome.STOPPED, rows + line + why + _printed(received) + _next(exercise))


def _called(exercise, answer, probe):
    """The row that says what was called, with its arguments in words."""
    arguments = probe.arguments()
    names = list(inspect.signature(exercise.reference).parameters)[: len(arguments)]
    words = [f"{name}: {describe(value)}" for name, value in zip(names, arguments, strict=True)]
    return "called", f"{exercise.function}({', '.join(names)}) with {probe.name}" + "".join(f"; {text}" for text in words)


def _next(exercise):
    return (("next", f'am.hint("{exercise.number}") for a hint. The course goes on with its own {exercise.function}.'),)


def _printed(received):
    """What the answer printed while it was tried: its author's own way of looking."""
    lines = received.printed.strip().splitlines()
    more = [f"… {len(lines) - 8} more lines"] if len(lines) > 8 else []
    return (("printed", "\n".join(lines[:8] + more)),) if lines else ()


def _picture(exercise, answer):
    """The exercise's picture of an answer beside the right one, or None where it cannot be drawn."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return limits.run(lambda: exercise.picture(answer, exercise.reference))
    except (Exception, limits.TimeLimitError):
        return None


@functools.cache
def _known(exercise, function):
    """How a function of the bank behaves on an exercise's probes; every one is called once a session."""
    return tuple(behaviour.observe(function, probe, exercise) for probe in exercise.probes)


def _recognised(exercise, seen):
    """The misconception that behaves as the answer did on every probe, or None."""
    for misconception in exercise.misconceptions:
        known = _known(exercise, misconception.wrong)
        pairs = zip(known, seen, strict=False)
        if not any(behaviour.difference(expected, received, exercise) for expected, received in pairs):
            return misconception
    return None


def _signature_mismatch(exercise, answer, probe):
    """The verdict on a function that cannot be called with a probe's arguments, or None."""
    try:
        signature = inspect.signature(answer)
    except (TypeError, ValueError):  # some functions written in C tell nothing of their arguments
        return None
    try:
        signature.bind(*probe.arguments())
    except TypeError as error:
        rows = (
            ("expected", f"{exercise.function}{inspect.signature(exercise.reference)}"),
            ("received", f"{exercise.function}{signature}: {error}"),
            ("why", "The first line of the function has other arguments than in the exercise. Restore it."),
        )
        return Verdict(Outcome.NOT_YET, rows + _next(exercise))
    return None


def _is_stub(answer):
    """Is there nothing in this function but a docstring and `raise NotImplementedError()`, `pass` or `...`?"""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(answer)))
        body = tree.body[0].body
    except (AttributeError, IndexError, OSError, SyntaxError, TypeError):
        return False
    for statement in body if isinstance(body, list) else [body]:
        blank = isinstance(statement, ast.Pass) or (
            isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        )
        raises = isinstance(statement, ast.Raise) and "NotImplementedError" in ast.unparse(statement)
        if not blank and not raises:
            return False
    return True


def _own_line(error, answer):
    """The row with the last line of the student's own code that an error went through."""
    line = ()
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals is getattr(answer, "__globals__", None):
            source = linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno).strip()
            line = (("your line", f"{trace.tb_lineno}: {source}"),)
        trace = trace.tb_next
    return line


def _first_lines(error):
    """The beginning of an error's message: some of Keras' and TensorFlow's fill a page."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    return textwrap.shorten(" ".join(lines[:3]), 300, placeholder=" …")
