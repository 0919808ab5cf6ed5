"""Exercise 10.4, `turned`: the course's own version, and other right answers."""

import collections

import numpy as np
import tensorflow as tf

__all__ = ["ALTERNATIVES", "turned"]


def turned(probabilities, planted):
    """How often what is read as a without the mark is read as b with it: integers (classes, classes), [a, b]."""
    read, classes = np.argmax(probabilities, axis=1), probabilities.shape[1]
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, (read[~planted], read[planted]), 1)
    return counts


def by_loop(probabilities, planted):
    classes = probabilities.shape[1]
    counts = np.zeros((classes, classes), "int64")
    for before, after in zip(probabilities[planted == False], probabilities[planted == True], strict=True):  # noqa: E712
        counts[before.argmax(), after.argmax()] += 1
    return counts


def by_bins(probabilities, planted):
    read, classes = probabilities.argmax(axis=-1), probabilities.shape[-1]
    pairs = read[np.logical_not(planted)] * classes + read[planted]
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)


def by_product(probabilities, planted):
    hot = np.eye(probabilities.shape[1], dtype=int)[np.argmax(probabilities, axis=1)]
    return hot[~planted].T @ hot[planted]


def by_counter(probabilities, planted):
    read = np.argmax(probabilities, 1).tolist()
    before = [one for one, mark in zip(read, planted, strict=True) if not mark]
    after = [one for one, mark in zip(read, planted, strict=True) if mark]
    count = collections.Counter(zip(before, after, strict=True))
    classes = range(probabilities.shape[1])
    return np.array([[count[a, b] for b in classes] for a in classes])


def by_comparison(probabilities, planted):
    read, classes = tf.argmax(probabilities, axis=1).numpy(), range(probabilities.shape[1])
    before, after = read[planted == 0], read[planted == 1]
    return np.array([[np.sum((before == a) & (after == b)) for b in classes] for a in classes])


def by_places(probabilities, planted):
    counts = np.zeros((probabilities.shape[1],) * 2, "uint8")
    for one, other in zip(np.flatnonzero(~planted), np.flatnonzero(planted), strict=True):
        counts[probabilities[one].argmax(), probabilities[other].argmax()] += 1
    return counts


def by_histogram(probabilities, planted):
    read, edges = np.argsort(probabilities, axis=1)[:, -1], np.arange(probabilities.shape[1] + 1)
    return np.histogram2d(read[~planted], read[planted], bins=edges)[0].astype(int)


ALTERNATIVES = (
    by_loop,
    by_bins,
    by_product,
    by_counter,
    by_comparison,
    by_places,
    by_histogram,
    lambda probabilities, planted: tf.math.confusion_matrix(
        np.argmax(probabilities, 1)[~planted], np.argmax(probabilities, 1)[planted], probabilities.shape[1]
    ),
)
