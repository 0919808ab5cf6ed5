"""Exercise 8.4, `heat_inside`: the course's own version, and other right answers."""

import numpy as np
import tensorflow as tf

__all__ = ["ALTERNATIVES", "heat_inside"]


def by_mask(heat, box):
    rows, columns = np.indices(heat.shape)
    inside = (rows >= box[0]) & (rows < box[2]) & (columns >= box[1]) & (columns < box[3])
    return (heat * inside).sum() / heat.sum()


def by_loop(heat, box):
    total = 0.0
    for row in range(box[0], box[2]):
        for column in range(box[1], box[3]):
            total += heat[row, column]
    return total / np.sum(heat)


def by_tensorflow(heat, box):
    heat = tf.constant(heat, tf.float64)
    return tf.reduce_sum(heat[box[0] : box[2], box[1] : box[3]]) / tf.reduce_sum(heat)


def heat_inside(heat, box):
    """The share of the heat (height, width) inside of a box (top, left, bottom, right)."""
    top, left, bottom, right = box
    return float(heat[top:bottom, left:right].sum() / heat.sum())


ALTERNATIVES = (
    by_mask,
    by_loop,
    by_tensorflow,
    lambda heat, box: (
        np.float64(np.mean(heat[box[0] : box[2], box[1] : box[3]])) * (box[2] - box[0]) * (box[3] - box[1]) / heat.sum()
    ),
    lambda heat, box: (heat / heat.sum())[slice(box[0], box[2]), slice(box[1], box[3])].sum(),
)
