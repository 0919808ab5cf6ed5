"""Judges: small, apart from the course's own net, and able to read."""

import keras
import numpy as np
import pytest

from amhelpers import assets, datasets, judges


@pytest.fixture(scope="module")
def test_images():
    _, (images, labels) = datasets.load_mnist()
    return datasets.preprocess(images), labels


@pytest.mark.parametrize("name", judges.BUILDERS)
def test_each_reads_at_least_97_percent_of_the_test_sample(name, test_images):
    images, labels = test_images
    assert (judges.judges()[name].predict(images, verbose=0).argmax(axis=1) == labels).mean() >= 0.97


def test_they_are_small_and_of_different_kinds():
    kinds = [{type(layer) for layer in judge.layers} for judge in judges.judges().values()]
    assert all(one != other for index, one in enumerate(kinds) for other in kinds[:index])
    for name in judges.BUILDERS:
        assert (assets.FOLDER / f"judge_{name}.npz").stat().st_size < 150_000


def test_the_judgement_is_the_mean_of_probabilities_after_rounding_to_8_bits(test_images):
    images = test_images[0][:7]
    said = judges.judge_digits(images + 0.001 * (images < 0.9))
    expected = np.mean([np.asarray(judge(images)) for judge in judges.judges().values()], axis=0)
    assert said.shape == (7, 10)
    np.testing.assert_allclose(said, expected, atol=1e-5)


@pytest.mark.parametrize("images", [np.zeros((2, 28, 28)), np.full((1, 28, 28, 1), 2.0), np.zeros((1, 14, 14, 1))])
def test_what_is_no_digit_image_is_refused(images):
    with pytest.raises(ValueError, match=r"What measures digits takes images \(batch, 28, 28, 1\)"):
        judges.judge_digits(images)


def test_they_share_no_weights_with_the_net_that_is_climbed():
    assert all(isinstance(judge, keras.Model) and judge.name.startswith("judge") for judge in judges.judges().values())
