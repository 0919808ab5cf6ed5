"""Exercise 8.2, `smooth_grad`: what must hold of an answer, each property with its hint.

The calls: one without noise, one with nothing but defaults, two that are the same, and one that has another seed.

By the maps of the net in `exercise.py` the noise can be read that was added to its images. Each of its pixels is by
itself. At most places its gradient is 1 above 0.5 and 0 below, so the mean of n noisy maps is k / n, and how often a
pixel is above 0.5 tells the noise that was added to it.
"""

import math

import numpy as np

from amhelpers.checks.exercise import Property
from amhelpers.describe import describe
from amhelpers.exercises.lesson08 import shared
from amhelpers.exercises.lesson08.saliency import EXERCISE as SALIENCY_EXERCISE
from amhelpers.exercises.lesson08.shared import NAN

__all__ = [
    "ARRAY",
    "CENTRE",
    "CHANGED",
    "EVERYWHERE",
    "FIRST",
    "IMAGES",
    "LARGEST",
    "MEAN",
    "NO_NOISE",
    "OFFSETS",
    "ONE",
    "PLACES",
    "PROPERTIES",
    "QUIET",
    "QUIET_CLASSES",
    "SALIENCY",
    "SAMPLES",
    "SCALE",
    "SEED",
    "SIGNED",
    "STEEP",
    "STRENGTH",
]

ARRAY = (
    "Return one map for every image, an array of floats (batch, height, width): for each place the largest over the "
    "colours, averaged over the samples, not over the images. (np.stack makes an array of a list of maps.)"
)
QUIET = (
    "With noise=0 the map of the black image is to be 0 everywhere. Is something added all the same? `noise` is the "
    "standard deviation: random.normal(0, noise, shape). Is it the gradient of the net's logit, model and all?"
)
SCALE = (
    "Each map is to reach 1: at the end divide the mean by its own maximum, not by that of the batch, "
    "tf.reduce_max(maps, axis=(1, 2), keepdims=True)."
)
SALIENCY = (
    "With noise=0 every sample is the image itself, and the maps must be those of exercise 8.1: the gradient of each "
    "image's own logit, its absolute value, the largest over the colours, and nothing else but the scaling."
)
CHANGED = (
    "You change the images or the model that you were given. Make a new array in every turn of the loop, noisy = "
    "images + …, and take am.models.with_logits(model) for the logits."
)
SEED = (
    "The maps are to be the same for the same seed, and others for another: make the generator inside of the function "
    "and of the seed, random = np.random.default_rng(seed), before the loop."
)
NO_NOISE = (
    "The noise makes no difference. Add random.normal(0, noise, images.shape) to the images before the gradient is "
    "taken; they are in [0, 1], and so is what noise=0.1 means."
)
EVERYWHERE = (
    "Pixels get the same number, which only makes all of them brighter or darker. Each is to have its own: "
    "random.normal(0, noise, images.shape)."
)
LARGEST = "You take the largest of the samples' maps. Asked for is their mean."
CENTRE = (
    "Noise goes up as often as down, its mean is 0, and it is added to the image: images + random.normal(0, noise, "
    "images.shape)."
)
IMAGES = (
    "You average the noisy images, and the noise is gone before the gradient is taken. Average the maps, one for each "
    "noisy image."
)
ONE = (
    "It is as if there were one sample. Draw new noise in every turn of the loop (a generator made there of the same "
    "seed begins again), add up the maps of all, and return after the loop."
)
MEAN = (
    "Average the maps as they are: noise is added to the images, not to gradients or maps, and there is no root of "
    "mean squares."
)
SAMPLES = "It is the mean of as many maps as `samples` says, each of a noisy image: range(samples)."
SIGNED = (
    "You average gradients with their signs, and where they point up and down they cancel. Here the absolute value "
    "comes first, for every sample, and then the mean. (SmoothGrad was published with either.)"
)
FIRST = (
    "You scale the map of every sample before you average them, so that faint ones count as much as strong ones. "
    "(saliency of exercise 8.1 scales.) Average first, divide at the end."
)
STRENGTH = (
    "`noise` is the standard deviation of what is added to an image from 0 to 1: random.normal(0, noise, "
    "images.shape), neither squared nor multiplied by the image or its range, and each time to the image as it was "
    "given. (Evenly "
    "between −noise and noise, it is 0.58 of that.)"
)


def no_maps(values):
    for value in values:
        wanted = value.images.shape[:3]
        if not isinstance(value.maps, np.ndarray) or value.maps.shape != wanted or value.maps.dtype.kind != "f":
            return of_call(value, f"{describe(value.maps)} for images {value.images.shape}")
    return None


def not_finite(values):
    found = (value for value in values if not np.isfinite(value.maps).all())
    return next((of_call(value, describe(value.maps)) for value in found), None)


def not_scaled(values):
    for value in values:
        largest = value.maps.max(axis=(1, 2))
        if not np.isin(largest.round(3), (0, 1)).all():
            words = f"{describe(value.maps)}; the largest of each map: {', '.join(f'{one:.3g}' for one in largest)}"
            return of_call(value, words)
    return None


def not_quiet(values):
    found = values[0].maps[0]
    return of_call(values[0], f"of the black image the map {describe(found)}") if found.any() else None


def not_saliency(values):
    given, maps = (shared.colour_net(-0.1), values[0].images, QUIET_CLASSES), values[0].maps
    right = SALIENCY_EXERCISE.reference(*given)
    if np.allclose(maps, right, atol=1e-3):
        return None
    for known in SALIENCY_EXERCISE.misconceptions:
        try:
            same = np.allclose(maps, known.wrong(*given), atol=1e-3)
        except Exception:  # many of them stop with an error
            continue
        if same:
            return of_call(values[0], f"{describe(maps)}. {known.hint}")
    where = tuple(int(index) for index in np.argwhere(~np.isclose(maps, right, atol=1e-3))[0])
    words = f"{describe(maps)}; at {list(where)}: {maps[where]:.4g} where {right[where]:.4g} was expected"
    return of_call(values[0], words)


def changed(values):
    return next((of_call(value, value.changes) for value in values if value.changes), None)


def unrepeatable(values):
    same = np.allclose(values[2].maps, values[3].maps, atol=1e-5)
    return None if same else of_call(values[2], "other maps from the second of two calls with seed=0")


def no_noise(values):
    same = np.array_equal(ramp(values[2]).mean(axis=0) > 0.5, OFFSETS > 0) and in_steps_of(ramp(values[2]), 1)
    return of_call(values[2], "the maps of the image without noise") if same else None


def same_for_other_seed(values):
    same = np.allclose(values[2].maps, values[4].maps, atol=1e-5)
    return of_call(values[2], "the same maps for seed=0 and seed=1") if same else None


def one_for_all_pixels(values):
    same = np.ptp(ramp(values[2]), axis=0).max() < 1e-3
    return of_call(values[2], "noise that pixels share with each other") if same else None


def not_averaged(values):
    counts = (count for count in range(1, 65) if in_steps_of(ramp(values[2]), count))
    return None if next(counts, None) else of_call(values[2], "values that are no mean of such maps")


def not_the_mean(values):
    """Whatever was the case once, is the case: the largest of the maps, not their mean."""
    mean, _ = noise_in(values[2])
    largest = in_steps_of(ramp(values[2]), 1) and 0.6 * values[2].noise < mean < 3 * values[2].noise
    return of_call(values[2], "maps that are as large as the largest of the samples") if largest else None


def not_centred(values):
    for value in (values[2], values[1]):
        mean = noise_in(value)[0]
        if abs(mean) > 0.25 * value.noise:
            return of_call(value, f"noise with a mean of about {mean:.2g}")
    return None


def of_averaged_images(values):
    weak = noise_in(values[2])[1] < 0.55 * values[2].noise
    found = weak and in_steps_of(ramp(values[2]), 1)
    return of_call(values[2], "the map of a single image, with little noise") if found else None


def not_drawn_again(values):
    return of_call(values[2], "maps as of a single sample") if in_steps_of(ramp(values[2]), 1) else None


def not_with_the_samples(values):
    for value in (values[2], values[1]):
        found = next((count for count in range(1, 65) if in_steps_of(ramp(value), count)), None)
        if found != value.samples:
            return of_call(
                value, f"the mean of {found or 'another number of'} maps where {value.samples} were asked for"
            )
    return None


def of_other_strength(values):
    """Is it the noise that was asked for, in both calls, or always the same?"""
    found = [noise_in(value)[1] / value.noise for value in (values[1], values[2])]
    bounds = (0.9, 1.15), (0.8, 1.2)  # four times what chance does to 16 samples, and to 8
    wrong = next((index for index in (1, 0) if not bounds[index][0] < found[index] < bounds[index][1]), None)
    if wrong is None:
        return None
    wanted = values[1 + wrong].noise
    strength = found[wrong] * wanted
    words = "0.3 or more" if strength > 0.3 else f"about {strength:.2g}"  # more cannot be told: the ramp is short
    return of_call(values[1 + wrong], f"noise with a standard deviation of {words} where {wanted} was asked for")


def signed(values):
    least = values[2].maps[0, 20:22].min()
    found = f"{least:.2g} where every sample has a gradient of 1 or −1"
    return of_call(values[2], found) if least < 0.999 else None


def scaled_first(values):
    for value in (values[2], values[1]):
        for label, place in PLACES.items():
            plain, steep = value.maps[label, 0, 0], value.maps[(label, *place)]
            often = value.samples * (steep / plain - 1) / (STEEP - 1)
            if abs(often - round(float(often))) > 1e-2:
                words = (
                    f"a pixel with {steep / plain:.3g} times the heat of the others, which no mean of the maps gives"
                )
                return of_call(value, words)
    return None


QUIET_CLASSES = (1, 1, 0)  # of the images without noise, the first of which is black


def of_call(value, text):
    """What was found, with the call that it is about: the check shows only the first, that without noise."""
    return f"with samples={value.samples}, noise={value.noise:g}: {text}"


REACH = 0.4  # the first 20 rows are from 0.5 − REACH to 0.5 + REACH, twice
STEEP = 10  # where one pixel is that is above 0.5, for the classes 1 and 2


PLACES = {1: (5, 7), 2: (15, 20)}  # of these pixels


OFFSETS = REACH * ((2 * np.arange(300) + 1) / 300 - 1)  # in the middle of steps, so that a mean over them is exact


def ramp(value):
    """How often each pixel of the ramp was above 0.5, in both of its copies, (2, 300)."""
    return value.maps[0, :20].reshape(2, -1)


def noise_in(value):
    """Mean and standard deviation of the noise that was added, from how often a pixel was above 0.5."""
    often = ramp(value).mean(axis=0)
    mean = 2 * REACH * often.mean() - REACH
    square = REACH**2 - 4 * REACH * (OFFSETS * often).mean()
    return mean, math.sqrt(max(square - mean**2, 0))


def in_steps_of(often, count):
    """Are these means of so many numbers that are 0 or 1?"""
    return np.abs(often * count - np.round(often * count)).max() < 1e-2


PROPERTIES = (
    Property("one map (height, width) for each image", no_maps, ARRAY),
    Property("finite values", not_finite, NAN),
    Property("maps whose largest value is 1, or 0 for a black image", not_scaled, SCALE),
    Property("no noise for noise=0", not_quiet, QUIET),
    Property("for noise=0 the maps of saliency", not_saliency, SALIENCY),
    Property("images and model as they were", changed, CHANGED),
    Property("the same maps for the same seed", unrepeatable, SEED),
    Property("maps that depend on the noise", no_noise, NO_NOISE),
    Property("other maps for another seed", same_for_other_seed, SEED),
    Property("other noise for each pixel", one_for_all_pixels, EVERYWHERE),
    Property("a plain mean of maps", not_averaged, MEAN),
    Property("the mean of the samples' maps", not_the_mean, LARGEST),
    Property("noise with the mean 0", not_centred, CENTRE),
    Property("maps of all noisy images", of_averaged_images, IMAGES),
    Property("new noise for each sample", not_drawn_again, ONE),
    Property("a mean over all samples", not_with_the_samples, SAMPLES),
    Property("noise of the strength that was asked for", of_other_strength, STRENGTH),
    Property("the mean of absolute values", signed, SIGNED),
    Property("maps that are averaged before they are scaled", scaled_first, FIRST),
)
