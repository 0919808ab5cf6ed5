"""Exercise 3.1, `with_logits`: the net before its last activation."""

import keras

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.outputs import weighted, what_it_gives

__all__ = ["EXERCISE"]


def with_logits(model):
    last = model.layers[-1]
    logits = keras.layers.Dense(last.units, name="logits")
    changed = keras.Model(model.inputs[0], logits(last.input))
    logits.set_weights(last.get_weights())
    return changed


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


def replaced(model, activation, weights=True, units=None):
    """The model with another last layer."""
    last = model.layers[-1]
    layer = keras.layers.Dense(units or last.units, activation=activation, name="new")
    changed = keras.Model(model.inputs[0], layer(last.input))
    if weights:
        layer.set_weights(last.get_weights())
    return changed


def in_place(model):
    model.layers[-1].activation = keras.activations.linear
    return model


def in_place_in_a_new_model(model):
    model.layers[-1].activation = None
    return keras.Model(model.inputs[0], model.outputs[0])


def cloned(model, weights=True):
    clone = keras.models.clone_model(model)
    if weights:
        clone.set_weights(model.get_weights())
    clone.layers[-1].activation = keras.activations.linear
    return clone


def popped(model):
    model.pop()
    return model


def by_popping_and_adding(model):
    last = model.layers[-1]
    weights = last.get_weights()
    model.pop()
    model.add(keras.layers.Dense(last.units, name="new"))
    model.layers[-1].set_weights(weights)
    return model


def on_top(model, function):
    return keras.Model(model.inputs[0], function(model.outputs[0]))


def without_bias(model):
    last = model.layers[-1]
    layer = keras.layers.Dense(last.units, use_bias=False, name="new")
    changed = keras.Model(model.inputs[0], layer(last.input))
    layer.set_weights(last.get_weights()[:1])
    return changed


def by_copy(model):
    clone = keras.models.clone_model(model)
    clone.set_weights(model.get_weights())
    return with_logits(clone)


def layer_by_layer(model):
    values = images = keras.Input(model.input_shape[1:])
    for layer in model.layers[:-1]:
        values = layer(values)
    logits = keras.layers.Dense(model.layers[-1].units)
    changed = keras.Model(images, logits(values))
    logits.set_weights(model.layers[-1].get_weights())
    return changed


def by_operations(model):
    last = model.layers[-1]
    kernel, bias = last.get_weights()
    return keras.Model(model.inputs[0], keras.ops.add(keras.ops.matmul(last.input, kernel), bias))


IN_PLACE = (
    "You change the activation of the layer you were given: whoever uses the model afterwards has lost its "
    "softmax. Make a new last layer without activation, give it the weights of the old one, and build a new model."
)
NOTHING = "The output is the same as before: the last activation is still there."
RANDOM = (
    "The new last layer has random weights. Give it those of the old one, once it is part of the model: "
    "layer.set_weights(last.get_weights())."
)
CLONE = (
    "clone_model copies the architecture with new random weights: set_weights(model.get_weights()) is missing. (Or "
    "keep all layers but the last: keras.Model(model.inputs[0], new_layer(last.input)).)"
)
ONE_LESS = (
    "Your model ends before the last layer, which holds the weights of the classes. Only its activation is to go: "
    "a new Dense layer of the same size, without activation, with the same weights."
)
POPPED = (
    "model.pop() takes the last layer off the model that you were given. Build a new model and leave that one whole."
)
LOGARITHM = (
    "The logarithm of softmax is the logit minus a number that depends on all classes, log Σ exp: it still "
    "compares the classes. Take the value before softmax."
)
OTHER = 'You put another activation in its place. Asked for is none: activation=None, or "linear".'
LOG_ODDS = (
    "log p − log (1 − p) are the log-odds, which you meet below. For softmax they are the logit minus a number that "
    "depends on the other classes. Take the value before softmax."
)
INVERTED = "Applied to the old output, no function brings back what softmax took away. Take the value before it."
LAYER = "That is a layer, not a model. Build keras.Model(model.inputs[0], layer(last.input))."
BIAS = "The bias is missing: a Dense layer has two weights, kernel and bias. Copy both."

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
    hints=(
        "The last layer is model.layers[-1]. Its `.input` is the symbolic tensor that goes into it.",
        "keras.layers.Dense(last.units) has no activation. Apply it to last.input and build a keras.Model.",
        "A layer has weights once it has been applied: then layer.set_weights(last.get_weights()).",
    ),
    alternatives=(
        lambda model: replaced(model, None),
        lambda model: replaced(model, "linear"),
        by_copy,
        layer_by_layer,
        cloned,
        by_operations,
    ),
    misconceptions=(
        Misconception("in place", in_place, IN_PLACE),
        Misconception("in place, in a new model", in_place_in_a_new_model, IN_PLACE),
        Misconception("the model", lambda model: model, NOTHING),
        Misconception(
            "a new model to the same end", lambda model: keras.Model(model.inputs[0], model.outputs[0]), NOTHING
        ),
        Misconception("a clone without weights", lambda model: cloned(model, weights=False), CLONE),
        Misconception("random weights", lambda model: replaced(model, None, weights=False), RANDOM),
        Misconception("one layer less", lambda model: keras.Model(model.inputs[0], model.layers[-1].input), ONE_LESS),
        Misconception("popped", popped, POPPED),
        Misconception("popped and added", by_popping_and_adding, POPPED),
        Misconception("log", lambda model: on_top(model, keras.ops.log), LOGARITHM),
        Misconception("log_softmax", lambda model: replaced(model, "log_softmax"), LOGARITHM),
        Misconception(
            "log-odds", lambda model: on_top(model, lambda p: keras.ops.log(p) - keras.ops.log(1 - p)), LOG_ODDS
        ),
        Misconception("tanh", lambda model: replaced(model, "tanh"), OTHER),
        Misconception("relu", lambda model: replaced(model, "relu"), OTHER),
        Misconception("sigmoid", lambda model: replaced(model, "sigmoid"), OTHER),
        Misconception("softmax again", lambda model: on_top(model, keras.ops.softmax), INVERTED),
        Misconception("a layer", lambda model: keras.layers.Dense(model.layers[-1].units, name="new"), LAYER),
        Misconception("without bias", without_bias, BIAS),
    ),
)
