"""Attempts: what counts is what was done up to the first check that passed."""

import datetime
import random

import pytest

from amhelpers.attempts import attempts
from amhelpers.record import Entry

NOW = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
EVENTS = [("check", {"outcome": name}) for name in ("NOT_YET", "STOPPED", "NOT_ATTEMPTED")]
EVENTS += [("check", {"outcome": "NOT_YET", "why": why}) for why in "ab"]
EVENTS += [("hint", {"count": 1}), ("hint", {"count": 3}), ("solution", {})]
PASSED = "check", {"outcome": "PASSED"}


def entries(events):
    return [Entry(event, "1.1", NOW + datetime.timedelta(minutes=i), kept) for i, (event, kept) in enumerate(events)]


@pytest.mark.parametrize("seed", range(30))
def test_what_comes_after_the_first_pass_changes_nothing(seed):
    draw = random.Random(seed)
    before = [*draw.choices(EVENTS, k=draw.randrange(10)), PASSED]
    after = draw.choices([*EVENTS, PASSED], k=draw.randrange(6))
    seen = attempts(entries([*before, *after]))
    assert seen == attempts(entries(before))
    assert seen.state == "passed" and seen.passed


@pytest.mark.parametrize("seed", range(30))
def test_counts_are_those_of_the_record(seed):
    draw = random.Random(seed)
    events = draw.choices(EVENTS, k=draw.randrange(10))
    seen = attempts(entries(events))
    assert seen.checks == sum(event == "check" and kept["outcome"] != "NOT_ATTEMPTED" for event, kept in events)
    assert seen.state == ("begun" if seen.checks else "not tried")
    assert seen.hints == max([kept["count"] for event, kept in events if event == "hint"], default=0)
    assert seen.solution == any(event == "solution" for event, _ in events)
    assert set(seen.mistakes) == {kept["why"] for _, kept in events if "why" in kept}
