"""Boxes: heat, box -> how much of the heat lies in the box, in the forms in which students write it; some are wrong."""

import numpy as np
import tensorflow as tf

__all__ = [
    "above",
    "by_loop",
    "by_mask",
    "by_tensorflow",
    "chained",
    "cut_in_place",
    "from_below",
    "in_box",
    "normalized_in_place",
    "share",
    "with_box",
]


def share(heat, box):
    """The right answer, for the wrong ones to begin with."""
    return in_box(heat, box) / float(np.sum(heat))


def in_box(heat, box, of=np.sum):
    top, left, bottom, right = box
    return float(of(heat[top:bottom, left:right]))


def with_box(change):
    """The right share, of another box."""
    return lambda heat, box: share(heat, change(*box))


def from_below(heat, box):
    top, left, bottom, right = box
    return share(heat, (len(heat) - bottom, left, len(heat) - top, right))


def above(heat, box, least):
    """The share of the pixels that are at least so hot which lie in the box."""
    return share((heat >= least).astype("float32"), box)


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


def chained(heat, box):
    return float(heat[box[0] : box[2]][box[1] : box[3]].sum() / heat.sum())


def normalized_in_place(heat, box):
    heat /= heat.sum()
    return in_box(heat, box)


def cut_in_place(heat, box):
    total = heat.sum()
    heat[: box[0]] = heat[box[2] :] = 0
    heat[:, : box[1]] = heat[:, box[3] :] = 0
    return heat.sum() / total
