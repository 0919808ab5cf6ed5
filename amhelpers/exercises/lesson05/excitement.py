"""Excitement: images that an answer drew for three filters of a small net -> what is wrong with them, or None."""

import functools

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.exercises import drawings
from amhelpers.exercises.outputs import weighted

__all__ = [
    "arguments",
    "changed",
    "downhill",
    "hardly_climbed",
    "made",
    "of_another_filter",
    "reversed_colours",
    "wrong_shape",
]

CHANNELS = (4, 1, 1)
SIZE = 32
LAYER = "second"
SHAPE = (len(CHANNELS), SIZE, SIZE, 3)


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


def arguments():
    """What a student's function is called with."""
    return net(), LAYER, list(CHANNELS), SIZE


def made(function, given):
    """What the function made of a model, with all that it is judged by."""
    model, layer, channels, size = given
    maps = am.models.feature_extractor(model, layer)
    seen = am.images.noise(2, 16, 3)
    before = np.asarray(maps(seen))
    result = drawings.as_array(function(model, layer, channels, size))
    fits = isinstance(result, np.ndarray) and result.shape == SHAPE and result.dtype.kind == "f"
    answers, turned = [
        np.asarray(maps(shown.astype("float32"))).mean(axis=(1, 2)) if fits else None
        for shown in (result, result[..., ::-1] if fits else None)
    ]
    return drawings.Drawn(result, answers, before, np.asarray(maps(seen)), channels, turned)


def wrong_shape(values):
    """Is there one image (size, size, 3) for each channel?"""
    return drawings.wrong_shape(values, SHAPE)


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
