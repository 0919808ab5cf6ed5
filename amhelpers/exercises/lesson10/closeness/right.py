"""Exercise 10.1, `closeness`: the course's own version, and other right answers."""

import keras
import tensorflow as tf

__all__ = ["ALTERNATIVES", "closeness"]


def closeness(answers, goal):
    """How near answers (batch, 1) are to a goal: minus the squared distance, (batch,)."""
    return -tf.square(answers[:, 0] - goal)


def by_flat_row(answers, goal):
    distance = tf.reshape(answers, (-1,)) - tf.cast(goal, answers.dtype)
    return -distance * distance


ALTERNATIVES = (
    by_flat_row,
    lambda answers, goal: -tf.reduce_sum((answers - goal) ** 2, axis=1),
    lambda answers, goal: -((goal - tf.squeeze(answers, axis=-1)) ** 2.0),
    lambda answers, goal: keras.ops.negative(keras.ops.square(keras.ops.subtract(answers[..., 0], goal))),
    lambda answers, goal: 2 * goal * answers[:, 0] - answers[:, 0] ** 2 - goal**2,
    lambda answers, goal: -tf.math.squared_difference(answers, goal)[:, 0],
    lambda answers, goal: tf.map_fn(lambda one: -((one[0] - goal) ** 2), answers),
)
