"""The record of a student's checks: exercise number, outcome -> one line in one local file.

Lines are only ever appended, so two notebooks that share the file lose nothing, and a line that was cut short costs no
other.  Where the file cannot be written (a read-only home, a full disk) the record lasts as long as the kernel.
"""

import datetime
import json
import os
from pathlib import Path

__all__ = ["add", "file", "is_kept", "read"]

_unwritten = []


def file():
    """Path of the record: `$AMHELPERS_HOME/progress.jsonl`, by default in `~/.amhelpers`."""
    return Path(os.environ.get("AMHELPERS_HOME") or Path.home() / ".amhelpers") / "progress.jsonl"


def add(number, outcome):
    """Append one check."""
    entry = {"exercise": number, "outcome": str(outcome), "when": datetime.datetime.now().isoformat(timespec="seconds")}
    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        with open(file(), "ab") as stream:  # one write: what two processes append does not mix
            stream.write(f"\n{json.dumps(entry)}\n".encode())
    except (OSError, RuntimeError):  # RuntimeError: there is no home folder at all
        _unwritten.append(entry)


def is_kept():
    """Could everything be written to the file, or will some of it be gone with the kernel?"""
    return not _unwritten


def read():
    """All checks on record, oldest first: dicts with the keys exercise, outcome and when."""
    try:
        lines = file().read_text(encoding="utf-8", errors="replace").splitlines()
    except (OSError, RuntimeError):
        lines = []
    return [entry for entry in map(_parse, lines) if entry] + _unwritten


def _parse(line):
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and {"exercise", "outcome", "when"} <= entry.keys() else None
