"""Exercise 1.1, `preprocess`: what is shown beside the words."""

import numpy as np
from matplotlib.figure import Figure

__all__ = ["draw_images"]


def draw_images(answer, reference):
    """One image as the student's function and as the course's prepare it, both shown on the scale of the net."""
    parts = {"yours": np.asarray(answer(digit_like()))[0], "expected": reference(digit_like())[0]}
    figure = Figure(figsize=(4.4, 2.5), dpi=80, layout="constrained")
    for axis, (name, image) in zip(figure.subplots(1, 2), parts.items()):
        axis.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1, interpolation="nearest")
        axis.set_title(f"{name}: {image.min():.3g} … {image.max():.3g}", fontsize=10)
        axis.axis("off")
    return figure, "the same image from your function and from the course's, shown with 0 as black and 1 as white"


def digit_like():
    """A soft ring, uint8 (1, 28, 28): as bright and as round as a zero."""
    rows, columns = np.mgrid[:28, :28] - 13.5
    ring = np.exp(-((np.hypot(rows, columns * 1.3) - 8) ** 2) / 6)
    return np.round(255 * ring / ring.max()).astype("uint8")[np.newaxis]
