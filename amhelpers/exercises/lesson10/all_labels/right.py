"""Exercise 10.2, `all_labels`: the course's own version, and other right answers."""

import keras
import tensorflow as tf

__all__ = ["ALTERNATIVES", "all_labels"]


def all_labels(logits, wanted):
    """log p that exactly the wanted labels (labels,) are there, from logits (batch, labels): (batch,)."""
    signs = 2 * tf.cast(wanted, tf.float32) - 1
    return tf.reduce_sum(tf.math.log_sigmoid(signs * logits), axis=1)


def by_two_sums(logits, wanted):
    wanted = tf.convert_to_tensor(wanted, tf.float32)
    there, absent = tf.math.log_sigmoid(logits), tf.math.log_sigmoid(-logits)
    return tf.reduce_sum(wanted * there + (1 - wanted) * absent, axis=-1)


def by_cross_entropy(logits, wanted):
    targets = tf.broadcast_to(tf.cast(wanted, logits.dtype), tf.shape(logits))
    return -tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(targets, logits), axis=1)


def by_softplus(logits, wanted):
    signs = tf.where(tf.cast(wanted, tf.bool), 1.0, -1.0)
    return -tf.reduce_sum(tf.nn.softplus(-signs * logits), axis=1)


def by_loop(logits, wanted):
    total = tf.zeros(tf.shape(logits)[0])
    for unit, there in enumerate(wanted):
        total += keras.ops.log_sigmoid(logits[:, unit] if there else -logits[:, unit])
    return total


def by_masks(logits, wanted):
    there = tf.cast(wanted, tf.bool)
    inside, outside = (tf.boolean_mask(logits, mask, axis=1) for mask in (there, ~there))
    return tf.reduce_sum(tf.math.log_sigmoid(inside), axis=1) + tf.reduce_sum(tf.math.log_sigmoid(-outside), axis=1)


def by_stable_formula(logits, wanted):
    losses = tf.maximum(logits, 0) - logits * tf.cast(wanted, tf.float32) + tf.math.log1p(tf.exp(-tf.abs(logits)))
    return -tf.reduce_sum(losses, axis=1)


def by_loss_of_keras(logits, wanted):
    labels = tf.ones_like(logits) * tf.cast(wanted, tf.float32)
    return -keras.losses.binary_crossentropy(labels, logits, from_logits=True) * logits.shape[1]


def in_double_precision(logits, wanted):
    logits, wanted = tf.cast(logits, tf.float64), tf.cast(wanted, tf.float64)
    return tf.reduce_sum(tf.math.log(tf.sigmoid((2 * wanted - 1) * logits)), axis=1)


ALTERNATIVES = (
    by_two_sums,
    by_masks,
    by_stable_formula,
    by_loss_of_keras,
    in_double_precision,
    by_cross_entropy,
    by_softplus,
    by_loop,
    lambda logits, wanted: keras.ops.sum(
        keras.ops.log_sigmoid(keras.ops.where(keras.ops.convert_to_tensor(wanted, "bool"), logits, -logits)), axis=1
    ),
    lambda logits, wanted: (
        tf.linalg.matvec(logits, tf.cast(wanted, tf.float32)) - tf.reduce_sum(tf.math.softplus(logits), axis=1)
    ),
)
