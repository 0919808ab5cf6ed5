"""The exercises that answer back: exercise number, the student's function -> one box, and a function to go on with.

`exercise` says what an exercise is; `amhelpers.exercises` holds them all. `answer` looks at a function,
`limits` calls it safely, `surroundings` and `states` keep the notebook as it was, `printed` what it prints, `behaviour`
notes what the call did, `differences` tells two of them apart, `verdict` says what that means (an `outcome`), `causes`
why (`recognition` finds the misconception, `quoted` leaves out what names code that is not there, `relations` and
others are asked where there is none), and `repair` where. `box` shows it, `amhelpers.record` keeps it. `passages` says
of a text that is not run in which lines it is other than the right ones.
"""

import dataclasses
import functools
import importlib
import inspect
import os
import pkgutil
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from amhelpers import consent, exams, record
from amhelpers.checks import box
from amhelpers.checks.exercise import Exercise
from amhelpers.checks.outcome import REFUSED, Outcome
from amhelpers.checks.passages import plain
from amhelpers.checks.source import read
from amhelpers.checks.verdict import Verdict, judge
from amhelpers.describe import describe
from amhelpers.refusals import RefusedError

__all__ = ["check", "exercises", "find", "forget_hints", "hint", "mended", "solution"]

IN_EXAM = ("called", "expected", "received", "error", "your line", "printed", "compared", "note")  # the rows that stay
TONES = {Outcome.PASSED: "good", Outcome.NOT_YET: "bad", Outcome.STOPPED: "bad"}
UNRECORDED = (Outcome.COURSE, Outcome.UNCHECKED)  # they say nothing of the student

MISTAKEN = "What came of that, and why is it not the same?"

_hints_given: dict = {}
_one_at_a_time = threading.Lock()


class Mended(NamedTuple):
    """What was said of an answer before: the name of what it was taken for, or of a property that it lacked."""

    name: str
    hint: str
    is_property: bool

    @property
    def words(self) -> str:
        """The end of a sentence that begins with the answer.

        Returns:
            Such as 'was taken for "no root"', or, of a property, 'lacked this: "offsets in both directions"'.
        """
        return f'lacked this: "{self.name}"' if self.is_property else f'was taken for "{self.name}"'

    @property
    def question(self) -> str:
        """What is asked of it.

        Returns:
            A question.
        """
        return "What came of that, and how is it otherwise now?" if self.is_property else MISTAKEN


class NotPassedError(AssertionError):
    """Raised by a check under nbgrader, so that its cell scores zero; a notebook shows its text without a traceback."""

    def _render_traceback_(self):
        return str(self).splitlines()


class InterruptedCheck(KeyboardInterrupt):
    """The user stopped a check; a notebook shows one line of it."""

    def _render_traceback_(self):
        return ["The check was interrupted."]


def _left_out():
    """Stands in the place of an answer that was not given: `None` is one that can be."""


def check(number: str, answer: Callable[..., object] = _left_out) -> Callable[..., object]:
    """Try the student's function on small inputs, say in one box what came of it, and return a function to go on with.

    Args:
        number: the exercise, such as "1.1".
        answer: the function itself, not what it returns.

    Returns:
        The student's function if it passed, else the course's own.

    Raises:
        ValueError: there is no such exercise, or no function was given.
        RuntimeError: it was called inside of an answer that is being checked.
        KeyboardInterrupt: the user stopped it.
        AssertionError: it did not pass, under nbgrader's autograder or validator only.
    """
    task = find(number)
    if answer is _left_out:
        raise RefusedError(f'A check needs your function, by its name: am.check("{task.number}", {task.function}).')
    if not _one_at_a_time.acquire(blocking=False):
        raise RuntimeError("am.check was called inside of an answer that is being checked. Is its line indented?")
    try:
        verdict = judge(task, answer)
    except KeyboardInterrupt:
        if _is_graded():  # the cells below go on, and need the name
            _put_in_notebook(task.function, task.reference)
        raise InterruptedCheck from None
    except Exception as error:
        verdict = _unchecked(task, error)
    finally:
        _one_at_a_time.release()
    passed = verdict.outcome == Outcome.PASSED
    if _is_graded() and not passed:
        _put_in_notebook(task.function, task.reference)
    if passed and not _is_graded():
        verdict = _asked_back(task, verdict)
    if exams.is_on():
        verdict = _in_exam(verdict)
    text = _show(task, verdict)
    if not _is_graded():
        if verdict.outcome not in UNRECORDED:
            refused = verdict.outcome.name in REFUSED
            code = _code(answer) if refused and consent.is_agreed() else None
            record.add("check", task.number, outcome=verdict.outcome.name, why=verdict.misconception, code=code)
    elif not passed:
        raise NotPassedError(text)
    return answer if passed else task.reference


def mended(number: str) -> Mended | None:
    """What an exercise was taken for before, and what was said of that.

    Args:
        number: the exercise, such as "1.1".

    Returns:
        The last misconception on record, or the last property that was missing; None for none.

    Raises:
        ValueError: there is no such exercise.
    """
    task = find(number)
    said = {one.name: Mended(one.name, one.hint, False) for one in task.misconceptions}
    said |= {one.name: Mended(one.name, one.hint, True) for one in task.properties}
    names = [str(entry.kept.get("why")) for entry in record.read("check") if entry.number == task.number]
    known = [name for name in names if name in said]
    return said[known[-1]] if known else None


def _asked_back(task, verdict):
    """The verdict of an answer that passed, with a question on what it was taken for before, if it passes now first."""
    taken = [entry.kept["outcome"] for entry in record.read("check") if entry.number == task.number]
    before = None if Outcome.PASSED.name in taken else mended(task.number)
    if before is None:
        return verdict
    text = f"Before, yours {before.words}. {before.question} A sentence of your own"
    row = "think", f'{text}: am.answer("{task.number}")'
    return dataclasses.replace(verdict, rows=(*verdict.rows, row))


def _in_exam(verdict):
    """What an exam says of an answer: what was called and what came of it, not why."""
    rows = tuple(row for row in verdict.rows if row[0] in IN_EXAM)
    return dataclasses.replace(verdict, rows=rows, picture=None)


def _code(answer):
    """An answer's text, as far as it is kept of those who agreed to that."""
    found = read(answer)
    return (plain("\n".join(found.anew)) or None) if found else None


def _is_graded():
    """Does nbgrader run this notebook?"""
    return os.environ.get("NBGRADER_EXECUTION") in ("autograde", "validate")


def _unchecked(task, error):
    """The verdict where the check itself fell, and where it did: nobody foresaw it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}"
    text = f"The check itself went wrong ({place}), which says nothing of your answer"
    text = f"{text}: the course goes on with its own {task.function}; please report this to its authors."
    return Verdict(Outcome.UNCHECKED, (("note", text),))


def _show(task, verdict):
    """Show the box of a verdict, without its picture where that cannot be drawn; returns its text."""
    title = f"Exercise {task.number} · {task.title}: {verdict.outcome}"
    content = title, verdict.rows, TONES.get(verdict.outcome, "neutral")
    try:
        box.show_box(*content, verdict.picture)
    except Exception:
        verdict = dataclasses.replace(verdict, picture=None)
        box.show_box(*content)
    return box.text_box(*content, verdict.picture)


def hint(number: str) -> None:
    """Show one more hint for an exercise each time; the last one says how to see the solution.

    Args:
        number: the exercise, such as "1.1".

    Raises:
        ValueError: there is no such exercise, or this is an exam.
    """
    exams.refuse("am.hint")
    task = find(number)
    count = _hints_given[task.number] = min(_hints_given.get(task.number, 0) + 1, len(task.hints))
    record.add("hint", task.number, count=count)
    rows = [(f"hint {index + 1}", text) for index, text in enumerate(task.hints[:count])]
    if count == len(task.hints):
        rows.append(("next", f'That was the last hint. am.solution("{task.number}") shows the course\'s own version.'))
    box.show_box(f"Exercise {task.number} · {task.title}: hint {count} of {len(task.hints)}", rows, "neutral")


def forget_hints(lesson: str) -> None:
    """Begin with the first hint again.

    Args:
        lesson: of whose exercises, two digits.
    """
    for number in [one for one in _hints_given if record.of_lesson(one) == lesson]:
        del _hints_given[number]


def solution(number: str) -> None:
    """Show the source of the course's own version of an exercise's function.

    Args:
        number: the exercise, such as "1.1".

    Raises:
        ValueError: there is no such exercise, or this is an exam.
    """
    exams.refuse("am.solution")
    task = find(number)
    record.add("solution", task.number)
    source = inspect.getsource(task.reference).replace(f"def {task.reference.__name__}(", f"def {task.function}(", 1)
    box.show_code(f"# Exercise {task.number}: the course's own version\n{source}")


def find(number: str) -> Exercise:
    """The `Exercise` with this number.

    Args:
        number: such as "1.1".

    Returns:
        The exercise.

    Raises:
        ValueError: there is none; the message lists the numbers there are.
    """
    known = exercises()
    if str(number) not in known:
        raise RefusedError(
            f"There is no exercise {describe(number)}. Expected the number of one, as text: {', '.join(known)}. "
            f'For instance am.check("{next(iter(known))}", {next(iter(known.values())).function}).'
        )
    return known[str(number)]


@functools.cache
def exercises() -> dict[str, Exercise]:
    """All exercises of the course, from the packages lesson01 … of `amhelpers.exercises`.

    Returns:
        number -> `Exercise`, in the order of the course.
    """
    bank = importlib.import_module(f"{__package__.partition('.')[0]}.exercises")  # by name: it stands on the engine
    names = sorted(module.name for module in pkgutil.iter_modules(bank.__path__) if module.name.startswith("lesson"))
    modules = [importlib.import_module(f"{bank.__name__}.{name}") for name in names]
    return {task.number: task for module in modules for task in module.EXERCISES}


def _put_in_notebook(name, function):
    from IPython import get_ipython

    shell = get_ipython()
    if shell is not None:
        shell.user_ns[name] = function
