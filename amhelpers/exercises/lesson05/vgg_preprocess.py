"""Exercise 5.1, `vgg_preprocess`: RGB in [0, 1] -> what VGG16 was trained on."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE", "MEAN"]

MEAN = np.array([103.939, 116.779, 123.68], "float32")  # blue, green, red


def vgg_preprocess(images):
    return images[..., ::-1] * 255 - np.array([103.939, 116.779, 123.68], "float32")


def in_place(images):
    images *= 255
    images -= MEAN[::-1]
    return images[..., ::-1]


def by_tensors(images):
    return tf.reverse(tf.cast(images, tf.float32), [-1]) * 255 - MEAN


def by_channels(images):
    red, green, blue = np.moveaxis(np.asarray(images) * 255, -1, 0)
    return np.stack([blue - MEAN[0], green - MEAN[1], red - MEAN[2]], axis=-1)


FLIP = "The colours are in the wrong order: VGG16 takes blue, green, red. images[..., ::-1] reverses the last axis."
MEAN_LEFT = "The mean is not subtracted: 103.939 from blue, 116.779 from green, 123.68 from red."
ORDER = (
    "The three numbers meet the wrong colours: 103.939 belongs to blue, 116.779 to green, 123.68 to red. Reverse "
    "the colours first, then subtract."
)
SCALE = "The values are still in [0, 1]: multiply by 255."
EARLY = "You subtract the mean before you multiply by 255. It is the mean of values from 0 to 255: multiply first."
AXIS = (
    "You reverse another axis than the colours: the picture is mirrored or upside down. The colours are the last axis."
)
ADDED = "You add the mean. It is to be subtracted, so that an average picture becomes 0."
STANDARD = (
    "You divide by a standard deviation, or scale to −1 … 1, as other nets want it. VGG16 wants the mean "
    "subtracted, nothing else."
)
OWN = "You subtract the mean of these images. VGG16 wants the mean of ImageNet, the three numbers above."
PLACE = "The result is right, but your function changes the images that it was given. Compute a new array."
BYTES = "Values below the mean become negative: whole numbers without a sign cannot hold them. Keep floats."

EXERCISE = Exercise(
    number="5.1",
    title="What VGG16 was trained on",
    function="vgg_preprocess",
    reference=vgg_preprocess,
    tolerance=1e-3,
    probes=(
        Probe("two images", lambda: (noise(2, 4, 5, 3),)),
        Probe("a red, a black and a white image", lambda: (flat(),)),
    ),
    compared="values, shape and type for noise, red, black and white, and that the images stay as they are.",
    hints=(
        "Three steps: reverse the colours, multiply by 255, subtract the three numbers.",
        "images[..., ::-1] reverses the last axis. An array of three numbers is subtracted along it by itself.",
    ),
    alternatives=(
        lambda images: (images * 255 - MEAN[::-1])[..., ::-1],
        lambda images: np.float64(images[..., [2, 1, 0]]) * 255.0 - [103.939, 116.779, 123.68],
        by_tensors,
        by_channels,
    ),
    misconceptions=(
        Misconception("not reversed, mean for blue first", lambda images: images * 255 - MEAN, FLIP),
        Misconception("not reversed", lambda images: images * 255 - MEAN[::-1], FLIP),
        Misconception("no mean", lambda images: images[..., ::-1] * 255, MEAN_LEFT),
        Misconception("scaled only", lambda images: images * 255, f"{FLIP} {MEAN_LEFT}"),
        Misconception("mean in the order of RGB", lambda images: images[..., ::-1] * 255 - MEAN[::-1], ORDER),
        Misconception("subtracted, then reversed", lambda images: (images * 255 - MEAN)[..., ::-1], ORDER),
        Misconception("not scaled", lambda images: images[..., ::-1] - MEAN, SCALE),
        Misconception("mean of 0 to 1, not scaled", lambda images: images[..., ::-1] - MEAN / 255, SCALE),
        Misconception("mean first", lambda images: (images[..., ::-1] - MEAN) * 255, EARLY),
        Misconception("width reversed", lambda images: images[:, :, ::-1] * 255 - MEAN, AXIS),
        Misconception("height reversed", lambda images: images[:, ::-1] * 255 - MEAN, AXIS),
        Misconception("batch reversed", lambda images: images[::-1] * 255 - MEAN, AXIS),
        Misconception("added", lambda images: images[..., ::-1] * 255 + MEAN, ADDED),
        Misconception("from −1 to 1", lambda images: images * 2 - 1, STANDARD),
        Misconception("from −1 to 1, reversed", lambda images: images[..., ::-1] * 2 - 1, STANDARD),
        Misconception(
            "own mean", lambda images: images[..., ::-1] * 255 - (images[..., ::-1] * 255).mean((0, 1, 2)), OWN
        ),
        Misconception("in place", in_place, PLACE),
        Misconception("8 bits", lambda images: (images[..., ::-1] * 255 - MEAN).astype("int64").astype("uint8"), BYTES),
    ),
)


def flat():
    """A red, a black and a white image."""
    return np.ones((3, 2, 2, 3), "float32") * np.array([[1, 0, 0], [0, 0, 0], [1, 1, 1]], "float32")[:, None, None]
