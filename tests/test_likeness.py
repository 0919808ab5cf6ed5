"""Likeness: against plain loops over the training images."""

import numpy as np
import pytest

from amhelpers import datasets, likeness


@pytest.fixture(scope="module")
def training():
    (images, labels), _ = datasets.load_mnist()
    return datasets.preprocess(images), labels


@pytest.fixture(scope="module")
def some(training):
    """Four test digits, and their labels."""
    _, (images, labels) = datasets.load_mnist()
    return datasets.preprocess(images)[10:14], labels[10:14]


def test_the_nearest_digits_are_those_at_the_smallest_distance(training, some):
    images, labels = training
    for image, found in zip(some[0], likeness.nearest_digits(some[0], count=4), strict=True):
        distances = [np.linalg.norm(image - other) for other in images]
        np.testing.assert_array_equal(found, labels[np.argsort(distances)[:4]])


def test_a_training_image_is_nearest_to_itself(training):
    images, labels = training
    np.testing.assert_array_equal(likeness.nearest_digits(images[:20], count=1)[:, 0], labels[:20])


def test_the_closest_mean_is_the_one_with_the_largest_correlation(training, some):
    images, labels = training
    means = [images[labels == digit].mean(axis=0).ravel() for digit in range(10)]
    expected = [np.argmax([np.corrcoef(image.ravel(), mean)[0, 1] for mean in means]) for image in some[0]]
    np.testing.assert_array_equal(likeness.closest_means(some[0]), expected)


def test_brightness_is_measured_beside_real_digits_of_the_label(training, some):
    images, labels = training
    expected = [image.mean() / images[labels == label].mean() for image, label in zip(*some, strict=True)]
    np.testing.assert_allclose(likeness.brightness(*some), expected, rtol=1e-4)


def test_real_digits_match_the_mean_of_their_own_class_four_times_in_five():
    _, (images, labels) = datasets.load_mnist()  # the figure in the module's docstring
    share = np.mean(likeness.closest_means(datasets.preprocess(images)) == labels)
    assert 0.78 < share < 0.84


def test_an_even_image_is_like_no_mean():
    even = np.stack([np.zeros((28, 28, 1)), np.full((28, 28, 1), 0.3)])
    np.testing.assert_array_equal(likeness.closest_means(even), [-1, -1])


def test_what_is_no_digit_image_is_refused():
    with pytest.raises(ValueError, match=r"images \(batch, 28, 28, 1\), finite floats in \[0, 1\]"):
        likeness.nearest_digits(np.zeros((1, 32, 32, 3)))
