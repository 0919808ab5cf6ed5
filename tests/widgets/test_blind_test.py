"""The blind test: fair pairs, answers that are counted, and what guessing gives."""

import numpy as np
import pytest

import amhelpers as am
from amhelpers.widgets import blind_test

RANDOM = np.random.default_rng(0)
PHOTOS = RANDOM.uniform(size=(40, 4, 4, 3))
ACTIVATIONS = RANDOM.normal(size=(40, 6))
HINTS = {unit: np.full((4, 4, 3), unit / 10) for unit in (1, 4, 5)}


def trials(count=7, seed=0):
    return blind_test.make_trials(ACTIVATIONS, PHOTOS, HINTS, count=count, seed=seed)


def place_of(photo):
    (index,) = np.flatnonzero((photo == PHOTOS).all(axis=(1, 2, 3)))
    return index


def test_each_trial_has_a_photo_of_the_top_tenth_and_one_of_the_lowest():
    made = trials()
    assert [trial.hint is None for trial in made] == [True] * 7 + [False] * 7
    for trial in made:
        order = ACTIVATIONS[:, trial.unit].argsort()
        assert place_of(trial.photos[trial.right_answer]) in order[-4:]
        assert place_of(trial.photos[1 - trial.right_answer]) in order[:4]
        assert trial.hint is None or (trial.hint == HINTS[trial.unit]).all()
    for kind in (made[:7], made[7:]):
        assert sorted(trial.unit for trial in kind) == [1, 1, 1, 4, 4, 5, 5]


def test_sides_are_drawn_and_a_seed_repeats_them():
    sides = [trial.right_answer for trial in trials(count=50)]
    assert 30 < sum(sides) < 70
    assert [trial.right_answer for trial in trials(count=50)] == sides
    assert [trial.right_answer for trial in trials(count=50, seed=1)] != sides


def test_answers_are_counted_and_nothing_is_told_before_the_end():
    test = am.widgets.BlindTest(trials())
    assert test.text.startswith("1 of 14, without its image: which photo excites unit")
    for number, trial in enumerate(test.trials):
        right = number % 7 < 5  # five of each seven
        button = test.buttons[trial.right_answer if right else 1 - trial.right_answer]
        assert not button.disabled
        button.click()
        assert number == 13 or "right" not in test.text.split(":")[0]
    assert test.result() == {"without": (5, 7), "with": (5, 7)}
    assert test.text == (
        "without its image 5 of 7 right; by guessing, as many or more in 23%; "
        "with its image 5 of 7 right; by guessing, as many or more in 23% of all tests."
    )
    assert all(button.disabled for button in test.buttons)
    test.answer(0)
    assert len(test.answers) == 14
    with pytest.raises(ValueError, match="An answer is 0"):
        test.answer("left")


def test_the_picture_of_a_trial_shows_its_image_only_when_it_is_its_turn():
    test = am.widgets.BlindTest(trials())
    assert "image of unit" not in test._repr_mimebundle_()[0]["text/plain"]
    before = len(test.picture.value)
    for _ in range(7):
        test.answer(0)
    assert "with its image" in test.text
    assert len(test.picture.value) > before


@pytest.mark.parametrize("right", range(6))
def test_guessing_is_a_binomial(right):
    draws = np.random.default_rng(0).integers(0, 2, (20_000, 5)).sum(axis=1)
    np.testing.assert_allclose(blind_test.by_guessing(right, 5), (draws >= right).mean(), atol=0.01)


def test_activations_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="a row for each of 40 photos"):
        blind_test.make_trials(ACTIVATIONS[:3], PHOTOS, HINTS)
    with pytest.raises(ValueError, match="0 units"):
        blind_test.make_trials(ACTIVATIONS, PHOTOS, {})
