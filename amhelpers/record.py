"""The record: what a student did -> one line in one local file, which no line that was written ever leaves.

Lines are only ever appended, each in one write, so notebooks that share the file lose nothing, and a line that was cut
short costs no other.  Where the file cannot be written (a read-only home, a full disk) the record lasts as long as the
kernel.  There is no name of a person in it, and no code but that of a student who agreed to it (`consent`), only what
the student writes as an answer to a question.

A line is JSON: the version of its form (3), the event, the number of what it belongs to, when, with the zone, and what
is kept of such an event, `EVENTS`.  Lines of the first two forms are checks: the first had no version, the outcome in
words and no zone, the second had no event.
"""

import datetime
import itertools
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["EVENTS", "Entry", "add", "file", "is_kept", "minutes", "of_lesson", "read"]

VERSION = 3
LONGEST = 150_000  # bytes of a line; those of checks have about a hundred, the longest answer in emoji 120,000
# What is kept of an event besides its number and its time; what may be missing has a question mark.
EVENTS = {
    # The name of an `Outcome`; that of the misconception it was taken for; the code, if the student agreed to that.
    "check": ("outcome", "why?", "code?"),
    "hint": ("count",),  # how many were shown
    "solution": (),
    "guess": ("guess", "late?"),  # what was expected; was it taken down after the answer was there?
    "found": ("guess", "found", "way?"),  # and the name of the way of being wrong
    "answer": ("text",),  # the student's own sentence
    "review": ("card", "right"),  # the name of what was asked about
    "reset": (),  # of a lesson: what was before counts no more
    "share": ("agree",),  # may code be kept, and shown without a name? Of no number: an empty one
}
# The words of the first form, which stay as they were whatever a box says today.
FIRST_WORDS = {
    "passed": "PASSED",
    "not attempted": "NOT_ATTEMPTED",
    "not yet": "NOT_YET",
    "stopped with an error": "STOPPED",
    "the course's own version": "COURSE",
}
OUTCOMES = (*FIRST_WORDS.values(), "UNCHECKED")
PAUSE = 30  # minutes after which someone has done something else in between
PLAIN = str | int | float | bool

_unwritten: list = []


class Entry(NamedTuple):
    """One event on record.

    Attributes:
        event: one of `EVENTS`.
        number: of an exercise, a guess or a question, "3.2", "3.p1", "3.a"; of a lesson, "03".
        moment: when, on this machine's clock and with its zone.
        kept: name -> what is kept of such an event.
    """

    event: str
    number: str
    moment: datetime.datetime
    kept: dict[str, Any]

    @property
    def when(self) -> str:
        """Date and time of day."""
        return f"{self.moment:%Y-%m-%d %H:%M:%S}"


def file() -> Path:
    """Path of the record.

    Returns:
        `$AMHELPERS_HOME/progress.jsonl`, by default in `~/.amhelpers`.

    Raises:
        RuntimeError: there is no home folder.
    """
    return Path(os.environ.get("AMHELPERS_HOME") or Path.home() / ".amhelpers") / "progress.jsonl"


def add(event: str, number: str, **kept: Any) -> None:
    """Append one event.

    Under nbgrader nothing is added, and nothing read: it is the grader who runs the notebook then.

    Args:
        event: one of `EVENTS`.
        number: of what it belongs to.
        kept: what `EVENTS` says is kept of it: texts, numbers, or a pair of numbers.
    """
    if _is_graded():
        return
    when = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    content = {name: value for name, value in kept.items() if value is not None}
    line = json.dumps({"version": VERSION, "event": event, "exercise": number, "when": when, **content})
    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        with open(file(), "ab", buffering=0) as stream:  # one write: what two processes append does not mix
            data = f"\n{line}\n".encode()
            if stream.write(data) < len(data):  # the disk is full
                raise OSError
    except (OSError, RuntimeError, ValueError):  # no home folder at all; a path that cannot be one
        _unwritten.append(_parse(line))


def is_kept() -> bool:
    """Could everything be written to the file, or will some of it be gone with the kernel?

    Returns:
        Whether the file has it all.
    """
    return not _unwritten


def read(event: str | None = None, path: Path | None = None) -> list[Entry]:
    """What is on record.

    Args:
        event: only such events; None for all.
        path: of another record, as a student hands it in; None for the own one.

    Returns:
        The entries, oldest first, without those of a lesson that was begun again since. A line that is none, whatever
        it holds, is passed over.
    """
    if path is None and _is_graded():
        return []
    try:
        # In pieces of LONGEST bytes: a line longer than that, be it of gigabytes, is none of ours.
        with open(path or file(), "rb") as stream:
            lines = list(filter(str.strip, (_decode(line) for line in iter(lambda: stream.readline(LONGEST), b""))))
    except (OSError, RuntimeError, ValueError):
        lines = []
    entries = [entry for entry in map(_parse, lines) if entry] + ([] if path else _unwritten)
    begun = {entry.number: index for index, entry in enumerate(entries) if entry.event == "reset"}
    kept = [entry for index, entry in enumerate(entries) if index >= begun.get(of_lesson(entry.number), 0)]
    return [entry for entry in kept if event in (None, entry.event)]


def of_lesson(number: str) -> str:
    """The lesson that an exercise, a guess or a question belongs to.

    Args:
        number: such as "3.2", "10.p1", "3.a".

    Returns:
        Two digits, such as "03".

    >>> of_lesson("3.bonus")
    '03'
    """
    return number.partition(".")[0].zfill(2)


def _is_graded():
    """Does nbgrader run this notebook?"""
    return bool(os.environ.get("NBGRADER_EXECUTION"))


def _decode(line):
    return line.decode("utf-8", "replace")


def _parse(line):
    """The `Entry` of a line, or None where something in it has another type than it must."""
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):  # no JSON, or brackets in brackets without end
        return None
    if not isinstance(content, dict):
        return None
    event, number, when = content.get("event", "check"), content.get("exercise"), content.get("when")
    if not (isinstance(event, str) and event in EVENTS and isinstance(number, str) and isinstance(when, str)):
        return None
    kept = _kept(event, content)
    try:
        moment = datetime.datetime.fromisoformat(when).astimezone()
        f"{moment:%Y-%m-%d}"
    except (ValueError, OverflowError, OSError):  # no date, or one outside of what this system's clock knows
        return None
    return None if kept is None else Entry(event, number, moment, kept)


def _kept(event, content):
    """What is kept of an event, or None where something of it is missing, or is no text and no number."""
    kept = {}
    for name in EVENTS[event]:
        value = content.get(name.rstrip("?"))
        if value is None and name.endswith("?"):
            continue
        pair = isinstance(value, list) and len(value) == 2 and all(isinstance(one, int | float) for one in value)
        if not isinstance(value, PLAIN) and not pair:
            return None
        kept[name.rstrip("?")] = value
    if event == "check":
        kept["outcome"] = FIRST_WORDS.get(str(kept["outcome"]), kept["outcome"])
        return kept if kept["outcome"] in OUTCOMES else None
    return kept


def minutes(entries: Iterable[Entry]) -> int:
    """How long someone was at something, from the times of what is on record of it.

    Args:
        entries: of one exercise, say, in their order.

    Returns:
        Whole minutes: the time between one entry and the next, at most `PAUSE` for each.
    """
    moments = [entry.moment for entry in entries]
    between = [(later - before).total_seconds() / 60 for before, later in itertools.pairwise(moments)]
    return round(sum(min(max(one, 0), PAUSE) for one in between))
