"""Exercise 2.5, `maximize`: the course's own version, and other right answers."""

import numpy as np
import tensorflow as tf

from amhelpers.exercises.lesson02.ascent_step.right import ascent_step

__all__ = ["ALTERNATIVES", "maximize"]


def maximize(extractor, channel, start, steps=50, step_size=1.0):
    """Climb from `start`: returns (images, scores (steps, batch)); nothing is clipped."""
    image = tf.Variable(start)
    scores = [ascent_step(extractor, image, channel, step_size) for _ in range(steps)]
    return image.numpy(), np.stack(scores)


def one_by_one(extractor, channel, start, steps=50, step_size=1.0):
    parts = [maximize(extractor, channel, image[np.newaxis], steps, step_size) for image in start]
    return np.concatenate([images for images, _ in parts]), np.concatenate([scores for _, scores in parts], axis=1)


def compiled(extractor, channel, start, steps=50, step_size=1.0):
    image = tf.Variable(start)
    step = tf.function(lambda: ascent_step(extractor, image, channel, step_size))
    return image, tf.stack([step() for _ in range(steps)])


def appended(extractor, channel, start, steps=50, step_size=1.0):
    image, scores = tf.Variable(tf.identity(start)), []
    for _ in range(steps):
        scores.append(ascent_step(extractor, image, channel, step_size).numpy())
    return np.array(image), np.array(scores)


ALTERNATIVES = (
    one_by_one,
    compiled,
    appended,
    lambda extractor, channel, start, steps=50, step_size=1.0: list(
        maximize(extractor, channel, start, steps, step_size)
    ),
    lambda extractor, channel, start, steps=50, step_size=1.0: maximize(
        extractor, channel, start.copy(), steps, tf.constant(step_size)
    ),
)
