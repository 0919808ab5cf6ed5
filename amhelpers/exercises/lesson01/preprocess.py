"""Exercise 1.1, `preprocess`: from bytes to what a net takes."""

import keras
import numpy as np
import tensorflow as tf
from matplotlib.figure import Figure

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.datasets import preprocess

__all__ = ["EXERCISE"]


def some_bytes(count, brightest):
    """Random 8-bit pictures: 0 and `brightest` are in the first, each of the others is darker than the one before."""
    images = np.random.default_rng(count).integers(0, brightest, (count, 28, 28), dtype="uint8", endpoint=True)
    images //= np.arange(1, count + 1, dtype="uint8")[:, np.newaxis, np.newaxis]
    images[0, 0, :2] = 0, brightest
    return images


def in_place(images):
    images /= 255
    return images[..., np.newaxis]


def into_argument(images):
    images[:] = images / 255
    return images[..., np.newaxis].astype("float32")


def standardize(images, epsilon=1e-7):
    images = images[..., np.newaxis].astype("float32")
    return (images - images.mean()) / (images.std() + epsilon)


def largest_of_each(images):
    """The largest value of every image, or 1 where it is black."""
    return np.maximum(images.max(axis=(1, 2), keepdims=True), 1)[..., np.newaxis]


def retyped(images):
    images = images.reshape(*images.shape, 1)
    images.dtype = "float32"
    return images / 255


def largest(images):
    """The largest value, or 1 where all are zero: a divisor that depends on the picture."""
    return max(images.max(), 1)


def draw_images(answer, reference):
    """One image as the student's function and as the course's prepare it, both shown on the scale of the net."""
    parts = {"yours": np.asarray(answer(digit_like()))[0], "expected": reference(digit_like())[0]}
    figure = Figure(figsize=(4.4, 2.5), dpi=80, layout="constrained")
    for axis, (name, image) in zip(figure.subplots(1, 2), parts.items()):
        axis.imshow(image.reshape(28, 28), cmap="gray", vmin=0, vmax=1, interpolation="nearest")
        axis.set_title(f"{name}: {image.min():.3g} … {image.max():.3g}", fontsize=10)
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
    "The channel axis is missing. A convolution wants (images, height, width, channels), and a gray picture has "
    "one channel: add an axis at the end, images[..., np.newaxis]."
)
FLOAT64 = (
    "Shape and values are right, but the type is float64: NumPy gives that when it divides integers, and so does "
    'astype("float"). Divide what images.astype("float32") returns; it does not change images itself.'
)
NO_CHANNEL_FLOAT64 = (
    "The division is right. Two things are missing: the channel axis at the end, images[..., np.newaxis], and the "
    'type float32: .astype("float32").'
)
SECOND_PLACE = (
    "The new axis is in second place. That is the order of other frameworks; Keras puts the channels last: "
    "images[..., np.newaxis]."
)
IN_FRONT = (
    "The new axis is in front: the net would take this for one batch in a batch. It belongs at the end, "
    "images[..., np.newaxis]."
)
FLAT = (
    "Every image has become one row of 784 numbers. A convolution looks at neighbours, in both directions: keep "
    "height and width."
)
NUMBER = (
    "Your reshape fits one number of images only. The function must take any number: images[..., np.newaxis], or "
    "reshape(-1, 28, 28, 1)."
)
DEPENDS = (
    "You divide by the largest value of the images at hand, or by their range. Then the result for one image "
    "depends on which others come with it, and a dark picture is made bright. Divide by 255, always."
)
EACH = "You divide each image by its own largest value: a dark picture is made bright. Divide by 255, always."
STATISTICS = (
    "Subtracting the mean and dividing by the standard deviation makes the result depend on which images come "
    "together. Divide by 255, and that is all."
)
ROUNDED = (
    "The values are cut to whole numbers before they are floats: nearly everything becomes 0. Convert to float32 "
    "first, then divide with / (not //)."
)
TWO_VALUES = (
    "Only 0 and 1 are left: the grays between ink and paper are gone. Keep them: divide by 255, and do not round, "
    "clip or compare."
)
IN_PLACE = (
    "`images /= 255` would have to put fractions into an array of 8-bit integers, which has no room for them. Make "
    'a new array: images.astype("float32") / 255.'
)
ARGUMENT = (
    "Your function writes into the array it was given, `images[…] = …`: the caller's pictures are gone. Compute a "
    "new array."
)
RETYPED = (
    "Setting .dtype does not convert: it reads the same bytes as if they were other numbers. Use "
    'images.astype("float32"), which makes a new array.'
)
ONLY_FIRST = "Only the first image comes back: a loop ends at its `return`. No loop is needed, images / 255."
LIST = "A list of images came back. The net takes one array: np.stack(list), or better no loop at all, images / 255."


def scaled(images):
    """The right values in the right shape, to be spoiled."""
    return images[..., np.newaxis].astype("float32") / 255


EXERCISE = Exercise(
    number="1.1",
    title="From bytes to what a net takes",
    function="preprocess",
    reference=preprocess,
    exact_dtype=True,
    tolerance=1e-6,
    probes=(
        Probe("one image", lambda: (some_bytes(1, 255),)),
        Probe("three images", lambda: (some_bytes(3, 255),)),
        Probe("two dark images", lambda: (some_bytes(2, 90),)),
        Probe("two images of 0 and 1", lambda: (some_bytes(2, 1),)),
        Probe("a black image", lambda: (np.zeros((1, 28, 28), "uint8"),)),
    ),
    compared="type, shape and values for one, several, dark and black images; the argument is left as it was.",
    hints=(
        "Three things change: the type (to float32), the range (0 … 255 to 0 … 1) and the shape (one axis more).",
        'Convert before you divide: images.astype("float32"). The other order gives float64.',
        "images[..., np.newaxis] adds an axis of length 1 at the end, whatever the shape before it.",
    ),
    alternatives=(
        lambda images: np.expand_dims(images.astype(np.float32) / 255.0, -1),
        lambda images: (images / 255).reshape(-1, 28, 28, 1).astype("float32"),
        lambda images: np.divide(images, 255, dtype="float32").reshape(len(images), 28, 28, 1),
        lambda images: np.float32(1 / 255) * images[:, :, :, None],
        lambda images: np.stack([image.astype("float32") / 255 for image in images])[..., None],
        lambda images: tf.cast(images, tf.float32)[..., tf.newaxis] / 255,
        lambda images: keras.ops.expand_dims(keras.ops.cast(images, "float32") / 255.0, axis=-1),
        lambda images: keras.layers.Rescaling(1 / 255)(images[..., np.newaxis]),
    ),
    misconceptions=(
        Misconception("not divided", lambda images: 255 * scaled(images), NOT_SCALED, True),
        Misconception("only the type", lambda images: images.astype("float32"), f"{NOT_SCALED} {NO_CHANNEL}", True),
        Misconception("only the axis", lambda images: images[..., np.newaxis], f"{NOT_SCALED} And convert to float32."),
        Misconception("as it came", lambda images: images, "Your function returns the images unchanged."),
        Misconception("no channel axis", lambda images: scaled(images)[..., 0], NO_CHANNEL),
        Misconception("only divided", lambda images: images / 255, NO_CHANNEL_FLOAT64),
        Misconception("float64", lambda images: images[..., np.newaxis] / 255, FLOAT64),
        Misconception("channels first", lambda images: scaled(images)[..., 0][:, np.newaxis], SECOND_PLACE),
        Misconception("axis in front", lambda images: scaled(images)[..., 0][np.newaxis], IN_FRONT),
        Misconception("flattened", lambda images: scaled(images).reshape(len(images), 784), FLAT),
        Misconception("batch of 60,000", lambda images: scaled(images).reshape(60000, 28, 28, 1), NUMBER),
        Misconception("batch of one", lambda images: scaled(images).reshape(1, 28, 28, 1), NUMBER),
        Misconception("one image without a batch", lambda images: scaled(images).reshape(28, 28, 1), NUMBER),
        Misconception("only the first", lambda images: scaled(images)[:1], ONLY_FIRST),
        Misconception("only the first, without a batch", lambda images: scaled(images)[0], ONLY_FIRST),
        Misconception("the maximum", lambda images: 255 * scaled(images) / largest(images), DEPENDS, True),
        Misconception("the maximum, zero by zero", lambda images: 255 * scaled(images) / images.max(), DEPENDS, True),
        Misconception(
            "each image's maximum", lambda images: 255 * scaled(images) / largest_of_each(images), EACH, True
        ),
        Misconception(
            "each image's maximum, zero by zero",
            lambda images: images[..., np.newaxis] / images.max(axis=(1, 2), keepdims=True)[..., np.newaxis],
            EACH,
            True,
        ),
        Misconception("integer division", lambda images: np.floor(scaled(images)), ROUNDED, True),
        Misconception("cast after dividing", lambda images: scaled(images).astype("uint8"), ROUNDED, True),
        Misconception("any ink", lambda images: (scaled(images) > 0).astype("float32"), TWO_VALUES, True),
        Misconception("rounded", lambda images: np.round(scaled(images)), TWO_VALUES, True),
        Misconception("in place", in_place, IN_PLACE),
        Misconception("written into the argument", into_argument, ARGUMENT),
        Misconception("type set", retyped, RETYPED),
        Misconception("a list", lambda images: list(scaled(images)), LIST),
        Misconception(
            "float16",
            lambda images: scaled(images).astype("float16"),
            "float16 has three digits. The net computes in float32.",
        ),
        Misconception(
            "signed bytes",
            lambda images: images.astype("int8")[..., np.newaxis].astype("float32") / 255,
            "int8 ends at 127, and brighter pixels become negative. Convert to float32 instead.",
            True,
        ),
        Misconception(
            "divided twice",
            lambda images: scaled(images) / 255,
            "The largest value is 1 / 255 now: you divide twice.",
            True,
        ),
        Misconception(
            "multiplied", lambda images: 255 * 255 * scaled(images), "You multiply by 255. Divide by it.", True
        ),
        Misconception(
            "divided by 256",
            lambda images: scaled(images) * np.float32(255 / 256),
            "You divide by 256, the number of values; the largest of them is 255, and that one is to become exactly 1.",
        ),
        Misconception(
            "from -1 to 1",
            lambda images: 2 * scaled(images) - 1,
            "Your range is -1 … 1, which some nets want. In this course an image is in [0, 1]: only divide by 255.",
            True,
        ),
        Misconception("standardized", standardize, STATISTICS, True),
        Misconception("standardized, zero by zero", lambda images: standardize(images, 0), STATISTICS, True),
        Misconception(
            "inverted",
            lambda images: 1 - scaled(images),
            "Black and white are exchanged. In MNIST the ink is 255 and the paper 0, and so it stays.",
            True,
        ),
        Misconception(
            "transposed",
            lambda images: images.T[..., np.newaxis].astype("float32") / 255,
            "The axes have changed their order: .T turns all of them round. Leave images, height and width in place.",
        ),
        Misconception(
            "rows and columns exchanged",
            lambda images: scaled(images).transpose(0, 2, 1, 3),
            "Height and width are exchanged. Leave the axes in their order, and add one at the end.",
        ),
    ),
    picture=draw_images,
)
