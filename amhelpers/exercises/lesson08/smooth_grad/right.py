"""Exercise 8.2, `smooth_grad`: the course's own version, and other right answers."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.exercises.lesson08 import shared

__all__ = ["ALTERNATIVES", "absolute", "after", "changed", "gradients", "smooth_grad"]


def absolute(gradient):
    return np.abs(gradient).max(axis=3)


def gradients(model, images, classes, score=shared.of_class, net=am.models.with_logits):
    images = tf.constant(images, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(images)
        scores = score(net(model)(images), classes)
    return tape.gradient(scores, images).numpy()


def changed(
    draw=lambda random, noise, shape: random.normal(0, noise, shape),
    add=lambda images, drawn: images + drawn,
    each=absolute,
    average=lambda maps: np.mean(maps, axis=0),
    scale=shared.each,
    generator=lambda seed, sample: None,
    count=lambda samples: samples,
    **parts,
):
    """The right answer, with one part or another changed. A `generator` gives new random numbers for each sample."""

    def answer(model, images, classes, samples=16, noise=0.1, seed=0):
        random, maps = np.random.default_rng(seed), []
        for sample in range(count(samples)):
            drawn = draw(generator(seed, sample) or random, noise, images.shape)
            maps.append(each(gradients(model, add(images, drawn), classes, **parts)))
        return np.asarray(scale(average(np.array(maps))))

    return answer


def all_at_once(model, images, classes, samples=16, noise=0.1, seed=0):
    many = np.tile(images, (samples, 1, 1, 1))
    many += tf.random.stateless_normal(many.shape, (seed, 7), stddev=noise).numpy()
    maps = absolute(gradients(model, many, list(classes) * samples))
    return shared.each(tf.reduce_mean(tf.reshape(maps, (samples, *images.shape[:3])), axis=0))


def by_tensorflow(model, images, classes, samples=16, noise=0.1, seed=0):
    tf.random.set_seed(seed)
    objective, total = am.objectives.logit(model, list(classes)), tf.zeros(images.shape[:3])
    for _ in range(samples):
        noisy = tf.Variable(tf.clip_by_value(images + tf.random.normal(images.shape, stddev=noise), 0, 1))
        with tf.GradientTape() as tape:
            scores = objective(noisy)
        total += tf.reduce_max(tf.abs(tape.gradient(scores, noisy)), axis=-1) / samples
    return total / (tf.reduce_max(total, axis=[1, 2], keepdims=True) + 1e-8)


def by_layer(model, images, classes, samples=16, noise=0.1, seed=0):
    layer = keras.layers.GaussianNoise(noise, seed=seed)
    maps = sum(absolute(gradients(model, layer(images, training=True), classes)) for _ in range(samples))
    return maps.astype("float64") / np.maximum(maps.max(axis=(1, 2), keepdims=True), 1e-9)


def smooth_grad(model, images, classes, samples=16, noise=0.1, seed=0):
    """The mean saliency of noisy copies, divided by its maximum: (batch, height, width)."""
    logits, random, total = am.models.with_logits(model), np.random.default_rng(seed), 0
    for _ in range(samples):
        noisy = tf.constant(images + random.normal(0, noise, images.shape), tf.float32)
        with tf.GradientTape() as tape:
            tape.watch(noisy)
            scores = tf.gather(logits(noisy), classes, axis=1, batch_dims=1)
        total += tf.reduce_max(tf.abs(tape.gradient(scores, noisy)), axis=3)
    return tf.math.divide_no_nan(total, tf.reduce_max(total, axis=(1, 2), keepdims=True)).numpy()


def by_image(model, images, classes, samples=16, noise=0.1, seed=0):
    pairs = zip(images, classes)
    each = [smooth_grad(model, image[None], [label], samples, noise, seed) for image, label in pairs]
    return np.concatenate(each)


def after(function):
    """With something done to the right maps."""
    return lambda *arguments: function(smooth_grad(*arguments))


ALTERNATIVES = (
    changed(),
    all_at_once,
    by_tensorflow,
    by_layer,
    by_image,
    changed(generator=lambda seed, sample: np.random.default_rng([seed, sample])),
    changed(add=lambda images, drawn: np.clip(images + drawn, 0, 1)),
    after(tf.constant),
)
