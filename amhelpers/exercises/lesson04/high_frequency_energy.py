"""Exercise 4.3, `high_frequency_energy`: how much of a picture is fine detail."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.probes import arrays, noise
from amhelpers.spectrum import high_frequency_energy

__all__ = ["EXERCISE"]


def even():
    """A black image, an even gray one, and noise, so that shares are no whole numbers."""
    return np.stack([np.zeros((8, 8, 3)), np.full((8, 8, 3), 0.5), noise(8, 8, 3, seed=2)]).astype("float32")


def share(
    images,
    power=lambda values: np.abs(values) ** 2,
    axes=(1, 2),
    mean=False,
    above=lambda vertical, horizontal: np.hypot(vertical, horizontal) > 0.25,
    divide=lambda high, total: high / np.maximum(total, 1e-12),
):
    """The right answer, with one part or another changed."""
    images = np.asarray(images, "float64")
    spectrum = power(np.fft.fft2(images, axes=axes)).sum(axis=3)
    if not mean:
        spectrum[:, 0, 0] = 0
    vertical, horizontal = (np.fft.fftfreq(size) for size in images.shape[1:3])
    return divide(spectrum[:, above(vertical[:, None], horizontal[None, :])].sum(axis=1), spectrum.sum(axis=(1, 2)))


def changed(**parts):
    return lambda images: share(images, **parts)


def shifted(images, grid=True):
    """With the zero frequency in the middle; with grid=False only the spectrum is moved there."""
    images = np.asarray(images, "float64")
    images = images - images.mean(axis=(1, 2), keepdims=True)
    spectrum = np.fft.fftshift(np.abs(np.fft.fft2(images, axes=(1, 2))) ** 2, axes=(1, 2)).sum(axis=3)
    vertical, horizontal = (np.fft.fftfreq(size) for size in images.shape[1:3])
    if grid:
        vertical, horizontal = np.fft.fftshift(vertical), np.fft.fftshift(horizontal)
    radius = np.hypot(*np.meshgrid(vertical, horizontal, indexing="ij"))
    total = spectrum.sum(axis=(1, 2))
    return np.where(total > 1e-12, (spectrum * (radius > 0.25)).sum(axis=(1, 2)) / np.maximum(total, 1e-12), 0)


def by_tensorflow(images):
    images = tf.transpose(tf.cast(images, tf.complex128), (0, 3, 1, 2))
    spectrum = tf.reduce_sum(tf.abs(tf.signal.fft2d(images)) ** 2, axis=1).numpy()
    spectrum[:, 0, 0] = 0
    frequencies = np.meshgrid(*(np.fft.fftfreq(size) for size in spectrum.shape[1:]), indexing="ij")
    high = np.sqrt(frequencies[0] ** 2 + frequencies[1] ** 2) > 0.25
    return tf.constant((spectrum * high).sum(axis=(1, 2)) / (spectrum.sum(axis=(1, 2)) + 1e-12))


def by_half_a_spectrum(images, weighted=True):
    """Of real images the other half is the same, so what lies between the edges of this half counts twice."""
    images = np.asarray(images, "float64")
    spectrum = (np.abs(np.fft.rfft2(images, axes=(1, 2))) ** 2).sum(axis=3)
    spectrum[:, 0, 0] = 0
    vertical, horizontal = np.fft.fftfreq(images.shape[1]), np.fft.rfftfreq(images.shape[2])
    if weighted:
        spectrum = spectrum * np.where((horizontal == 0) | (horizontal == 0.5), 1, 2)
    high = np.hypot(vertical[:, None], horizontal[None, :]) > 0.25
    return spectrum[:, high].sum(axis=1) / np.maximum(spectrum.sum(axis=(1, 2)), 1e-12)


def by_loop(images):
    return np.array([high_frequency_energy(np.asarray(image)[None])[0] for image in images])


def in_gray(images):
    return high_frequency_energy(np.asarray(images).mean(axis=3, keepdims=True))


def mean_of_colours(images):
    images = np.asarray(images)
    each = [high_frequency_energy(images[..., index : index + 1]) for index in range(images.shape[3])]
    return np.mean(each, axis=0)


def over_the_batch(images):
    spectrum = (np.abs(np.fft.fft2(np.asarray(images, "float64"), axes=(1, 2))) ** 2).sum(axis=(0, 3))
    spectrum[0, 0] = 0
    high = np.hypot(*np.meshgrid(*(np.fft.fftfreq(size) for size in spectrum.shape), indexing="ij")) > 0.25
    return spectrum[high].sum() / max(spectrum.sum(), 1e-12)


def by_index(images):
    """The index in the spectrum in the place of the frequency, above a quarter of the size."""
    images = np.asarray(images, "float64")
    spectrum = (np.abs(np.fft.fft2(images, axes=(1, 2))) ** 2).sum(axis=3)
    spectrum[:, 0, 0] = 0
    rows, columns = (np.arange(size) / size for size in images.shape[1:3])
    high = np.hypot(rows[:, None], columns[None, :]) > 0.25
    return spectrum[:, high].sum(axis=1) / np.maximum(spectrum.sum(axis=(1, 2)), 1e-12)


def over_colours(images):
    """The last two axes, as np.fft.fft2 takes them: width and colours."""
    images = np.asarray(images, "float64")
    spectrum = (np.abs(np.fft.fft2(images)) ** 2).sum(axis=3)
    spectrum[:, 0, 0] = 0
    high = np.hypot(*np.meshgrid(*(np.fft.fftfreq(size) for size in images.shape[1:3]), indexing="ij")) > 0.25
    return spectrum[:, high].sum(axis=1) / np.maximum(spectrum.sum(axis=(1, 2)), 1e-12)


AXES = (
    "np.fft.fft2 transforms the last two axes unless it is told otherwise, and those are width and colours. Height and "
    "width are axes=(1, 2)."
)
ZERO = (
    "The zero frequency is still in it. That is the mean brightness, by far the largest number of the spectrum: set "
    "spectrum[:, 0, 0] to 0, or subtract each image's mean first."
)
AMPLITUDE = "You add up amplitudes. The power is the square of the absolute value: np.abs(…) ** 2."
REAL = "You square the real part only. The spectrum is complex, its power is np.abs(…) ** 2."
COMPLEX = "The square of a complex number is complex. Its power is the square of its absolute value: np.abs(…) ** 2."
SQUARE = (
    "You compare the two frequencies one by one, which leaves a square in the middle. Asked for is the radius, "
    "np.sqrt(vertical ** 2 + horizontal ** 2), which leaves a disc."
)
LOW = "That is the share of the low frequencies. Asked for is the rest, above 0.25."
EDGE = "At exactly 0.25 cycles per pixel you count the power too. Above is asked for: > 0.25."
NYQUIST = (
    "You cut at 0.5 cycles per pixel, which is Nyquist, the highest frequency there is in one direction: only "
    "diagonals are above. Half of it is 0.25. (Or the root is forgotten: the length is np.sqrt(f_v ** 2 + f_h ** 2).)"
)
ADDED = (
    "You add the two frequencies. The length is the root of the sum of their squares: np.hypot(vertical, horizontal)."
)
POSITIVE = (
    "Half of the frequencies are negative, np.fft.fftfreq gives them too, and they count as much: compare the length, "
    "np.hypot(vertical, horizontal), which is never negative."
)
INDEX = (
    "The spectrum's second half holds the negative frequencies: index 31 of 32 is −1 / 32. np.fft.fftfreq(size) knows."
)
SHIFT = (
    "You moved the zero frequency of the spectrum into the middle (fftshift), but the frequencies are still in the old "
    "order. Shift both or neither."
)
GRAY = (
    "You average or add up the colours before squaring, and stripes of two colours that are equally bright are gone. "
    "Add up the *power* of the colours, after the transform."
)
MEAN = (
    "You take the share of each colour and average the shares: a colour with hardly anything in it counts as much as "
    "the others. Add up the power of the colours first, then divide."
)
SUM = "That is the power itself. Asked for is the share: divide by the power at all frequencies but zero."
PERCENT = "A share is between 0 and 1, without per cent."
BATCH = "You return one number for the batch. Each image has its own: (batch,)."
HALF = (
    "rfft2 gives half of the spectrum, so most frequencies occur once that belong there twice, and those at the edges "
    "do not. fft2 is easier."
)
NAN = "A constant image has no power but at zero, and 0 / 0 is NaN. Guard the division: np.maximum(total, 1e-12)."
SEPARATE = "You keep the colours apart. Add up their power: one number for each image."
LOG = "You take the logarithm, which is for looking at a spectrum. The share is of the power itself."

EXERCISE = Exercise(
    number="4.3",
    title="How much of a picture is fine detail",
    function="high_frequency_energy",
    reference=high_frequency_energy,
    tolerance=1e-4,
    probes=(
        Probe("two images in colour", lambda: (noise(2, 8, 8, 3),)),
        Probe("three gray images, higher than wide", lambda: (arrays(3, 12, 7, 1, seed=1),)),
        Probe("a black image, an even one, and noise", lambda: (even(),)),
    ),
    compared="the shares of two images in colour, three gray ones that are not square, a black and an even one, noise.",
    hints=(
        "np.fft.fft2(images, axes=(1, 2)) transforms height and width; np.abs(…) ** 2 is the power; sum over axis 3.",
        "np.fft.fftfreq(height) are the frequencies of the rows in cycles per pixel, in the order of the spectrum.",
        "np.hypot(rows[:, np.newaxis], columns) > 0.25 is a mask (height, width): spectrum[:, mask].sum(axis=1).",
    ),
    alternatives=(
        changed(),
        shifted,
        by_tensorflow,
        by_half_a_spectrum,
        by_loop,
        lambda images: high_frequency_energy(images).astype("float32"),
    ),
    misconceptions=(
        Misconception("width and colours", over_colours, AXES),
        Misconception("with the mean", changed(mean=True), ZERO),
        Misconception("amplitude", changed(power=np.abs), AMPLITUDE),
        Misconception("real part", changed(power=lambda values: values.real**2), REAL),
        Misconception("complex square", changed(power=lambda values: (values**2).real), COMPLEX),
        Misconception(
            "a square",
            changed(above=lambda vertical, horizontal: (np.abs(vertical) > 0.25) | (np.abs(horizontal) > 0.25)),
            SQUARE,
        ),
        Misconception(
            "both high",
            changed(above=lambda vertical, horizontal: (np.abs(vertical) > 0.25) & (np.abs(horizontal) > 0.25)),
            SQUARE,
        ),
        Misconception(
            "the sum of both",
            changed(above=lambda vertical, horizontal: np.abs(vertical) + np.abs(horizontal) > 0.25),
            ADDED,
        ),
        Misconception("low", changed(above=lambda vertical, horizontal: np.hypot(vertical, horizontal) <= 0.25), LOW),
        Misconception(
            "from 0.25 on", changed(above=lambda vertical, horizontal: np.hypot(vertical, horizontal) >= 0.25), EDGE
        ),
        Misconception(
            "above Nyquist", changed(above=lambda vertical, horizontal: np.hypot(vertical, horizontal) > 0.5), NYQUIST
        ),
        Misconception(
            "positive only",
            changed(above=lambda vertical, horizontal: (vertical > 0.25) | (horizontal > 0.25)),
            POSITIVE,
        ),
        Misconception("index", by_index, INDEX),
        Misconception("shifted, not its frequencies", lambda images: shifted(images, grid=False), SHIFT),
        Misconception("gray", in_gray, GRAY),
        Misconception("mean of shares", mean_of_colours, MEAN),
        Misconception("not divided", changed(divide=lambda high, total: high), SUM),
        Misconception("per cent", lambda images: 100 * high_frequency_energy(images), PERCENT),
        Misconception("one for all", over_the_batch, BATCH),
        Misconception("mean of all", lambda images: high_frequency_energy(images).mean(), BATCH),
        Misconception("half a spectrum", lambda images: by_half_a_spectrum(images, weighted=False), HALF),
        Misconception("no guard", changed(divide=lambda high, total: high / total), NAN),
        Misconception(
            "colours apart",
            lambda images: np.stack(
                [high_frequency_energy(images[..., index : index + 1]) for index in range(images.shape[3])], axis=1
            ),
            SEPARATE,
        ),
        Misconception("logarithm", changed(power=lambda values: np.log1p(np.abs(values) ** 2)), LOG),
    ),
)
