"""Exercise 10.1, `closeness`: the wrong answers that are recognised, each with its hint."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson10.closeness.right import closeness

__all__ = ["wrong"]

wrong = WrongAnswers()

LOSS = (
    "That grows with the distance: an ascent would flee the goal. It is to be largest, 0, at the goal: a "
    "minus outside of "
    "the square."
)

wrong("the loss", LOSS)(lambda answers, goal: tf.square(answers[:, 0] - goal))

DISTANCE = (
    "That is minus the distance, not its square: its slope is the same far away and near, so an ascent jumps over the "
    "goal. (A root of the square is the distance again.)"
)

wrong("minus the distance", DISTANCE)(lambda answers, goal: -tf.abs(answers[:, 0] - goal))

wrong("the distance", "That is the distance: not squared, and it grows away from the goal. Minus the square.")(
    lambda answers, goal: tf.abs(answers[:, 0] - goal)
)

wrong(
    "the difference", "That is the difference alone: it grows without end on one side. Square it, and take the minus."
)(lambda answers, goal: answers[:, 0] - goal)

wrong(
    "the other difference", "That is the difference alone: it grows without end on one side. Square it, with a minus."
)(lambda answers, goal: goal - answers[:, 0])

wrong("the answer", "The goal is left out: that is the answer itself. Asked for is how near it is to the goal.")(
    lambda answers, goal: answers[:, 0] + 0 * goal
)

wrong("minus its square", "The goal is left out: that is largest where the answer is 0. Subtract the goal first.")(
    lambda answers, goal: -tf.square(answers[:, 0])
)

wrong("added", "The goal is added to the answer: that is largest at minus the goal. Subtract it.")(
    lambda answers, goal: -tf.square(answers[:, 0] + goal)
)

COLUMN = "The result still has its axis of length 1, (batch, 1). One number for each image: answers[:, 0]."

wrong("a column", COLUMN)(lambda answers, goal: -tf.square(answers - goal))

WHOLE = "One number for the whole batch. Each image has its own: keep the batch, (batch,)."

wrong("the mean", WHOLE)(lambda answers, goal: -tf.reduce_mean(tf.square(answers - goal)))

wrong("the sum", WHOLE)(lambda answers, goal: -tf.reduce_sum(tf.square(answers - goal)))

FIRST = "That is the score of the first image alone. Each image has its own: answers[:, 0], and no `return` in a loop."

wrong("the first image", FIRST)(lambda answers, goal: -tf.square(answers[0] - goal))

wrong(
    "the first image's number", "answers[0, 0] is one number, of the first image. answers[:, 0] is that of each image."
)(lambda answers, goal: -tf.square(answers[0, 0] - goal))

wrong("the root", DISTANCE)(lambda answers, goal: -tf.sqrt(tf.square(answers[:, 0] - goal) + 1e-12))

wrong("one half", "There is a factor of one half too many, as losses often have it. Minus the square alone.")(
    lambda answers, goal: -0.5 * tf.square(answers[:, 0] - goal)
)

wrong("the minus within", LOSS)(lambda answers, goal: tf.square(-(answers[:, 0] - goal)) * 1.0)

wrong(
    "a bell",
    "That is a bell, exp(−distance²), which is flat far from the goal: no slope leads there. Minus the square.",
)(lambda answers, goal: tf.exp(-tf.square(answers[:, 0] - goal)))

wrong("one over", "One over the distance grows without end at the goal, and is flat far away. Minus the square.")(
    lambda answers, goal: 1 / (1 + tf.square(answers[:, 0] - goal))
)

wrong(
    "relative", "You divide by the goal, which may be 0, and makes another score for each goal. Minus the square alone."
)(lambda answers, goal: -tf.square((answers[:, 0] - goal) / goal))

wrong("in radians", "You turn degrees into radians. The score is in the unit of the answers, squared.")(
    lambda answers, goal: -tf.square((answers[:, 0] - goal) * np.float32(np.pi / 180))
)

wrong("always thirty", "30 is written in. Use the argument, goal.")(lambda answers, goal: closeness(answers, 30))

wrong("to the fourth", "That is the fourth power: flat near the goal. The square.")(
    lambda answers, goal: -tf.square(tf.square(answers[:, 0] - goal))
)

wrong("cubed", "That is the third power, which has a sign: it grows without end on one side. The square.")(
    lambda answers, goal: -((answers[:, 0] - goal) ** 3)
)

wrong(
    "a difference of squares", "Squares are subtracted here. Subtract first, and square then: (a − b)² is not a² − b²."
)(lambda answers, goal: -(tf.square(answers[:, 0]) - goal**2))


@wrong("through NumPy", "The values are right, but NumPy computes them: no gradient comes through. Use tf.square.")
def through_numpy(answers, goal):
    return -np.square(np.asarray(answers)[:, 0] - goal)


@wrong("at the goal or not", "That asks whether the goal is met, 0 or 1: it has no slope. Minus the squared distance.")
def at_the_goal(answers, goal):
    return tf.cast(tf.abs(answers[:, 0] - goal) < 1, tf.float32) + 0 * answers[:, 0]


@wrong("one after the other", FIRST)
def only_one(answers, goal):
    for answer in answers:
        return -tf.square(answer - goal)


wrong("the best image", "You keep the best image's score alone. Each image has its own.")(
    lambda answers, goal: tf.reduce_max(closeness(answers, goal))
)

wrong(
    "a method of PyTorch", "A tensor of TensorFlow has no .squeeze and no .pow: answers[:, 0], tf.square.", raises=True
)(lambda answers, goal: -(answers.squeeze() - goal).pow(2))
