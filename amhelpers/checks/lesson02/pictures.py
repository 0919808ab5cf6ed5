"""Pictures of lesson 02: the same small ascent with the student's function and with the right one, side by side."""

import functools

import numpy as np
import tensorflow as tf
from matplotlib.figure import Figure

from amhelpers import images, models
from amhelpers.checks.lesson02 import deprocess, mean_activation, normalize

__all__ = ["draw_ascents"]

FILTERS = (3, 5, 9)  # of conv2 of the course's net
STEPS = 15


def draw_ascents(answer, reference, part):
    """Three filters after a small ascent, with the student's function as one of its parts and with the course's.

    Args:
        part: which part of the ascent it is, "score" or "normalize".
    """
    figure = Figure(figsize=(5.2, 3.9), dpi=80, layout="constrained")
    rows = figure.subplots(2, len(FILTERS))
    for row, (name, function) in zip(rows, {"yours": answer, "expected": reference}.items(), strict=True):
        for axis, channel in zip(row, FILTERS, strict=True):
            image, score = ascend(channel, **{part: function})
            axis.imshow(image, cmap="gray", vmin=0, vmax=255)
            axis.set_title(f"{name}, filter {channel}\nmean activation {score:.3g}", fontsize=9)
            axis.axis("off")
    return figure, (
        f"three filters of the course's net after {STEPS} steps up from the same noise, above with your function, "
        "below with the course's"
    )


def ascend(channel, score=None, normalize_=None, **parts):
    """One filter climbed from noise: its picture, uint8 (28, 28), and the true mean activation that was reached."""
    score = parts.get("score", mean_activation.mean_activation)
    scale = parts.get("normalize", normalize.normalize)
    image = tf.Variable(images.noise(1, 28, 1, seed=channel))
    for _ in range(STEPS):
        with tf.GradientTape() as tape:
            scores = score(net()(image), channel)
        image.assign_add(tf.ensure_shape(scale(tape.gradient(scores, image)), image.shape))
    reached = mean_activation.mean_activation(net()(image), channel)
    return deprocess.deprocess(image.numpy()[0])[..., 0], float(np.asarray(reached)[0])


@functools.cache
def net():
    """The second convolution of the course's net."""
    return models.feature_extractor(models.mnist_cnn(), "conv2")
