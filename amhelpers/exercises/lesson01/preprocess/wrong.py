"""Exercise 1.1, `preprocess`: the wrong answers that are recognised, each with its hint."""

import numpy as np

from amhelpers.checks.exercise import WrongAnswers

__all__ = ["wrong"]

wrong = WrongAnswers()

NOT_SCALED = (
    "The values still run from 0 to 255. The net wants 0 to 1: divide by 255, the largest value that 8 bits can hold."
)


def scaled(images):
    """The right values in the right shape, to be spoiled."""
    return images[..., np.newaxis].astype("float32") / 255


wrong("not divided", NOT_SCALED, visible=True)(lambda images: 255 * scaled(images))

NO_CHANNEL = (
    "The channel axis is missing. A convolution wants (images, height, width, channels), and a gray picture has "
    "one channel: add an axis at the end, images[..., np.newaxis]."
)

wrong("only the type", f"{NOT_SCALED} {NO_CHANNEL}", visible=True)(lambda images: images.astype("float32"))

wrong("only the axis", f"{NOT_SCALED} And convert to float32.")(lambda images: images[..., np.newaxis])

wrong("as it came", "Your function returns the images unchanged.")(lambda images: images)

wrong("no channel axis", NO_CHANNEL)(lambda images: scaled(images)[..., 0])

wrong(
    "only divided",
    "The division is right. Two things are missing: the channel axis at the end, images[..., np.newaxis], and the "
    'type float32: .astype("float32").',
)(lambda images: images / 255)

wrong(
    "float64",
    "Shape and values are right, but the type is float64: NumPy gives that when it divides integers, and so does "
    'astype("float"). Divide what images.astype("float32") returns; it does not change images itself.',
)(lambda images: images[..., np.newaxis] / 255)

wrong(
    "channels first",
    "The new axis is in second place. That is the order of other frameworks; Keras puts the channels last: "
    "images[..., np.newaxis].",
)(lambda images: scaled(images)[..., 0][:, np.newaxis])

wrong(
    "axis in front",
    "The new axis is in front: the net would take this for one batch in a batch. It belongs at the end, "
    "images[..., np.newaxis].",
)(lambda images: scaled(images)[..., 0][np.newaxis])

wrong(
    "flattened",
    "Every image has become one row of 784 numbers. A convolution looks at neighbours, in both directions: keep "
    "height and width.",
)(lambda images: scaled(images).reshape(len(images), 784))

NUMBER = (
    "Your reshape fits one number of images only. The function must take any number: images[..., np.newaxis], or "
    "reshape(-1, 28, 28, 1)."
)

wrong("batch of 60,000", NUMBER, raises=True)(lambda images: scaled(images).reshape(60000, 28, 28, 1))

wrong("batch of one", NUMBER, raises=True)(lambda images: scaled(images).reshape(1, 28, 28, 1))

wrong("one image without a batch", NUMBER, raises=True)(lambda images: scaled(images).reshape(28, 28, 1))

ONLY_FIRST = "Only the first image comes back: a loop ends at its `return`. No loop is needed, images / 255."

wrong("only the first", ONLY_FIRST)(lambda images: scaled(images)[:1])

wrong("only the first, without a batch", ONLY_FIRST)(lambda images: scaled(images)[0])

DEPENDS = (
    "You divide by the largest value of the images at hand, or by their range. Then the result for one image "
    "depends on which others come with it, and a dark picture is made bright. Divide by 255, always."
)


def largest(images):
    """The largest value, or 1 where all are zero: a divisor that depends on the picture."""
    return max(images.max(), 1)


wrong("the maximum", DEPENDS, visible=True)(lambda images: 255 * scaled(images) / largest(images))

wrong("the maximum, zero by zero", DEPENDS, visible=True)(lambda images: 255 * scaled(images) / images.max())

EACH = "You divide each image by its own largest value: a dark picture is made bright. Divide by 255, always."


def largest_of_each(images):
    """The largest value of every image, or 1 where it is black."""
    return np.maximum(images.max(axis=(1, 2), keepdims=True), 1)[..., np.newaxis]


wrong("each image's maximum", EACH, visible=True)(lambda images: 255 * scaled(images) / largest_of_each(images))

wrong("each image's maximum, zero by zero", EACH, visible=True)(
    lambda images: images[..., np.newaxis] / images.max(axis=(1, 2), keepdims=True)[..., np.newaxis]
)

ROUNDED = (
    "The values are cut to whole numbers on the way: nearly everything becomes 0. Convert to float32 first, "
    "then divide with / (// cuts as well)."
)

wrong("integer division", ROUNDED, visible=True)(lambda images: np.floor(scaled(images)))

wrong("cast after dividing", ROUNDED, visible=True)(lambda images: scaled(images).astype("uint8"))

TWO_VALUES = (
    "Only 0 and 1 are left: the grays between ink and paper are gone. Keep them: divide by 255, and do not round, "
    "clip or compare."
)

wrong("any ink", TWO_VALUES, visible=True)(lambda images: (scaled(images) > 0).astype("float32"))

wrong("rounded", TWO_VALUES, visible=True)(lambda images: np.round(scaled(images)))


@wrong(
    "in place",
    "`images /= 255` would have to put fractions into an array of 8-bit integers, which has no room for them. Make "
    'a new array: images.astype("float32") / 255.',
    raises=True,
)
def in_place(images):
    images /= 255
    return images[..., np.newaxis]


@wrong(
    "written into the argument",
    "Your function writes into the array it was given, `images[…] = …`: the caller's pictures are gone. Compute a "
    "new array.",
)
def into_argument(images):
    images[:] = images / 255
    return images[..., np.newaxis].astype("float32")


@wrong(
    "type set",
    "Setting .dtype does not convert: it reads the same bytes as if they were other numbers. Use "
    'images.astype("float32"), which makes a new array.',
    raises=True,
)
def retyped(images):
    images = images.reshape(*images.shape, 1)
    images.dtype = "float32"
    return images / 255


wrong(
    "a list",
    "A list of images came back. The net takes one array: np.stack(list), or better no loop at all, images / 255.",
)(lambda images: list(scaled(images)))

wrong("float16", "float16 has three digits. The net computes in float32.")(
    lambda images: scaled(images).astype("float16")
)

wrong(
    "signed bytes", "int8 ends at 127, and brighter pixels become negative. Convert to float32 instead.", visible=True
)(lambda images: images.astype("int8")[..., np.newaxis].astype("float32") / 255)

wrong("divided twice", "The largest value is 1 / 255 now: you divide twice.", visible=True)(
    lambda images: scaled(images) / 255
)

wrong("multiplied", "You multiply by 255. Divide by it.", visible=True)(lambda images: 255 * 255 * scaled(images))

wrong(
    "divided by 256",
    "You divide by 256, the number of values; the largest of them is 255, and that one is to become exactly 1.",
)(lambda images: scaled(images) * np.float32(255 / 256))

wrong(
    "from -1 to 1",
    "Your range is -1 … 1, which some nets want. In this course an image is in [0, 1]: only divide by 255.",
    visible=True,
)(lambda images: 2 * scaled(images) - 1)

STATISTICS = (
    "Subtracting the mean and dividing by the standard deviation makes the result depend on which images come "
    "together. Divide by 255, and that is all."
)


@wrong("standardized", STATISTICS, visible=True)
def standardize(images, epsilon=1e-7):
    images = images[..., np.newaxis].astype("float32")
    return (images - images.mean()) / (images.std() + epsilon)


wrong("standardized, zero by zero", STATISTICS, visible=True)(lambda images: standardize(images, 0))

wrong(
    "inverted", "Black and white are exchanged. In MNIST the ink is 255 and the paper 0, and so it stays.", visible=True
)(lambda images: 1 - scaled(images))

wrong(
    "transposed",
    "The axes have changed their order: .T turns all of them round. Leave images, height and width in place.",
)(lambda images: images.T[..., np.newaxis].astype("float32") / 255)

wrong(
    "rows and columns exchanged",
    "Height and width are exchanged. Leave the axes in their order, and add one at the end.",
)(lambda images: scaled(images).transpose(0, 2, 1, 3))
