"""Exercise 1.3, `most_confused`: the wrong answers that are recognised, each with its hint."""

from collections import Counter

import numpy as np

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson01.most_confused.right import errors, most_confused, pairs_of, position, table

__all__ = ["wrong"]

wrong = WrongAnswers()

wrong("order of the pair", "The two are exchanged: first the true digit, then what the net took it for.")(
    lambda *both: most_confused(*both)[::-1]
)

wrong(
    "hits counted too",
    "Your pair is one that the net gets right: the same digit twice. Leave out those with labels == predictions.",
)(lambda *both: position(table(*both)))


@wrong(
    "both directions added",
    "You add up both directions. A 4 taken for a 9 and a 9 taken for a 4 are two different mistakes.",
)
def both_directions(labels, predictions):
    counts = errors(labels, predictions)
    return position(np.triu(counts + counts.T))


CLASS = "You look for one digit with the most mistakes first. They may be spread over many others: count whole pairs."


@wrong("the digit missed most", CLASS)
def worst_class(labels, predictions):
    counts = errors(labels, predictions)
    true = counts.sum(axis=1).argmax()
    return int(true), int(counts[true].argmax())


@wrong("the digit read most", CLASS)
def favourite_answer(labels, predictions):
    counts = errors(labels, predictions)
    predicted = counts.sum(axis=0).argmax()
    return int(counts[:, predicted].argmax()), int(predicted)


wrong(
    "difference of directions",
    "You subtract the other direction. Asked for is how often a pair occurs, whatever the reverse pair does.",
)(lambda *both: position(errors(*both) - errors(*both).T))


@wrong(
    "label and prediction apart",
    "You look for the most frequent label and the most frequent prediction, each for itself. They need not belong "
    "together: count pairs.",
)
def two_modes(labels, predictions):
    counts = errors(labels, predictions)
    return int(counts.sum(axis=1).argmax()), int(counts.sum(axis=0).argmax())


SHARE = (
    "You divide by how often each digit occurs, so that a rare digit wins. Asked for is the pair with most mistakes."
)


def shares(labels, predictions, smallest=0):
    """The errors as shares of how often each digit occurs; NaN for digits that do not, unless `smallest` is 1."""
    return errors(labels, predictions) / np.maximum(table(labels, predictions).sum(axis=1, keepdims=True), smallest)


wrong("share instead of count", SHARE)(lambda *both: position(shares(*both, smallest=1)))

wrong("share, zero by zero", SHARE)(lambda *both: position(shares(*both)))

FIRST = "That is the first of the wrong pairs, not the most frequent. Count how often each occurs, counts[pair] += 1."

wrong("the first mistake", FIRST)(lambda *both: pairs_of(*both)[0])

wrong("the rarest", "That is the pair that occurs least. Take the other end: the largest count.")(
    lambda *both: Counter(pairs_of(*both)).most_common()[-1][0]
)

wrong(
    "the largest digits",
    "That is the pair with the largest digits: max(pairs) compares pairs. Compare their counts, key=pairs.count.",
)(lambda *both: max(pairs_of(*both)))

AND_COUNT = "The pair is right, but something comes with it. Return the pair alone: (true, predicted)."


@wrong("pair and count", AND_COUNT)
def pair_and_count(labels, predictions):
    pair = most_confused(labels, predictions)
    return pair, int(errors(labels, predictions)[pair])


wrong("list of pair and count", AND_COUNT)(lambda *both: [pair_and_count(*both)])

POSITIONS = "These are all places of the maximum, as arrays. Return one of them as two numbers: (true, predicted)."


@wrong("positions of the maximum", POSITIONS)
def positions_of_maximum(labels, predictions):
    counts = errors(labels, predictions)
    return np.argwhere(counts == counts.max())


@wrong("arrays of the maximum", POSITIONS)
def arrays_of_maximum(labels, predictions):
    counts = errors(labels, predictions)
    return np.where(counts == counts.max())


wrong("the count alone", "That is how often the pair occurs. Asked for is the pair itself: (true, predicted).")(
    lambda *both: int(errors(*both).max())
)

wrong("as floats", "The pair is right, but digits are integers: int(…), and // in place of /.")(
    lambda *both: tuple(map(float, most_confused(*both)))
)

HALF = "You look at one half of the table only: the digit that was written may be smaller or larger than the one read."

wrong("label below prediction", HALF)(lambda *both: position(np.triu(errors(*both))))

wrong("label above prediction", HALF)(lambda *both: position(np.tril(errors(*both))))

wrong("the last mistake", FIRST.replace("first", "last"))(lambda *both: pairs_of(*both)[-1])

wrong(
    "one number",
    "You return one number for a pair: 10 · true + predicted. divmod(number, 10), or np.unravel_index(number, (10, "
    "10)) for a table, turns it into the two.",
)(lambda *both: int(errors(*both).argmax()))


@wrong(
    "8 bits",
    "The labels are 8-bit integers: from 256 on, label · 100 starts again at 0. Convert first: labels.astype(int).",
)
def overflowing(labels, predictions):
    wrong = labels != predictions
    return divmod(int(np.bincount(labels[wrong] * 100 + predictions[wrong]).argmax()), 100)


ONCE = (
    "table[labels, predictions] += 1 adds 1 once to each place, however often its pair occurs. np.add.at(table, "
    "(labels, predictions), 1) counts every time."
)


def counted_once(labels, predictions):
    counts = np.zeros((10, 10), int)
    counts[labels, predictions] += 1
    return counts


wrong("counted once", ONCE)(lambda *both: position(counted_once(*both) * ~np.eye(10, dtype=bool)))

wrong("counted once, with the hits", ONCE)(lambda *both: position(counted_once(*both)))


@wrong(
    "nine digits",
    "The table is too small: there are ten digits, 0 to 9, so it needs 10 rows and 10 columns.",
    raises=True,
)
def small_table(labels, predictions):
    counts = np.zeros((9, 9), int)
    np.add.at(counts, (labels, predictions), labels != predictions)
    return position(counts)


@wrong(
    "and",
    "`and`, `or` and `if` want one truth value, and an array has many. Use it as a mask, labels[labels != "
    "predictions], combine masks with &, or loop over zip(labels, predictions).",
    raises=True,
)
def with_and(labels, predictions):
    counts = [[(labels == one and predictions == other).sum() for other in range(10)] for one in range(10)]
    return position(np.array(counts))
