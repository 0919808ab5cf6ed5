"""Relations: how wrong values come of right ones, each relation made of random arrays and found again."""

import numpy as np
import pytest

from amhelpers.checks.relations import Pair, constant, moved, relation

SHAPES = ((2, 4, 5, 3), (3, 6, 4, 3))


def right(shape, seed):
    return np.random.default_rng(seed).normal(size=shape)


def said(change, wanted=right, shapes=SHAPES):
    """What is said of values changed by a function (right values, arguments) -> received, on two probes."""
    images = [right(shape, 10 + seed) for seed, shape in enumerate(shapes)]
    expected = [wanted(shape, seed) for seed, shape in enumerate(shapes)]
    return relation(
        [Pair(one, change(one, array), (array,)) for one, array in zip(expected, images, strict=True)], 1e-4
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda one, _: -one, "opposite sign"),
        (lambda one, _: 255 * one, "255 times too large"),
        (lambda one, _: one / 255, "255 times too small"),
        (lambda one, images: one * images[..., 0].size, None),
        (lambda one, images: one * images.shape[1] * images.shape[2], "height · width"),
        (lambda one, images: one / np.sqrt(images[0].size), "the root of the number of values of one image"),
        (lambda one, images: one * len(images), "the number of images"),
        (lambda one, _: one + 0.5, "too large by 0.5"),
        (lambda one, _: one - one.mean(), "off by the same amount"),
        (lambda one, _: 1 - one, "1 minus"),
        (lambda one, _: one**2, "the square of"),
        (lambda one, _: np.abs(one), "the absolute value"),
        (lambda one, _: np.maximum(one, 0), "cut off: nothing that comes back is below 0.0"),
        (lambda one, _: np.clip(one, -1, 1), "all that comes back is from -1.0 to 1.0"),
        (lambda one, _: np.where(np.abs(one) >= 1, one * 1.5, one), None),
        (lambda one, _: np.floor(one), "whole numbers"),
        (lambda one, _: one[:, ::-1], "reversed order along axis 1"),
        (lambda one, _: one[..., ::-1], "reversed order along axis 3"),
        (lambda one, _: np.roll(one, 1, 2), "moved forward by one along axis 2"),
        (lambda one, _: one[:1].repeat(len(one), 0), "those of the first one"),
        (lambda one, _: one.mean(0, keepdims=True).repeat(len(one), 0), "Each is to have its own"),
        (lambda one, _: np.concatenate([one[:1], 0 * one[1:] + 7]), "Only the first entry along axis 0"),
        (lambda one, _: np.concatenate([one[:, :-1], 0 * one[:, -1:] + 9], 1), "right but the last entry along axis 1"),
        (lambda one, images: images, "the first argument as they were"),
        (lambda one, _: np.zeros_like(one), "All values are 0.0 in all that was tried"),
        (lambda one, _: np.random.default_rng(1).permuted(one.ravel()).reshape(one.shape), "at other places"),
        (lambda one, _: one * np.arange(2, len(one) + 2)[:, None, None, None], "a factor of its own"),
        (lambda one, _: one[..., np.newaxis], "length 1 too many"),
        (lambda one, _: one[0], "Only the first entry along the first axis comes back"),
        (lambda one, _: one.sum(), "One number comes back"),
        (lambda one, _: one.reshape(len(one), -1), "in another shape"),
        (lambda one, _: np.moveaxis(one, 3, 1), "axes stand in another order"),
        (lambda one, _: one[:, :-1], "Along axis 1 (axes count from 0) there is 1 entry too few"),
        (lambda one, _: one.sum(2), "Axis 2 of the right shape"),
        (lambda one, _: one + right(one.shape, 5), None),
        (lambda one, _: one, None),
    ],
)
def test_a_relation_is_found_in_words(change, words):
    found = said(change)
    assert (words in found) if words and found else found == words or (found and words is None and "factor" in found)


def test_what_holds_on_one_probe_alone_is_not_said():
    factors = said(lambda one, images: 2 * one if len(images) == 2 else 5 * one)
    assert factors.startswith("Within one result every value is off by the same factor")
    assert said(lambda one, images: one[:, ::-1] if len(images) == 2 else one[:, :, ::-1]) != said(
        lambda one, _: one[:, ::-1]
    )


def test_two_numbers_are_too_few_for_a_relation():
    pairs = [Pair(np.float64(2), np.float64(4), ()), Pair(np.float64(3), np.float64(6), ())]
    assert relation(pairs, 1e-4) is None
    pairs += [Pair(np.float64(5), np.float64(10), ())]
    assert "2 times too large" in relation(pairs, 1e-4)


def test_structures_are_looked_through_and_others_are_left_alone():
    one, other = right((3, 4), 0), right((2, 5), 1)
    assert "opposite sign" in relation([Pair({"a": one, "b": other}, {"a": one, "b": -other}, ())], 1e-4)
    assert relation([Pair((one, other), (one, "other"), ())], 1e-4) is None
    assert relation([Pair((1, 2), (2, 1), ())], 1e-4) is None  # names of classes, no quantities
    assert relation([Pair((one, other), (one,), ())], 1e-4) is None


def test_values_that_say_nothing_of_the_input_are_told_from_right_ones_that_do_not_vary():
    one = right((3, 4), 0)
    assert constant([Pair(one, np.ones((3, 4)), ())]) == "All values are 1.0 in all that was tried."
    assert constant([Pair(one, one, ())]) is None
    assert constant([Pair(np.zeros(3), np.ones(3), ())]) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda one: -3 * one, "3 times too large, and has the opposite sign"),
        (lambda one: -one, "opposite sign"),
        (lambda one: one + 0.5, "too large by 0.5"),
        (lambda one: 1 - one, "1 minus"),
        (lambda one: one / one.std(), None),  # another factor in every result: nearly everything has one
        (lambda one: one - one.mean(), None),
        (lambda one: 2 * one + 0.5, None),
        (np.abs, None),
    ],
)
def test_values_are_moved_by_one_number_in_all_that_was_tried(change, words):
    pairs = [Pair(right(shape, seed), change(right(shape, seed)), ()) for seed, shape in enumerate(SHAPES)]
    found = moved(pairs)
    assert (found is None) == (words is None)
    assert words is None or words in found


def test_values_that_were_to_be_cut_off_are_told_from_all_others():
    free = [np.round(127 + 110 * right(shape, seed)) for seed, shape in enumerate(SHAPES)]
    pairs = [Pair(np.clip(one, 0, 255), one % 256, ()) for one in free]
    assert "those that are to be cut off, at 0.0 or at 255.0" in relation(pairs, 1e-4)
    pairs = [Pair(np.clip(one, 0, 255), one * 1.1, ()) for one in free]
    assert "cut off" not in (relation(pairs, 1e-4) or "")
