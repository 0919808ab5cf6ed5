"""Exercise 1.3, `most_confused`: the course's own version, and other right answers."""

from collections import Counter

import numpy as np

__all__ = ["ALTERNATIVES", "errors", "most_confused", "pairs_of", "position", "table"]


def most_confused(labels, predictions):
    """The wrong pair that occurs most often: integers (n,), integers (n,) -> (true digit, predicted digit)."""
    wrong = labels != predictions
    pairs = list(zip(labels[wrong].tolist(), predictions[wrong].tolist()))
    return max(set(pairs), key=pairs.count)


def table(labels, predictions):
    """The confusion matrix (10, 10): rows are labels, columns predictions."""
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, predictions), 1)
    return counts


def errors(labels, predictions):
    """The confusion matrix with a diagonal of zeros."""
    return table(labels, predictions) * ~np.eye(10, dtype=bool)


def position(counts):
    return tuple(int(index) for index in np.unravel_index(counts.argmax(), counts.shape))


def pairs_of(labels, predictions):
    """All wrong pairs, in their order."""
    wrong = labels != predictions
    return list(zip(labels[wrong].tolist(), predictions[wrong].tolist(), strict=True))


def by_sorting(labels, predictions):
    pairs = pairs_of(labels, predictions)
    return sorted(set(pairs), key=pairs.count)[-1]


def by_unique(labels, predictions):
    pairs, counts = np.unique(pairs_of(labels, predictions), axis=0, return_counts=True)
    return pairs[counts.argmax()]


def by_number(labels, predictions):
    wrong = labels != predictions
    return divmod(np.bincount(10 * labels[wrong] + predictions[wrong]).argmax(), 10)


ALTERNATIVES = (
    lambda labels, predictions: position(errors(labels, predictions)),
    lambda labels, predictions: list(position(errors(labels, predictions))),
    lambda labels, predictions: Counter(pairs_of(labels, predictions)).most_common(1)[0][0],
    by_number,
    by_sorting,
    by_unique,
)
