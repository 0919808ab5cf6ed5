"""Schedule: the record, a moment -> what is to be asked again, and how surely it is still misunderstood.

Evidence that a misconception is held is a probability.  It begins at one half; its odds are tripled where the
misconception is met or chosen again and become 0.4 times as much where it is told from what is right; with a half-life
of 30 days it goes back to one half (after the model of the LTL Tutor, Greenman and others, CAV 2025).
"""

import datetime
import math
from collections.abc import Iterable
from typing import NamedTuple

from amhelpers.record import Entry

__all__ = ["Standing", "standings"]

DAYS = (1, 7, 30)  # after being met or taken wrongly; after being right once; after that
MET, TOLD_APART, HALF_LIFE = 3.0, 0.4, 30.0


class Standing(NamedTuple):
    """How things are with a misconception.

    Attributes:
        evidence: that it is held, in [0, 1].
        due: when it is to be asked about.
        asked: how often it was.
    """

    evidence: float
    due: datetime.datetime
    asked: int


def standings(entries: Iterable[Entry], now: datetime.datetime) -> dict[str, Standing]:
    """The misconceptions that someone met, by the name of the card that asks about them.

    Args:
        entries: of the record, oldest first.
        now: the moment that is looked from.

    Returns:
        "number/name" of an exercise's or a guess's misconception -> `Standing`, those first that are most surely held.
    """
    events: dict[str, list[tuple[datetime.datetime, bool]]] = {}
    for entry in entries:
        name = entry.kept.get("why") if entry.event == "check" else entry.kept.get("way")
        if entry.event in ("check", "found") and name:
            events.setdefault(f"{entry.number}/{name}", []).append((entry.moment, False))
        if entry.event == "review" and entry.kept["card"] in events:
            events[entry.kept["card"]].append((entry.moment, bool(entry.kept["right"])))
    asked = [entry.kept["card"] for entry in entries if entry.event == "review"]
    found = {name: _standing(seen, now, asked.count(name)) for name, seen in events.items()}
    return dict(sorted(found.items(), key=lambda one: -one[1].evidence))


def _standing(events, now, asked):
    odds, before, rights = 0.0, events[0][0], 0  # of odds the logarithm
    for moment, right in events:
        odds = _faded(odds, moment - before) + math.log(TOLD_APART if right else MET)
        before, rights = moment, rights + 1 if right else 0
    evidence = 1 / (1 + math.exp(-_faded(odds, now - before)))
    return Standing(evidence, before + datetime.timedelta(days=DAYS[min(rights, len(DAYS) - 1)]), asked)


def _faded(odds, passed):
    return odds * 0.5 ** (max(passed.total_seconds(), 0) / 86400 / HALF_LIFE)
