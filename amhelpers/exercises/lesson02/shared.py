"""Lesson 02: what several exercises of this lesson share."""

import functools

import tensorflow as tf
from matplotlib.figure import Figure

from amhelpers import images, models
from amhelpers.ascent.step import normalize
from amhelpers.exercises.lesson02.deprocess.right import deprocess
from amhelpers.objectives import scoring

__all__ = ["draw_ascents"]

FILTERS = (3, 5, 9)  # of conv2 of the course's net
STEPS = 15


def draw_ascents(yours):
    """Three filters after a small ascent, above with the student's function in it, below with the course's.

    Args:
        yours: what differs from the course's ascent, as arguments of `ascend`.
    """
    figure = Figure(figsize=(5.2, 3.9), dpi=80, layout="constrained")
    rows = figure.subplots(2, len(FILTERS))
    for row, (name, parts) in zip(rows, {"yours": yours, "expected": {}}.items(), strict=True):
        for axis, channel in zip(row, FILTERS, strict=True):
            image, reached = ascend(channel, **parts)
            axis.imshow(image, cmap="gray", vmin=0, vmax=255)
            axis.set_title(f"{name}, filter {channel}\nmean activation {reached:.3g}", fontsize=9)
            axis.axis("off")
    return figure, (
        f"three filters of conv2 of the course's net, {STEPS} steps up from the same noise, above with your function, "
        "below with the course's"
    )


def mean_of_map(activations, channel):
    """The mean of one feature map, (batch,)."""
    return scoring.map_mean(activations, tf.fill(activations.shape[:1], channel))


def ascend(channel, step=None, **parts):
    """One filter climbed from noise: its picture, uint8 (28, 28), and the true mean activation that was reached.

    Args:
        channel: the number of the filter.
        step: (extractor, image, channel, step size) moves the image, a Variable; by default as the course does.
        parts: `score` or `normalize` in the place of the course's own.
    """
    image = tf.Variable(images.noise(1, 28, 1, seed=channel))
    for _ in range(STEPS):
        (step or functools.partial(climb, **parts))(net(), image, channel, 1.0)
    return deprocess(image.numpy()[0])[..., 0], float(mean_of_map(net()(image), channel)[0])


def climb(extractor, image, channel, step_size, score=mean_of_map, normalize=normalize):
    """One step uphill."""
    with tf.GradientTape() as tape:
        values = score(extractor(image), channel)
    image.assign_add(step_size * tf.ensure_shape(normalize(tape.gradient(values, image)), image.shape))


@functools.cache
def net():
    """The second convolution of the course's net."""
    return models.feature_extractor(models.mnist_cnn(), "conv2")
