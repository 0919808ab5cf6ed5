"""Exercise 5.3, `filter_images`: there are many ways up, so it is judged by properties."""

import functools

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks import drawings
from amhelpers.checks.exercise import Exercise, Misconception, Probe, Property
from amhelpers.checks.outputs import weighted

__all__ = ["EXERCISE"]

CHANNELS = (4, 1, 1)
SIZE = 32
LAYER = "second"
SHAPE_WANTED = (len(CHANNELS), SIZE, SIZE, 3)


def filter_images(model, layer, channels, size):
    start = am.images.noise(len(channels), size, 3, low=0.4, high=0.6)
    objective = am.objectives.channel(model, layer, list(channels))
    moved = [am.transforms.jitter(4)]
    return am.ascend(objective, start, steps=24, step_size=(0.05, 0.01), transforms=moved, progress=False).images


def net():
    """A small net for pictures in colour of any size, with feature maps in two layers."""
    layers = [
        keras.Input((None, None, 3), name="image"),
        keras.layers.Conv2D(4, 3, padding="same", activation="softplus", name="first"),
        keras.layers.Conv2D(6, 3, padding="same", activation="softplus", name=LAYER),
    ]
    model = weighted(keras.Sequential(layers, name="net"))
    model.set_weights([0.4 * weight for weight in model.get_weights()])
    return model


def made(function, arguments):
    """What the function made of a model, with all that it is judged by."""
    model, layer, channels, size = arguments
    maps = am.models.feature_extractor(model, layer)
    seen = am.images.noise(2, 16, 3)
    before = np.asarray(maps(seen))
    result = drawings.as_array(function(model, layer, channels, size))
    fits = isinstance(result, np.ndarray) and result.shape == SHAPE_WANTED and result.dtype.kind == "f"
    given = np.asarray(maps(result.astype("float32"))).mean(axis=(1, 2)) if fits else None
    return drawings.Drawn(result, given, before, np.asarray(maps(seen)), channels)


def changed(values):
    return drawings.changed_targets(values, CHANNELS, "channels") or drawings.changed_model(values, "feature maps")


def not_their_filter(values):
    noise = values[0].before.mean(axis=(1, 2)).mean(axis=0)
    means = values[0].answers
    for place, wanted in enumerate(CHANNELS):
        others = [row[wanted] for other, row in zip(CHANNELS, means) if other != wanted]
        if means[place, wanted] < max(1.1 * noise[wanted], *others):
            words = f"the image for filter {wanted} excites it by {means[place, wanted]:.3g} on average"
            return f"{words}, noise by {noise[wanted]:.3g}, the other images by at most {max(others):.3g}"
    return None


def by_hand(model, layer, channels, size, one=False, **missing):
    maps = am.models.feature_extractor(model, layer)

    def score(images):
        means = tf.reduce_mean(maps(images), axis=(1, 2))
        return means[:, channels[0]] if one else tf.gather(means, list(channels), axis=1, batch_dims=1)

    return drawings.climbed(score, am.images.noise(len(channels), size, 3, seed=1), steps=24, **missing)


def by_loop(model, layer, channels, size):
    return np.concatenate([by_hand(model, layer, [channel], size) for channel in channels])


def whole_ascent(model, layer, channels, size):
    start = am.images.noise(len(channels), size, 3)
    return am.ascend(am.objectives.channel(model, layer, channels), start, steps=3, progress=False)


def sorted_in_place(model, layer, channels, size):
    channels.sort()
    return by_hand(model, layer, channels, size)


ARRAY = (
    "Return the images, an array (channels, size, size, 3). am.ascend gives an Ascent: its images are result.images."
)
SHAPE = (
    "One image for each channel that was asked for, size × size with three colours: start from "
    "am.images.noise(len(channels), size, 3)."
)
RANGE = (
    "An image that leaves [0, 1] is not what you will see. am.ascend clips at every step; so must a loop of your own."
)
CHANGED = "You change what you were given, the model or the list. Whoever uses it next has another one."
FILTER = (
    "Each image is for the filter at its place in `channels`, in that order, and is to climb: "
    "am.objectives.channel(model, layer, channels). It takes a list, one filter for each image. Take two "
    "dozen steps."
)

EXERCISE = Exercise(
    number="5.3",
    title="Filters of any layer",
    function="filter_images",
    reference=filter_images,
    probes=(Probe("three filters", lambda: (net(), LAYER, list(CHANNELS), SIZE), call=made),),
    compared="shape, range, that every image excites its filter more than noise; model and list are as they were.",
    hints=(
        "It is lesson 03's ascent with am.objectives.channel(model, layer, channels) for the objective.",
        "start = am.images.noise(len(channels), size, 3, low=0.4, high=0.6); am.ascend(…, start, steps=24, …).images.",
    ),
    properties=(
        Property("an array of images", drawings.no_array, ARRAY),
        Property(
            "one image (size, size, 3) for each channel",
            functools.partial(drawings.wrong_shape, shape=SHAPE_WANTED),
            SHAPE,
        ),
        Property("floats", drawings.no_floats, drawings.FLOATS),
        Property("values in [0, 1]", drawings.out_of_range, RANGE),
        Property("model and list as they were", changed, CHANGED),
        Property("images that excite their filter", not_their_filter, FILTER),
    ),
    alternatives=(
        by_hand,
        by_loop,
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
            "down", lambda model, layer, channels, size: by_hand(model, layer, channels, size, sign=-1), FILTER
        ),
        Misconception(
            "no step", lambda model, layer, channels, size: by_hand(model, layer, channels, size, move=False), FILTER
        ),
        Misconception(
            "the first for all",
            lambda model, layer, channels, size: by_hand(model, layer, channels, size, one=True),
            FILTER,
        ),
        Misconception(
            "in order", lambda model, layer, channels, size: by_hand(model, layer, sorted(channels), size), FILTER
        ),
    ),
)
