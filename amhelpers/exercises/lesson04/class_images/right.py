"""Exercise 4.2, `class_images`: the course's own version, and other right answers."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers import images, objectives
from amhelpers.ascent import ascend
from amhelpers.exercises import drawings
from amhelpers.exercises.probes import noise

__all__ = ["ALTERNATIVES", "by_hand", "by_logit", "class_images", "whole_ascent"]


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


def by_raw_gradients(model, classes, steps=100):
    start, sgd = images.noise(len(classes), 32, 3, seed=3), keras.optimizers.SGD(1.0)
    return ascend(objectives.log_odds(model, classes), start, steps=steps, optimizer=sgd, progress=False).images


def by_large_steps(model, classes, steps=100):
    start = images.noise(len(classes), 32, 3, low=0.45, high=0.55)
    return ascend(objectives.logit(model, classes), start, steps=steps, step_size=(0.3, 0.005), progress=False).images


def by_loop(model, classes, steps=100):
    each = [by_logit(model, [label], steps) for label in classes]
    return np.concatenate(each)


def whole_ascent(model, classes, steps=100):
    start = images.noise(len(classes), 32, 3)
    return ascend(objectives.log_odds(model, classes), start, steps=steps, progress=False)


ALTERNATIVES = (
    by_hand,
    by_logit,
    by_loop,
    by_raw_gradients,
    by_large_steps,
    lambda model, classes, steps=100: tf.constant(by_hand(model, classes, steps)),
    lambda model, classes, steps=100: by_logit(model, np.array(classes), steps),
    lambda model, classes, steps=100: whole_ascent(model, classes, steps).images.astype("float64"),
)
