"""Attempts: what is on record of an exercise -> how it went, up to the first check that passed."""

from collections.abc import Sequence
from typing import NamedTuple

from amhelpers import record
from amhelpers.checks.outcome import Outcome
from amhelpers.record import Entry

__all__ = ["Attempts", "attempts"]

UNTRIED = (Outcome.NOT_ATTEMPTED.name, Outcome.COURSE.name, Outcome.UNCHECKED.name)


class Attempts(NamedTuple):
    """How it went with an exercise.

    Attributes:
        state: "passed", "begun" or "not tried".
        checks: those of an answer, the first one that passed with them.
        hints: how many of the hints were taken before.
        solution: was the course's own version looked at before?
        minutes: of work.
        mistakes: what answers were taken for, each once.
        passed: when, as the record tells moments; empty if it did not.
    """

    state: str
    checks: int
    hints: int
    solution: bool
    minutes: int
    mistakes: tuple[str, ...]
    passed: str


def attempts(entries: Sequence[Entry]) -> Attempts:
    """How it went with an exercise.

    Args:
        entries: all that is on record of it, oldest first.

    Returns:
        The first attempts, up to the check that passed.
    """
    places = [place for place, one in enumerate(entries) if one.event == "check" and _passed(one)]
    own = entries[: places[0] + 1] if places else entries
    checks = [one for one in own if one.event == "check" and one.kept["outcome"] not in UNTRIED]
    return Attempts(
        state="passed" if places else "begun" if checks else "not tried",
        checks=len(checks),
        hints=max([one.kept["count"] for one in own if one.event == "hint"], default=0),
        solution=any(one.event == "solution" for one in own),
        minutes=record.minutes(own),
        mistakes=tuple(dict.fromkeys(one.kept["why"] for one in checks if one.kept.get("why"))),
        passed=entries[places[0]].when if places else "",
    )


def _passed(entry):
    return entry.kept["outcome"] == Outcome.PASSED.name
