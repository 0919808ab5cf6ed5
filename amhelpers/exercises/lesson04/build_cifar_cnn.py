"""Exercise 4.1, `build_cifar_cnn`: an open one, judged by properties."""

import functools

import keras

from amhelpers.checks.exercise import Exercise, Misconception, Probe, Property
from amhelpers.exercises import nets
from amhelpers.models import build_cifar10_cnn

__all__ = ["EXERCISE"]

SIZE = (32, 32, 3)

MODEL = "Build keras.Sequential([keras.Input((32, 32, 3)), …]), or a functional model, and return it."
FRESH = "The model is made once, outside the function. Build it inside: every call is to give new, untrained weights."
INPUT = "The pictures of CIFAR-10 are 32 pixels high, 32 wide, and have three colours: keras.Input((32, 32, 3))."
OUTPUT = (
    "There are ten classes: the last layer is to give ten numbers for each image, keras.layers.Dense(10, …), after "
    "keras.layers.Flatten() or a global pooling has made one row of the feature maps."
)
CONVOLUTION = (
    "This one has no convolution: every pixel has weights of its own, and what is learned at one place counts "
    "there only. Begin with keras.layers.Conv2D(32, 3, …)."
)
ONE_SOFTMAX = (
    "Softmax makes probabilities of ten logits, so it belongs at the end, once. Inside a net, or twice, it "
    'flattens everything: use activation="relu" before it.'
)
LINEAR = (
    "Without an activation a convolution is a weighted sum, and a sum of such sums is one again: give the "
    'convolution, and a dense layer before the last, activation="relu".'
)
SCALED = "The images come in [0, 1] already: a second division by 255 makes them nearly black."
PROBABILITIES = (
    'Ten probabilities are not negative and add up to 1 for each image: end with Dense(10, activation="softmax"). '
    "Without an activation the outputs are logits; sigmoid judges every class for itself."
)
SIZES = (
    "The layers do not fit together. A Conv2D takes pictures (height, width, channels), a Dense layer one row: "
    "Flatten stands between the two, after the last convolution or pooling."
)


def net(size=SIZE, units=10, last="softmax", activation="relu", convolutions=1, before=()):
    """A net in the form that most students write, with one thing or another changed."""
    layers = [keras.Input(size), *before]
    for _ in range(convolutions):
        layers += [keras.layers.Conv2D(8, 3, activation=activation), keras.layers.MaxPooling2D(4)]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(units, activation=last)])


def changed(**changes):
    return lambda: net(**changes)


def functional():
    images = keras.Input(SIZE)
    maps = keras.layers.SeparableConv2D(16, 3, strides=2, activation="silu")(images)
    maps = keras.layers.BatchNormalization()(keras.layers.Conv2D(16, 3)(maps))
    logits = keras.layers.Dense(10)(keras.layers.GlobalAveragePooling2D()(maps))
    return keras.Model(images, keras.layers.Softmax()(logits))


def compiled():
    model = net()
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def without_flatten():
    layers = [keras.Input(SIZE), keras.layers.Conv2D(8, 3), keras.layers.Dense(10, activation="softmax")]
    return keras.Sequential(layers)


def flattened_first():
    layers = [keras.Input(SIZE), keras.layers.Flatten(), keras.layers.Conv2D(8, 3), keras.layers.Dense(10)]
    return keras.Sequential(layers)


def softmax_twice():
    model = net()
    return keras.Model(model.inputs[0], keras.ops.softmax(model.outputs[0]))


@functools.cache
def one_net():
    return net()


EXERCISE = Exercise(
    number="4.1",
    title="A net for pictures in colour",
    function="build_cifar_cnn",
    reference=build_cifar10_cnn,
    probes=(Probe("no arguments", tuple), Probe("no arguments, a second time", tuple)),
    compared="input, output, a convolution in it, and ten probabilities that come out; two calls give two nets.",
    hints=(
        "It is lesson 01's build_cnn with another input: keras.Input((32, 32, 3)), three colours in the place of one.",
        "Conv2D(32, 3), MaxPooling2D(2), Dropout(0.25), Flatten(), Dense(256) and Dense(10), the last with softmax.",
    ),
    alternatives=(
        changed(),
        changed(convolutions=2, activation="tanh"),
        changed(before=(keras.layers.Rescaling(2.0, offset=-1.0),)),
        functional,
        compiled,
    ),
    properties=(
        Property("a keras.Model that knows its input", nets.not_a_model, MODEL),
        Property("a new model from every call", nets.same_object, FRESH),
        Property("the input (None, 32, 32, 3)", functools.partial(nets.wrong_input, size=SIZE), INPUT),
        Property("the output (None, 10)", nets.wrong_output, OUTPUT),
        Property("at least one convolution", functools.partial(nets.too_few_convolutions, least=1), CONVOLUTION),
        Property("softmax once, at the end", nets.several_softmax, ONE_SOFTMAX),
        Property("an activation before the last", nets.all_linear, LINEAR),
        Property("images in [0, 1], taken as they are", nets.scaled_again, SCALED),
        Property("ten probabilities for each image", nets.not_probabilities, PROBABILITIES),
    ),
    misconceptions=(
        Misconception("no return", lambda: None, MODEL),
        Misconception("no input", lambda: keras.Sequential(net().layers), MODEL),
        Misconception("one model for all calls", one_net, FRESH),
        Misconception("size of MNIST", changed(size=(28, 28, 1)), INPUT),
        Misconception("gray", changed(size=(32, 32, 1)), INPUT),
        Misconception("channels first", changed(size=(3, 32, 32), convolutions=0), INPUT),
        Misconception("the batch too", changed(size=(250, 32, 32, 3), convolutions=0), INPUT),
        Misconception("two classes", changed(units=2), OUTPUT),
        Misconception("without Flatten", without_flatten, OUTPUT),
        Misconception("no convolution", changed(convolutions=0), CONVOLUTION),
        Misconception("no activation", changed(activation=None), LINEAR),
        Misconception("softmax as an operation too", softmax_twice, ONE_SOFTMAX),
        Misconception("softmax inside", changed(activation="softmax"), ONE_SOFTMAX),
        Misconception("scaled again", changed(before=(keras.layers.Rescaling(1 / 255),)), SCALED),
        Misconception("logits", changed(last=None), PROBABILITIES),
        Misconception("sigmoid", changed(last="sigmoid"), PROBABILITIES),
        Misconception("flattened first", flattened_first, SIZES),
    ),
)
