"""Exercise 1.2, `build_cnn`: what must hold of an answer, each property with its hint."""

import functools

from amhelpers.checks.exercise import Property
from amhelpers.exercises import nets

__all__ = [
    "ACTIVATION",
    "FOUR",
    "FRESH",
    "INPUT",
    "MODEL",
    "NAMES",
    "ONE_SOFTMAX",
    "OUTPUT",
    "PROBABILITIES",
    "PROPERTIES",
    "SCALED",
    "SMALLER",
    "UNCOMPILED",
]

MODEL = "Build keras.Sequential([keras.Input((28, 28, 1)), …]), or a functional model, and return it."
FRESH = (
    "Two calls give the same model, or the same weights. Build it inside: every call is to give new, untrained ones."
)
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

PROPERTIES = (
    Property("a keras.Model that knows its input", nets.not_a_model, MODEL),
    Property("a new model from every call", nets.same_object, FRESH),
    Property("the input (None, 28, 28, 1)", functools.partial(nets.wrong_input, size=(28, 28, 1)), INPUT),
    Property("the output (None, 10)", nets.wrong_output, OUTPUT),
    Property("at least 4 convolutions", functools.partial(nets.too_few_convolutions, least=4), FOUR),
    Property("convolutions with names of their own", nets.automatic_names, NAMES),
    Property("at most 500,000 parameters", nets.too_many_parameters, SMALLER),
    Property("softmax once, at the end", nets.several_softmax, ONE_SOFTMAX),
    Property("an activation for each of the convolutions", nets.no_activation, ACTIVATION),
    Property("images in [0, 1], taken as they are", nets.scaled_again, SCALED),
    Property("ten probabilities for each image", nets.not_probabilities, PROBABILITIES),
    Property("a model that is not compiled", nets.compiled, UNCOMPILED),
)
