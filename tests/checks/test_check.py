"""check, hint, solution and progress, as a notebook calls them."""

import math

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

import amhelpers as am
from amhelpers import checks, record


def right(images):
    return images[..., np.newaxis].astype("float32") / 255


def wrong(images):
    return images


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("AMHELPERS_HOME", str(tmp_path))
    monkeypatch.setattr(record, "_unwritten", [])
    monkeypatch.setattr(checks, "_hints_given", {})


@pytest.fixture
def shell():
    """An IPython shell, as in a notebook."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def outcomes():
    return [checks.Outcome[entry.kept["outcome"]] for entry in record.read("check")]


def test_an_answer_that_passed_is_given_back(capsys):
    assert am.check("1.1", right) is right
    assert capsys.readouterr().out.startswith("✓ Exercise 1.1 · From bytes to what a net takes: passed\n")


def test_for_an_answer_that_did_not_pass_the_courses_own_comes_back(capsys):
    result = am.check("1.1", wrong)
    np.testing.assert_array_equal(result(np.full((1, 28, 28), 255, "uint8")), np.ones((1, 28, 28, 1)))
    assert "not yet" in capsys.readouterr().out


def test_a_locked_cell_run_twice_records_nothing():
    again = am.check("1.1", wrong)
    assert am.check("1.1", again) is again
    assert outcomes() == ["not yet"]


def test_an_unknown_exercise_lists_those_there_are():
    with pytest.raises(ValueError, match=r"no exercise '1\.9'\. Expected .*: 1\.1, 1\.2, 1\.3"):
        am.check("1.9", right)


def test_hints_come_one_by_one_and_end_with_the_solution(capsys):
    total = len(checks.find("1.3").hints)
    for count in range(1, total + 1):
        am.hint("1.3")
        text = capsys.readouterr().out
        assert f"hint {count} of {total}" in text
        assert ('am.solution("1.3")' in text) == (count == total)


@pytest.mark.parametrize("number", checks.exercises())
def test_the_solution_can_be_copied_into_the_notebook(number, capsys):
    import collections
    import io

    import keras
    import PIL.Image
    import tensorflow as tf

    am.solution(number)
    namespace = {
        "am": am,
        "io": io,
        "Image": PIL.Image,
        "math": math,
        "np": np,
        "keras": keras,
        "tf": tf,
        "Counter": collections.Counter,
    }
    for earlier in checks.exercises().values():  # what the notebook has by then
        if earlier.number < number:
            namespace[earlier.function] = earlier.reference
    exec(capsys.readouterr().out, namespace)
    assert checks.judge(checks.find(number), namespace[checks.find(number).function]).outcome == "passed"


def test_progress_counts_the_checks_up_to_the_first_that_passed(capsys):
    for answer in (wrong, wrong, right, right):
        am.check("1.1", answer)
    am.check("1.3", lambda labels, predictions: (0, 0))
    capsys.readouterr()
    am.progress()
    rows = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "passed  3 " in rows["1.1"]
    assert rows["1.2"].split()[-3:] == ["to", "do", "0"]
    assert rows["1.3"].split()[-3:] == ["begun", "1", "0"]
    assert rows["01"].split()[1] == "●○○"


@pytest.mark.parametrize("mode", ["autograde", "validate"])
def test_under_nbgrader_what_did_not_pass_scores_zero_and_the_course_goes_on(mode, monkeypatch, shell):
    monkeypatch.setenv("NBGRADER_EXECUTION", mode)
    shell.user_ns["preprocess"] = wrong
    with pytest.raises(AssertionError, match="not yet") as raised:
        am.check("1.1", wrong)
    assert shell.user_ns["preprocess"] is checks.find("1.1").reference
    assert "Traceback" not in "\n".join(raised.value._render_traceback_())
    assert outcomes() == []


def test_under_nbgrader_neither_a_stub_nor_the_courses_own_version_scores(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")

    def stub(images):
        raise NotImplementedError()

    with pytest.raises(AssertionError, match="not attempted"):
        am.check("1.1", stub)
    with pytest.raises(AssertionError, match="own version"):
        am.check("1.1", checks.find("1.1").reference)


def test_under_nbgrader_a_right_answer_passes(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert am.check("1.1", right) is right


def test_an_interruption_is_one_line(monkeypatch):
    def interrupted(images):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as raised:
        am.check("1.1", interrupted)
    assert raised.value._render_traceback_() == ["The check was interrupted."]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: am.check("6.2"), 'am.check("6.2", '),
        (lambda: am.check("77.1", right), "There is no exercise '77.1'"),
        (lambda: am.hint("77.1"), "There is no exercise '77.1'"),
        (lambda: am.answer("2.3"), "Nothing was said of exercise 2.3"),
        (lambda: am.predict("6.p9"), "There is no guess '6.p9'"),
        (lambda: am.found("1.p1", "x"), "What is found of guess 1.p1"),
        (lambda: am.reset("12"), "There is no lesson '12'"),
        (lambda: am.mystery(-1), "A mystery has a whole number"),
        (lambda: am.review("z"), "No question is open"),
    ],
)
def test_of_a_number_that_there_is_not_a_notebook_shows_one_line(call, words):
    with pytest.raises(ValueError) as raised:
        call()
    (line,) = raised.value._render_traceback_()
    assert line.count(words) == 1


def test_nothing_in_the_place_of_a_function_is_an_answer_that_is_none(capsys):
    am.check("1.1", None)
    assert "Exercise 1.1" in capsys.readouterr().out


def fall(*arguments, **settings):
    raise ZeroDivisionError("no one foresaw this")


@pytest.mark.parametrize("place", ["verdict.differences.difference", "verdict.describe", "judge"])
def test_a_fault_of_the_check_itself_is_said_in_one_sentence_and_the_course_goes_on(place, monkeypatch, capsys):
    monkeypatch.setattr(f"amhelpers.checks.{place}", fall)
    assert am.check("1.1", wrong) is checks.find("1.1").reference
    text = " ".join(capsys.readouterr().out.split())
    assert "could not be checked" in text
    assert "The check itself went wrong (ZeroDivisionError in test_check.py" in text
    assert outcomes() == []
    monkeypatch.undo()
    assert checks.judge(checks.find("1.1"), right).outcome == "passed"


def test_a_picture_that_cannot_be_drawn_costs_the_rest_of_the_box_nothing(monkeypatch, shell, capsys):
    verdict = checks.Verdict(checks.Outcome.PASSED, (("compared", "all"),), (object(), "a picture"))
    monkeypatch.setattr(checks, "judge", lambda task, answer: verdict)
    assert am.check("1.1", right) is right
    assert "passed" in capsys.readouterr().out


@pytest.mark.parametrize("mode", ["autograde", "validate"])
@pytest.mark.parametrize(
    ("end", "error"), [(KeyboardInterrupt, KeyboardInterrupt), (ZeroDivisionError, AssertionError)]
)
def test_under_nbgrader_the_course_goes_on_whatever_ends_the_check(mode, end, error, monkeypatch, shell):
    def judge(task, answer):
        raise end

    monkeypatch.setenv("NBGRADER_EXECUTION", mode)
    monkeypatch.setattr(checks, "judge", judge)
    shell.user_ns["preprocess"] = right
    with pytest.raises(error):
        am.check("1.1", right)
    assert shell.user_ns["preprocess"] is checks.find("1.1").reference


def test_an_interruption_elsewhere_leaves_the_students_function_in_place(monkeypatch, shell):
    shell.user_ns["preprocess"] = right
    monkeypatch.setattr(checks, "judge", lambda task, answer: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        am.check("1.1", right)
    assert shell.user_ns["preprocess"] is right
