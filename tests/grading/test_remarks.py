"""Remarks go by what an answer runs, and name what the package has ready."""

import json

import pytest

from amhelpers.checks import exercises, find
from amhelpers.grading.remarks import remarks
from amhelpers.grading.submission import needed, read

FUNCTIONS = {task.function: number for number, task in exercises().items()}


def said_of(number, code):
    """The remarks on an answer whose check is as it was given."""
    name = find(number).function
    cells = [code, f'{name} = am.check("{number}", {name})']
    data = {"cells": [{"cell_type": "code", "source": cell, "metadata": {}} for cell in cells]}
    submission = read(json.dumps(data).encode())
    return remarks(submission, find(number), needed(submission, find(number), FUNCTIONS))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("def sparsity(a):\n    return open('x').read()", "reads or writes files"),
        ("def sparsity(a):\n    import glob\n    return glob.glob('*')", "reads or writes files"),
        ("def sparsity(a):\n    return am.solution('6.3')", "asks for the course's own version"),
        ("sparsity = am.activations.sparsity", "uses am.activations.sparsity"),
        ("def sparsity(a):\n    import os\n    os._exit(0)", "leaves its process"),
    ],
)
def test_what_an_answer_does_is_named(code, words):
    assert words in " ".join(said_of("6.3", code))


@pytest.mark.parametrize(
    "code",
    [
        'def sparsity(a):\n    """Adds up requests; no open(file), glob or os.environ."""\n    return 1',
        "def sparsity(a):\n    return 1  # the solution(s) of exec()",
        "SUM = 0\ndef sparsity(a):\n    global SUM\n    global_sum = reopen = SUM\n    return global_sum",
        "def sparsity(a):\n    return " + "-" * 2000 + "1",
    ],
)
def test_what_a_comment_says_and_what_a_name_looks_like_is_not(code):
    assert said_of("6.3", code) == []


@pytest.mark.parametrize("number", exercises())
def test_of_what_the_course_uses_itself_nothing_is_said(number):
    import inspect

    source = inspect.getsource(find(number).reference)
    assert not [one for one in said_of(number, source) if one.startswith("The answer uses")]
