"""Exercise 7.2, `cat_and_dog`: there are many ways down and up, so it is judged by properties."""

import keras
import numpy as np

import amhelpers as am
from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises import drawings
from amhelpers.exercises.lesson07.cat_and_dog.properties import PROPERTIES, SIZE
from amhelpers.exercises.lesson07.cat_and_dog.right import ALTERNATIVES, cat_and_dog
from amhelpers.exercises.lesson07.cat_and_dog.wrong import wrong
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def net(bias=0.0):
    """A small net that looks at colours only: of what is gray its logit is the bias.

    A colour and its opposite speak for the same, nearly alike, so that the negative of a dog is no cat.
    """
    layers = [
        keras.Input(SIZE, name="image"),
        keras.layers.Conv2D(8, 5, strides=4, activation="softplus", name="conv1"),
        keras.layers.AveragePooling2D(6, name="pool1"),
        keras.layers.Flatten(name="flatten"),
        keras.layers.Dense(1, activation="sigmoid", name="dog"),
    ]
    model, random = keras.Sequential(layers, name="net"), np.random.default_rng(1)
    colours = random.normal(size=(1, 1, 3, 4)) * np.ones((5, 5, 1, 1))
    colours -= colours.mean(axis=2, keepdims=True)
    dense = 2 * random.normal(size=(36, 4))
    kernel = np.concatenate([dense, 0.7 * dense], axis=1).reshape(-1, 1)
    gray = np.log(2) * kernel.sum()  # what softplus makes of it
    model.set_weights(
        [0.15 * np.concatenate([colours, -colours], axis=3), np.zeros(8), kernel, np.full(1, bias - gray)]
    )
    return model


def made(function, arguments):
    """What the function made of a model, with all that it is judged by."""
    model, *steps = arguments
    seen = noise(2, *SIZE)
    logit, before = am.models.with_logits(model), np.asarray(model(seen))
    result = drawings.as_array(function(model, *steps))
    fits = isinstance(result, np.ndarray) and result.shape == (2, *SIZE) and result.dtype.kind == "f"
    given = np.asarray(logit(np.round(result.astype("float32") * 255) / 255))[:, 0] if fits else None
    return drawings.Drawn(result, given, before, np.asarray(model(seen)), [])


EXERCISE = Exercise(
    number="7.2",
    title="The perfect cat, the perfect dog",
    function="cat_and_dog",
    reference=cat_and_dog,
    probes=(
        Probe("a net with one sigmoid unit", lambda: (net(),), call=made),
        Probe("a net that takes gray for a dog, 30 steps", lambda: (net(bias=30.0), 30), call=made),
        Probe("one step", lambda: (net(), 1), call=made),
        Probe("one step, again", lambda: (net(), 1), call=made),
    ),
    compared=(
        "shape, range, that a small net gives less than 0.05 for the first image and more than 0.95 for the second, "
        "also where its sigmoid begins at 1, that steps count, and that the net is as it was."
    ),
    why=(
        "One sigmoid unit holds two answers: its logit is climbed for the one and lowered for the other. The "
        "logit has a slope where p is flat."
    ),
    needed="The next cell shows both pictures. The same two ways, in waves, draw those that SqueezeNet is asked about.",
    hints=(
        "am.objectives.logit(model, 0) is the one unit before its sigmoid; an ascent with it leads to the dog.",
        "To minimise is to maximise the negative: -am.objectives.logit(model, 0) leads to the cat.",
        "Start both from am.images.noise(1, 150, 3, low=0.4, high=0.6), with regularizers=[(0.02, "
        "am.regularizers.total_variation)] and steps=steps; np.concatenate([cat.images, dog.images]).",
    ),
    properties=PROPERTIES,
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
