"""Failures: what a function that averages noisy maps gave in five calls -> what was found instead, or None.

The calls: one without noise, one with nothing but defaults, two that are the same, and one that has another seed.
"""

import numpy as np

from amhelpers.describe import describe
from amhelpers.exercises.lesson08 import steps
from amhelpers.exercises.lesson08.noisy import OFFSETS, PLACES, STEEP, in_steps_of, noise_in, ramp
from amhelpers.exercises.lesson08.saliency import EXERCISE as SALIENCY

__all__ = [
    "QUIET_CLASSES",
    "changed",
    "no_maps",
    "no_noise",
    "not_averaged",
    "not_centred",
    "not_drawn_again",
    "not_finite",
    "not_quiet",
    "not_saliency",
    "not_scaled",
    "not_the_mean",
    "not_with_the_samples",
    "of_averaged_images",
    "of_other_strength",
    "one_for_all_pixels",
    "same_for_other_seed",
    "scaled_first",
    "signed",
    "unrepeatable",
]

QUIET_CLASSES = (1, 1, 0)  # of the images without noise, the first of which is black


def of_call(value, text):
    """What was found, with the call that it is about: the check shows only the first, that without noise."""
    return f"with samples={value.samples}, noise={value.noise:g}: {text}"


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
    given, maps = (steps.colour_net(-0.1), values[0].images, QUIET_CLASSES), values[0].maps
    right = SALIENCY.reference(*given)
    if np.allclose(maps, right, atol=1e-3):
        return None
    for known in SALIENCY.misconceptions:
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
    shared = np.ptp(ramp(values[2]), axis=0).max() < 1e-3
    return of_call(values[2], "noise that pixels share with each other") if shared else None


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


def not_averaged(values):
    counts = (count for count in range(1, 65) if in_steps_of(ramp(values[2]), count))
    return None if next(counts, None) else of_call(values[2], "values that are no mean of such maps")


def not_with_the_samples(values):
    for value in (values[2], values[1]):
        found = next((count for count in range(1, 65) if in_steps_of(ramp(value), count)), None)
        if found != value.samples:
            return of_call(
                value, f"the mean of {found or 'another number of'} maps where {value.samples} were asked for"
            )
    return None


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


def of_other_strength(values):
    """Is it the noise that was asked for, in both calls, or always the same?"""
    found = [noise_in(value)[1] / value.noise for value in (values[1], values[2])]
    wrong = next((index for index in (1, 0) if not 0.8 < found[index] < 1.2), None)
    if wrong is None:
        return None
    wanted = values[1 + wrong].noise
    strength = found[wrong] * wanted
    words = "0.3 or more" if strength > 0.3 else f"about {strength:.2g}"  # more cannot be told: the ramp is short
    return of_call(values[1 + wrong], f"noise with a standard deviation of {words} where {wanted} was asked for")
