"""What the process that runs answers is told of an exercise: its probes, and nothing that would give an answer away."""

import inspect

import pytest

from amhelpers.checks import exercises, find
from amhelpers.grading import bank


@pytest.mark.parametrize("number", exercises())
def test_no_line_of_a_right_answer_and_no_hint_is_told(number):
    task = find(number)
    told = "\n".join(bank.sources(task).values())
    assert not any(hint in told for hint in task.hints)
    for one in task.rights:
        if one.__module__ == bank.reference_of(task)[0]:
            lines = [line.strip() for line in inspect.getsource(one).splitlines()]
            body = [line for line in lines if line.startswith("return ") and len(line) > 40]
            assert not any(line in told for line in body)


def test_what_an_answer_goes_on_from_is_told():
    told = bank.sources(find("2.4"), [find("2.2")])
    assert "reduce_mean" in told["amhelpers.exercises.lesson02.mean_activation.right"]
    assert "assign_add" not in told["amhelpers.exercises.lesson02.ascent_step.right"]
