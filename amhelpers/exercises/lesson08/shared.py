"""Shared: the wrong steps that are the same in saliency and in Grad-CAM, with their hints."""

import numpy as np

from amhelpers.checks.exercise import Misconception
from amhelpers.exercises.lesson08 import steps

__all__ = ["AXES", "NAN", "NOT_SCALED", "ORDER", "PROBABILITY", "RANGE", "TAPE", "shared"]

PROBABILITY = (
    "You take the gradient of the probability, of its logarithm or of a loss. Softmax mixes the classes: what lowers "
    "another one counts as well. Take the logit: am.models.with_logits(model)."
)
ALL = "You take the gradient of all logits together. Only the logit of the class in `classes` counts."
PREDICTED = "You take the class that the net predicts. Asked for is the one in `classes`, right or wrong."
FIRST = "You take the first class for all images. Each has its own: tf.gather(logits, classes, axis=1, batch_dims=1)."
ZERO = "You always take class 0. Each image has its own in `classes`."
EVERY = (
    "Every image gets all the classes of the list. batch_dims=1 takes for each its own: tf.gather(logits, classes, "
    "axis=1, batch_dims=1)."
)
INDEX = (
    "A tensor takes no list of indices. For each image its own class: tf.gather(logits, classes, axis=1, batch_dims=1)."
)
AXIS = "tf.gather without an axis takes images of the batch. The classes are on axis 1: axis=1, batch_dims=1."
NOT_SCALED = "The maps are not scaled. Divide each by its own maximum, so that it reaches 1."
BATCH = (
    "You divide by the maximum of the batch: what one map looks like depends on the others. Each has its own: "
    "tf.reduce_max(maps, axis=(1, 2), keepdims=True)."
)
RANGE = "You subtract the minimum too. The maps are divided by their maximum, so that zero stays zero."
SUM = "You divide by the sum. Divide each map by its maximum, so that it reaches 1."
NAN = "A map can be 0 everywhere, and 0 / 0 is NaN. tf.math.divide_no_nan leaves it at 0."
AXES = "Three axes are to be left, (batch, height, width): one number for each place, without keepdims."
ONE = "One map for every image is asked for, (batch, height, width). You return that of the first."
STACK = "A list of maps is not an array: np.stack(maps) makes one, (batch, height, width)."
BYTES = "Floats in [0, 1] are asked for, not 0 to 255."
CHANGED = "You switch off the last activation in the model that was given. am.models.with_logits(model) is a new one."
TAPE = (
    "The tape saw no way from the images to the score. Make a tensor of them, images = tf.constant(images), and tell "
    "the tape, inside of the with block and before the net is called: tape.watch(images). Call the net itself; what "
    "predict gives, and NumPy, the tape does not see."
)
ORDER = (
    "The other way round, the tape finds None. The order is tape.gradient(score, images): of the score, by the images."
)


def shared(changed, after):
    """The misconceptions that two exercises have in common.

    Args:
        changed: (score=…, scale=…, net=…) -> the right answer with another of these steps.
        after: a function of maps -> the right answer with that done to its maps.
    """
    return (
        Misconception("probability", changed(net=steps.probabilities), PROBABILITY),
        Misconception("its logarithm", changed(score=steps.logarithm, net=steps.probabilities), PROBABILITY),
        Misconception("all logits", changed(score=steps.all_classes), ALL),
        Misconception("prediction", changed(score=steps.predicted), PREDICTED),
        Misconception("first class", changed(score=steps.first_class), FIRST),
        Misconception("class 0", changed(score=steps.class_0), ZERO),
        Misconception("every class", changed(score=steps.every_class), EVERY),
        Misconception("a list as an index", changed(score=steps.indexed), INDEX),
        Misconception("lists as indices", changed(score=steps.pairs), INDEX),
        Misconception("images as classes", changed(score=steps.rows_of_batch), AXIS),
        Misconception("not scaled", changed(scale=lambda maps: maps), NOT_SCALED),
        Misconception("by the batch", changed(scale=steps.by_batch), BATCH),
        Misconception("minimum to 0", changed(scale=steps.from_nothing), RANGE),
        Misconception("by the sum", changed(scale=steps.by_sum), SUM),
        Misconception("no guard", changed(scale=steps.unguarded), NAN),
        Misconception("a fourth axis", after(lambda maps: maps[..., np.newaxis]), AXES),
        Misconception("the first", after(lambda maps: maps[0]), ONE),
        Misconception("a list", after(list), STACK),
        Misconception("0 to 255", changed(scale=steps.in_bytes), BYTES),
        Misconception("8 bits", after(lambda maps: (255 * maps).astype("uint8")), BYTES),
        Misconception("in place", changed(net=steps.in_place), CHANGED),
    )
