"""Classroom: records of a class -> the parts of a page on how far it is, what it got wrong, and how it went."""

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.figure import Figure

from amhelpers.checks import exercises
from amhelpers.checks.outcome import REFUSED, Outcome
from amhelpers.consent import is_agreed
from amhelpers.record import Entry
from amhelpers.reports import asked, figures, mistakes
from amhelpers.reports.mistakes import Refused

__all__ = ["over_weeks", "parts_of"]

TRIED = (Outcome.PASSED.name, *REFUSED)


def parts_of(
    known: Mapping[str, Sequence[Entry]], rows: Sequence[Mapping[str, Any]], refused: Sequence[Refused]
) -> dict[str, Any]:
    """What is on record of a class.

    Args:
        known: name -> what is on record.
        rows: one for each student and exercise.
        refused: the answers that were refused.

    Returns:
        Heading -> what stands there.
    """
    moments = [entry.moment for entries in known.values() for entry in entries]
    agreed = sum(map(is_agreed, known.values()))
    return {
        "Who": {
            "records": len(known),
            "exercises that somebody tried": len({row["exercise"] for row in rows}),
            "first and last entry": f"{min(moments):%Y-%m-%d} to {max(moments):%Y-%m-%d}",
            "agreed that their lines are shown": agreed,
        },
        "How far they are": [*_passed_plot(rows, len(known)), over_weeks(known)],
        "Exercises": _by_exercise(rows),
        **mistakes.parts_of(refused),
        "Guesses": asked.guesses(known) or "No guess was taken down.",
        "Questions": asked.questions(known) or "No question was answered.",
    }


def _by_exercise(rows):
    """How it went, exercise by exercise."""
    table = []
    for number, task in exercises().items():
        own = [row for row in rows if row["exercise"] == number]
        passed = [row for row in own if row["state"] == "passed"]
        if own:
            table.append(
                {
                    "nr": number,
                    "exercise": task.title,
                    "tried": sum(row["checks"] > 0 for row in own),
                    "passed": len(passed),
                    "checks until then": _median(row["checks"] for row in passed),
                    "hints": _median(row["hints"] for row in passed),
                    "minutes": _median(row["minutes"] for row in passed),
                    "took the solution": sum(row["solution"] for row in own),
                }
            )
    return table


def _median(numbers):
    found = list(numbers)
    return f"{statistics.median(found):g}" if found else ""


def _passed_plot(rows, count):
    """A bar for each exercise: how many passed, and how many tried and did not."""
    numbers = list(
        dict.fromkeys(row["exercise"] for row in sorted(rows, key=lambda row: [*exercises()].index(row["exercise"])))
    )
    own = {number: [row for row in rows if row["exercise"] == number] for number in numbers}
    passed = [sum(row["state"] == "passed" for row in own[number]) for number in numbers]
    begun = [sum(row["state"] == "begun" for row in own[number]) for number in numbers]
    counts = {"passed": passed, "tried, not passed": begun}
    return [figures.by_exercise("Students, by exercise", numbers, counts, count)] if numbers else []


def over_weeks(known: Mapping[str, Sequence[Entry]]) -> Figure | str:
    """Checks, and those that passed, week by week.

    Args:
        known: name -> what is on record.

    Returns:
        A plot; a sentence where there are no checks.
    """
    checks = [one for entries in known.values() for one in entries if one.event == "check"]
    weeks = sorted({f"{one.moment:%G-W%V}" for one in checks})
    tried = Counter(f"{one.moment:%G-W%V}" for one in checks if one.kept["outcome"] in TRIED)
    passed = Counter(f"{one.moment:%G-W%V}" for one in checks if one.kept["outcome"] == Outcome.PASSED.name)
    if not weeks:
        return "No check is on record."
    counts = {"checks": [tried[week] for week in weeks], "of these passed": [passed[week] for week in weeks]}
    return figures.by_week("Checks, week by week", weeks, counts)
