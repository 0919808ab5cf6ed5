"""Exercise 1.1, `preprocess`: from bytes to what a net takes."""

import keras
import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.datasets import preprocess

__all__ = ["EXERCISE"]


def some_bytes(count, brightest):
    """Random pictures of 8-bit values from 0 to `brightest`, which both occur."""
    images = np.random.default_rng(count).integers(0, brightest, (count, 28, 28), dtype="uint8", endpoint=True)
    images[0, 0, :2] = 0, brightest
    return images


def in_place(images):
    images /= 255
    return images[..., np.newaxis]


def into_argument(images):
    images[:] = images / 255
    return images[..., np.newaxis].astype("float32")


def standardize(images):
    images = images[..., np.newaxis].astype("float32")
    return (images - images.mean()) / (images.std() + 1e-7)


def largest(images):
    """The largest value, or 1 where all are zero: a divisor that depends on the picture."""
    return max(images.max(), 1)


def draw_images(answer, reference):
    """One probe image as the student's function and as the course's prepare it, both shown on the scale of the net."""
    import matplotlib.pyplot as plt

    parts = {"yours": np.asarray(answer(digit_like()))[0], "expected": reference(digit_like())[0]}
    with plt.style.context("amhelpers.style"), plt.ioff():
        figure, axes = plt.subplots(1, 2, figsize=(4.4, 2.5), layout="constrained")
        for axis, (name, image) in zip(axes, parts.items(), strict=True):
            axis.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            axis.set_title(f"{name}: {image.min():.3g} … {image.max():.3g}")
            axis.axis("off")
    return figure, "the same image from your function and from the course's, shown with 0 as black and 1 as white"


def digit_like():
    """A soft ring, uint8 (1, 28, 28): as bright and as round as a zero."""
    rows, columns = np.mgrid[:28, :28] - 13.5
    ring = np.exp(-((np.hypot(rows, columns * 1.3) - 8) ** 2) / 6)
    return np.round(255 * ring / ring.max()).astype("uint8")[np.newaxis]


NOT_SCALED = (
    "The values still run from 0 to 255. The net wants 0 to 1: divide by 255, the largest value that 8 bits can hold."
)
NO_CHANNEL = (
    "The channel axis is missing. A convolution wants (images, height, width, channels), and a gray picture has one "
    "channel: add an axis at the end, images[..., np.newaxis]."
)
FLOAT64 = (
    "The values are right but the type is float64: dividing an array of integers gives that. The net computes in "
    'float32: convert first, images.astype("float32"), then divide.'
)
NO_CHANNEL_FLOAT64 = (
    "The division is right. Two things are missing: the channel axis at the end, images[..., np.newaxis], and the type "
    'float32: .astype("float32").'
)
DEPENDS = (
    "You divide by the largest value of the images at hand. Then the result for one image depends on which others come "
    "with it, and a dark picture is made bright. Divide by 255, always."
)
ROUNDED = (
    "The values are cut to whole numbers before they are floats: nearly everything becomes 0. Convert to "
    "float32 first, "
    "then divide with / (not //)."
)
IN_PLACE = (
    "`images /= 255` would have to put fractions into an array of 8-bit integers, which has no room for "
    "them. Make a new "
    'array: images.astype("float32") / 255.'
)

EXERCISE = Exercise(
    number="1.1",
    title="From bytes to what a net takes",
    function="preprocess",
    reference=preprocess,
    dtype="float32",
    tolerance=1e-6,
    probes=(
        Probe("one image", lambda: (some_bytes(1, 255),)),
        Probe("three images", lambda: (some_bytes(3, 255),)),
        Probe("two dark images", lambda: (some_bytes(2, 90),)),
        Probe("a black image", lambda: (np.zeros((1, 28, 28), "uint8"),)),
    ),
    compared="type, shape and values for one, several, dark and black images; the argument is left as it was.",
    hints=(
        (
            "Three things change: the type (8-bit integers to float32), the range (0 … 255 to 0 … 1) and the "
            "shape (one axis more)."
        ),
        'Convert before you divide: images.astype("float32"). The other order gives float64.',
        "images[..., np.newaxis] adds an axis of length 1 at the end, whatever the shape before it.",
    ),
    alternatives=(
        lambda images: np.expand_dims(images.astype(np.float32) / 255.0, -1),
        lambda images: (images / 255).reshape(-1, 28, 28, 1).astype("float32"),
        lambda images: np.divide(images, 255, dtype="float32").reshape(len(images), 28, 28, 1),
        lambda images: np.float32(1 / 255) * images[:, :, :, None],
        lambda images: tf.cast(images, tf.float32)[..., tf.newaxis] / 255,
        lambda images: keras.ops.expand_dims(keras.ops.cast(images, "float32") / 255.0, axis=-1),
        lambda images: keras.layers.Rescaling(1 / 255)(images[..., np.newaxis]),
    ),
    misconceptions=(
        Misconception("not divided", lambda images: images[..., np.newaxis].astype("float32"), NOT_SCALED, True),
        Misconception("only the type", lambda images: images.astype("float32"), f"{NOT_SCALED} {NO_CHANNEL}", True),
        Misconception("only the axis", lambda images: images[..., np.newaxis], f"{NOT_SCALED} And convert to float32."),
        Misconception("returned as it came", lambda images: images, "Your function returns the images unchanged."),
        Misconception("no channel axis", lambda images: images.astype("float32") / 255, NO_CHANNEL),
        Misconception("only divided", lambda images: images / 255, NO_CHANNEL_FLOAT64),
        Misconception("float64", lambda images: images[..., np.newaxis] / 255, FLOAT64),
        Misconception(
            "channels first",
            lambda images: images[:, np.newaxis].astype("float32") / 255,
            "The new axis is in second place. That is the order of other frameworks; Keras puts the channels last: "
            "images[..., np.newaxis].",
        ),
        Misconception(
            "axis in front",
            lambda images: images[np.newaxis].astype("float32") / 255,
            "The new axis is in front: the net would take this for one batch in a batch. It belongs at the end, "
            "images[..., np.newaxis].",
        ),
        Misconception(
            "flattened",
            lambda images: images.reshape(len(images), 784).astype("float32") / 255,
            "Every image has become one row of 784 numbers. A convolution looks at neighbours, in both "
            "directions: keep "
            "height and width.",
        ),
        Misconception(
            "batch of 60,000",
            lambda images: images.reshape(60000, 28, 28, 1).astype("float32") / 255,
            "The number of images is written into your reshape. The function must take any number: images[..., "
            "np.newaxis], or -1 in place of the number.",
        ),
        Misconception(
            "divided by the maximum",
            lambda images: images[..., np.newaxis].astype("float32") / largest(images),
            DEPENDS,
            True,
        ),
        Misconception(
            "divided by the maximum, zero by zero",
            lambda images: images[..., np.newaxis].astype("float32") / images.max(),
            DEPENDS + " (A black image even becomes 0 / 0.)",
            True,
        ),
        Misconception(
            "integer division", lambda images: (images // 255)[..., np.newaxis].astype("float32"), ROUNDED, True
        ),
        Misconception(
            "cast after dividing", lambda images: (images / 255).astype("uint8")[..., np.newaxis], ROUNDED, True
        ),
        Misconception("in place", in_place, IN_PLACE),
        Misconception(
            "written into the argument",
            into_argument,
            "Your function writes into the array it was given, `images[…] = …`: the caller's pictures are gone. "
            "Compute a "
            "new array.",
        ),
        Misconception(
            "divided by 256",
            lambda images: images[..., np.newaxis].astype("float32") / 256,
            "You divide by 256, the number of values; the largest of them is 255, and that one is to become exactly 1.",
        ),
        Misconception(
            "from -1 to 1",
            lambda images: images[..., np.newaxis].astype("float32") / 127.5 - 1,
            (
                "Your range is -1 … 1, which some nets want. In this course an image is in [0, 1]: divide by 255, "
                "and that is all."
            ),
            True,
        ),
        Misconception(
            "standardized",
            standardize,
            "Subtracting the mean and dividing by the standard deviation makes the result depend on which images come "
            "together. Divide by 255, and that is all.",
            True,
        ),
        Misconception(
            "inverted",
            lambda images: 1 - images[..., np.newaxis].astype("float32") / 255,
            "Black and white are exchanged. In MNIST the ink is 255 and the paper 0, and so it stays.",
            True,
        ),
        Misconception(
            "transposed",
            lambda images: images.T[..., np.newaxis].astype("float32") / 255,
            (
                "The axes have changed their order: .T turns all of them round. Leave images, height and width where "
                "they are."
            ),
        ),
    ),
    picture=draw_images,
)
