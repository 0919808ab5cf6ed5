"""Scores: nbgrader's gradebook -> a page: means by exercise, who handed in, week by week. It is read, never written."""

import contextlib
import datetime
import re
import sqlite3
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from amhelpers.checks import exercises
from amhelpers.pages import page
from amhelpers.reports import figures, one_of

__all__ = ["write_scores"]

SUBMISSIONS = """
SELECT submission.student_id, assignment.name, submission.timestamp
FROM submitted_assignment AS submission JOIN assignment ON assignment.id = submission.assignment_id
ORDER BY assignment.name, submission.student_id
"""
# As nbgrader has it: a score by hand counts before that of a program, and what is given besides is added.
GRADES = """
SELECT submission.student_id, assignment.name, base_cell.name, grade_cells.max_score,
    coalesce(grade.manual_score, grade.auto_score) + coalesce(grade.extra_credit, 0)
FROM grade JOIN grade_cells ON grade_cells.id = grade.cell_id JOIN base_cell ON base_cell.id = grade.cell_id
    JOIN submitted_notebook AS notebook ON notebook.id = grade.notebook_id
    JOIN submitted_assignment AS submission ON submission.id = notebook.assignment_id
    JOIN assignment ON assignment.id = submission.assignment_id
WHERE grade_cells.max_score > 0
ORDER BY assignment.name, base_cell.rowid
"""


class Score(NamedTuple):
    """What a student has for a cell; None where it is not graded yet."""

    student: str
    lesson: str
    cell: str
    most: float
    score: float | None


class Book(NamedTuple):
    """What is in a gradebook: all students, (student, lesson, moment or None) of what was handed in, and scores."""

    students: list[str]
    handed_in: list[tuple[str, str, datetime.datetime | None]]
    scores: list[Score]


def write_scores(path: str | Path, gradebook: str | Path, names: bool = False, only: str | None = None) -> Path:
    """Write a page on what is in a gradebook.

    Args:
        path: of the page, which ends in .html.
        gradebook: nbgrader's `gradebook.db`.
        names: say how many points who has; else nobody is named.
        only: the name of a student: the page is on this one alone.

    Returns:
        Where the page is.

    Raises:
        ValueError: the file is no gradebook of nbgrader, nothing was handed in, or there is no such student.
    """
    book = _read(Path(gradebook))
    if only is not None:
        one_of(book.students, only)
        book = Book([only], *([one for one in some if one[0] == only] for some in book[1:]))
    if not book.handed_in:
        raise ValueError(
            f"In the gradebook {gradebook} {only or 'nobody'} has handed in {'nothing' if only else 'anything'}."
        )
    moments = [moment for *_, moment in book.handed_in if moment]
    parts: dict[str, Any] = {
        "Who": {
            **({} if only else {"students": len(book.students)}),
            **({} if only else {"students that handed in": len({student for student, *_ in book.handed_in})}),
            "handed in": len(book.handed_in),
            "points": _sum(book.scores),
            "first and last": f"{min(moments):%Y-%m-%d} to {max(moments):%Y-%m-%d}" if moments else "without a date",
        },
        "Lessons": _by_lesson(book),
        "Exercises": _by_exercise(book.scores, bool(only)),
        "Week by week": _over_weeks(book) if moments else "nbgrader has no date of what was handed in.",
    }
    if names and not only:
        parts["Students"] = [
            {"student": name, "handed in": sum(one[0] == name for one in book.handed_in)}
            | {"points": _sum([one for one in book.scores if one.student == name])}
            for name in book.students
        ]
    return page(path, f"The points of {only}" if only else "The points of the class", parts)


def _read(path):
    """What is in a gradebook, which is opened in a way that cannot change it."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)) as base:
            students = [str(name) for (name,) in base.execute("SELECT id FROM student ORDER BY id")]
            handed_in = [(student, lesson, _moment(when)) for student, lesson, when in base.execute(SUBMISSIONS)]
            return Book(students, handed_in, [Score(*row) for row in base.execute(GRADES)])
    except sqlite3.Error as error:
        raise ValueError(f"{path} cannot be read as a gradebook of nbgrader: {error}.") from None


def _moment(when):
    """A date as nbgrader keeps it, in UTC, on this machine's clock."""
    return when and datetime.datetime.fromisoformat(when).replace(tzinfo=datetime.UTC).astimezone()


def _sum(scores: Sequence[Score]) -> str:
    return f"{sum(one.score or 0 for one in scores):g} of {sum(one.most for one in scores):g}"


def _by_lesson(book):
    rows = []
    for lesson in dict.fromkeys(lesson for _, lesson, _ in book.handed_in):
        count = sum(one == lesson for _, one, _ in book.handed_in)
        own = [one for one in book.scores if one.lesson == lesson]
        most = sum(one.most for one in own)
        share = f"{sum(one.score or 0 for one in own) / most:.0%}" if most else ""
        rows.append({"lesson": lesson, "handed in": count, "points": _sum(own), "share": share})
    return rows


def _by_exercise(scores, is_one):
    """A plot of the mean of each cell that has points, and a table."""
    rows, shares = [], {}
    for lesson, cell in dict.fromkeys((one.lesson, one.cell) for one in scores):
        own = [one for one in scores if (one.lesson, one.cell) == (lesson, cell)]
        known = [one.score for one in own if one.score is not None]
        number = _number(cell)
        mean = statistics.mean(known) if known else None
        shares[number or f"{lesson} {cell}"] = (mean or 0) / own[0].most
        row = {"lesson": lesson, "nr": number or cell, "exercise": exercises()[number].title if number else ""}
        row |= {} if is_one else {"graded": len(known), "not graded yet": len(own) - len(known)}
        said = "not graded yet" if mean is None else f"{mean:.3g} of {own[0].most:g}"
        rows.append(row | {"score" if is_one else "mean score": said})
    if not rows:
        return "No cell has points."
    title = "Share of the points" if is_one else "Mean share of the points"
    return [figures.by_exercise(title, list(shares), {"share": list(shares.values())}, 1), rows]


def _number(cell):
    """The number of the exercise that a cell checks; empty for other cells."""
    match = re.fullmatch(r"check-(\d+)-(\d+)", cell)
    number = f"{match[1]}.{match[2]}" if match else ""
    return number if number in exercises() else ""


def _over_weeks(book):
    """What was handed in, week by week, and the mean share of its points."""
    weeks: dict[str, list] = {}
    for student, lesson, moment in book.handed_in:
        if moment:
            own = [one for one in book.scores if (one.student, one.lesson) == (student, lesson)]
            most = sum(one.most for one in own)
            weeks.setdefault(f"{moment:%G-W%V}", []).append(sum(one.score or 0 for one in own) / most if most else 0)
    names = sorted(weeks)
    table = [
        {"week": name, "handed in": len(weeks[name]), "mean share of points": f"{statistics.mean(weeks[name]):.0%}"}
        for name in names
    ]
    without = sum(moment is None for *_, moment in book.handed_in)
    said = [f"Without a date: {without}."] if without else []
    counts = {"handed in": [len(weeks[name]) for name in names]}
    return [figures.by_week("Handed in, week by week", names, counts), table, *said]
