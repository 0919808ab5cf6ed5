"""Exercise 10.2, `all_labels`: the wrong answers that are recognised, each with its hint."""

import keras
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


ONLY_WANTED = (
    "The labels that are not wanted count for nothing, so that they may be there too. Add log σ(−z) for each of them."
)

wrong("only what is wanted", ONLY_WANTED)(
    lambda logits, wanted: tf.reduce_sum(floats(wanted) * tf.math.log_sigmoid(logits), axis=1)
)

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

wrong("the mean of those that are wanted", f"{ONLY_WANTED} And add up where you average.")(
    lambda logits, wanted: tf.reduce_mean(
        tf.math.log_sigmoid(tf.boolean_mask(logits, tf.cast(wanted, tf.bool), axis=1)), axis=1
    )
)


@wrong("only what is wanted, in a loop", ONLY_WANTED)
def loop_over_wanted(logits, wanted):
    total = 0
    for unit, there in enumerate(wanted):
        if there:
            total += tf.math.log_sigmoid(logits[:, unit])
    return total


wrong("the mean of each kind", f"{MEAN} Those that are wanted and the others go into one sum.")(
    lambda logits, wanted: (
        tf.reduce_sum(floats(wanted) * tf.math.log_sigmoid(logits), axis=1) / tf.reduce_sum(floats(wanted))
        + tf.reduce_sum((1 - floats(wanted)) * tf.math.log_sigmoid(-logits), axis=1) / tf.reduce_sum(1 - floats(wanted))
    )
)

BATCH = "One number for the whole batch. The sum goes over the labels, axis=1, and each image keeps its own."

wrong("all at once", BATCH)(lambda logits, wanted: tf.reduce_sum(each(logits, wanted)))

wrong("all at once, in the mean", BATCH)(lambda logits, wanted: tf.reduce_mean(each(logits, wanted)))

wrong("the mean of the sums", BATCH)(lambda logits, wanted: tf.reduce_mean(all_labels(logits, wanted)))

wrong("over the images", "The sum goes over the images, axis 0. Over the labels, axis=1: one number for each image.")(
    lambda logits, wanted: tf.reduce_sum(each(logits, wanted), axis=0)
)

wrong("each label", "That is what each label adds. Add them up, axis=1: one number for each image.")(each)

wrong("a column", "The axis of the labels is still there, with length 1. Without keepdims: (batch,).")(
    lambda logits, wanted: tf.reduce_sum(each(logits, wanted), axis=1, keepdims=True)
)

wrong("each label's loss", "That is the loss of each label. Add them up, axis=1, and take the minus: a log p.")(
    lambda logits, wanted: -each(logits, wanted)
)

OVERFLOWS = (
    "Logits of ±200 are too large for this way: exp(200) is ∞ for a float of 32 bits, σ(−200) is 0, and its logarithm "
    "−∞. tf.math.log_sigmoid(z) meets neither."
)


@wrong("the logarithm of sigmoid", OVERFLOWS)
def log_of_sigmoid(logits, wanted):
    p, w = tf.sigmoid(logits), floats(wanted)
    return tf.reduce_sum(w * tf.math.log(p) + (1 - w) * tf.math.log(1 - p), axis=1)


@wrong("the logarithm of a product", OVERFLOWS)
def log_of_product(logits, wanted):
    p = tf.sigmoid((2 * floats(wanted) - 1) * logits)
    return tf.math.log(tf.reduce_prod(p, axis=1))


wrong("the logarithm of the right one of both", OVERFLOWS)(
    lambda logits, wanted: tf.reduce_sum(
        tf.math.log(tf.where(tf.cast(wanted, tf.bool), tf.sigmoid(logits), 1 - tf.sigmoid(logits))), axis=1
    )
)

wrong("the right one of both logarithms", OVERFLOWS)(
    lambda logits, wanted: tf.reduce_sum(
        tf.where(tf.cast(wanted, tf.bool), tf.math.log(tf.sigmoid(logits)), tf.math.log(1 - tf.sigmoid(logits))), axis=1
    )
)

wrong("the logarithm of sigmoid, with a sign", OVERFLOWS)(
    lambda logits, wanted: tf.reduce_sum(tf.math.log(tf.sigmoid((2 * floats(wanted) - 1) * logits)), axis=1)
)


@wrong("zero times infinity is zero", OVERFLOWS)
def without_nan(logits, wanted):
    p, w = tf.sigmoid(logits), floats(wanted)
    parts = tf.math.multiply_no_nan(tf.math.log(p), w) + tf.math.multiply_no_nan(tf.math.log(1 - p), 1 - w)
    return tf.reduce_sum(parts, axis=1)


HALF = (
    "Where a label is not wanted you still take the logarithm of a difference: 1 − σ(200) is 0 for a float, and its "
    "logarithm −∞. It is log σ(−z), tf.math.log_sigmoid(-z)."
)

wrong("half of it is safe", HALF)(
    lambda logits, wanted: tf.reduce_sum(
        floats(wanted) * tf.math.log_sigmoid(logits) + (1 - floats(wanted)) * tf.math.log(1 - tf.sigmoid(logits)),
        axis=1,
    )
)

wrong("half of it is safe, by log1p", HALF)(
    lambda logits, wanted: tf.reduce_sum(
        floats(wanted) * tf.math.log_sigmoid(logits) + (1 - floats(wanted)) * tf.math.log1p(-tf.sigmoid(logits)), axis=1
    )
)

wrong("half of it is safe, by exp", HALF)(
    lambda logits, wanted: tf.reduce_sum(
        floats(wanted) * tf.math.log_sigmoid(logits)
        + (1 - floats(wanted)) * tf.math.log(1 - tf.exp(tf.math.log_sigmoid(logits))),
        axis=1,
    )
)

wrong("log(1 + exp)", OVERFLOWS)(
    lambda logits, wanted: -tf.reduce_sum(tf.math.log(1 + tf.exp((1 - 2 * floats(wanted)) * logits)), axis=1)
)

wrong("log1p(exp)", OVERFLOWS)(
    lambda logits, wanted: -tf.reduce_sum(tf.math.log1p(tf.exp((1 - 2 * floats(wanted)) * logits)), axis=1)
)

STOPS = (
    "A small number beside the logarithm, or a limit for p, keeps it finite, and wrong: for logits of −200 it stands "
    "still, and has no slope. tf.math.log_sigmoid needs none."
)


def with_epsilon(epsilon):
    """The logarithm of p and of 1 − p, with a number added to each."""

    def added(logits, wanted):
        p, w = tf.sigmoid(logits), floats(wanted)
        return tf.reduce_sum(w * tf.math.log(p + epsilon) + (1 - w) * tf.math.log(1 - p + epsilon), axis=1)

    return added


def with_limit(epsilon):
    """The logarithm of p and of 1 − p, with p cut off on both sides."""

    def limited(logits, wanted):
        p, w = tf.clip_by_value(tf.sigmoid(logits), epsilon, 1 - epsilon), floats(wanted)
        return tf.reduce_sum(w * tf.math.log(p) + (1 - w) * tf.math.log(1 - p), axis=1)

    return limited


wrong("a small number added", STOPS)(with_epsilon(1e-7))

wrong("1e-6 added", STOPS)(with_epsilon(1e-6))

wrong("1e-8 added", STOPS)(with_epsilon(1e-8))

wrong("1e-10 added", STOPS)(with_epsilon(1e-10))

wrong("1e-12 added", STOPS)(with_epsilon(1e-12))

wrong("p cut off at 1e-7", STOPS)(with_limit(1e-7))

wrong("p cut off at 1e-6", STOPS)(with_limit(1e-6))

wrong("added to the product", STOPS)(
    lambda logits, wanted: tf.math.log(tf.reduce_prod(tf.sigmoid((2 * floats(wanted) - 1) * logits), axis=1) + 1e-7)
)


def cross_entropy(logits, wanted, **settings):
    """Keras' own, the mean over the labels of each image."""
    return keras.losses.binary_crossentropy(tf.ones_like(logits) * floats(wanted), logits, **settings)


FOR_PROBABILITIES = (
    "The logits are taken for probabilities, without a sigmoid: Keras' losses must be told from_logits=True, and what "
    "is no loss of Keras needs log σ(z)."
)

wrong("Keras' loss, not told of logits", FOR_PROBABILITIES)(lambda logits, wanted: -cross_entropy(logits, wanted))

wrong("Keras' loss, not told of logits, added up", FOR_PROBABILITIES)(
    lambda logits, wanted: -cross_entropy(logits, wanted) * logits.shape[1]
)

wrong("the logarithm of logits", FOR_PROBABILITIES)(
    lambda logits, wanted: tf.reduce_sum(
        floats(wanted) * tf.math.log(logits) + (1 - floats(wanted)) * tf.math.log(1 - logits), axis=1
    )
)

wrong("logits and one minus logits", FOR_PROBABILITIES)(
    lambda logits, wanted: tf.reduce_sum(floats(wanted) * logits + (1 - floats(wanted)) * (1 - logits), axis=1)
)

wrong(
    "Keras' loss of probabilities",
    f"{MEAN} And p is cut off near 0 and 1, where it loses its slope: begin with the logits.",
)(lambda logits, wanted: -cross_entropy(tf.sigmoid(logits), wanted))

LIMITED = (
    "You cut off the logits: beyond that the result stands still, and has no slope. log σ of any logit is finite, "
    "tf.math.log_sigmoid."
)


def cut(limit):
    """The right sum, of logits within a limit."""
    return lambda logits, wanted: all_labels(tf.clip_by_value(logits, -limit, limit), wanted)


wrong("logits cut off at 10", LIMITED)(cut(10))

wrong("logits cut off at 20", LIMITED)(cut(20))

wrong("logits cut off at 50", LIMITED)(cut(50))

wrong("logits cut off at 100", LIMITED)(cut(100))


wrong(
    "the probability",
    "That is p itself, which is 0 for a float as soon as the net is sure. Asked for is its logarithm, a sum.",
)(lambda logits, wanted: tf.reduce_prod(tf.sigmoid((2 * floats(wanted) - 1) * logits), axis=1))

SOFTMAX = (
    "Softmax lets the labels compete, as if only one could be there. Each unit has a sigmoid of its own: log σ(z)."
)

wrong("softmax", SOFTMAX)(lambda logits, wanted: tf.reduce_sum(floats(wanted) * tf.nn.log_softmax(logits), axis=1))

wrong("the logarithm of softmax", SOFTMAX)(
    lambda logits, wanted: tf.reduce_sum(floats(wanted) * tf.math.log(tf.nn.softmax(logits)), axis=1)
)

wrong("softmax's cross-entropy", SOFTMAX)(
    lambda logits, wanted: -tf.nn.softmax_cross_entropy_with_logits(tf.ones_like(logits) * floats(wanted), logits)
)

wrong("softmax, with a sign", SOFTMAX)(
    lambda logits, wanted: tf.reduce_sum(tf.nn.log_softmax((2 * floats(wanted) - 1) * logits), axis=1)
)


@wrong("softmax and one minus softmax", SOFTMAX)
def softmax_of_both(logits, wanted):
    p, w = tf.nn.softmax(logits), floats(wanted)
    return tf.reduce_sum(w * tf.math.log(p) + (1 - w) * tf.math.log(1 - p), axis=1)


wrong(
    "the logits themselves",
    "You add up the logits of what is wanted. Each label counts by its log σ(z), and those that are not wanted too.",
)(lambda logits, wanted: tf.reduce_sum(floats(wanted) * logits, axis=1))

wrong(
    "logits with a sign",
    "You add up the logits, with a sign. Each goes through log σ: so no label that is sure counts on.",
)(lambda logits, wanted: tf.reduce_sum((2 * floats(wanted) - 1) * logits, axis=1))

ADDED = "You add up probabilities. The logarithm of each is added: tf.math.log_sigmoid."

wrong("sigmoid without a logarithm", ADDED)(
    lambda logits, wanted: tf.reduce_sum(tf.sigmoid((2 * floats(wanted) - 1) * logits), axis=1)
)

wrong("sigmoid of what is wanted", ADDED)(
    lambda logits, wanted: tf.reduce_sum(floats(wanted) * tf.sigmoid(logits), axis=1)
)

wrong("sigmoid with a sign", ADDED)(
    lambda logits, wanted: tf.reduce_sum((2 * floats(wanted) - 1) * tf.sigmoid(logits), axis=1)
)

wrong("the mean probability", "You average probabilities. The logarithm of each is added: tf.math.log_sigmoid.")(
    lambda logits, wanted: tf.reduce_mean(tf.sigmoid((2 * floats(wanted) - 1) * logits), axis=1)
)

THEN = "The logarithm comes last, of a sum. It is that of each label's probability, and then they are added up."

wrong("the logarithm of a sum", THEN)(
    lambda logits, wanted: tf.math.log(tf.reduce_sum(tf.sigmoid((2 * floats(wanted) - 1) * logits), axis=1))
)

wrong("the logarithm of a mean", THEN)(
    lambda logits, wanted: tf.math.log(tf.reduce_mean(tf.sigmoid((2 * floats(wanted) - 1) * logits), axis=1))
)

wrong(
    "log sigmoid of the sum",
    "You add up the logits first, so that one label makes up for another. log σ of each comes first, then the sum.",
)(lambda logits, wanted: tf.math.log_sigmoid(tf.reduce_sum((2 * floats(wanted) - 1) * logits, axis=1)))

wrong("a product of logarithms", "The logarithms are multiplied. That of a product is a sum: tf.reduce_sum, axis=1.")(
    lambda logits, wanted: tf.reduce_prod(each(logits, wanted), axis=1)
)

wrong(
    "the probability of what is wanted", "That is a product of probabilities, of what is wanted alone. Sum up log σ."
)(lambda logits, wanted: tf.reduce_prod(tf.sigmoid(tf.boolean_mask(logits, tf.cast(wanted, tf.bool), axis=1)), axis=1))

SQUARES = (
    "That is a distance from what is wanted. Asked for is a log p: log σ(z) where a label is wanted, else log σ(−z)."
)

wrong("squares", SQUARES)(lambda logits, wanted: -tf.reduce_sum(tf.square(tf.sigmoid(logits) - floats(wanted)), axis=1))

wrong("squares of logits", SQUARES)(lambda logits, wanted: -tf.reduce_sum(tf.square(logits - floats(wanted)), axis=1))

wrong("distances", SQUARES)(lambda logits, wanted: -tf.reduce_sum(tf.abs(tf.sigmoid(logits) - floats(wanted)), axis=1))


def agrees(logits, wanted):
    """Is each label on the wanted side?"""
    return (logits > 0) == tf.cast(wanted, tf.bool)


COUNTED = "You decide for each label, there or not: that has no slope to climb. Take log σ of the logits themselves."

wrong("how many are right", COUNTED)(
    lambda logits, wanted: tf.reduce_sum(tf.cast(agrees(logits, wanted), tf.float32), axis=1)
)

wrong("the share that is right", COUNTED)(
    lambda logits, wanted: tf.reduce_mean(tf.cast(agrees(logits, wanted), tf.float32), axis=1)
)

wrong("are all right", COUNTED)(lambda logits, wanted: tf.reduce_all(agrees(logits, wanted), axis=1))

TWICE = "Sigmoid is applied twice: what comes in are logits, and log_sigmoid has the sigmoid in it."

wrong("sigmoid twice", TWICE)(
    lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid((2 * floats(wanted) - 1) * tf.sigmoid(logits)), axis=1)
)

wrong("sigmoid twice, and one minus it", TWICE)(
    lambda logits, wanted: tf.reduce_sum(
        floats(wanted) * tf.math.log_sigmoid(tf.sigmoid(logits))
        + (1 - floats(wanted)) * tf.math.log_sigmoid(1 - tf.sigmoid(logits)),
        axis=1,
    )
)

wrong("the weakest", "You take the label that is surest to be wrong. All of them count: the sum.")(
    lambda logits, wanted: tf.reduce_min(each(logits, wanted), axis=1)
)

wrong("the surest", "You take the label that is surest to be right. All of them count: the sum.")(
    lambda logits, wanted: tf.reduce_max(each(logits, wanted), axis=1)
)

wrong("none of them", "That is log p of no label at all. Where `wanted` is 1 it is log σ(z).")(
    lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid(-logits), axis=1)
)

wrong("both of each", "You add log σ(z) and log σ(−z) of every label. One of them counts, as `wanted` says.")(
    lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid(logits) + tf.math.log_sigmoid(-logits), axis=1)
)

wrong("both of what is wanted", "Both are multiplied by `wanted`. log σ(−z) is for the others: times 1 − wanted.")(
    lambda logits, wanted: tf.reduce_sum(
        floats(wanted) * (tf.math.log_sigmoid(logits) + tf.math.log_sigmoid(-logits)), axis=1
    )
)

wrong("log σ(z) of every label", "log σ(z) counts for every label, wanted or not. Multiply it by `wanted`.")(
    lambda logits, wanted: tf.reduce_sum(
        tf.math.log_sigmoid(logits) + (1 - floats(wanted)) * tf.math.log_sigmoid(-logits), axis=1
    )
)

wrong(
    "subtracted",
    "What is not wanted is subtracted. Both are logarithms of probabilities, and both are added.",
)(lambda logits, wanted: tf.reduce_sum((2 * floats(wanted) - 1) * each(logits, wanted), axis=1))

wrong("no brackets", "1 - wanted needs brackets: (1 - wanted) * log σ(−z). * comes before -.")(
    lambda logits, wanted: tf.reduce_sum(
        floats(wanted) * tf.math.log_sigmoid(logits) + 1 - floats(wanted) * tf.math.log_sigmoid(-logits), axis=1
    )
)

wrong("of one minus the logit", "1 − σ(z) is σ(−z), not σ(1 − z).")(
    lambda logits, wanted: tf.reduce_sum(
        floats(wanted) * tf.math.log_sigmoid(logits) + (1 - floats(wanted)) * tf.math.log_sigmoid(1 - logits), axis=1
    )
)

wrong("of one minus a logarithm", "log(1 − σ(z)) is not log(1 − log σ(z)). It is log σ(−z).")(
    lambda logits, wanted: tf.reduce_sum(
        floats(wanted) * tf.math.log_sigmoid(logits)
        + (1 - floats(wanted)) * tf.math.log(1 - tf.math.log_sigmoid(logits)),
        axis=1,
    )
)

wrong("minus a probability", "Where a label is not wanted you subtract σ(z). log(1 − σ(z)) is log σ(−z).")(
    lambda logits, wanted: tf.reduce_sum(
        floats(wanted) * tf.math.log_sigmoid(logits) - (1 - floats(wanted)) * tf.sigmoid(logits), axis=1
    )
)

wrong("minus a logit", "Where a label is not wanted you subtract its logit. log(1 − σ(z)) is log σ(−z).")(
    lambda logits, wanted: tf.reduce_sum(
        floats(wanted) * tf.math.log_sigmoid(logits) - (1 - floats(wanted)) * logits, axis=1
    )
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

wrong("a sign of zero or two", "Your factors are 0 and 2. They are to be −1 and 1: 2 · wanted − 1.")(
    lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid(2 * floats(wanted) * logits), axis=1)
)

wrong("a sign of minus one or zero", "Your factors are −1 and 0. They are to be −1 and 1: 2 · wanted − 1.")(
    lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid((floats(wanted) - 1) * logits), axis=1)
)

wrong("a sign of one half", "Your factors are −½ and ½. They are to be −1 and 1: 2 · wanted − 1.")(
    lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid((floats(wanted) - 0.5) * logits), axis=1)
)

wrong(
    "labels and logits exchanged",
    "`labels` and `logits` are exchanged in the cross-entropy: what is wanted are the labels. Name them: "
    "labels=, logits=.",
)(
    lambda logits, wanted: (
        -tf.reduce_sum(
            tf.nn.sigmoid_cross_entropy_with_logits(labels=logits, logits=tf.ones_like(logits) * floats(wanted)), axis=1
        )
    )
)

wrong("base two", "That is the logarithm to base 2. The natural one, as tf.math.log_sigmoid has it.")(
    lambda logits, wanted: all_labels(logits, wanted) / np.float32(np.log(2))
)

wrong(
    "the first image",
    "That is the sum of the first image alone. Each image has its own: axis=1, and no `return` in a loop.",
)(lambda logits, wanted: tf.reduce_sum(each(logits, wanted)[0]))

wrong(
    "the last image",
    "That is the sum of the last image alone: what is assigned in a loop is replaced in each round. All at "
    "once: axis=1.",
)(lambda logits, wanted: tf.reduce_sum(each(logits, wanted)[-1]))

wrong("sorted", "You sort the sums. They stay in the order of the images.")(
    lambda logits, wanted: tf.sort(all_labels(logits, wanted))
)

wrong(
    "the first label",
    "Only the first label counts. All of them are added up: is a `return` in the loop, or an index of 0?",
)(lambda logits, wanted: each(logits, wanted)[:, 0])

wrong("the last label", "Only the last label counts: total += … adds, total = … replaces. All of them are added up.")(
    lambda logits, wanted: each(logits, wanted)[:, -1]
)

FIRST_LEFT = "The first label is left out. Labels are counted from 0: range(len(wanted))."

LAST_LEFT = "The last label is left out. range(len(wanted)) ends with it by itself."

wrong("from the second label on", FIRST_LEFT)(lambda logits, wanted: tf.reduce_sum(each(logits, wanted)[:, 1:], axis=1))

wrong("all but the last label", LAST_LEFT)(lambda logits, wanted: tf.reduce_sum(each(logits, wanted)[:, :-1], axis=1))


@wrong("from label 1 on, in a loop", FIRST_LEFT)
def loop_from_one(logits, wanted):
    total = tf.zeros(len(logits))
    for unit in range(1, len(wanted)):
        total += tf.math.log_sigmoid(logits[:, unit] if wanted[unit] else -logits[:, unit])
    return total


@wrong("all but the last label, in a loop", LAST_LEFT)
def loop_ends_early(logits, wanted):
    total = 0
    for unit in range(len(wanted) - 1):
        total += tf.math.log_sigmoid(logits[:, unit] if wanted[unit] else -logits[:, unit])
    return total


wrong(
    "one label",
    "tf.argmax finds one label only. All of them are added up, those that are not wanted too.",
)(lambda logits, wanted: tf.math.log_sigmoid(logits[:, tf.argmax(wanted)]))

FLAGS = "0 and 1 are taken for the numbers of columns. They say yes or no, for each label: multiply by them."

wrong("as numbers of columns", FLAGS, raises=True)(
    lambda logits, wanted: tf.reduce_sum(
        tf.math.log_sigmoid(tf.gather(logits, tf.cast(wanted, tf.int32), axis=1)), axis=1
    )
)

wrong(
    "a list is compared",
    "`wanted` may be a list, and a list == 1 is one False, not one for each label. Make a tensor of it first: "
    "tf.cast(wanted, tf.float32).",
)(
    lambda logits, wanted: tf.reduce_sum(
        tf.where(wanted == 1, tf.math.log_sigmoid(logits), tf.math.log_sigmoid(-logits)), axis=1
    )
)

LIST = "`wanted` may be a list, with which nothing can be computed. tf.cast(wanted, tf.float32) makes a tensor of any."

wrong("one minus a list", LIST, raises=True)(
    lambda logits, wanted: tf.reduce_sum(
        wanted * tf.math.log_sigmoid(logits) + (1 - wanted) * tf.math.log_sigmoid(-logits), axis=1
    )
)

wrong("a list minus one", LIST, raises=True)(
    lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid((2 * wanted - 1) * logits), axis=1)
)

wrong("a method of NumPy", LIST, raises=True)(lambda logits, wanted: all_labels(logits, wanted.astype("float32")))

wrong(
    "0 and 1 as a condition",
    "A condition is True or False, and a list of 0 and 1 is neither: tf.cast(wanted, tf.bool).",
    raises=True,
)(
    lambda logits, wanted: tf.reduce_sum(
        tf.where(wanted, tf.math.log_sigmoid(logits), tf.math.log_sigmoid(-logits)), axis=1
    )
)

EVERY_IMAGE = (
    "The cross-entropy takes first labels=, then logits=, and both (batch, labels), without broadcasting: "
    "labels=tf.ones_like(logits) * tf.cast(wanted, tf.float32). Shorter is tf.math.log_sigmoid."
)

wrong(
    "labels of one image",
    EVERY_IMAGE,
    raises=True,
)(
    lambda logits, wanted: (
        -tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=floats(wanted), logits=logits), axis=1)
    )
)

wrong(
    "labels and logits exchanged, of one image",
    EVERY_IMAGE,
    raises=True,
)(lambda logits, wanted: -tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(logits, wanted), axis=1))

wrong("dim", "What PyTorch calls dim is TensorFlow's axis: axis=1.", raises=True)(
    lambda logits, wanted: tf.reduce_sum(each(logits, wanted), dim=1)
)

INDEX = (
    "A tensor of TensorFlow takes no array as an index, as NumPy's do. Multiply by `wanted`, or use tf.boolean_mask "
    "with axis=1."
)

wrong("an array as an index", INDEX, raises=True)(
    lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid(logits[:, wanted]), axis=1)
)

wrong("a list compared as an index", INDEX, raises=True)(
    lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid(logits[:, wanted == 1]), axis=1)
)

wrong("a condition as an index", INDEX, raises=True)(
    lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid(logits[:, np.asarray(wanted) == 1]), axis=1)
)


@wrong(
    "through NumPy",
    "The values are right, but no gradient comes through: NumPy or .numpy() on the way, a tf.Variable with a copy, or "
    "tf.stop_gradient. Use tf functions on `logits` as they come.",
)
def through_numpy(logits, wanted):
    signs = 2 * np.asarray(wanted, "float32") - 1
    return -np.logaddexp(0, -signs * np.asarray(logits)).sum(axis=1)


wrong(
    "divided by how many are wanted",
    "You divide by the number of labels that are wanted, of which there may be none. The sum as it is.",
)(lambda logits, wanted: all_labels(logits, wanted) / tf.reduce_sum(floats(wanted)))

wrong(
    "integers times floats",
    "`wanted` may be integers, and TensorFlow multiplies no integers by floats: tf.cast(wanted, tf.float32).",
    raises=True,
)(lambda logits, wanted: tf.reduce_sum(tf.math.log_sigmoid((2 * tf.constant(wanted) - 1) * logits), axis=1))

# Behind those of arrays: what gives a list is compared with an array as with a list.
wrong("a list", "That is a list of Python. Asked for is a tensor, (batch,): axis=1 adds up for all images at once.")(
    lambda logits, wanted: [tf.reduce_sum(one) for one in each(logits, wanted)]
)
