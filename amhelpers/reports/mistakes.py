"""Mistakes: refused answers -> tables of what they were taken for, what was said then, and the lines that made it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from amhelpers.checks import exercises
from amhelpers.checks.exercise import Misconception, Property
from amhelpers.pages import Code
from amhelpers.reports import figures

__all__ = ["Refused", "hint_of", "lines_of", "mistakes_of", "parts_of", "unexplained", "words_of"]

MOST = 40  # misconceptions that a page lists
FEW = 3  # different lines that are shown of each


class Refused(NamedTuple):
    """An answer that was refused.

    Attributes:
        student: whose it was; it is counted, and not shown.
        number: of the exercise.
        why: the name of what it was taken for, or of a property that it lacked; empty for nothing known.
        lines: those of the answer that are other than in a right one; none where the student has not agreed to that.
    """

    student: str
    number: str
    why: str
    lines: tuple[str, ...] = ()


def parts_of(refused: Sequence[Refused], without: Sequence[str] = ()) -> dict[str, Any]:
    """What a page on a class says of the answers that were refused.

    Args:
        refused: answers.
        without: columns that say nothing there, such as "answers" where each student has one of an exercise.

    Returns:
        Heading -> what stands there.
    """
    mistakes = mistakes_of(refused)
    counts = {f"{row['nr']} {row['taken for']}": row["students"] for row in mistakes}
    bars = figures.by_mistake("Students, by what answers were taken for", counts)
    mistakes, unknown = (
        [{name: value for name, value in row.items() if name not in without} for row in rows]
        for rows in (mistakes, unexplained(refused))
    )
    return {
        "What was taken for what": [*bars, mistakes] if mistakes else "No answer was taken for a known mistake.",
        "The lines that made it": lines_of(refused) or "There are no lines of students who agreed that they are shown.",
        "Refused without a known mistake": unknown or "Every answer that was refused had a known mistake.",
    }


def mistakes_of(refused: Iterable[Refused]) -> list[dict[str, Any]]:
    """What answers were taken for, or were without, those first that most students made.

    Args:
        refused: answers.

    Returns:
        Rows: nr, taken for, students, answers, told.
    """
    known = [one for one in refused if one.why]
    return [
        {
            "nr": number,
            "taken for": words_of(number, why),
            "students": students,
            "answers": answers,
            "told": hint_of(number, why),
        }
        for (number, why), students, answers in _counted(known, lambda one: (one.number, one.why))[:MOST]
    ]


def unexplained(refused: Iterable[Refused]) -> list[dict[str, Any]]:
    """Answers of which nobody knew the mistake: where the next entries of the bank are.

    Args:
        refused: answers.

    Returns:
        Rows: nr, students, answers.
    """
    unknown = [one for one in refused if not one.why]
    return [
        {"nr": number, "students": students, "answers": answers}
        for number, students, answers in _counted(unknown, lambda one: one.number)
    ]


def lines_of(refused: Iterable[Refused]) -> list[dict[str, Any]]:
    """The lines that made the mistakes, equal ones counted together.

    Args:
        refused: answers.

    Returns:
        Rows: nr, taken for, lines, students; of each mistake the most frequent few.
    """
    shown = [one for one in refused if one.lines]
    rows = []
    for (number, why), _, _ in _counted(shown, lambda one: (one.number, one.why))[:MOST]:
        own = [one for one in shown if (one.number, one.why) == (number, why)]
        for lines, students, _ in _counted(own, lambda one: one.lines)[:FEW]:
            words = words_of(number, why) if why else "no known mistake"
            rows.append({"nr": number, "taken for": words, "lines": Code("\n".join(lines)), "students": students})
    return rows


def words_of(number: str, why: str) -> str:
    """What an answer was taken for; of a property that it must have, that it was missing.

    Args:
        number: of the exercise.
        why: the name.

    Returns:
        The name, or "without: " and the name.
    """
    task = exercises().get(number)
    return f"without: {why}" if task and why in [one.name for one in task.properties] else why


def hint_of(number: str, why: str) -> str:
    """What is said of a mistake.

    Args:
        number: of the exercise.
        why: the name.

    Returns:
        The hint of the bank; empty where it has none of this name.
    """
    task = exercises().get(number)
    entries: tuple[Misconception | Property, ...] = (*task.misconceptions, *task.properties) if task else ()
    return next((one.hint for one in entries if one.name == why), "")


def _counted(some, key):
    """(key, students, answers) for each key, the most students first."""
    answers = Counter(key(one) for one in some)
    students = Counter(found for found, _ in {(key(one), one.student) for one in some})
    order = sorted(answers, key=lambda one: (-students[one], -answers[one], one))
    return [(one, students[one], answers[one]) for one in order]
