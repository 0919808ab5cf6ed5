"""Lesson 08: what wrong answers of several exercises of this lesson share."""

import keras
import numpy as np
import tensorflow as tf

from amhelpers.exercises.lesson08.shared import NAN, each, of_class

__all__ = [
    "AXES",
    "NOT_SCALED",
    "ORDER",
    "PROBABILITY",
    "RANGE",
    "TAPE",
    "add_common",
    "by_batch",
    "first_class",
    "from_nothing",
    "in_place",
    "probabilities",
    "unguarded",
]

PROBABILITY = (
    "You take the gradient of the probability, of its logarithm or of a loss. Softmax mixes the classes: what lowers "
    "another one counts as well. Take the logit: am.models.with_logits(model)."
)
INDEX = (
    "A tensor takes no list of indices. For each image its own class: tf.gather(logits, classes, axis=1, batch_dims=1)."
)
NOT_SCALED = "The maps are not scaled. Divide each by its own maximum, so that it reaches 1."
RANGE = "You subtract the minimum too. The maps are divided by their maximum, so that zero stays zero."
AXES = "Three axes are to be left, (batch, height, width): one number for each place, without keepdims."
BYTES = "Floats in [0, 1] are asked for, not 0 to 255."
TAPE = (
    "The tape saw no way from the images to the score. Make a tensor of them, images = tf.constant(images), and tell "
    "the tape, inside of the with block and before the net is called: tape.watch(images). Call the net itself; what "
    "predict gives, and NumPy, the tape does not see."
)
ORDER = (
    "The other way round, the tape finds None. The order is tape.gradient(score, images): of the score, by the images."
)


# Nets in the place of the one that gives logits: a model -> a model.


def probabilities(model):
    return model


def in_place(model):
    model.layers[-1].activation = keras.activations.linear
    return model


# Scores: what the net gives for images (batch, classes), and a list of classes -> (batch,), or more.


def logarithm(values, classes):
    return tf.math.log(of_class(values, classes))


def all_classes(values, classes):
    return values


def predicted(values, classes):
    return tf.reduce_max(values, axis=1)


def class_0(values, classes):
    return values[:, 0]


def first_class(values, classes):
    return values[:, classes[0]]


def every_class(values, classes):
    """Without batch_dims: all classes of the list, for every image."""
    return tf.gather(values, classes, axis=1)


def rows_of_batch(values, classes):
    """Without an axis: images of the batch in the place of classes."""
    return tf.gather(values, classes)


def indexed(values, classes):
    return values[:, classes]


def pairs(values, classes):
    return values[range(len(classes)), classes]


# Scalings: maps (batch, height, width) -> the same shape.


def by_batch(maps):
    return tf.math.divide_no_nan(maps, tf.reduce_max(maps))


def by_sum(maps):
    return tf.math.divide_no_nan(maps, tf.reduce_sum(maps, axis=(1, 2), keepdims=True))


def from_nothing(maps):
    """From each map's minimum to its maximum."""
    return each(maps - tf.reduce_min(maps, axis=(1, 2), keepdims=True))


def in_bytes(maps):
    return 255 * each(maps)


def unguarded(maps):
    return maps / tf.reduce_max(maps, axis=(1, 2), keepdims=True)


def add_common(wrong, changed, after):
    """Add the wrong answers that two exercises have in common.

    Args:
        wrong: the `WrongAnswers` of an exercise.
        changed: (score=…, scale=…, net=…) -> the right answer with another of these steps.
        after: a function of maps -> the right answer with that done to its maps.
    """
    wrong("probability", PROBABILITY)(changed(net=probabilities))
    wrong("its logarithm", PROBABILITY)(changed(score=logarithm, net=probabilities))
    wrong(
        "all logits", "You take the gradient of all logits together. Only the logit of the class in `classes` counts."
    )(changed(score=all_classes))
    wrong("prediction", "You take the class that the net predicts. Asked for is the one in `classes`, right or wrong.")(
        changed(score=predicted)
    )
    wrong(
        "first class",
        "You take the first class for all images. Each has its own: tf.gather(logits, classes, axis=1, batch_dims=1).",
    )(changed(score=first_class))
    wrong("class 0", "You always take class 0. Each image has its own in `classes`.")(changed(score=class_0))
    wrong(
        "every class",
        "Every image gets all the classes of the list. batch_dims=1 takes for each its own: tf.gather(logits, classes, "
        "axis=1, batch_dims=1).",
    )(changed(score=every_class))
    wrong("a list as an index", INDEX, raises=True)(changed(score=indexed))
    wrong("lists as indices", INDEX, raises=True)(changed(score=pairs))
    wrong(
        "images as classes",
        "tf.gather without an axis takes images of the batch. The classes are on axis 1: axis=1, batch_dims=1.",
        raises=True,
    )(changed(score=rows_of_batch))
    wrong("not scaled", NOT_SCALED)(changed(scale=lambda maps: maps))
    wrong(
        "by the batch",
        "You divide by the maximum of the batch: what one map looks like depends on the others. Each has its own: "
        "tf.reduce_max(maps, axis=(1, 2), keepdims=True).",
    )(changed(scale=by_batch))
    wrong("minimum to 0", RANGE)(changed(scale=from_nothing))
    wrong("by the sum", "You divide by the sum. Divide each map by its maximum, so that it reaches 1.")(
        changed(scale=by_sum)
    )
    wrong("no guard", NAN)(changed(scale=unguarded))
    wrong("a fourth axis", AXES)(after(lambda maps: maps[..., np.newaxis]))
    wrong("the first", "One map for every image is asked for, (batch, height, width). You return that of the first.")(
        after(lambda maps: maps[0])
    )
    wrong("a list", "A list of maps is not an array: np.stack(maps) makes one, (batch, height, width).")(after(list))
    wrong("0 to 255", BYTES)(changed(scale=in_bytes))
    wrong("8 bits", BYTES)(after(lambda maps: (255 * maps).astype("uint8")))
    wrong(
        "in place",
        "You switch off the last activation in the model that was given. am.models.with_logits(model) is a new one.",
    )(changed(net=in_place))
