"""Right answers in the forms that students give them: a class, a method, a partial, another kind of array or type."""

import functools
import types

import numpy as np
import pytest
import tensorflow as tf
from entries import EXERCISES, demand_that_it_passes, name_of

SLOW = ("3.4", "3.5", "4.2", "5.3", "7.2", "8.2")  # two forms each
DO = "If it passes as a plain function, let exercise.py ask for less."


def as_partial(right):
    return functools.partial(right)


def as_object(right):
    class Answer:
        def __call__(self, *arguments):
            return right(*arguments)

    return Answer()


def as_method(right):
    class Answer:
        def answer(self, *arguments):
            return right(*arguments)

    return Answer().answer


def decorated(right):
    @functools.wraps(right)
    def answer(*arguments, **settings):
        return right(*arguments, **settings)

    return answer


def printing(right):
    def answer(*arguments):
        result = right(*arguments)
        print("shape", np.shape(result) if isinstance(result, np.ndarray) else type(result))
        return result

    return answer


def with_more_arguments(right):
    def answer(*arguments, verbose=False):
        return right(*arguments)

    return answer


def without_globals(right):
    """The same code among other names: no module of the bank is around it."""
    code = right.__code__
    return types.FunctionType(code, dict(right.__globals__), code.co_name, right.__defaults__, right.__closure__)


def in_double_precision(right):
    return lambda *arguments: _each(right(*arguments), lambda array: tf.cast(array, tf.float64))


def as_numpy(right):
    return lambda *arguments: _each(right(*arguments), np.asarray)


def as_tensor(right):
    return lambda *arguments: _each(right(*arguments), tf.convert_to_tensor)


def _each(value, change):
    """With every array of floats in a result changed."""
    if isinstance(value, dict):
        return {name: _each(part, change) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_each(part, change) for part in value)
    is_array = isinstance(value, np.ndarray | np.floating | tf.Tensor)
    return change(value) if is_array and "float" in str(value.dtype) else value


FORMS = (as_partial, as_object, as_method, decorated, printing, with_more_arguments, without_globals)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.number)
def test_a_right_answer_passes_in_every_form(exercise, form):
    if exercise.number in SLOW and form not in FORMS[:2]:
        pytest.skip("a call takes as long as a hundred of the others'")
    demand_that_it_passes(exercise, form(exercise.reference), f"the reference {form.__name__}", DO)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("form", [in_double_precision, as_numpy, as_tensor], ids=lambda form: form.__name__)
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.number)
def test_a_right_result_passes_in_every_kind(exercise, form):
    if exercise.number in SLOW or (exercise.exact_dtype and form is in_double_precision):
        pytest.skip("not asked for, or slow")
    if exercise.differentiable and form is as_numpy:
        pytest.skip("must be differentiated")
    demand_that_it_passes(exercise, form(exercise.reference), f"the reference {form.__name__}", DO)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("exercise", "index"),
    [(one, index) for one in EXERCISES if one.number not in SLOW for index in range(len(one.alternatives))],
    ids=lambda value: value if isinstance(value, int) else value.number,
)
def test_other_right_answers_pass_as_objects(exercise, index):
    alternative = exercise.alternatives[index]
    what = f"the alternative {name_of(alternative, index)} as an object"
    demand_that_it_passes(exercise, as_object(alternative), what, DO)
