"""Exercise 4.2, `class_images`: the course's own version, and other right answers."""

import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers import images, objectives, regularizers, transforms
from amhelpers.ascent import ascend
from amhelpers.exercises import drawings
from amhelpers.exercises.probes import noise

__all__ = ["ALTERNATIVES", "by_hand", "by_logit", "class_images", "settled", "whole_ascent"]


def class_images(model, classes, steps=100):
    """One image (32, 32, 3) in [0, 1] for each of the classes, as the model would have it."""
    return am.ascend(
        am.objectives.log_odds(model, list(classes)),
        am.images.noise(len(classes), 32, 3, low=0.45, high=0.55),
        steps=steps,
        step_size=(0.05, 0.005),
        regularizers=[(0.1, am.regularizers.total_variation)],
        transforms=[am.transforms.jitter(2)],
        progress=False,
    ).images


def by_hand(model, classes, steps=100, **missing):
    def score(images):
        return tf.gather(model(images), classes, axis=1, batch_dims=1)

    return drawings.climbed(score, noise(len(classes), 32, 32, 3, seed=1), steps, **missing)


def by_logit(model, classes, steps=100):
    start = images.noise(len(classes), 32, 3, seed=3)
    return ascend(objectives.logit(model, classes), start, steps=steps, progress=False).images


def settled(model, classes, steps=100, objective=objectives.log_odds, seed=3, low=0.45, high=0.55, **settings):
    """With a penalty, and moved at every step: all that the text asks for."""
    start = images.noise(len(classes), 32, 3, seed=seed, low=low, high=high)
    settings = {"regularizers": [(0.1, regularizers.total_variation)], "transforms": [transforms.jitter(2)]} | settings
    return ascend(objective(model, list(classes)), start, steps=steps, progress=False, **settings).images


def by_recipe(model, classes, steps=100):
    return am.recipes.class_images(model, classes, steps)


def by_loop(model, classes, steps=100):
    return np.concatenate([class_images(model, [label], steps) for label in classes])


def by_tape(model, classes, steps=100):
    """With penalty and jitter, by the loop of lesson 02."""
    logits = am.models.with_logits(model)

    def score(pictures):
        moved = tf.roll(pictures, tf.random.uniform((2,), -2, 3, dtype=tf.int32), (1, 2))
        climbed = tf.gather(logits(moved), classes, axis=1, batch_dims=1)
        return climbed - 0.1 * tf.image.total_variation(pictures)

    return drawings.climbed(score, images.noise(len(classes), 32, 3, low=0.45, high=0.55), steps)


def whole_ascent(model, classes, steps=100):
    start = images.noise(len(classes), 32, 3)
    return ascend(objectives.log_odds(model, classes), start, steps=steps, progress=False)


ALTERNATIVES = (
    settled,
    by_recipe,
    by_loop,
    by_tape,
    lambda model, classes, steps=100: settled(model, classes, steps, objectives.logit),
    lambda model, classes, steps=100: settled(model, np.array(classes), steps, low=0.0, high=1.0),
    lambda model, classes, steps=100: tf.constant(class_images(model, classes, steps)),
    lambda model, classes, steps=100: class_images(model, classes, steps).astype("float64"),
)
