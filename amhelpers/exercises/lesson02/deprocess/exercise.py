"""Exercise 2.6, `deprocess`: an array of any range -> a picture that can be shown."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson02.deprocess.picture import draw
from amhelpers.exercises.lesson02.deprocess.right import ALTERNATIVES, deprocess
from amhelpers.exercises.lesson02.deprocess.wrong import wrong
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]


def wide(*shape, seed=0):
    """What 50 steps of size 1 leave: a range from about −200 to 600, with some values far outside."""
    image = 90 + 110 * arrays(*shape, seed=seed)
    image[0, 0], image[-1, -1] = -400, 700
    return image


EXERCISE = Exercise(
    number="2.6",
    title="A picture that can be shown",
    function="deprocess",
    reference=deprocess,
    exact_dtype=True,
    probes=(
        Probe("an image of a wide range", lambda: (wide(9, 8, 1),)),
        Probe(
            "an image in colour", lambda: (wide(6, 7, 3, seed=1) * np.float32([1, 0.5, 2]) + np.float32([0, 50, 9]),)
        ),
        Probe("an image of a narrow range", lambda: (0.4 + 1e-3 * arrays(8, 8, 1, seed=2),)),
        Probe("a constant image", lambda: (np.full((5, 5, 1), 0.25, "float32"),)),
        Probe("an image of type float64", lambda: (wide(5, 6, 1, seed=4).astype("float64"),)),
    ),
    compared="type, shape and values for wide, narrow, constant and colour images; the argument is left as it was.",
    why=(
        "An array of any range can be shown once it has a mean and a spread that a picture can have. Its pattern "
        "stays, while brightness and contrast are your choice."
    ),
    needed="The next cells show the eight filters with it, and then ask each filter what it says to its picture.",
    hints=(
        "(image - image.mean()) / image.std() has mean 0 and standard deviation 1. Guard the divisor: + 1e-7.",
        "Times 0.15, plus 0.5: mean and standard deviation as they are to be, in the range 0 … 1.",
        "np.clip(…, 0, 1) * 255, and that as uint8. Do not use -= or /=, which change the argument.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
    picture=draw,
)
