"""The bank: every reference and every alternative passes, every misconception is refused with its own hint."""

import dataclasses
import functools
import itertools
import json

import numpy as np
import pytest
import tensorflow as tf
from demands import demand
from entries import BY_NUMBER, COMPARED, EXERCISES, demand_that_it_passes, file_of, name_of, said, stub

from amhelpers import checks
from amhelpers.checks import behaviour, differences, fingerprints
from amhelpers.checks.exercise import plainly
from amhelpers.checks.verdict import Outcome, judge


def wrapped(function):
    """The same function as another object: the course's own version is recognised by its identity."""
    return lambda *arguments: function(*arguments)


@functools.cache
def behaviours(exercise, misconception):
    """What a wrong answer does on every probe; of an open exercise's only the errors, since the rest may be large."""
    seen = [behaviour.observe(misconception.wrong, probe, exercise, seconds=600) for probe in exercise.probes]
    return tuple(dataclasses.replace(one, value=None) for one in seen) if exercise.properties else tuple(seen)


def pairs(attribute):
    """(exercise, entry) for every entry of an attribute of every exercise."""
    return [
        pytest.param(exercise, entry, id=f"{exercise.number}-{name_of(entry, index)}")
        for exercise in EXERCISES
        for index, entry in enumerate(getattr(exercise, attribute))
    ]


def numbers_of(*arguments):
    """Those of some arguments that are numbers or arrays."""
    return [np.asarray(one) for one in arguments if isinstance(one, differences.NUMERIC | tf.Tensor | tf.Variable)]


@BY_NUMBER
def test_the_reference_passes(exercise):
    do = "Mend it, or what its exercise.py asks for; it must do the same at each call, too."
    demand_that_it_passes(exercise, wrapped(exercise.reference), "the reference", do)


@pytest.mark.parametrize(("exercise", "alternative"), pairs("alternatives"))
def test_another_right_answer_passes(exercise, alternative):
    name = name_of(alternative, exercise.alternatives.index(alternative))
    do = "If it is wrong, mend it; if it is right, let exercise.py ask for less: a larger tolerance, or another probe."
    demand_that_it_passes(exercise, alternative, f"the alternative {name}", do)


@BY_NUMBER
def test_the_stub_is_not_attempted(exercise):
    verdict = judge(exercise, stub(exercise))
    where, do = file_of(exercise, "exercise.py"), "Compare the function in the lesson with the reference."
    what = "the stub that a student finds is not seen to be one"
    demand(verdict.outcome == Outcome.NOT_ATTEMPTED, where, what, "not attempted", said(verdict), do)


@pytest.mark.parametrize(("exercise", "misconception"), pairs("misconceptions"))
def test_a_misconception_is_refused_with_its_hint(exercise, misconception):
    verdict, where = judge(exercise, wrapped(misconception.wrong)), file_of(exercise, "wrong.py")
    name, hint = misconception.name, misconception.hint
    refused = verdict.outcome in (Outcome.NOT_YET, Outcome.STOPPED)
    do = "Add a probe to exercise.py on which it gives something else than the reference, or take it out."
    demand(refused, where, f'the wrong answer "{name}" is not refused', "not yet", said(verdict), do)
    why = dict(verdict.rows).get("why", "nothing")
    others = [f'"{one.name}"' for one in exercise.misconceptions if one.hint != hint and why.endswith(one.hint)]
    what = f'the wrong answer "{name}" gets the hint of {others[0]}' if others else f'"{name}" does not get its hint'
    do = "Add a probe to exercise.py that tells the two apart, let them share one hint, or put the special case first."
    do = do if others else "Is it a right answer in another form, or does what it does differ from call to call?"
    demand(why.endswith(hint), where, what, f'its own hint, "{hint}"', f'"{why}"', do)
    seen = ["no picture", "a picture"]
    what, do = f'what "{name}" says of a picture is not so', "Say visible=True where the mistake shows, else leave it."
    shown, wanted = bool(verdict.picture), misconception.visible
    demand(shown == wanted, where, what, f"{seen[wanted]}, as visible={wanted} says", seen[shown], do)


@pytest.mark.filterwarnings("ignore")  # some divide by zero: that is their mistake
@COMPARED  # in an open exercise each is told by the property that it lacks, which brings the hint
def test_misconceptions_that_behave_the_same_share_their_hint(exercise):
    for one, other in itertools.combinations(exercise.misconceptions, 2):
        both = zip(behaviours(exercise, one), behaviours(exercise, other), strict=True)
        demand(
            one.hint == other.hint or any(differences.difference(first, second, exercise) for first, second in both),
            file_of(exercise, "wrong.py"),
            f'the wrong answers "{one.name}" and "{other.name}" do the same on every probe, and have two hints',
            "one hint for both",
            f'"{one.hint}" and "{other.hint}"',
            "Let them share one hint, or add a probe to exercise.py that tells them apart.",
        )


@pytest.mark.filterwarnings("ignore")
@COMPARED
def test_every_probe_tells_some_misconception_from_the_reference(exercise):
    for index, probe in enumerate(exercise.probes):
        right = behaviour.observe(exercise.reference, probe, exercise, seconds=600)
        seen = [behaviours(exercise, misconception)[index] for misconception in exercise.misconceptions]
        demand(
            any(differences.difference(right, one, exercise) for one in seen),
            file_of(exercise, "exercise.py"),
            f'the probe "{probe.name}" tells nothing apart',
            "a misconception that gives something else there than the reference",
            f"the same from the reference and from all {len(seen)} in wrong.py",
            "Choose another input, enter the wrong answer that it shows in wrong.py, or take the probe out.",
        )


@pytest.mark.filterwarnings("ignore")
@BY_NUMBER
def test_a_misconception_says_whether_it_ends_in_an_error(exercise):
    for one in exercise.misconceptions:
        errors = [behaviour.error for behaviour in behaviours(exercise, one) if behaviour.error]
        expected = (
            "an error on some probe, as raises=True says" if one.raises else "no error, as it says no raises=True"
        )
        received = repr(errors[0]) if errors else "no error on any probe"
        do = "Take raises=True out." if one.raises else "Say raises=True behind its hint, or mend it."
        what = f'what the wrong answer "{one.name}" says of an error is not so'
        demand(one.raises == bool(errors), file_of(exercise, "wrong.py"), what, expected, received, do)


@BY_NUMBER
def test_the_fingerprints_of_the_bank_are_those_of_its_wrong_answers(exercise):
    kept = json.loads(fingerprints.FILE.read_text(encoding="utf-8")).get(exercise.number, {})
    wanted = {one.name: one for one in exercise.misconceptions if one.raises or not exercise.properties}
    where, do = "amhelpers/exercises/fingerprints.json", f"Run tools/build_fingerprints.py {exercise.number}."
    what = f"it is not up to date with the wrong answers to exercise {exercise.number}"
    demand(list(kept) == list(wanted), where, what, f"entries {list(wanted)}", list(kept), do)
    for name, one in wanted.items():
        seen = fingerprints.fingerprint(behaviours(exercise, one)[0], exercise)
        demand(fingerprints.fits(kept[name], seen), where, f'{what}: "{name}"', seen, kept[name], do)


@BY_NUMBER
def test_probes_are_the_same_each_time(exercise):
    for probe in exercise.probes:
        task = dataclasses.replace(exercise, reference=lambda *arguments: None, properties=(), watch=(), seen=None)
        plain = dataclasses.replace(probe, call=plainly)
        first, second = (behaviour.observe(numbers_of, plain, task) for _ in range(2))
        found = differences.difference(first, second, task)
        what, do = f'the probe "{probe.name}" gives other arguments each time', "Give its random numbers a fixed seed."
        expected, received = (found.expected, found.received) if found else ("", "")
        demand(found is None, file_of(exercise, "exercise.py"), what, expected, received, do)


def test_the_exercises_are_in_the_order_of_their_numbers():
    numbers = list(checks.exercises())
    expected = sorted(numbers, key=lambda number: tuple(map(int, number.split("."))))
    do = "Put the EXERCISE where its number belongs, in the __init__.py of its lesson."
    demand(numbers == expected, "amhelpers/exercises", "exercises are out of order", expected, numbers, do)
