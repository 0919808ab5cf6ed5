"""Attribution by pixels: model, images, classes -> maps (batch, height, width), of gradients or of what is covered."""

import numpy as np

from amhelpers.attribution.logits import Explained, scaled
from amhelpers.describe import describe

__all__ = [
    "completeness_error",
    "integrated_gradients",
    "occlusion",
    "saliency",
    "smooth_grad",
]


def saliency(model, images, classes):
    """The largest absolute gradient of the class' logit over the colours of each pixel: maps (batch, height, width).

    Simonyan, Vedaldi, Zisserman 2014.

    Args:
        model: images -> probabilities or logits (batch, classes).
        images: (batch, height, width, channels), floats as the model takes them.
        classes: an index of the output, or a list of them, one for each image.

    Raises:
        ValueError: these are no images, or there is no such class; the message names the valid ones.
    """
    explained = Explained(model, images, classes)
    return scaled(_sensitivity(explained, explained.images))


def smooth_grad(model, images, classes, samples=16, noise=0.1, seed=0):
    """The mean of the saliency maps of noisy copies: maps (batch, height, width).

    Smilkov, Thorat, Kim, Viégas, Wattenberg 2017. The maps are averaged before they are scaled.

    Args:
        model, images, classes: as for `saliency`.
        samples: how many copies.
        noise: standard deviation of what is added to them, in the unit of the images.
        seed: the same noise for the same seed.
    """
    explained = Explained(model, images, classes)
    if samples < 1 or noise < 0:
        raise ValueError(f"Expected one sample or more, and noise of 0 or more. Received {samples} and {noise}.")
    random, total = np.random.default_rng(seed), 0
    for _ in range(samples):
        added = noise * random.standard_normal(explained.images.shape)
        total = total + _sensitivity(explained, explained.images + added)
    return scaled(total / samples)


def integrated_gradients(model, images, classes, steps=64, baseline=0.0):
    """What each pixel adds to the logit on a straight way from a baseline to the image: maps (batch, height, width).

    Sundararajan, Taly, Yan 2017. The sum of a map is the logit of the image minus that of the baseline, up to an error
    that `completeness_error` tells and more steps make smaller.

    Args:
        model, images, classes: as for `saliency`.
        steps: how many points of the way are looked at, in the middle of as many equal parts.
        baseline: an image without anything in it: one number for all pixels, 0 for black, or images of the same shape.
    """
    explained = Explained(model, images, classes)
    first = _baseline(explained, baseline)
    if steps < 1:
        raise ValueError(f"Expected one step or more. Received {describe(steps)}.")
    way, total = explained.images - first, 0
    for part in (np.arange(steps) + 0.5) / steps:
        total = total + explained.slopes(first + part * way)
    return (way * total / steps).sum(axis=3)


def completeness_error(model, images, classes, maps, baseline=0.0):
    """By how much the sums of `integrated_gradients` miss what they should be, as a share of that: (batch,)."""
    explained = Explained(model, images, classes)
    wanted = explained.logits(explained.images) - explained.logits(_baseline(explained, baseline))
    return np.abs(np.asarray(maps).sum(axis=(1, 2)) - wanted) / np.abs(wanted)


def occlusion(model, images, classes, size=32, stride=16, value=0.5):
    """By how much the logit falls when a pixel is covered: maps (batch, height, width).

    Zeiler, Fergus 2014. A square is laid on every place of a grid; a pixel gets the mean of all squares that cover it.

    Args:
        model, images, classes: as for `saliency`.
        size, stride: of the square and of the grid, in pixels.
        value: the square's, in the unit of the images.
    """
    explained = Explained(model, images, classes)
    height, width = explained.images.shape[1:3]
    if not 1 <= stride <= size <= min(height, width):
        raise ValueError(
            f"A square fits into the images, and the grid leaves no gaps: expected 1 <= stride <= size <= "
            f"{min(height, width)}. Received size={size}, stride={stride}."
        )
    before = explained.logits(explained.images)
    fallen, covered = np.zeros(explained.images.shape[:3], "float32"), np.zeros((height, width), "float32")
    for top in _places(height, size, stride):
        for left in _places(width, size, stride):
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
