"""Recognition: no wrong answer is run in vain, and little is kept of those that are."""

import gc
import weakref

import numpy as np
import pytest

from amhelpers.checks import recognition
from amhelpers.checks.exercise import Exercise, Misconception, Probe, Property
from amhelpers.checks.outcome import Outcome
from amhelpers.checks.verdict import judge


class Model:
    """Stands for a model: it can be referred to weakly."""


def task(*misconceptions, **fields):
    """An exercise with two probes: twice the number, and an error for none."""
    probes = tuple(Probe(f"{number}", lambda number=number: (np.float32(number),)) for number in (1.0, 2.0))
    fields = {"reference": lambda x: 2 * x, "probes": probes, **fields}
    return Exercise("0.1", "t", "double", compared="", hints=(), misconceptions=misconceptions, **fields)


def counted(function, calls, name):
    def wrong(x):
        calls.append(name)
        return function(x)

    return wrong


def fails(x):
    raise KeyError("lost")


def fails_late(x):
    if x > 1:
        raise KeyError("lost")
    return 3 * x


@pytest.fixture
def bank():
    """(calls, exercise): each wrong answer notes when it is run."""
    calls = []
    functions = {"triple": lambda x: 3 * x, "same": lambda x: x, "fails": fails, "fails late": fails_late}
    wrong = [
        Misconception(name, counted(function, calls, name), f"hint: {name}", raises="fails" in name)
        for name, function in functions.items()
    ]
    return calls, task(*wrong)


def why(exercise, answer):
    return dict(judge(exercise, answer).rows).get("why")


def test_an_answer_that_raises_is_compared_only_with_those_that_do(bank):
    calls, exercise = bank
    assert why(exercise, lambda x: fails(x)) == "hint: fails"
    assert why(exercise, lambda x: fails_late(x)) == "hint: fails late"
    assert why(exercise, lambda x: int(f"{x}?")) is None
    assert set(calls) == {"fails", "fails late"}


def test_an_answer_that_does_not_raise_is_recognised_without_those_that_do(bank):
    calls, exercise = bank
    assert why(exercise, lambda x: 3 * x) == "hint: triple"
    assert not {"fails", "fails late"} & set(calls)


def test_what_fits_on_some_probes_only_gets_no_hint(bank):
    _, exercise = bank
    assert "hint" not in why(exercise, lambda x: x if x < 2 else 7 * x)


def test_errors_are_the_same_where_the_same_operation_says_the_same():
    def one(x):
        return np.zeros(2) + np.zeros(3)

    def other(x):
        return np.zeros(2) * np.zeros(3)

    def third(x):
        return np.zeros(4) + np.zeros(3)

    exercise = task(Misconception("added", one, "hint: added", raises=True))
    assert why(exercise, lambda x: one(x)) == "hint: added"
    assert "hint" not in why(exercise, lambda x: other(x))  # NumPy's words are the same, what was done is not
    assert "hint" not in why(exercise, lambda x: third(x))


def test_without_properties_or_errors_nothing_of_the_bank_runs_twice(bank):
    calls, exercise = bank
    for _ in range(3):
        judge(exercise, lambda x: 5 * x)
    assert len(calls) == len(set(calls)) * 2 or len(calls) < 8


def with_properties():
    """(calls, models, exercise): of an open exercise, whose answers are models."""
    calls, models = [], []

    def build(x):
        models.append(weakref.ref(model := Model()))
        return model

    def failing(x):
        model = build(x)
        raise KeyError("lost", model)

    functions = {"other": build, "fails": failing}
    wrong = [
        Misconception(name, counted(function, calls, name), f"hint: {name}", raises=name == "fails")
        for name, function in functions.items()
    ]
    wanted = Property("a model", lambda values: None if isinstance(values[0], Model) else "none", "hint: none")
    return calls, models, task(*wrong, reference=build, properties=(wanted,)), build


def test_of_an_open_exercise_no_wrong_answer_runs_but_those_that_raise():
    calls, _, exercise, build = with_properties()
    assert judge(exercise, lambda x: None).outcome == Outcome.NOT_YET
    assert calls == []
    assert judge(exercise, lambda x: unknown).outcome == Outcome.STOPPED  # noqa: F821 - a typo is what is tried
    assert set(calls) == {"fails"}
    assert judge(exercise, lambda x: build(x)).outcome == Outcome.PASSED


def test_after_a_typo_no_model_is_kept():
    _, models, exercise, build = with_properties()

    def answer(x):
        model = build(x)  # noqa: F841 - it is what must not be kept
        return modle  # noqa: F821 - a typo is what is tried

    assert judge(exercise, answer).outcome == Outcome.STOPPED
    assert models
    gc.collect()
    assert not [model for model in models if model() is not None and not _in_message(model())]


def _in_message(model):
    """Is a model kept by an error's own arguments, which are the wrong answer's message?"""
    return any(isinstance(one, tuple) and "lost" in one for one in gc.get_referrers(model))


def test_what_an_error_had_in_memory_is_gone_with_the_verdict():
    arrays = []

    class Array(np.ndarray):
        pass

    def make():
        array = np.zeros(9).view(Array)
        arrays.append(weakref.ref(array))
        return array

    def answer(x):
        array = make()
        try:
            inner = make()
            raise KeyError(str(inner))
        except KeyError as error:
            raise ValueError(str(array)) from error

    gc.disable()
    try:
        assert judge(task(), answer).outcome == Outcome.STOPPED
        assert len(arrays) >= 4  # and more of changed answers
        assert not [array for array in arrays if array() is not None]
    finally:
        gc.enable()


def test_what_is_known_is_bounded_by_the_last_exercises():
    references = []
    for _ in range(recognition.EXERCISES + 3):
        exercise = task(Misconception("same", lambda x: x, "hint"))
        assert why(exercise, lambda x: x + 0) == "hint"
        references.append(weakref.ref(exercise))
    del exercise
    gc.collect()
    assert sum(reference() is not None for reference in references) <= recognition.EXERCISES


def test_a_models_weights_that_nobody_changed_are_kept_once():
    import keras

    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="dense")])
    probes = (Probe("a model", lambda: (model,)),)
    exercise = task(reference=lambda model: 1, probes=probes)
    one, two = (recognition.known(exercise, function, 0) for function in (exercise.reference, lambda model: 2))
    assert two.value == 2
    for first, second in zip(one.arguments[0][1:], two.arguments[0][1:], strict=True):
        assert first is second
