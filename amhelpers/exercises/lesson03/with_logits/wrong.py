"""Exercise 3.1, `with_logits`: the wrong answers that are recognised, each with its hint."""

import keras

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson03.with_logits.right import cloned, replaced

__all__ = ["wrong"]

wrong = WrongAnswers()

IN_PLACE = (
    "You change the activation of the layer you were given: whoever uses the model afterwards has lost its "
    "softmax. Make a new last layer without activation, give it the weights of the old one, and build a new model."
)


@wrong("in place", IN_PLACE)
def in_place(model):
    model.layers[-1].activation = keras.activations.linear
    return model


@wrong("in place, in a new model", IN_PLACE)
def in_place_in_a_new_model(model):
    model.layers[-1].activation = None
    return keras.Model(model.inputs[0], model.outputs[0])


NOTHING = "The output is the same as before: the last activation is still there."

wrong("the model", NOTHING)(lambda model: model)

wrong("a new model to the same end", NOTHING)(lambda model: keras.Model(model.inputs[0], model.outputs[0]))

wrong(
    "a clone without weights",
    "clone_model copies the architecture with new random weights: set_weights(model.get_weights()) is missing. (Or "
    "keep all layers but the last: keras.Model(model.inputs[0], new_layer(last.input)).)",
)(lambda model: cloned(model, weights=False))

wrong(
    "random weights",
    "The new last layer has random weights. Give it those of the old one, once it is part of the model: "
    "layer.set_weights(last.get_weights()).",
)(lambda model: replaced(model, None, weights=False))

wrong(
    "one layer less",
    "Your model ends before the last layer, which holds the weights of the classes. Only its activation is to go: "
    "a new Dense layer of the same size, without activation, with the same weights.",
)(lambda model: keras.Model(model.inputs[0], model.layers[-1].input))

POPPED = (
    "model.pop() takes the last layer off the model that you were given. Build a new model and leave that one whole."
)


@wrong("popped", POPPED)
def popped(model):
    model.pop()
    return model


@wrong("popped and added", POPPED)
def by_popping_and_adding(model):
    last = model.layers[-1]
    weights = last.get_weights()
    model.pop()
    model.add(keras.layers.Dense(last.units, name="new"))
    model.layers[-1].set_weights(weights)
    return model


LOGARITHM = (
    "The logarithm of softmax is the logit minus a number that depends on all classes, log Σ exp: it still "
    "compares the classes. Take the value before softmax."
)


def on_top(model, function):
    return keras.Model(model.inputs[0], function(model.outputs[0]))


wrong("log", LOGARITHM)(lambda model: on_top(model, keras.ops.log))

wrong("log_softmax", LOGARITHM)(lambda model: replaced(model, "log_softmax"))

wrong(
    "log-odds",
    "log p − log (1 − p) are the log-odds, which you meet below. For softmax they are the logit minus a number that "
    "depends on the other classes. Take the value before softmax.",
)(lambda model: on_top(model, lambda p: keras.ops.log(p) - keras.ops.log(1 - p)))

OTHER = 'You put another activation in its place. Asked for is none: activation=None, or "linear".'

wrong("tanh", OTHER)(lambda model: replaced(model, "tanh"))

wrong("relu", OTHER)(lambda model: replaced(model, "relu"))

wrong("sigmoid", OTHER)(lambda model: replaced(model, "sigmoid"))

wrong(
    "softmax again",
    "Applied to the old output, no function brings back what softmax took away. Take the value before it.",
)(lambda model: on_top(model, keras.ops.softmax))

wrong("a layer", "That is a layer, not a model. Build keras.Model(model.inputs[0], layer(last.input)).")(
    lambda model: keras.layers.Dense(model.layers[-1].units, name="new")
)


@wrong("without bias", "The bias is missing: a Dense layer has two weights, kernel and bias. Copy both.")
def without_bias(model):
    last = model.layers[-1]
    layer = keras.layers.Dense(last.units, use_bias=False, name="new")
    changed = keras.Model(model.inputs[0], layer(last.input))
    layer.set_weights(last.get_weights()[:1])
    return changed
