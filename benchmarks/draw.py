"""Draw the pictures that `quality.py` judges: by the course, Xplique, tf-keras-vis and the seed's loop.

    benchmarks/.venv/bin/python benchmarks/draw.py build/bench/pictures.npz

Each library draws with its own recommended settings: the defaults of its function, at the size that the net wants.
tf-keras-vis is meant for images in 0 … 255; it is tried with those too, through a layer that divides them by 255.
Classes and filters are drawn at random; no recipe was chosen by looking at them.
"""

import argparse
import time
import traceback
from dataclasses import replace
from pathlib import Path

import amhelpers as am  # isort: skip
import keras
import numpy as np
from cases import mnist, squeezenet, vgg16
from contenders import by_xplique, for_xplique, loop, scores_for_keras_vis

SEEDS = {"digits": (0, 1, 2), "classes": (0,), "filters": (0,)}


def digits():
    """The ten digits, as a case."""
    return replace(mnist(10), layer=None, targets=list(range(10)), start=am.images.noise(10, 28, 1))


def classes():
    """Twelve classes of ImageNet, drawn at random, as a case."""
    drawn = sorted(np.random.default_rng(7).choice(1000, 12, replace=False).tolist())
    return replace(squeezenet(), targets=drawn, start=am.images.noise(12, 224, 3))


CASES = {"digits": digits, "classes": classes, "filters": vgg16}


def course(case, seed):
    """The course's recipes."""
    if case.layer is not None:
        size = case.start.shape[1]
        return am.recipes.filter_images(case.model, case.layer, case.targets, size, seed=seed).images
    if case.start.shape[3] == 1:
        return am.recipes.digits(case.model, seed=seed, **am.recipes.BEST).images
    return am.recipes.imagenet_images(case.model, case.targets, seed=seed).images


def course_longer(case, seed):
    """The filters with four times as many steps."""
    size, steps = case.start.shape[1], (192, 48)
    return am.recipes.filter_images(case.model, case.layer, case.targets, size, steps=steps, seed=seed).images


def course_without_data(case, seed):
    """The digits without the covariance of the training images."""
    return am.recipes.digits(case.model, seed=seed, **{**am.recipes.BEST, "smooth": False}).images


def course_in_pixels(case, seed):
    """The classes by the same ascent, but in pixels."""
    return am.recipes.imagenet_images(case.model, case.targets, seed=seed, parametrization=am.images.Pixels).images


def xplique(case, seed):
    """Xplique."""
    return by_xplique(case, for_xplique(case)(), seed)


def keras_vis(case, seed, highest=1.0):
    """tf-keras-vis, for pixels from 0 to `highest`."""
    from tf_keras_vis.activation_maximization import ActivationMaximization

    keras.utils.set_random_seed(seed)
    images = keras.Input(case.start.shape[1:])
    model = keras.Model(images, case.extractor()(keras.layers.Rescaling(1 / highest)(images)))
    start = am.images.noise(*case.start.shape[:2], case.start.shape[3], seed=seed) * highest
    drawn = ActivationMaximization(model, clone=False)(
        scores_for_keras_vis(case.targets), seed_input=start, input_range=(0.0, highest)
    )
    return np.asarray(drawn) / highest


def keras_vis_bytes(case, seed):
    """tf-keras-vis, for pixels from 0 to 255."""
    return keras_vis(case, seed, 255.0)


def seed_loop(case, seed):
    """Exercise 12.2: fifty steps of one, unclipped, and made a picture by `deprocess`."""
    size, channels = case.start.shape[2:]
    start = am.images.noise(len(case.targets), size, channels, seed=seed)
    raw = loop(replace(case, steps=50, start=start))()
    axes = (1, 2, 3)
    raw -= raw.mean(axis=axes, keepdims=True)
    return np.clip(0.5 + 0.15 * raw / (raw.std(axis=axes, keepdims=True) + 1e-5), 0, 1)


WAYS = {
    "amhelpers": course,
    "amhelpers, without data": course_without_data,
    "amhelpers, in pixels": course_in_pixels,
    "amhelpers, 192 + 48 steps": course_longer,
    "Xplique": xplique,
    "tf-keras-vis, 0 … 1": keras_vis,
    "tf-keras-vis, 0 … 255": keras_vis_bytes,
    "seed's loop": seed_loop,
}
ONLY = {
    "amhelpers, without data": "digits",
    "amhelpers, in pixels": "classes",
    "amhelpers, 192 + 48 steps": "filters",
}


def main():
    """Draw all, and write them as one file: arrays `case, way`, (seeds, images, height, width, channels)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--cases", nargs="*", default=list(CASES))
    parser.add_argument("--ways", nargs="*", default=list(WAYS))
    arguments = parser.parse_args()
    drawn = {}
    for kind in arguments.cases:
        case = CASES[kind]()
        drawn[f"{kind} targets"] = np.array(case.targets)
        for way in arguments.ways:
            if ONLY.get(way, kind) != kind:
                continue
            begin = time.perf_counter()
            try:
                pictures = np.stack([WAYS[way](case, seed) for seed in SEEDS[kind]])
            except Exception as error:
                traceback.print_exc()
                drawn[f"{kind}, {way}"] = np.array(f"{type(error).__name__}: {str(error).splitlines()[0][:160]}")
                continue
            print(f"{kind}, {way}: {time.perf_counter() - begin:.0f} s", flush=True)
            drawn[f"{kind}, {way}"] = np.round(np.clip(pictures, 0, 1) * 255).astype("uint8")
            drawn[f"{kind}, {way}, seconds"] = np.array((time.perf_counter() - begin) / len(SEEDS[kind]))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(arguments.out, **drawn)


if __name__ == "__main__":
    main()
