"""Exercise 10.3, `crossed`: every image without and with a mark."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson10.crossed.right import ALTERNATIVES, crossed
from amhelpers.exercises.lesson10.crossed.wrong import wrong
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def corner(images):
    """A mark in a corner of new images."""
    images = np.array(images)
    images[:, :2, :2] = 0.75
    return images


def corner_in_place(images):
    """The same, written into the images themselves."""
    images[:, :2, :2] = 0.75
    return images


def tinted(images):
    return images * np.array([1, 0.5, 1], "float32")


EXERCISE = Exercise(
    number="10.3",
    title="The same pictures, with and without",
    function="crossed",
    reference=crossed,
    exact_dtype=True,
    probes=(
        Probe("three images, a mark in new ones", lambda: (noise(3, 6, 5, 1), np.array([0, 1, 1]), corner)),
        Probe(
            "four images, a mark in place", lambda: (noise(4, 5, 7, 3, seed=1), np.array([1, 0, 2, 1]), corner_in_place)
        ),
        Probe("two images, a tint", lambda: (noise(2, 4, 4, 3, seed=2), np.array([1, 0]), tinted)),
        Probe("one image", lambda: (noise(1, 4, 6, 1, seed=3), np.array([1]), corner_in_place)),
    ),
    compared=(
        "images, labels and planted of four small sets, one with a mark that is written in place; nothing is changed."
    ),
    hints=(
        "np.concatenate([a, b]) puts b behind a. a are the images as they are, b the same with the mark.",
        "What `plant` writes into what it gets, it writes into your images: hand it a copy, images.copy().",
        "Of planted the first half is False, the second True: np.repeat([False, True], len(images)).",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
