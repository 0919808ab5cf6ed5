"""Reports: records of students -> one page, and a table, of what a class got wrong and how it went.

A record is the file that `am.progress()` is made of; who teaches gets it from those who hand it in.  Nobody is named
unless that is asked for.
"""

import csv
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from amhelpers import lessons, record
from amhelpers.attempts import attempts
from amhelpers.checks import exercises
from amhelpers.checks.outcome import Outcome
from amhelpers.pages import page
from amhelpers.record import Entry

__all__ = ["report", "rows_of", "students"]

TRIED = (Outcome.PASSED.name, Outcome.NOT_YET.name, Outcome.STOPPED.name)
COLUMNS = ("student", "exercise", "state", "checks", "hints", "solution", "minutes", "mistakes")
MOST = 40  # misconceptions that a page lists


def report(paths: Sequence[str | Path], out: str | Path = "report.html", names: bool = False) -> tuple[Path, Path]:
    """Write a page on what a class did, and beside it a table with a row for each student and exercise.

    Args:
        paths: records, or folders with records: `progress.jsonl` in a folder for each student, or `NAME.jsonl`.
        out: the page; the table has its name, and ends in .csv.
        names: say whose a row is, by the name of the file or its folder; else students are numbered.

    Returns:
        Where the page is, and where the table.

    Raises:
        ValueError: there are no records; or the page ends in something else than .html.
    """
    known = students(paths, names)
    rows = rows_of(known)
    if not rows:
        raise ValueError(f"{', '.join(map(str, paths))}: no record there has a check, a guess or an answer.")
    parts: dict[str, Any] = {
        "Who": _who(known, rows),
        "How far they are": [_passed_plot(rows, len(known)), _over_weeks(known)],
        "Exercises": _by_exercise(rows),
        "What was taken for what": _misconceptions(known) or "No answer was taken for a known mistake.",
        "Refused without a known mistake": _unexplained(known) or "Every answer that was refused had a known mistake.",
        "Guesses": _guesses(known) or "No guess was taken down.",
        "Questions": _questions(known) or "No question was answered.",
    }
    written = page(out, "What the class did", {head: part for head, part in parts.items() if part})
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


def _who(known, rows):
    moments = [entry.moment for entries in known.values() for entry in entries]
    return {
        "records": len(known),
        "exercises that somebody tried": len({row["exercise"] for row in rows}),
        "first and last entry": f"{min(moments):%Y-%m-%d} to {max(moments):%Y-%m-%d}" if moments else "",
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


def _misconceptions(known):
    """What answers were taken for, or were without: how many students, how many checks, and what they were told."""
    seen = Counter()
    of_students: dict[tuple, set] = {}
    for name, entries in known.items():
        for one in entries:
            if one.event == "check" and one.kept.get("why"):
                key = one.number, one.kept["why"]
                seen[key] += 1
                of_students.setdefault(key, set()).add(name)
    order = sorted(seen, key=lambda key: (-len(of_students[key]), -seen[key], key))[:MOST]
    return [
        {"nr": number, "taken for": _words(number, why), "students": len(of_students[number, why])}
        | {"checks": seen[number, why], "told": _hint(number, why)}
        for number, why in order
    ]


def _words(number, why):
    """What an answer was taken for; of a property that it must have, that it was missing."""
    task = exercises().get(number)
    return f"without: {why}" if task and why in [one.name for one in task.properties] else why


def _hint(number, why):
    task = exercises().get(number)
    entries = (*task.misconceptions, *task.properties) if task else ()
    return next((one.hint for one in entries if one.name == why), "")


def _unexplained(known):
    """Checks that were refused, and of which nobody knew the mistake: where the next entries of the bank are."""
    seen: dict[str, list] = {}
    for name, entries in known.items():
        for one in entries:
            refused = one.event == "check" and one.kept["outcome"] in (Outcome.NOT_YET.name, Outcome.STOPPED.name)
            if refused and not one.kept.get("why"):
                seen.setdefault(one.number, []).append(name)
    return [
        {"nr": number, "checks": len(names), "students": len(set(names))}
        for number, names in sorted(seen.items(), key=lambda pair: -len(set(pair[1])))
    ]


def _guesses(known):
    """What was guessed, and in which way it was wrong."""
    table = []
    for number, guess in lessons.guesses().items():
        last = []
        for entries in known.values():
            found = [one for one in entries if one.event == "found" and one.number == number]
            last += found[-1:]
        if last:
            ways = Counter(one.kept.get("way", "") for one in last)
            right = ways.pop("", 0)
            words = ", ".join(f"{way} ({count})" for way, count in ways.most_common())
            table.append({"nr": number, "question": guess.question, "right": f"{right} of {len(last)}", "else": words})
    return table


def _questions(known):
    """How many wrote an answer of their own."""
    table = []
    for number, question in lessons.questions().items():
        count = sum(any(one.event == "answer" and one.number == number for one in known[name]) for name in known)
        if count:
            table.append({"nr": number, "question": question.text, "answered by": count})
    return table


def _passed_plot(rows, count):
    """A bar for each exercise: how many passed, and how many tried."""
    numbers = list(dict.fromkeys(row["exercise"] for row in rows))
    tried = [sum(row["exercise"] == number and row["checks"] > 0 for row in rows) for number in numbers]
    passed = [sum(row["exercise"] == number and row["state"] == "passed" for row in rows) for number in numbers]
    figure = Figure(figsize=(max(4, 0.35 * len(numbers) + 1.5), 2.8), layout="constrained")
    axis = figure.subplots()
    axis.bar(numbers, tried, color="#cccccc", label="tried")
    axis.bar(numbers, passed, color="#2e8540", label="passed")
    axis.set(title="Students, by exercise", ylim=(0, max(count, 1)))
    axis.tick_params(axis="x", labelrotation=90)
    axis.legend()
    return figure


def _over_weeks(known):
    """Checks, and exercises that passed, week by week."""
    checks = [one for entries in known.values() for one in entries if one.event == "check"]
    weeks = sorted({f"{one.moment:%G-W%V}" for one in checks})
    tried = Counter(f"{one.moment:%G-W%V}" for one in checks if one.kept["outcome"] in TRIED)
    passed = Counter(f"{one.moment:%G-W%V}" for one in checks if one.kept["outcome"] == Outcome.PASSED.name)
    if not weeks:
        return "No check is on record."
    figure = Figure(figsize=(6, 2.6), layout="constrained")
    axis = figure.subplots()
    axis.plot(weeks, [tried[week] for week in weeks], "o-", label="checks")
    axis.plot(weeks, [passed[week] for week in weeks], "s--", label="of these passed")
    axis.set(title="Checks, week by week", ylim=(0, None))
    axis.legend()
    return figure


def _as_csv(rows, path):
    with open(path, "w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
