"""Exercise 2.4, `ascent_step`: the course's own version, and other right answers."""

import keras
import tensorflow as tf

from amhelpers.exercises.lesson02.mean_activation.right import mean_activation
from amhelpers.exercises.lesson02.normalize.right import normalize

__all__ = ["ALTERNATIVES", "ascent_step", "of_another", "slope", "stepping", "uphill"]


def ascent_step(extractor, image, channel, step_size):
    """Move a tf.Variable one step uphill; returns the scores before it, (batch,)."""
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
    gradient = tape.gradient(scores, image)
    image.assign_add(step_size * normalize(gradient))
    return scores


def slope(extractor, image, channel, score=mean_activation):
    """Scores, and their gradient by the image."""
    with tf.GradientTape() as tape:
        tape.watch(image)
        scores = score(extractor(image), channel)
    return scores, tape.gradient(scores, image)


def stepping(change, result=lambda scores, gradient, image: scores):
    """A step that does `change(image, gradient, step_size)` and returns a result."""

    def step(extractor, image, channel, step_size):
        scores, gradient = slope(extractor, image, channel)
        change(image, gradient, step_size)
        return result(scores, gradient, image)

    return step


def uphill(image, gradient, step_size):
    image.assign_add(step_size * normalize(gradient))


def of_another(score):
    def step(extractor, image, channel, step_size):
        scores, gradient = slope(extractor, image, channel, score)
        uphill(image, gradient, step_size)
        return scores

    return step


def loss_downhill(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
        loss = -tf.reduce_mean(scores)
    image.assign_sub(step_size * normalize(tape.gradient(loss, image)))
    return scores


def persistent(extractor, image, channel, step_size):
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(image)
        scores = tf.reduce_mean(extractor(image, training=False)[..., channel], axis=(1, 2))
    image.assign(image + step_size * normalize(tape.gradient(scores, image)))
    return scores.numpy()


def by_optimizer(extractor, image, channel, step_size):
    scores, gradient = slope(extractor, image, channel)
    keras.optimizers.SGD(learning_rate=step_size).apply([-normalize(gradient)], [image])
    return scores


ALTERNATIVES = (
    stepping(lambda image, gradient, step_size: image.assign_sub(-step_size * normalize(gradient))),
    stepping(lambda image, gradient, step_size: image.assign(image + normalize(gradient) * step_size)),
    stepping(lambda image, gradient, step_size: image.assign(keras.ops.add(image, step_size * normalize(gradient)))),
    of_another(lambda maps, channel: keras.ops.mean(maps[..., channel], axis=(1, 2))),
    by_optimizer,
    loss_downhill,
    persistent,
)
