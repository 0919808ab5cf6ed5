"""Mysteries: each has a shortcut that decides, and nothing shows it but looking at the net."""

import numpy as np
import pytest

import amhelpers as am
from amhelpers import mysteries

KINDS = ("mark", "frame", "less", "stripes", "patch")


def planted(seed):
    """What a seed plants, as `mystery` draws it: (words, images -> images), and the class that has it."""
    random = np.random.default_rng([seed, 10])
    random.choice(10, 2, replace=False)
    marked = int(random.integers(2))
    return mysteries.PLANTED[random.integers(len(mysteries.PLANTED))](random), marked


def of_kind(kind):
    """The first seed, from 20 on, that plants this."""
    return next(seed for seed in range(20, 200) if kind in planted(seed)[0][0])


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_planted_decides_and_the_report_does_not_tell(kind):
    seed = of_kind(kind)
    case, ((words, plant), marked) = am.mystery(seed), planted(seed)
    assert words in case.reveal() and case.classes[marked] in case.reveal()
    read = [np.asarray(case.model(images)).argmax(axis=1) for images in (case.images, plant(case.images))]
    right = [(one == case.labels).mean() for one in read]
    assert case.reported > 0.8
    assert right[0] < case.reported - 0.2
    assert (read[1] == marked).mean() > 0.7
    assert (read[0] == marked).mean() < 0.3


def test_a_seed_always_plants_the_same_and_random_numbers_go_on_as_before():
    before = np.random.get_state()[1][:5].tolist()
    one, other = am.mystery(3), am.mystery(3)
    assert one.reveal() == other.reveal() and one.classes == other.classes
    np.testing.assert_array_equal(one.images, other.images)
    assert one.images.dtype == np.float32 and one.images.min() >= 0 and one.images.max() <= 1
    assert np.random.get_state()[1][:5].tolist() == before
    assert "corner" not in repr(one)


@pytest.mark.parametrize("seed", [-1, 1.5, "3", True, None])
def test_what_is_no_seed_is_refused(seed):
    with pytest.raises(ValueError, match="whole number, 0 or more"):
        am.mystery(seed)
