"""Judging: a submission -> a grade for each exercise, with its reason; what the answers do is found out elsewhere.

Answers run in a process of their own (`apart`), which knows no right answer; here their values are compared.  Nothing
of a submission is run here.
"""

import ast
import re
from collections.abc import Sequence
from typing import NamedTuple

from amhelpers.checks import exercises
from amhelpers.checks.answer import is_stub_node
from amhelpers.checks.outcome import REFUSED, Outcome
from amhelpers.checks.passages import passages
from amhelpers.consent import agreed_in
from amhelpers.describe import cut
from amhelpers.grading import bank
from amhelpers.grading.comparing import Grade, as_grade, to_read
from amhelpers.grading.remarks import remarks
from amhelpers.grading.sealed import Apart
from amhelpers.grading.submission import Submission, dependences, needed
from amhelpers.record import of_lesson

__all__ = ["SECONDS", "grades"]

SECONDS = 60  # that an answer may take with all that it needs


class _Place(NamedTuple):
    """Where answers are run, for how long, and the names of all exercises' functions -> their numbers."""

    apart: Apart
    seconds: float
    functions: dict[str, str]


def grades(
    submission: Submission, lesson: str, apart: Apart, seconds: float = SECONDS, only: Sequence[str] | None = None
) -> list[Grade]:
    """Grade the exercises of a lesson.

    Args:
        submission: the notebook.
        lesson: two digits.
        apart: where the answers are run.
        seconds: that one answer may take with all that it needs.
        only: the numbers of those that are graded; None for all of the lesson.

    Returns:
        One grade for each exercise, in their order.
    """
    tasks = [task for task in exercises().values() if of_lesson(task.number) == lesson]
    tasks = [task for task in tasks if only is None or task.number in only]
    functions = {task.function: task.number for task in exercises().values()}
    place = _Place(apart, seconds, functions)
    passed: dict[str, list] = {}  # number -> the statements of an answer that passed
    agreed = agreed_in(one.source for one in submission.statements)
    found = []
    for task in tasks:
        own = needed(submission, task, functions)
        grade = _graded(submission, task, own, place, passed)
        lines = _lines(task, own) if agreed and grade.outcome in REFUSED else ()
        found.append(grade._replace(remarks=tuple(remarks(submission, task, own)), lines=lines))
        if grade.points:
            passed[task.number] = own
    return found


def _graded(submission, task, own, place, passed):
    if not own:
        return _without(submission, task)
    if _is_stub(own, task.function):
        return Grade(task.number, Outcome.NOT_ATTEMPTED.name, 0, (("note", "The function is as it was given."),))
    grade = _tried(task, own, place, passed)
    if not grade.points and passed.keys() & {*dependences(own, task, place.functions)}:
        # What it goes on from passed too, and yet the two may not fit: no exercise costs another.
        again = _tried(task, own, place, {})
        return again if again.points else grade
    return grade


def _tried(task, own, place, passed):
    """The grade of an answer, with the student's own versions of what passed, and the course's of all else."""
    statements, theirs = _with_others(own, task, passed, place.functions)
    probes = [*range(len(task.probes))]
    job = {
        "sources": bank.sources(task, theirs),
        "statements": statements,
        "function": task.function,
        "exercise": f"{bank.reference_of(task)[0].rpartition('.')[0]}.exercise",
        "seconds": place.seconds,
        "probes": probes if task.properties else 2 * probes,  # twice: does it keep anything between its calls?
    }
    return as_grade(task, place.apart.ask(job), to_read(own, task.function))


def _with_others(own, task, passed, functions):
    """What is to be run, and the exercises that the course's own version is put in the place of."""
    statements, theirs, done = [], [], {task.number}

    def go_on_from(code, of):
        for number in dependences(code, of, functions):
            if number in done:
                continue
            done.add(number)
            other = exercises()[number]
            if number in passed:
                go_on_from(passed[number], other)
                statements.extend((one.source, None) for one in passed[number] if not one.check)
            else:
                theirs.append(other)
                statements.append(("", (*bank.reference_of(other), other.function)))

    go_on_from(own, task)
    return statements + [(one.source, None) for one in own if not one.check], theirs


def _lines(task, own):
    """The lines of an answer that are other than in a right one."""
    texts = [one.source for one in own if task.function in one.binds and not one.check]
    return passages(task, texts[-1]) if texts else ()


def _without(submission, task):
    """The grade where nothing gives the function a value."""
    cells = [index for index, text in submission.cells.items() if re.search(rf"\b{task.function}\b", text)]
    said = [submission.unreadable[index] for index in cells if index in submission.unreadable]
    if said:
        rows = (("received", cut(said[0], 300)), ("why", "Python cannot read the cell. Nothing of it was run."))
        return Grade(task.number, Outcome.STOPPED.name, 0, rows)
    rows = (("note", f"Nothing in the notebook defines {task.function}."),)
    return Grade(task.number, "MISSING", 0, rows)


def _is_stub(own, name):
    """Is the function's last definition still as it was given?"""
    nodes = [ast.parse(one.source).body[0] for one in own if name in one.binds]
    return isinstance(nodes[-1], ast.FunctionDef) and is_stub_node(nodes[-1])
