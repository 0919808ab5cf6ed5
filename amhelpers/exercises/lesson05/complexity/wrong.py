"""Exercise 5.5, `complexity`: the wrong answers that are recognised, each with its hint."""

import io
import zlib

import numpy as np
from PIL import Image

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson05.complexity.right import complexity, written

__all__ = ["wrong"]

wrong = WrongAnswers()

BYTES = (
    "You count the bytes of the array, or of a PNG with compress_level=0: the same for every picture. Write it as PIL "
    "writes a PNG by itself, and count what comes out."
)


@wrong("bytes of the array", BYTES)
def by_numpy_file(images):
    return np.array([np.uint8(255 * image).nbytes / np.prod(image.shape[:2]) for image in images])


@wrong(
    "zlib",
    "You compress the bytes of the array. PNG looks at the neighbours of each pixel first, so that smooth pictures "
    'become small: Image.fromarray(…).save(stream, "PNG").',
)
def by_zlib(images):
    pictures = np.uint8(np.round(images * 255))
    return np.array([len(zlib.compress(picture.tobytes())) for picture in pictures]) / np.prod(images.shape[1:3])


wrong("JPEG", "JPEG throws away what the eye does not notice. PNG keeps everything.")(
    lambda images: written(images, "JPEG")
)

AREA = "Divide by the number of pixels, height · width, so that pictures of different size can be compared."

wrong("not divided", AREA)(lambda images: written(images, area=False))

wrong("for each value", "You divide by height · width · 3. Asked for are bytes for each *pixel*.")(
    lambda images: complexity(images) / 3
)

wrong("not multiplied", "Written as it is, [0, 1] becomes 0 and 1: nearly black pictures. Multiply by 255 first.")(
    lambda images: written(images, prepare=np.uint8)
)

WHOLE = "8 bits are the whole numbers from 0 to 255, of which white is the last: multiply by 255, and by nothing else."

wrong("254", WHOLE)(lambda images: written(images, prepare=lambda image: np.uint8(np.round(image * 254))))

wrong("254, cut off", WHOLE)(lambda images: written(images, prepare=lambda image: np.uint8(image * 254)))

wrong("too bright", WHOLE)(lambda images: written(images, prepare=lambda image: np.uint8(np.minimum(image * 510, 255))))


wrong("divided by the height twice", AREA)(lambda images: complexity(images) * images.shape[2] / images.shape[1])

wrong("a list", "A list of numbers: make an array of it, np.array(…).")(lambda images: complexity(images).tolist())


@wrong("one stream for all", "The stream still holds the pictures before. Each image needs a new io.BytesIO().")
def one_stream(images):
    stream, sizes = io.BytesIO(), []
    for image in np.uint8(np.round(images * 255)):
        Image.fromarray(image).save(stream, "PNG")
        sizes.append(len(stream.getvalue()) / (image.shape[0] * image.shape[1]))
    return np.array(sizes)


wrong("not compressed", BYTES)(lambda images: written(images, compress_level=0))

wrong("for the batch", AREA)(lambda images: written(images, area=False) / len(images))


def palette(image):
    return np.asarray(Image.fromarray(np.uint8(np.round(image * 255))).convert("P"))


wrong("a palette", "A palette leaves 256 colours. Write all three values of each pixel: Image.fromarray(picture).")(
    lambda images: written(images, prepare=palette)
)

GRAY = "You turn the colours into gray, and what differs in hue only is lost."


def luminance(image):
    return np.asarray(Image.fromarray(np.uint8(np.round(image * 255))).convert("L"))


wrong("gray by PIL", GRAY)(lambda images: written(images, prepare=luminance))

wrong("bits", "These are bits. Eight of them are a byte.")(lambda images: 8 * complexity(images))

wrong("mean of all", "One number for each image is asked for: write them one by one.")(
    lambda images: complexity(images).mean()
)

wrong("gray", GRAY)(lambda images: written(images, prepare=lambda image: np.uint8(np.round(255 * image.mean(2)))))
