"""Exercise 1.2, `build_cnn`: the wrong answers that are recognised, each with its hint."""

import functools

import keras

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson01.build_cnn.properties import (
    ACTIVATION,
    FOUR,
    FRESH,
    INPUT,
    MODEL,
    NAMES,
    ONE_SOFTMAX,
    OUTPUT,
    PROBABILITIES,
    SCALED,
    SMALLER,
    UNCOMPILED,
)
from amhelpers.exercises.lesson01.build_cnn.right import changed, net_layers

__all__ = ["wrong"]

wrong = WrongAnswers()

wrong("no return", MODEL)(lambda: None)

wrong("a list of layers", MODEL)(net_layers)

wrong("no input", MODEL)(lambda: keras.Sequential(net_layers()[1:]))


@wrong("one model for all calls", FRESH)
@functools.cache
def one_net():
    return keras.Sequential(net_layers())


@functools.cache
def shared_layers():
    return net_layers()


wrong("shared layers", FRESH)(lambda: keras.Sequential(shared_layers()))

wrong("size of CIFAR-10", INPUT)(changed(size=(32, 32, 3)))

wrong("three channels", INPUT)(changed(size=(28, 28, 3)))

wrong("one output", OUTPUT)(changed(units=1, last="sigmoid"))


@wrong("no flatten", OUTPUT)
def without_flatten():
    layers = net_layers()
    return keras.Sequential([*layers[:-2], layers[-1]])


wrong("three convolutions", FOUR)(changed(filters=(8, 8, 8)))

wrong("automatic names", NAMES)(changed(named=False))

wrong("too large a net", SMALLER)(changed(filters=(64, 64, 128, 256), pool=1))

wrong("a little too large", SMALLER)(changed(filters=(32, 64, 128, 311), pool=7))

wrong("no activations", ACTIVATION)(changed(activation=None))

wrong("logits", PROBABILITIES)(changed(last=None))

wrong("sigmoid", PROBABILITIES)(changed(last="sigmoid"))

wrong("ReLU at the end", PROBABILITIES)(changed(last="relu"))


def appended(layer, last="softmax"):
    return keras.Sequential([*net_layers(last=last), layer])


wrong("softmax twice", ONE_SOFTMAX)(lambda: appended(keras.layers.Softmax()))

wrong("softmax in the convolutions", ONE_SOFTMAX)(changed(activation="softmax"))


@wrong("activation only after the last", ACTIVATION)
def activation_at_the_end():
    layers = net_layers(activation=None)
    return keras.Sequential([*layers[:5], keras.layers.ReLU(), *layers[5:]])


@wrong("scaled again", SCALED)
def scaled_net():
    layers = net_layers()
    return keras.Sequential([layers[0], keras.layers.Rescaling(1 / 255), *layers[1:]])


wrong("softmax over the batch", PROBABILITIES)(lambda: appended(keras.layers.Softmax(axis=0), None))

wrong("logarithms", PROBABILITIES)(changed(last="log_softmax"))


@wrong("compiled", UNCOMPILED)
def compiled_net():
    model = keras.Sequential(net_layers())
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


AXIS = (
    "A Conv2D takes pictures (height, width, channels). Is the input keras.Input((28, 28, 1)), the shape of one "
    "image without the batch, and does Flatten come after the last convolution?"
)

wrong("no channel axis", AXIS, raises=True)(changed(size=(28, 28)))

# What Keras and Python say in their own words, and what it means here.
wrong(
    "shape without a tuple",
    "The shape is one argument, a tuple, so there are two pairs of parentheses: keras.Input((28, 28, 1)).",
    raises=True,
)(lambda: keras.Input(28, 28, 1))

LAYERS = "The layers are in keras.layers: keras.layers.Conv2D, keras.layers.MaxPooling2D, and so on."

wrong("keras.Conv2D", LAYERS, raises=True)(lambda: keras.Conv2D(8, 3))

wrong("Conv2D", LAYERS, raises=True)(lambda: Conv2D(8, 3))  # noqa: F821 - a name that is not there

wrong("add assigned", "model.add(…) changes the model and returns None: do not assign its result.", raises=True)(
    lambda: keras.Sequential().add(keras.Input((28, 28, 1))).add(None)
)

wrong(
    "no size",
    "A convolution wants the number of its filters and their size: keras.layers.Conv2D(16, 3, …).",
    raises=True,
)(lambda: keras.layers.Conv2D(8))

wrong("flattened first", AXIS, raises=True)(lambda: keras.Sequential([net_layers()[0], *net_layers()[:0:-1]]))

TOO_SMALL = (
    'The feature maps have become smaller than the filter. padding="same" keeps their size in a convolution, and '
    "every pooling halves it: 28, 14, 7, 3, 1. (And is the 1 of the input at its end?)"
)


@wrong("shrunk to nothing", TOO_SMALL, raises=True)
def shrunk_to_nothing():
    layers = [keras.Input((28, 28, 1))]
    for index in range(4):
        layers += [keras.layers.Conv2D(8, 5, activation="relu", name=f"conv{index}"), keras.layers.MaxPooling2D()]
    return keras.Sequential(layers)


wrong("batch in the input", AXIS, raises=True)(changed(size=(32, 28, 28, 1)))


@wrong("pooled to nothing", TOO_SMALL, raises=True)
def pooled_to_nothing():
    layers = net_layers(pool=2)
    poolings = [keras.layers.MaxPooling2D(2) for _ in range(5)]
    return keras.Sequential([*layers[:2], *poolings, *layers[2:]])


@wrong("one name for all", "Two layers have the same name. Number them: conv1, conv2, conv3, conv4.", raises=True)
def one_name():
    layers = net_layers()
    for layer in layers[1:5]:
        layer.name = "conv"
    return keras.Sequential(layers)


@wrong(
    "no parentheses",
    "A layer is written without its parentheses: keras.layers.Flatten(), not keras.layers.Flatten.",
    raises=True,
)
def without_parentheses():
    layers = net_layers()
    return keras.Sequential([*layers[:-2], keras.layers.Flatten, layers[-1]])


wrong(
    "no brackets", "Sequential takes one list of layers: keras.Sequential([…, …]), with square brackets.", raises=True
)(lambda: keras.Sequential(*net_layers()))

wrong("one activation for all", ACTIVATION)(
    lambda: keras.Sequential([*net_layers(activation=None)[:-1], keras.layers.ReLU(), *net_layers()[-1:]])
)
