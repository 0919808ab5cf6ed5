"""Submissions: files from whomever are read and not run, and every answer gets what it needs and no more."""

import json
import random

import pytest

from amhelpers.checks import exercises, find
from amhelpers.grading.submission import needed, read

FUNCTIONS = {task.function: number for number, task in exercises().items()}
CHECK = 'normalize = am.check("2.3", normalize)'


def notebook(*cells):
    """The bytes of a notebook with these code cells."""
    kinds = [{"cell_type": "code", "source": cell, "metadata": {}, "outputs": []} for cell in cells]
    return json.dumps({"cells": kinds, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def sources(*cells, number="2.3"):
    return [one.source for one in needed(read(notebook(*cells)), find(number), FUNCTIONS)]


def test_what_an_answer_needs_is_all_that_it_names_and_nothing_else():
    found = sources(
        "import tensorflow as tf\nimport matplotlib.pyplot as plt",
        "small = 1e-7\nlarge = compute()",
        "plt.plot(large)",
        "def helper(x):\n    return x + small",
        "def normalize(g):\n    return g / helper(tf.norm(g))",
        CHECK,
    )
    assert found == [
        "import tensorflow as tf",
        "small = 1e-7",
        "def helper(x):\n    return x + small",
        "def normalize(g):\n    return g / helper(tf.norm(g))",
    ]


def test_a_helper_may_stand_below_and_what_changes_a_value_belongs_to_it():
    found = sources(
        "def normalize(g):\n    return g / sizes[0]", "sizes = []", "sizes.append(2)", "sizes[0] = 3", CHECK
    )
    assert found == ["def normalize(g):\n    return g / sizes[0]", "sizes = []", "sizes.append(2)", "sizes[0] = 3"]


def test_names_of_a_functions_own_are_none_of_the_notebooks():
    found = sources(
        "image = load()", "def normalize(image):\n    mean = image.mean()\n    return image / mean", "mean = 3", CHECK
    )
    assert found == ["def normalize(image):\n    mean = image.mean()\n    return image / mean"]


def test_a_whole_module_and_what_is_declared_global_belong_to_an_answer():
    star = "from numpy import *", "def normalize(g):\n    return g / mean(g)"
    assert sources(*star, CHECK) == [*star]
    counted = "calls = 0", "def normalize(g):\n    global calls\n    calls += 1\n    return g"
    assert sources(*counted, CHECK) == [*counted]


def test_the_last_definition_before_the_check_counts():
    found = sources(
        "def normalize(g):\n    return 1", "def normalize(g):\n    return 2", CHECK, "def normalize(g):\n    return 3"
    )
    assert [text[-1] for text in found] == ["1", "2"]  # in their order: the second is the one that stays
    assert sources(CHECK, "def normalize(g):\n    return 3") == ["def normalize(g):\n    return 3"]


def test_another_exercise_stands_for_itself():
    cells = "def mean_activation(a, c):\n    return 0", 'mean_activation = am.check("2.2", mean_activation)'
    found = needed(
        read(notebook(*cells, "def ascent_step(e):\n    return mean_activation(e, 0)")), find("2.4"), FUNCTIONS
    )
    assert [one.source for one in found if not one.check] == ["def ascent_step(e):\n    return mean_activation(e, 0)"]


@pytest.mark.parametrize(
    "cell", ["def normalize(:", "x = (", "\x00", "%%bash\nrm -rf", "return return", "def f():\n\tif 1:\n        2"]
)
def test_a_cell_that_cannot_be_read_costs_no_other(cell):
    assert sources("x = 1", cell, "def normalize(g):\n    return x", CHECK) == [
        "x = 1",
        "def normalize(g):\n    return x",
    ]


def test_magics_are_left_out():
    assert sources("%matplotlib inline\nx = 1\n!ls\nlen?", "def normalize(g):\n    return x", CHECK)[0] == "x = 1"


def test_nothing_is_run():
    read(notebook("raise SystemExit", "import os\nos._exit(1)", "@print('!')\ndef normalize(g=print(1)):\n    pass"))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"cells": 3}', b'{"cells": [{}]}', b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_no_notebook_is_refused_in_words(data):
    with pytest.raises(ValueError, match="no notebook that Jupyter can open"):
        read(data)


@pytest.mark.parametrize("seed", range(40))
def test_any_damage_to_a_file_ends_in_statements_or_in_words(seed):
    draw = random.Random(seed)
    data = bytearray(notebook("import numpy as np", "def normalize(g):\n    return np.abs(g)", CHECK))
    for _ in range(draw.randrange(1, 6)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    try:
        needed(read(bytes(data)), find("2.3"), FUNCTIONS)
    except ValueError as error:
        assert "no notebook" in str(error)
