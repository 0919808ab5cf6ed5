"""Ways: SmoothGrad and Grad-CAM in the forms in which students write them; some are wrong."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.exercises.lesson08 import steps
from amhelpers.exercises.lesson08.saliency import saliency

__all__ = [
    "all_at_once",
    "by_layer",
    "by_saliency",
    "by_tensorflow",
    "cam_by_one_hot",
    "cam_in_two_parts",
    "changed",
    "in_place",
    "not_watched",
    "numpy_watched",
]


def absolute(gradient):
    return np.abs(gradient).max(axis=3)


def gradients(model, images, classes, score=steps.of_class, net=am.models.with_logits):
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
    scale=steps.each,
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
    return steps.each(tf.reduce_mean(tf.reshape(maps, (samples, *images.shape[:3])), axis=0))


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


def by_saliency(image=1.0):
    """Maps that are scaled already, and noise added to the images, or with image=0 to the maps."""

    def answer(model, images, classes, samples=16, noise=0.1, seed=0):
        random, total = np.random.default_rng(seed), 0
        for _ in range(samples):
            drawn = random.normal(0, noise, images.shape).astype("float32")
            total = total + saliency(model, images + image * drawn, classes) + (1 - image) * drawn[..., 0]
        return steps.each(total).numpy()

    return answer


def in_place(model, images, classes, samples=16, noise=0.1, seed=0):
    random, total = np.random.default_rng(seed), 0
    for _ in range(samples):
        images += random.normal(0, noise, images.shape)
        total = total + absolute(gradients(model, images, classes))
    return steps.each(total).numpy()


def not_watched(use, exchanged=False):
    """The gradient is None, and is used in one way or another."""

    def answer(model, images, classes, samples=16, noise=0.1, seed=0):
        logits, images = am.models.with_logits(model), tf.constant(images)
        with tf.GradientTape() as tape:
            scores = tf.gather(logits(images), classes, axis=1, batch_dims=1)
        return use(tape.gradient(images, scores) if exchanged else tape.gradient(scores, images))

    return answer


def numpy_watched(model, images, classes, samples=16, noise=0.1, seed=0):
    with tf.GradientTape() as tape:
        tape.watch(images)


def cam_in_two_parts(model, images, classes, layer=None):
    """One net up to the maps, and from there on layer by layer, image by image."""
    names = [one.name for one in model.layers]
    place = names.index(layer or steps.last_maps(model, None))
    extract, kernel, bias = am.models.feature_extractor(model, names[place]), *model.layers[-1].get_weights()
    found = []
    for image, label in zip(images, classes):
        maps = tf.Variable(extract(image[np.newaxis]))
        with tf.GradientTape() as tape:
            values = maps
            for one in model.layers[place + 1 : -1]:
                values = one(values)
            score = (values @ kernel + bias)[0, label]
        weights = tape.gradient(score, maps).numpy().mean(axis=(0, 1, 2))
        heat = np.maximum(maps.numpy()[0] @ weights, 0)
        found.append(heat / max(heat.max(), 1e-9))
    return np.array(found)


def cam_by_one_hot(model, images, classes, layer=None):
    logits = am.models.with_logits(model)
    extract = am.models.feature_extractor(logits, [steps.last_maps(model, layer), logits.layers[-1].name])
    with tf.GradientTape(persistent=True) as tape:
        maps, values = extract(tf.constant(images))
        score = tf.reduce_sum(values * tf.one_hot(classes, values.shape[1]))
    heat = keras.ops.relu(tf.einsum("bhwc,bc->bhw", maps, tf.reduce_sum(tape.gradient(score, maps), axis=(1, 2))))
    return tf.cast(heat, "float64") / (tf.reduce_max(tf.cast(heat, "float64"), axis=(1, 2), keepdims=True) + 1e-9)
