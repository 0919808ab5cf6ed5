"""Student: one record -> the parts of a page on how it went: tries, hints, minutes, mistakes, guesses."""

from collections.abc import Sequence
from typing import Any

from amhelpers import lessons, record
from amhelpers.attempts import attempts
from amhelpers.checks import exercises
from amhelpers.overview import guess_row
from amhelpers.record import Entry
from amhelpers.reports.asked import questions
from amhelpers.reports.mistakes import Refused, lines_of, mistakes_of

__all__ = ["parts_of"]


def parts_of(entries: Sequence[Entry], refused: Sequence[Refused]) -> dict[str, Any]:
    """What is on record of a student.

    Args:
        entries: what is on record.
        refused: the answers among them that were refused.

    Returns:
        Heading -> what stands there.
    """
    rows = _exercises(entries)
    mistakes = [
        {name: row[name] for name in ("nr", "taken for", "answers", "told")} for row in mistakes_of(refused)
    ] or "No answer was taken for a known mistake."
    lines = [{name: row[name] for name in ("nr", "taken for", "lines")} for row in lines_of(refused)]
    guessed = [row for guess in lessons.guesses().values() if (row := guess_row(guess, entries))]
    head = ("nr", "question", "expected", "found")
    answered = [row["nr"] for row in questions({"": entries})]
    return {
        "In short": {
            "exercises passed": sum(row["state"] == "passed" for row in rows),
            "exercises tried": sum(row["tries"] > 0 for row in rows),
            "minutes": record.minutes(entries),
            "first and last entry": f"{entries[0].moment:%Y-%m-%d} to {entries[-1].moment:%Y-%m-%d}",
        },
        "Exercises": rows or "No exercise was tried.",
        "What was taken for what": mistakes,
        **({"The lines that made it": lines} if lines else {}),
        "Guesses": [dict(zip(head, row, strict=True)) for row in guessed] or "No guess was taken down.",
        "Questions": f"Answered: {', '.join(answered)}." if answered else "No question was answered.",
    }


def _exercises(entries):
    """A row for each exercise with something on record: how it went up to the first check that passed."""
    rows = []
    for number, task in exercises().items():
        own = [one for one in entries if one.number == number]
        if own:
            seen = attempts(own)
            row = {"nr": number, "exercise": task.title, "state": seen.state, "tries": seen.checks, "hints": seen.hints}
            row |= {"solution": "yes" if seen.solution else "", "minutes": seen.minutes, "passed on": seen.passed[:16]}
            rows.append(row)
    return rows
