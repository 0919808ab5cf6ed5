"""Attribution by pixels: model, images, classes -> maps (batch, height, width), of gradients or of what is covered."""

import itertools
from typing import Any

import keras
import numpy as np

from amhelpers.attribution.logits import ClassLogits, bar, scaled
from amhelpers.describe import describe
from amhelpers.objectives import Targets

__all__ = [
    "completeness_error",
    "integrated_gradients",
    "occlusion",
    "saliency",
    "smooth_grad",
]


def saliency(model: keras.Model, images: Any, classes: Targets, *, of: str | None = None) -> np.ndarray:
    """The largest absolute gradient of the class' logit over the colours of each pixel.

    Simonyan, Vedaldi, Zisserman 2014.

    Args:
        model: images -> probabilities or logits (batch, classes).
        images: (batch, height, width, channels), floats as the model takes them.
        classes: an index of the output, or a list of them, one for each image.
        of: where the logits are, as for `objectives.logit`.

    Returns:
        Maps (batch, height, width), each divided by its maximum.

    Raises:
        ValueError: these are no images, or there is no such class; the message names the valid ones.
    """
    explained = ClassLogits(model, images, classes, of)
    return scaled(_sensitivity(explained, explained.images))


def smooth_grad(
    model: keras.Model,
    images: Any,
    classes: Targets,
    samples: int = 16,
    noise: float = 0.1,
    seed: int = 0,
    *,
    of: str | None = None,
) -> np.ndarray:
    """The mean of the saliency maps of noisy copies.

    Smilkov, Thorat, Kim, Viégas, Wattenberg 2017. The maps are averaged before they are scaled.

    Args:
        model: as for `saliency`.
        images: as for `saliency`.
        classes: as for `saliency`.
        samples: how many copies.
        noise: standard deviation of what is added to them, in the unit of the images.
        seed: the same noise for the same seed, and for every image.
        of: as for `saliency`.

    Returns:
        Maps (batch, height, width), each divided by its maximum.

    Raises:
        ValueError: as for `saliency`, or the samples or the noise cannot be.
    """
    explained = ClassLogits(model, images, classes, of)
    if samples < 1 or noise < 0:
        raise ValueError(f"Expected one sample or more, and noise of 0 or more. Received {samples} and {noise}.")
    random = np.random.default_rng(seed)
    total: Any = 0
    for _ in bar(range(samples), "SmoothGrad"):
        added = noise * random.standard_normal(explained.images.shape[1:])  # the same for each: alone or in a batch
        total = total + _sensitivity(explained, explained.images + added)
    return scaled(total / samples)


def integrated_gradients(
    model: keras.Model, images: Any, classes: Targets, steps: int = 64, baseline: Any = 0.0, *, of: str | None = None
) -> np.ndarray:
    """What each pixel adds to the logit on a straight way from a baseline to the image.

    Sundararajan, Taly, Yan 2017. The sum of a map is the logit of the image minus that of the baseline, up to an error
    that `completeness_error` tells and more steps make smaller.

    Args:
        model: as for `saliency`.
        images: as for `saliency`.
        classes: as for `saliency`.
        steps: how many points of the way are looked at, in the middle of as many equal parts.
        baseline: an image without anything in it: one number for all pixels, 0 for black, or images of the same shape.
        of: as for `saliency`.

    Returns:
        Maps (batch, height, width) with a sign, in the unit of the logit.

    Raises:
        ValueError: as for `saliency`, or the steps or the baseline cannot be.
    """
    explained = ClassLogits(model, images, classes, of)
    first = _baseline(explained, baseline)
    if steps < 1:
        raise ValueError(f"Expected one step or more. Received {describe(steps)}.")
    way = explained.images - first
    total: Any = 0
    for part in bar((np.arange(steps) + 0.5) / steps, "integrated gradients"):
        total = total + explained.slopes(first + part * way)
    return (way * total / steps).sum(axis=3)


def completeness_error(
    model: keras.Model, images: Any, classes: Targets, maps: Any, baseline: Any = 0.0, *, of: str | None = None
) -> np.ndarray:
    """By how much the sums of `integrated_gradients` miss what they should be, as a share of that.

    Args:
        model: as for `saliency`.
        images: as for `saliency`.
        classes: as for `saliency`.
        maps: (batch, height, width), from `integrated_gradients`.
        baseline: that of the maps.
        of: as for `saliency`.

    Returns:
        (batch,); infinite where nothing should be there and something is.

    Raises:
        ValueError: as for `integrated_gradients`.
    """
    explained = ClassLogits(model, images, classes, of)
    wanted = explained.logits(explained.images) - explained.logits(_baseline(explained, baseline))
    missed = np.abs(np.asarray(maps).sum(axis=(1, 2)) - wanted)
    return np.divide(missed, np.abs(wanted), out=np.where(missed > 0, np.inf, 0.0), where=wanted != 0)


def occlusion(
    model: keras.Model,
    images: Any,
    classes: Targets,
    size: int | None = None,
    stride: int | None = None,
    value: float = 0.5,
    *,
    of: str | None = None,
) -> np.ndarray:
    """By how much the logit falls when a pixel is covered.

    Zeiler, Fergus 2014. A square is laid on every place of a grid; a pixel gets the mean of all squares that cover it.

    Args:
        model: as for `saliency`.
        images: as for `saliency`.
        classes: as for `saliency`.
        size: of the square, in pixels; None for a seventh of the images' shorter side.
        stride: of the grid, in pixels; None for half of the square.
        value: the square's, in the unit of the images.
        of: as for `saliency`.

    Returns:
        Maps (batch, height, width) with a sign, in the unit of the logit.

    Raises:
        ValueError: as for `saliency`, or the square does not fit.
    """
    explained = ClassLogits(model, images, classes, of)
    height, width = explained.images.shape[1:3]
    size = max(1, round(min(height, width) / 7)) if size is None else size
    stride = max(1, size // 2) if stride is None else stride
    if not 1 <= stride <= size <= min(height, width):
        raise ValueError(
            f"A square fits into the images, and the grid leaves no gaps: expected 1 <= stride <= size <= "
            f"{min(height, width)}. Received size={size}, stride={stride}."
        )
    before = explained.logits(explained.images)
    fallen, covered = np.zeros(explained.images.shape[:3], "float32"), np.zeros((height, width), "float32")
    places = itertools.product(_places(height, size, stride), _places(width, size, stride))
    for top, left in bar(list(places), "occlusion"):
        square = slice(top, top + size), slice(left, left + size)
        changed = explained.images.copy()
        changed[:, *square] = value
        fallen[:, *square] += (before - explained.logits(changed))[:, np.newaxis, np.newaxis]
        covered[square] += 1
    return fallen / covered


def _sensitivity(explained, images):
    return np.abs(explained.slopes(images)).max(axis=3)


def _baseline(explained, baseline):
    """A baseline of the images' shape."""
    values = np.asarray(baseline, "float32")
    if values.shape not in ((), explained.images.shape, explained.images.shape[1:]):
        raise ValueError(
            f"A baseline is a number, or images of the shape {explained.images.shape}. Received {describe(baseline)}."
        )
    return np.broadcast_to(values, explained.images.shape)


def _places(length, size, stride):
    """Where squares begin: every stride, and at the far end."""
    return [*range(0, length - size, stride), length - size]
