"""Exercise 5.2, `vgg_deprocess`: the wrong answers that are recognised, each with its hint."""

import numpy as np

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson05.shared import MEAN
from amhelpers.exercises.lesson05.vgg_preprocess.right import vgg_preprocess

__all__ = ["wrong"]

wrong = WrongAnswers()


@wrong("not clipped", "Values outside of [0, 1] are left, and cannot be shown. Clip at the end: np.clip(images, 0, 1).")
def inverse(inputs):
    return ((inputs + MEAN) / 255)[..., ::-1]


EARLY = "You clip before everything is undone, and cut off what belongs to the picture. Clip at the end."

wrong("clipped first", EARLY)(lambda inputs: inverse(np.clip(inputs, 0, 255)))

wrong("clipped to 0 and 1 first", EARLY)(lambda inputs: inverse(np.clip(inputs, 0, 1)))

wrong("not reversed", "The colours are still blue, green, red: reverse the last axis, [..., ::-1].")(
    lambda inputs: np.clip((inputs + MEAN) / 255, 0, 1)
)

wrong("no mean", "The mean is not added back: 103.939 to blue, 116.779 to green, 123.68 to red.")(
    lambda inputs: np.clip(inputs[..., ::-1] / 255, 0, 1)
)

ORDER = (
    "The three numbers meet the wrong colours. While the order is still blue, green, red, add them; then reverse it."
)

wrong("reversed, then mean", ORDER)(lambda inputs: np.clip((inputs[..., ::-1] + MEAN) / 255, 0, 1))

wrong("mean reversed, then reversed", ORDER)(lambda inputs: np.clip((inputs + MEAN[::-1])[..., ::-1] / 255, 0, 1))

SCALE = "The result is to lie in [0, 1]: divide by 255."

wrong("not divided", SCALE)(lambda inputs: np.clip((inputs + MEAN)[..., ::-1], 0, 255))

wrong("not divided, clipped to 1", SCALE)(lambda inputs: np.clip((inputs + MEAN)[..., ::-1], 0, 1))

wrong("divided first", "The mean is one of values from 0 to 255: add it before you divide by 255.")(
    lambda inputs: np.clip((inputs / 255 + MEAN)[..., ::-1], 0, 1)
)

wrong("subtracted", "You subtract the mean once more. Preprocessing subtracted it, so add it.")(
    lambda inputs: np.clip((inputs - MEAN)[..., ::-1] / 255, 0, 1)
)


@wrong(
    "stretched",
    "You stretch what comes to the whole range. That is another picture for every input: undo the three steps, "
    "with the same numbers.",
)
def stretched(inputs):
    low, high = inputs.min(), inputs.max()
    return ((inputs - low) / (high - low))[..., ::-1]


wrong("preprocessed again", "That is preprocessing once more. Undo it: last step first, each with its opposite.")(
    vgg_preprocess
)

wrong("8 bits", "Floats in [0, 1] are asked for, not whole numbers.")(
    lambda inputs: np.uint8(255 * np.clip(inverse(inputs), 0, 1))
)


@wrong("in place", "The result is right, but your function changes its argument. Compute a new array.")
def in_place(inputs):
    inputs += MEAN
    inputs /= 255
    return np.clip(inputs[..., ::-1], 0, 1)
