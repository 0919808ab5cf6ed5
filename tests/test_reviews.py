"""Reviews: what was got wrong comes again when it is due, as questions that have one right answer."""

import datetime
import itertools

import numpy as np
import pytest

import amhelpers as am
from amhelpers import checks, record, reviews
from amhelpers.lessons import all_lines, guesses, questions
from amhelpers.lessons.lines import DRAWS, drawn
from amhelpers.reviews import cards
from amhelpers.reviews.code import joined, source
from amhelpers.reviews.schedule import standings

NOW = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
FOUND = {"1.p2": "sometimes"}


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("AMHELPERS_HOME", str(tmp_path))
    monkeypatch.setattr(record, "_unwritten", [])
    monkeypatch.setattr(reviews, "_open", [])


def met(days, name="not divided"):
    moment = NOW - datetime.timedelta(days=days)
    return record.Entry("check", "1.1", moment, {"outcome": "NOT_YET", "why": name})


def asked(days, right, name="1.1/not divided"):
    return record.Entry("review", "1.1", NOW - datetime.timedelta(days=days), {"card": name, "right": right})


@pytest.mark.parametrize(
    ("entries", "days"),
    [
        ([met(0)], 1),
        ([met(40)], -39),
        ([met(9), asked(8, True)], -1),
        ([met(9), asked(8, True), asked(1, True)], 29),
        ([met(9), asked(8, True), asked(1, False)], 0),
        ([met(9), asked(8, True), met(0)], 1),
    ],
)
def test_what_was_met_is_due_after_one_seven_and_thirty_days(entries, days):
    (one,) = standings(entries, NOW).values()
    assert one.due - NOW == datetime.timedelta(days=days)


def test_evidence_is_odds_of_three_of_two_fifths_and_a_half_life():
    def evidence(*entries):
        return standings(entries, NOW)["1.1/not divided"].evidence

    assert evidence(met(0)) == pytest.approx(3 / 4)
    assert evidence(met(0), met(0)) == pytest.approx(9 / 10)
    assert evidence(met(0), asked(0, True)) == pytest.approx(1.2 / 2.2)
    assert evidence(met(30)) == pytest.approx(3**0.5 / (1 + 3**0.5))
    assert list(standings([met(0, "a"), met(0, "b"), met(0, "b")], NOW)) == ["1.1/b", "1.1/a"]


def test_code_is_whole_and_does_what_the_wrong_answer_does():
    import keras
    import numpy as np
    import tensorflow as tf

    task = checks.find("1.1")
    for one in task.misconceptions:
        text = source(one.wrong, task.reference, task.function)
        space = {"np": np, "tf": tf, "keras": keras}
        exec(text, space)
        answer = space[task.function]
        for probe in task.probes:
            try:
                wanted = one.wrong(*probe.arguments())
            except Exception as error:
                with pytest.raises(type(error)):
                    answer(*probe.arguments())
            else:
                np.testing.assert_array_equal(np.asarray(answer(*probe.arguments())), np.asarray(wanted))


@pytest.mark.parametrize("lesson", ["01", "02", "03", "06"])
def test_every_card_has_one_right_answer_and_three_or_two_others(lesson):
    names = cards.names_of_lesson(lesson)[::9]
    made = [one for index, name in enumerate(names) if (one := cards.card(name, FOUND, index))]
    assert len(made) >= 0.7 * len(names)
    for one in made:
        assert len(set(one.options)) == len(one.options) >= 3
        assert one.options[one.right]
    same = cards.card(made[-1].name, FOUND, names.index(made[-1].name))
    assert same == made[-1]  # the same draw for the same turn


def test_kinds_take_turns():
    kinds = {cards.card("1.1/not divided", {}, turn).question.split(". ")[-1] for turn in range(5)}
    assert len(kinds) >= 3


def test_of_four_versions_the_one_that_is_refused_is_the_odd_one():
    task = checks.find("2.2")
    seen = 0
    for wrong in task.misconceptions[:4]:
        one = cards.card(f"2.2/{wrong.name}", {}, 0)
        if one and "Three of these" in one.question:
            seen += 1
            for index, text in enumerate(one.options):
                assert _judged(task, f"{one.code}\n{text}") == (index != one.right)
    assert seen >= 2


def _judged(task, text):
    """Does a check pass the code of an option?"""
    import keras
    import numpy as np
    import tensorflow as tf

    space = {"np": np, "tf": tf, "keras": keras, "am": am}
    exec(text, space)
    return checks.judge(task, space[task.function]).outcome is checks.Outcome.PASSED


@pytest.mark.parametrize("lesson", ["01", "02", "03", "06", "08"])
def test_no_card_says_what_the_mistake_is_called_or_quotes_its_hint(lesson):
    for index, name in enumerate(cards.names_of_lesson(lesson)[::9]):
        one = cards.card(name, FOUND, index % 2 * 3)  # the odd one, and what code gives
        number, _, own = name.partition("/")
        if one and number in checks.exercises():
            hint = next(wrong.hint for wrong in checks.find(number).misconceptions if wrong.name == own)
            read = " ".join([one.question, one.code, *one.options])
            assert hint not in read and f'"{own}"' not in one.question


@pytest.mark.parametrize("lines", all_lines().values(), ids=all_lines())
def test_pictures_of_lines_differ_so_that_they_can_be_told_apart(lines):
    for seed in (0, DRAWS - 1):
        made = drawn(lines, seed, list(lines.lines))
        for one, other in itertools.combinations(made, 2):
            assert one.shape != other.shape or np.sqrt(np.mean((one - other) ** 2)) > 0.04
        assert all(one.ndim == 2 or one.shape[2] == 3 for one in made)


def test_lines_are_about_what_there_is_and_every_lesson_has_some():
    asked = {**checks.exercises(), **guesses(), **questions()}
    assert {number for lines in all_lines().values() for number in lines.about} <= set(asked)
    assert {number.partition(".")[0] for number in all_lines()} == {guess.partition(".")[0] for guess in guesses()}


@pytest.mark.parametrize("turn", [0, 1])
def test_a_card_on_pictures_shows_what_the_right_line_makes(turn):
    one = cards.card("3.l1/3", {}, turn)
    lines = all_lines()["3.l1"]
    words = one.picture[1].split("; ")
    place = 0 if turn == 0 else one.right
    assert "spread 0.00" in words[place]  # an even gray
    assert one.why == lines.lines[3].sign
    assert "even gray" not in one.question + one.code + "".join(one.options)
    if turn == 0:
        assert one.options[one.right] == lines.lines[3].code


def test_a_sitting_does_not_ask_twice_the_same_nor_what_helps_to_answer_it(monkeypatch):
    monkeypatch.setattr(reviews, "names_of_lesson", lambda lesson: [f"3.l1/{index}" for index in range(4)])
    made, _ = reviews._cards(10, "03", False)
    assert len(list(made)) == 1
    monkeypatch.setattr(reviews, "names_of_lesson", lambda lesson: ["3.l3/0", "3.l1/0", "3.l1/1"])
    made, _ = reviews._cards(10, "03", False)
    assert {one.family for one in made} == {"3.l1", "3.l3"}


def test_who_chose_another_picture_is_told_what_it_shows():
    one = cards.card("3.l1/3", {}, 1)
    (_, chosen), *_ = one.judged((one.right + 1) % 4)[1]
    assert any(line.sign in chosen for line in all_lines()["3.l1"].lines)


def test_the_verdict_says_the_letters():
    one = cards.card("1.1/not divided", {}, 0)
    right, wrong = "abcd"[one.right], "abcd"[one.right - 1]
    rows = dict(one.judged(one.right - 1)[1])
    assert one.coded and rows["chosen"].splitlines()[0] == wrong and rows["right"].splitlines()[0] == right
    other = cards.card("3.l1/3", {}, 1)
    assert dict(other.judged(other.right)[1])["right"] == f"{'abcd'[other.right]} · picture {other.right + 1}"


def test_functions_of_a_card_stand_apart():
    texts = [joined(each) for each in (["A = 1", "def f():\n    return A", "def g():\n    return f()"], ["A = 1"], [])]
    assert texts == ["A = 1\n\n\ndef f():\n    return A\n\n\ndef g():\n    return f()", "A = 1", ""]


def test_a_name_that_left_the_bank_makes_no_card():
    assert cards.card("1.1/long gone", {}) is None
    assert cards.card("77.1/x", {}) is None


def test_in_a_terminal_it_is_answered_by_letters(capsys):
    am.review()
    assert "Nothing on record" in capsys.readouterr().out
    am.check("1.1", next(one.wrong for one in checks.find("1.1").misconceptions if one.name == "not divided"))
    capsys.readouterr()
    am.review()
    assert "Nothing is due. 1 to come" in capsys.readouterr().out
    am.review(ahead=True)
    _, one = reviews._open[0]
    with pytest.raises(ValueError, match="Expected one of a, b"):
        am.review("z")
    am.review("abcd"[one.right])
    out = capsys.readouterr().out
    assert "✓ Right" in out and "the last one" in out
    with pytest.raises(ValueError, match="No question is open"):
        am.review("a")
    assert [entry.kept for entry in record.read("review")] == [{"card": "1.1/not divided", "right": True}]
    with pytest.raises(ValueError, match="no lesson"):
        am.review(lesson="77")


def test_the_widget_asks_one_after_the_other(monkeypatch):
    monkeypatch.setattr(reviews, "in_notebook", lambda: True)
    sitting = am.review(lesson="01", count=3)
    sitting.button.click()
    assert "Choose one" in sitting._said.value
    for index in range(3):
        right = sitting.card.right
        sitting.choice.value = right if index else (right + 1) % len(sitting.card.options)
        sitting.button.click()
        assert ("Right" in sitting.text) == bool(index)
        sitting.button.click()
    assert sitting.text.startswith("2 of 3 were right")
    assert [entry.kept["right"] for entry in record.read("review")] == [False, True, True]
    assert "(Buttons appear when a kernel runs.)" in sitting._repr_mimebundle_()["text/plain"]
