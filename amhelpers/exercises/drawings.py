"""Drawings: what a function that draws images for a list of targets gave -> what was found instead, or None."""

from typing import NamedTuple

import numpy as np
import tensorflow as tf

from amhelpers.describe import describe

__all__ = [
    "FLOATS",
    "Drawn",
    "as_array",
    "changed_model",
    "changed_targets",
    "climbed",
    "no_array",
    "no_floats",
    "out_of_range",
    "wrong_shape",
]

FLOATS = "Images of this course are floats in [0, 1]. Leave rounding to whoever stores them."


class Drawn(NamedTuple):
    """What an answer drew, and the rest of what it is judged by."""

    images: object
    answers: np.ndarray | None  # what the model gives for these images, where they fit it
    before: np.ndarray  # what it gave for other images before
    after: np.ndarray  # and what it gives for them afterwards
    targets: list  # as the answer left them
    reversed: np.ndarray | None = None  # what the model gives for the images with reversed colours
    moved: np.ndarray | None = None  # what the model gives for the images, moved by some pixels, in the mean


def as_array(value):
    """A tensor or variable as an array, all else as it is."""
    return np.asarray(value) if isinstance(value, tf.Tensor | tf.Variable) else value


def no_array(values):
    """Is there an array of images at all?"""
    if values[0].images is None:
        return "None: does the function end with `return`?"
    if isinstance(values[0].images, list | tuple) and len(values[0].images):
        return f"a {type(values[0].images).__name__} of {len(values[0].images)}: np.stack makes one array of images"
    return None if isinstance(values[0].images, np.ndarray) else describe(values[0].images)


def wrong_shape(values, shape):
    """Have the images this shape?"""
    found = values[0].images.shape
    return None if found == shape else f"shape {found} where {shape} was expected"


def no_floats(values):
    """Are they floats?"""
    return None if values[0].images.dtype.kind == "f" else describe(values[0].images)


def out_of_range(values):
    """Do they stay in [0, 1]?"""
    found = values[0].images
    inside = np.isfinite(found).all() and found.min() >= 0 and found.max() <= 1
    return None if inside else describe(found)


def changed_model(values, what):
    """Does the model still give for other images what it gave before: `what`, in words?"""
    same = np.allclose(values[0].before, values[0].after, atol=1e-5)
    return None if same else f"a model that gives other {what} than before"


def changed_targets(values, targets, name):
    """Is the list of targets, the argument of this name, as it was?"""
    return None if list(values[0].targets) == list(targets) else f"{name} afterwards: {values[0].targets}"


def climbed(score, start, steps, sign=1, clip=True, move=True):
    """The loop of lesson 02, images -> score climbed from a start, with one thing or another missing."""
    picture = tf.Variable(start)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            scores = score(picture)
        gradient = tape.gradient(scores, picture)
        gradient /= tf.sqrt(tf.reduce_mean(gradient**2, axis=(1, 2, 3), keepdims=True)) + 1e-12
        if move:
            picture.assign_add(sign * 0.05 * gradient)
        if clip:
            picture.assign(tf.clip_by_value(picture, 0, 1))
    return picture.numpy()
