"""Exercise 10.3, `crossed`: every image without and with a mark."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson10.crossed.right import ALTERNATIVES, crossed
from amhelpers.exercises.lesson10.crossed.wrong import wrong
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def corner(images):
    """A mark in a corner of new images."""
    images = np.array(images)
    images[:, :2, :3] = 0.75
    return images


def corner_in_place(images):
    """The same, written into the images themselves."""
    images[:, :2, :3] = 0.75
    return images


def tinted(images):
    return images * np.array([1, 0.5, 1], "float32")


def with_black():
    """Three images; a tint leaves the second as it is."""
    images = noise(3, 4, 4, 3, seed=2)
    images[1] = 0
    return images, np.array([1, 0, 1]), tinted


def any_integers(function, arguments):
    """What is returned, with labels of whatever integers as int64: each of them names a class."""
    found = function(*arguments)
    if isinstance(found, tuple | list) and len(found) == 3 and isinstance(found[1], np.ndarray | tf.Tensor):
        images, labels, planted = found
        if np.asarray(labels).dtype.kind in "iu":
            return images, np.asarray(labels, "int64"), planted
    return found


EXERCISE = Exercise(
    number="10.3",
    title="The same pictures, with and without",
    function="crossed",
    reference=crossed,
    exact_dtype=True,
    probes=(
        Probe(
            "three images, a mark in new ones",
            lambda: (noise(3, 6, 5, 1), np.array([0, 1, 1]), corner),
            call=any_integers,
        ),
        Probe(
            "four images, a mark in place",
            lambda: (noise(4, 5, 7, 3, seed=1), np.array([1, 0, 2, 1]), corner_in_place),
            call=any_integers,
        ),
        Probe("three images, one of them black, a tint", with_black, call=any_integers),
        Probe("one image", lambda: (noise(1, 4, 6, 1, seed=3), np.array([1]), corner_in_place), call=any_integers),
    ),
    compared=(
        "images, labels and planted of four small sets, one with a mark that is written in place; nothing is changed."
    ),
    why=(
        "Pairs that differ in one thing only: whatever changes between them is due to that thing, and the mark "
        "says nothing of the class."
    ),
    needed="Exercise 10.4 counts what changes within the pairs, and the bonus trains on them.",
    hints=(
        "np.concatenate([a, b]) puts b behind a. a are the images as they are, b the same with the mark.",
        "What `plant` writes into what it gets, it writes into your images: hand it a copy, images.copy().",
        "Of planted the first half is False, the second True: np.repeat([False, True], len(images)).",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
