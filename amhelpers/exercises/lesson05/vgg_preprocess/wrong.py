"""Exercise 5.1, `vgg_preprocess`: the wrong answers that are recognised, each with its hint."""

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson05.shared import MEAN

__all__ = ["wrong"]

wrong = WrongAnswers()

FLIP = "The colours are in the wrong order: VGG16 takes blue, green, red. images[..., ::-1] reverses the last axis."

wrong("not reversed, mean for blue first", FLIP)(lambda images: images * 255 - MEAN)

wrong("not reversed", FLIP)(lambda images: images * 255 - MEAN[::-1])

MEAN_LEFT = "The mean is not subtracted: 103.939 from blue, 116.779 from green, 123.68 from red."

wrong("no mean", MEAN_LEFT)(lambda images: images[..., ::-1] * 255)

wrong("scaled only", f"{FLIP} {MEAN_LEFT}")(lambda images: images * 255)

ORDER = (
    "The three numbers meet the wrong colours: 103.939 belongs to blue, 116.779 to green, 123.68 to red. Reverse "
    "the colours first, then subtract."
)

wrong("mean in the order of RGB", ORDER)(lambda images: images[..., ::-1] * 255 - MEAN[::-1])

wrong("subtracted, then reversed", ORDER)(lambda images: (images * 255 - MEAN)[..., ::-1])

SCALE = "The values are still in [0, 1]: multiply by 255."

wrong("not scaled", SCALE)(lambda images: images[..., ::-1] - MEAN)

wrong("mean of 0 to 1, not scaled", SCALE)(lambda images: images[..., ::-1] - MEAN / 255)

wrong(
    "mean first",
    "You subtract the mean before you multiply by 255. It is the mean of values from 0 to 255: multiply first.",
)(lambda images: (images[..., ::-1] - MEAN) * 255)

AXIS = (
    "You reverse another axis than the colours: pictures are mirrored, upside down, or in another order. The colours "
    "are the last axis."
)

wrong("width reversed", AXIS)(lambda images: images[:, :, ::-1] * 255 - MEAN)

wrong("height reversed", AXIS)(lambda images: images[:, ::-1] * 255 - MEAN)

wrong("batch reversed", AXIS)(lambda images: images[::-1] * 255 - MEAN)

wrong("added", "You add the mean. It is to be subtracted, so that an average picture becomes 0.")(
    lambda images: images[..., ::-1] * 255 + MEAN
)

STANDARD = (
    "You divide by a standard deviation, or scale to −1 … 1, as other nets want it. VGG16 wants the mean "
    "subtracted, nothing else."
)

wrong("from −1 to 1", STANDARD)(lambda images: images * 2 - 1)

wrong("from −1 to 1, reversed", STANDARD)(lambda images: images[..., ::-1] * 2 - 1)

wrong("own mean", "You subtract the mean of these images. VGG16 wants the mean of ImageNet, the three numbers above.")(
    lambda images: images[..., ::-1] * 255 - (images[..., ::-1] * 255).mean((0, 1, 2))
)


@wrong("in place", "The result is right, but your function changes the images that it was given. Compute a new array.")
def in_place(images):
    images *= 255
    images -= MEAN[::-1]
    return images[..., ::-1]


wrong("8 bits", "Values below the mean become negative: whole numbers without a sign cannot hold them. Keep floats.")(
    lambda images: (images[..., ::-1] * 255 - MEAN).astype("int64").astype("uint8")
)
