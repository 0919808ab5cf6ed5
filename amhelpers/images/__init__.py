"""Images to start from: size -> images (batch, height, width, channels), float32 in [0, 1]; and what is optimised.

`validation` is the one judge of what images are; `parametrizations` has what an ascent may change in their place.
"""

from typing import Any

import numpy as np

from amhelpers.images.parametrizations import Fourier, Pixels, Principal, as_parametrization
from amhelpers.images.validation import checked, rounded_digits

__all__ = ["Fourier", "Pixels", "Principal", "as_parametrization", "checked", "noise", "rounded_digits"]


def noise(
    count: int, size: int | tuple[int, int], channels: int, seed: int = 0, low: float = 0.0, high: float = 1.0
) -> np.ndarray:
    """Uniform noise, the same for the same seed.

    Args:
        count: how many images.
        size: height and width in pixels, one number or (height, width).
        channels: 1 for gray, 3 for RGB.
        seed: of the random numbers.
        low: the least value, 0 or more.
        high: the largest value, 1 or less.

    Returns:
        float32 (count, height, width, channels).

    Raises:
        ValueError: the range leaves [0, 1], or a size is no whole number above 0.

    >>> noise(2, size=(4, 5), channels=3).shape
    (2, 4, 5, 3)
    """
    sizes = np.array([count, *np.broadcast_to(size, 2), channels])
    if sizes.dtype.kind not in "iu" or sizes.min() < 1:
        raise ValueError(
            f"Expected whole numbers, 1 or more. Received count={count}, size={size}, channels={channels}."
        )
    if not 0 <= low <= high <= 1:
        raise ValueError(f"Noise must stay in [0, 1]: expected 0 <= low <= high <= 1, received low={low}, high={high}.")
    sides: Any = (size, size) if np.ndim(size) == 0 else size
    random = np.random.default_rng(seed)
    return random.uniform(low, high, (count, *sides, channels)).astype("float32")
