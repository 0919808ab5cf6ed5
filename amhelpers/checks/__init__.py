"""The exercises that answer back: exercise number, the student's function -> one box, and a function to go on with.

`exercise` says what an exercise is; `amhelpers.exercises` holds them all. `answer` looks at a function,
`limits` calls it safely, `surroundings` keeps the notebook as it was, `behaviour` notes what the call did,
`differences` tells two of them apart, `verdict` says what that means, with `reasons` where no misconception explains
it, `box` shows it and `record` keeps it.
"""

import functools
import importlib
import inspect
import os
import pkgutil
import threading

from amhelpers.checks import box, record
from amhelpers.checks.verdict import Outcome, judge
from amhelpers.describe import describe

__all__ = ["check", "exercises", "find", "hint", "progress", "solution"]

TONES = {Outcome.PASSED: "good", Outcome.NOT_YET: "bad", Outcome.STOPPED: "bad"}

_hints_given = {}
_one_at_a_time = threading.Lock()


class NotPassedError(AssertionError):
    """Raised by a check under nbgrader, so that its cell scores zero; a notebook shows its text without a traceback."""

    def _render_traceback_(self):
        return str(self).splitlines()


class InterruptedCheck(KeyboardInterrupt):
    """The user stopped a check; a notebook shows one line of it."""

    def _render_traceback_(self):
        return ["The check was interrupted."]


def check(number, answer):
    """Try the student's function on small inputs, say in one box what came of it, and return a function to go on with.

    Args:
        number: the exercise, such as "1.1".
        answer: the function itself, not what it returns.

    Returns:
        The student's function if it passed, else the course's own.

    Raises:
        ValueError: there is no such exercise.
        AssertionError: it did not pass, under nbgrader's autograder or validator only.
    """
    task = find(number)
    if not _one_at_a_time.acquire(blocking=False):
        raise RuntimeError("am.check was called inside of an answer that is being checked. Is its line indented?")
    try:
        verdict = judge(task, answer)
    except KeyboardInterrupt:
        raise InterruptedCheck from None
    finally:
        _one_at_a_time.release()
    title = f"Exercise {task.number} · {task.title}: {verdict.outcome}"
    content = title, verdict.rows, TONES.get(verdict.outcome, "neutral"), verdict.picture
    box.show_box(*content)
    passed = verdict.outcome == Outcome.PASSED
    if os.environ.get("NBGRADER_EXECUTION") in ("autograde", "validate"):
        if not passed:
            _put_in_notebook(task.function, task.reference)
            raise NotPassedError(box.text_box(*content))
    elif verdict.outcome != Outcome.COURSE:
        record.add(task.number, verdict.outcome)
    return answer if passed else task.reference


def hint(number):
    """Show one more hint for an exercise each time; the last one says how to see the solution."""
    task = find(number)
    count = _hints_given[task.number] = min(_hints_given.get(task.number, 0) + 1, len(task.hints))
    rows = [(f"hint {index + 1}", text) for index, text in enumerate(task.hints[:count])]
    if count == len(task.hints):
        rows.append(("next", f'That was the last hint. am.solution("{task.number}") shows the course\'s own version.'))
    box.show_box(f"Exercise {task.number} · {task.title}: hint {count} of {len(task.hints)}", rows, "neutral")


def solution(number):
    """Show the source of the course's own version of an exercise's function."""
    task = find(number)
    source = inspect.getsource(task.reference).replace(f"def {task.reference.__name__}(", f"def {task.function}(", 1)
    box.show_code(f"# Exercise {task.number}: the course's own version\n{source}")


def progress():
    """Show a table of all exercises: what is done, how many checks it took, and when it passed."""
    entries = record.read()
    rows = [
        _progress_row(task, [entry for entry in entries if entry["exercise"] == task.number])
        for task in exercises().values()
    ]
    note = "" if record.is_kept() else f"{record.file()} cannot be written: some of this is gone when the kernel stops."
    box.show_table(("nr", "exercise", "state", "checks", "passed on"), rows, note)


def _progress_row(task, entries):
    outcomes = [entry["outcome"] for entry in entries]
    if Outcome.PASSED in outcomes:
        first = outcomes.index(Outcome.PASSED)
        entries, state, when = entries[: first + 1], "passed", entries[first]["when"].replace("T", " ")
    else:
        state, when = "to do", ""
    attempts = [entry for entry in entries if entry["outcome"] != Outcome.NOT_ATTEMPTED]
    if attempts and not when:
        state = "begun"
    return task.number, task.title, state, str(len(attempts)), when


def find(number):
    """The `Exercise` with this number, or a ValueError that lists the numbers there are."""
    known = exercises()
    if str(number) not in known:
        raise ValueError(
            f"There is no exercise {describe(number)}. Expected the number of one, as text: {', '.join(known)}. "
            f'For instance am.check("{next(iter(known))}", {next(iter(known.values())).function}).'
        )
    return known[str(number)]


@functools.cache
def exercises():
    """All exercises of the course, number -> `Exercise`, from the packages lesson01 … of `amhelpers.exercises`."""
    bank = importlib.import_module("amhelpers.exercises")
    names = sorted(module.name for module in pkgutil.iter_modules(bank.__path__) if module.name.startswith("lesson"))
    modules = [importlib.import_module(f"{bank.__name__}.{name}") for name in names]
    return {task.number: task for module in modules for task in module.EXERCISES}


def _put_in_notebook(name, function):
    from IPython import get_ipython

    shell = get_ipython()
    if shell is not None:
        shell.user_ns[name] = function
