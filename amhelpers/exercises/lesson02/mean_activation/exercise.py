"""Exercise 2.2, `mean_activation`: what is to be raised, one number for each image."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson02.mean_activation.picture import draw
from amhelpers.exercises.lesson02.mean_activation.right import ALTERNATIVES, mean_activation
from amhelpers.exercises.lesson02.mean_activation.wrong import wrong
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    number="2.2",
    title="What is to be raised",
    function="mean_activation",
    reference=mean_activation,
    differentiable=True,
    probes=(
        Probe("two images with five maps", lambda: (arrays(2, 3, 4, 5), 2)),
        Probe("three images with two maps", lambda: (arrays(3, 6, 5, 2, seed=1), 0)),
        Probe("one image", lambda: (arrays(1, 4, 4, 3, seed=2), 1)),
        Probe("maps of zeros", lambda: (np.zeros((2, 3, 3, 4), "float32"), 3)),
    ),
    compared="values, shape and gradient for batches of one, two and three images and several channels.",
    why=(
        "An ascent needs one number for each image. The mean over height and width asks for the pattern "
        "everywhere, and leaves the batch alone."
    ),
    needed="Exercise 2.4 climbs this number, and am.objectives.channel is the same.",
    hints=(
        "The axes are (image, height, width, channel). One channel of all images is activations[..., channel].",
        "What is left has the axes (image, height, width). Average over the last two: axis=(1, 2).",
        "tf.reduce_mean(values, axis=(1, 2)) averages, and can be differentiated.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
    picture=draw,
)
