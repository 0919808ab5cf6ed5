"""Exercise 2.6, `deprocess`: what is shown beside the words."""

import numpy as np
from matplotlib.figure import Figure

from amhelpers.exercises.probes import arrays

__all__ = ["draw"]


def draw(answer, reference):
    """A ring that has grown far beyond [0, 1], as the student's function and as the course's show it."""
    parts = {"yours": np.asarray(answer(ring())), "expected": reference(ring())}
    figure = Figure(figsize=(4.4, 2.5), dpi=80, layout="constrained")
    for axis, (name, image) in zip(figure.subplots(1, 2), parts.items(), strict=True):
        largest = 255 if image.dtype == np.uint8 else 1
        axis.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=largest, interpolation="nearest")
        low, high = image.min(), image.max()
        axis.set_title(f"{name}: {low:.3g} … {high:.3g}", fontsize=10)
        axis.axis("off")
    return figure, "an image with values from about −200 to 1500, as your function and as the course's prepare it"


def ring():
    """A ring on noise, and a bright spot, (28, 28, 1), from about −200 to 1500."""
    rows, columns = np.mgrid[:28, :28] - 13.5
    bright = np.exp(-((np.hypot(rows, columns) - 8) ** 2) / 6)[..., np.newaxis]
    image = 500 * bright + 60 * arrays(28, 28, 1)
    image[2:6, 2:6] = 1500  # so bright that it must be cut off
    return image.astype("float32")
