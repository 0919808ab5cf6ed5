"""Unseen: saliency and Grad-CAM in the forms in which the tape finds no gradient."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.exercises.lesson08 import steps

__all__ = [
    "apart",
    "by_images",
    "exchanged",
    "gradient_by_numpy",
    "maps_by_scores",
    "numpy_watched",
    "predicted",
    "predicted_maps",
    "unwatched",
    "unwatched_numpy",
]


def unwatched(model, images, classes, use=tf.abs):
    logits, images = am.models.with_logits(model), tf.constant(images)
    with tf.GradientTape() as tape:
        scores = tf.gather(logits(images), classes, axis=1, batch_dims=1)
    return use(tape.gradient(scores, images))


def unwatched_numpy(model, images, classes):
    return unwatched(model, images, classes, use=lambda gradient: gradient.numpy())


def numpy_watched(model, images, classes):
    with tf.GradientTape() as tape:
        tape.watch(images)


def gradient_by_numpy(model, images, classes):
    with tf.GradientTape() as tape:
        scores = steps.of_class(am.models.with_logits(model)(images), classes)
    return np.abs(tape.gradient(scores, images))


def predicted(score=steps.of_class):
    """What predict gives is an array, which the tape does not see."""

    def answer(model, images, classes):
        logits, images = am.models.with_logits(model), tf.constant(images)
        with tf.GradientTape() as tape:
            tape.watch(images)
            scores = score(logits.predict(images, verbose=0), classes)
        return np.abs(tape.gradient(scores, images).numpy())

    return answer


def exchanged(model, images, classes):
    logits, images = am.models.with_logits(model), tf.constant(images)
    with tf.GradientTape() as tape:
        tape.watch(images)
        scores = steps.of_class(logits(images), classes)
    return tf.abs(tape.gradient(images, scores))


# Grad-CAM: model, images, classes, layer -> what would be its weights.


def both(model, layer):
    """A model that gives maps and logits."""
    logits = am.models.with_logits(model)
    outputs = [logits.get_layer(steps.last_maps(model, layer)).output, logits.outputs[0]]
    return keras.Model(logits.inputs[0], outputs)


def apart(model, images, classes, layer=None):
    """The maps come from another call than the logits."""
    with tf.GradientTape() as tape:
        maps = am.models.feature_extractor(model, steps.last_maps(model, layer))(images)
        scores = steps.of_class(am.models.with_logits(model)(images), classes)
    return tf.reduce_mean(tape.gradient(scores, maps), axis=(1, 2))


def by_images(watch=False, use=tf.identity):
    """The gradient by the images in the place of the maps."""

    def answer(model, images, classes, layer=None):
        images = tf.constant(images)
        with tf.GradientTape() as tape:
            if watch:
                tape.watch(images)
            maps, values = both(model, layer)(images)
            scores = steps.of_class(values, classes)
        weights = tf.reduce_mean(tape.gradient(scores, images), axis=(1, 2), keepdims=True)
        return steps.each(tf.nn.relu(tf.reduce_sum(use(weights) * use(maps), axis=3))).numpy()

    return answer


def maps_by_scores(model, images, classes, layer=None):
    with tf.GradientTape() as tape:
        maps, values = both(model, layer)(images)
        scores = steps.of_class(values, classes)
    return tf.reduce_mean(tape.gradient(maps, scores), axis=(1, 2))


def predicted_maps(model, images, classes, layer=None):
    with tf.GradientTape() as tape:
        maps, values = both(model, layer).predict(images, verbose=0)
        scores = steps.of_class(values, classes)
    return tf.reduce_mean(tape.gradient(scores, maps), axis=(1, 2))
