"""Guesses: taken down, put beside what was found, and kept; nothing depends on them."""

import numpy as np
import pytest

import amhelpers as am
from amhelpers import guesses, lessons, record
from amhelpers.lessons.asked import Choice, Choosing, Marking, Measuring, Way

MEASURING = Measuring(
    "9.p7", "How many?", "So it is.", 0, 10, 1, Way("few", "More: {found}."), Way("many", "Fewer: {found}."), unit="%"
)
CHOICES = Choice("a", "the first", Way("took a", "Not {guess}.")), Choice("b", "the second", Way("took b", "No."))
CHOOSING = Choosing("9.p8", "Which?", "It is {found}.", CHOICES)
MARKING = Marking("9.p9", "Where?", "There.", Way("elsewhere", "It is in another place."))
OURS = {one.number: one for one in (MEASURING, CHOOSING, MARKING)}


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("AMHELPERS_HOME", str(tmp_path))
    monkeypatch.setattr(record, "_unwritten", [])
    monkeypatch.setattr(guesses, "_found", {})
    monkeypatch.setattr(guesses, "_own", {})
    known = lessons.guesses()
    monkeypatch.setattr(lessons, "guesses", lambda: {**known, **OURS})


@pytest.fixture
def notebook(monkeypatch):
    monkeypatch.setattr(guesses, "in_notebook", lambda: True)


def kept(event):
    return [entry.kept for entry in record.read(event)]


@pytest.mark.parametrize(
    ("number", "guess", "found", "said", "way"),
    [
        ("9.p7", 2, 8.0, "More: 8 %.", "few"),
        ("9.p7", 9, np.float32(2.5), "Fewer: 2.5 %.", "many"),
        ("9.p7", 7, 8, "So it is.", None),
        ("9.p8", "a", "b", "Not the first.", "took a"),
        ("9.p8", "b", "b", "It is the second.", None),
        ("9.p9", (0.1, 0.1), np.eye(2)[::-1], "It is in another place.", "elsewhere"),
        ("9.p9", (0.1, 0.9), np.eye(2)[::-1], "There.", None),
    ],
)
def test_a_guess_stands_beside_what_was_found(number, guess, found, said, way, capsys):
    am.predict(number, guess=guess)
    am.found(number, found)
    assert said in capsys.readouterr().out
    assert [one.get("way") for one in kept("found")] == [way]
    am.found(number, found)  # a cell that is run again
    assert len(kept("found")) == 1


def test_without_a_guess_the_notebook_goes_on(capsys):
    am.predict("9.p7")
    am.found("9.p7", 3)
    assert "Nothing was guessed" in capsys.readouterr().out
    assert not record.read()


@pytest.mark.parametrize(
    ("number", "guess"),
    [("9.p7", 11), ("9.p7", "3"), ("9.p7", True), ("9.p8", "c"), ("9.p8", 0), ("9.p9", 0.5), ("9.p9", (0.5, 2))],
)
def test_what_cannot_be_guessed_is_refused_with_what_can(number, guess):
    with pytest.raises(ValueError, match=f"Guess {number} is .* Received"):
        am.predict(number, guess=guess)
    assert not record.read()


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("9.p7", np.nan),
        ("9.p7", [1, 2]),
        ("9.p7", "x"),
        ("9.p8", "the second"),
        ("9.p9", 3),
        ("9.p9", np.zeros((0, 2))),
    ],
)
def test_what_cannot_have_been_found_is_refused(number, value):
    with pytest.raises(ValueError, match=f"What is found of guess {number} is .* Received"):
        am.found(number, value)


def test_an_unknown_number_is_told_the_known_ones():
    with pytest.raises(ValueError, match=r"no guess '9.p1x'. Expected one of 1.p1"):
        am.predict("9.p1x")


def test_the_widget_takes_down_what_its_slider_says(notebook):
    sheet = am.predict("9.p7")
    assert "Nothing is taken down yet" in sheet.text
    sheet.children[1].value = 9
    sheet.button.click()
    assert "Taken down: 9 %" in sheet.text
    assert kept("guess") == [{"guess": 9}]
    shown = am.found("9.p7", 3.0)
    assert shown.text == "Guess 9.p7: You expected: 9 %. Fewer: 3 %."
    assert am.predict("9.p7").children[1].value == 9  # as it was taken down, in a kernel that began again


def test_a_guess_that_comes_late_is_said_to_and_stands_beside_all_the_same(notebook):
    shown = am.found("9.p8", "b")
    assert "Nothing was guessed" in shown.text
    sheet = am.predict("9.p8")
    sheet.button.click()
    assert "Make a choice first" in sheet.text and not kept("guess")
    sheet.children[1].value = "a"
    sheet.button.click()
    assert "there to be seen already" in sheet.text and "Not the first." in shown.text
    assert kept("guess") == [{"guess": "a", "late": True}]


def test_a_place_is_marked_in_the_picture(notebook):
    with pytest.raises(ValueError, match="picture="):
        am.predict("9.p9")
    sheet = am.predict("9.p9", picture=np.zeros((1, 8, 16, 3), "float32"))
    canvas = sheet.children[1]
    assert canvas.background.startswith("data:image/png;base64,")
    sheet.button.click()
    assert "Make a choice first" in sheet.text and not kept("guess")
    mark = np.zeros((20, 20))
    mark[5, 19] = 1
    canvas.paint(mark)
    sheet.button.click()
    assert kept("guess") == [{"guess": [0.275, 0.975]}]
    assert am.predict("9.p9", picture=np.zeros((8, 16, 1), "float32")).children[1].values[5, 19] == 1


def test_without_a_kernel_the_words_are_there(notebook):
    bundle = am.predict("9.p7")._repr_mimebundle_()
    assert bundle["text/plain"].startswith("Guess 9.p7: How many?") and "How many?" in bundle["text/html"]


@pytest.mark.parametrize("number", lessons.guesses())
def test_what_is_said_of_a_guess_can_be_said(number):
    guess = lessons.guesses()[number]
    if isinstance(guess, Marking):
        ways = [guess.elsewhere]
    elif isinstance(guess, Measuring):
        ways = [guess.below, guess.above]
        assert guess.low < guess.high and 0 < guess.near < (guess.high - guess.low) / 2
    else:
        ways = [choice.wrong for choice in guess.choices]
        keys = [choice.key for choice in guess.choices]
        assert len(set(keys)) == len({choice.text for choice in guess.choices}) == len(keys) >= 2
    assert len({way.name for way in ways}) == len(ways)
    for text in (guess.right, *(way.text for way in ways)):
        assert text.format(guess="x", found="y").endswith((".", "?"))


@pytest.mark.parametrize(
    ("options", "guess", "found", "said"),
    [
        ({"low": 0, "high": 1}, 0.2, 0.85, "You expected: 0.2. Found: 0.85."),
        ({"low": 0, "high": 100, "unit": "%"}, 40, 42, "You expected: 40 %. Found: 42 %."),
        ({"choices": ["noise", "a digit"]}, "noise", "a digit", "You expected: noise. Found: a digit."),
        ({"picture": np.zeros((4, 4, 1), "float32")}, (0.1, 0.1), np.eye(2), "You expected: the place 10% down"),
    ],
)
def test_who_adapts_a_lesson_asks_for_guesses_of_ones_own(options, guess, found, said, capsys):
    am.predict("4.mine", "What is the share?", **options)
    am.predict("4.mine", guess=guess)
    am.found("4.mine", found)
    assert said in capsys.readouterr().out
    assert kept("found")[0]["guess"] == (list(guess) if isinstance(guess, tuple) else guess)


@pytest.mark.parametrize(
    ("number", "question", "options"),
    [
        ("1.p1", "Another?", {"low": 0, "high": 1}),
        ("4.mine", "", {"low": 0, "high": 1}),
        ("4.mine", "Which?", {}),
        ("4.mine", "Which?", {"low": 1, "high": 1}),
        ("4.mine", "Which?", {"choices": ["one"]}),
        ("4.mine", "Which?", {"choices": "ab"}),
    ],
)
def test_a_question_of_ones_own_that_cannot_be_is_refused(number, question, options):
    with pytest.raises(ValueError, match=r"[Rr]eceived|is one of the course's"):
        am.predict(number, question, **options)


def test_a_grader_who_runs_a_notebook_leaves_nothing_on_his_own_record(monkeypatch):
    am.predict("9.p7", guess=4)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    am.predict("9.p7", guess=9)
    am.found("9.p7", 3)
    monkeypatch.delenv("NBGRADER_EXECUTION")
    assert [(entry.event, entry.kept) for entry in record.read()] == [("guess", {"guess": 4})]
