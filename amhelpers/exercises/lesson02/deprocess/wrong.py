"""Exercise 2.6, `deprocess`: the wrong answers that are recognised, each with its hint."""

import numpy as np

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson02.deprocess.right import deprocess, scaled

__all__ = ["wrong"]

wrong = WrongAnswers()


def bytes_of(image):
    return np.uint8(np.clip(image, 0, 1) * 255)


@wrong(
    "in place",
    "The picture is right, but the array that was given is changed: -=, /=, *= and += write into it, and whoever "
    "uses it next gets something else. Compute new arrays: image = image - image.mean().",
)
def in_place(image):
    image -= image.mean()
    image /= image.std() + 1e-7
    image *= 0.15
    image += 0.5
    return bytes_of(image)


@wrong(
    "Exercise 12.2's own",
    "Two things of Exercise 12.2's own version are in the way: it writes into its argument (-=, /=, +=), and it "
    "leaves out the scaling, so that more than half of the pixels are cut off to black or white. Compute new "
    "arrays, and multiply by 0.15.",
    visible=True,
)
def of_exercise_12_2(image):
    image -= image.mean()
    image /= image.std() + 1e-7
    image += 0.5
    return bytes_of(image)


wrong(
    "not scaled",
    "The standard deviation is 1 of the range, so more than half of the pixels are cut off to black or white. "
    "Multiply by 0.15 after dividing by the standard deviation.",
    visible=True,
)(lambda image: bytes_of(scaled(image, 1)))

OTHER_SCALE = "The contrast is another: the standard deviation is to be 0.15 of the range."

wrong("a tenth", OTHER_SCALE, visible=True)(lambda image: bytes_of(scaled(image, 0.1)))

wrong("a quarter", OTHER_SCALE, visible=True)(lambda image: bytes_of(scaled(image, 0.25)))

wrong("a half", OTHER_SCALE, visible=True)(lambda image: bytes_of(scaled(image, 0.5)))

wrong(
    "no mid-gray",
    "The mean is at 0, so everything below it is black. Mid-gray is 0.5: add it before clipping.",
    visible=True,
)(lambda image: bytes_of(scaled(image, middle=0)))

wrong("mid-gray 128 too early", "Multiplied by 255 twice? The values are clipped in the wrong range.", visible=True)(
    lambda image: bytes_of(scaled(image, middle=128))
)

wrong(
    "not centred",
    "The mean is not taken away first: the picture becomes as bright as its values are large.",
    visible=True,
)(lambda i: bytes_of(0.15 * i / (i.std() + 1e-7) + 0.5))

NOT_CLIPPED = (
    "Values outside of 0 … 255 start again at the other end in 8 bits: 256 becomes 0, and bright spots turn black. "
    "Clip before you convert."
)

wrong("not clipped", NOT_CLIPPED, visible=True)(lambda i: (scaled(i) * 255).astype("int64").astype("uint8"))

wrong("clipped too late", NOT_CLIPPED, visible=True)(
    lambda i: np.clip((scaled(i) * 255).astype("int64").astype("uint8"), 0, 255)
)

CONSTANT = (
    "A constant image is to become mid-gray. Its standard deviation is 0, and 0 / 0 is NaN, which becomes black: "
    "add a small number to the divisor, such as 1e-7, and let the rest go its way."
)

wrong("no epsilon", CONSTANT)(lambda image: bytes_of(scaled(image, epsilon=0)))

FLOATS = "The values are right, but a picture in bytes was asked for: times 255, and to uint8."

wrong("floats", FLOATS, visible=True)(lambda image: np.clip(scaled(image), 0, 1))

wrong("floats in float32", FLOATS, visible=True)(lambda image: np.float32(np.clip(scaled(image), 0, 1)))

FLOATS_255 = 'The values are right, but their type is not: np.uint8(…), or .astype("uint8").'

wrong("floats to 255", FLOATS_255)(lambda image: np.clip(scaled(image), 0, 1) * 255)

wrong("integers", FLOATS_255)(lambda image: (np.clip(scaled(image), 0, 1) * 255).astype(int))

ONLY_0_AND_1 = "You convert 0 … 1 to bytes, so that only 0 and 1 are left. Multiply by 255 first."

wrong("0 and 1", ONLY_0_AND_1, visible=True)(lambda image: np.uint8(np.clip(scaled(image), 0, 1)))


@wrong(
    "full range",
    "You stretch from the smallest value to the largest. Then two extreme pixels decide how the rest looks. Use "
    "mean and standard deviation.",
    visible=True,
)
def to_full_range(image):
    low, high = image.min(), image.max()
    return bytes_of((image - low) / (high - low + 1e-7))


ONLY_CLIPPED = (
    "You only clip. The values reach from −200 to 600: nearly all become black or white. First bring mean and "
    "standard deviation to 0.5 and 0.15."
)

wrong("only clipped", ONLY_CLIPPED, visible=True)(bytes_of)

wrong("clipped to bytes", ONLY_CLIPPED, visible=True)(lambda image: np.uint8(np.clip(image, 0, 255)))


@wrong(
    "each channel",
    "You treat each colour by itself, which changes the colours. Take mean and standard deviation of all values.",
)
def each_channel(image):
    axes = (0, 1)
    return bytes_of((image - image.mean(axes)) / (image.std(axes) + 1e-7) * 0.15 + 0.5)


wrong("variance", "You divide by the variance. Its root is the standard deviation: image.std().", visible=True)(
    lambda i: bytes_of((i - i.mean()) / (i.var() + 1e-7) * 0.15 + 0.5)
)

wrong("divided by 0.15", "You divide by 0.15. Multiply by it: the standard deviation is to be 0.15.", visible=True)(
    lambda image: bytes_of(scaled(image, 1 / 0.15))
)

wrong(
    "no std",
    "You do not divide by the standard deviation, so the contrast depends on how large the values are.",
    visible=True,
)(lambda i: bytes_of((i - i.mean()) * 0.15 + 0.5))

CLIPPED_FIRST = "You clip before you scale, and lose all that is outside of the range. Scale first, clip at the end."

wrong("clipped first", CLIPPED_FIRST, visible=True)(lambda image: deprocess(np.clip(image, 0, 1)))

wrong("clipped before 0.15", CLIPPED_FIRST, visible=True)(
    lambda image: bytes_of(0.15 * np.clip(scaled(image, 1, 0), 0, 1) + 0.5)
)

wrong("clipped before 0.15, on both sides", CLIPPED_FIRST, visible=True)(
    lambda image: bytes_of(0.15 * np.clip(scaled(image, 1, 0), -1, 1) + 0.5)
)

wrong("clipped to bytes first", CLIPPED_FIRST, visible=True)(lambda image: deprocess(np.clip(image, 0, 255)))

wrong(
    "a large epsilon",
    "What you add to the divisor is not small against an image of low contrast. 1e-7 is enough.",
    any_number=True,
)(lambda image, number=0.01: bytes_of(scaled(image, epsilon=number)))

wrong("bytes times 255", ONLY_0_AND_1, visible=True)(lambda i: np.clip(scaled(i), 0, 1).astype("uint8") * 255)

wrong("constant black", CONSTANT)(lambda i: deprocess(i) if i.std() > 0 else np.zeros_like(i, "uint8"))

wrong("constant as it is", "A constant image is to become mid-gray in bytes, not to come back as it was.")(
    lambda i: deprocess(i) if i.std() > 0 else i
)

INVERTED = "Black and white are exchanged."

wrong("inverted", INVERTED, visible=True)(lambda image: 255 - deprocess(image))

wrong("negative", INVERTED, visible=True)(lambda image: deprocess(-image))

SQUEEZED = "The channel axis is gone. Leave the shape as it is: (height, width, channels)."

wrong("squeezed", SQUEEZED)(lambda image: deprocess(image)[..., 0])

wrong("np.squeeze", SQUEEZED)(lambda image: np.squeeze(deprocess(image)))

wrong("a batch", "There is one axis more than before. Leave the shape as it is: (height, width, channels).")(
    lambda image: deprocess(image)[np.newaxis]
)

wrong("added first", "Multiply before you add: the mean is to be 0.5 in the end.", visible=True)(
    lambda i: bytes_of((scaled(i, 1, 0) + 0.5) * 0.15)
)

wrong(
    "rows",
    "Mean and standard deviation are those of single rows or columns. Take those of all values: no axis.",
    visible=True,
)(lambda i: bytes_of((i - i.mean(0)) / (i.std(0) + 1e-7) * 0.15 + 0.5))
