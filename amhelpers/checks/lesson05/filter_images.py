"""Exercise 5.3, `filter_images`: there are many ways up, so it is judged by properties."""

from typing import NamedTuple

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks.exercise import Exercise, Misconception, Probe, Property
from amhelpers.checks.outputs import weighted
from amhelpers.description import describe

__all__ = ["EXERCISE"]

CHANNELS = (4, 1, 1)
SIZE = 32
LAYER = "second"


def filter_images(model, layer, channels, size):
    start = am.images.noise(len(channels), size, 3, low=0.4, high=0.6)
    objective = am.objectives.channel(model, layer, list(channels))
    moved = [am.transforms.jitter(4)]
    return am.ascend(objective, start, steps=24, step_size=(0.05, 0.01), transforms=moved, progress=False).images


class Made(NamedTuple):
    """What an answer made, and the rest of what it is judged by."""

    images: object
    means: np.ndarray | None  # of every feature map, for these images
    before: np.ndarray  # the same of other images, before
    after: np.ndarray  # and afterwards
    channels: list  # as the answer left them


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
    result = function(model, layer, channels, size)
    result = np.asarray(result) if isinstance(result, tf.Tensor | tf.Variable) else result
    fits = (
        isinstance(result, np.ndarray) and result.shape == (len(CHANNELS), SIZE, SIZE, 3) and result.dtype.kind == "f"
    )
    means = np.asarray(maps(result.astype("float32"))).mean(axis=(1, 2)) if fits else None
    return Made(result, means, before, np.asarray(maps(seen)), channels)


def no_array(values):
    if values[0].images is None:
        return "None: does the function end with `return`?"
    return None if isinstance(values[0].images, np.ndarray) else describe(values[0].images)


def wrong_shape(values):
    found, wanted = values[0].images.shape, (len(CHANNELS), SIZE, SIZE, 3)
    return None if found == wanted else f"shape {found} where {wanted} was expected"


def no_floats(values):
    return None if values[0].images.dtype.kind == "f" else describe(values[0].images)


def out_of_range(values):
    found = values[0].images
    inside = np.isfinite(found).all() and found.min() >= 0 and found.max() <= 1
    return None if inside else describe(found)


def changed(values):
    if list(values[0].channels) != list(CHANNELS):
        return f"channels afterwards: {values[0].channels}"
    return (
        None if np.allclose(values[0].before, values[0].after, atol=1e-5) else "a model that gives other feature maps"
    )


def not_their_filter(values):
    noise = values[0].before.mean(axis=(1, 2)).mean(axis=0)
    means = values[0].means
    for place, wanted in enumerate(CHANNELS):
        others = [row[wanted] for other, row in zip(CHANNELS, means) if other != wanted]
        if means[place, wanted] < max(1.1 * noise[wanted], *others):
            words = f"the image for filter {wanted} excites it by {means[place, wanted]:.3g} on average"
            return f"{words}, noise by {noise[wanted]:.3g}, the other images by at most {max(others):.3g}"
    return None


def by_hand(model, layer, channels, size, sign=1, clip=True, move=True, one=False):
    """The loop of lesson 02, with one thing or another missing."""
    maps = am.models.feature_extractor(model, layer)
    picture = tf.Variable(am.images.noise(len(channels), size, 3, seed=1))
    for _ in range(24):
        with tf.GradientTape() as tape:
            means = tf.reduce_mean(maps(picture), axis=(1, 2))
            score = means[:, channels[0]] if one else tf.gather(means, list(channels), axis=1, batch_dims=1)
        gradient = tape.gradient(score, picture)
        gradient /= tf.sqrt(tf.reduce_mean(gradient**2, axis=(1, 2, 3), keepdims=True)) + 1e-12
        if move:
            picture.assign_add(sign * 0.05 * gradient)
        if clip:
            picture.assign(tf.clip_by_value(picture, 0, 1))
    return picture.numpy()


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
FLOATS = "Images of this course are floats in [0, 1]. Leave rounding to whoever stores them."
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
        Property("an array of images", no_array, ARRAY),
        Property("one image (size, size, 3) for each channel", wrong_shape, SHAPE),
        Property("floats", no_floats, FLOATS),
        Property("values in [0, 1]", out_of_range, RANGE),
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
            FLOATS,
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
