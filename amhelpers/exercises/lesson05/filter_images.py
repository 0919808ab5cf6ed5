"""Exercise 5.3, `filter_images`: there are many ways up, so it is judged by properties."""

import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks.exercise import Exercise, Misconception, Probe, Property
from amhelpers.exercises import drawings
from amhelpers.exercises.lesson05 import excitement

__all__ = ["EXERCISE"]


def filter_images(model, layer, channels, size):
    start = am.images.noise(len(channels), size, 3, low=0.4, high=0.6)
    objective = am.objectives.channel(model, layer, list(channels))
    moved = [am.transforms.jitter(4)]
    return am.ascend(objective, start, steps=24, step_size=(0.05, 0.01), transforms=moved, progress=False).images


def by_hand(model, layer, channels, size, one=False, steps=24, **missing):
    maps = am.models.feature_extractor(model, layer)

    def score(images):
        means = tf.reduce_mean(maps(images), axis=(1, 2))
        return means[:, channels[0]] if one else tf.gather(means, list(channels), axis=1, batch_dims=1)

    return drawings.climbed(score, am.images.noise(len(channels), size, 3, seed=1), steps=steps, **missing)


def by_loop(model, layer, channels, size):
    return np.concatenate([by_hand(model, layer, [channel], size) for channel in channels])


def whole_ascent(model, layer, channels, size):
    start = am.images.noise(len(channels), size, 3)
    return am.ascend(am.objectives.channel(model, layer, channels), start, steps=3, progress=False)


def sorted_in_place(model, layer, channels, size):
    channels.sort()
    return by_hand(model, layer, channels, size)


ARRAY = (
    "Return the images, one array (channels, size, size, 3). am.ascend gives an Ascent: its images are result.images. "
    "A list of images becomes an array by np.stack."
)
SHAPE = (
    "One image for each channel that was asked for, size × size with three colours: start from "
    "am.images.noise(len(channels), size, 3)."
)
RANGE = (
    "An image that leaves [0, 1] is not what you will see. am.ascend clips at every step; so must a loop of your own."
)
CHANGED = "You change what you were given, the model or the list. Whoever uses it next has another one."
COLOURS = "Red and blue are exchanged. The net carries its preprocessing: return the images as am.ascend gives them."
DOWN = "Your images excite their filters less than noise does: they go downhill. Climb: add the gradient."
FILTER = (
    "Each image is for the filter at its place in `channels`, in that order: am.objectives.channel(model, layer, "
    "list(channels)) takes a list, one filter for each image."
)
FEW = (
    "Noise excites these filters nearly as much: too few steps, too small ones, another layer or other filters. Climb "
    "am.objectives.channel(model, layer, list(channels)) for two dozen steps, the first of 0.05."
)

EXERCISE = Exercise(
    number="5.3",
    title="Filters of any layer",
    function="filter_images",
    reference=filter_images,
    probes=(Probe("three filters", excitement.arguments, call=excitement.made),),
    compared="shape, range, that every image excites its filter more than noise; model and list are as they were.",
    hints=(
        "It is lesson 03's ascent with am.objectives.channel(model, layer, channels) for the objective.",
        "start = am.images.noise(len(channels), size, 3, low=0.4, high=0.6); am.ascend(…, start, steps=24, …).images.",
    ),
    properties=(
        Property("an array of images", drawings.no_array, ARRAY),
        Property("one image (size, size, 3) for each channel", excitement.wrong_shape, SHAPE),
        Property("floats", drawings.no_floats, drawings.FLOATS),
        Property("values in [0, 1]", drawings.out_of_range, RANGE),
        Property("model and list as they were", excitement.changed, CHANGED),
        Property("red, green and blue in their order", excitement.reversed_colours, COLOURS),
        Property("a climb", excitement.downhill, DOWN),
        Property("each image for the filter at its place", excitement.of_another_filter, FILTER),
        Property("images that excite their filter clearly more than noise", excitement.hardly_climbed, FEW),
    ),
    alternatives=(
        by_hand,
        by_loop,
        lambda *given: am.recipes.filter_images(*given).images,
        lambda model, layer, channels, size: tf.constant(by_hand(model, layer, tuple(channels), size)),
    ),
    misconceptions=(
        Misconception("an Ascent", whole_ascent, ARRAY),
        Misconception("no return", lambda model, layer, channels, size: None, ARRAY),
        Misconception("another size", lambda model, layer, channels, size: by_hand(model, layer, channels, 20), SHAPE),
        Misconception(
            "one for all", lambda model, layer, channels, size: by_hand(model, layer, channels[:1], size), SHAPE
        ),
        Misconception(
            "8 bits",
            lambda model, layer, channels, size: (255 * by_hand(model, layer, channels, size)).astype("uint8"),
            drawings.FLOATS,
        ),
        Misconception(
            "not clipped", lambda model, layer, channels, size: by_hand(model, layer, channels, size, clip=False), RANGE
        ),
        Misconception("sorted", sorted_in_place, CHANGED),
        Misconception(
            "down", lambda model, layer, channels, size: by_hand(model, layer, channels, size, sign=-1), DOWN
        ),
        Misconception(
            "no step", lambda model, layer, channels, size: by_hand(model, layer, channels, size, move=False), FEW
        ),
        Misconception(
            "the first for all",
            lambda model, layer, channels, size: by_hand(model, layer, channels, size, one=True),
            FILTER,
        ),
        Misconception(
            "reversed", lambda model, layer, channels, size: by_hand(model, layer, channels, size)[..., ::-1], COLOURS
        ),
        Misconception("a few steps", lambda *given: by_hand(*given, steps=4), FEW),
        Misconception(
            "numbered", lambda model, layer, channels, size: by_hand(model, layer, range(len(channels)), size), FILTER
        ),
        Misconception("a list", lambda *given: list(by_hand(*given)), ARRAY),
        Misconception(
            "in order", lambda model, layer, channels, size: by_hand(model, layer, sorted(channels), size), FILTER
        ),
    ),
)
