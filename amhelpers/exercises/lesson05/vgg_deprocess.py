"""Exercise 5.2, `vgg_deprocess`: what VGG16 takes -> a picture that can be shown."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.lesson05.vgg_preprocess import MEAN, vgg_preprocess
from amhelpers.exercises.probes import arrays, noise

__all__ = ["EXERCISE"]


def vgg_deprocess(inputs):
    images = (inputs + np.array([103.939, 116.779, 123.68], "float32"))[..., ::-1] / 255
    return np.clip(images, 0, 1)


def inverse(inputs):
    return ((inputs + MEAN) / 255)[..., ::-1]


def in_place(inputs):
    inputs += MEAN
    inputs /= 255
    return np.clip(inputs[..., ::-1], 0, 1)


def stretched(inputs):
    low, high = inputs.min(), inputs.max()
    return ((inputs - low) / (high - low))[..., ::-1]


CLIP = "Values outside of [0, 1] are left, and cannot be shown. Clip at the end: np.clip(images, 0, 1)."
EARLY = "You clip before everything is undone, and cut off what belongs to the picture. Clip at the end."
FLIP = "The colours are still blue, green, red: reverse the last axis, [..., ::-1]."
MEAN_LEFT = "The mean is not added back: 103.939 to blue, 116.779 to green, 123.68 to red."
ORDER = (
    "The three numbers meet the wrong colours. While the order is still blue, green, red, add them; then reverse it."
)
SCALE = "The result is to lie in [0, 1]: divide by 255."
LATE = "The mean is one of values from 0 to 255: add it before you divide by 255."
SUBTRACTED = "You subtract the mean once more. Preprocessing subtracted it, so add it."
STRETCHED = (
    "You stretch what comes to the whole range. That is another picture for every input: undo the three steps, "
    "with the same numbers."
)
AGAIN = "That is preprocessing once more. Undo it: last step first, each with its opposite."
BYTES = "Floats in [0, 1] are asked for, not whole numbers."
PLACE = "The result is right, but your function changes its argument. Compute a new array."

EXERCISE = Exercise(
    number="5.2",
    title="Back to a picture",
    function="vgg_deprocess",
    reference=vgg_deprocess,
    tolerance=1e-4,
    probes=(
        Probe("two preprocessed images", lambda: (vgg_preprocess(noise(2, 4, 5, 3)),)),
        Probe("values that no picture has", lambda: (200 * arrays(2, 3, 3, 3),)),
    ),
    compared="that it undoes 5.1, that all values end in [0, 1], and that the argument stays as it is.",
    hints=(
        "Last step first, each with its opposite: add the mean, reverse the colours, divide by 255.",
        "np.clip(images, 0, 1) at the very end.",
    ),
    alternatives=(
        lambda inputs: np.clip((inputs[..., ::-1] + MEAN[::-1]) / 255, 0, 1),
        lambda inputs: tf.clip_by_value((tf.reverse(inputs, [-1]) + MEAN[::-1]) / 255.0, 0, 1),
        lambda inputs: np.minimum(np.maximum(inputs + MEAN, 0), 255)[..., ::-1] / 255.0,
    ),
    misconceptions=(
        Misconception("not clipped", inverse, CLIP),
        Misconception("clipped first", lambda inputs: inverse(np.clip(inputs, 0, 255)), EARLY),
        Misconception("clipped to 0 and 1 first", lambda inputs: inverse(np.clip(inputs, 0, 1)), EARLY),
        Misconception("not reversed", lambda inputs: np.clip((inputs + MEAN) / 255, 0, 1), FLIP),
        Misconception("no mean", lambda inputs: np.clip(inputs[..., ::-1] / 255, 0, 1), MEAN_LEFT),
        Misconception("reversed, then mean", lambda inputs: np.clip((inputs[..., ::-1] + MEAN) / 255, 0, 1), ORDER),
        Misconception(
            "mean reversed, then reversed", lambda inputs: np.clip((inputs + MEAN[::-1])[..., ::-1] / 255, 0, 1), ORDER
        ),
        Misconception("not divided", lambda inputs: np.clip((inputs + MEAN)[..., ::-1], 0, 255), SCALE),
        Misconception("not divided, clipped to 1", lambda inputs: np.clip((inputs + MEAN)[..., ::-1], 0, 1), SCALE),
        Misconception("divided first", lambda inputs: np.clip((inputs / 255 + MEAN)[..., ::-1], 0, 1), LATE),
        Misconception("subtracted", lambda inputs: np.clip((inputs - MEAN)[..., ::-1] / 255, 0, 1), SUBTRACTED),
        Misconception("stretched", stretched, STRETCHED),
        Misconception("preprocessed again", vgg_preprocess, AGAIN),
        Misconception("8 bits", lambda inputs: np.uint8(255 * np.clip(inverse(inputs), 0, 1)), BYTES),
        Misconception("in place", in_place, PLACE),
    ),
)
