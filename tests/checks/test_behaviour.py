"""Behaviour: what tells two functions apart."""

import json

import numpy as np
import pytest
import tensorflow as tf

from amhelpers.checks.behaviour import observe
from amhelpers.checks.differences import difference
from amhelpers.checks.exercise import Exercise, Probe


def exercise(reference, make=lambda: (np.float32([[1, 2], [3, 4]]),), **fields):
    """An exercise with one probe."""
    probes = (Probe("a probe", make),)
    fields = {
        "number": "0.1",
        "title": "t",
        "function": "f",
        "compared": "",
        "hints": (),
        "misconceptions": (),
        **fields,
    }
    return Exercise(reference=reference, probes=probes, **fields)


def told_apart_by(one, other, **fields):
    """`what` of the difference between two functions, or None."""
    task = exercise(one, **fields)
    found = difference(observe(one, task.probes[0], task), observe(other, task.probes[0], task), task)
    return found and found.what


def square(x):
    return x * x


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (lambda x: x**2, None),
        (lambda x: tf.square(x), None),
        (lambda x: (x * x).astype("float64"), None),
        (lambda x: x * x * (1 + 1e-7), None),
        (lambda x: x * x + 0.01, "value"),
        (lambda x: (x * x)[0], "shape"),
        (lambda x: (x * x).astype(int), "type"),
        (lambda x: x * np.array([[1, np.nan], [3, 4]]), "finite"),
        (lambda x: (x * x).tolist(), "structure"),
        (lambda x: None, "structure"),
        (lambda x: (x * x, x), "structure"),
        (lambda x: 1 / 0, "error"),
    ],
)
def test_values_are_compared_by_shape_kind_and_number(other, what):
    assert told_apart_by(square, other) == what


def test_a_named_type_is_compared_exactly():
    assert told_apart_by(square, lambda x: (x * x).astype("float64"), exact_dtype=True) == "type"


def test_the_tolerance_is_the_exercises():
    assert told_apart_by(square, lambda x: x * x + 0.01, tolerance=0.1) is None


def test_the_first_place_that_differs_is_shown():
    task = exercise(square)

    def other(x):
        result = x * x
        result[1, 0] = 0
        return result

    found = difference(*(observe(function, task.probes[0], task) for function in (square, other)), task)
    assert found.expected.endswith("at [1, 0]: 9.0")
    assert found.received.endswith("at [1, 0]: 0.0")


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (lambda x: (1, 2), lambda x: [1, 2], None),
        (lambda x: (1, 2), lambda x: np.array([1, 2]), None),
        (lambda x: (1, 2), lambda x: (np.uint8(1), np.int64(2)), None),
        (lambda x: (1, 2), lambda x: (2, 1), "value"),
        (lambda x: (1, 2), lambda x: (1, 2, 3), "structure"),
        (lambda x: (1, 2), lambda x: 12, "structure"),
        (lambda x: [((1, 2), 3)], lambda x: [((1, 2), 3)], None),
        (lambda x: [((1, 2), 3)], lambda x: ((1, 2), 3), "structure"),
        (lambda x: {"a": x}, lambda x: {"a": x + 0}, None),
        (lambda x: {"a": x}, lambda x: {"a": x + 1}, "value"),
        (lambda x: {"a": x}, lambda x: {"b": x}, "structure"),
        (lambda x: 3, lambda x: 4, "value"),
        (lambda x: 3, lambda x: 3.0, "type"),
        (lambda x: "yes", lambda x: "yes", None),
        (lambda x: "yes", lambda x: "no", "structure"),
    ],
)
def test_tuples_dicts_and_scalars_are_compared_by_their_parts(one, other, what):
    assert told_apart_by(one, other) == what


def test_errors_are_compared_by_their_type_whatever_numbers_they_name():
    assert told_apart_by(lambda x: x[5], lambda x: x[7]) is None
    assert told_apart_by(lambda x: x[5], lambda x: x.none) == "error"


def test_errors_of_one_type_are_told_apart_by_how_their_message_begins():
    assert told_apart_by(lambda x: int("a"), lambda x: float("a")) == "error"


def test_a_changed_argument_is_noticed_and_the_probe_stays_as_it_was():
    def change(x):
        x *= x
        return x

    assert told_apart_by(square, change) == "argument"
    task = exercise(square)
    observe(change, task.probes[0], task)
    np.testing.assert_array_equal(task.probes[0].arguments()[0], [[1, 2], [3, 4]])


def test_a_variable_may_be_changed_where_the_reference_changes_it():
    def make():
        return (tf.Variable([1.0, 2.0]),)

    def step(x):
        x.assign_add([1.0, 1.0])
        return 0.0

    assert told_apart_by(step, step, make=make) is None
    assert told_apart_by(step, lambda x: 0.0, make=make) == "argument"


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (lambda x: tf.reduce_sum(x * x, axis=1), None),
        (lambda x: (x.numpy() ** 2).sum(axis=1), "no gradient"),
        (lambda x: tf.reduce_sum(x * tf.stop_gradient(x), axis=1), "gradient"),
    ],
)
def test_a_gradient_is_compared_where_the_exercise_asks_for_it(other, what):
    def reference(x):
        return tf.reduce_sum(tf.square(x), axis=1)

    assert told_apart_by(reference, other, differentiable=True) == what


@pytest.mark.parametrize("value", [None, "yes", [1.0]])
def test_no_tensor_has_no_gradient_and_is_no_error(value):
    task = exercise(lambda x: tf.reduce_sum(x), differentiable=True)
    seen = observe(lambda x: value, task.probes[0], task)
    assert (seen.error, seen.gradient, seen.value) == (None, None, value)


def test_the_gradient_is_that_of_finite_differences():
    task = exercise(lambda x: tf.reduce_sum(x**3, axis=1), differentiable=True)
    point = np.float64([[1, 2], [3, 4]])
    weights = np.cos(np.arange(2.0))

    def total(x):
        return ((x**3).sum(axis=1) * weights).sum()

    steps = 1e-5 * np.eye(4).reshape(4, 2, 2)
    expected = [(total(point + step) - total(point - step)) / 2e-5 for step in steps]
    seen = observe(task.reference, task.probes[0], task)
    np.testing.assert_allclose(seen.gradient.ravel(), expected, rtol=1e-5)


def test_what_a_function_calls_is_noted_and_done():
    def by_json(x):
        return json.loads(json.dumps(x.tolist()))[0][0]

    assert told_apart_by(by_json, lambda x: float(x[0, 0]), watch=("json.dumps",)) == "calls"
    assert told_apart_by(by_json, by_json, watch=("json.dumps",)) is None
    assert json.dumps.__module__ == "json"


def test_the_memory_of_a_call_that_failed_is_given_back():
    alive = []

    class Big:
        def __del__(self):
            alive.pop()

    def fail(x):
        alive.append(1)
        big = Big()
        raise ValueError(big is None)

    task = exercise(square)
    seen = observe(fail, task.probes[0], task)
    assert isinstance(seen.error, ValueError)
    assert alive == []


def test_what_a_function_prints_is_kept_from_the_notebook(capsys):
    task = exercise(square)
    seen = observe(lambda x: print("shape", x.shape), task.probes[0], task)
    assert seen.printed == "shape (2, 2)\n"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("error", [SystemExit, RecursionError, MemoryError, GeneratorExit])
def test_no_error_gets_out(error):
    def fail(x):
        raise error

    task = exercise(square)
    assert isinstance(observe(fail, task.probes[0], task).error, error)


def test_the_users_own_interruption_gets_out():
    def interrupted(x):
        raise KeyboardInterrupt

    task = exercise(square)
    with pytest.raises(KeyboardInterrupt):
        observe(interrupted, task.probes[0], task)


def tiny_model():
    import keras

    return keras.Sequential(
        [keras.Input((2,), name="input"), keras.layers.Dense(1, name="dense", kernel_initializer="ones")], name="tiny"
    )


def test_a_model_that_was_given_is_compared_too():
    def pop(model):
        model.pop()

    def train(model):
        model.layers[0].kernel.assign_add([[1.0], [0.0]])

    for change in (pop, train):
        assert told_apart_by(lambda model: None, change, make=lambda: (tiny_model(),)) == "model"
    assert told_apart_by(lambda model: None, lambda model: None, make=lambda: (tiny_model(),)) is None


def test_an_argument_that_is_to_be_changed_and_is_not_has_its_own_word():
    def add(variable):
        variable.assign_add([1.0])

    def make():
        return (tf.Variable([2.0]),)

    assert told_apart_by(add, lambda variable: None, make=make, changes_argument=True) == "change"
    assert (
        told_apart_by(add, lambda variable: variable.assign([3.0]) and None, make=make, changes_argument=True) is None
    )


def test_8_bit_results_may_differ_by_one_level_and_arguments_may_not():
    bytes_ = np.uint8([[0, 100, 255]])
    assert told_apart_by(lambda x: bytes_, lambda x: bytes_ + np.uint8([[1, 1, 0]])) is None
    assert told_apart_by(lambda x: bytes_, lambda x: bytes_ - np.uint8([[0, 0, 1]])) == "value"  # white
    assert told_apart_by(lambda x: bytes_, lambda x: bytes_ - np.uint8([[0, 2, 0]])) == "value"

    def change(x):
        x += 1

    assert told_apart_by(lambda x: None, change, make=lambda: (np.uint8([1, 2]),)) == "argument"


def total(value, arguments):
    return sum(value)


def test_what_cannot_be_compared_is_compared_by_what_is_seen_of_it():
    assert told_apart_by(lambda x: {1, 2}, lambda x: {2, 3}, seen=total) == "value"
    assert told_apart_by(lambda x: {1, 2}, lambda x: {3}, seen=total) is None


def test_a_gradient_is_not_compared_where_it_is_free():
    def other(x):
        return tf.where(x > 0, x, 0)

    def probes(gradient):
        return Probe("zeros", lambda: (np.zeros(2, "float32"),), gradient)

    task = exercise(tf.identity, differentiable=True)
    for gradient, what in ((True, "gradient"), (False, None)):
        seen = [observe(function, probes(gradient), task) for function in (tf.identity, other)]
        found = difference(*seen, task)
        assert (found and found.what) == what


def test_somehow_differentiable_asks_for_a_gradient_whatever_it_is():
    settings = {"make": lambda: (np.float32([1, 2]),), "differentiable": "somehow"}
    assert told_apart_by(tf.square, lambda x: x * tf.stop_gradient(x), **settings) is None
    assert told_apart_by(tf.square, lambda x: np.square(x), **settings) == "no gradient"


def test_a_gradient_of_picked_rows_is_a_gradient():
    settings = {"make": lambda: (np.float32([[1, 2], [3, 4]]),), "differentiable": True}
    assert (
        told_apart_by(tf.square, lambda x: tf.stack([tf.gather(x, row) ** 2 for row in range(2)]), **settings) is None
    )
