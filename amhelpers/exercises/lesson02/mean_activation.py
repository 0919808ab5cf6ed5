"""Exercise 2.2, `mean_activation`: what is to be raised, one number for each image."""

import keras
import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.lesson02.pictures import draw_ascents
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]


def mean_activation(activations, channel):
    return tf.reduce_mean(activations[..., channel], axis=(1, 2))


def draw(answer, reference):
    return draw_ascents({"score": answer})


def by_mask(activations, channel):
    mask = tf.one_hot(channel, activations.shape[-1], dtype=activations.dtype)
    return tf.reduce_sum(tf.reduce_mean(activations, axis=(1, 2)) * mask, axis=-1)


def by_loop(activations, channel):
    return tf.stack([tf.reduce_mean(image[:, :, channel]) for image in activations])


def a_float(activations, channel):
    return float(tf.reduce_mean(activations[..., channel]))


def middle(activations, channel):
    return activations[:, activations.shape[1] // 2, activations.shape[2] // 2, channel]


ONE_FOR_ALL = (
    "You return one number for the whole batch. Every image is to have its own: average over height and width "
    "only, axis=(1, 2), and keep the batch."
)
NUMBER = f"{ONE_FOR_ALL} And use tf functions: float() and NumPy leave TensorFlow, so that there is no gradient."
SUM = (
    "You add up instead of averaging, so a large map scores higher than a small one. Use tf.reduce_mean; the sum "
    "over height and width is height · width times as large."
)
ACROSS_IMAGES = (
    "You average over the batch: axis 0 counts the images, and they must not mix. Height and width are the axes 1 "
    "and 2."
)
ALL_CHANNELS = (
    "You average over all channels, so that every filter would get the same picture. Pick the one asked for first: "
    "activations[..., channel]."
)
NO_CHANNEL = (
    "You give the mean of every channel. Asked for is one of them: activations[..., channel] before averaging, or "
    "[:, channel] after."
)
WRONG_AXIS = (
    "`channel` picks along another axis than the last. The axes are (image, height, width, channel), and ... "
    "stands for all before the last: activations[..., channel]."
)
FIRST_IMAGE = "You look at the first image only. Leave the batch: activations[..., channel] has all images."
LARGEST = (
    "You take the largest value of the map. That is another objective, one place of the map; asked for is the mean "
    "over all places."
)
ONE_PLACE = "You read the map at one place, which is the objective of a single neuron. Average over all places."
ABSOLUTE = "You average sizes without their sign. Take the values as they are: negative ones count against the filter."
SQUARES = "You average the squares. The mean of the values themselves is asked for."
CUT_OFF = "You cut off negative values first. Take the layer's values as they come: their activation has been applied."
NEGATIVE = "The sign is reversed. That is a loss, which one would lower; here the score itself is to be raised."
NO_GRADIENT = (
    "The values are right, but on the way you leave TensorFlow (NumPy, .numpy(), float()): the tape loses the "
    "track there, and the gradient is None. tf.reduce_mean does the same as np.mean and can be differentiated."
)
COUNTED = "Channels are counted from 0: activations[..., channel] without − 1."
FIXED = "The channel is fixed in your function. Use the argument `channel`."
ONE_AXIS = "Only one of the two axes of the map is averaged away. Both are to go: axis=(1, 2)."
KEPT = "The axes that were averaged are still there, with length 1. One number for each image: without keepdims."
SIZE = "You divide by a size that belongs to other maps. tf.reduce_mean divides by the size of the maps at hand."
TWO_AXES = "The axes go together as one argument, a tuple: axis=(1, 2). A third positional argument is `keepdims`."
SLICED = "activations[..., channel:channel + 1] keeps an axis of length 1. An index without a colon takes it away."

EXERCISE = Exercise(
    number="2.2",
    title="What is to be raised",
    function="mean_activation",
    reference=mean_activation,
    differentiable=True,
    probes=(
        Probe("two images with five maps", lambda: (arrays(2, 3, 4, 5), 2)),
        Probe("three images with two maps", lambda: (arrays(3, 6, 5, 2, seed=1), 0)),
        Probe("one image", lambda: (arrays(1, 4, 4, 3, seed=2), 1)),
        Probe("maps of zeros", lambda: (np.zeros((2, 3, 3, 4), "float32"), 3)),
    ),
    compared="values, shape and gradient for batches of one, two and three images and several channels.",
    hints=(
        "The axes are (image, height, width, channel). One channel of all images is activations[..., channel].",
        "What is left has the axes (image, height, width). Average over the last two: axis=(1, 2).",
        "tf.reduce_mean(values, axis=(1, 2)) averages, and can be differentiated.",
    ),
    alternatives=(
        lambda activations, channel: keras.ops.mean(activations[:, :, :, channel], axis=[1, 2]),
        lambda activations, channel: tf.reduce_mean(activations, axis=[1, 2])[:, channel],
        lambda activations, channel: tf.reduce_mean(tf.reduce_mean(activations[..., channel], axis=-1), axis=-1),
        lambda activations, channel: tf.math.reduce_mean(tf.gather(activations, channel, axis=-1), (1, 2)),
        lambda activations, channel: (
            tf.reduce_sum(activations[..., channel], axis=(-2, -1)) / (activations.shape[1] * activations.shape[2])
        ),
        lambda activations, channel: keras.layers.GlobalAveragePooling2D()(activations)[:, channel],
        lambda activations, channel: (
            tf.einsum("bhw->b", activations[..., channel]) / tf.cast(tf.size(activations[0, ..., 0]), tf.float32)
        ),
        by_mask,
        by_loop,
        lambda activations, channel: tf.stack(
            [tf.reduce_mean(tf.gather(activations, index)[..., channel]) for index in range(len(activations))]
        ),
    ),
    misconceptions=(
        Misconception("one for all", lambda maps, channel: tf.reduce_mean(maps[..., channel]), ONE_FOR_ALL),
        Misconception("a Python number", a_float, NUMBER),
        Misconception("sum", lambda maps, channel: tf.reduce_sum(maps[..., channel], axis=(1, 2)), SUM),
        Misconception("sum of all", lambda maps, channel: tf.reduce_sum(maps[..., channel]), f"{SUM} {ONE_FOR_ALL}"),
        Misconception("batch", lambda maps, channel: tf.reduce_mean(maps[..., channel], axis=0), ACROSS_IMAGES),
        Misconception(
            "batch and height", lambda maps, channel: tf.reduce_mean(maps[..., channel], axis=(0, 1)), ACROSS_IMAGES
        ),
        Misconception(
            "all channels", lambda maps, channel: tf.reduce_mean(maps, axis=(1, 2, 3)), ALL_CHANNELS, visible=True
        ),
        Misconception("everything", lambda maps, channel: tf.reduce_mean(maps), f"{ALL_CHANNELS} {ONE_FOR_ALL}"),
        Misconception("no channel", lambda maps, channel: tf.reduce_mean(maps, axis=(1, 2)), NO_CHANNEL),
        Misconception("second axis", lambda maps, channel: tf.reduce_mean(maps[:, channel], axis=(1, 2)), WRONG_AXIS),
        Misconception("first axis", lambda maps, channel: tf.reduce_mean(maps[channel], axis=(0, 1)), WRONG_AXIS),
        Misconception("first axis, all", lambda maps, channel: tf.reduce_mean(maps[channel]), WRONG_AXIS),
        Misconception("third axis", lambda maps, channel: tf.reduce_mean(maps[:, :, channel], axis=(1, 2)), WRONG_AXIS),
        Misconception("second axis, one for all", lambda maps, channel: tf.reduce_mean(maps[:, channel]), WRONG_AXIS),
        Misconception("third axis, one for all", lambda maps, channel: tf.reduce_mean(maps[:, :, channel]), WRONG_AXIS),
        Misconception("first image", lambda maps, channel: tf.reduce_mean(maps[0, ..., channel]), FIRST_IMAGE),
        Misconception(
            "first image, as a batch", lambda maps, channel: tf.reduce_mean(maps[:1, ..., channel], (1, 2)), FIRST_IMAGE
        ),
        Misconception(
            "largest", lambda maps, channel: tf.reduce_max(maps[..., channel], axis=(1, 2)), LARGEST, visible=True
        ),
        Misconception("middle", middle, ONE_PLACE, visible=True),
        Misconception("corner", lambda maps, channel: maps[:, 0, 0, channel], ONE_PLACE, visible=True),
        Misconception("absolute", lambda maps, channel: mean_activation(tf.abs(maps), channel), ABSOLUTE),
        Misconception("squares", lambda maps, channel: mean_activation(tf.square(maps), channel), SQUARES),
        Misconception("cut off", lambda maps, channel: mean_activation(tf.nn.relu(maps), channel), CUT_OFF),
        Misconception("negative", lambda maps, channel: -mean_activation(maps, channel), NEGATIVE, visible=True),
        Misconception("NumPy", lambda maps, channel: np.asarray(maps)[..., channel].mean(axis=(1, 2)), NO_GRADIENT),
        Misconception("NumPy, one for all", lambda maps, channel: np.mean(maps[..., channel]), NUMBER),
        Misconception("from one", lambda maps, channel: mean_activation(maps, channel - 1), COUNTED, visible=True),
        Misconception("fixed", lambda maps, channel: mean_activation(maps, 0), FIXED, visible=True),
        Misconception("one axis", lambda maps, channel: tf.reduce_mean(maps[..., channel], axis=1), ONE_AXIS),
        Misconception("the other axis", lambda maps, channel: tf.reduce_mean(maps[..., channel], axis=2), ONE_AXIS),
        Misconception("last axis", lambda maps, channel: tf.reduce_mean(maps[..., channel], axis=-1), ONE_AXIS),
        Misconception(
            "keepdims", lambda maps, channel: tf.reduce_mean(maps[..., channel], axis=(1, 2), keepdims=True), KEPT
        ),
        Misconception("the map", lambda maps, channel: maps[..., channel], f"That is the map itself. {ONE_AXIS}"),
        Misconception(
            "size of MNIST", lambda maps, channel: tf.reduce_sum(maps[..., channel], axis=(1, 2)) / 784, SIZE
        ),
        Misconception(
            "size of conv4", lambda maps, channel: tf.reduce_sum(maps[..., channel], axis=(1, 2)) / 196, SIZE
        ),
        Misconception(
            "height twice",
            lambda maps, channel: tf.reduce_sum(maps[..., channel], axis=(1, 2)) / maps.shape[1] ** 2,
            SIZE,
        ),
        Misconception("two arguments", lambda maps, channel: tf.reduce_mean(maps[..., channel], 1, 2), TWO_AXES),
        Misconception(
            "a slice", lambda maps, channel: tf.reduce_mean(maps[..., channel : channel + 1], axis=(1, 2)), SLICED
        ),
    ),
    picture=draw,
)
