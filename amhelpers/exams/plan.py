"""Plan: what is kept of an exam, so that it can be marked: a seed, its exercises and tasks, and its students."""

import json
from pathlib import Path
from typing import NamedTuple

from amhelpers.checks import exercises
from amhelpers.exams.tasks import tasks

__all__ = ["Exam", "load", "seed_of"]


class Exam(NamedTuple):
    """An exam.

    Attributes:
        seed: from which everything is drawn; who knows it knows what everybody was given.
        numbers: of its exercises and tasks.
        students: for whom notebooks were written.
    """

    seed: str
    numbers: tuple[str, ...]
    students: tuple[str, ...]


def load(path: str | Path) -> Exam:
    """An exam that was written.

    Args:
        path: of its `exam.json`.

    Returns:
        The exam.

    Raises:
        ValueError: that is no exam.
        OSError: the file cannot be read.
    """
    try:
        kept = json.loads(Path(path).read_text(encoding="utf-8"))
        exam = Exam(str(kept["seed"]), tuple(map(str, kept["numbers"])), tuple(map(str, kept["students"])))
        _known(exam.numbers)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path} is no exam that this course has written ({error}).") from None
    return exam


def seed_of(exam: Exam, student: str) -> str:
    """What a student's draws come from."""
    return f"{exam.seed} {student}"


def _known(numbers):
    wrong = [one for one in numbers if one not in exercises() and one not in tasks()]
    if wrong:
        raise ValueError(f"There is no exercise and no task {', '.join(wrong)}.")
