"""Exercise 6.3, `sparsity`: the course's own version, and other right answers."""

import numpy as np
import tensorflow as tf

__all__ = ["ALTERNATIVES", "sparsity"]


def sparsity(activation):
    """The share of exact zeros."""
    return np.mean(np.asarray(activation) == 0)


ALTERNATIVES = (
    lambda activation: 1 - np.count_nonzero(activation) / activation.size,
    lambda activation: tf.reduce_mean(tf.cast(tf.equal(activation, 0), tf.float32)),
    lambda activation: float((activation == 0).sum()) / activation.size,
)
