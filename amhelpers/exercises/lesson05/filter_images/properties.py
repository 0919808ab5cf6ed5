"""Exercise 5.3, `filter_images`: what must hold of an answer, each property with its hint."""

import functools

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks.exercise import Property
from amhelpers.exercises import drawings
from amhelpers.exercises.outputs import weighted

__all__ = [
    "ARRAY",
    "BATCH_SHAPE",
    "CHANGED",
    "CHANNELS",
    "COLOURS",
    "DOWN",
    "FEW",
    "FILTER",
    "LAYER",
    "PROPERTIES",
    "RANGE",
    "SHAPE",
    "SIZE",
    "net",
]

CHANNELS = (4, 1, 1)
SIZE = 32
LAYER = "second"
BATCH_SHAPE = (len(CHANNELS), SIZE, SIZE, 3)


def net():
    """A small net for pictures in colour of any size: filter 4 likes red rather than blue, filter 1 green, not red."""
    layers = [
        keras.Input((None, None, 3), name="image"),
        keras.layers.Conv2D(4, 3, padding="same", activation="softplus", name="first"),
        keras.layers.Conv2D(6, 3, padding="same", activation="softplus", name=LAYER),
    ]
    model = weighted(keras.Sequential(layers, name="net"))
    first, _, second, _ = weights = [0.1 * weight for weight in model.get_weights()]
    first[1, 1, :, :3] += 3 * np.eye(3)
    for channel, likes in {4: (2, 0, -2), 1: (-2, 2, 0), 0: (-2, 0, 2), 2: (2, -2, 0)}.items():
        second[1, 1, :3, channel] += likes
    model.set_weights(weights)
    return model


def wrong_shape(values):
    """Is there one image (size, size, 3) for each channel?"""
    return drawings.wrong_shape(values, BATCH_SHAPE)


def changed(values):
    """Are the list and the model as they were?"""
    return drawings.changed_targets(values, CHANNELS, "channels") or drawings.changed_model(values, "feature maps")


def excitement(answers, place):
    """What the image at a place does to the filter it was to be for, and the most that an image for another does."""
    wanted = CHANNELS[place]
    others = [row[wanted] for other, row in zip(CHANNELS, answers, strict=True) if other != wanted]
    return answers[place, wanted], max(others)


@functools.cache
def reached():
    """What noise does to the filters, and what a plain climb reaches."""
    maps = am.models.feature_extractor(net(), LAYER)

    def score(images):
        return tf.gather(tf.reduce_mean(maps(images), axis=(1, 2)), CHANNELS, axis=1, batch_dims=1)

    climbed = drawings.climbed(score, am.images.noise(len(CHANNELS), SIZE, 3, seed=1), steps=24)
    noise, found = (np.asarray(maps(images)).mean(axis=(1, 2)) for images in (am.images.noise(2, SIZE, 3), climbed))
    return noise.mean(axis=0)[list(CHANNELS)], found[range(len(CHANNELS)), CHANNELS]


def reversed_colours(values):
    """Would the images excite their filters more with red and blue exchanged?"""
    gained = 0
    for place, wanted in enumerate(CHANNELS):
        own, other = excitement(values[0].answers, place)
        turned, _ = excitement(values[0].reversed, place)
        if turned < max(0.9 * own, other):
            return None
        if turned > 2 * own + gained:
            gained = turned
            words = (
                f"the image for filter {wanted} excites it by {own:.3g}, with red and blue exchanged by {turned:.3g}"
            )
    return words if gained else None


def downhill(values):
    """Do they excite them less than noise does?"""
    noise, own = reached()[0], [excitement(values[0].answers, place)[0] for place in range(len(CHANNELS))]
    if (own > 0.5 * noise).any():
        return None
    return f"the image for filter {CHANNELS[0]} excites it by {own[0]:.3g} on average, noise by {noise[0]:.3g}"


def of_another_filter(values):
    """Is a filter excited more by an image for another filter than by its own?"""
    for place, wanted in enumerate(CHANNELS):
        own, other = excitement(values[0].answers, place)
        if other > max(own, 1.3 * reached()[0][place]):
            return f"filter {wanted} is excited by {own:.3g} by its image, by {other:.3g} by one for another filter"
    return None


def hardly_climbed(values):
    """Do they excite them little more than noise does, measured by what a plain climb reaches?"""
    for place, wanted in enumerate(CHANNELS):
        own, noise, found = excitement(values[0].answers, place)[0], *(part[place] for part in reached())
        if own < noise + 0.6 * (found - noise):
            words = f"the image for filter {wanted} excites it by {own:.3g} on average"
            return f"{words}, noise by {noise:.3g}, a plain climb reaches {found:.3g}"
    return None


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

PROPERTIES = (
    Property("an array of images", drawings.no_array, ARRAY),
    Property("one image (size, size, 3) for each channel", wrong_shape, SHAPE),
    Property("floats", drawings.no_floats, drawings.FLOATS),
    Property("values in [0, 1]", drawings.out_of_range, RANGE),
    Property("model and list as they were", changed, CHANGED),
    Property("red, green and blue in their order", reversed_colours, COLOURS),
    Property("a climb", downhill, DOWN),
    Property("each image for the filter at its place", of_another_filter, FILTER),
    Property("images that excite their filter clearly more than noise", hardly_climbed, FEW),
)
