"""Exercise 1.1, `preprocess`: from bytes to what a net takes."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson01.preprocess.picture import draw_images
from amhelpers.exercises.lesson01.preprocess.right import ALTERNATIVES, preprocess
from amhelpers.exercises.lesson01.preprocess.wrong import wrong

__all__ = ["EXERCISE"]


def some_bytes(count, brightest):
    """Random 8-bit pictures: 0 and `brightest` are in the first, each of the others is darker than the one before."""
    images = np.random.default_rng(count).integers(0, brightest, (count, 28, 28), dtype="uint8", endpoint=True)
    images //= np.arange(1, count + 1, dtype="uint8")[:, np.newaxis, np.newaxis]
    images[0, 0, :2] = 0, brightest
    return images


EXERCISE = Exercise(
    number="1.1",
    title="From bytes to what a net takes",
    function="preprocess",
    reference=preprocess,
    exact_dtype=True,
    tolerance=1e-6,
    probes=(
        Probe("one image", lambda: (some_bytes(1, 255),)),
        Probe("three images", lambda: (some_bytes(3, 255),)),
        Probe("two dark images", lambda: (some_bytes(2, 90),)),
        Probe("two images of 0 and 1", lambda: (some_bytes(2, 1),)),
        Probe("a black image", lambda: (np.zeros((1, 28, 28), "uint8"),)),
    ),
    compared="type, shape and values for one, several, dark and black images; the argument is left as it was.",
    why=(
        "An image is a number for each pixel and colour, and a net computes best with small floats. Dividing by "
        "the largest possible value keeps every image on the same scale, dark ones dark."
    ),
    needed="Every image of the course has this form; from lesson 02 on am.datasets.preprocess brings it.",
    hints=(
        "Three things change: the type (to float32), the range (0 … 255 to 0 … 1) and the shape (one axis more).",
        'Convert before you divide: images.astype("float32"). The other order gives float64.',
        "images[..., np.newaxis] adds an axis of length 1 at the end, whatever the shape before it.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
    picture=draw_images,
)
