"""Exercise 2.6, `deprocess`: an array of any range -> a picture that can be shown."""

import numpy as np
import tensorflow as tf
from matplotlib.figure import Figure

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]


def deprocess(image):
    contrast = (image - image.mean()) / (image.std() + 1e-7)
    return np.uint8(np.clip(0.5 + 0.15 * contrast, 0, 1) * 255)


def wide(*shape, seed=0):
    """What 50 steps of size 1 leave: a range from about −200 to 600, with some values far outside."""
    image = 90 + 110 * arrays(*shape, seed=seed)
    image[0, 0], image[-1, -1] = -400, 700
    return image


def scaled(image, factor=0.15, middle=0.5, epsilon=1e-7):
    """Mean and standard deviation brought to these shares of the range 0 … 1, in a new array."""
    return (image - image.mean()) / (image.std() + epsilon) * factor + middle


def bytes_of(image):
    return np.uint8(np.clip(image, 0, 1) * 255)


def in_place(image):
    image -= image.mean()
    image /= image.std() + 1e-7
    image *= 0.15
    image += 0.5
    return bytes_of(image)


def of_exercise_12_2(image):
    image -= image.mean()
    image /= image.std() + 1e-7
    image += 0.5
    return bytes_of(image)


def to_full_range(image):
    low, high = image.min(), image.max()
    return bytes_of((image - low) / (high - low + 1e-7))


def each_channel(image):
    axes = (0, 1)
    return bytes_of((image - image.mean(axes)) / (image.std(axes) + 1e-7) * 0.15 + 0.5)


def by_steps(image):
    image = np.array(image, "float64")
    image -= image.mean()
    if image.std() > 0:
        image *= 0.15 / image.std()
    return np.clip(255 * (image + 0.5), 0, 255).round().astype("uint8")


def by_tensors(image):
    values = tf.cast(image, tf.float32)
    values = (values - tf.reduce_mean(values)) / tf.maximum(tf.math.reduce_std(values), 1e-6)
    return tf.cast(tf.clip_by_value(values * 0.15 + 0.5, 0, 1) * 255, tf.uint8)


def draw(answer, reference):
    """A ring that has grown far beyond [0, 1], as the student's function and as the course's show it."""
    parts = {"yours": np.asarray(answer(ring())), "expected": reference(ring())}
    figure = Figure(figsize=(4.4, 2.5), dpi=80, layout="constrained")
    for axis, (name, image) in zip(figure.subplots(1, 2), parts.items(), strict=True):
        largest = 255 if image.dtype == np.uint8 else 1
        axis.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=largest, interpolation="nearest")
        low, high = image.min(), image.max()
        axis.set_title(f"{name}: {low:.3g} … {high:.3g}", fontsize=10)
        axis.axis("off")
    return figure, "an image with values from about −200 to 1500, as your function and as the course's prepare it"


def ring():
    """A ring on noise, and a bright spot, (28, 28, 1), from about −200 to 1500."""
    rows, columns = np.mgrid[:28, :28] - 13.5
    bright = np.exp(-((np.hypot(rows, columns) - 8) ** 2) / 6)[..., np.newaxis]
    image = 500 * bright + 60 * arrays(28, 28, 1)
    image[2:6, 2:6] = 1500  # so bright that it must be cut off
    return image.astype("float32")


IN_PLACE = (
    "The picture is right, but the array that was given is changed: -=, /=, *= and += write into it, and whoever "
    "uses it next gets something else. Compute new arrays: image = image - image.mean()."
)
SEED = (
    "Two things of Exercise 12.2's own version are in the way: it writes into its argument (-=, /=, +=), and it "
    "leaves out the scaling, so that more than half of the pixels are cut off to black or white. Compute new "
    "arrays, and multiply by 0.15."
)
NOT_SCALED = (
    "The standard deviation is 1 of the range, so more than half of the pixels are cut off to black or white. "
    "Multiply by 0.15 after dividing by the standard deviation."
)
OTHER_SCALE = "The contrast is another: the standard deviation is to be 0.15 of the range."
NO_MIDDLE = "The mean is at 0, so everything below it is black. Mid-gray is 0.5: add it before clipping."
NOT_CENTRED = "The mean is not taken away first: the picture becomes as bright as its values are large."
NOT_CLIPPED = (
    "Values outside of 0 … 255 start again at the other end in 8 bits: 256 becomes 0, and bright spots turn black. "
    "Clip before you convert."
)
CONSTANT = (
    "A constant image is to become mid-gray. Its standard deviation is 0, and 0 / 0 is NaN, which becomes black: "
    "add a small number to the divisor, such as 1e-7, and let the rest go its way."
)
AS_IT_IS = "A constant image is to become mid-gray in bytes, not to come back as it was."
DIVIDED = "You divide by 0.15. Multiply by it: the standard deviation is to be 0.15."
NO_STD = "You do not divide by the standard deviation, so the contrast depends on how large the values are."
CLIPPED_FIRST = "You clip before you scale, and lose all that is outside of the range. Scale first, clip at the end."
EPSILON = "What you add to the divisor is not small against an image of low contrast. 1e-7 is enough."
FLOATS = "The values are right, but a picture in bytes was asked for: times 255, and to uint8."
FLOATS_255 = 'The values are right, but their type is not: np.uint8(…), or .astype("uint8").'
ONLY_0_AND_1 = "You convert 0 … 1 to bytes, so that only 0 and 1 are left. Multiply by 255 first."
FULL_RANGE = (
    "You stretch from the smallest value to the largest. Then two extreme pixels decide how the rest looks. Use "
    "mean and standard deviation."
)
ONLY_CLIPPED = (
    "You only clip. The values reach from −200 to 600: nearly all become black or white. First bring mean and "
    "standard deviation to 0.5 and 0.15."
)
CHANNELS = "You treat each colour by itself, which changes the colours. Take mean and standard deviation of all values."
VARIANCE = "You divide by the variance. Its root is the standard deviation: image.std()."
INVERTED = "Black and white are exchanged."
SQUEEZED = "The channel axis is gone. Leave the shape as it is: (height, width, channels)."
BATCH = "There is one axis more than before. Leave the shape as it is: (height, width, channels)."
ORDER = "Multiply before you add: the mean is to be 0.5 in the end."
DOUBLE = "Multiplied by 255 twice? The values are clipped in the wrong range."
ROWS = "Mean and standard deviation are those of single rows or columns. Take those of all values: no axis."

EXERCISE = Exercise(
    number="2.6",
    title="A picture that can be shown",
    function="deprocess",
    reference=deprocess,
    exact_dtype=True,
    probes=(
        Probe("an image of a wide range", lambda: (wide(9, 8, 1),)),
        Probe(
            "an image in colour", lambda: (wide(6, 7, 3, seed=1) * np.float32([1, 0.5, 2]) + np.float32([0, 50, 9]),)
        ),
        Probe("an image of a narrow range", lambda: (0.4 + 1e-3 * arrays(8, 8, 1, seed=2),)),
        Probe("a constant image", lambda: (np.full((5, 5, 1), 0.25, "float32"),)),
        Probe("an image of type float64", lambda: (wide(5, 6, 1, seed=4).astype("float64"),)),
    ),
    compared="type, shape and values for wide, narrow, constant and colour images; the argument is left as it was.",
    hints=(
        "(image - image.mean()) / image.std() has mean 0 and standard deviation 1. Guard the divisor: + 1e-7.",
        "Times 0.15, plus 0.5: mean and standard deviation as they are to be, in the range 0 … 1.",
        "np.clip(…, 0, 1) * 255, and that as uint8. Do not use -= or /=, which change the argument.",
    ),
    alternatives=(
        by_steps,
        by_tensors,
        lambda image: np.clip((image - np.mean(image)) / max(np.std(image), 1e-8) * 38.25 + 127.5, 0, 255).astype(
            "uint8"
        ),
        lambda image: np.clip(127 + 0.15 * 255 * (image - image.mean()) / (image.std() + 1e-6), 0, 255).astype(
            np.uint8
        ),
        lambda image: (scaled(image.copy()).clip(0, 1) * 255).astype("uint8"),
    ),
    misconceptions=(
        Misconception("in place", in_place, IN_PLACE),
        Misconception("Exercise 12.2's own", of_exercise_12_2, SEED, True),
        Misconception("not scaled", lambda image: bytes_of(scaled(image, 1)), NOT_SCALED, True),
        Misconception("a tenth", lambda image: bytes_of(scaled(image, 0.1)), OTHER_SCALE, True),
        Misconception("a quarter", lambda image: bytes_of(scaled(image, 0.25)), OTHER_SCALE, True),
        Misconception("a half", lambda image: bytes_of(scaled(image, 0.5)), OTHER_SCALE, True),
        Misconception("no mid-gray", lambda image: bytes_of(scaled(image, middle=0)), NO_MIDDLE, True),
        Misconception("mid-gray 128 too early", lambda image: bytes_of(scaled(image, middle=128)), DOUBLE, True),
        Misconception("not centred", lambda i: bytes_of(0.15 * i / (i.std() + 1e-7) + 0.5), NOT_CENTRED, True),
        Misconception("not clipped", lambda i: (scaled(i) * 255).astype("int64").astype("uint8"), NOT_CLIPPED, True),
        Misconception(
            "clipped too late",
            lambda i: np.clip((scaled(i) * 255).astype("int64").astype("uint8"), 0, 255),
            NOT_CLIPPED,
            True,
        ),
        Misconception("no epsilon", lambda image: bytes_of(scaled(image, epsilon=0)), CONSTANT),
        Misconception("floats", lambda image: np.clip(scaled(image), 0, 1), FLOATS, True),
        Misconception("floats in float32", lambda image: np.float32(np.clip(scaled(image), 0, 1)), FLOATS, True),
        Misconception("floats to 255", lambda image: np.clip(scaled(image), 0, 1) * 255, FLOATS_255),
        Misconception("integers", lambda image: (np.clip(scaled(image), 0, 1) * 255).astype(int), FLOATS_255),
        Misconception("0 and 1", lambda image: np.uint8(np.clip(scaled(image), 0, 1)), ONLY_0_AND_1, True),
        Misconception("full range", to_full_range, FULL_RANGE, True),
        Misconception("only clipped", bytes_of, ONLY_CLIPPED, True),
        Misconception("clipped to bytes", lambda image: np.uint8(np.clip(image, 0, 255)), ONLY_CLIPPED, True),
        Misconception("each channel", each_channel, CHANNELS),
        Misconception("variance", lambda i: bytes_of((i - i.mean()) / (i.var() + 1e-7) * 0.15 + 0.5), VARIANCE, True),
        Misconception("divided by 0.15", lambda image: bytes_of(scaled(image, 1 / 0.15)), DIVIDED, True),
        Misconception("no std", lambda i: bytes_of((i - i.mean()) * 0.15 + 0.5), NO_STD, True),
        Misconception("clipped first", lambda image: deprocess(np.clip(image, 0, 1)), CLIPPED_FIRST, True),
        Misconception("clipped to bytes first", lambda image: deprocess(np.clip(image, 0, 255)), CLIPPED_FIRST, True),
        Misconception("a large epsilon", lambda image: bytes_of(scaled(image, epsilon=0.01)), EPSILON),
        Misconception("bytes times 255", lambda i: np.clip(scaled(i), 0, 1).astype("uint8") * 255, ONLY_0_AND_1, True),
        Misconception("constant black", lambda i: deprocess(i) if i.std() > 0 else np.zeros_like(i, "uint8"), CONSTANT),
        Misconception("constant as it is", lambda i: deprocess(i) if i.std() > 0 else i, AS_IT_IS),
        Misconception("inverted", lambda image: 255 - deprocess(image), INVERTED, True),
        Misconception("negative", lambda image: deprocess(-image), INVERTED, True),
        Misconception("squeezed", lambda image: deprocess(image)[..., 0], SQUEEZED),
        Misconception("np.squeeze", lambda image: np.squeeze(deprocess(image)), SQUEEZED),
        Misconception("a batch", lambda image: deprocess(image)[np.newaxis], BATCH),
        Misconception("added first", lambda i: bytes_of((scaled(i, 1, 0) + 0.5) * 0.15), ORDER, True),
        Misconception("rows", lambda i: bytes_of((i - i.mean(0)) / (i.std(0) + 1e-7) * 0.15 + 0.5), ROWS, True),
    ),
    picture=draw,
)
