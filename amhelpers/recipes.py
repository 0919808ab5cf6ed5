"""Recipes: settings -> class images, by the one ascent: of digits with all that makes them readable, and of things."""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from amhelpers import images, likeness, models, objectives, regularizers, transforms
from amhelpers.ascent import Ascent, ascend

__all__ = ["BEST", "CAP", "by_class", "class_images", "digits", "filter_images", "imagenet_images"]

CAP = 10  # log-odds: beyond that a digit is certain, and more of it only makes it stranger
BEST = {"total_variation": 0.02, "l1": 0.012, "jitter": 2, "rotate": 10, "scale": 0.1, "noise": 0.3, "smooth": True}


def digits(
    model: keras.Model | None = None,
    *,
    steps: int = 150,
    step_size: float | tuple[float, float] = (0.06, 0.003),
    total_variation: float = 0.0,
    l1: float = 0.0,
    jitter: int = 0,
    rotate: float = 0.0,
    scale: float = 0.0,
    noise: float = 0.0,
    smooth: bool = False,
    seed: int = 0,
    record_every: int = 0,
) -> Ascent:
    """The ten digits as a net would have them, each by the log-odds of its class, from almost black noise.

    Args:
        model: a net for digits, (batch, 28, 28, 1) in [0, 1]; by default `models.mnist_cnn()`.
        steps: as in `ascend`.
        step_size: as in `ascend`.
        total_variation: the weight of this penalty.
        l1: the weight of this one.
        jitter: pixels by which each step moves the images, at random.
        rotate: degrees by which each step turns them, at random.
        scale: share by which each step enlarges or shrinks them, at random: 0.1 for a tenth.
        noise: standard deviation of what each step adds before the net looks.
        smooth: smooth the gradient by the covariance of the training images (`images.Principal`)? What is reached then
            depends on the data, not on the net alone.
        seed: of the noise at the start, and as in `ascend`.
        record_every: as in `ascend`.

    Returns:
        An `Ascent` of ten images.

    Raises:
        ValueError: as for `ascend`, or the net is none for digits.
    """
    model = _net() if model is None else model
    start = images.noise(10, 28, 1, seed=seed, high=0.02)
    return by_class(
        model,
        range(10),
        images.Principal(start, likeness.training_digits()[0]) if smooth else start,
        steps=steps,
        step_size=step_size,
        total_variation=total_variation,
        l1=l1,
        jitter=jitter,
        rotate=rotate,
        scale=scale,
        noise=noise,
        cap=CAP,
        seed=seed,
        record_every=record_every,
    )


def by_class(
    model: keras.Model,
    classes: objectives.Targets,
    start: Any,
    *,
    steps: int,
    step_size: float | tuple[float, float],
    total_variation: float = 0.0,
    l1: float = 0.0,
    jitter: int = 0,
    rotate: float = 0.0,
    scale: float = 0.0,
    noise: float = 0.0,
    cap: float | None = None,
    seed: int = 0,
    record_every: int = 0,
) -> Ascent:
    """Images of classes by their log-odds, with whatever of the usual means is asked for.

    Args:
        model: images (batch, height, width, channels) in [0, 1] -> probabilities.
        classes: an index of the output, or one for each image.
        start: images, or a parametrization.
        steps: as in `ascend`.
        step_size: as in `ascend`.
        total_variation: the weight of this penalty.
        l1: the weight of this one.
        jitter: pixels by which each step moves the images, at random.
        rotate: degrees by which each step turns them, at random.
        scale: share by which each step enlarges or shrinks them, at random: 0.1 for a tenth.
        noise: standard deviation of what each step adds before the net looks.
        cap: of the log-odds: an image that has reached it climbs no further.
        seed: as in `ascend`.
        record_every: as in `ascend`.

    Returns:
        An `Ascent`.

    Raises:
        ValueError: as for `ascend`, or there is no such class.
    """
    changes: list[transforms.Transform] = []
    if jitter:
        changes.append(transforms.jitter(jitter))
    if rotate:
        changes.append(transforms.rotate(rotate))
    if scale:
        changes.append(transforms.scale(1 - scale, 1 + scale))
    if noise:
        changes.append(transforms.add_noise(noise))
    return ascend(
        objectives.log_odds(model, classes, cap=cap),
        start,
        steps=steps,
        step_size=step_size,
        regularizers=[(total_variation, regularizers.total_variation), (l1, regularizers.l1)],
        transforms=changes,
        seed=seed,
        record_every=record_every,
        progress=False,
    )


def class_images(
    model: keras.Model, classes: Sequence[int], steps: int = 100, *, total_variation: float = 0.1, seed: int = 0
) -> np.ndarray:
    """One image for each class as a net for small pictures would have it, by the log-odds, from nearly even gray.

    Args:
        model: a net for CIFAR-10, (batch, 32, 32, 3) in [0, 1].
        classes: a list of their numbers.
        steps: as in `ascend`.
        seed: of the noise at the start, and as in `ascend`.
        total_variation: its weight. What it does depends on how steep the model's log-odds are.

    Returns:
        (len(classes), 32, 32, 3) in [0, 1].

    Raises:
        ValueError: as for `ascend`, or there is no such class.
    """
    gray = images.noise(len(classes), 32, 3, seed=seed, low=0.45, high=0.55)
    settings: dict[str, Any] = {
        "steps": steps,
        "step_size": (0.05, 0.005),
        "total_variation": total_variation,
        "jitter": 2,
    }
    return by_class(model, list(classes), gray, **settings, seed=seed).images


def filter_images(
    model: keras.Model,
    layer: str,
    channels: Sequence[int],
    size: int,
    *,
    start: np.ndarray | None = None,
    steps: tuple[int, int] = (48, 12),
    seed: int = 0,
    progress: bool = False,
) -> Ascent:
    """Images that excite filters of a layer, coarse to fine: a first pass at half the size, enlarged, and a second one.

    What the first pass finds is large and smooth when it is enlarged; the second adds detail to it, by small steps. A
    filter that nothing in the noise excites climbs its value before the activation, as always in `ascend`.

    Args:
        model: images (batch, height, width, 3) of any size, in [0, 1].
        layer: the name of a layer with feature maps.
        channels: which of its maps, one for each image.
        size: of the images, in pixels.
        start: images of that size for the second pass, in the place of the first.
        steps: of the two passes.
        seed: of the noise at the start, and as in `ascend`.
        progress: as in `ascend`.

    Returns:
        The `Ascent` of the second pass.

    Raises:
        ValueError: as for `ascend` and `objectives.channel`.
    """
    objective = objectives.channel(model, layer, list(channels))
    settings: dict[str, Any] = {"transforms": [transforms.jitter(4)], "seed": seed, "progress": progress}
    if start is None:
        coarse = images.noise(len(channels), size // 2, 3, seed=seed, low=0.42, high=0.58)
        first = ascend(objective, coarse, steps=steps[0], step_size=(0.05, 0.01), **settings)
        start = np.clip(tf.image.resize(first.images, (size, size), "bicubic"), 0, 1)
    return ascend(objective, start, steps=steps[1], step_size=(0.02, 0.005), **settings)


def imagenet_images(
    model: keras.Model,
    classes: Sequence[int],
    size: int = 224,
    *,
    steps: int = 100,
    seed: int = 0,
    progress: bool = False,
    parametrization: Callable = images.Fourier,
) -> Ascent:
    """One image for each class as a net for large photographs would have it, in waves, from even gray.

    What is climbed is the log-odds, which ask that the net sees nothing else, and a quarter of the logit, which asks
    for more of the thing itself; every step moves, turns, enlarges or shrinks the images at random.

    Args:
        model: images (batch, height, width, 3) in [0, 1] -> probabilities, such as `models.squeezenet()`.
        classes: a list of their numbers.
        size: of the images, in pixels.
        steps: as in `ascend`.
        seed: of the noise at the start, and as in `ascend`.
        progress: as in `ascend`.
        parametrization: what is optimised, `images.Fourier` for waves or `images.Pixels`.

    Returns:
        The `Ascent`.

    Raises:
        ValueError: as for `ascend`, or there is no such class.
    """
    classes = list(classes)
    gray = images.noise(len(classes), size, 3, seed=seed, low=0.49, high=0.51)
    rate = keras.optimizers.schedules.CosineDecay(0.05, steps, alpha=0.1)
    return ascend(
        objectives.log_odds(model, classes) + 0.25 * objectives.logit(model, classes),
        parametrization(gray),
        steps=steps,
        optimizer=keras.optimizers.Adam(rate),
        transforms=[transforms.jitter(size // 10), transforms.rotate(20), transforms.scale(0.6, 1.5)],
        seed=seed,
        progress=progress,
    )


@functools.cache
def _net():
    return models.mnist_cnn()
