"""Answers: the student's own sentence first, and kept; then the course's."""

import pytest

import amhelpers as am
from amhelpers import answers, checks, lessons, record
from amhelpers.widgets.sheet import Sheet


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("AMHELPERS_HOME", str(tmp_path))
    monkeypatch.delenv("AMHELPERS_ANSWERS", raising=False)
    monkeypatch.setattr(record, "_unwritten", [])


def test_the_courses_answer_waits_for_a_sentence(monkeypatch):
    monkeypatch.setattr(answers, "in_notebook", lambda: True)
    course = lessons.find_question("1.a").answer
    sheet = am.answer("1.a")
    assert course not in sheet.text
    sheet.button.click()
    assert course not in sheet.text and "of your own first" in sheet.text
    sheet.children[1].value = "I would turn\nit."
    sheet.button.click()
    assert course in sheet.text and "Yours: I would turn" in sheet.text
    assert [entry.kept for entry in record.read("answer")] == [{"text": "I would turn it."}]
    assert am.answer("1.a").children[1].value == "I would turn it."


def test_in_a_terminal_it_is_given_as_a_text(capsys):
    am.answer("1.a")
    assert lessons.find_question("1.a").answer not in capsys.readouterr().out
    am.answer("1.a", "turn it")
    assert lessons.find_question("1.a").answer in capsys.readouterr().out
    for nothing in ("", " .", 5):
        with pytest.raises(ValueError, match="a sentence"):
            am.answer("1.a", nothing)


@pytest.mark.parametrize("letter", ["x", "ü", "😀"])
def test_a_long_answer_is_kept_whole_and_one_that_is_longer_than_that_is_said_to_be_cut(letter, capsys):
    text = "a" + letter * 10_000
    am.answer("1.a", text[:10_000])
    assert "on record" not in capsys.readouterr().out
    am.answer("1.a", text)
    assert "Of yours the first 10,000 characters are on record, of 10,001." in capsys.readouterr().out
    whole, shortened = (entry.kept["text"] for entry in record.read("answer"))
    assert whole == text[:10_000] and shortened == f"{text[:10_000]} …"


def test_where_answers_stand_open_nothing_is_asked(monkeypatch):
    monkeypatch.setenv("AMHELPERS_ANSWERS", "shown")
    assert lessons.find_question("1.a").answer in am.answer("1.a").text
    assert not record.read()


def test_what_was_mended_is_asked_back(capsys):
    taken = next(one for one in checks.find("1.1").misconceptions if one.name == "not divided")
    with pytest.raises(ValueError, match="Nothing was said of exercise"):
        am.answer("1.1")
    am.check("1.1", taken.wrong)
    am.check("1.1", lambda images: images[..., None].astype("float32") / 255)
    assert 'taken for "not divided"' in capsys.readouterr().out
    am.answer("1.1", "it was too bright")
    assert taken.hint in capsys.readouterr().out
    am.check("1.1", lambda images: images[..., None].astype("float32") / 255)
    assert "not divided" not in capsys.readouterr().out  # asked once, when it first passes


def test_a_property_that_was_missing_is_asked_back_as_one(capsys):
    lacking = next(one for one in checks.find("1.2").properties)
    am.check("1.2", lambda: None)
    am.check("1.2", checks.find("1.2").alternatives[0])
    text = " ".join(capsys.readouterr().out.split())
    assert f'Before, yours lacked this: "{lacking.name}". What came of that, and how is it otherwise now?' in text
    am.answer("1.2", "it gave nothing")
    assert lacking.hint in capsys.readouterr().out
    assert checks.mended("1.2").is_property


def test_an_unknown_question_is_told_the_known_ones():
    with pytest.raises(ValueError, match=r"no question '1.z'. Expected one of 1.a"):
        am.answer("1.z")


def test_the_bonus_shows_the_courses_code_after_an_answer_of_ones_own(capsys):
    am.answer("2.bonus")
    assert "def both" not in capsys.readouterr().out
    am.answer("2.bonus", "A compromise of both.")
    out = capsys.readouterr().out
    assert "    def both(images):\n        activations = extractor(images)" in out


def test_code_in_a_sheet_keeps_its_lines():
    sheet = Sheet("2.bonus", "What?")
    sheet.say("It is this:\n    for one in two:\n        print(one < 2)\nThat is all.")
    assert ">for one in two:\n    print(one &lt; 2)</pre>" in sheet._said.value
    assert sheet._said.value.count("<p ") == 2
