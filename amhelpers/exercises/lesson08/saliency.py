"""Exercise 8.1, `saliency`: which pixels a class depends on."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.lesson08 import steps, unseen
from amhelpers.exercises.lesson08.shared import AXES, NOT_SCALED, ORDER, PROBABILITY, TAPE, shared
from amhelpers.exercises.lesson08.tapes import told
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def saliency(model, images, classes):
    logits, images = am.models.with_logits(model), tf.constant(images)
    with tf.GradientTape() as tape:
        tape.watch(images)
        scores = tf.gather(logits(images), classes, axis=1, batch_dims=1)
    maps = tf.reduce_max(tf.abs(tape.gradient(scores, images)), axis=3)
    return tf.math.divide_no_nan(maps, tf.reduce_max(maps, axis=(1, 2), keepdims=True)).numpy()


def largest(gradient, images):
    return tf.reduce_max(tf.abs(gradient), axis=3)


def changed(score=steps.of_class, colours=largest, scale=steps.each, net=am.models.with_logits):
    """The right answer, with one part or another changed."""

    def answer(model, images, classes):
        values_of, images = net(model), tf.constant(images)
        with tf.GradientTape() as tape:
            tape.watch(images)
            scores = score(values_of(images), classes)
        return scale(colours(tape.gradient(scores, images), images)).numpy()

    return answer


def over_colours(function):
    """With another function (gradient, axis) of the colours."""
    return changed(colours=lambda gradient, images: function(gradient, 3))


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
    return steps.each(largest(tape.gradient(scores, images), images))


def without_batch(model, images, classes):
    logits, image = am.models.with_logits(model), tf.Variable(images[0])
    with tf.GradientTape() as tape:
        score = logits(image)[0, classes[0]]
    return tf.abs(tape.gradient(score, image))


def along(axis, scale=steps.each):
    """The largest along an axis that is not that of the colours."""
    return changed(colours=lambda gradient, images: tf.reduce_max(abs(gradient), axis=axis), scale=scale)


def times_input(gradient, images):
    return tf.reduce_max(abs(gradient * images), axis=3)


ABSOLUTE = (
    "The absolute value is missing. A pixel counts if the score changes with it, up or down: tf.abs(gradient), before "
    "the largest over the colours is taken."
)
LATE = "Take the absolute value first, then the largest: a colour with a large negative gradient is lost here."
MEAN = "You take the mean or the sum over the colours. Asked for is the largest: tf.reduce_max(…, axis=3)."
CANCEL = (
    "You add up the colours before the absolute value, and they cancel. The largest of tf.abs(gradient) is asked for."
)
NORM = "You take the norm over the colours, the root of the sum of squares. Asked for is the largest absolute value."
SQUARE = "You square the gradient. Asked for is its absolute value."
COLOURS = "You take the largest along another axis than the colours. They are the last: tf.reduce_max(…, axis=3)."
ROWS = "You scale every row or column by itself. The maximum is that of a whole map: axis=(1, 2), keepdims=True."
INPUT = "You multiply the gradient by the image, and what is black cannot count. Take the gradient alone."
KEEPDIMS = "The maxima have the shape (batch,), which does not fit the maps. keepdims=True makes it (batch, 1, 1)."
BATCH_AXIS = "The net takes a batch of images. Of a single one make a batch of one: image[np.newaxis]."
INVERTED = "You turn the maps around: 1 is where the score depends on a pixel most."

SEVERAL = (  # mistakes that are often made together
    Misconception(f"{name}{more}", changed(colours=colours, **parts), f"{hint} {second}")
    for name, colours, hint in (
        ("signed", lambda gradient, images: tf.reduce_max(gradient, axis=3), ABSOLUTE),
        ("mean", lambda gradient, images: tf.reduce_mean(tf.abs(gradient), axis=3), MEAN),
        ("norm", lambda gradient, images: tf.norm(gradient, axis=3), NORM),
    )
    for more, parts, second in (
        (", not scaled", {"scale": tf.identity}, NOT_SCALED),
        (" of the probability", {"net": steps.probabilities}, PROBABILITY),
    )
)

EXERCISE = Exercise(
    number="8.1",
    title="Which pixels count",
    function="saliency",
    reference=saliency,
    tolerance=1e-3,
    probes=(
        Probe("a gray image, one sigmoid unit", lambda: (steps.dog_net(), noise(1, 7, 6, 1), [0]), call=told),
        Probe(
            "an image in colour, three classes", lambda: (steps.colour_net(), noise(1, 6, 5, 3, seed=1), [1]), call=told
        ),
        Probe("two images in colour", lambda: (steps.colour_net(), noise(2, 6, 5, 3, seed=2), [2, 0]), call=told),
        Probe("a black image and noise", lambda: (steps.colour_net(-0.1), steps.black_and_noise(), [1, 1]), call=told),
    ),
    compared="the maps of one gray image, of one and of two in colour, and of a black one; the model stays as it is.",
    hints=(
        "am.models.with_logits(model) gives logits, tf.gather(…, classes, axis=1, batch_dims=1) each image's class.",
        "images = tf.constant(images), and tape.watch(images) inside of the tape, before the net is called.",
        "tf.reduce_max(tf.abs(gradient), axis=3) are the maps; tf.math.divide_no_nan divides each by its maximum.",
    ),
    alternatives=(
        changed(),
        by_loop,
        by_one_hot,
        by_objective,
        after(tf.constant),
        after(lambda maps: maps.astype("float64")),
    ),
    misconceptions=(
        Misconception("signed", over_colours(tf.reduce_max), ABSOLUTE),
        Misconception("positive only", over_colours(lambda g, axis: tf.reduce_max(tf.nn.relu(g), axis)), ABSOLUTE),
        Misconception("absolute value last", over_colours(lambda g, axis: abs(tf.reduce_max(g, axis))), LATE),
        Misconception("mean", over_colours(lambda g, axis: tf.reduce_mean(abs(g), axis)), MEAN),
        Misconception("sum", over_colours(lambda g, axis: tf.reduce_sum(abs(g), axis)), MEAN),
        Misconception("colours cancel", over_colours(lambda g, axis: abs(tf.reduce_sum(g, axis))), CANCEL),
        Misconception("signed mean", over_colours(tf.reduce_mean), f"{ABSOLUTE} {MEAN}"),
        Misconception("norm", over_colours(lambda g, axis: tf.norm(g, axis=axis)), NORM),
        Misconception("square", over_colours(lambda g, axis: tf.reduce_max(g**2, axis)), SQUARE),
        Misconception("rows", changed(scale=lambda m: tf.math.divide_no_nan(m, tf.reduce_max(m, 2, True))), ROWS),
        Misconception("columns", changed(scale=lambda m: tf.math.divide_no_nan(m, tf.reduce_max(m, 1, True))), ROWS),
        Misconception("times the image", changed(colours=times_input), INPUT),
        Misconception("colours kept", changed(colours=lambda g, x: abs(g), scale=lambda maps: maps), AXES),
        Misconception("colours kept, scaled", changed(colours=lambda g, x: abs(g)), AXES),
        *(
            Misconception(f"largest along axis {axis}{more}", along(axis, scale), COLOURS)
            for axis in (None, 0, 1, 2)
            for more, scale in ((", not scaled", tf.identity), ("", steps.each), (", NumPy", steps.by_numpy))
        ),
        Misconception("not watched", unseen.unwatched, TAPE),
        Misconception("not watched, .numpy()", unseen.unwatched_numpy, TAPE),
        Misconception("NumPy watched", unseen.numpy_watched, TAPE),
        Misconception("gradient by NumPy", unseen.gradient_by_numpy, TAPE),
        Misconception("predict", unseen.predicted(), TAPE),
        Misconception("predict, NumPy", unseen.predicted(lambda v, c: v[np.arange(len(c)), c]), TAPE),
        Misconception("order of the tape", unseen.exchanged, ORDER),
        Misconception("no keepdims", changed(scale=lambda maps: maps / tf.reduce_max(maps, axis=(1, 2))), KEEPDIMS),
        Misconception(
            "no keepdims, NumPy", changed(scale=lambda m: tf.constant(m.numpy() / m.numpy().max((1, 2)))), KEEPDIMS
        ),
        Misconception("inverted", after(lambda maps: 1 - maps), INVERTED),
        Misconception("one image without a batch", without_batch, BATCH_AXIS),
        *shared(changed, after),
        *SEVERAL,
    ),
)
