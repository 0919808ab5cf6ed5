"""Exercise 4.1, `build_cifar_cnn`: an open one, judged by properties."""

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson04.build_cifar_cnn.properties import PROPERTIES
from amhelpers.exercises.lesson04.build_cifar_cnn.right import ALTERNATIVES, build_cifar_cnn
from amhelpers.exercises.lesson04.build_cifar_cnn.wrong import wrong

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    number="4.1",
    title="A net for pictures in colour",
    function="build_cifar_cnn",
    reference=build_cifar_cnn,
    probes=(Probe("no arguments", tuple), Probe("no arguments, a second time", tuple)),
    compared="input, output, a convolution in it, and ten probabilities that come out; two calls give two nets.",
    why=(
        "The parts are those of the nets for digits; only the input has three channels. Softmax belongs once, at "
        "the end, for ten numbers that add up to 1."
    ),
    needed="The next cell trains it on 2,000 pictures, to see where two accuracies part.",
    hints=(
        "It is lesson 01's build_cnn with another input: keras.Input((32, 32, 3)), three colours in the place of one.",
        "Conv2D(32, 3), MaxPooling2D(2), Dropout(0.25), Flatten(), Dense(256) and Dense(10), the last with softmax.",
    ),
    alternatives=ALTERNATIVES,
    properties=PROPERTIES,
    misconceptions=tuple(wrong),
)
