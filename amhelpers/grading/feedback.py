"""Feedback: what was graded of a student -> a page for each lesson, and one over the lessons if there are several."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from amhelpers.grading.survey import total, words
from amhelpers.grading.titles import titles
from amhelpers.pages import Link, page

__all__ = ["write_feedback"]


def write_feedback(folder: Path, found: Sequence[dict[str, Any]]) -> None:
    """Write what students are told.

    Args:
        folder: for a folder for each student.
        found: results.
    """
    for one in found:
        page(folder / one["student"] / f"{one['lesson']}.html", f"Lesson {one['lesson']}", _on_a_lesson(one))
    for student in sorted({one["student"] for one in found}):
        own = [one for one in found if one["student"] == student]
        if len(own) > 1:
            page(folder / student / "index.html", "All lessons", _over_lessons(own))


def _on_a_lesson(result):
    """The sum, all exercises, and then for each of them why it has its points."""
    grades = result["grades"]
    if not grades:
        return {"Not graded": " ".join(result["remarks"])}
    table = [
        {
            "nr": one["number"],
            "exercise": _title(one),
            "points": f"{one['points']:g} of 1",
            "outcome": words(one["outcome"]),
        }
        for one in grades
    ]
    parts: dict[str, Any] = {"Points": [{"sum": total(grades)}, table]}
    for one in grades:
        why = {"outcome": words(one["outcome"]), **dict(one["rows"])}
        parts[f"{one['number']} {_title(one)}"] = why
    return parts


def _over_lessons(own):
    lessons = [
        {
            "lesson": Link(f"Lesson {one['lesson']}", f"{one['lesson']}.html"),
            "points": total(one["grades"]) if one["grades"] else "not graded",
        }
        for one in own
    ]
    return {"Points": [{"sum": total(one for each in own for one in each["grades"])}, lessons]}


def _title(one):
    return titles()[one["number"]]
