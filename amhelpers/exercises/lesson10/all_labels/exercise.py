"""Exercise 10.2, `all_labels`: the probability of exactly the wanted labels."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson10.all_labels.right import ALTERNATIVES, all_labels
from amhelpers.exercises.lesson10.all_labels.wrong import wrong

__all__ = ["EXERCISE"]


def logits(count, labels, seed):
    return np.random.default_rng(seed).normal(0, 2, (count, labels)).astype("float32")


def large():
    """Logits that are sure, of which half are wrong."""
    return np.array([[200, -200, 200, -200], [-200, 200, 200, -200], [150, 3, -1, -90]], "float32")


EXERCISE = Exercise(
    number="10.2",
    title="Two things in one picture",
    function="all_labels",
    reference=all_labels,
    tolerance=1e-4,
    probes=(
        Probe("two images, three labels", lambda: (logits(2, 3, seed=5), np.array([1.0, 0.0, 1.0], "float32"))),
        Probe("as many images as labels", lambda: (logits(4, 4, seed=1), np.array([0, 1, 1, 0]))),
        Probe("logits of ±200", lambda: (large(), [1, 0, 1, 0])),
        Probe("no label at all", lambda: (logits(3, 5, seed=2), np.zeros(5, "float32"))),
        Probe("one label", lambda: (logits(3, 1, seed=3), np.ones(1, "float32"))),
    ),
    differentiable=True,
    compared="the sums for fifteen images and five wishes, of logits of ±200 too, and their gradients.",
    why=(
        "Independent answers multiply, their logarithms add up. log σ(−z) is log of 1 − p without ever computing "
        "1 − p, so nothing is lost where p is near 1."
    ),
    needed="The next cell climbs it for four wishes.",
    hints=(
        "tf.math.log_sigmoid(z) is log σ(z), and tf.math.log_sigmoid(-z) is log(1 − σ(z)), both finite for any z.",
        "wanted · log σ(z) + (1 − wanted) · log σ(−z) is what each label adds.",
        "The sum goes over the labels, axis=1: one number for each image is left.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
