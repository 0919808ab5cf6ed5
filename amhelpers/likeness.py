"""Likeness: images (batch, 28, 28, 1) in [0, 1] -> which real digits they are like, and how bright beside them.

Judges are nets, and share the habits of nets. What is measured here is measured on pixels, against the training images
of the course's sample. It is no proof either: real digits match the mean of their own class four times in five.
"""

import functools
from typing import Any

import numpy as np

from amhelpers import datasets
from amhelpers.images import rounded_digits

__all__ = ["brightness", "closest_means", "nearest", "nearest_digits", "training_digits"]


@functools.cache
def training_digits() -> tuple[np.ndarray, np.ndarray]:
    """The training images of the sample, (10000, 28, 28, 1) in [0, 1], and their labels.

    Returns:
        float32 images, and uint8 labels (10000,) in 0 … 9.
    """
    (images, labels), _ = datasets.load_mnist()
    return datasets.preprocess(images), labels


def nearest(images: Any, count: int = 15) -> np.ndarray:
    """Indices of the training images at the smallest Euclidean distance, the nearest first: (batch, count).

    Args:
        images: (batch, 28, 28, 1), floats in [0, 1].
        count: how many, 1 … 10,000.

    Returns:
        Integers in 0 … 9,999, for `training_digits()`.

    Raises:
        ValueError: the images have another shape, or leave [0, 1].
    """
    digits, squares = _digits()
    distances = squares - 2 * _rows(images) @ digits.T  # without what is the same for all digits
    return np.argsort(distances, axis=1)[:, :count]


def nearest_digits(images: Any, count: int = 15) -> np.ndarray:
    """Labels of the training images at the smallest Euclidean distance, the nearest first: (batch, count).

    Args:
        images: (batch, 28, 28, 1), floats in [0, 1].
        count: how many, 1 … 10,000.

    Returns:
        uint8 in 0 … 9.

    Raises:
        ValueError: the images have another shape, or leave [0, 1].
    """
    return training_digits()[1][nearest(images, count)]


def closest_means(images: Any) -> np.ndarray:
    """The class whose mean image correlates best with each image, −1 for an even image: (batch,).

    Args:
        images: (batch, 28, 28, 1), floats in [0, 1].

    Returns:
        Integers in −1 … 9.

    Raises:
        ValueError: the images have another shape, or leave [0, 1].
    """
    rows, means = (values - values.mean(axis=1, keepdims=True) for values in (_rows(images), _means()))
    alike = rows @ (means / np.linalg.norm(means, axis=1, keepdims=True)).T
    return np.where(np.abs(rows).max(axis=1) > 1e-6, alike.argmax(axis=1), -1)


def brightness(images: Any, labels: Any) -> np.ndarray:
    """The mean of each image, divided by that of the real digits of its label: (batch,).

    Args:
        images: (batch, 28, 28, 1), floats in [0, 1].
        labels: integers in 0 … 9, one for each image or one for all.

    Returns:
        Floats, 0 or more; 1 is as bright as the real digits are on average.

    Raises:
        ValueError: the images have another shape, or leave [0, 1].
    """
    return _rows(images).mean(axis=1) / _means().mean(axis=1)[np.asarray(labels)]


def _rows(images):
    """One row of pixels for each image."""
    images = rounded_digits(images)
    return images.reshape(len(images), -1)


@functools.cache
def _digits():
    """The training images as rows of pixels, and the sum of the squares of each."""
    rows = _rows(training_digits()[0])
    return rows, np.sum(rows**2, axis=1)


@functools.cache
def _means():
    """The mean image of each class, (10, 784)."""
    images, labels = training_digits()
    return np.stack([images[labels == digit].mean(axis=0).ravel() for digit in range(10)])
