"""Attribution: model, images, classes -> maps (batch, height, width) of what in an image speaks for a class.

All of them explain the *logit* of a class, what stands before softmax or sigmoid.  A class is an index of the model's
output: an integer for all images, or one for each.  A net with one sigmoid unit has the class 0 alone, the unit.

Maps of gradients and Grad-CAM have no sign and are divided by their maximum, so that the strongest place of each is 1
(a map without any heat stays 0).  Integrated gradients and occlusion have a sign and the unit of the logit.
"""

import numpy as np
import tensorflow as tf

from amhelpers.cam import grad_cam, grad_cam_plus_plus
from amhelpers.graphs import with_logits
from amhelpers.heat import checked, in_parts, of_class, scaled

__all__ = [
    "completeness_error",
    "grad_cam",
    "grad_cam_plus_plus",
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
    images, classes = checked(model, images, classes)
    return scaled(_sensitivity(_slopes(model), images, classes))


def smooth_grad(model, images, classes, samples=16, noise=0.1, seed=0):
    """The mean of the saliency maps of noisy copies: maps (batch, height, width).

    Smilkov, Thorat, Kim, Viégas, Wattenberg 2017. The maps are averaged before they are scaled.

    Args:
        model, images, classes: as for `saliency`.
        samples: how many copies.
        noise: standard deviation of what is added to them, in the unit of the images.
        seed: the same noise for the same seed.
    """
    images, classes = checked(model, images, classes)
    if samples < 1 or noise < 0:
        raise ValueError(f"Expected one sample or more, and noise of 0 or more. Received {samples} and {noise}.")
    random, slopes = np.random.default_rng(seed), _slopes(model)
    total = 0
    for _ in range(samples):
        noisy = images + noise * random.standard_normal(images.shape).astype("float32")
        total = total + _sensitivity(slopes, noisy, classes)
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
    images, classes = checked(model, images, classes)
    baseline = np.broadcast_to(np.asarray(baseline, "float32"), images.shape)
    slopes, total = _slopes(model), np.zeros_like(images)
    for part in (np.arange(steps) + 0.5) / steps:
        total += slopes(baseline + np.float32(part) * (images - baseline), classes)
    return ((images - baseline) * total / steps).sum(axis=3)


def completeness_error(model, images, classes, maps, baseline=0.0):
    """By how much the sums of `integrated_gradients` miss what they should be, as a share of that: (batch,)."""
    images, classes = checked(model, images, classes)
    baseline = np.broadcast_to(np.asarray(baseline, "float32"), images.shape)
    logits = _logits(model)
    wanted = logits(images, classes) - logits(baseline, classes)
    return np.abs(np.asarray(maps).sum(axis=(1, 2)) - wanted) / np.abs(wanted)


def occlusion(model, images, classes, size=32, stride=16, value=0.5):
    """By how much the logit falls when a pixel is covered: maps (batch, height, width).

    Zeiler, Fergus 2014. A square is laid on every place of a grid; a pixel gets the mean of all squares that cover it.

    Args:
        model, images, classes: as for `saliency`.
        size, stride: of the square and of the grid, in pixels.
        value: the square's, in the unit of the images.
    """
    images, classes = checked(model, images, classes)
    height, width = images.shape[1:3]
    if not 1 <= stride <= size <= min(height, width):
        raise ValueError(
            f"A square fits into the images, and the grid leaves no gaps: expected 1 <= stride <= size <= "
            f"{min(height, width)}. Received size={size}, stride={stride}."
        )
    logits = _logits(model)
    before = logits(images, classes)
    fallen, covered = np.zeros(images.shape[:3], "float32"), np.zeros((height, width), "float32")
    for top in _places(height, size, stride):
        for left in _places(width, size, stride):
            square = slice(top, top + size), slice(left, left + size)
            changed = images.copy()
            changed[:, *square] = value
            fallen[:, *square] += (before - logits(changed, classes))[:, np.newaxis, np.newaxis]
            covered[square] += 1
    return fallen / covered


def _slopes(model):
    """A function images, classes -> the gradients of the logits, of the images' shape."""
    logits = with_logits(model)

    def one(part, wanted):
        with tf.GradientTape() as tape:
            tape.watch(part)
            score = of_class(logits(part, training=False), wanted)
        return tape.gradient(score, part).numpy()

    return lambda images, classes: in_parts(one, images, classes)


def _logits(model):
    """A function images, classes -> the logits of the classes, (batch,)."""
    whole = with_logits(model)

    def one(part, wanted):
        return of_class(whole(part, training=False), wanted).numpy()

    return lambda images, classes: in_parts(one, images, classes)


def _sensitivity(slopes, images, classes):
    return np.abs(slopes(images, classes)).max(axis=3)


def _places(length, size, stride):
    """Where squares begin: every stride, and at the far end."""
    return [*range(0, length - size, stride), length - size]
