"""Exercise 4.3, `high_frequency_energy`: how much of a picture is fine detail."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson04.high_frequency_energy.right import ALTERNATIVES, high_frequency_energy
from amhelpers.exercises.lesson04.high_frequency_energy.wrong import wrong
from amhelpers.exercises.probes import arrays, noise

__all__ = ["EXERCISE"]


def even():
    """A black image, an even gray one, and noise, so that shares are no whole numbers."""
    return np.stack([np.zeros((8, 8, 3)), np.full((8, 8, 3), 0.5), noise(8, 8, 3, seed=2)]).astype("float32")


EXERCISE = Exercise(
    number="4.3",
    title="How much of a picture is fine detail",
    function="high_frequency_energy",
    reference=high_frequency_energy,
    tolerance=1e-4,
    probes=(
        Probe("two images in colour", lambda: (noise(2, 8, 8, 3),)),
        Probe("three gray images, higher than wide", lambda: (arrays(3, 12, 7, 1, seed=1),)),
        Probe("a black image, an even one, and noise", lambda: (even(),)),
        Probe("an even image of odd size", lambda: (np.full((1, 31, 33, 3), 0.1, "float32"),)),
        Probe("an image of faint contrast", lambda: (0.5 + 1e-3 * arrays(1, 9, 8, 3, seed=3),)),
    ),
    compared=(
        "the shares of two images in colour, three gray ones that are not square, a black, an even, a faint one, and "
        "noise."
    ),
    why=(
        "A picture is a sum of waves, and the square of each wave's amplitude is its power. The length of the "
        "frequency counts in both directions, and the mean is no wave."
    ),
    needed="With it the lesson measures class images, gradients and real pictures on one scale.",
    hints=(
        "np.fft.fft2(images, axes=(1, 2)) transforms height and width; np.abs(…) ** 2 is the power; sum over axis 3.",
        "np.fft.fftfreq(height) are the frequencies of the rows in cycles per pixel, in the order of the spectrum.",
        "np.hypot(rows[:, np.newaxis], columns) > 0.25 is a mask (height, width): spectrum[:, mask].sum(axis=1).",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
