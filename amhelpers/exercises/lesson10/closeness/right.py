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


def by_loss(answers, goal):
    goals = tf.ones_like(answers) * tf.cast(goal, answers.dtype)
    return -keras.losses.mean_squared_error(goals, answers)


def in_steps(answers, goal):
    answers = tf.cast(answers[:, 0], tf.float64)
    answers -= goal
    answers *= answers
    return -answers


ALTERNATIVES = (
    by_flat_row,
    by_loss,
    in_steps,
    lambda answers, goal: tf.stack([-tf.square(answer - goal) for answer in tf.unstack(answers[:, 0])]),
    lambda answers, goal: -tf.reduce_mean((tf.transpose(answers) - goal) ** 2, axis=0),
    lambda answers, goal: -tf.einsum("bi,bi->b", answers - goal, answers - goal),
    lambda answers, goal: -tf.reduce_sum((answers - goal) ** 2, axis=1),
    lambda answers, goal: -((goal - tf.squeeze(answers, axis=-1)) ** 2.0),
    lambda answers, goal: keras.ops.negative(keras.ops.square(keras.ops.subtract(answers[..., 0], goal))),
    lambda answers, goal: 2 * goal * answers[:, 0] - answers[:, 0] ** 2 - goal**2,
    lambda answers, goal: -tf.math.squared_difference(answers, goal)[:, 0],
    lambda answers, goal: tf.map_fn(lambda one: -((one[0] - goal) ** 2), answers),
)
