"""Recipes: the course's own digits, measured again by what they are not made with."""

import keras
import numpy as np
import pytest

import amhelpers as am
from amhelpers.exercises.lesson04.high_frequency_energy import high_frequency_energy

DIGITS = np.arange(10)


@pytest.fixture(scope="module")
def training():
    (images, labels), _ = am.datasets.load_mnist()
    return am.datasets.preprocess(images), labels


@pytest.fixture(scope="module")
def pictures():
    """Ten digits for each of five seeds, as they are after rounding to 8 bits: (5, 10, 28, 28, 1)."""
    found = [am.recipes.digits(seed=seed, **am.recipes.BEST).images for seed in range(5)]
    return np.round(np.stack(found) * 255) / 255


def test_every_judge_reads_every_digit_of_every_seed(pictures):
    said = np.stack(
        [judge.predict(pictures.reshape(-1, 28, 28, 1), verbose=0) for judge in am.judges.judges().values()]
    )
    right = said.reshape(3, 5, 10, 10)[:, :, DIGITS, DIGITS]
    assert right.mean(axis=0).min() >= 0.97
    assert right.min() >= 0.90


def test_most_of_the_nearest_real_digits_are_of_its_class(pictures, training):
    images, labels = (part.reshape(len(part), -1) for part in training)
    rows = pictures.reshape(50, -1)
    distances = (images**2).sum(axis=1) - 2 * rows @ images.T
    nearest = labels[np.argsort(distances, axis=1)[:, :15], 0]
    assert ((nearest == np.tile(DIGITS, 5)[:, np.newaxis]).sum(axis=1) > 7).all()


def test_48_of_50_correlate_best_with_the_mean_of_their_class(pictures, training):
    images, labels = training
    means = np.stack([images[labels == digit].mean(axis=0).ravel() for digit in DIGITS])
    correlations = np.corrcoef(pictures.reshape(50, -1), means)[:50, 50:]
    assert (correlations.argmax(axis=1) == np.tile(DIGITS, 5)).sum() >= 48


def test_they_are_about_as_bright_as_real_digits(pictures, training):
    images, labels = training
    real = np.array([images[labels == digit].mean() for digit in DIGITS])
    ratio = pictures.mean(axis=(2, 3, 4)) / real
    assert 0.6 <= ratio.min() <= ratio.max() <= 1.8


def test_without_regularization_some_are_not_read():
    plain = am.recipes.digits()
    assert (am.judges.judge_digits(plain.images).argmax(axis=1) != DIGITS).any()
    assert (plain.final_scores > 5).all()  # the net itself is sure of all


def test_the_same_settings_give_the_same_images_bit_for_bit():
    first, second = (am.recipes.digits(steps=3, **am.recipes.BEST).images for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_filters_are_drawn_from_coarse_to_fine_or_from_what_is_given():
    layers = [keras.Input((None, None, 3), name="image"), keras.layers.Conv2D(3, 3, activation="softplus", name="maps")]
    model = keras.Sequential(layers)
    result = am.recipes.filter_images(model, "maps", [2, 0], 16, steps=(6, 3))
    assert result.images.shape == (2, 16, 16, 3)
    assert result.scores.shape == (4, 2)  # the second pass
    assert (result.final_scores > am.recipes.filter_images(model, "maps", [2, 0], 16, steps=(1, 1)).final_scores).all()
    start = am.images.noise(2, 16, 3)
    given = am.recipes.filter_images(model, "maps", [2, 0], 16, start=start, steps=(6, 1))
    assert np.abs(given.images - start).mean() < 0.03  # one small step from there


def test_class_images_in_waves_are_read_and_have_little_fine_grain():
    model, names = am.models.squeezenet(), am.datasets.imagenet_classes()
    classes = [names.index("snail"), names.index("zebra")]
    reached = []
    for seed in range(3):  # how far one start comes is luck, and the order in which two cores add up
        result = am.recipes.imagenet_images(model, classes, 128, steps=80, seed=seed)
        stored = np.round(result.images * 255).astype("float32") / 255
        reached += list(model.predict(stored, verbose=0)[[0, 1], classes])
    assert np.min(reached) > 0.5
    assert np.mean(reached) > 0.8
    grain = high_frequency_energy
    noise = am.images.noise(2, 128, 3)
    assert (np.asarray(grain(result.images)) < 0.3 * np.asarray(grain(noise))).all()
