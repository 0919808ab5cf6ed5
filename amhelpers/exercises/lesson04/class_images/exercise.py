"""Exercise 4.2, `class_images`: there are many ways up, so it is judged by properties."""

import keras
import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises import drawings
from amhelpers.exercises.lesson04.class_images.properties import CLASSES, PROPERTIES
from amhelpers.exercises.lesson04.class_images.right import ALTERNATIVES, class_images
from amhelpers.exercises.lesson04.class_images.wrong import wrong
from amhelpers.exercises.outputs import weighted
from amhelpers.exercises.probes import noise
from amhelpers.models import with_logits

__all__ = ["EXERCISE"]

MOVES = [(down, right) for down in (-2, -1, 1, 2) for right in (-2, -1, 1, 2)]


def net():
    """A small net for pictures in colour, that gives ten probabilities."""
    layers = [
        keras.Input((32, 32, 3), name="image"),
        keras.layers.Conv2D(4, 5, strides=3, activation="tanh", name="conv"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(10, activation="softmax", name="class"),
    ]
    model = weighted(keras.Sequential(layers, name="net"))
    model.set_weights([0.2 * weight for weight in model.get_weights()])
    return model


def made(function, arguments):
    """What the function made of a model, with all that it is judged by."""
    model, classes, *steps = arguments
    seen = noise(3, 32, 32, 3)
    logits, before = with_logits(model), np.asarray(model(seen))
    result = drawings.as_array(function(model, classes, *steps))
    fits = isinstance(result, np.ndarray) and result.shape[1:] == (32, 32, 3)
    given = np.asarray(logits(np.round(result.astype("float32") * 255) / 255)) if fits else None
    moved = np.mean([logits(np.roll(result, by, (1, 2))) for by in MOVES], axis=0) if fits and not steps else None
    return drawings.Drawn(result, given, before, np.asarray(model(seen)), classes, moved=moved)


EXERCISE = Exercise(
    number="4.2",
    title="Ten pictures, in colour",
    function="class_images",
    reference=class_images,
    probes=(
        Probe("three classes", lambda: (net(), list(CLASSES)), call=made),
        Probe("three classes, one step", lambda: (net(), list(CLASSES), 1), call=made),
        Probe("three classes, one step, again", lambda: (net(), list(CLASSES), 1), call=made),
    ),
    compared=(
        "shape, range, that a small net reads every image as its class, also when it is moved by one pixel or two, "
        "that the images are smooth, that 100 steps lead elsewhere than one, and that net and classes are as they were."
    ),
    why=(
        "A class image is an ascent on log-odds with something said about pictures besides. Each image has its "
        "own start and its own target in one batch."
    ),
    needed="Both nets of this lesson are drawn this way; am.recipes.class_images has the same settings.",
    hints=(
        "Lesson 03 did it for digits: a start, an objective with one class for each image, am.ascend.",
        "start = am.images.noise(len(classes), 32, 3, low=0.45, high=0.55): even gray with a little noise.",
        "regularizers=[(0.1, am.regularizers.total_variation)], transforms=[am.transforms.jitter(2)], step_size=(0.05, "
        "0.005) and steps=steps are for am.ascend(am.objectives.log_odds(model, classes), start, …); .images of that.",
    ),
    properties=PROPERTIES,
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
