"""Results: grades -> files: one for each notebook as soon as it is graded, then tables, feedback, and a page."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from amhelpers.files import write_whole
from amhelpers.grading.feedback import write_feedback
from amhelpers.grading.survey import write_class
from amhelpers.grading.titles import titles

__all__ = ["load", "store", "write"]

FIELDS = {"student", "lesson", "notebook", "course", "grades", "remarks"}


def store(out: Path, result: dict[str, Any]) -> Path:
    """Keep what came of a notebook, whole or not at all.

    Args:
        out: the folder of the run.
        result: with the keys of `FIELDS`.

    Returns:
        The file.
    """
    file = out / "results" / result["lesson"] / f"{result['student']}.json"
    return write_whole(file, json.dumps(result, indent=1, ensure_ascii=False))


def load(out: Path) -> list[dict[str, Any]]:
    """What is kept in a folder; a file that is not whole counts as none.

    Args:
        out: the folder of a run.

    Returns:
        Results, by lesson and student.
    """
    found = []
    for file in sorted((out / "results").glob("*/*.json")):
        try:
            one = json.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            continue
        if isinstance(one, dict) and one.keys() >= FIELDS:
            found.append(one)
    return found


def write(out: Path, found: Sequence[dict[str, Any]]) -> None:
    """Write the tables, a page for each student and lesson, and one on the class.

    Args:
        out: the folder.
        found: results.
    """
    out.mkdir(parents=True, exist_ok=True)
    graded = {one["number"] for each in found for one in each["grades"]}
    numbers = [number for number in titles() if number in graded]
    students = sorted({one["student"] for one in found})
    points = {(each["student"], one["number"]): one["points"] for each in found for one in each["grades"]}
    rows = [[name, *(points.get((name, number), "") for number in numbers)] for name in students]
    head = ["student", *numbers, "points"]
    _table(out / "grades.csv", head, [[*row, sum(one for one in row[1:] if one != "")] for row in rows])
    said = [
        [each["student"], each["lesson"], number, text]
        for each in found
        for number, texts in [("", each["remarks"]), *((one["number"], one["remarks"]) for one in each["grades"])]
        for text in texts
    ]
    _table(out / "remarks.csv", ["student", "lesson", "exercise", "remark"], said)
    write_feedback(out / "feedback", found)
    write_class(out / "class.html", found)


def _table(path, head, rows):
    with open(path, "w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerows([[_harmless(cell) for cell in row] for row in rows])


def _harmless(cell):
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell
