"""Exercise 4.1, `build_cifar_cnn`: the wrong answers that are recognised, each with its hint."""

import functools

import keras

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson04.build_cifar_cnn.properties import (
    CONVOLUTION,
    FRESH,
    INPUT,
    LINEAR,
    MODEL,
    ONE_SOFTMAX,
    OUTPUT,
    PROBABILITIES,
    SCALED,
)
from amhelpers.exercises.lesson04.build_cifar_cnn.right import SIZE, changed, net

__all__ = ["wrong"]

wrong = WrongAnswers()

wrong("no return", MODEL)(lambda: None)

wrong("no input", MODEL)(lambda: keras.Sequential(net().layers))


@wrong("one model for all calls", FRESH)
@functools.cache
def one_net():
    return net()


wrong("size of MNIST", INPUT)(changed(size=(28, 28, 1)))

wrong("gray", INPUT)(changed(size=(32, 32, 1)))

wrong("channels first", INPUT)(changed(size=(3, 32, 32), convolutions=0))

wrong("the batch too", INPUT)(changed(size=(250, 32, 32, 3), convolutions=0))

wrong("two classes", OUTPUT)(changed(units=2))


@wrong("without Flatten", OUTPUT)
def without_flatten():
    layers = [keras.Input(SIZE), keras.layers.Conv2D(8, 3), keras.layers.Dense(10, activation="softmax")]
    return keras.Sequential(layers)


wrong("no convolution", CONVOLUTION)(changed(convolutions=0))

wrong("no activation", LINEAR)(changed(activation=None))


@wrong("softmax as an operation too", ONE_SOFTMAX)
def softmax_twice():
    model = net()
    return keras.Model(model.inputs[0], keras.ops.softmax(model.outputs[0]))


wrong("softmax inside", ONE_SOFTMAX)(changed(activation="softmax"))

wrong("scaled again", SCALED)(changed(before=(keras.layers.Rescaling(1 / 255),)))

wrong("logits", PROBABILITIES)(changed(last=None))

wrong("sigmoid", PROBABILITIES)(changed(last="sigmoid"))


@wrong(
    "flattened first",
    "The layers do not fit together. A Conv2D takes pictures (height, width, channels), a Dense layer one row: "
    "Flatten stands between the two, after the last convolution or pooling.",
    raises=True,
)
def flattened_first():
    layers = [keras.Input(SIZE), keras.layers.Flatten(), keras.layers.Conv2D(8, 3), keras.layers.Dense(10)]
    return keras.Sequential(layers)
