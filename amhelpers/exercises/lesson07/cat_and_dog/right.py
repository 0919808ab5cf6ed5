"""Exercise 7.2, `cat_and_dog`: the course's own version, and other right answers."""

import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.exercises import drawings

__all__ = ["ALTERNATIVES", "by_ascent", "by_hand", "cat_and_dog", "images_of"]


def by_hand(model, steps=100, signs=(-1, 1), score=None, unit=0, **missing):
    """The loop of lesson 02, down and up, with one thing or another missing."""
    score = score or am.models.with_logits(model)
    start = am.images.noise(1, 150, 3, seed=2)
    ways = (lambda images, sign=sign: sign * score(images)[:, unit] for sign in signs)
    return np.concatenate([drawings.climbed(way, start, steps, **missing) for way in ways])


def both_at_once(model, steps=100):
    logit, signs = am.models.with_logits(model), tf.constant([-1.0, 1.0])
    start = am.images.noise(2, model.input_shape[1:3], 3, seed=5)
    return am.ascend(lambda images: signs * logit(images)[:, 0], start, steps=steps, progress=False).images


def by_ascent(model, steps=100, objectives=am.objectives.logit, start=None, **settings):
    dog = objectives(model, 0)
    start = am.images.noise(1, 150, 3) if start is None else start
    return [am.ascend(way, start, steps=steps, progress=False, **settings) for way in (-1 * dog, dog)]


def images_of(ascents):
    return np.concatenate([one.images for one in ascents])


def cat_and_dog(model, steps=100):
    """The image of which the net is surest that it is a cat, and that for a dog: (2, 150, 150, 3) in [0, 1]."""
    dog = am.objectives.logit(model, 0)
    start = am.images.noise(1, 150, 3, low=0.4, high=0.6)
    settings = {"step_size": (0.05, 0.005), "transforms": [am.transforms.jitter(4)], "progress": False}
    smooth = [(0.02, am.regularizers.total_variation)]
    found = [am.ascend(way, start, steps=steps, regularizers=smooth, **settings).images for way in (-dog, dog)]
    return np.concatenate(found)


ALTERNATIVES = (
    by_hand,
    both_at_once,
    lambda model, steps=100: images_of(by_ascent(model, steps)),
    lambda model, steps=100: tf.constant(images_of(by_ascent(model, steps, am.objectives.log_odds))),
    lambda model, steps=100: by_hand(model, steps).astype("float64"),
)
