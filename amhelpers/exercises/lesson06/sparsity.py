"""Exercise 6.3, `sparsity`: how much of an activation is exactly zero."""

import numpy as np
import tensorflow as tf

from amhelpers.activations import sparsity
from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]


def after_relu():
    """Feature maps after ReLU, with a map that is nowhere active, and values that are nearly zero."""
    maps = np.maximum(arrays(2, 5, 4, 6), 0)
    maps[..., 2] = 0
    maps[0, :2, 0, 3:] = 1e-6
    return maps


OTHERS = "That is the share of values that are *not* zero."
COUNT = "That is their number. The share is asked for: divide by the number of all values, or take the mean."
PERCENT = "A share is between 0 and 1, without per cent."
NEARLY = "You count values that are nearly zero too. Exactly zero is asked for: what ReLU has cut off."
NEGATIVE = "You count negative values too. Only zeros are asked for; these maps may come from before ReLU."
MAPS = "You count maps that are zero everywhere. Asked for is the share of single values."
EACH = "One number for the whole activation is asked for: the mean over all axes."
LEVEL = "That is how many values are below the mean. Exactly zero is asked for."
DIVISOR = "You divide by something else than the number of all values: activation.size."
WHOLE = "`//` drops the fraction, and leaves 0 or 1: use /."
ROUNDED = "You round. The share itself is asked for."


def zeros(activation):
    return np.sum(np.asarray(activation) == 0)


EXERCISE = Exercise(
    number="6.3",
    title="How much of it is zero",
    function="sparsity",
    reference=sparsity,
    probes=(
        Probe("feature maps after ReLU", lambda: (after_relu(),)),
        Probe("maps with negative values", lambda: (np.round(arrays(4, 4, 3, seed=1)),)),
        Probe("nothing but zeros", lambda: (np.zeros((2, 2, 3), "float32"),)),
    ),
    compared="the share for maps after ReLU, with a dead map and nearly zeros, with negative values, and all zero.",
    hints=("activation == 0 is True where it is zero.", "The mean of True and False is the share of True."),
    alternatives=(
        lambda activation: 1 - np.count_nonzero(activation) / activation.size,
        lambda activation: tf.reduce_mean(tf.cast(tf.equal(activation, 0), tf.float32)),
        lambda activation: float((activation == 0).sum()) / activation.size,
    ),
    misconceptions=(
        Misconception("not zero", lambda activation: np.mean(activation != 0), OTHERS),
        Misconception("number", lambda activation: float(np.sum(activation == 0)), COUNT),
        Misconception("whole number", lambda activation: int(np.sum(activation == 0)), COUNT),
        Misconception("per cent", lambda activation: 100 * sparsity(activation), PERCENT),
        Misconception("nearly", lambda activation: np.mean(np.abs(activation) < 1e-3), NEARLY),
        Misconception("np.isclose", lambda activation: np.mean(np.isclose(activation, 0, atol=1e-5)), NEARLY),
        Misconception("not positive", lambda activation: np.mean(activation <= 0), NEGATIVE),
        Misconception(
            "dead maps", lambda activation: np.mean(~activation.reshape(-1, activation.shape[-1]).any(0)), MAPS
        ),
        Misconception(
            "for each map", lambda activation: (activation == 0).mean(axis=tuple(range(activation.ndim - 1))), EACH
        ),
        Misconception("for each image", lambda activation: np.array([np.mean(one == 0) for one in activation]), EACH),
        Misconception("below the mean", lambda activation: np.mean(activation < activation.mean()), LEVEL),
        Misconception("by the length", lambda activation: np.sum(activation == 0) / len(activation), DIVISOR),
        Misconception("by the channels", lambda activation: np.sum(activation == 0) / activation.shape[-1], DIVISOR),
        Misconception(
            "by height and width", lambda activation: zeros(activation) / np.prod(activation.shape[-3:-1]), DIVISOR
        ),
        Misconception(
            "by the first two", lambda activation: zeros(activation) / np.prod(activation.shape[:2]), DIVISOR
        ),
        Misconception("//", lambda activation: zeros(activation) // activation.size, WHOLE),
        Misconception("//, float", lambda activation: float(zeros(activation) // activation.size), WHOLE),
        *(
            Misconception(f"rounded to {digits}", lambda a, digits=digits: round(float(sparsity(a)), digits), ROUNDED)
            for digits in (0, 1, 2, 3)
        ),
        Misconception("rounded to a whole number", lambda activation: round(float(sparsity(activation))), ROUNDED),
    ),
)
