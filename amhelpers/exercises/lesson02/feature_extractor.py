"""Exercise 2.1, `feature_extractor`: the net up to one of its layers."""

import keras
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.outputs import weighted, what_it_gives

__all__ = ["EXERCISE"]


def feature_extractor(model, layer_name):
    return keras.Model(model.inputs[0], model.get_layer(layer_name).output)


def straight():
    """A sequential net, with a name for every layer, made anew each time: an answer may change it."""
    layers = [
        keras.Input((6, 6, 1), name="image"),
        keras.layers.Conv2D(3, 3, padding="same", activation="tanh", name="conv10"),
        keras.layers.Conv2D(4, 3, activation="relu", name="conv1"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(2, activation="softmax", name="class"),
    ]
    return weighted(keras.Sequential(layers, name="straight"))


def branched():
    """A functional net in which the layers do not follow one after the other."""
    images = keras.Input((5, 7, 2), name="image")
    left = keras.layers.Conv2D(3, 3, padding="same", activation="relu", name="left")(images)
    right = keras.layers.Conv2D(3, 1, activation="tanh", name="right")(images)
    both = keras.layers.Add(name="sum")([left, right])
    return weighted(keras.Model(images, keras.layers.GlobalAveragePooling2D(name="mean")(both), name="branched"))


def popped(model, layer_name):
    while model.layers[-1].name != layer_name:
        model.pop()
    return model


def named(model, layer_name):
    return [layer.name for layer in model.layers].index(layer_name)


def by_backend(model, layer_name):
    """The way of older Keras: a function instead of a model."""
    inner = feature_extractor(model, layer_name)
    return lambda images: inner(images)


def one_after_the_other(model, layer_name):
    values = images = keras.Input(model.inputs[0].shape[1:])
    for layer in model.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            values = layer(values)
        if layer.name == layer_name:
            return keras.Model(images, values)


def part_of_name(model, layer_name):
    return keras.Model(model.inputs[0], next(layer for layer in model.layers if layer_name in layer.name).output)


class Extractor(keras.Model):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def call(self, images):
        return self.inner(images)


def cloned(model, layer_name):
    return feature_extractor(keras.models.clone_model(model), layer_name)


def by_new_input(model, layer_name):
    images = keras.Input(model.inputs[0].shape[1:])
    return keras.Model(images, model.get_layer(layer_name).output)


def layer_on_images(model, layer_name):
    images = keras.Input(model.inputs[0].shape[1:])
    return keras.Model(images, model.get_layer(layer_name)(images))


def layer_alone(model, layer_name):
    return keras.Sequential([keras.Input(model.inputs[0].shape[1:]), model.get_layer(layer_name)])


LAYER = (
    "That is the layer itself, a part with weights, not a model from images to what the layer gives. Take its "
    "`.output` and build keras.Model(model.inputs[0], …) to there."
)
SYMBOLIC = (
    "That is the layer's symbolic output: it says where in the graph the values will be, and has no values. Build "
    "a model that ends there: keras.Model(model.inputs[0], that)."
)
WHOLE = "Your model goes on to the end of the net. Let it end at the layer: model.get_layer(layer_name).output."
BEFORE = "Your model ends before the layer: `.input` is what the layer takes, `.output` what it gives."
SHORT = "One layer too few: `layers[:index]` leaves out the layer at `index`. And follow names, not positions."
LAST = "Your model ends at a layer that was chosen by its position. Take the one that is asked for, by its name."
ALONE = (
    "Only the one layer is in your model: it is applied to the images themselves. What comes before it belongs to "
    "it: begin at model.inputs[0] and end at the layer's output."
)
NEW_INPUT = (
    "A new keras.Input is not connected with the layers of the net. Begin at the input that they are connected "
    "with: model.inputs[0]."
)
POPPED = (
    "model.pop() takes the layers off the net you were given: it is no longer whole. Build a second model from "
    "model.inputs[0] to the layer's output; the two share their weights."
)
CLONED = (
    "clone_model copies the architecture with new random weights: this net has learned nothing. keras.Model("
    "model.inputs[0], layer.output) shares the weights."
)
EVERY = "Your model gives what every layer gives, as a list. Give one output, that of the layer of this name."
FUNCTION = "The values are right, but asked for is a keras.Model: keras.Model(model.inputs[0], layer.output)."
INDEXED = "model.layers is a list and wants a number. A layer is found by its name with model.get_layer(layer_name)."
NO_OUTPUT = "A model is built from a tensor to a tensor: model.get_layer(layer_name).output, not the layer itself."
INPUT = (
    "`model.input` is known only of functional models: a Sequential has to be called on a symbolic tensor first. "
    "`model.inputs[0]` is there for both."
)
HARD_CODED = (
    "The name is written into your function, so that it finds this one layer, or none. Use the argument: "
    "layer_name, without quotes."
)
CHAIN = (
    "You apply one layer after the other. That works only where a net is a chain; where it branches, a layer takes "
    "something else than what the layer before it gives. The graph is there already: end at "
    "model.get_layer(layer_name).output."
)
PART = "`in` finds parts of names too: conv1 is in conv10. Compare with ==, or use model.get_layer(layer_name)."

EXERCISE = Exercise(
    number="2.1",
    title="The net up to a layer",
    function="feature_extractor",
    reference=feature_extractor,
    seen=what_it_gives,
    probes=(
        Probe("a late layer", lambda: (straight(), "conv1")),
        Probe("an early layer", lambda: (straight(), "conv10")),
        Probe("a layer beside others", lambda: (branched(), "left")),
        Probe("a layer with two inputs", lambda: (branched(), "sum")),
        Probe("the last layer", lambda: (straight(), "class")),
    ),
    compared="what the model gives for images, and its gradient, for five layers of two nets, which are left whole.",
    hints=(
        "A Keras model is made of an input and an output of one graph: keras.Model(input, output).",
        "The input is model.inputs[0]. A layer is found by its name: model.get_layer(layer_name).",
        "The output is that layer's `.output`, a symbolic tensor.",
    ),
    alternatives=(
        lambda model, layer_name: Extractor(feature_extractor(model, layer_name)),
        lambda model, layer_name: keras.Model(model.inputs[0], [model.get_layer(layer_name).output]),
        lambda model, layer_name: keras.Model(inputs=model.inputs, outputs=model.get_layer(layer_name).output),
        lambda model, layer_name: keras.Model(*model.inputs, model.get_layer(name=layer_name).output),
        lambda model, layer_name: keras.Model(
            model.inputs[0], model.layers[-len(model.layers) :][named(model, layer_name)].output
        ),
        lambda model, layer_name: tf.keras.Model(
            model.inputs[0], next(layer.output for layer in model.layers if layer.name == layer_name)
        ),
        lambda model, layer_name: keras.Model(
            model.inputs[0], {one.name: one for one in model.layers}[layer_name].output
        ),
    ),
    misconceptions=(
        Misconception("the layer", lambda model, layer_name: model.get_layer(layer_name), LAYER),
        Misconception("the symbolic output", lambda model, layer_name: model.get_layer(layer_name).output, SYMBOLIC),
        Misconception("the net itself", lambda model, layer_name: model, WHOLE),
        Misconception("the whole net", lambda model, layer_name: keras.Model(model.inputs[0], model.outputs[0]), WHOLE),
        Misconception(
            "the layer's input",
            lambda model, layer_name: keras.Model(model.inputs[0], model.get_layer(layer_name).input),
            BEFORE,
        ),
        Misconception(
            "one layer too few",
            lambda model, layer_name: keras.Sequential(model.layers[: named(model, layer_name)]),
            SHORT,
        ),
        Misconception(
            "the first layer", lambda model, layer_name: keras.Model(model.inputs[0], model.layers[0].output), LAST
        ),
        Misconception(
            "the last but one", lambda model, layer_name: keras.Model(model.inputs[0], model.layers[-2].output), LAST
        ),
        Misconception("the layer alone", layer_alone, ALONE),
        Misconception("the layer on the images", layer_on_images, ALONE),
        Misconception(
            "a Sequential of the layer", lambda model, name: keras.Sequential([model.get_layer(name)]), ALONE
        ),
        Misconception("a new input", by_new_input, NEW_INPUT),
        Misconception("one after the other", one_after_the_other, CHAIN),
        Misconception("a part of the name", part_of_name, PART),
        Misconception("pop", popped, POPPED),
        Misconception("a clone", cloned, CLONED),
        Misconception(
            "every layer",
            lambda model, layer_name: keras.Model(model.inputs[0], [layer.output for layer in model.layers]),
            EVERY,
        ),
        Misconception("a function", by_backend, FUNCTION),
        Misconception("a position", lambda model, layer_name: model.layers[layer_name].output, INDEXED),
        Misconception(
            "without output",
            lambda model, layer_name: keras.Model(model.inputs[0], model.get_layer(layer_name)),
            NO_OUTPUT,
        ),
        Misconception(
            "model.input",
            lambda model, layer_name: keras.Model(model.input, model.get_layer(layer_name).output),
            INPUT,
        ),
        Misconception("a name of its own", lambda model, layer_name: feature_extractor(model, "conv4"), HARD_CODED),
        Misconception("a name of Keras", lambda model, layer_name: feature_extractor(model, "conv2d_3"), HARD_CODED),
        Misconception(
            "the name in quotes", lambda model, layer_name: feature_extractor(model, "layer_name"), HARD_CODED
        ),
    ),
)
