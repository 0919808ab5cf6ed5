"""Exercise 4.3, `high_frequency_energy`: the course's own version, and other right answers."""

import numpy as np
import tensorflow as tf

__all__ = ["ALTERNATIVES", "by_half_a_spectrum", "changed", "high_frequency_energy", "shifted"]


def high_frequency_energy(images):
    """Share of the power above 0.25 cycles per pixel: (batch, height, width, channels) -> (batch,)."""
    power = np.sum(np.abs(np.fft.fft2(np.asarray(images, "float64"), axes=(1, 2))) ** 2, axis=3)
    power[:, 0, 0] = 0
    vertical, horizontal = (np.fft.fftfreq(size) for size in images.shape[1:3])
    high = np.hypot(vertical[:, np.newaxis], horizontal) > 0.25
    return power[:, high].sum(axis=1) / np.maximum(power.sum(axis=(1, 2)), 1e-12)


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


ALTERNATIVES = (
    changed(),
    shifted,
    by_tensorflow,
    by_half_a_spectrum,
    by_loop,
    lambda images: high_frequency_energy(images).astype("float32"),
)
