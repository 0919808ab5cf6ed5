"""Exercise 1.2, `build_cnn`: an open one, judged by properties."""

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson01.build_cnn.properties import PROPERTIES
from amhelpers.exercises.lesson01.build_cnn.right import ALTERNATIVES, build_cnn
from amhelpers.exercises.lesson01.build_cnn.wrong import wrong

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    number="1.2",
    title="A net with four convolutions",
    function="build_cnn",
    reference=build_cnn,
    probes=(Probe("no arguments", tuple), Probe("no arguments, a second time", tuple)),
    compared="input, output, number and names of the convolutions, activations, parameters; two calls give two nets.",
    why=(
        "Convolutions find the same thing at every place, pooling makes the maps smaller, and one dense layer "
        "with softmax turns what was found into ten probabilities."
    ),
    needed="It is trained in the next cells, and the net that lesson 02 looks into is built like this.",
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
    alternatives=ALTERNATIVES,
    properties=PROPERTIES,
    misconceptions=tuple(wrong),
)
