"""Exercise 7.1, `build_cats_and_dogs_cnn`: a net that is described in full, judged by its properties one by one."""

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson07.build_cats_and_dogs_cnn.properties import COUNT, PROPERTIES
from amhelpers.exercises.lesson07.build_cats_and_dogs_cnn.right import ALTERNATIVES, build_cats_and_dogs_cnn
from amhelpers.exercises.lesson07.build_cats_and_dogs_cnn.wrong import wrong

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    number="7.1",
    title="A net for cats and dogs",
    function="build_cats_and_dogs_cnn",
    reference=build_cats_and_dogs_cnn,
    probes=(Probe("no arguments", tuple), Probe("no arguments, a second time", tuple)),
    compared=f"input, output, layers, {COUNT:,} parameters, and that it answers as the course's with the same weights.",
    why=(
        "Convolutions share their weights over all places, a dense layer has one for every pair: that is where "
        "most of the 3.4 million parameters are."
    ),
    needed="The next cell counts them, and the trained net of this lesson has the same layers.",
    hints=(
        'Four times keras.layers.Conv2D(…, 3, activation="relu") and keras.layers.MaxPooling2D(2), with 32, 64, 128 '
        "and 128 filters.",
        'Then Flatten(), Dropout(0.5), Dense(512, activation="relu") and Dense(1, activation="sigmoid").',
        "model.summary() lists the parameters of each layer: 896, 18,496, 73,856, 147,584, 3,211,776 and 513.",
    ),
    properties=PROPERTIES,
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
