"""Wrong answers: a name, a hint and what follows them -> a misconception."""

import pytest

from amhelpers.checks.exercise import Misconception, WrongAnswers


def test_wrong_answers_keep_their_order_and_what_is_said_of_them():
    wrong = WrongAnswers()

    @wrong("doubled", "Do not multiply.", visible=True)
    def doubled(x):
        return 2 * x

    halved = wrong("halved", "Do not divide.", raises=True)(lambda x: x / 2)
    assert tuple(wrong) == (
        Misconception("doubled", doubled, "Do not multiply.", visible=True, raises=False),
        Misconception("halved", halved, "Do not divide.", visible=False, raises=True),
    )


def test_a_wrong_answer_stays_the_function_that_it_is():
    def doubled(x):
        return 2 * x

    assert WrongAnswers()("doubled", "Do not multiply.")(doubled) is doubled


def test_two_wrong_answers_of_one_name_are_refused():
    wrong = WrongAnswers()
    wrong("doubled", "Do not multiply.")(lambda x: 2 * x)
    with pytest.raises(ValueError, match='"doubled"'):
        wrong("doubled", "Do not add it to itself.")(lambda x: x + x)


def test_what_can_be_seen_and_what_raises_is_said_by_name():
    with pytest.raises(TypeError):
        WrongAnswers()("doubled", "Do not multiply.", True)
    with pytest.raises(TypeError):
        Misconception("doubled", abs, "Do not multiply.", True)
