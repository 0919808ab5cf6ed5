"""Exercise 8.1, `saliency`: the course's own version, and other right answers."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.exercises.lesson08 import shared

__all__ = ["ALTERNATIVES", "after", "changed", "saliency"]


def saliency(model, images, classes):
    """The largest absolute gradient over the colours, each map divided by its maximum: (batch, height, width)."""
    logits, images = am.models.with_logits(model), tf.constant(images)
    with tf.GradientTape() as tape:
        tape.watch(images)
        scores = tf.gather(logits(images), classes, axis=1, batch_dims=1)
    maps = tf.reduce_max(tf.abs(tape.gradient(scores, images)), axis=3)
    return tf.math.divide_no_nan(maps, tf.reduce_max(maps, axis=(1, 2), keepdims=True)).numpy()


def largest(gradient, images):
    return tf.reduce_max(tf.abs(gradient), axis=3)


def changed(score=shared.of_class, colours=largest, scale=shared.each, net=am.models.with_logits):
    """The right answer, with one part or another changed."""

    def answer(model, images, classes):
        values_of, images = net(model), tf.constant(images)
        with tf.GradientTape() as tape:
            tape.watch(images)
            scores = score(values_of(images), classes)
        return scale(colours(tape.gradient(scores, images), images)).numpy()

    return answer


def after(function):
    """With something done to the right maps."""
    return lambda model, images, classes: function(saliency(model, images, classes))


def by_loop(model, images, classes):
    logits = am.models.with_logits(model)
    maps = []
    for image, label in zip(images, classes):
        image = tf.Variable(image[np.newaxis])
        with tf.GradientTape() as tape:
            score = logits(image)[0, label]
        found = np.abs(tape.gradient(score, image).numpy())[0].max(axis=-1)
        maps.append(found / (found.max() + 1e-8))
    return np.array(maps)


def by_one_hot(model, images, classes):
    logits, images = am.models.with_logits(model), tf.convert_to_tensor(images)
    with tf.GradientTape() as tape:
        tape.watch(images)
        values = logits(images)
        score = tf.reduce_sum(values * tf.one_hot(classes, values.shape[1])) / len(classes)
    maps = keras.ops.max(keras.ops.abs(tape.gradient(score, images)), axis=-1)
    return maps / keras.ops.maximum(keras.ops.max(maps, axis=(1, 2), keepdims=True), 1e-9)


def by_objective(model, images, classes):
    objective, images = am.objectives.logit(model, list(classes)), tf.Variable(images)
    with tf.GradientTape() as tape:
        scores = objective(images)
    return shared.each(largest(tape.gradient(scores, images), images))


ALTERNATIVES = (
    changed(),
    by_loop,
    by_one_hot,
    by_objective,
    after(tf.constant),
    after(lambda maps: maps.astype("float64")),
)
