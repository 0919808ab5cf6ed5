"""Survey: what was graded -> a page on the class, which names nobody unless that is asked for, or on one student."""

import datetime
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from amhelpers.checks import exercises
from amhelpers.checks.outcome import REFUSED
from amhelpers.grading.titles import titles
from amhelpers.pages import page
from amhelpers.reports import figures, one_of
from amhelpers.reports.mistakes import Refused, hint_of, lines_of, parts_of, words_of

__all__ = ["total", "words", "write_class", "write_student"]

OUTCOMES = {"PASSED": "passed", "NOT_YET": "not yet", "STOPPED": "stopped", "NOT_ATTEMPTED": "not attempted"}
OTHERS = "not there, or unchecked"
MOST = 40  # remarks


def write_class(path: str | Path, found: Sequence[dict[str, Any]], names: bool = False) -> Path:
    """Write a page on a class.

    Args:
        path: of the page, which ends in .html.
        found: results.
        names: say how many points who has; else nobody is named.

    Returns:
        Where it is.

    Raises:
        ValueError: there are no results, or the path ends in something else.
    """
    _there(found)
    return page(path, "What the class handed in", _on_the_class(found, names))


def write_student(path: str | Path, found: Sequence[dict[str, Any]], name: str) -> Path:
    """Write a page on one student.

    Args:
        path: of the page, which ends in .html.
        found: results.
        name: of the student.

    Returns:
        Where it is.

    Raises:
        ValueError: there are no results, none of this name, or the path ends in something else.
    """
    _there(found)
    one_of({one["student"] for one in found}, name)
    own = [one for one in found if one["student"] == name]
    said = [text for each in own for text in each["remarks"]]
    said += [f"{one['number']}: {text}" for each in own for one in each["grades"] for text in one["remarks"]]
    parts: dict[str, Any] = {
        "Points": [{"points": total(one for each in own for one in each["grades"])}, _by_lesson(own)],
        "Exercises": [_told(one) for each in own for one in each["grades"]] or "No exercise was graded.",
        "The lines that made it": [
            {name: row[name] for name in ("nr", "taken for", "lines")} for row in lines_of(_refused(own))
        ],
        "Remarks": "\n\n".join(said),
    }
    return page(path, f"What {name} handed in", {head: part for head, part in parts.items() if part})


def total(grades: Any) -> str:
    """The sum of points.

    Args:
        grades: of exercises.

    Returns:
        Such as "3 of 5".
    """
    points = [one["points"] for one in grades]
    return f"{sum(points):g} of {len(points)}"


def words(outcome: str) -> str:
    """An outcome in words.

    Args:
        outcome: its name.

    Returns:
        Such as "not yet".
    """
    return outcome.lower().replace("_", " ")


def _there(found):
    if not found:
        raise ValueError("There is nothing graded in this folder: python -m amhelpers grade SUBMISSIONS --out FOLDER.")


def _by_lesson(own):
    rows = [
        {"lesson": one["lesson"], "points": total(one["grades"]), "handed in": one.get("moment", "")} for one in own
    ]
    return [{**row, "handed in": row["handed in"][:16].replace("T", " ")} for row in rows]


def _told(one):
    """A row on an exercise of one student."""
    row = {"nr": one["number"], "exercise": titles()[one["number"]], "points": one["points"]}
    row |= {"outcome": words(one["outcome"]), "taken for": words_of(one["number"], one["misconception"])}
    why = dict(one["rows"]).get("why", "") if one["outcome"] in REFUSED else ""
    return row | {"told": hint_of(one["number"], one["misconception"]) or why}


def _refused(found):
    return [
        Refused(each["student"], one["number"], one["misconception"], tuple(one.get("lines", ())))
        for each in found
        for one in each["grades"]
        if one["outcome"] in REFUSED and one["number"] in exercises()
    ]


def _on_the_class(found, names) -> dict[str, Any]:
    students = sorted({one["student"] for one in found})
    refused = _refused(found)
    remarks = Counter(text for each in found for one in each["grades"] for text in one["remarks"])
    return {
        "Who": {
            "students": len(students),
            "notebooks": len(found),
            "notebooks whose lines may be shown": sum(bool(one.get("agreed")) for one in found),
        },
        "Exercises": _by_exercise([one for each in found for one in each["grades"]]),
        **parts_of(refused, without=["answers"]),  # each student has one of an exercise
        "Remarks": [{"remark": text, "answers": count} for text, count in remarks.most_common(MOST)] or "None.",
        **({"Week by week": _over_weeks(found)} if any(one.get("moment") for one in found) else {}),
        **({"Students": _students(found, students)} if names else {}),
    }


def _by_exercise(grades):
    """A plot of outcomes, and a table."""
    own = {
        number: Counter(OUTCOMES.get(one["outcome"], OTHERS) for one in grades if one["number"] == number)
        for number in titles()
    }
    own = {number: counted for number, counted in own.items() if counted}
    if not own:
        return "No exercise was graded."
    kinds = [*OUTCOMES.values(), OTHERS]
    counts = {kind: [counted[kind] for counted in own.values()] for kind in kinds}
    table = [
        {"nr": number, "exercise": titles()[number], "handed in": counted.total()}
        | {kind: counted[kind] for kind in kinds}
        for number, counted in own.items()
    ]
    return [figures.by_exercise("Answers, by exercise and outcome", list(own), counts, 1), table]


def _over_weeks(found):
    """Notebooks, week by week, by what nbgrader noted beside them."""
    weeks = Counter(f"{datetime.datetime.fromisoformat(one['moment']):%G-W%V}" for one in found if one.get("moment"))
    names = sorted(weeks)
    return figures.by_week("Handed in, week by week", names, {"notebooks": [weeks[name] for name in names]})


def _students(found, students):
    return [
        {"student": name, "points": total(one for each in found if each["student"] == name for one in each["grades"])}
        for name in students
    ]
