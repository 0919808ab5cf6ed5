"""Exercise 4.1, `build_cifar_cnn`: what must hold of an answer, each property with its hint."""

import functools

from amhelpers.checks.exercise import Property
from amhelpers.exercises import nets
from amhelpers.exercises.lesson04.build_cifar_cnn.right import SIZE

__all__ = [
    "CONVOLUTION",
    "FRESH",
    "INPUT",
    "LINEAR",
    "MODEL",
    "ONE_SOFTMAX",
    "OUTPUT",
    "PROBABILITIES",
    "PROPERTIES",
    "SCALED",
]

MODEL = "Build keras.Sequential([keras.Input((32, 32, 3)), …]), or a functional model, and return it."
FRESH = (
    "Two calls give the same model, or the same weights. Build it inside: every call is to give new, untrained ones."
)
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

PROPERTIES = (
    Property("a keras.Model that knows its input", nets.not_a_model, MODEL),
    Property("a new model from every call", nets.same_object, FRESH),
    Property("the input (None, 32, 32, 3)", functools.partial(nets.wrong_input, size=SIZE), INPUT),
    Property("the output (None, 10)", nets.wrong_output, OUTPUT),
    Property("at least one convolution", functools.partial(nets.too_few_convolutions, least=1), CONVOLUTION),
    Property("softmax once, at the end", nets.several_softmax, ONE_SOFTMAX),
    Property("an activation before the last", nets.all_linear, LINEAR),
    Property("images in [0, 1], taken as they are", nets.scaled_again, SCALED),
    Property("ten probabilities for each image", nets.not_probabilities, PROBABILITIES),
)
