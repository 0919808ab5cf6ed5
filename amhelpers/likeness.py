"""Likeness: images (batch, 28, 28, 1) in [0, 1] -> which real digits they are like, and how bright beside them.

Judges are nets, and share the habits of nets. What is measured here is measured on pixels, against the training images
of the course's sample. It is no proof either: real digits match the mean of their own class four times in five.
"""

import functools

import numpy as np

from amhelpers import datasets
from amhelpers.judges import rounded

__all__ = ["brightness", "closest_means", "nearest_digits"]


def nearest_digits(images, count=15):
    """Labels of the training images that are nearest by Euclidean distance, the nearest first: (batch, count)."""
    rows, (digits, labels) = _rows(images), _training()
    distances = np.sum(digits**2, axis=1) - 2 * rows @ digits.T  # without what is the same for all digits
    return labels[np.argsort(distances, axis=1)[:, :count]]


def closest_means(images):
    """The class whose mean image correlates best with each image: (batch,)."""
    return np.corrcoef(_rows(images), _means())[: len(images), -10:].argmax(axis=1)


def brightness(images, labels):
    """The mean of each image, divided by that of the real digits of its label: (batch,)."""
    return _rows(images).mean(axis=1) / _means().mean(axis=1)[np.asarray(labels)]


def _rows(images):
    """One row of pixels for each image."""
    images = rounded(images)
    return images.reshape(len(images), -1)


@functools.cache
def _training():
    """Rows of pixels and labels of the training images."""
    (images, labels), _ = datasets.load_mnist()
    return datasets.preprocess(images).reshape(len(images), -1), labels


@functools.cache
def _means():
    """The mean image of each class, (10, 784)."""
    rows, labels = _training()
    return np.stack([rows[labels == digit].mean(axis=0) for digit in range(10)])
