"""Gradebook: grades -> nbgrader's database, by one writer."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["enter"]


def enter(path: str | Path, found: Sequence[dict[str, Any]]) -> int:
    """Enter points into a gradebook, for assignments that `nbgrader generate_assignment` has put there.

    Args:
        path: of `gradebook.db`.
        found: results, as `results.load` has them.

    Returns:
        How many submissions were entered.

    Raises:
        ValueError: there is no such file, or an assignment is not in it.
    """
    from nbgrader.api import Gradebook, MissingEntry

    path = Path(path)
    if not path.is_file():
        raise ValueError(f"There is no gradebook {path}: nbgrader generate_assignment NN makes it.")
    with Gradebook(f"sqlite:///{path.resolve()}") as book:
        for one in found:
            try:
                book.find_assignment(one["lesson"])
            except MissingEntry:
                raise ValueError(
                    f"The gradebook {path} has no assignment {one['lesson']}: nbgrader generate_assignment "
                    f"{one['lesson']} enters it."
                ) from None
            book.update_or_create_student(one["student"])
            when = {"timestamp": _in_utc(one["moment"])} if one.get("moment") else {}
            submitted = book.update_or_create_submission(one["lesson"], one["student"], **when)
            points = {f"check-{each['number'].replace('.', '-')}": each["points"] for each in one["grades"]}
            for notebook in submitted.notebooks:
                for grade in notebook.grades:
                    if grade.name in points:
                        grade.auto_score, grade.needs_manual_grade = float(points[grade.name]), False
            book.db.commit()
    return len(found)


def _in_utc(moment):
    """A moment as nbgrader keeps it: in UTC, and without a zone."""
    return datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC).replace(tzinfo=None)
