"""Sealed: what a hostile answer tries costs its own exercise, and shows it nothing that is none of its own."""

import importlib.util
import json
from pathlib import Path

import pytest

from amhelpers.checks import exercises, find
from amhelpers.grading import judging, sealed
from amhelpers.grading.submission import read
from amhelpers.record import of_lesson

ROOT = Path(__file__).parents[2]
RIGHT = "import numpy as np\ndef sparsity(activation):\n    return np.mean(np.asarray(activation) == 0)"
CHECK = 'sparsity = am.check("6.3", sparsity)'
needs_bwrap = pytest.mark.skipif(not sealed.is_sealed(), reason="there is no bubblewrap here")


def tool():
    """tools/make_class.py as a module."""
    spec = importlib.util.spec_from_file_location("make_class", ROOT / "tools" / "make_class.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


EVIL = tool().EVIL


@pytest.fixture(scope="module")
def apart():
    """One process for the answers of all tests here: what one of them does has to stay without consequence."""
    process = sealed.Apart()
    yield process
    process.close()


def graded(apart, *cells, number="6.3", seconds=10):
    kinds = [{"cell_type": "code", "source": cell, "metadata": {}} for cell in ("import amhelpers as am", *cells)]
    submission = read(json.dumps({"cells": kinds}).encode())
    (found,) = [one for one in judging.grades(submission, "06", apart, seconds) if one.number == number]
    return found


def seen_by(apart, code):
    """What an answer finds out, as the text of an error that it raises."""
    text = "\n".join(f"    {line}" for line in code.splitlines())
    found = graded(apart, f"def sparsity(activation):\n{text}\n    raise RuntimeError(found)", CHECK)
    return dict(found.rows)["received"]


@needs_bwrap
@pytest.mark.parametrize("name", EVIL)
def test_a_hostile_answer_gets_nothing_and_the_next_one_what_it_deserves(apart, name):
    answer = EVIL[name].format(name="sparsity", number="6.3")
    assert graded(apart, answer, CHECK, seconds=1 if "forks" in name else 10).points == 0
    assert graded(apart, RIGHT, CHECK).points == 1


@needs_bwrap
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (f"import os\nfound = os.path.exists({str(ROOT / 'solutions')!r})", "False"),
        (f"import os\nfound = os.path.exists({str(ROOT / 'tests')!r})", "False"),
        ("import os\nfound = sorted(os.listdir(os.path.expanduser('~')))", "[]"),
        (
            "import amhelpers, os\nfound = os.listdir(os.path.dirname(amhelpers.__file__) + '/exercises')",
            "[]",
        ),
        ("import socket\nfound = socket.if_nameindex()", "[(1, 'lo')]"),
        ("import os\nfound = [one for one in os.environ if 'NBGRADER' in one or 'TOKEN' in one]", "[]"),
        ("import os\nfound = os.getcwd()", "/answer"),
    ],
)
def test_an_answer_sees_an_empty_folder_the_package_and_no_network(apart, code, expected):
    assert seen_by(apart, code) == f"RuntimeError: {expected}"


@needs_bwrap
def test_nothing_that_an_answer_writes_is_there_for_the_next(apart):
    notes = (
        "import os, tempfile\nnotes = [os.path.join(one, 'note') for one in (tempfile.gettempdir(), '/dev/shm', '.')]"
    )
    written = f"{notes}\nfor one in notes:\n    open(one, 'w').write('x')\nfound = 1"
    assert seen_by(apart, written).endswith("1")
    there = f"{notes}\nfound = [os.path.exists(one) for one in notes]"
    assert seen_by(apart, there).endswith("[False, False, False]")


@needs_bwrap
@pytest.mark.parametrize(
    "path", ["amhelpers/checks/__init__.py", "amhelpers/grading/apart.py", "amhelpers/exercises/x.py"]
)
def test_the_package_cannot_be_changed(apart, path):
    found = seen_by(apart, f"found = open({str(ROOT / path)!r}, 'a').write('x')")
    assert "Error: [Errno" in found


def test_an_answer_is_told_why_in_the_words_of_the_box(apart):
    found = graded(apart, "import numpy as np\ndef sparsity(activation):\n    return np.mean(activation != 0)", CHECK)
    assert (found.outcome, found.points) == ("NOT_YET", 0)
    assert found.misconception in {one.name for one in find("6.3").misconceptions}
    assert {"called", "expected", "received", "why"} <= dict(found.rows).keys()


def test_what_is_missing_broken_or_a_stub_is_named(apart):
    assert graded(apart, "x = 1").outcome == "MISSING"
    assert graded(apart, "def sparsity(activation:\n    return 1").outcome == "STOPPED"
    assert graded(apart, "def sparsity(activation):\n    raise NotImplementedError()", CHECK).outcome == "NOT_ATTEMPTED"
    assert graded(apart, "sparsity = 3", CHECK).outcome == "NOT_YET"
    assert "missing 1 required" not in str(graded(apart, "def sparsity():\n    return 1", CHECK).rows[1])


def test_what_an_instructor_should_know_is_said(apart):
    found = graded(
        apart, RIGHT, "def sparsity(a):\n    import os\n    os.environ\n    return am.solution('6.3')", CHECK, CHECK
    )
    said = " ".join(found.remarks)
    for words in ("defined in 2 cells", "there 2 times", "asks for the course's own version", "whether it is graded"):
        assert words in said


@pytest.mark.parametrize("number", exercises())
def test_right_answers_pass_and_wrong_ones_are_refused_by_name(apart, number):
    make, task = tool(), find(number)
    lesson = of_lesson(number)
    notebook, cells = make.right(lesson)

    def grade():
        submission = read(json.dumps(notebook).encode())
        (found,) = [one for one in judging.grades(_only(submission, number), lesson, apart) if one.number == number]
        return found

    assert grade().points == 1
    for one in task.alternatives:
        text = make.written(number, one)
        if text:
            make.answer(notebook, cells, number, text)
            assert grade().points == 1
    texts = [(one, make.written(number, one.wrong)) for one in task.misconceptions[:: len(task.misconceptions) // 3]]
    for one, text in ((one, text) for one, text in texts if text):
        make.answer(notebook, cells, number, text)
        found = grade()
        assert found.points == 0
        same = {other.name for other in task.misconceptions if other.hint == one.hint}
        assert task.properties or found.misconception in same


def _only(submission, number):
    """A submission in which the exercises that others need are there, and no other one is tried."""
    wanted = find(number).function
    others = {task.function for task in exercises().values()} - {wanted}
    submission.statements = [one for one in submission.statements if not one.binds & others or one.check]
    return submission
