"""Exercise 8.1, `saliency`: the wrong answers that are recognised, each with its hint."""

import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson08 import shared, shared_wrong
from amhelpers.exercises.lesson08.saliency.right import after, changed
from amhelpers.exercises.lesson08.shared_wrong import AXES, NOT_SCALED, ORDER, PROBABILITY, TAPE, add_common

__all__ = ["wrong"]

wrong = WrongAnswers()

ABSOLUTE = (
    "The absolute value is missing. A pixel counts if the score changes with it, up or down: tf.abs(gradient), before "
    "the largest over the colours is taken."
)


def over_colours(function):
    """With another function (gradient, axis) of the colours."""
    return changed(colours=lambda gradient, images: function(gradient, 3))


wrong("signed", ABSOLUTE)(over_colours(tf.reduce_max))

wrong("positive only", ABSOLUTE)(over_colours(lambda g, axis: tf.reduce_max(tf.nn.relu(g), axis)))

wrong(
    "absolute value last",
    "Take the absolute value first, then the largest: a colour with a large negative gradient is lost here.",
)(over_colours(lambda g, axis: abs(tf.reduce_max(g, axis))))

MEAN = "You take the mean or the sum over the colours. Asked for is the largest: tf.reduce_max(…, axis=3)."

wrong("mean", MEAN)(over_colours(lambda g, axis: tf.reduce_mean(abs(g), axis)))

wrong("sum", MEAN)(over_colours(lambda g, axis: tf.reduce_sum(abs(g), axis)))

wrong(
    "colours cancel",
    "You add up the colours before the absolute value, and they cancel. The largest of tf.abs(gradient) is asked for.",
)(over_colours(lambda g, axis: abs(tf.reduce_sum(g, axis))))

wrong("signed mean", f"{ABSOLUTE} {MEAN}")(over_colours(tf.reduce_mean))

NORM = "You take the norm over the colours, the root of the sum of squares. Asked for is the largest absolute value."

wrong("norm", NORM)(over_colours(lambda g, axis: tf.norm(g, axis=axis)))

wrong("square", "You square the gradient. Asked for is its absolute value.")(
    over_colours(lambda g, axis: tf.reduce_max(g**2, axis))
)

ROWS = "You scale every row or column by itself. The maximum is that of a whole map: axis=(1, 2), keepdims=True."

wrong("rows", ROWS)(changed(scale=lambda m: tf.math.divide_no_nan(m, tf.reduce_max(m, 2, True))))

wrong("columns", ROWS)(changed(scale=lambda m: tf.math.divide_no_nan(m, tf.reduce_max(m, 1, True))))


def times_input(gradient, images):
    return tf.reduce_max(abs(gradient * images), axis=3)


wrong(
    "times the image",
    "You multiply the gradient by the image, and what is black cannot count. Take the gradient alone.",
)(changed(colours=times_input))

wrong("colours kept", AXES)(changed(colours=lambda g, x: abs(g), scale=lambda maps: maps))

wrong("colours kept, scaled", AXES)(changed(colours=lambda g, x: abs(g)))


def along(axis, scale=shared.each):
    """The largest along an axis that is not that of the colours."""
    return changed(colours=lambda gradient, images: tf.reduce_max(abs(gradient), axis=axis), scale=scale)


COLOURS = "You take the largest along another axis than the colours. They are the last: tf.reduce_max(…, axis=3)."


def by_numpy(maps):
    """Right too, but that other errors come of other shapes."""
    maps = maps.numpy()
    return tf.constant(maps / np.maximum(maps.max(axis=(1, 2), keepdims=True), 1e-9))


for axis in (None, 0, 1, 2):
    for more, scale in ((", not scaled", tf.identity), ("", shared.each), (", NumPy", by_numpy)):
        wrong(
            f"largest along axis {axis}{more}",
            COLOURS,
            raises=axis is None and scale is not tf.identity,
        )(along(axis, scale))


@wrong("not watched", TAPE, raises=True)
def unwatched(model, images, classes, use=tf.abs):
    logits, images = am.models.with_logits(model), tf.constant(images)
    with tf.GradientTape() as tape:
        scores = tf.gather(logits(images), classes, axis=1, batch_dims=1)
    return use(tape.gradient(scores, images))


@wrong("not watched, .numpy()", TAPE, raises=True)
def unwatched_numpy(model, images, classes):
    return unwatched(model, images, classes, use=lambda gradient: gradient.numpy())


@wrong("NumPy watched", TAPE, raises=True)
def numpy_watched(model, images, classes):
    with tf.GradientTape() as tape:
        tape.watch(images)


@wrong("gradient by NumPy", TAPE, raises=True)
def gradient_by_numpy(model, images, classes):
    with tf.GradientTape() as tape:
        scores = shared.of_class(am.models.with_logits(model)(images), classes)
    return np.abs(tape.gradient(scores, images))


def predicted(score=shared.of_class):
    """What predict gives is an array, which the tape does not see."""

    def answer(model, images, classes):
        logits, images = am.models.with_logits(model), tf.constant(images)
        with tf.GradientTape() as tape:
            tape.watch(images)
            scores = score(logits.predict(images, verbose=0), classes)
        return np.abs(tape.gradient(scores, images).numpy())

    return answer


wrong("predict", TAPE, raises=True)(predicted())

wrong("predict, NumPy", TAPE, raises=True)(predicted(lambda v, c: v[np.arange(len(c)), c]))


@wrong("order of the tape", ORDER, raises=True)
def exchanged(model, images, classes):
    logits, images = am.models.with_logits(model), tf.constant(images)
    with tf.GradientTape() as tape:
        tape.watch(images)
        scores = shared.of_class(logits(images), classes)
    return tf.abs(tape.gradient(images, scores))


KEEPDIMS = "The maxima have the shape (batch,), which does not fit the maps. keepdims=True makes it (batch, 1, 1)."

wrong("no keepdims", KEEPDIMS, raises=True)(changed(scale=lambda maps: maps / tf.reduce_max(maps, axis=(1, 2))))

wrong("no keepdims, NumPy", KEEPDIMS, raises=True)(
    changed(scale=lambda m: tf.constant(m.numpy() / m.numpy().max((1, 2))))
)

wrong("inverted", "You turn the maps around: 1 is where the score depends on a pixel most.")(
    after(lambda maps: 1 - maps)
)


@wrong(
    "one image without a batch",
    "The net takes a batch of images. Of a single one make a batch of one: image[np.newaxis].",
    raises=True,
)
def without_batch(model, images, classes):
    logits, image = am.models.with_logits(model), tf.Variable(images[0])
    with tf.GradientTape() as tape:
        score = logits(image)[0, classes[0]]
    return tf.abs(tape.gradient(score, image))


add_common(wrong, changed, after)

# Mistakes that are often made together.
for name, colours, hint in (
    ("signed", lambda gradient, images: tf.reduce_max(gradient, axis=3), ABSOLUTE),
    ("mean", lambda gradient, images: tf.reduce_mean(tf.abs(gradient), axis=3), MEAN),
    ("norm", lambda gradient, images: tf.norm(gradient, axis=3), NORM),
):
    for more, parts, second in (
        (", not scaled", {"scale": tf.identity}, NOT_SCALED),
        (" of the probability", {"net": shared_wrong.probabilities}, PROBABILITY),
    ):
        wrong(f"{name}{more}", f"{hint} {second}")(changed(colours=colours, **parts))
