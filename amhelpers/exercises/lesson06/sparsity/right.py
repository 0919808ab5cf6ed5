"""Exercise 6.3, `sparsity`: the course's own version, and other right answers."""

import numpy as np
import tensorflow as tf

from amhelpers.activations import sparsity

__all__ = ["ALTERNATIVES", "sparsity"]

ALTERNATIVES = (
    lambda activation: 1 - np.count_nonzero(activation) / activation.size,
    lambda activation: tf.reduce_mean(tf.cast(tf.equal(activation, 0), tf.float32)),
    lambda activation: float((activation == 0).sum()) / activation.size,
)
