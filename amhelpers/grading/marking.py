"""Marking: the numbers that a student noted -> grades. Nothing of the notebook is run."""

import ast
import math
import re
from collections.abc import Sequence
from typing import Any

from amhelpers.checks.outcome import Outcome
from amhelpers.describe import cut
from amhelpers.exams.tasks import Task, right_number, tasks
from amhelpers.grading.comparing import Grade
from amhelpers.grading.submission import Submission

__all__ = ["marks", "shared"]

NOTHING = object()
LARGE = 1e30  # beyond it a number is no answer to any task
MANY = 0.1  # a number that is right for more students than this share says nothing of whose it is


def marks(submission: Submission, numbers: Sequence[str], seed: str) -> list[Grade]:
    """Grade the tasks of an exam.

    Args:
        submission: the notebook.
        numbers: of the tasks.
        seed: the student's own.

    Returns:
        A grade for each.
    """
    return [_graded(tasks()[number], _noted(submission, number), seed) for number in numbers]


def shared(found: Sequence[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Wrong numbers that are right for somebody else.

    Args:
        found: results of one exam, as `results.load` has them.

    Returns:
        (student, number of a task) -> a remark.
    """
    expected: dict[str, list] = {}
    wrong = []
    for each in found:
        for one in each["grades"]:
            said = dict(one["rows"])
            if one["number"] not in tasks() or "expected" not in said:
                continue
            expected.setdefault(one["number"], []).append((each["student"], _number(said["expected"])))
            if not one["points"] and _number(said["received"]) is not None:
                wrong.append((each["student"], one["number"], _number(said["received"])))
    remarks = {}
    for student, number, received in wrong:
        others = [other for other, right in expected[number] if is_right(tasks()[number], right, received)]
        if others and len(others) <= max(1, MANY * len(expected[number])):
            remarks[student, number] = f"The number is wrong for {student}, and right for {', '.join(others[:3])}."
    return remarks


def _number(text):
    """A number that was kept as a text, or None."""
    try:
        return int(text) if re.fullmatch(r"[+-]?\d+", text) else float(text)
    except ValueError:
        return None


def is_right(task: Task, expected: float, received: float) -> bool:
    """Is a number near enough?

    Args:
        task: that asks for it.
        expected: the course's.
        received: the student's.

    Returns:
        Whether it is.
    """
    if isinstance(expected, int):
        return received == expected
    return math.isclose(received, expected, rel_tol=task.tolerance, abs_tol=1e-9)


def _graded(task, noted, seed):
    name = task.number
    if noted is NOTHING:
        return Grade(name, "MISSING", 0, (("note", f'Nothing in the notebook notes it: am.exams.note("{name}", …).'),))
    if noted is ...:
        return Grade(name, Outcome.NOT_ATTEMPTED.name, 0, (("note", "No number was noted."),))
    expected = right_number(task, seed)
    rows = [("expected", f"{expected:.4g}" if isinstance(expected, float) else str(expected))]
    if isinstance(noted, str):
        rows += [("received", noted), ("why", "The number itself is asked for. Code in its place is not run.")]
        return Grade(name, Outcome.NOT_YET.name, 0, tuple(rows))
    rows.append(("received", repr(noted)))
    if is_right(task, expected, noted):
        return Grade(name, Outcome.PASSED.name, 1, tuple(rows))
    return Grade(name, Outcome.NOT_YET.name, 0, tuple(rows))


def _noted(submission, number):
    """The last number that is noted for a task: a number, an ellipsis, the text of other code, or NOTHING."""
    found = NOTHING
    for one in submission.statements:
        node = ast.parse(one.source).body[0]
        call = node.value if isinstance(node, ast.Expr) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr != "note":
            continue
        values = [*call.args, *(one.value for one in call.keywords if one.arg == "value")]
        if not values or not isinstance(values[0], ast.Constant) or values[0].value != number or len(values) < 2:
            continue
        try:
            value = ast.literal_eval(values[1])
        except (ValueError, TypeError, SyntaxError, RecursionError):
            value = None
        plain = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGE
        found = value if plain or value is ... else cut(ast.unparse(values[1]), 100)
    return found
