"""Handed in: folders -> of each student and lesson one notebook."""

import datetime
import re
import zoneinfo
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from amhelpers.checks import exercises
from amhelpers.record import of_lesson

__all__ = ["Handed", "handed_in", "moment"]

LESSON = re.compile(r"(\d\d)_.*\.ipynb")


class Handed(NamedTuple):
    """A notebook that was handed in.

    Attributes:
        student: whose it is.
        lesson: two digits.
        path: of the file.
    """

    student: str
    lesson: str
    path: Path


def handed_in(paths: Iterable[str | Path], exam: bool = False) -> list[Handed]:
    """The notebooks in folders.

    Args:
        paths: folders, or files.
        exam: those of an exam, `NN_exam.ipynb`; else all others.

    Returns:
        Of each student and lesson the notebook that was changed last.

    Raises:
        ValueError: there is no such file, or there are no notebooks of lessons with exercises.
    """
    graded = {of_lesson(number) for number in exercises()}
    found: dict[tuple[str, str], Handed] = {}
    for path in map(Path, paths):
        if not path.exists():
            raise ValueError(f"There is no file and no folder {path}.")
        files = sorted(path.rglob("*.ipynb")) if path.is_dir() else [path]
        for file in files:
            match = LESSON.fullmatch(file.name)
            inner = file.relative_to(path).parts if path.is_dir() else (file.stem,)
            if not match or match[1] not in graded or ".before-" in file.name or file.is_symlink():
                continue
            if any(part.startswith(".") for part in inner):  # checkpoints, and what an update goes by
                continue
            if exam != (file.name == f"{match[1]}_exam.ipynb"):
                continue
            one = Handed(inner[0] if len(inner) > 1 else path.stem, match[1], file)
            before = found.get((one.student, one.lesson))
            if before is None or before.path.stat().st_mtime <= file.stat().st_mtime:
                found[one.student, one.lesson] = one
    if not found:
        names = ", ".join(sorted(graded))
        kind, form = ("an exam", "NN_exam.ipynb") if exam else ("a lesson", "NN_….ipynb")
        raise ValueError(
            f"{', '.join(map(str, paths))}: no notebook there has the name of {kind} with exercises. Expected "
            f"{form} with NN one of {names}, in a folder for each student."
        )
    return [found[key] for key in sorted(found)]


def moment(path: Path) -> str:
    """When a notebook was handed in, as nbgrader notes it beside it, in `timestamp.txt`.

    Args:
        path: of the notebook.

    Returns:
        Date and time of day with the zone, as ISO 8601 has them; empty where nothing is noted.
    """
    try:
        with open(path.with_name("timestamp.txt"), encoding="utf-8") as stream:
            day, clock, *zone = stream.read(100).split()
        name = zone[0] if zone else "UTC"
        if name[0] in "+-":
            return datetime.datetime.fromisoformat(f"{day} {clock}{name}").isoformat()
        return datetime.datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=zoneinfo.ZoneInfo(name)).isoformat()
    except (OSError, ValueError, LookupError):
        return ""
