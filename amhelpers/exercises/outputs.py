"""Outputs: a model -> what it gives for some images, so that two models can be compared."""

import keras
import numpy as np
import tensorflow as tf

from amhelpers.describe import describe
from amhelpers.exercises.probes import noise

__all__ = ["weighted", "what_it_gives"]


def weighted(model):
    """A model with normal weights that are the same each time."""
    random = np.random.default_rng(0)
    model.set_weights([random.normal(size=weight.shape) for weight in model.weights])
    return model


def what_it_gives(value, arguments):
    """What a model gives for some images, and the gradient of that; of all else, what it is."""
    if value is None:
        return None
    if not isinstance(value, keras.Model):
        return "a function" if type(value).__name__ == "function" else describe(value)
    images = tf.constant(noise(2, *arguments[0].inputs[0].shape[1:]))
    with tf.GradientTape() as tape:
        tape.watch(images)
        outputs = value(images)
        if isinstance(outputs, list | tuple | dict):
            return f"a model that gives a {type(outputs).__name__} of {len(outputs)} arrays"
        total = tf.reduce_sum(outputs * np.cos(np.arange(outputs.shape[-1], dtype="float32")))
    return {"a model with the output": outputs, "and its gradient": tape.gradient(total, images)}
