"""Exercise 5.4, `unconverged`: the wrong answers that are recognised, each with its hint."""

import numpy as np

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson05.unconverged.right import rises, unconverged

__all__ = ["wrong"]

wrong = WrongAnswers()

wrong("inverted", "True and False are exchanged: True is for those that did *not* get anywhere.")(
    lambda scores: ~unconverged(scores)
)

wrong(
    "largest on the way",
    "You compare with the largest score on the way. An ascent that rose and fell back again has got nowhere: "
    "compare the last score with the first.",
)(lambda scores: (scores.max(0) - scores[0]) <= 0.1 * (scores.max(0) - scores[0]).max())

OWN_RISE = "The measure is the largest rise *in the batch*, one number for all: rise.max()."

wrong("of its own rise", OWN_RISE)(lambda scores: ~(rises(scores) > 0.1 * np.ptp(scores, axis=0)))

wrong("of its own first score", OWN_RISE)(lambda scores: ~(rises(scores) > 0.1 * scores[0]))

LARGEST_SCORE = "You compare with a tenth of the largest score. Asked for is a tenth of the largest *rise*."

wrong("of the largest score", LARGEST_SCORE)(lambda scores: ~(rises(scores) > 0.1 * scores.max()))

wrong("of the largest last score", LARGEST_SCORE)(lambda scores: ~(rises(scores) > 0.1 * scores[-1].max()))

wrong("of the mean rise", "You compare with the average rise. Asked for is the largest of the batch.")(
    lambda scores: ~(rises(scores) > 0.1 * rises(scores).mean())
)

NO_SHARE = (
    "You ask whether it rose at all. One that crept up by less than a tenth of the best has not converged either."
)

wrong("did not rise", NO_SHARE)(lambda scores: rises(scores) <= 0)

wrong(
    "other axis",
    "The first axis counts the steps, the second the images: scores[-1] - scores[0], and one answer for each image.",
)(lambda scores: unconverged(scores.T))

LAST_STEP = "You look at a part of the way. What counts is how far it came from the first score to the last."


def steps_of(scores):
    """The last step."""
    return np.asarray(scores)[-1] - np.asarray(scores)[-2]


wrong("the last step", LAST_STEP)(lambda scores: ~(steps_of(scores) > 0.1 * steps_of(scores).max()))

wrong(
    "from the lowest",
    "It is not measured from the first score. One that fell and came back has got nowhere: compare with the first.",
)(lambda scores: ~((scores[-1] - scores.min(0)) > 0.1 * (scores[-1] - scores.min(0)).max()))

wrong("any", "One answer for each image is asked for, (batch,).")(lambda scores: unconverged(scores).any())

INDICES = "Give an answer for each image, True or False, not the numbers of those that failed."

wrong("indices", INDICES)(lambda scores: np.flatnonzero(unconverged(scores)))


@wrong("still moving", LAST_STEP)
def plateau(scores):
    scores = np.asarray(scores)
    return np.abs(scores[-1] - scores[-2]) > 0.1 * rises(scores).max()


wrong(
    "size of the change", "You take the size of the change. An ascent that fell has not converged, however far it fell."
)(lambda scores: ~(np.abs(rises(scores)) > 0.1 * np.abs(rises(scores)).max()))

wrong("strictly", "Exactly a tenth is not above a tenth: not rise > …, or rise <= ….")(
    lambda scores: rises(scores) < 0.1 * rises(scores).max()
)

wrong("a list", "A list of answers: make an array of it, np.array([…]).")(lambda scores: unconverged(scores).tolist())

wrong("a list of indices", INDICES)(lambda scores: np.flatnonzero(unconverged(scores)).tolist())

FIRST = "It comes out as if the last scores alone counted. Asked for is the rise: the last score less the first."

wrong("of the last score", FIRST)(lambda scores: scores[-1] <= 0.1 * scores[-1].max())

wrong("below the last scores", FIRST)(lambda scores: scores[-1] < 0.1 * scores[-1].max())

wrong("ten times", "A tenth of the largest rise is 0.1 * rise.max().")(
    lambda scores: ~(rises(scores) > 10 * rises(scores).max())
)

wrong("of the smallest rise", "You compare with the smallest rise. Asked for is a tenth of the *largest*, rise.max().")(
    lambda scores: ~(rises(scores) > 0.1 * rises(scores).min())
)

wrong("the largest at the start", NO_SHARE)(lambda scores: scores.argmax(axis=0) == 0)

wrong("numbers", "True and False are asked for, not 1 and 0: leave the comparison as it is.")(
    lambda scores: unconverged(scores).astype(int)
)
