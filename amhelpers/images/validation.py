"""Validation: anything -> images, or one error that says who takes what, what was received, and what to do."""

from typing import Any

import numpy as np

from amhelpers.describe import describe

__all__ = ["checked", "rounded_digits"]


def checked(
    images: Any,
    caller: str,
    *,
    shape: tuple = (None, None, None),
    bounded: bool = True,
    integers: bool = False,
    values: bool = True,
) -> Any:
    """Images as an array, or an error that says who takes what, and what was received.

    Args:
        images: anything.
        caller: the name of what takes them, for the message.
        shape: (height, width, channels) that is asked for: a number, several, or None for any.
        bounded: must they stay in [0, 1]?
        integers: are 8-bit integers, 0 … 255, welcome too?
        values: look at the values? If not, type and shape alone are judged, of a symbolic tensor too.

    Returns:
        An array (batch, height, width, channels) of floats, or of uint8 where these are welcome; the tensor that was
        given where the values are not looked at.

    Raises:
        ValueError: they have another shape or type, are not finite, or leave [0, 1].
    """
    try:
        array = np.asarray(images) if values or not hasattr(images, "shape") else images
    except (ValueError, TypeError, NotImplementedError):  # a list of arrays of different sizes, a symbolic tensor
        array = np.zeros(0)
    sides = [None] * 4 if getattr(array.shape, "rank", 4) is None else list(array.shape)
    wanted = [(one,) if isinstance(one, int) else one for one in (None, *shape)]
    fits = len(sides) == 4 and 0 not in sides
    fits = fits and all(None in (side, one) or side in one for side, one in zip(sides, wanted, strict=True))
    is_float = getattr(array.dtype, "kind", "") == "f" or getattr(array.dtype, "is_floating", False)
    right = fits and (is_float or (integers and array.dtype == np.uint8))
    if right and values and is_float:
        right = np.isfinite(array).all() and (not bounded or (array.min() >= 0 and array.max() <= 1))
    if right:
        return array
    names = ["batch", "height", "width", "channels"]
    axes = ", ".join(
        name if one is None else " or ".join(map(str, one)) for name, one in zip(names, wanted, strict=True)
    )
    kind = f"finite floats{' in [0, 1]' if bounded else ''}{', or uint8' if integers else ''}"
    raise ValueError(f"{caller} takes images ({axes}), {kind}. Received {describe(images)}.{_mend(array, sides, fits)}")


def _mend(array, sides, fits):
    """What to do about images that are none, as the end of a message."""
    if len(sides) == 3:
        return " One image alone: image[np.newaxis]."
    if fits and array.dtype == np.uint8:
        return " Divide by 255."
    return " Bring them into range first, for instance by np.clip(images, 0, 1)." if fits else ""


def rounded_digits(images: Any) -> np.ndarray:
    """Images of digits as they are measured, rounded to 8 bits as they would be stored: (batch, 28, 28, 1) -> the same.

    Args:
        images: (batch, 28, 28, 1), floats in [0, 1].

    Returns:
        float32 (batch, 28, 28, 1), multiples of 1/255 in [0, 1].

    Raises:
        ValueError: they have another shape, or leave [0, 1].
    """
    return np.round(checked(images, "What measures digits", shape=(28, 28, 1)).astype("float32") * 255) / 255
