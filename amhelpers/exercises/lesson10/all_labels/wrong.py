"""Exercise 10.2, `all_labels`: the wrong answers that are recognised, each with its hint."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson10.all_labels.right import all_labels

__all__ = ["wrong"]

wrong = WrongAnswers()


def floats(wanted):
    return tf.cast(wanted, tf.float32)


def each(logits, wanted):
    """What each label adds, (batch, labels)."""
    return tf.math.log_sigmoid((2 * floats(wanted) - 1) * logits)


wrong(
    "only what is wanted",
    "The labels that are not wanted count for nothing, so that they may be there too. Add log σ(−z) for each of them.",
)(lambda logits, wanted: tf.reduce_sum(floats(wanted) * tf.math.log_sigmoid(logits), axis=1))

wrong("only what is not wanted", "Only the labels that are *not* wanted count. Add log σ(z) for each that is.")(
    lambda logits, wanted: tf.reduce_sum((1 - floats(wanted)) * tf.math.log_sigmoid(-logits), axis=1)
)

wrong("all of them", "You want every label. Where `wanted` is 0 it is log σ(−z), the logarithm of 1 − σ(z).")(
    lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid(logits), axis=1)
)

wrong("the opposite", "It is the other way round: what is wanted counts as unwanted. log σ(z) where `wanted` is 1.")(
    lambda logits, wanted: all_labels(logits, 1 - floats(wanted))
)

wrong("the loss", "That is the cross-entropy, a loss: it falls where the net agrees. Climbed is minus that, a log p.")(
    lambda logits, wanted: -all_labels(logits, wanted)
)

MEAN = "You average over the labels. The logarithm of a product is a sum: tf.reduce_sum."

wrong("the mean", MEAN)(lambda logits, wanted: tf.reduce_mean(each(logits, wanted), axis=1))

wrong("the mean of the loss", f"{MEAN} And it is minus a loss that is climbed.")(
    lambda logits, wanted: -tf.reduce_mean(each(logits, wanted), axis=1)
)

BATCH = "One number for the whole batch. The sum goes over the labels, axis=1, and each image keeps its own."

wrong("all at once", BATCH)(lambda logits, wanted: tf.reduce_sum(each(logits, wanted)))

wrong("all at once, in the mean", BATCH)(lambda logits, wanted: tf.reduce_mean(each(logits, wanted)))

wrong("over the images", "The sum goes over the images, axis 0. Over the labels, axis=1: one number for each image.")(
    lambda logits, wanted: tf.reduce_sum(each(logits, wanted), axis=0)
)

wrong("each label", "That is what each label adds. Add them up, axis=1: one number for each image.")(each)

wrong("a column", "The axis of the labels is still there, with length 1. Without keepdims: (batch,).")(
    lambda logits, wanted: tf.reduce_sum(each(logits, wanted), axis=1, keepdims=True)
)

OVERFLOWS = (
    "σ(z) of −200 is 0 for a float, and its logarithm −∞; what follows is no number. tf.math.log_sigmoid(z) "
    "never leaves "
    "the logarithm."
)


@wrong("the logarithm of sigmoid", OVERFLOWS)
def log_of_sigmoid(logits, wanted):
    p, w = tf.sigmoid(logits), floats(wanted)
    return tf.reduce_sum(w * tf.math.log(p) + (1 - w) * tf.math.log(1 - p), axis=1)


@wrong("the logarithm of a product", OVERFLOWS)
def log_of_product(logits, wanted):
    p = tf.sigmoid((2 * floats(wanted) - 1) * logits)
    return tf.math.log(tf.reduce_prod(p, axis=1))


@wrong(
    "a small number added",
    "A number added before the logarithm keeps it finite, and wrong: for logits of −200 it stops at the "
    "logarithm of that "
    "number, and has no slope. tf.math.log_sigmoid needs none.",
)
def with_epsilon(logits, wanted):
    p, w = tf.sigmoid(logits), floats(wanted)
    return tf.reduce_sum(w * tf.math.log(p + 1e-7) + (1 - w) * tf.math.log(1 - p + 1e-7), axis=1)


wrong(
    "the probability",
    "That is p itself, which is 0 for a float as soon as the net is sure. Asked for is its logarithm, a sum.",
)(lambda logits, wanted: tf.reduce_prod(tf.sigmoid((2 * floats(wanted) - 1) * logits), axis=1))

wrong(
    "softmax",
    "Softmax lets the labels compete, as if only one could be there. Each unit has a sigmoid of its own: log σ(z).",
)(lambda logits, wanted: tf.reduce_sum(floats(wanted) * tf.nn.log_softmax(logits), axis=1))

wrong(
    "the logits themselves",
    "You add up the logits of what is wanted. Each label counts by its log σ(z), and those that are not wanted too.",
)(lambda logits, wanted: tf.reduce_sum(floats(wanted) * logits, axis=1))

wrong(
    "logits with a sign",
    "You add up the logits, with a sign. Each goes through log σ: so no label that is sure counts on.",
)(lambda logits, wanted: tf.reduce_sum((2 * floats(wanted) - 1) * logits, axis=1))

wrong("sigmoid without a logarithm", "You add up probabilities. The logarithm of each is added: tf.math.log_sigmoid.")(
    lambda logits, wanted: tf.reduce_sum(tf.sigmoid((2 * floats(wanted) - 1) * logits), axis=1)
)

wrong("sigmoid twice", "Sigmoid is applied twice: what comes in are logits, and log_sigmoid has the sigmoid in it.")(
    lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid((2 * floats(wanted) - 1) * tf.sigmoid(logits)), axis=1)
)

wrong("the weakest", "You take the label that is surest to be wrong. All of them count: the sum.")(
    lambda logits, wanted: tf.reduce_min(each(logits, wanted), axis=1)
)

wrong("one minus the logarithm", "log(1 − σ(z)) is not 1 − log σ(z). It is log σ(−z).")(
    lambda logits, wanted: tf.reduce_sum(
        floats(wanted) * tf.math.log_sigmoid(logits) + (1 - floats(wanted)) * (1 - tf.math.log_sigmoid(logits)), axis=1
    )
)

wrong("minus the logarithm", "log(1 − σ(z)) is not −log σ(z). It is log σ(−z): the minus belongs within.")(
    lambda logits, wanted: tf.reduce_sum((2 * floats(wanted) - 1) * tf.math.log_sigmoid(logits), axis=1)
)

wrong(
    "the sign of zero", "Where `wanted` is 0 your factor is 0, and log σ(0) is added. It is to be −1: 2 · wanted − 1."
)(lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid(floats(wanted) * logits), axis=1))

wrong("base two", "That is the logarithm to base 2. The natural one, as tf.math.log_sigmoid has it.")(
    lambda logits, wanted: all_labels(logits, wanted) / np.float32(np.log(2))
)

wrong("the first image", "logits[0] is the first image. The sum is that of each: axis=1.")(
    lambda logits, wanted: tf.reduce_sum(each(logits, wanted)[0])
)


@wrong("through NumPy", "The values are right, but NumPy computes them: no gradient comes through. Use tf functions.")
def through_numpy(logits, wanted):
    signs = 2 * np.asarray(wanted, "float32") - 1
    return -np.logaddexp(0, -signs * np.asarray(logits)).sum(axis=1)


wrong(
    "exactly half",
    "You divide by the number of labels that are wanted, of which there may be none. The sum as it is.",
)(lambda logits, wanted: all_labels(logits, wanted) / tf.reduce_sum(floats(wanted)))

wrong(
    "integers times floats",
    "`wanted` may be integers, and TensorFlow multiplies no integers by floats: tf.cast(wanted, tf.float32).",
    raises=True,
)(lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid((2 * tf.constant(wanted) - 1) * logits), axis=1))
