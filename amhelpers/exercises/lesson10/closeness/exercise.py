"""Exercise 10.1, `closeness`: how near the answers of a net that measures are to a goal."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson10.closeness.right import ALTERNATIVES, closeness
from amhelpers.exercises.lesson10.closeness.wrong import wrong

__all__ = ["EXERCISE"]


def column(*values):
    return np.array(values, "float32")[:, np.newaxis]


EXERCISE = Exercise(
    number="10.1",
    title="How must it look for thirty degrees?",
    function="closeness",
    reference=closeness,
    tolerance=1e-4,
    probes=(
        Probe("four answers, goal 30", lambda: (column(-12.5, 29, 30.25, 71), 30)),
        Probe("two answers, goal −1.5", lambda: (column(0.25, -4), -1.5)),
        Probe("one answer, at the goal", lambda: (column(7), 7), gradient=False),
        Probe("three answers, goal 0", lambda: (column(-0.5, 0.1, 2), 0)),
    ),
    differentiable=True,
    compared="the scores of ten answers for four goals, and their gradients.",
    why=(
        "Minus the squared distance is highest exactly at the goal, and its gradient leads there from both sides: "
        "what is climbed need not be the answer itself."
    ),
    needed="The next cell climbs it for five goals; am.objectives.value is the same with the net in it.",
    hints=(
        "answers[:, 0] is one number for each image; subtract the goal from it.",
        "Squared it is never negative, and 0 at the goal. Climbing it would lead away: what is its sign to be?",
        "-tf.square(answers[:, 0] - goal)",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
