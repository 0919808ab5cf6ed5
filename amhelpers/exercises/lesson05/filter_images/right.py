"""Exercise 5.3, `filter_images`: the course's own version, and other right answers."""

import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.exercises import drawings

__all__ = ["ALTERNATIVES", "by_hand", "filter_images"]


def filter_images(model, layer, channels, size):
    """Images (len(channels), size, size, 3) in [0, 1] that excite these feature maps."""
    start = am.images.noise(len(channels), size, 3, low=0.4, high=0.6)
    objective = am.objectives.channel(model, layer, list(channels))
    moved = [am.transforms.jitter(4)]
    return am.ascend(objective, start, steps=24, step_size=(0.05, 0.01), transforms=moved, progress=False).images


def by_hand(model, layer, channels, size, one=False, steps=24, **missing):
    maps = am.models.feature_extractor(model, layer)

    def score(images):
        means = tf.reduce_mean(maps(images), axis=(1, 2))
        return means[:, channels[0]] if one else tf.gather(means, list(channels), axis=1, batch_dims=1)

    return drawings.climbed(score, am.images.noise(len(channels), size, 3, seed=1), steps=steps, **missing)


def by_loop(model, layer, channels, size):
    return np.concatenate([by_hand(model, layer, [channel], size) for channel in channels])


ALTERNATIVES = (
    by_hand,
    by_loop,
    lambda *given: am.recipes.filter_images(*given).images,
    lambda model, layer, channels, size: tf.constant(by_hand(model, layer, tuple(channels), size)),
)
