"""Exercise 2.1, `feature_extractor`: the net up to one of its layers."""

import keras

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson02.feature_extractor.right import ALTERNATIVES, feature_extractor
from amhelpers.exercises.lesson02.feature_extractor.wrong import wrong
from amhelpers.exercises.outputs import weighted, what_it_gives

__all__ = ["EXERCISE"]


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
    why=(
        "A Keras model is a graph from images to answers, and any tensor in it can be an output. The new model "
        "shares the weights, so it costs nothing and stays up to date."
    ),
    needed="The whole lesson reads feature maps with it, and lesson 06 takes those of several layers.",
    hints=(
        "A Keras model is made of an input and an output of one graph: keras.Model(input, output).",
        "The input is model.inputs[0]. A layer is found by its name: model.get_layer(layer_name).",
        "The output is that layer's `.output`, a symbolic tensor.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
