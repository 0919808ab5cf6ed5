"""Exercise 5.5, `complexity`: how much there is to say about a picture."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson05.complexity.right import ALTERNATIVES, complexity
from amhelpers.exercises.lesson05.complexity.wrong import wrong
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def pictures():
    """Noise in 256, in 4 and in 2 levels."""
    fine = noise(3, 40, 56, 3)
    return np.stack([fine[0], np.round(fine[1] * 3) / 3, np.round(fine[2])]).astype("float32")


def ramps():
    """An even picture, a smooth one, and one in which red and green change and the brightness does not."""
    down, right = np.mgrid[:64, :64] / 64
    red = np.round(255 * noise(64, 64, seed=1)) / 255
    smooth, hues = np.stack([down, right, (down + right) / 2], axis=2), np.stack([red, 1 - red, 0 * red], axis=2)
    return np.stack([np.full((64, 64, 3), 0.3), smooth, hues]).astype("float32")


def levels():
    """Noise of two levels each, which another factor than 255 makes one: 254 rounded, 254 cut off, twice 255."""
    pairs = np.array([(127.4, 128.001), (0.3, 1.001), (20.2, 148.2), (160.2, 240.2)]) / 255
    chosen = noise(4, 40, 40, 3, seed=9) > 0.5
    low, high = pairs[:, :, None, None, None].swapaxes(0, 1)
    return np.where(chosen, high, low).astype("float32")


EXERCISE = Exercise(
    number="5.5",
    title="How much there is to say",
    function="complexity",
    reference=complexity,
    tolerance=0.15,
    probes=(
        Probe("noise in 256, 4 and 2 levels", lambda: (pictures(),)),
        Probe("an even picture, a smooth one, and noise of hues", lambda: (ramps(),)),
        Probe("noise of two levels close together, or far apart", lambda: (levels(),)),
        Probe("a picture of little contrast", lambda: (0.45 + 0.1 * noise(1, 48, 40, 3, seed=4),)),
    ),
    compared=(
        "bytes a pixel of noise, of two levels and of hues, of even, smooth and pale pictures; 15 per cent are left to "
        "compressors."
    ),
    why=(
        "The length of a description is a measure of how much there is to say. PNG is one way to describe, the "
        "same for every picture, and it does not know texture from noise."
    ),
    needed="The next cells compare five layers by it.",
    hints=(
        "np.uint8(np.round(image * 255)) is the 8-bit picture, PIL.Image.fromarray makes an image of it.",
        'stream = io.BytesIO(); Image.fromarray(picture).save(stream, "PNG"); len(stream.getvalue()) are its bytes.',
        "Divide by height · width, and collect one number for each image: np.array([…]).",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
