"""Exercise 4.3, `high_frequency_energy`: the wrong answers that are recognised, each with its hint."""

import numpy as np

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson04.high_frequency_energy.right import (
    by_half_a_spectrum,
    changed,
    high_frequency_energy,
    shifted,
)

__all__ = ["wrong"]

wrong = WrongAnswers()


@wrong(
    "width and colours",
    "np.fft.fft2 transforms the last two axes unless it is told otherwise, and those are width and colours. Height and "
    "width are axes=(1, 2).",
)
def over_colours(images):
    """The last two axes, as np.fft.fft2 takes them: width and colours."""
    images = np.asarray(images, "float64")
    spectrum = (np.abs(np.fft.fft2(images)) ** 2).sum(axis=3)
    spectrum[:, 0, 0] = 0
    high = np.hypot(*np.meshgrid(*(np.fft.fftfreq(size) for size in images.shape[1:3]), indexing="ij")) > 0.25
    return spectrum[:, high].sum(axis=1) / np.maximum(spectrum.sum(axis=(1, 2)), 1e-12)


wrong(
    "with the mean",
    "The zero frequency is still in it. That is the mean brightness, by far the largest number of the spectrum: set "
    "spectrum[:, 0, 0] to 0, or subtract each image's mean first.",
)(changed(mean=True))

wrong("amplitude", "You add up amplitudes. The power is the square of the absolute value: np.abs(…) ** 2.")(
    changed(power=np.abs)
)

wrong("real part", "You square the real part only. The spectrum is complex, its power is np.abs(…) ** 2.")(
    changed(power=lambda values: values.real**2)
)

wrong(
    "complex square",
    "The square of a complex number is complex. Its power is the square of its absolute value: np.abs(…) ** 2.",
)(changed(power=lambda values: (values**2).real))

SQUARE = (
    "You compare the two frequencies one by one, which leaves a square in the middle. Asked for is the radius, "
    "np.sqrt(vertical ** 2 + horizontal ** 2), which leaves a disc."
)

wrong("a square", SQUARE)(
    changed(above=lambda vertical, horizontal: (np.abs(vertical) > 0.25) | (np.abs(horizontal) > 0.25))
)

wrong("both high", SQUARE)(
    changed(above=lambda vertical, horizontal: (np.abs(vertical) > 0.25) & (np.abs(horizontal) > 0.25))
)

wrong(
    "the sum of both",
    "You add the two frequencies. The length is the root of the sum of their squares: np.hypot(vertical, horizontal).",
)(changed(above=lambda vertical, horizontal: np.abs(vertical) + np.abs(horizontal) > 0.25))

wrong("low", "That is the share of the low frequencies. Asked for is the rest, above 0.25.")(
    changed(above=lambda vertical, horizontal: np.hypot(vertical, horizontal) <= 0.25)
)

wrong("from 0.25 on", "At exactly 0.25 cycles per pixel you count the power too. Above is asked for: > 0.25.")(
    changed(above=lambda vertical, horizontal: np.hypot(vertical, horizontal) >= 0.25)
)

wrong(
    "above Nyquist",
    "You cut at 0.5 cycles per pixel, which is Nyquist, the highest frequency there is in one direction: only "
    "diagonals are above. Half of it is 0.25. (Or the root is forgotten: the length is np.sqrt(f_v ** 2 + f_h ** 2).)",
)(changed(above=lambda vertical, horizontal: np.hypot(vertical, horizontal) > 0.5))

wrong(
    "positive only",
    "Half of the frequencies are negative, np.fft.fftfreq gives them too, and they count as much: compare the length, "
    "np.hypot(vertical, horizontal), which is never negative.",
)(changed(above=lambda vertical, horizontal: (vertical > 0.25) | (horizontal > 0.25)))


@wrong(
    "index",
    "The spectrum's second half holds the negative frequencies: index 31 of 32 is −1 / 32. np.fft.fftfreq(size) knows.",
)
def by_index(images):
    """The index in the spectrum in the place of the frequency, above a quarter of the size."""
    images = np.asarray(images, "float64")
    spectrum = (np.abs(np.fft.fft2(images, axes=(1, 2))) ** 2).sum(axis=3)
    spectrum[:, 0, 0] = 0
    rows, columns = (np.arange(size) / size for size in images.shape[1:3])
    high = np.hypot(rows[:, None], columns[None, :]) > 0.25
    return spectrum[:, high].sum(axis=1) / np.maximum(spectrum.sum(axis=(1, 2)), 1e-12)


wrong(
    "shifted, not its frequencies",
    "You moved the zero frequency of the spectrum into the middle (fftshift), but the frequencies are still in the old "
    "order. Shift both or neither.",
)(lambda images: shifted(images, grid=False))


@wrong(
    "gray",
    "You average or add up the colours before squaring, and stripes of two colours that are equally bright are gone. "
    "Add up the *power* of the colours, after the transform.",
)
def in_gray(images):
    return high_frequency_energy(np.asarray(images).mean(axis=3, keepdims=True))


@wrong(
    "mean of shares",
    "You take the share of each colour and average the shares: a colour with hardly anything in it counts as much as "
    "the others. Add up the power of the colours first, then divide.",
)
def mean_of_colours(images):
    images = np.asarray(images)
    each = [high_frequency_energy(images[..., index : index + 1]) for index in range(images.shape[3])]
    return np.mean(each, axis=0)


wrong(
    "not divided", "That is the power itself. Asked for is the share: divide by the power at all frequencies but zero."
)(changed(divide=lambda high, total: high))

wrong("per cent", "A share is between 0 and 1, without per cent.")(lambda images: 100 * high_frequency_energy(images))

BATCH = "You return one number for the batch. Each image has its own: (batch,)."


@wrong("one for all", BATCH)
def over_the_batch(images):
    spectrum = (np.abs(np.fft.fft2(np.asarray(images, "float64"), axes=(1, 2))) ** 2).sum(axis=(0, 3))
    spectrum[0, 0] = 0
    high = np.hypot(*np.meshgrid(*(np.fft.fftfreq(size) for size in spectrum.shape), indexing="ij")) > 0.25
    return spectrum[high].sum() / max(spectrum.sum(), 1e-12)


wrong("mean of all", BATCH)(lambda images: high_frequency_energy(images).mean())

wrong(
    "half a spectrum",
    "rfft2 gives half of the spectrum, so most frequencies occur once that belong there twice, and those at the edges "
    "do not. fft2 is easier.",
)(lambda images: by_half_a_spectrum(images, weighted=False))

wrong(
    "no guard",
    "A constant image has no power but at zero, and 0 / 0 is NaN. Guard the division: np.maximum(total, 1e-12).",
)(changed(divide=lambda high, total: high / total))

wrong("colours apart", "You keep the colours apart. Add up their power: one number for each image.")(
    lambda images: np.stack(
        [high_frequency_energy(images[..., index : index + 1]) for index in range(images.shape[3])], axis=1
    )
)

wrong("logarithm", "You take the logarithm, which is for looking at a spectrum. The share is of the power itself.")(
    changed(power=lambda values: np.log1p(np.abs(values) ** 2))
)
