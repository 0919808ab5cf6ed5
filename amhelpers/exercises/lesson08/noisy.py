"""Noisy: a net by whose maps the noise can be read that was added to its images.

Each pixel of this net is by itself. At most places its gradient is 1 above 0.5 and 0 below, so the mean of n noisy maps
is k / n, and how often a pixel is above 0.5 tells the noise that was added to it.
"""

import math
from typing import NamedTuple

import keras
import numpy as np

from amhelpers.describe import describe
from amhelpers.exercises.drawings import as_array
from amhelpers.exercises.lesson08.tapes import told
from amhelpers.exercises.probes import noise as pictures

__all__ = [
    "CLASSES",
    "OFFSETS",
    "PLACES",
    "STEEP",
    "Mapped",
    "images",
    "in_steps_of",
    "made",
    "net",
    "noise_in",
    "ramp",
]

SHAPE = (24, 30, 1)
REACH = 0.4  # the first 20 rows are from 0.5 − REACH to 0.5 + REACH, twice
STEEP = 10  # where one pixel is that is above 0.5, for the classes 1 and 2
PLACES = {1: (5, 7), 2: (15, 20)}  # of these pixels
CLASSES = (0, 1, 2)
OFFSETS = REACH * ((2 * np.arange(300) + 1) / 300 - 1)  # in the middle of steps, so that a mean over them is exact


class Mapped(NamedTuple):
    """What an answer gave, and what it was asked for."""

    maps: object
    images: np.ndarray
    samples: int
    noise: float
    changes: str | None  # what it changed of its arguments


def net():
    """Three classes: gradients 0 and 1, and below that −1 and 1; twice gradient 1 with one pixel of 1 or STEEP."""
    layers = [
        keras.Input(SHAPE, name="image"),
        keras.layers.Conv2D(3, 1, activation="relu", name="first"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(3, activation="softmax", name="class"),
    ]
    model = keras.Sequential(layers, name="net")
    dense = np.zeros((*SHAPE[:2], 3, 3))
    above, below, always = 0, 1, 2
    dense[:22, :, above, 0] = dense[20:22, :, below, 0] = 1
    for label, place in PLACES.items():
        dense[:22, :, always, label] = 1
        dense[(*place, above, label)] = STEEP - 1
    kernel = np.reshape([1.0, -1.0, 1.0], (1, 1, 1, 3))
    model.set_weights([kernel, np.array([-0.5, 0.5, 0.0]), 0.01 * dense.reshape(-1, 3), np.zeros(3)])
    return model


def images():
    """One image for each class, of 0.5 but for the ramp of the first; with a black row and a white one."""
    found = np.full((3, *SHAPE), 0.5, "float32")
    found[0, :20] += np.tile(OFFSETS, 2).reshape(20, 30, 1).astype("float32")
    found[:, 22], found[:, 23] = 0, 1
    return found


def made(function, arguments):
    """What the function gave, with all that it is judged by."""
    model, given, _, samples, noise = (*arguments, *(16, 0.1)[len(arguments) - 3 :])[:5]
    seen = pictures(1, *model.input_shape[1:])
    kept, before = given.copy(), np.asarray(model(seen))
    maps = as_array(told(function, arguments))
    changes = None if np.array_equal(kept, given) else f"images afterwards: {describe(given)}"
    if not np.allclose(before, np.asarray(model(seen)), atol=1e-5):
        changes = "a model that gives other probabilities than before"
    return Mapped(maps, kept, samples, noise, changes)


def ramp(value):
    """How often each pixel of the ramp was above 0.5, in both of its copies, (2, 300)."""
    return value.maps[0, :20].reshape(2, -1)


def noise_in(value):
    """Mean and standard deviation of the noise that was added, from how often a pixel was above 0.5."""
    often = ramp(value).mean(axis=0)
    mean = 2 * REACH * often.mean() - REACH
    square = REACH**2 - 4 * REACH * (OFFSETS * often).mean()
    return mean, math.sqrt(max(square - mean**2, 0))


def in_steps_of(often, count):
    """Are these means of so many numbers that are 0 or 1?"""
    return np.abs(often * count - np.round(often * count)).max() < 1e-2
