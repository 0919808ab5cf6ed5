"""Exercise 2.2, `mean_activation`: the wrong answers that are recognised, each with its hint."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson02.mean_activation.right import mean_activation

__all__ = ["wrong"]

wrong = WrongAnswers()

ONE_FOR_ALL = (
    "You return one number for the whole batch. Every image is to have its own: average over height and width "
    "only, axis=(1, 2), and keep the batch."
)

wrong("one for all", ONE_FOR_ALL)(lambda maps, channel: tf.reduce_mean(maps[..., channel]))

NUMBER = f"{ONE_FOR_ALL} And use tf functions: float() and NumPy leave TensorFlow, so that there is no gradient."


@wrong("a Python number", NUMBER)
def a_float(activations, channel):
    return float(tf.reduce_mean(activations[..., channel]))


SUM = (
    "You add up instead of averaging, so a large map scores higher than a small one. Use tf.reduce_mean; the sum "
    "over height and width is height · width times as large."
)

wrong("sum", SUM)(lambda maps, channel: tf.reduce_sum(maps[..., channel], axis=(1, 2)))

wrong("sum of all", f"{SUM} {ONE_FOR_ALL}")(lambda maps, channel: tf.reduce_sum(maps[..., channel]))

ACROSS_IMAGES = (
    "You average over the batch: axis 0 counts the images, and they must not mix. Height and width are the axes 1 "
    "and 2."
)

wrong("batch", ACROSS_IMAGES)(lambda maps, channel: tf.reduce_mean(maps[..., channel], axis=0))

wrong("batch and height", ACROSS_IMAGES)(lambda maps, channel: tf.reduce_mean(maps[..., channel], axis=(0, 1)))

ALL_CHANNELS = (
    "You average over all channels, so that every filter would get the same picture. Pick the one asked for first: "
    "activations[..., channel]."
)

wrong("all channels", ALL_CHANNELS, visible=True)(lambda maps, channel: tf.reduce_mean(maps, axis=(1, 2, 3)))

wrong("everything", f"{ALL_CHANNELS} {ONE_FOR_ALL}")(lambda maps, channel: tf.reduce_mean(maps))

wrong(
    "no channel",
    "You give the mean of every channel. Asked for is one of them: activations[..., channel] before averaging, or "
    "[:, channel] after.",
)(lambda maps, channel: tf.reduce_mean(maps, axis=(1, 2)))

WRONG_AXIS = (
    "`channel` picks along another axis than the last. The axes are (image, height, width, channel), and ... "
    "stands for all before the last: activations[..., channel]."
)

wrong("second axis", WRONG_AXIS, raises=True)(lambda maps, channel: tf.reduce_mean(maps[:, channel], axis=(1, 2)))

wrong("first axis", WRONG_AXIS, raises=True)(lambda maps, channel: tf.reduce_mean(maps[channel], axis=(0, 1)))

wrong("first axis, all", WRONG_AXIS, raises=True)(lambda maps, channel: tf.reduce_mean(maps[channel]))

wrong("third axis", WRONG_AXIS, raises=True)(lambda maps, channel: tf.reduce_mean(maps[:, :, channel], axis=(1, 2)))

wrong("second axis, one for all", WRONG_AXIS, raises=True)(lambda maps, channel: tf.reduce_mean(maps[:, channel]))

wrong("third axis, one for all", WRONG_AXIS, raises=True)(lambda maps, channel: tf.reduce_mean(maps[:, :, channel]))

FIRST_IMAGE = "You look at the first image only. Leave the batch: activations[..., channel] has all images."

wrong("first image", FIRST_IMAGE)(lambda maps, channel: tf.reduce_mean(maps[0, ..., channel]))

wrong("first image, as a batch", FIRST_IMAGE)(lambda maps, channel: tf.reduce_mean(maps[:1, ..., channel], (1, 2)))

wrong(
    "largest",
    "You take the largest value of the map. That is another objective, one place of the map; asked for is the mean "
    "over all places.",
    visible=True,
)(lambda maps, channel: tf.reduce_max(maps[..., channel], axis=(1, 2)))

ONE_PLACE = "You read the map at one place, which is the objective of a single neuron. Average over all places."


@wrong("middle", ONE_PLACE, visible=True)
def middle(activations, channel):
    return activations[:, activations.shape[1] // 2, activations.shape[2] // 2, channel]


wrong("corner", ONE_PLACE, visible=True)(lambda maps, channel: maps[:, 0, 0, channel])

wrong(
    "absolute",
    "You average sizes without their sign. Take the values as they are: negative ones count against the filter.",
)(lambda maps, channel: mean_activation(tf.abs(maps), channel))

wrong("squares", "You average the squares. The mean of the values themselves is asked for.")(
    lambda maps, channel: mean_activation(tf.square(maps), channel)
)

wrong(
    "cut off",
    "You cut off negative values first. Take the layer's values as they come: their activation has been applied.",
)(lambda maps, channel: mean_activation(tf.nn.relu(maps), channel))

wrong(
    "negative",
    "The sign is reversed. That is a loss, which one would lower; here the score itself is to be raised.",
    visible=True,
)(lambda maps, channel: -mean_activation(maps, channel))

wrong(
    "NumPy",
    "The values are right, but on the way you leave TensorFlow (NumPy, .numpy(), float()): the tape loses the "
    "track there, and the gradient is None. tf.reduce_mean does the same as np.mean and can be differentiated.",
)(lambda maps, channel: np.asarray(maps)[..., channel].mean(axis=(1, 2)))

wrong("NumPy, one for all", NUMBER)(lambda maps, channel: np.mean(maps[..., channel]))

wrong("from one", "Channels are counted from 0: activations[..., channel] without − 1.", visible=True)(
    lambda maps, channel: mean_activation(maps, channel - 1)
)

wrong("fixed", "The channel is fixed in your function. Use the argument `channel`.", visible=True)(
    lambda maps, channel: mean_activation(maps, 0)
)

ONE_AXIS = "Only one of the two axes of the map is averaged away. Both are to go: axis=(1, 2)."

wrong("one axis", ONE_AXIS)(lambda maps, channel: tf.reduce_mean(maps[..., channel], axis=1))

wrong("the other axis", ONE_AXIS)(lambda maps, channel: tf.reduce_mean(maps[..., channel], axis=2))

wrong("last axis", ONE_AXIS)(lambda maps, channel: tf.reduce_mean(maps[..., channel], axis=-1))

wrong(
    "keepdims",
    "The axes that were averaged are still there, with length 1. One number for each image: without keepdims.",
)(lambda maps, channel: tf.reduce_mean(maps[..., channel], axis=(1, 2), keepdims=True))

wrong("the map", f"That is the map itself. {ONE_AXIS}")(lambda maps, channel: maps[..., channel])

SIZE = "You divide by a size that belongs to other maps. tf.reduce_mean divides by the size of the maps at hand."

wrong("size of MNIST", SIZE)(lambda maps, channel: tf.reduce_sum(maps[..., channel], axis=(1, 2)) / 784)

wrong("size of conv4", SIZE)(lambda maps, channel: tf.reduce_sum(maps[..., channel], axis=(1, 2)) / 196)

wrong("height twice", SIZE)(lambda maps, channel: tf.reduce_sum(maps[..., channel], axis=(1, 2)) / maps.shape[1] ** 2)

wrong(
    "two arguments",
    "The axes go together as one argument, a tuple: axis=(1, 2). A third positional argument is `keepdims`.",
)(lambda maps, channel: tf.reduce_mean(maps[..., channel], 1, 2))

wrong(
    "a slice",
    "activations[..., channel:channel + 1] keeps an axis of length 1. An index without a colon takes it away.",
)(lambda maps, channel: tf.reduce_mean(maps[..., channel : channel + 1], axis=(1, 2)))
