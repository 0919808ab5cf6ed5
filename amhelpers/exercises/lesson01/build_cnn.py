"""Exercise 1.2, `build_cnn`: an open one, judged by properties."""

import functools

import keras

from amhelpers.checks.exercise import Exercise, Misconception, Probe, Property
from amhelpers.exercises import nets
from amhelpers.models import build_mnist_cnn

__all__ = ["EXERCISE"]

MODEL = "Build keras.Sequential([keras.Input((28, 28, 1)), …]), or a functional model, and return it."
FRESH = "The model is made once, outside the function. Build it inside: every call is to give new, untrained weights."
INPUT = "Begin with keras.Input((28, 28, 1)): height, width, channels, without the batch."
OUTPUT = (
    "The last layer is to give ten numbers for each image: keras.layers.Dense(10, …), after keras.layers.Flatten() "
    "or a global pooling has made one row of the feature maps."
)
FOUR = (
    "The exercise asks for at least four layers keras.layers.Conv2D. Each counts once, and only if its result "
    "leads to the output."
)
NAMES = (
    "conv2d, conv2d_1 and so on are the names that Keras gives by itself, and it counts on from model to model. "
    'Lesson 02 asks for a layer by its name, so choose others, such as name="conv1".'
)
SMALLER = (
    "A convolution has (filters before) · (filters) · (size · size) weights, a dense layer one for each pair of "
    "input and output. Use fewer or smaller ones in the layer named here, or pool once more before it."
)
ACTIVATION = (
    "A convolution alone is a weighted sum, and a sum of such sums is one again. Give each an activation: "
    'activation="relu", or keras.layers.ReLU() after it.'
)
ONE_SOFTMAX = (
    "Softmax makes probabilities of ten logits, so it belongs at the end, once. Inside a net, or twice, it "
    'flattens everything: use activation="relu" before it.'
)
SCALED = "The images come in [0, 1] already, from your preprocess: a second division by 255 makes them nearly black."
PROBABILITIES = (
    'Ten probabilities are not negative and add up to 1 for each image: end with Dense(10, activation="softmax"), '
    "and nothing after it. Without an activation the outputs are logits; sigmoid and ReLU judge every digit for "
    "itself."
)
UNCOMPILED = "Leave compile (and fit) to the cells after this one: here only the architecture is built."

# What Keras and Python say in their own words, and what it means here.
TUPLE = "The shape is one argument, a tuple, so there are two pairs of parentheses: keras.Input((28, 28, 1))."
LAYERS = "The layers are in keras.layers: keras.layers.Conv2D, keras.layers.MaxPooling2D, and so on."
ADD = "model.add(…) changes the model and returns None: do not assign its result."
SIZE = "A convolution wants the number of its filters and their size: keras.layers.Conv2D(16, 3, …)."
AXIS = (
    "A Conv2D takes pictures (height, width, channels). Is the input keras.Input((28, 28, 1)), the shape of one "
    "image without the batch, and does Flatten come after the last convolution?"
)
TOO_SMALL = (
    'The feature maps have become smaller than the filter. padding="same" keeps their size in a convolution, and '
    "every pooling halves it: 28, 14, 7, 3, 1. (And is the 1 of the input at its end?)"
)
TWICE = "Two layers have the same name. Number them: conv1, conv2, conv3, conv4."
PARENTHESES = "A layer is written without its parentheses: keras.layers.Flatten(), not keras.layers.Flatten."
BRACKETS = "Sequential takes one list of layers: keras.Sequential([…, …]), with square brackets."


def net_layers(filters=(8, 8, 8, 8), activation="relu", last="softmax", named=True, units=10, pool=4, size=(28, 28, 1)):
    """A net in the form that most students write, with one thing or another changed."""
    layers = [keras.Input(size)]
    for index, count in enumerate(filters):
        name = {"name": f"conv{index + 1}"} if named else {}
        layers.append(keras.layers.Conv2D(count, 3, padding="same", activation=activation, **name))
    return [
        *layers,
        keras.layers.MaxPooling2D(pool),
        keras.layers.Flatten(),
        keras.layers.Dense(units, activation=last),
    ]


def changed(**changes):
    return lambda: keras.Sequential(net_layers(**changes))


def compiled_net():
    model = keras.Sequential(net_layers())
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


@functools.cache
def shared_layers():
    return net_layers()


def net_with_operations():
    maps = images = keras.Input((28, 28, 1))
    for index in range(4):
        maps = keras.ops.relu(keras.layers.Conv2D(8, 3, strides=2, padding="same", name=f"c{index}")(maps))
    return keras.Model(images, keras.layers.Dense(10, "softmax")(keras.layers.Flatten()(maps)))


def just_small_enough():
    """A net of 499,712 parameters: the largest of its kind that is allowed."""
    return keras.Sequential(net_layers(filters=(32, 64, 128, 310), pool=7))


def appended(layer, last="softmax"):
    return keras.Sequential([*net_layers(last=last), layer])


def activation_at_the_end():
    layers = net_layers(activation=None)
    return keras.Sequential([*layers[:5], keras.layers.ReLU(), *layers[5:]])


def scaled_net():
    layers = net_layers()
    return keras.Sequential([layers[0], keras.layers.Rescaling(1 / 255), *layers[1:]])


def pooled_to_nothing():
    layers = net_layers(pool=2)
    poolings = [keras.layers.MaxPooling2D(2) for _ in range(5)]
    return keras.Sequential([*layers[:2], *poolings, *layers[2:]])


def shrunk_to_nothing():
    layers = [keras.Input((28, 28, 1))]
    for index in range(4):
        layers += [keras.layers.Conv2D(8, 5, activation="relu", name=f"conv{index}"), keras.layers.MaxPooling2D()]
    return keras.Sequential(layers)


def one_name():
    layers = net_layers()
    for layer in layers[1:5]:
        layer.name = "conv"
    return keras.Sequential(layers)


def without_parentheses():
    layers = net_layers()
    return keras.Sequential([*layers[:-2], keras.layers.Flatten, layers[-1]])


def without_flatten():
    layers = net_layers()
    return keras.Sequential([*layers[:-2], layers[-1]])


def functional_net():
    images = keras.Input((28, 28, 1))
    maps = keras.layers.Conv2D(8, 5, strides=2, name="edges")(images)
    for name in ("corners", "parts", "digits"):
        maps = keras.layers.SeparableConv2D(16, 3, padding="same", name=name)(maps)
        maps = keras.layers.ReLU()(keras.layers.BatchNormalization()(maps))
    logits = keras.layers.Dense(10)(keras.layers.GlobalAveragePooling2D()(maps))
    return keras.Model(images, keras.layers.Softmax()(logits))


def net_by_add():
    model = keras.models.Sequential()
    model.add(keras.layers.Input(shape=(28, 28, 1)))
    for index in range(5):
        model.add(keras.layers.Conv2D(10, (3, 3), activation=keras.activations.elu, name=f"my_layer_{index}"))
    model.add(keras.layers.Dropout(0.3))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(10))
    model.add(keras.layers.Activation("softmax"))
    return model


def nested_net():
    body = keras.Sequential(net_layers()[:-2], name="body")
    return keras.Sequential([keras.Input((28, 28, 1)), body, keras.layers.Flatten(), keras.layers.Dense(10, "softmax")])


@functools.cache
def one_net():
    return keras.Sequential(net_layers())


EXERCISE = Exercise(
    number="1.2",
    title="A net with four convolutions",
    function="build_cnn",
    reference=build_mnist_cnn,
    probes=(Probe("no arguments", tuple), Probe("no arguments, a second time", tuple)),
    compared="input, output, number and names of the convolutions, activations, parameters; two calls give two nets.",
    hints=(
        (
            "keras.Sequential takes a list of layers. The first is keras.Input((28, 28, 1)), the last Dense(10, "
            'activation="softmax").'
        ),
        (
            'A convolution: keras.layers.Conv2D(32, 3, padding="same", activation="relu", name="conv1"). Four of '
            "them, each with its own name."
        ),
        (
            "Put a keras.layers.MaxPooling2D() after the second and after the fourth, then "
            "keras.layers.Flatten() before the Dense layer."
        ),
    ),
    alternatives=(
        changed(),
        changed(filters=(16, 16, 32, 32, 64), activation="tanh"),
        changed(filters=(32, 32, 32, 32), activation=keras.activations.gelu),
        functional_net,
        net_with_operations,
        just_small_enough,
        net_by_add,
        nested_net,
    ),
    properties=(
        Property("a keras.Model that knows its input", nets.not_a_model, MODEL),
        Property("a new model from every call", nets.same_object, FRESH),
        Property("the input (None, 28, 28, 1)", functools.partial(nets.wrong_input, size=(28, 28, 1)), INPUT),
        Property("the output (None, 10)", nets.wrong_output, OUTPUT),
        Property("at least 4 convolutions", functools.partial(nets.too_few_convolutions, least=4), FOUR),
        Property("convolutions with names of their own", nets.automatic_names, NAMES),
        Property("at most 500,000 parameters", nets.too_many_parameters, SMALLER),
        Property("softmax once, at the end", nets.several_softmax, ONE_SOFTMAX),
        Property("activations between the convolutions", nets.no_activation, ACTIVATION),
        Property("images in [0, 1], taken as they are", nets.scaled_again, SCALED),
        Property("ten probabilities for each image", nets.not_probabilities, PROBABILITIES),
        Property("a model that is not compiled", nets.compiled, UNCOMPILED),
    ),
    misconceptions=(
        Misconception("no return", lambda: None, MODEL),
        Misconception("a list of layers", net_layers, MODEL),
        Misconception("no input", lambda: keras.Sequential(net_layers()[1:]), MODEL),
        Misconception("one model for all calls", one_net, FRESH),
        Misconception("shared layers", lambda: keras.Sequential(shared_layers()), FRESH),
        Misconception("size of CIFAR-10", changed(size=(32, 32, 3)), INPUT),
        Misconception("three channels", changed(size=(28, 28, 3)), INPUT),
        Misconception("one output", changed(units=1, last="sigmoid"), OUTPUT),
        Misconception("no flatten", without_flatten, OUTPUT),
        Misconception("three convolutions", changed(filters=(8, 8, 8)), FOUR),
        Misconception("automatic names", changed(named=False), NAMES),
        Misconception("too large a net", changed(filters=(64, 64, 128, 256), pool=1), SMALLER),
        Misconception("a little too large", changed(filters=(32, 64, 128, 311), pool=7), SMALLER),
        Misconception("no activations", changed(activation=None), ACTIVATION),
        Misconception("logits", changed(last=None), PROBABILITIES),
        Misconception("sigmoid", changed(last="sigmoid"), PROBABILITIES),
        Misconception("ReLU at the end", changed(last="relu"), PROBABILITIES),
        Misconception("softmax twice", lambda: appended(keras.layers.Softmax()), ONE_SOFTMAX),
        Misconception("softmax in the convolutions", changed(activation="softmax"), ONE_SOFTMAX),
        Misconception("activation only after the last", activation_at_the_end, ACTIVATION),
        Misconception("scaled again", scaled_net, SCALED),
        Misconception("softmax over the batch", lambda: appended(keras.layers.Softmax(axis=0), None), PROBABILITIES),
        Misconception("logarithms", changed(last="log_softmax"), PROBABILITIES),
        Misconception("compiled", compiled_net, UNCOMPILED),
        Misconception("no channel axis", changed(size=(28, 28)), AXIS),
        Misconception("shape without a tuple", lambda: keras.Input(28, 28, 1), TUPLE),
        Misconception("keras.Conv2D", lambda: keras.Conv2D(8, 3), LAYERS),
        Misconception("Conv2D", lambda: Conv2D(8, 3), LAYERS),  # noqa: F821 - a name that is not there
        Misconception("add assigned", lambda: keras.Sequential().add(keras.Input((28, 28, 1))).add(None), ADD),
        Misconception("no size", lambda: keras.layers.Conv2D(8), SIZE),
        Misconception("flattened first", lambda: keras.Sequential([net_layers()[0], *net_layers()[:0:-1]]), AXIS),
        Misconception("shrunk to nothing", shrunk_to_nothing, TOO_SMALL),
        Misconception("batch in the input", changed(size=(32, 28, 28, 1)), AXIS),
        Misconception("pooled to nothing", pooled_to_nothing, TOO_SMALL),
        Misconception("one name for all", one_name, TWICE),
        Misconception("no parentheses", without_parentheses, PARENTHESES),
        Misconception("no brackets", lambda: keras.Sequential(*net_layers()), BRACKETS),
    ),
)
