"""Results: grades -> files: one for each notebook as soon as it is graded, then tables, feedback, and a page."""

import csv
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from amhelpers.checks import exercises
from amhelpers.pages import page

__all__ = ["load", "store", "write", "write_class"]

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
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8")
    os.replace(fresh, file)  # noqa: PTH105
    return file


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
    numbers = [
        number for number in exercises() if any(number == one["number"] for each in found for one in each["grades"])
    ]
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
    for each in found:
        page(out / "feedback" / each["student"] / f"{each['lesson']}.html", f"Lesson {each['lesson']}", _feedback(each))
    write_class(out / "class.html", found)


def write_class(path: str | Path, found: Sequence[dict[str, Any]]) -> Path:
    """Write a page on a class, without names.

    Args:
        path: of the page, which ends in .html.
        found: results.

    Returns:
        Where it is.

    Raises:
        ValueError: there are no results, or the path ends in something else.
    """
    if not found:
        raise ValueError("There is nothing graded in this folder: python -m amhelpers grade SUBMISSIONS --out FOLDER.")
    return page(path, "What the class handed in", _on_the_class(found, sorted({one["student"] for one in found})))


def _table(path, head, rows):
    with open(path, "w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerows([[_harmless(cell) for cell in row] for row in rows])


def _harmless(cell):
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _feedback(result):
    """What a student is told: for each exercise its points, and why."""
    parts: dict[str, Any] = {}
    for one in result["grades"]:
        title = exercises()[one["number"]].title
        rows = dict(one["rows"])
        parts[f"{one['number']} {title}"] = {
            "points": f"{one['points']} of 1",
            "outcome": _words(one["outcome"]),
            **rows,
        }
    return parts or {"Not graded": " ".join(result["remarks"])}


def _words(outcome):
    return outcome.lower().replace("_", " ")


def _on_the_class(found: Iterable[dict[str, Any]], students: Sequence[str]) -> dict[str, Any]:
    found = list(found)
    all_ = [(each["student"], one) for each in found for one in each["grades"]]
    parts: dict[str, Any] = {"Who": {"students": len(students), "notebooks": len(found)}}
    table = []
    for number, task in exercises().items():
        own = Counter(one["outcome"] for _, one in all_ if one["number"] == number)
        if own:
            table.append({"nr": number, "exercise": task.title, "handed in": own.total()} | _counts(own))
    parts["Exercises"] = table or "No exercise was graded."
    taken = Counter((one["number"], one["misconception"]) for _, one in all_ if one["misconception"])
    parts["What was taken for what"] = [
        {"nr": number, "taken for": name, "students": count} for (number, name), count in taken.most_common(40)
    ] or "No answer was taken for a known mistake."
    refused = ("NOT_YET", "STOPPED")
    unknown = Counter(one["number"] for _, one in all_ if one["outcome"] in refused and not one["misconception"])
    parts["Refused without a known mistake"] = [
        {"nr": number, "students": count} for number, count in unknown.most_common()
    ] or "Every answer that was refused had a known mistake."
    remarks = Counter(text for _, one in all_ for text in one["remarks"])
    parts["Remarks"] = [{"remark": text, "answers": count} for text, count in remarks.most_common(40)] or "None."
    return parts


def _counts(own):
    names = {"PASSED": "passed", "NOT_YET": "not yet", "STOPPED": "stopped", "NOT_ATTEMPTED": "not attempted"}
    counted = {words: own.get(name, 0) for name, words in names.items()}
    return counted | {"not there, or unchecked": own.total() - sum(counted.values())}
