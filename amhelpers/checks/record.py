"""The record of a student's checks: exercise number, outcome -> one line in one local file.

Lines are only ever appended, so two notebooks that share the file lose nothing, and a line that was cut short costs no
other.  Where the file cannot be written (a read-only home, a full disk) the record lasts as long as the kernel.
A line is JSON: the version of its form (2), the exercise, the outcome's name, and when, with the zone.  Lines of the
first form, which had no version, the outcome in words and no zone, count as well.
"""

import datetime
import json
import os
from pathlib import Path
from typing import NamedTuple

from amhelpers.checks.outcome import Outcome

__all__ = ["Entry", "add", "file", "is_kept", "read"]

VERSION = 2
LONGEST = 1000  # bytes of a line; one of ours has about a hundred

# The words of the first form, which stay as they were whatever a box says today.
FIRST_WORDS = {
    "passed": Outcome.PASSED,
    "not attempted": Outcome.NOT_ATTEMPTED,
    "not yet": Outcome.NOT_YET,
    "stopped with an error": Outcome.STOPPED,
    "the course's own version": Outcome.COURSE,
}

_unwritten: list = []


class Entry(NamedTuple):
    """One check on record."""

    exercise: str
    outcome: Outcome
    when: str  # date and time of day, on this machine's clock


def file() -> Path:
    """Path of the record.

    Returns:
        `$AMHELPERS_HOME/progress.jsonl`, by default in `~/.amhelpers`.

    Raises:
        RuntimeError: there is no home folder.
    """
    return Path(os.environ.get("AMHELPERS_HOME") or Path.home() / ".amhelpers") / "progress.jsonl"


def add(number: str, outcome: Outcome) -> None:
    """Append one check.

    Args:
        number: the exercise's.
        outcome: what came of it.
    """
    when = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    line = json.dumps({"version": VERSION, "exercise": number, "outcome": outcome.name, "when": when})
    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        with open(file(), "ab") as stream:  # one write: what two processes append does not mix
            stream.write(f"\n{line}\n".encode())
    except (OSError, RuntimeError, ValueError):  # no home folder at all; a path that cannot be one
        _unwritten.append(_parse(line))


def is_kept() -> bool:
    """Could everything be written to the file, or will some of it be gone with the kernel?

    Returns:
        Whether the file has it all.
    """
    return not _unwritten


def read() -> list[Entry]:
    """All checks on record.

    Returns:
        The entries, oldest first. A line that is none, whatever it holds, is passed over.
    """
    try:
        # In pieces of LONGEST bytes: a line longer than that, be it of gigabytes, is none of ours.
        with open(file(), "rb") as stream:
            lines = list(filter(str.strip, (_decode(line) for line in iter(lambda: stream.readline(LONGEST), b""))))
    except (OSError, RuntimeError, ValueError):
        lines = []
    return [entry for entry in map(_parse, lines) if entry] + _unwritten


def _decode(line):
    return line.decode("utf-8", "replace")


def _parse(line):
    """The `Entry` of a line, or None where something in it has another type than it must."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):  # no JSON, or brackets in brackets without end
        return None
    if not isinstance(entry, dict):
        return None
    number, outcome, when = (entry.get(key) for key in ("exercise", "outcome", "when"))
    if not (isinstance(number, str) and isinstance(outcome, str) and isinstance(when, str)):
        return None
    outcome = Outcome.__members__.get(outcome) or FIRST_WORDS.get(outcome)
    try:
        moment = datetime.datetime.fromisoformat(when)
        moment = moment.astimezone() if moment.tzinfo else moment
    except (ValueError, OverflowError, OSError):  # no date, or one outside of what this system's clock knows
        return None
    return outcome and Entry(number, outcome, f"{moment:%Y-%m-%d %H:%M:%S}")
