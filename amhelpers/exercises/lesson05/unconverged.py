"""Exercise 5.4, `unconverged`: which ascents led nowhere."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]


def unconverged(scores):
    scores = np.asarray(scores)
    rise = scores[-1] - scores[0]
    return ~(rise > 0.1 * rise.max())


def curves():
    """Eight ascents of ten steps: good, slow and sleeping ones, some that fall back or recover, one above a tenth."""
    steps = np.linspace(0, 1, 11)
    back = 3 + 30 * steps * (1 - steps) + 0.5 * steps
    early = 2 + 9 * np.minimum(4 * steps, 1)  # all of its rise comes in the beginning
    recovered = 8 - 20 * steps * (1 - steps) + 0.4 * steps  # falls, and comes back to where it was
    return np.stack(
        [1 + 16 * steps, 20 + 1.5 * steps, 1 + 0.3 * steps, back, 0 * steps, 5 + 1.625 * steps, early, recovered],
        axis=1,
    )


def up_and_down():
    """Five ascents of four steps, from different heights: two rise, one stays, one falls a little and one far."""
    return np.array([9.0, 40.0, 3.0, 2.0, 30.0]) + np.linspace(0, 1, 5)[:, None] * [12.0, 1.5, 0.0, -0.2, -7.0]


def rises(scores):
    scores = np.asarray(scores)
    return scores[-1] - scores[0]


def steps_of(scores):
    """The last step."""
    return np.asarray(scores)[-1] - np.asarray(scores)[-2]


def plateau(scores):
    scores = np.asarray(scores)
    return np.abs(scores[-1] - scores[-2]) > 0.1 * rises(scores).max()


INVERTED = "True and False are exchanged: True is for those that did *not* get anywhere."
OWN_LARGEST = (
    "You compare with the largest score on the way. An ascent that rose and fell back again has got nowhere: "
    "compare the last score with the first."
)
OWN_RISE = "The measure is the largest rise *in the batch*, one number for all: rise.max()."
LARGEST_SCORE = "You compare with a tenth of the largest score. Asked for is a tenth of the largest *rise*."
MEAN = "You compare with the average rise. Asked for is the largest of the batch."
NO_SHARE = (
    "You ask whether it rose at all. One that crept up by less than a tenth of the best has not converged either."
)
AXIS = "The first axis counts the steps, the second the images: scores[-1] - scores[0], and one answer for each image."
ONE = "One answer for each image is asked for, (batch,)."
INDICES = "Give an answer for each image, True or False, not the numbers of those that failed."
LAST_STEP = "You look at a part of the way. What counts is how far it came from the first score to the last."
LOWEST = "You measure from the lowest score. One that fell and came back has got nowhere: compare with the first."
SIZE = "You take the size of the change. An ascent that fell has not converged, however far it fell."
EQUAL = "Exactly a tenth is not above a tenth: not rise > …, or rise <= …."
LIST = "A list of answers: make an array of it, np.array([…])."
FIRST = "You compare last scores with each other. Asked for is the rise, from the first score to the last."
TENTH = "A tenth of the largest rise is 0.1 * rise.max()."
SMALLEST = "You compare with the smallest rise. Asked for is a tenth of the *largest*, rise.max()."
NUMBERS = "True and False are asked for, not 1 and 0: leave the comparison as it is."

EXERCISE = Exercise(
    number="5.4",
    title="Which ascents led nowhere?",
    function="unconverged",
    reference=unconverged,
    probes=(
        Probe("eight ascents of ten steps", lambda: (curves(),)),
        Probe("some that rise, some that fall", lambda: (up_and_down(),)),
        Probe("ascents that all fall", lambda: (-np.abs(arrays(1, 4)) * np.arange(4, dtype="float32")[:, None],)),
        Probe("ascents that never wake", lambda: (np.zeros((6, 3), "float32"),)),
    ),
    compared="good, slow, early, falling and sleeping ascents, some that fall back or recover, one just above a tenth.",
    hints=(
        "rise = scores[-1] - scores[0] is one number for each image.",
        "Converged is rise > 0.1 * rise.max(). What is asked for is the opposite, ~ or np.logical_not.",
    ),
    alternatives=(
        lambda scores: rises(scores) <= 0.1 * rises(scores).max(),
        lambda scores: tf.logical_not(tf.constant(rises(scores)) > 0.1 * rises(scores).max()),
        lambda scores: np.array([not rise > 0.1 * max(rises(scores)) for rise in rises(scores)]),
    ),
    misconceptions=(
        Misconception("inverted", lambda scores: ~unconverged(scores), INVERTED),
        Misconception(
            "largest on the way",
            lambda scores: (scores.max(0) - scores[0]) <= 0.1 * (scores.max(0) - scores[0]).max(),
            OWN_LARGEST,
        ),
        Misconception("of its own rise", lambda scores: ~(rises(scores) > 0.1 * np.ptp(scores, axis=0)), OWN_RISE),
        Misconception("of its own first score", lambda scores: ~(rises(scores) > 0.1 * scores[0]), OWN_RISE),
        Misconception("of the largest score", lambda scores: ~(rises(scores) > 0.1 * scores.max()), LARGEST_SCORE),
        Misconception(
            "of the largest last score", lambda scores: ~(rises(scores) > 0.1 * scores[-1].max()), LARGEST_SCORE
        ),
        Misconception("of the mean rise", lambda scores: ~(rises(scores) > 0.1 * rises(scores).mean()), MEAN),
        Misconception("did not rise", lambda scores: rises(scores) <= 0, NO_SHARE),
        Misconception("other axis", lambda scores: unconverged(scores.T), AXIS),
        Misconception("the last step", lambda scores: ~(steps_of(scores) > 0.1 * steps_of(scores).max()), LAST_STEP),
        Misconception(
            "from the lowest",
            lambda scores: ~((scores[-1] - scores.min(0)) > 0.1 * (scores[-1] - scores.min(0)).max()),
            LOWEST,
        ),
        Misconception("any", lambda scores: unconverged(scores).any(), ONE),
        Misconception("indices", lambda scores: np.flatnonzero(unconverged(scores)), INDICES),
        Misconception("still moving", plateau, LAST_STEP),
        Misconception(
            "size of the change", lambda scores: ~(np.abs(rises(scores)) > 0.1 * np.abs(rises(scores)).max()), SIZE
        ),
        Misconception("strictly", lambda scores: rises(scores) < 0.1 * rises(scores).max(), EQUAL),
        Misconception("a list", lambda scores: unconverged(scores).tolist(), LIST),
        Misconception("a list of indices", lambda scores: np.flatnonzero(unconverged(scores)).tolist(), INDICES),
        Misconception("of the last score", lambda scores: scores[-1] <= 0.1 * scores[-1].max(), FIRST),
        Misconception("below the last scores", lambda scores: scores[-1] < 0.1 * scores[-1].max(), FIRST),
        Misconception("ten times", lambda scores: ~(rises(scores) > 10 * rises(scores).max()), TENTH),
        Misconception("of the smallest rise", lambda scores: ~(rises(scores) > 0.1 * rises(scores).min()), SMALLEST),
        Misconception("the largest at the start", lambda scores: scores.argmax(axis=0) == 0, NO_SHARE),
        Misconception("numbers", lambda scores: unconverged(scores).astype(int), NUMBERS),
    ),
)
