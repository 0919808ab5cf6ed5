"""Exercise 8.2, `smooth_grad`: the noise is whose it is, so it is judged by properties."""

import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.lesson08 import averages, failures, noisy, steps, ways
from amhelpers.exercises.lesson08.saliency import saliency
from amhelpers.exercises.lesson08.shared import ORDER, TAPE
from amhelpers.exercises.lesson08.ways import changed

__all__ = ["EXERCISE"]


def smooth_grad(model, images, classes, samples=16, noise=0.1, seed=0):
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


GENERATOR = np.random.default_rng(0)

EXERCISE = Exercise(
    number="8.2",
    title="Less noise by noise",
    function="smooth_grad",
    reference=smooth_grad,
    probes=(
        Probe(
            "no noise, the first of five calls",
            lambda: (steps.colour_net(-0.1), steps.black_and_noise(3), list(failures.QUIET_CLASSES), 2, 0.0, 0),
            call=noisy.made,
        ),
        Probe("three images", lambda: (noisy.net(), noisy.images(), list(noisy.CLASSES)), call=noisy.made),
        *(
            Probe(
                f"8 samples, seed {seed}{again}",
                lambda seed=seed: (noisy.net(), noisy.images(), list(noisy.CLASSES), 8, 0.05, seed),
                call=noisy.made,
            )
            for seed, again in ((0, ""), (0, ", again"), (1, ""))
        ),
    ),
    compared=(
        "the maps without noise; with it, that it has the strength that was asked for, is new for each of the samples, "
        "that their mean is scaled last, that a seed repeats it all; images and model as they were."
    ),
    hints=(
        "It is saliency without its last line, for images + random.normal(0, noise, images.shape), in a loop over "
        "range(samples).",
        "random = np.random.default_rng(seed) stands before the loop. tf.constant(…, tf.float32) makes the images fit.",
        "Add up tf.reduce_max(tf.abs(gradient), axis=3) of all samples, and divide each map by its maximum at the end.",
    ),
    properties=averages.PROPERTIES,
    alternatives=(
        changed(),
        ways.all_at_once,
        ways.by_tensorflow,
        ways.by_layer,
        by_image,
        changed(generator=lambda seed, sample: np.random.default_rng([seed, sample])),
        changed(add=lambda images, drawn: np.clip(images + drawn, 0, 1)),
        after(tf.constant),
    ),
    misconceptions=(
        Misconception("no return", lambda *arguments: None, averages.ARRAY),
        Misconception("not watched", ways.not_watched(tf.abs), TAPE),
        Misconception("not watched, .numpy()", ways.not_watched(lambda gradient: gradient.numpy()), TAPE),
        Misconception("order of the tape", ways.not_watched(tf.abs, exchanged=True), ORDER),
        Misconception("NumPy watched", ways.numpy_watched, TAPE),
        Misconception("all samples", changed(average=lambda maps: maps, scale=tf.identity), averages.ARRAY),
        Misconception("a fourth axis", after(lambda maps: maps[..., None]), averages.ARRAY),
        Misconception("the first", after(lambda maps: maps[0]), averages.ARRAY),
        Misconception("8 bits", after(lambda maps: (255 * maps).astype("uint8")), averages.ARRAY),
        Misconception("not scaled", changed(scale=tf.identity), averages.SCALE),
        Misconception("no guard", changed(scale=steps.unguarded), averages.NAN),
        Misconception("by the batch", changed(scale=steps.by_batch), averages.SCALE),
        Misconception(
            "mean and deviation",
            changed(draw=lambda random, noise, shape: random.normal(noise, 1, shape)),
            averages.QUIET,
        ),
        Misconception("minimum to 0", changed(scale=steps.from_nothing), averages.SALIENCY),
        Misconception("probability", changed(net=steps.probabilities), averages.SALIENCY),
        Misconception("first class", changed(score=steps.first_class), averages.SALIENCY),
        Misconception("mean of the colours", changed(each=lambda g: np.abs(g).mean(axis=3)), averages.SALIENCY),
        Misconception("squared", changed(each=lambda g: (g**2).max(axis=3)), averages.SALIENCY),
        Misconception("in place", ways.in_place, averages.CHANGED),
        Misconception("last activation in place", changed(net=steps.in_place), averages.CHANGED),
        Misconception("no seed", changed(generator=lambda seed, sample: np.random.default_rng()), averages.SEED),
        Misconception("one generator for all calls", changed(generator=lambda seed, sample: GENERATOR), averages.SEED),
        Misconception(
            "always seed 0",
            lambda m, x, c, samples=16, noise=0.1, seed=0: smooth_grad(m, x, c, samples, noise),
            averages.SEED,
        ),
        Misconception("saliency", lambda m, x, c, samples=16, noise=0.1, seed=0: saliency(m, x, c), averages.NO_NOISE),
        Misconception("bytes", changed(add=lambda images, drawn: images + drawn / 255), averages.NO_NOISE),
        Misconception(
            "one number", changed(draw=lambda random, noise, shape: random.normal(0, noise)), averages.EVERYWHERE
        ),
        Misconception("largest", changed(average=lambda maps: maps.max(axis=0)), averages.LARGEST),
        Misconception(
            "positive", changed(draw=lambda random, noise, shape: noise * random.random(shape)), averages.CENTRE
        ),
        Misconception("multiplied by noise", changed(add=lambda images, drawn: images * drawn), averages.SALIENCY),
        Misconception(
            "averaged images",
            changed(draw=lambda r, noise, shape: r.normal(0, noise, (8, *shape)).mean(0), count=lambda samples: 1),
            averages.IMAGES,
        ),
        Misconception("once", changed(generator=lambda seed, sample: np.random.default_rng(seed)), averages.ONE),
        Misconception("one sample", changed(count=lambda samples: 1), averages.ONE),
        Misconception("root of squares", changed(average=lambda maps: np.sqrt((maps**2).mean(axis=0))), averages.MEAN),
        Misconception("noise on maps", ways.by_saliency(image=0.0), averages.MEAN),
        Misconception("always 16", changed(count=lambda samples: 16), averages.SAMPLES),
        Misconception("one less", changed(count=lambda samples: max(samples - 1, 1)), averages.SAMPLES),
        Misconception("median", changed(average=lambda maps: np.median(maps, axis=0)), averages.SAMPLES),
        Misconception(
            "signed",
            changed(each=lambda g: g, average=lambda g: np.abs(np.mean(g, axis=0)).max(axis=3)),
            averages.SIGNED,
        ),
        Misconception("scaled first", ways.by_saliency(), averages.FIRST),
        Misconception(
            "variance", changed(draw=lambda random, noise, shape: random.normal(0, noise**2, shape)), averages.STRENGTH
        ),
        Misconception(
            "uniform",
            changed(draw=lambda random, noise, shape: random.uniform(-noise, noise, shape)),
            averages.STRENGTH,
        ),
        Misconception("times the image", changed(add=lambda images, drawn: images * (1 + drawn)), averages.STRENGTH),
        Misconception(
            "always 0.1",
            changed(draw=lambda random, noise, shape: 0.1 * (noise > 0) * random.normal(size=shape)),
            averages.STRENGTH,
        ),
    ),
)
