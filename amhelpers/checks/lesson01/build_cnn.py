"""Exercise 1.2, `build_cnn`: an open one, judged by properties."""

import functools

import keras
import numpy as np

from amhelpers.checks.exercise import Exercise, Misconception, Probe, Property
from amhelpers.models import build_mnist_cnn

__all__ = ["EXERCISE"]

CONVOLUTIONS = (
    keras.layers.Conv2D,
    keras.layers.SeparableConv2D,
    keras.layers.DepthwiseConv2D,
    keras.layers.Conv2DTranspose,
)


def convolutions(model):
    """The convolution layers of a model, those in nested models too."""
    return [layer for layer in model._flatten_layers() if isinstance(layer, CONVOLUTIONS)]


def not_a_model(values):
    model = values[0]
    if model is None:
        return "None: does the function end with `return`?"
    if isinstance(model, keras.Model):
        return None if model.built else f"a {type(model).__name__} that does not know its input yet"
    return f"an object of type {type(model).__name__}"


def same_object(values):
    return "the same model twice" if values[0] is values[1] else None


def wrong_input(values):
    found = tuple(values[0].inputs[0].shape)
    return None if found == (None, 28, 28, 1) and len(values[0].inputs) == 1 else f"{found}"


def wrong_output(values):
    found = tuple(values[0].outputs[0].shape)
    return None if found == (None, 10) and len(values[0].outputs) == 1 else f"{found}"


def too_few_convolutions(values):
    layers = convolutions(values[0])
    names = ", ".join(layer.name for layer in layers)
    return None if len(layers) >= 4 else f"{len(layers)}" + (f": {names}" if names else "")


def automatic_names(values):
    """Names that Keras gave are recognised by their form, and by changing from one call to the next."""
    first, second = ([layer.name for layer in convolutions(model)] for model in values)
    for one, other in zip(first, second, strict=False):
        kind, _, count = one.rpartition("_")
        automatic = {"conv2d", "separable_conv2d", "depthwise_conv2d", "conv2d_transpose"}
        if one != other:
            return f"a convolution that is called {one} in the first model and {other} in the second"
        if one in automatic or (kind in automatic and count.isdigit()):
            return f"a convolution called {one}"
    return None


def too_many_parameters(values):
    count = values[0].count_params()
    if count <= 500_000:
        return None
    biggest = max(values[0]._flatten_layers(include_self=False), key=lambda layer: layer.count_params())
    return f"{count:,}, of which {biggest.count_params():,} in the layer {biggest.name}"


def no_activation(values):
    """Four convolutions with nothing between them: no layer but the last ones after them bends anything."""
    layers = list(values[0]._flatten_layers(include_self=False))
    last = max(index for index, layer in enumerate(layers) if isinstance(layer, CONVOLUTIONS))
    bends = [
        layer for layer in layers[: last + 2] if not isinstance(layer, keras.layers.Softmax) and _is_nonlinear(layer)
    ]
    return None if bends else "no activation in or after any convolution"


def _is_nonlinear(layer):
    activation = getattr(layer, "activation", None)
    own_layers = (keras.layers.ReLU, keras.layers.LeakyReLU, keras.layers.PReLU, keras.layers.ELU)
    return isinstance(layer, own_layers) or activation not in (None, keras.activations.linear)


def not_probabilities(values):
    images = np.random.default_rng(0).uniform(0, 1, (4, 28, 28, 1)).astype("float32")
    output = np.asarray(values[0](20 * images))  # far from zero, where no untrained output adds up by chance
    sums = output.sum(axis=1)
    if (output >= 0).all() and np.allclose(sums, 1, atol=1e-3):
        return None
    sums = ", ".join(f"{value:.3g}" for value in sums)
    return f"for four images outputs that add up to {sums}, the smallest {output.min():.2g}"


def compiled(values):
    return "a model that is compiled already" if values[0].compiled else None


MODEL = "Build keras.Sequential([keras.Input((28, 28, 1)), …]), or a functional model, and return it."
FRESH = (
    "The model is made outside the function, once. Build it inside, so that every call gives new, untrained weights."
)
INPUT = "Begin with keras.Input((28, 28, 1)): height, width, channels, without the batch."
OUTPUT = (
    "The last layer must give ten numbers for each image: keras.layers.Flatten() and then keras.layers.Dense(10, …)."
)
FOUR = "The exercise asks for at least four layers keras.layers.Conv2D; pooling and dense layers do not count."
NAMES = (
    "Keras invents a name where you give none, and counts on from model to model: conv2d_3 today is conv2d_7 tomorrow. "
    'Lesson 02 asks for a layer by its name, so give each convolution its own: name="conv1".'
)
SMALLER = (
    "Most of them sit where the feature maps meet the dense layer: it has one weight for each pair. Pool "
    "once more before "
    "Flatten, or use fewer filters or units."
)
ACTIVATION = 'Convolutions with nothing between them add up to a single one. Give each activation="relu".'
PROBABILITIES = (
    'Ten probabilities are not negative and add up to 1: end with activation="softmax". A sigmoid judges '
    "every digit for "
    "itself; without any activation the outputs are logits."
)
UNCOMPILED = "Leave compile (and fit) to the cells after this one: here only the architecture is built."


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
        net_by_add,
        nested_net,
    ),
    properties=(
        Property("a keras.Model that knows its input", not_a_model, MODEL),
        Property("a new model from every call", same_object, FRESH),
        Property("the input (None, 28, 28, 1)", wrong_input, INPUT),
        Property("the output (None, 10)", wrong_output, OUTPUT),
        Property("at least 4 convolutions", too_few_convolutions, FOUR),
        Property("convolutions with names of their own", automatic_names, NAMES),
        Property("at most 500,000 parameters", too_many_parameters, SMALLER),
        Property("activations between the convolutions", no_activation, ACTIVATION),
        Property("ten probabilities for each image", not_probabilities, PROBABILITIES),
        Property("a model that is not compiled", compiled, UNCOMPILED),
    ),
    misconceptions=(
        Misconception("no return", lambda: None, MODEL),
        Misconception("a list of layers", net_layers, MODEL),
        Misconception("no input", lambda: keras.Sequential(net_layers()[1:]), MODEL),
        Misconception("one model for all calls", one_net, FRESH),
        Misconception("no channel axis for colour", changed(size=(32, 32, 3)), INPUT),
        Misconception("any size", changed(size=(28, 28, 3)), INPUT),
        Misconception("one output", changed(units=1, last="sigmoid"), OUTPUT),
        Misconception("no flatten", without_flatten, OUTPUT),
        Misconception("three convolutions", changed(filters=(8, 8, 8)), FOUR),
        Misconception("automatic names", changed(named=False), NAMES),
        Misconception("too large a net", changed(filters=(64, 64, 128, 256), pool=1), SMALLER),
        Misconception("no activations", changed(activation=None), ACTIVATION),
        Misconception("logits", changed(last=None), PROBABILITIES),
        Misconception("sigmoid", changed(last="sigmoid"), PROBABILITIES),
        Misconception("ReLU at the end", changed(last="relu"), PROBABILITIES),
        Misconception("compiled", compiled_net, UNCOMPILED),
    ),
)
