"""Spectrum: images (batch, height, width, channels) -> how much of them is fine detail, (batch,)."""

from typing import Any

import numpy as np

__all__ = ["high_frequency_energy"]


def high_frequency_energy(images: Any) -> np.ndarray:
    """The share of an image's power at radial frequencies above 0.25 cycles per pixel, half of Nyquist: (batch,).

    The power spectrum is summed over the channels; the zero frequency, the mean brightness, is left out. An even image
    has nothing else, and gives 0.

    Args:
        images: (batch, height, width, channels), numbers.

    Returns:
        float64, shares in [0, 1].

    >>> high_frequency_energy(np.ones((2, 8, 8, 1))).tolist()
    [0.0, 0.0]
    """
    images = np.asarray(images, "float64")
    power = np.sum(np.abs(np.fft.fft2(images, axes=(1, 2))) ** 2, axis=3)
    power[:, 0, 0] = 0
    vertical, horizontal = (np.fft.fftfreq(size) for size in images.shape[1:3])
    high = np.hypot(vertical[:, np.newaxis], horizontal) > 0.25
    return power[:, high].sum(axis=1) / np.maximum(power.sum(axis=(1, 2)), 1e-12)
