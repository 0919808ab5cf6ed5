"""Exercise 7.1, `build_cats_and_dogs_cnn`: the wrong answers that are recognised, each with its hint."""

import functools

import keras

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson07.build_cats_and_dogs_cnn.properties import (
    CONVOLUTIONS,
    DENSE,
    FLATTEN,
    FRESH,
    INPUT,
    KERNEL,
    MODEL,
    NO_DROPOUT,
    OUTPUT,
    PADDING,
    PARAMETERS,
    PLACE,
    POOLING,
    RATE,
    SAME,
    SCALED,
    SIGMOID,
    SOFTMAX,
    STRIDES,
)
from amhelpers.exercises.lesson07.build_cats_and_dogs_cnn.right import FILTERS, SIZE, changed, net

__all__ = ["wrong"]

wrong = WrongAnswers()

wrong("no return", MODEL)(lambda: None)

wrong("layers in a list", MODEL)(lambda: net().layers)

wrong("no input", MODEL)(lambda: keras.Sequential(net().layers))


@wrong("one model for all calls", FRESH)
@functools.cache
def one_net():
    return net()


wrong("gray", INPUT)(changed(size=(150, 150, 1)))

wrong("size of CIFAR-10", INPUT)(changed(size=(32, 32, 3), filters=(32, 64), pools=2))

wrong("size of VGG16", INPUT)(changed(size=(224, 224, 3)))

wrong("two outputs", OUTPUT)(changed(last=(2, "softmax")))

wrong("two sigmoid outputs", OUTPUT)(changed(last=(2, "sigmoid")))

wrong("without Flatten", OUTPUT)(changed(flat=keras.layers.Identity))

wrong("64 filters in the third", CONVOLUTIONS)(changed(filters=(32, 64, 64, 128)))

wrong("three convolutions", CONVOLUTIONS)(changed(filters=(32, 64, 128)))

wrong("the last with 256", CONVOLUTIONS)(changed(filters=(32, 64, 128, 256)))

wrong("5 × 5", KERNEL)(changed(kernel=5))

wrong("same padding", PADDING)(changed(padding="same"))


@wrong("strides", STRIDES)
def with_strides():
    layers = [keras.layers.Conv2D(count, 3, strides=2, activation="relu") for count in FILTERS]
    head = [keras.layers.Flatten(), keras.layers.Dense(512, "relu"), keras.layers.Dense(1, "sigmoid")]
    return keras.Sequential([keras.Input(SIZE), *layers, *head])


wrong("no pooling after the last", POOLING)(changed(pools=3))

wrong("global pooling", FLATTEN)(changed(flat=keras.layers.GlobalAveragePooling2D))

wrong("256 units", DENSE)(changed(dense=(256,)))

wrong("one dense layer", DENSE)(changed(dense=()))

wrong("a dense layer more", DENSE)(changed(dense=(512, 64)))


@wrong("batch normalization", PARAMETERS)
def batch_normalized():
    layers = net().layers
    return keras.Sequential([keras.Input(SIZE), *layers[:1], keras.layers.BatchNormalization(), *layers[1:]])


wrong("softmax of one unit", SOFTMAX)(changed(last=(1, "softmax")))

wrong("softmax inside", SOFTMAX)(changed(activation="softmax"))

wrong("scaled again", SCALED)(changed(before=(keras.layers.Rescaling(1 / 255),)))

wrong("logit", SIGMOID)(changed(last=(1, None)))

wrong("ReLU at the end", SIGMOID)(changed(last=(1, "relu")))

wrong("tanh at the end", SIGMOID)(changed(last=(1, "tanh")))

wrong("no activations", SAME)(changed(activation=None))

wrong("tanh inside", SAME)(changed(activation="tanh"))


@wrong("sigmoid twice", SAME)
def sigmoid_twice():
    model = net()
    return keras.Model(model.inputs[0], keras.layers.Activation("sigmoid")(model.outputs[0]))


wrong("sigmoid inside", SAME)(changed(activation="sigmoid"))

wrong("average pooling", SAME)(changed(pooling=keras.layers.AveragePooling2D))

wrong("no dropout", NO_DROPOUT)(changed(dropout=()))

wrong("maps dropped", NO_DROPOUT)(lambda: net(after_pooling=(keras.layers.SpatialDropout2D(0.5),), dropout=()))

wrong("dropout of 0.2", RATE)(changed(dropout=(0.2,)))

wrong("dropout of 0.25", RATE)(changed(dropout=(0.25,)))

wrong("dropout after the dense layer", PLACE)(lambda: net(dropout=(), after_dense=(keras.layers.Dropout(0.5),)))

wrong("dropout in two places", PLACE)(lambda: net(after_dense=(keras.layers.Dropout(0.5),)))

wrong("dropout of the image", PLACE)(lambda: net(before=(keras.layers.Dropout(0.5),), dropout=()))

wrong("dropout twice", PLACE)(changed(dropout=(0.5, 0.5)))


@wrong(
    "flattened first",
    "The layers do not fit together. A Conv2D takes pictures (height, width, channels), a Dense layer one row: "
    "Flatten stands between the two, after the last pooling.",
    raises=True,
)
def flattened_first():
    layers = [keras.Input(SIZE), keras.layers.Flatten(), keras.layers.Conv2D(32, 3, activation="relu")]
    return keras.Sequential([*layers, keras.layers.MaxPooling2D(2), keras.layers.Dense(1, activation="sigmoid")])


wrong(
    "pooling of three",
    "The maps have become too small. Every pooling is MaxPooling2D(2), one after each convolution: 150, 148, 74, 72, "
    "36, 34, 17, 15, 7.",
    raises=True,
)(changed(pooling=lambda size: keras.layers.MaxPooling2D(3)))

wrong(
    "shape without a tuple",
    "The shape is one argument, a tuple, so there are two pairs of parentheses: keras.Input((150, 150, 3)).",
    raises=True,
)(lambda: keras.Input(150, 150, 3))

wrong("add assigned", "model.add(…) changes the model and returns None: do not assign its result.", raises=True)(
    lambda: keras.Sequential().add(keras.Input(SIZE)).add(None)
)


@wrong("lr", "The argument lr is called learning_rate today. And you need not compile the model here.", raises=True)
def old_compile():
    model = net()
    model.compile(loss="binary_crossentropy", optimizer=keras.optimizers.RMSprop(lr=1e-4))
    return model
