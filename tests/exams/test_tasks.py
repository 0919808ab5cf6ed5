"""Tasks of exams: one number for each student, that little moves but a mistake."""

import ast
import contextlib
import dataclasses
import functools
import io
import math
from string import Template

import numpy as np
import pytest

import amhelpers as am
from amhelpers import checks
from amhelpers.exams.tasks import drawn, filled, right_number, tasks

SEEDS = tuple(f"student {number}" for number in range(8))
LOADERS = (
    "cats_and_dogs_cnn",
    "cifar10_cnn",
    "mnist_cnn",
    "robust_cifar10_cnn",
    "robust_mnist_cnn",
    "squeezenet",
    "vgg16",
)
LOAD, NOISE = {name: getattr(am.models, name) for name in LOADERS}, am.images.noise
LEVEL = 1e-5  # far more than another processor changes

# Of each exercise that a task needs the wrong answers that are likeliest and give another number.
MISTAKES = {
    "1.x1": {"1.1": ("not divided", "rows and columns exchanged", "only the first")},
    "1.x2": {"1.1": ("not divided", "inverted"), "1.3": ("order of the pair", "the first mistake", "the rarest")},
    "2.x1": {"2.1": ("one layer too few", "the whole net"), "2.2": ("sum", "largest", "all channels", "from one")},
    "2.x2": {
        "2.1": ("the layer's input",),
        "2.4": ("downhill", "raw gradient", "scores after", "clipped", "first image"),
    },
    "2.x3": {
        "2.1": ("one layer too few",),
        "2.2": ("largest", "all channels"),
        "2.5": ("one more", "clipped", "always size 1", "before the last"),
        "2.6": ("not scaled", "a quarter", "no std"),
    },
    "3.x1": {"3.2": ("vertical only", "squared", "averaged"), "3.3": ("mean", "always 6", "largest")},
    "3.x2": {"3.1": ("the model", "log", "random weights"), "3.2": ("vertical only", "averaged", "isotropic")},
    "3.x3": {"3.3": ("no root", "always 6", "sum first")},
    "4.x1": {"4.3": ("with the mean", "amplitude", "a square", "low")},
    "4.x2": {"4.3": ("with the mean", "amplitude", "both high", "low")},
    "5.x1": {"5.1": ("not reversed", "no mean", "not scaled", "mean in the order of RGB")},
    "5.x2": {"5.1": ("no mean", "scaled only"), "5.2": ("not clipped", "no mean", "not reversed")},
    "5.x3": {"5.4": ("inverted", "of its own rise", "did not rise", "any")},
    "6.x1": {"6.1": ("before ReLU",), "6.3": ("not zero", "number", "dead maps")},
    "6.x2": {"6.1": ("the whole net",), "6.2": ("one range", "not scaled", "reshape, scaled", "column by column")},
    "6.x3": {"6.1": ("overwritten", "only the last", "channels first")},
    "7.x1": {"7.1": ("same padding", "average pooling", "tanh inside", "scaled again")},
    "7.x2": {"7.1": ("average pooling", "sigmoid inside", "256 units")},
    "8.x1": {
        "8.3": ("no weights", "place by place", "mean of the batch", "first class"),
        "8.4": ("outside", "the sum"),
    },
    "8.x2": {"8.1": ("signed", "all logits", "probability", "not scaled")},
    "10.x1": {"10.1": ("the loss", "minus the distance", "the difference")},
    "10.x2": {"10.2": ("only what is wanted", "the mean", "the opposite", "softmax")},
    "10.x3": {"10.3": ("no copy", "no mark", "both marked"), "10.4": ("the other way round", "both directions")},
}

# Right answers of another form that a task does not fit: one is for nets that end in a dense layer, one scales images.
UNFIT = {("8.x1", "8.3", 1), ("7.x1", "7.1", 1), ("7.x2", "7.1", 1)}


@functools.cache
def net(name, arguments, draw):
    """A net of the course; from 1 on its weights are a little off."""
    model = LOAD[name](*arguments)
    if draw:
        random = np.random.default_rng(draw)
        model.set_weights([one * (1 + LEVEL * random.normal(size=one.shape)) for one in model.get_weights()])
    return model


def noise(draw, *arguments, **settings):
    """Noise to begin with; from 1 on it is a little off."""
    start = NOISE(*arguments, **settings)
    off = LEVEL * np.random.default_rng(draw).normal(size=start.shape) if draw else 0
    return np.clip(start + off, 0, 1).astype("float32")


@functools.cache
def number(task, seed, draw=0):
    """The number of a task, with nets that are loaded once."""
    with pytest.MonkeyPatch.context() as patch:
        for name in LOADERS:
            patch.setattr(am.models, name, lambda *arguments, name=name: net(name, arguments, draw))
        patch.setattr(am.images, "noise", functools.partial(noise, draw))
        return right_number(tasks()[task], seed)


def number_with(task, exercise, function, seed=SEEDS[0]):
    """The number of a task, with another function in the place of the course's."""
    known = checks.exercises()
    changed = {**known, exercise: dataclasses.replace(known[exercise], reference=function)}
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()):
        patch.setattr(checks, "exercises", lambda: changed)
        return right_number(tasks()[task], seed)


def same(task, one, other, share=1.0):
    """Are two numbers the same, within a share of the tolerance?"""
    if isinstance(one, int):
        return one == other
    return abs(one - other) <= share * tasks()[task].tolerance * abs(one)


every = pytest.mark.parametrize("task", list(tasks()))


def test_every_lesson_with_exercises_has_two_or_three_tasks_numbered_in_order():
    lessons = {number.split(".")[0] for number in checks.exercises()}
    numbers = {lesson: [task for task in tasks() if task.split(".")[0] == lesson] for lesson in lessons}
    assert sum(map(len, numbers.values())) == len(tasks())
    for lesson, found in numbers.items():
        assert found in ([f"{lesson}.x1", f"{lesson}.x2"], [f"{lesson}.x1", f"{lesson}.x2", f"{lesson}.x3"])


@every
def test_a_task_names_what_is_drawn_and_nothing_else_and_its_given_code_is_python(task):
    one = tasks()[task]
    shown = {name for text in (one.text, one.given) for name in Template(text).get_identifiers()}
    assert shown == set(one.draws) >= set(Template(one.code).get_identifiers())
    for text in (one.text, one.given, one.code):
        assert Template(text).is_valid()
    for values, count in one.draws.values():
        assert len({str(value) for value in values}) == len(values) >= count
    for seed in SEEDS:
        values = drawn(one, seed)
        ast.parse(filled(one.given, values))
        ast.parse(filled(one.code, values), mode="eval")
        assert "$" not in filled(one.text, values)


@every
def test_a_task_calls_the_functions_of_the_exercises_that_it_says_and_no_others(task):
    one, known = tasks()[task], checks.exercises()
    trees = [ast.parse(filled(part, drawn(one, SEEDS[0]))) for part in (one.code, one.given)]
    code, given = ({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} for tree in trees)
    functions = {exercise.function for exercise in known.values()}
    assert code & functions == {known[number].function for number in one.uses}
    assert not given & functions
    lesson = float(task.split(".")[0])
    assert all(float(number.split(".")[0]) <= lesson for number in one.uses)
    assert any(number.split(".")[0] == task.split(".")[0] for number in one.uses)


@every
def test_a_student_has_the_same_number_each_time(task):
    assert drawn(tasks()[task], SEEDS[1]) == drawn(tasks()[task], SEEDS[1])
    again = right_number(tasks()[task], SEEDS[1])
    assert type(again) is type(number(task, SEEDS[1]))
    assert same(task, number(task, SEEDS[1]), again, 1e-3)


@every
def test_students_have_other_numbers(task):
    numbers = [number(task, seed) for seed in SEEDS]
    assert all(map(math.isfinite, numbers))
    different = []
    for one in numbers:
        if not any(same(task, one, other) for other in different):
            different.append(one)
    assert len(different) >= 6


@every
def test_weights_and_starts_that_are_a_little_off_leave_the_number_as_it_is(task):
    for draw, seed in enumerate(SEEDS[:2], 1):
        assert same(task, number(task, seed), number(task, seed, draw), 0.25)


@every
def test_likely_mistakes_give_another_number(task):
    assert set(MISTAKES[task]) == set(tasks()[task].uses)
    for exercise, names in MISTAKES[task].items():
        wrong = {one.name: one.wrong for one in checks.exercises()[exercise].misconceptions}
        assert set(names) <= set(wrong)
        for name in names:
            try:
                found = number_with(task, exercise, wrong[name])
            except Exception:
                continue
            assert not same(task, number(task, SEEDS[0]), found), name


@every
def test_right_answers_of_another_form_give_the_same_number(task):
    for exercise in tasks()[task].uses:
        rights = checks.exercises()[exercise].alternatives
        for place, function in enumerate(rights):
            if (task, exercise, place) not in UNFIT:
                found = number_with(task, exercise, function)
                assert same(task, number(task, SEEDS[0]), found), (exercise, place)
