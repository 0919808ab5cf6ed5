"""Exercise 8.2, `smooth_grad`: the noise is whose it is, so it is judged by properties."""

from typing import NamedTuple

import keras
import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.describe import describe
from amhelpers.exercises.drawings import as_array
from amhelpers.exercises.lesson08 import shared
from amhelpers.exercises.lesson08.shared import told
from amhelpers.exercises.lesson08.smooth_grad.properties import OFFSETS, PLACES, PROPERTIES, QUIET_CLASSES, STEEP
from amhelpers.exercises.lesson08.smooth_grad.right import ALTERNATIVES, smooth_grad
from amhelpers.exercises.lesson08.smooth_grad.wrong import wrong
from amhelpers.exercises.probes import noise as pictures

__all__ = ["EXERCISE"]

SHAPE = (24, 30, 1)
CLASSES = (0, 1, 2)


class Mapped(NamedTuple):
    """What an answer gave, and what it was asked for."""

    maps: object
    images: np.ndarray
    samples: int
    noise: float
    changes: str | None  # what it changed of its arguments


def net():
    """Three classes: gradients 0 and 1, and below that −1 and 1; twice gradient 1 with one pixel of 1 or STEEP."""
    layers = [
        keras.Input(SHAPE, name="image"),
        keras.layers.Conv2D(3, 1, activation="relu", name="first"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(3, activation="softmax", name="class"),
    ]
    model = keras.Sequential(layers, name="net")
    dense = np.zeros((*SHAPE[:2], 3, 3))
    above, below, always = 0, 1, 2
    dense[:22, :, above, 0] = dense[20:22, :, below, 0] = 1
    for label, place in PLACES.items():
        dense[:22, :, always, label] = 1
        dense[(*place, above, label)] = STEEP - 1
    kernel = np.reshape([1.0, -1.0, 1.0], (1, 1, 1, 3))
    model.set_weights([kernel, np.array([-0.5, 0.5, 0.0]), 0.01 * dense.reshape(-1, 3), np.zeros(3)])
    return model


def images():
    """One image for each class, of 0.5 but for the ramp of the first; with a dark row and a bright one.

    None reaches 0 or 1, so that noise in units of an image's own range is not the noise that is asked for.
    """
    found = np.full((3, *SHAPE), 0.5, "float32")
    found[0, :20] += np.tile(OFFSETS, 2).reshape(20, 30, 1).astype("float32")
    found[:, 22], found[:, 23] = 0.1, 0.9
    return found


def made(function, arguments):
    """What the function gave, with all that it is judged by."""
    model, given, _, samples, noise = (*arguments, *(16, 0.1)[len(arguments) - 3 :])[:5]
    seen = pictures(1, *model.input_shape[1:])
    kept, before = given.copy(), np.asarray(model(seen))
    maps = as_array(told(function, arguments))
    changes = None if np.array_equal(kept, given) else f"images afterwards: {describe(given)}"
    if not np.allclose(before, np.asarray(model(seen)), atol=1e-5):
        changes = "a model that gives other probabilities than before"
    return Mapped(maps, kept, samples, noise, changes)


EXERCISE = Exercise(
    number="8.2",
    title="Less noise by noise",
    function="smooth_grad",
    reference=smooth_grad,
    probes=(
        Probe(
            "no noise, the first of five calls",
            lambda: (shared.colour_net(-0.1), shared.black_and_noise(3), list(QUIET_CLASSES), 2, 0.0, 0),
            call=made,
        ),
        Probe("three images", lambda: (net(), images(), list(CLASSES)), call=made),
        *(
            Probe(
                f"8 samples, seed {seed}{again}",
                lambda seed=seed: (net(), images(), list(CLASSES), 8, 0.05, seed),
                call=made,
            )
            for seed, again in ((0, ""), (0, ", again"), (1, ""))
        ),
    ),
    compared=(
        "the maps without noise; with it, that it has the strength that was asked for, is new for each of the samples, "
        "that their mean is scaled last, that a seed repeats it all; images and model as they were."
    ),
    why=(
        "Single gradients jump from pixel to pixel. In the mean over noisy copies what jumps is evened out, and "
        "what all copies share stays."
    ),
    needed="The last test of the lesson asks whether these calm maps notice that the net has forgotten its classes.",
    hints=(
        "It is saliency without its last line, for images + random.normal(0, noise, images.shape), in a loop over "
        "range(samples).",
        "random = np.random.default_rng(seed) stands before the loop. tf.constant(…, tf.float32) makes the images fit.",
        "Add up tf.reduce_max(tf.abs(gradient), axis=3) of all samples, and divide each map by its maximum at the end.",
    ),
    properties=PROPERTIES,
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
