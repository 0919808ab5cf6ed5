"""Exercise 5.5, `complexity`: how much there is to say about a picture."""

import io
import zlib

import numpy as np
import tensorflow as tf
from PIL import Image

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def complexity(images):
    from io import BytesIO

    from PIL import Image

    sizes = []
    for image in np.uint8(np.round(np.asarray(images) * 255)):
        stream = BytesIO()
        Image.fromarray(image).save(stream, "PNG")
        sizes.append(len(stream.getvalue()) / (image.shape[0] * image.shape[1]))
    return np.array(sizes)


def written(images, form="PNG", prepare=lambda image: np.uint8(np.round(image * 255)), area=True, **settings):
    sizes = []
    for image in np.asarray(images):
        stream = io.BytesIO()
        Image.fromarray(prepare(image)).save(stream, form, **settings)
        sizes.append(len(stream.getvalue()) / (image.shape[0] * image.shape[1] if area else 1))
    return np.array(sizes)


def by_tensorflow(images):
    pictures = tf.image.convert_image_dtype(images, tf.uint8)
    return [len(tf.io.encode_png(picture).numpy()) for picture in pictures] / np.prod(images.shape[1:3])


def by_zlib(images):
    pictures = np.uint8(np.round(images * 255))
    return np.array([len(zlib.compress(picture.tobytes())) for picture in pictures]) / np.prod(images.shape[1:3])


def one_stream(images):
    stream, sizes = io.BytesIO(), []
    for image in np.uint8(np.round(images * 255)):
        Image.fromarray(image).save(stream, "PNG")
        sizes.append(len(stream.getvalue()) / (image.shape[0] * image.shape[1]))
    return np.array(sizes)


def by_numpy_file(images):
    return np.array([np.uint8(255 * image).nbytes / np.prod(image.shape[:2]) for image in images])


def palette(image):
    return np.asarray(Image.fromarray(np.uint8(np.round(image * 255))).convert("P"))


def luminance(image):
    return np.asarray(Image.fromarray(np.uint8(np.round(image * 255))).convert("L"))


def pictures():
    """Noise in 256, in 4 and in 2 levels."""
    fine = noise(3, 40, 56, 3)
    return np.stack([fine[0], np.round(fine[1] * 3) / 3, np.round(fine[2])]).astype("float32")


def ramps():
    """An even picture, a smooth one, and one in which red and green change and the brightness does not."""
    down, right = np.mgrid[:64, :64] / 64
    red = np.round(255 * noise(64, 64, seed=1)) / 255
    smooth, hues = np.stack([down, right, (down + right) / 2], axis=2), np.stack([red, 1 - red, 0 * red], axis=2)
    return np.stack([np.full((64, 64, 3), 0.3), smooth, hues]).astype("float32")


BYTES = (
    "You count the bytes of the array, or of a PNG with compress_level=0: the same for every picture. Write it as PIL "
    "writes a PNG by itself, and count what comes out."
)
ZLIB = (
    "You compress the bytes of the array. PNG looks at the neighbours of each pixel first, so that smooth pictures "
    'become small: Image.fromarray(…).save(stream, "PNG").'
)
JPEG = "JPEG throws away what the eye does not notice. PNG keeps everything."
AREA = "Divide by the number of pixels, height · width, so that pictures of different size can be compared."
VALUES = "You divide by height · width · 3. Asked for are bytes for each *pixel*."
BLACK = "Written as it is, [0, 1] becomes 0 and 1: nearly black pictures. Multiply by 255 first."
PALETTE = "A palette leaves 256 colours. Write all three values of each pixel: Image.fromarray(picture)."
BITS = "These are bits. Eight of them are a byte."
ONE = "One number for each image is asked for: write them one by one."
LIST = "A list of numbers: make an array of it, np.array(…)."
STREAM = "The stream still holds the pictures before. Each image needs a new io.BytesIO()."
GRAY = "You turn the colours into gray, and what differs in hue only is lost."

EXERCISE = Exercise(
    number="5.5",
    title="How much there is to say",
    function="complexity",
    reference=complexity,
    tolerance=0.15,
    probes=(
        Probe("noise in 256, 4 and 2 levels", lambda: (pictures(),)),
        Probe("an even picture, a smooth one, and noise of hues", lambda: (ramps(),)),
    ),
    compared="bytes for each pixel of noise, even and smooth pictures, and hues; 15 per cent are left to compressors.",
    hints=(
        "np.uint8(np.round(image * 255)) is the 8-bit picture, PIL.Image.fromarray makes an image of it.",
        'stream = io.BytesIO(); Image.fromarray(picture).save(stream, "PNG"); len(stream.getvalue()) are its bytes.',
        "Divide by height · width, and collect one number for each image: np.array([…]).",
    ),
    alternatives=(
        lambda images: written(images, prepare=lambda image: np.uint8(image * 255)),
        lambda images: written(images, optimize=True),
        by_tensorflow,
    ),
    misconceptions=(
        Misconception("bytes of the array", by_numpy_file, BYTES),
        Misconception("zlib", by_zlib, ZLIB),
        Misconception("JPEG", lambda images: written(images, "JPEG"), JPEG),
        Misconception("not divided", lambda images: written(images, area=False), AREA),
        Misconception("for each value", lambda images: complexity(images) / 3, VALUES),
        Misconception("not multiplied", lambda images: written(images, prepare=np.uint8), BLACK),
        Misconception(
            "divided by the height twice", lambda images: complexity(images) * images.shape[2] / images.shape[1], AREA
        ),
        Misconception("a list", lambda images: complexity(images).tolist(), LIST),
        Misconception("one stream for all", one_stream, STREAM),
        Misconception("not compressed", lambda images: written(images, compress_level=0), BYTES),
        Misconception("for the batch", lambda images: written(images, area=False) / len(images), AREA),
        Misconception("a palette", lambda images: written(images, prepare=palette), PALETTE),
        Misconception("gray by PIL", lambda images: written(images, prepare=luminance), GRAY),
        Misconception("bits", lambda images: 8 * complexity(images), BITS),
        Misconception("mean of all", lambda images: complexity(images).mean(), ONE),
        Misconception(
            "gray", lambda images: written(images, prepare=lambda image: np.uint8(np.round(255 * image.mean(2)))), GRAY
        ),
    ),
)
