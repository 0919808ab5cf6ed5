"""The bank: every reference and every alternative passes, every misconception is refused with its own hint."""

import dataclasses
import itertools

import pytest

from amhelpers import checks
from amhelpers.checks import behaviour, differences
from amhelpers.checks.verdict import Outcome, judge

EXERCISES = list(checks.exercises().values())
BY_NUMBER = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.number)


def wrapped(function):
    """The same function as another object: the course's own version is recognised by its identity."""
    return lambda *arguments: function(*arguments)


def pairs(attribute):
    """(exercise, entry) for every entry of an attribute of every exercise."""
    return [
        pytest.param(exercise, entry, id=f"{exercise.number}-{getattr(entry, 'name', index)}")
        for exercise in EXERCISES
        for index, entry in enumerate(getattr(exercise, attribute))
    ]


@BY_NUMBER
def test_the_reference_passes(exercise):
    assert judge(exercise, wrapped(exercise.reference)).outcome == Outcome.PASSED


@pytest.mark.parametrize(("exercise", "alternative"), pairs("alternatives"))
def test_another_right_answer_passes(exercise, alternative):
    verdict = judge(exercise, alternative)
    assert verdict.outcome == Outcome.PASSED, verdict.rows


@pytest.mark.parametrize(("exercise", "misconception"), pairs("misconceptions"))
def test_a_misconception_is_refused_with_its_hint(exercise, misconception):
    verdict = judge(exercise, wrapped(misconception.wrong))
    assert verdict.outcome in (Outcome.NOT_YET, Outcome.STOPPED)
    assert dict(verdict.rows)["why"] == misconception.hint
    assert bool(verdict.picture) == misconception.visible


@pytest.mark.filterwarnings("ignore")  # some divide by zero: that is their mistake
@BY_NUMBER
def test_misconceptions_that_behave_the_same_share_their_hint(exercise):
    if exercise.properties:
        return  # each is told by the property that it lacks, which brings the hint
    seen = {
        misconception: [behaviour.observe(misconception.wrong, probe, exercise) for probe in exercise.probes]
        for misconception in exercise.misconceptions
    }
    for one, other in itertools.combinations(exercise.misconceptions, 2):
        both = zip(seen[one], seen[other], strict=True)
        if not any(differences.difference(first, second, exercise) for first, second in both):
            assert one.hint == other.hint, f"nothing tells {one.name} from {other.name}"


@BY_NUMBER
def test_every_property_has_a_misconception_that_lacks_it(exercise):
    assert {wanted.hint for wanted in exercise.properties} <= {wrong.hint for wrong in exercise.misconceptions}


@BY_NUMBER
def test_an_exercise_says_all_that_a_student_needs(exercise):
    assert len(exercise.hints) >= 2
    assert exercise.alternatives
    assert len(exercise.misconceptions) >= 3
    assert exercise.compared.endswith(".")
    assert len({misconception.name for misconception in exercise.misconceptions}) == len(exercise.misconceptions)


@BY_NUMBER
def test_probes_are_the_same_each_time(exercise):
    for probe in exercise.probes:
        task = dataclasses.replace(exercise, reference=lambda *arguments: None, properties=(), watch=(), seen=None)
        first, second = (behaviour.observe(lambda *arguments: 0, probe, task) for _ in range(2))
        assert differences.difference(first, second, task) is None


def test_the_numbers_are_those_of_the_modules():
    assert list(checks.exercises()) == sorted(checks.exercises(), key=lambda number: tuple(map(int, number.split("."))))
    for exercise in EXERCISES:
        module = next(wrong.wrong.__module__ for wrong in exercise.misconceptions)
        assert f"lesson{int(exercise.number.split('.')[0]):02d}.{exercise.function}" in module
