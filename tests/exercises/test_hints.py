"""The measure of hints: floors that hold for changed references, and a table that a reader has judged to its end."""

import collections
import csv
import importlib.util
from pathlib import Path

import pytest
from demands import demand
from entries import file_of

from amhelpers import checks
from amhelpers.checks.verdict import judge

ROOT = Path(__file__).parents[2]
FAST = [one for number, one in checks.exercises().items() if number not in ("3.4", "3.5", "4.2", "5.3", "7.2", "8.2")]
FOUND: collections.Counter = collections.Counter()
FOUND_TWICE: collections.Counter = collections.Counter()


@pytest.fixture(scope="module")
def hints():
    spec = importlib.util.spec_from_file_location("hints", ROOT / "tools" / "hints.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("exercise", FAST, ids=lambda exercise: exercise.number)
def test_a_changed_reference_gets_a_cause(hints, exercise):
    """Other changes than those of the table: drawn by another seed."""
    kinds = [hints.told(exercise, function)["told by"] for _, _, function in hints.one_change(exercise, 4, seed=5)]
    FOUND.update(kinds)
    refused = [kind for kind in kinds if kind != "passed"]
    told = sum(kind in ("bank", "computed", "place") for kind in refused)
    where, what = file_of(exercise, "wrong.py"), "few changes of the reference are told a cause"
    expected, do = f"at least half of {len(refused)}", "Enter more of the wrong answers that students give."
    demand(told >= len(refused) / 2, where, what, expected, told, do)


def test_nearly_all_changed_references_get_a_cause():
    refused = sum(FOUND.values()) - FOUND["passed"]
    if refused < 40:
        pytest.skip("the exercises were not all tried in this process")
    assert (FOUND["bank"] + FOUND["computed"] + FOUND["place"]) / refused >= 0.85


def test_the_table_is_judged_and_the_floors_hold():
    with (ROOT / "docs" / "hints.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    judged = collections.Counter(row["judged"] for row in rows)
    assert set(judged) <= {"right", "half", "wrong", "none", "passed"}
    told = judged["right"] + judged["half"] + judged["wrong"]
    assert told + judged["none"] >= 300
    assert told / (told + judged["none"]) >= 0.75
    assert (judged["right"] + judged["half"]) / told >= 0.95
    assert judged["wrong"] / told <= 0.02


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("exercise", [one for one in FAST if not one.properties], ids=lambda exercise: exercise.number)
def test_a_known_mistake_and_a_factor_besides_are_both_named_or_neither(exercise):
    for misconception in [one for one in exercise.misconceptions if not one.raises][::4]:
        verdict = judge(exercise, lambda *arguments, wrong=misconception.wrong: -2 * wrong(*arguments))
        why = dict(verdict.rows).get("why", "")
        FOUND_TWICE[exercise.number] += "That is not all" in why
        assert "That is not all" not in why or misconception.hint in why, misconception.name


def test_two_mistakes_are_named_in_many_exercises():
    if len(FOUND_TWICE) < 15:
        pytest.skip("the exercises were not all tried in this process")
    assert sum(count > 0 for count in FOUND_TWICE.values()) >= 8
