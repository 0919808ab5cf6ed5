"""Exercise 3.1, `with_logits`: the net before its last activation."""

import keras

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson03.with_logits.right import ALTERNATIVES, with_logits
from amhelpers.exercises.lesson03.with_logits.wrong import wrong
from amhelpers.exercises.outputs import weighted, what_it_gives

__all__ = ["EXERCISE"]


def digits():
    """A sequential net with softmax at its end."""
    layers = [
        keras.Input((6, 6, 1), name="image"),
        keras.layers.Conv2D(3, 3, activation="relu", name="conv"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(4, activation="softmax", name="class"),
    ]
    return weighted(keras.Sequential(layers, name="digits"))


def two_classes():
    """A sequential net with one sigmoid unit."""
    layers = [
        keras.Input((5, 5, 2), name="image"),
        keras.layers.Conv2D(2, 3, activation="tanh", name="conv"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(3, activation="relu", name="hidden"),
        keras.layers.Dense(1, activation="sigmoid", name="dog"),
    ]
    return weighted(keras.Sequential(layers, name="two_classes"))


EXERCISE = Exercise(
    number="3.1",
    title="Before the softmax",
    function="with_logits",
    reference=with_logits,
    seen=what_it_gives,
    probes=(
        Probe("a net with softmax", lambda: (digits(),)),
        Probe("a net with one sigmoid unit", lambda: (two_classes(),)),
    ),
    compared="what the new model gives, its gradient, and that the model it came from is as it was, for two nets.",
    why=(
        "The last layer computes sums and then a softmax. A layer with the same weights and no activation gives "
        "the sums, and the net that was given is not touched."
    ),
    needed="The next ascent climbs these logits, and lesson 08 takes its slopes from them.",
    hints=(
        "The last layer is model.layers[-1]. Its `.input` is the symbolic tensor that goes into it.",
        "keras.layers.Dense(last.units) has no activation. Apply it to last.input and build a keras.Model.",
        "A layer has weights once it has been applied: then layer.set_weights(last.get_weights()).",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
