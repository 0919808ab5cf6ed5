"""Exercise 6.3, `sparsity`: the wrong answers that are recognised, each with its hint."""

import numpy as np

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson06.sparsity.right import sparsity

__all__ = ["wrong"]

wrong = WrongAnswers()

wrong("not zero", "That is the share of values that are *not* zero.")(lambda activation: np.mean(activation != 0))

COUNT = "That is their number. The share is asked for: divide by the number of all values, or take the mean."

wrong("number", COUNT)(lambda activation: float(np.sum(activation == 0)))

wrong("whole number", COUNT)(lambda activation: int(np.sum(activation == 0)))

wrong("per cent", "A share is between 0 and 1, without per cent.")(lambda activation: 100 * sparsity(activation))

NEARLY = "You count values that are nearly zero too. Exactly zero is asked for: what ReLU has cut off."

wrong("nearly", NEARLY)(lambda activation: np.mean(np.abs(activation) < 1e-3))

wrong("np.isclose", NEARLY)(lambda activation: np.mean(np.isclose(activation, 0, atol=1e-5)))

wrong("not positive", "You count negative values too. Only zeros are asked for; these maps may come from before ReLU.")(
    lambda activation: np.mean(activation <= 0)
)

wrong("dead maps", "You count maps that are zero everywhere. Asked for is the share of single values.")(
    lambda activation: np.mean(~activation.reshape(-1, activation.shape[-1]).any(0))
)

EACH = "One number for the whole activation is asked for: the mean over all axes."

wrong("for each map", EACH)(lambda activation: (activation == 0).mean(axis=tuple(range(activation.ndim - 1))))

wrong("for each image", EACH)(lambda activation: np.array([np.mean(one == 0) for one in activation]))

wrong("below the mean", "That is how many values are below the mean. Exactly zero is asked for.")(
    lambda activation: np.mean(activation < activation.mean())
)

DIVISOR = "You divide by something else than the number of all values: activation.size."

wrong("by the length", DIVISOR)(lambda activation: np.sum(activation == 0) / len(activation))

wrong("by the channels", DIVISOR)(lambda activation: np.sum(activation == 0) / activation.shape[-1])


def zeros(activation):
    return np.sum(np.asarray(activation) == 0)


wrong("by height and width", DIVISOR)(lambda activation: zeros(activation) / np.prod(activation.shape[-3:-1]))

wrong("by the first two", DIVISOR)(lambda activation: zeros(activation) / np.prod(activation.shape[:2]))

WHOLE = "`//` drops the fraction, and leaves 0 or 1: use /."

wrong("//", WHOLE)(lambda activation: zeros(activation) // activation.size)

wrong("//, float", WHOLE)(lambda activation: float(zeros(activation) // activation.size))

ROUNDED = "You round. The share itself is asked for."

for digits in (0, 1, 2, 3):
    wrong(f"rounded to {digits}", ROUNDED)(lambda a, digits=digits: round(float(sparsity(a)), digits))

wrong("rounded to a whole number", ROUNDED)(lambda activation: round(float(sparsity(activation))))
