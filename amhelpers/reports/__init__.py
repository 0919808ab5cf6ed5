"""Reports: records of students -> one page, and a table, of what a class or one student got wrong and how it went.

A record is the file that `am.progress()` is made of; who teaches gets it from those who hand it in.  Nobody is named
unless that is asked for, and no code is shown but of those who agreed to that.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from amhelpers import record
from amhelpers.attempts import attempts
from amhelpers.checks import exercises
from amhelpers.checks.outcome import REFUSED
from amhelpers.checks.passages import passages
from amhelpers.consent import is_agreed
from amhelpers.describe import cut
from amhelpers.pages import page
from amhelpers.record import Entry
from amhelpers.reports import classroom, student
from amhelpers.reports.mistakes import Refused

__all__ = ["one_of", "report", "rows_of", "students"]

COLUMNS = ("student", "exercise", "state", "checks", "hints", "solution", "minutes", "mistakes")


def report(
    paths: Sequence[str | Path], out: str | Path = "report.html", names: bool = False, only: str | None = None
) -> tuple[Path, Path]:
    """Write a page on what a class did, and beside it a table with a row for each student and exercise.

    Args:
        paths: records, or folders with records: `progress.jsonl` in a folder for each student, or `NAME.jsonl`.
        out: the page; the table has its name, and ends in .csv.
        names: say whose a row is, by the name of the file or its folder; else students are numbered.
        only: the name of a student, by the file or its folder: the page, and the table, are on this one alone.

    Returns:
        Where the page is, and where the table.

    Raises:
        ValueError: there are no records, or none of this name; or the page ends in something else than .html.
    """
    known = students(paths, names or only is not None)
    if only is not None:
        known = {only: known[one_of(known, only)]}
    rows = rows_of(known)
    if not rows and not any(known.values()):
        raise ValueError(f"{', '.join(map(str, paths))}: no record there has a check, a guess or an answer.")
    refused = _refused(known)
    if only is not None:
        title, parts = f"What {only} did", student.parts_of(known[only], refused)
        parts["Week by week"] = classroom.over_weeks(known)
    else:
        title, parts = "What the class did", classroom.parts_of(known, rows, refused)
    written = page(out, title, {head: part for head, part in parts.items() if part})
    return written, _as_csv(rows, written.with_suffix(".csv"))


def students(paths: Iterable[str | Path], names: bool = False) -> dict[str, list[Entry]]:
    """Whose records there are, and what is in them.

    Args:
        paths: files, or folders that are searched for files that end in .jsonl.
        names: use those of the files; else students are numbered, in the order of their files.

    Returns:
        name -> what is on record.

    Raises:
        ValueError: there is no such file or folder.
    """
    files: dict[str, Path] = {}
    for path in map(Path, paths):
        if not path.exists():
            raise ValueError(f"There is no file and no folder {path}.")
        for file in sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]:
            own = file.parent.name if file.name == "progress.jsonl" and file.parent.name else file.stem
            files.setdefault(own if own not in files else str(file), file)
    found = {name: record.read(path=file) for name, file in files.items()}
    if names:
        return found
    return {f"student {number}": entries for number, entries in enumerate(found.values(), 1)}


def one_of(known: Iterable[str], name: str) -> str:
    """The name of a student of whom there is something.

    Args:
        known: names.
        name: the one that is wanted.

    Returns:
        The name.

    Raises:
        ValueError: there is nothing of this name; the message lists the names there are.
    """
    if name not in known:
        there = cut(", ".join(sorted(known)), 400) or "nobody"
        raise ValueError(f"There is nothing here of a student {name!r}. There is of: {there}.")
    return name


def rows_of(known: Mapping[str, Sequence[Entry]]) -> list[dict[str, Any]]:
    """A row for each student and each exercise that has something on record.

    Args:
        known: as from `students`.

    Returns:
        Dicts with the same keys: student, exercise, state, checks, hints, solution, minutes, mistakes.
    """
    rows = []
    for name, entries in known.items():
        for number in exercises():
            own = [entry for entry in entries if entry.number == number]
            if own:
                seen = attempts(own)._asdict() | {"student": name, "exercise": number}
                rows.append({column: seen[column] for column in COLUMNS} | {"mistakes": "; ".join(seen["mistakes"])})
    return rows


def _refused(known):
    """The answers that were refused; with their lines where the student agreed to that, and has not taken it back."""
    found = []
    for name, entries in known.items():
        agreed = is_agreed(entries)
        for one in entries:
            if one.event == "check" and one.kept["outcome"] in REFUSED:
                code, task = one.kept.get("code"), exercises().get(one.number)
                lines = passages(task, str(code)) if agreed and code and task else ()
                found.append(Refused(name, one.number, str(one.kept.get("why") or ""), lines))
    return found


def _as_csv(rows, path):
    with open(path, "w", newline="", encoding="utf-8", errors="replace") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path
