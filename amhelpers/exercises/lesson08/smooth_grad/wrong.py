"""Exercise 8.2, `smooth_grad`: the wrong answers that are recognised, each with its hint."""

import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson08 import shared, shared_wrong
from amhelpers.exercises.lesson08.saliency.right import saliency
from amhelpers.exercises.lesson08.shared_wrong import ORDER, TAPE
from amhelpers.exercises.lesson08.smooth_grad.properties import (
    ARRAY,
    CENTRE,
    CHANGED,
    EVERYWHERE,
    FIRST,
    IMAGES,
    LARGEST,
    MEAN,
    NO_NOISE,
    ONE,
    QUIET,
    SALIENCY,
    SAMPLES,
    SCALE,
    SEED,
    SIGNED,
    STRENGTH,
)
from amhelpers.exercises.lesson08.smooth_grad.right import absolute, after, changed, gradients, smooth_grad

__all__ = ["wrong"]

wrong = WrongAnswers()

wrong("no return", ARRAY)(lambda *arguments: None)


def not_watched(use, exchanged=False):
    """The gradient is None, and is used in one way or another."""

    def answer(model, images, classes, samples=16, noise=0.1, seed=0):
        logits, images = am.models.with_logits(model), tf.constant(images)
        with tf.GradientTape() as tape:
            scores = tf.gather(logits(images), classes, axis=1, batch_dims=1)
        return use(tape.gradient(images, scores) if exchanged else tape.gradient(scores, images))

    return answer


wrong("not watched", TAPE, raises=True)(not_watched(tf.abs))

wrong("not watched, .numpy()", TAPE, raises=True)(not_watched(lambda gradient: gradient.numpy()))

wrong("order of the tape", ORDER, raises=True)(not_watched(tf.abs, exchanged=True))


@wrong("NumPy watched", TAPE, raises=True)
def numpy_watched(model, images, classes, samples=16, noise=0.1, seed=0):
    with tf.GradientTape() as tape:
        tape.watch(images)


wrong("all samples", ARRAY)(changed(average=lambda maps: maps, scale=tf.identity))

wrong("a fourth axis", ARRAY)(after(lambda maps: maps[..., None]))

wrong("the first", ARRAY)(after(lambda maps: maps[0]))

wrong("8 bits", ARRAY)(after(lambda maps: (255 * maps).astype("uint8")))

wrong("not scaled", SCALE)(changed(scale=tf.identity))

wrong("no guard", shared.NAN)(changed(scale=shared_wrong.unguarded))

wrong("by the batch", SCALE)(changed(scale=shared_wrong.by_batch))

wrong("mean and deviation", QUIET)(changed(draw=lambda random, noise, shape: random.normal(noise, 1, shape)))

wrong("minimum to 0", SALIENCY)(changed(scale=shared_wrong.from_nothing))

wrong("probability", SALIENCY)(changed(net=shared_wrong.probabilities))

wrong("first class", SALIENCY)(changed(score=shared_wrong.first_class))

wrong("mean of the colours", SALIENCY)(changed(each=lambda g: np.abs(g).mean(axis=3)))

wrong("squared", SALIENCY)(changed(each=lambda g: (g**2).max(axis=3)))


@wrong("in place", CHANGED)
def in_place(model, images, classes, samples=16, noise=0.1, seed=0):
    random, total = np.random.default_rng(seed), 0
    for _ in range(samples):
        images += random.normal(0, noise, images.shape)
        total = total + absolute(gradients(model, images, classes))
    return shared.each(total).numpy()


wrong("last activation in place", CHANGED)(changed(net=shared_wrong.in_place))

wrong("no seed", SEED)(changed(generator=lambda seed, sample: np.random.default_rng()))

GENERATOR = np.random.default_rng(0)

wrong("one generator for all calls", SEED)(changed(generator=lambda seed, sample: GENERATOR))

wrong("always seed 0", SEED)(lambda m, x, c, samples=16, noise=0.1, seed=0: smooth_grad(m, x, c, samples, noise))

wrong("saliency", NO_NOISE)(lambda m, x, c, samples=16, noise=0.1, seed=0: saliency(m, x, c))

wrong("bytes", NO_NOISE)(changed(add=lambda images, drawn: images + drawn / 255))

wrong("one number", EVERYWHERE)(changed(draw=lambda random, noise, shape: random.normal(0, noise)))

wrong("largest", LARGEST)(changed(average=lambda maps: maps.max(axis=0)))

wrong("positive", CENTRE)(changed(draw=lambda random, noise, shape: noise * random.random(shape)))

wrong("multiplied by noise", SALIENCY)(changed(add=lambda images, drawn: images * drawn))

wrong("averaged images", IMAGES)(
    changed(draw=lambda r, noise, shape: r.normal(0, noise, (8, *shape)).mean(0), count=lambda samples: 1)
)

wrong("once", ONE)(changed(generator=lambda seed, sample: np.random.default_rng(seed)))

wrong("one sample", ONE)(changed(count=lambda samples: 1))

wrong("root of squares", MEAN)(changed(average=lambda maps: np.sqrt((maps**2).mean(axis=0))))


def by_saliency(image=1.0):
    """Maps that are scaled already, and noise added to the images, or with image=0 to the maps."""

    def answer(model, images, classes, samples=16, noise=0.1, seed=0):
        random, total = np.random.default_rng(seed), 0
        for _ in range(samples):
            drawn = random.normal(0, noise, images.shape).astype("float32")
            total = total + saliency(model, images + image * drawn, classes) + (1 - image) * drawn[..., 0]
        return shared.each(total).numpy()

    return answer


wrong("noise on maps", MEAN)(by_saliency(image=0.0))

wrong("always 16", SAMPLES)(changed(count=lambda samples: 16))

wrong("one less", SAMPLES)(changed(count=lambda samples: max(samples - 1, 1)))

wrong("median", SAMPLES)(changed(average=lambda maps: np.median(maps, axis=0)))

wrong("signed", SIGNED)(changed(each=lambda g: g, average=lambda g: np.abs(np.mean(g, axis=0)).max(axis=3)))

wrong("scaled first", FIRST)(by_saliency())

wrong("variance", STRENGTH)(changed(draw=lambda random, noise, shape: random.normal(0, noise**2, shape)))

wrong("uniform", STRENGTH)(changed(draw=lambda random, noise, shape: random.uniform(-noise, noise, shape)))

wrong("times the image", STRENGTH)(changed(add=lambda images, drawn: images * (1 + drawn)))

wrong("always 0.1", STRENGTH)(changed(draw=lambda random, noise, shape: 0.1 * (noise > 0) * random.normal(size=shape)))


@wrong("relative to the range", STRENGTH)
def relative_to_the_range(model, images, classes, samples=16, noise=0.1, seed=0):
    return smooth_grad(model, images, classes, samples, noise * (images.max() - images.min()), seed)
