"""Passages: which lines of an answer are other than in a right one, found without running any of it."""

import inspect

import pytest

from amhelpers import checks
from amhelpers.checks.passages import FEW, LONGEST, MOST, passages, plain

TASK = checks.find("2.3")
RIGHT = inspect.getsource(TASK.reference).replace(f"def {TASK.reference.__name__}(", "def normalize(")


def test_the_line_that_was_changed_is_named_and_no_other():
    text = inspect.getsource(checks.find("6.3").reference)
    changed = text.replace("return ", "return 3 * ")
    assert changed != text
    (line,) = passages(checks.find("6.3"), changed)
    assert line.startswith("return 3 * ")


def test_where_a_step_is_missing_it_is_the_line_before():
    task = checks.find("2.4")
    lines = plain(inspect.getsource(task.reference)).splitlines()
    for place in range(1, len(lines) - 1):
        if lines[place].endswith(":") or lines[place - 1].endswith(":"):
            continue  # a block without its head, or without a body
        without = "\n".join(lines[:place] + lines[place + 1 :])
        assert lines[place - 1].strip() in passages(task, without)


def test_what_is_far_from_all_right_answers_is_shown_from_its_beginning():
    body = [f"    value_{n} = open(str({n}))" for n in range(40)]
    found = passages(TASK, "\n".join(["def normalize(gradient):", *body]))
    assert found == ("def normalize(gradient):", *body[: MOST - 1], "…")
    assert passages(TASK, "normalize = lambda one: one  # mine") == ("normalize = lambda one: one",)


def test_comments_and_docstrings_are_gone_and_nothing_is_run():
    text = 'def normalize(gradient=print("run")):\n    """By Ada."""\n    # Ada\n    return str("x")  # Ada'
    assert all("Ada" not in line for line in passages(TASK, text))
    decorated = f"@stop\n{text}"
    assert passages(TASK, decorated) == passages(TASK, text)
    assert len(passages(TASK, text)) <= FEW


@pytest.mark.parametrize(
    "text",
    [
        "def normalize(:",
        "",
        "-" * 3000 + "1",
        "(" * 300,
        f"def normalize(g):\n    return {'-' * 3000}g",
        "g = " + "1 + " * LONGEST + "1",
    ],
)
def test_what_cannot_be_read_costs_nothing(text, capsys):
    assert passages(TASK, text) == ()
