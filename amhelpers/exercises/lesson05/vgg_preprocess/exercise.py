"""Exercise 5.1, `vgg_preprocess`: RGB in [0, 1] -> what VGG16 was trained on."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson05.vgg_preprocess.right import ALTERNATIVES, vgg_preprocess
from amhelpers.exercises.lesson05.vgg_preprocess.wrong import wrong
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def flat():
    """A red, a black and a white image."""
    return np.ones((3, 2, 2, 3), "float32") * np.array([[1, 0, 0], [0, 0, 0], [1, 1, 1]], "float32")[:, None, None]


EXERCISE = Exercise(
    number="5.1",
    title="What VGG16 was trained on",
    function="vgg_preprocess",
    reference=vgg_preprocess,
    tolerance=1e-3,
    probes=(
        Probe("two images", lambda: (noise(2, 4, 5, 3),)),
        Probe("a red, a black and a white image", lambda: (flat(),)),
    ),
    compared="values, shape and type for noise, red, black and white, and that the images stay as they are.",
    why=(
        "A net's input is whatever it was trained on, and it cannot complain about another. Order of colours, "
        "range and mean all belong to it."
    ),
    needed="Exercise 5.2 goes the way back, and the net of this lesson carries the same as its first layers.",
    hints=(
        "Three steps: reverse the colours, multiply by 255, subtract the three numbers.",
        "images[..., ::-1] reverses the last axis. An array of three numbers is subtracted along it by itself.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
