"""Exercise 10.1, `closeness`: the wrong answers that are recognised, each with its hint."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson10.closeness.right import closeness

__all__ = ["wrong"]

wrong = WrongAnswers()

LOSS = (
    "That grows with the distance: an ascent would flee the goal. It is to be largest, 0, at the goal: a minus outside "
    "of the square."
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

wrong("the first image's number", FIRST)(lambda answers, goal: -tf.square(answers[0, 0] - goal))

wrong("the root", DISTANCE)(lambda answers, goal: -tf.sqrt(tf.square(answers[:, 0] - goal) + 1e-12))

wrong("one half", "There is a factor of one half too many, as losses often have it. Minus the square alone.")(
    lambda answers, goal: -0.5 * tf.square(answers[:, 0] - goal)
)

wrong("the minus within", LOSS)(lambda answers, goal: tf.square(-(answers[:, 0] - goal)) * 1.0)

PEAK = "That is a peak at the goal, and flat far from it: hardly a slope leads there. Minus the square, without exp."

wrong("a bell", PEAK)(lambda answers, goal: tf.exp(-tf.square(answers[:, 0] - goal)))

wrong("a wider bell", PEAK)(lambda answers, goal: tf.exp(-0.5 * tf.square(answers[:, 0] - goal)))

wrong("a pointed bell", PEAK)(lambda answers, goal: tf.exp(-tf.abs(answers[:, 0] - goal)))

wrong(
    "a hill",
    "Away from the goal the score is cut off at 0: no slope leads to the goal. Minus the square, however far it is.",
)(lambda answers, goal: tf.maximum(1 - tf.square(answers[:, 0] - goal), 0))

OVER = (
    "You divide by the distance. Such a score is flat far from the goal: hardly a slope leads there. Minus the square "
    "is the steeper the farther."
)

wrong("one over", OVER)(lambda answers, goal: 1 / (1 + tf.square(answers[:, 0] - goal)))

wrong("one over one and the distance", OVER)(lambda answers, goal: 1 / (1 + tf.abs(answers[:, 0] - goal)))

wrong("one over the square", OVER)(lambda answers, goal: 1 / tf.square(answers[:, 0] - goal))

wrong("one over the square and a small number", OVER)(
    lambda answers, goal: 1 / (tf.square(answers[:, 0] - goal) + 1e-7)
)

wrong("one over the distance", OVER)(lambda answers, goal: 1 / tf.abs(answers[:, 0] - goal))

LOGARITHM = (
    "You take the logarithm of the distance, whose slope is small far from the goal and large near it. An ascent needs "
    "it the other way round: minus the square alone."
)

wrong("the logarithm", LOGARITHM)(lambda answers, goal: -tf.math.log(tf.square(answers[:, 0] - goal)))

wrong("the logarithm of the distance", LOGARITHM)(lambda answers, goal: -tf.math.log(tf.abs(answers[:, 0] - goal)))

wrong(
    "the logarithm of one and the square",
    "You take a logarithm, which makes the slope small far from the goal. Minus the square alone.",
)(lambda answers, goal: -tf.math.log(1 + tf.square(answers[:, 0] - goal)))

wrong(
    "relative",
    "You divide by the goal, which may be 0, and would make the same distance count less for a large one. Minus the "
    "square alone.",
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


NO_GRADIENT = (
    "The values are right, but no gradient comes through: NumPy or .numpy() on the way, a tf.Variable with a copy, or "
    "tf.stop_gradient. Use tf functions on `answers` as they come."
)


@wrong("through NumPy", NO_GRADIENT)
def through_numpy(answers, goal):
    return -np.square(np.asarray(answers)[:, 0] - goal)


MET = "That asks whether the goal is met, yes or no: it has no slope. Minus the squared distance."


@wrong("at the goal or not", MET)
def at_the_goal(answers, goal):
    return tf.cast(tf.abs(answers[:, 0] - goal) < 1, tf.float32)


@wrong("at the goal or not, to the limit", MET)
def within_one(answers, goal):
    return tf.cast(tf.abs(answers[:, 0] - goal) <= 1, tf.float32)


wrong("exactly at the goal", MET)(lambda answers, goal: tf.cast(answers[:, 0] == goal, tf.float32))

wrong("true at the goal", MET)(lambda answers, goal: answers[:, 0] == goal)


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

wrong(
    "squeezed",
    "Of a batch of one image the axis of the batch is lost: tf.squeeze takes away every axis of length 1. "
    "answers[:, 0] keeps the batch.",
)(lambda answers, goal: -tf.square(tf.squeeze(answers) - goal))

OVER_BATCH = (
    "axis=0 goes over the batch, and what is left is (1,). Each image has its own score: answers[:, 0], or axis=1."
)

wrong("the mean over the batch", OVER_BATCH)(lambda answers, goal: -tf.reduce_mean(tf.square(answers - goal), axis=0))

wrong("the sum over the batch", OVER_BATCH)(lambda answers, goal: -tf.reduce_sum(tf.square(answers - goal), axis=0))

wrong("one norm for all", WHOLE)(lambda answers, goal: -tf.norm(answers - goal))

wrong("one root for all", WHOLE)(lambda answers, goal: -tf.sqrt(tf.reduce_mean(tf.square(answers - goal))))

wrong("the mean first", WHOLE)(lambda answers, goal: -tf.square(tf.reduce_mean(answers) - goal))

wrong("the sum first", WHOLE)(lambda answers, goal: -tf.square(tf.reduce_sum(answers - goal)))

wrong("the sum of the answers", WHOLE)(lambda answers, goal: -tf.square(tf.reduce_sum(answers) - goal))

wrong("the nearest", "tf.argmin says which image is the nearest. Asked for is a score of each: minus the square.")(
    lambda answers, goal: tf.argmin(tf.square(answers[:, 0] - goal))
)

wrong(
    "the smallest distance", "That is the best image's distance alone, squared. Each image has its own, with a minus."
)(lambda answers, goal: tf.reduce_min(tf.square(answers[:, 0] - goal)))

LAST = (
    "That is the score of the last image alone: what is assigned in a loop is replaced in each round. answers[:, 0] "
    "has all images."
)


@wrong("the last one of a loop", LAST)
def last_of_loop(answers, goal):
    for answer in answers[:, 0]:
        score = -tf.square(answer - goal)
    return score


wrong("the last image", "answers[-1] is the last image alone. Each image has its own: answers[:, 0].")(
    lambda answers, goal: -tf.square(answers[-1] - goal)
)

A_LIST = (
    "That is a list of Python. Asked for is a tensor, (batch,): answers[:, 0] has all images at once, without a loop."
)

wrong("a list of numbers", A_LIST)(lambda answers, goal: [-((float(answer[0]) - goal) ** 2) for answer in answers])

wrong("a list of tensors", A_LIST)(lambda answers, goal: [-((answer - goal) ** 2) for answer in answers])

wrong("a list of scalars", A_LIST)(lambda answers, goal: [-((answer[0] - goal) ** 2) for answer in answers])

TABLE = (
    "A column (batch, 1) minus a row (batch,) is a table (batch, batch): TensorFlow repeats both. Take answers[:, 0], "
    "and the goal as the number that it is."
)

wrong("a table", TABLE)(lambda answers, goal: -tf.square(answers - goal * tf.ones(len(answers))))

wrong("a table added up", TABLE)(
    lambda answers, goal: -tf.reduce_sum(tf.square(answers - goal * tf.ones(len(answers))), axis=1)
)

BRACKETS = "The goal stands outside of the square. Subtract it first, and square the difference: it needs brackets."

wrong("minus the goal behind", BRACKETS)(lambda answers, goal: -tf.square(answers[:, 0]) - goal)

wrong("the goal behind", BRACKETS)(lambda answers, goal: -(tf.square(answers[:, 0]) - goal))

GOAL_SQUARED = (
    "The goal is squared by itself. Subtract it first, and square the difference: (answers[:, 0] - goal) ** 2."
)

wrong("the goal alone squared", GOAL_SQUARED)(lambda answers, goal: -(answers[:, 0] - goal**2))

wrong("both minus", GOAL_SQUARED)(lambda answers, goal: -answers[:, 0] - goal**2)

wrong("the goal squared besides", GOAL_SQUARED)(lambda answers, goal: -tf.square(answers[:, 0] - goal**2))

wrong("both squared", GOAL_SQUARED)(lambda answers, goal: -tf.square(answers[:, 0]) - goal**2)

TIMES_TWO = (
    "That is −2 times the difference, which is the slope of the score, not the score. A square is ** 2, not * 2."
)

wrong("the slope", TIMES_TWO)(lambda answers, goal: -2 * (answers[:, 0] - goal))

wrong("times two", "That is twice the difference, not its square: ** 2, not * 2. And it needs a minus.")(
    lambda answers, goal: 2 * (answers[:, 0] - goal)
)

wrong("^", "^ is no power in Python: ** 2, or tf.square.", raises=True)(
    lambda answers, goal: -(answers[:, 0] - goal) ^ 2
)

wrong("from one", "One too many: the highest score is 0, at the goal. Minus the square, and nothing added.")(
    lambda answers, goal: 1 - tf.square(answers[:, 0] - goal)
)

wrong(
    "from one, the distance",
    "That is 1 minus the distance. Asked for is minus its square, so that 0 is the most there can be.",
)(lambda answers, goal: 1 - tf.abs(answers[:, 0] - goal))


@wrong(
    "Huber", "Far from the goal that follows the distance, not its square, as Huber's loss does. Square it everywhere."
)
def as_huber(answers, goal):
    distance = tf.abs(answers[:, 0] - goal)
    return -tf.where(distance < 1, 0.5 * distance**2, distance - 0.5)


@wrong(
    "a square with a sign",
    "Your square has the sign of the difference: it grows without end on one side. tf.square has none.",
)
def signed(answers, goal):
    difference = answers[:, 0] - goal
    return -difference * tf.abs(difference)


ONE_SIDE = (
    "Answers on one side of the goal all score 0: no slope leads them on. The square takes both sides, without ReLU."
)

wrong("above the goal only", ONE_SIDE)(lambda answers, goal: -tf.square(tf.nn.relu(answers[:, 0] - goal)))

wrong("below the goal only", ONE_SIDE)(lambda answers, goal: -tf.square(tf.nn.relu(goal - answers[:, 0])))

wrong("above the goal only, the distance", f"{ONE_SIDE} And the square is missing.")(
    lambda answers, goal: -tf.nn.relu(answers[:, 0] - goal)
)

wrong("answers cut off", "Answers below 0 are cut off. A net that measures may give any number: use it as it is.")(
    lambda answers, goal: -tf.square(tf.nn.relu(answers[:, 0]) - goal)
)

wrong("answers without a sign", "The sign of the answers is lost: −30 is not 30. Use them as they are.")(
    lambda answers, goal: -tf.square(tf.abs(answers[:, 0]) - goal)
)

wrong("a goal without a sign", "The sign of the goal is lost: it may be negative. Use it as it is.")(
    lambda answers, goal: closeness(answers, abs(goal))
)

WHOLE_GOAL = "The goal is made a whole number. It may be a fraction: use it as it is."

wrong("the goal cut", WHOLE_GOAL)(lambda answers, goal: closeness(answers, int(goal)))

wrong("the goal rounded", WHOLE_GOAL)(lambda answers, goal: closeness(answers, round(goal)))

ROUNDED = "You round. Rounded numbers have no slope, and the fraction counts: use the answers as they are."

wrong("answers rounded", ROUNDED)(lambda answers, goal: -tf.square(tf.round(answers[:, 0]) - goal))

wrong("scores rounded", ROUNDED)(lambda answers, goal: tf.round(closeness(answers, goal)))

wrong("whole numbers", ROUNDED)(lambda answers, goal: -tf.square(tf.cast(answers[:, 0], tf.int32) - int(goal)))

SIGMOID = "The answers go through a sigmoid. A net that measures gives the number itself: use it as it is."

wrong("a sigmoid", SIGMOID)(lambda answers, goal: -tf.square(tf.sigmoid(answers[:, 0]) - goal))

CIRCLE = (
    "You take angles around a circle. The score knows no degrees: it is minus the square, of any number and any goal."
)

wrong("a cosine", CIRCLE)(lambda answers, goal: tf.cos((answers[:, 0] - goal) * np.float32(np.pi / 180)))

wrong("modulo 360", CIRCLE)(lambda answers, goal: -tf.square((answers[:, 0] - goal) % 360))

SORTED = "You sort the scores. They stay in the order of the images."

wrong("sorted", SORTED)(lambda answers, goal: tf.sort(closeness(answers, goal)))

wrong("sorted, the best first", SORTED)(lambda answers, goal: tf.sort(closeness(answers, goal), direction="DESCENDING"))

OTHERS = "The score of an image depends on the other images of the batch. Minus the square of its own distance, alone."

wrong("from the mean", "The goal is left out: you measure from the mean of the batch. Subtract the goal.")(
    lambda answers, goal: -tf.square(answers[:, 0] - tf.reduce_mean(answers))
)

wrong("by the largest", OTHERS)(
    lambda answers, goal: closeness(answers, goal) / tf.reduce_max(tf.square(answers[:, 0] - goal))
)

wrong("from the worst", OTHERS)(
    lambda answers, goal: closeness(answers, goal) - tf.reduce_min(closeness(answers, goal))
)

wrong("column 1", "Columns are counted from 0: the only one is answers[:, 0].", raises=True)(
    lambda answers, goal: -tf.square(answers[:, 1] - goal)
)
