"""Exercise 10.4, `turned`: the wrong answers that are recognised, each with its hint."""

import collections

import numpy as np

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson10.turned.right import turned

__all__ = ["wrong"]

wrong = WrongAnswers()


def table(before, after, classes):
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, (before, after), 1)
    return counts


def loop(before, after, classes):
    """The same table, pair by pair: what ends in an error ends at another line."""
    counts = np.zeros((classes, classes), int)
    for a, b in zip(before, after, strict=False):
        counts[a, b] += 1
    return counts


def halves(probabilities, planted):
    """What is read without the mark and with it, and how many classes there are."""
    read = np.argmax(probabilities, axis=1)
    return read[~planted], read[planted], probabilities.shape[1]


def of_halves(make):
    """An answer that makes something of what is read: make(before, after, classes)."""
    return lambda probabilities, planted: make(*halves(probabilities, planted))


def of_counts(make):
    """An answer that makes something else of the right counts."""
    return lambda probabilities, planted: make(turned(probabilities, planted))


def of_read(make):
    """An answer that chooses for itself what is counted: make(read, planted) -> (before, after)."""

    def answer(probabilities, planted):
        return table(*make(np.argmax(probabilities, axis=1), planted), probabilities.shape[1])

    return answer


# Which is which.

EXCHANGED = "Rows and columns are exchanged: [a, b] is read as a *without* the mark and as b with it."

wrong("the other way round", EXCHANGED)(of_counts(np.transpose))

wrong("the other way round, as floats", f"{EXCHANGED} And integers are asked for.")(
    of_counts(lambda counts: counts.T.astype(float))
)

ORDER = (
    "You take the first half for those without the mark. `planted` says which they are: read[~planted] and "
    "read[planted]."
)

wrong("by halves", ORDER)(of_read(lambda read, planted: (read[: len(read) // 2], read[len(read) // 2 :])))

wrong(
    "by halves, the other way round", f"{EXCHANGED} And it is `planted` that says which have the mark, not their place."
)(of_read(lambda read, planted: (read[len(read) // 2 :], read[: len(read) // 2])))

wrong(
    "neighbours",
    "You take each image with its neighbour for a pair. The k-th without the mark belongs to the k-th with it.",
)(of_read(lambda read, planted: (read[::2], read[1::2])))

wrong(
    "each and the next",
    "You take each image with the next one for a pair, 2n − 1 pairs. The k-th without the mark belongs to the k-th "
    "with it: n pairs.",
)(of_read(lambda read, planted: (read[:-1], read[1:])))

wrong("in reverse", "One of the two is in reverse order: the k-th without the mark belongs to the k-th with it.")(
    of_read(lambda read, planted: (read[~planted], read[planted][::-1]))
)

wrong(
    "the flags in reverse",
    "`planted` read from behind is its opposite only where one half follows the other. The opposite is ~planted.",
)(of_read(lambda read, planted: (read[planted[::-1]], read[planted])))

wrong(
    "each half sorted",
    "Both are sorted, each for itself, and what belongs together is no longer side by side. Leave their order alone.",
)(of_read(lambda read, planted: (np.sort(read[~planted]), np.sort(read[planted]))))


@wrong(
    "the last one without",
    "You pair each image that has the mark with the last one without it that came before. The k-th of the ones "
    "belongs to the k-th of the others.",
)
def last_without(probabilities, planted):
    counts, a = np.zeros((probabilities.shape[1],) * 2, int), 0
    for answer, mark in zip(np.argmax(probabilities, axis=1), planted, strict=True):
        if mark:
            counts[a, answer] += 1
        else:
            a = answer
    return counts


wrong("with the mark alone", "Both sides are the images with the mark. The rows are of those without: read[~planted].")(
    of_read(lambda read, planted: (read[planted], read[planted]))
)

wrong(
    "without the mark alone",
    "Both sides are the images without the mark. The columns are of those with it: read[planted].",
)(of_read(lambda read, planted: (read[~planted], read[~planted])))

wrong(
    "each with itself",
    "Each image is counted with itself, so all stands on the diagonal. A pair is one without the mark and one with it: "
    "read[~planted], read[planted].",
)(of_read(lambda read, planted: (read, read)))

PICKS = (
    "As numbers, 0 and 1, `planted` picks the images at the places 0 and 1 (and ~0 is −1, the last one). As truth "
    "values it picks those with the mark, and ~planted the others."
)

wrong("minus in place of not", PICKS)(
    lambda probabilities, planted: loop(
        np.argmax(probabilities, axis=1)[1 - planted],
        np.argmax(probabilities, axis=1)[planted],
        probabilities.shape[1],
    )
)

wrong("one minus planted", PICKS, raises=True)(of_read(lambda read, planted: (read[1 - planted], read[planted])))

wrong("numbers and one minus them", PICKS)(
    of_read(lambda read, planted: (read[1 - planted.astype(int)], read[planted.astype(int)]))
)

wrong("numbers and ~", PICKS)(of_read(lambda read, planted: (read[~planted.astype(int)], read[planted.astype(int)])))

wrong("a minus before truth values", "Truth values have no minus. The opposite of each is ~planted.", raises=True)(
    of_read(lambda read, planted: (read[-planted], read[planted]))
)

wrong(
    "not",
    "`not` wants one truth value, and `planted` has many. The opposite of each is ~planted.",
    raises=True,
)(of_read(lambda read, planted: (read[not planted], read[planted])))


# How is counted.

ONCE = (
    "A pair counts once, however often it occurs. counts[a, b] += 1 does that where a and b are arrays, and = in place "
    "of += in a loop. np.add.at(counts, (a, b), 1) counts all of them."
)

wrong("each counted once", ONCE)(of_counts(lambda counts: np.minimum(counts, 1)))

wrong("each counted once, as floats", f"{ONCE} And integers are asked for.")(
    of_counts(lambda counts: np.minimum(counts, 1).astype(float))
)

wrong("each counted once, the other way round", f"{ONCE} {EXCHANGED}")(
    of_counts(lambda counts: np.minimum(counts, 1).T)
)

wrong("whether it occurs", "That says whether a pair occurs. Asked for is how often: integers.")(
    of_counts(lambda counts: counts > 0)
)

wrong("one pair", "Only the first pair is counted. If there is a loop, its `return` belongs behind it.")(
    of_halves(lambda before, after, classes: table(before[:1], after[:1], classes))
)

wrong("the last pair", "Only the last pair is counted. If there is a loop, np.zeros belongs before it: once for all.")(
    of_halves(lambda before, after, classes: table(before[-1:], after[-1:], classes))
)

wrong("without the last", "The last pair is missing. range(n) ends before n by itself.")(
    of_halves(lambda before, after, classes: table(before[:-1], after[:-1], classes))
)

wrong("without the first", "The first pair is missing. Places are counted from 0.")(
    of_halves(lambda before, after, classes: table(before[1:], after[1:], classes))
)


ROWS = (
    "Whole rows are counted up: one index, or one list or array of them, picks rows. A place has two: counts[a, b] "
    "+= 1 in a loop, or np.add.at(counts, (a, b), 1)."
)


@wrong(
    "the row of a",
    "In the row of a each place has how often a is read without the mark, whatever b is. One index, counts[a], is a "
    "whole row; a place has two, counts[a, b].",
)
def row_of_a(probabilities, planted):
    before, _, classes = halves(probabilities, planted)
    return np.bincount(before, minlength=classes)[:, np.newaxis].repeat(classes, axis=1)


@wrong("the rows of a and b", ROWS)
def rows_of_both(probabilities, planted):
    before, after, classes = halves(probabilities, planted)
    counts = np.zeros((classes, classes), int)
    for a, b in zip(before, after, strict=True):
        counts[[a, b]] += 1
    return counts


@wrong("a list in place of a tuple", ROWS)
def list_of_both(probabilities, planted):
    before, after, classes = halves(probabilities, planted)
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, [before, after], 1)
    return counts


@wrong(
    "four arguments",
    "np.add.at takes three arguments; the places are one, a tuple: np.add.at(counts, (a, b), 1).",
    raises=True,
)
def four_arguments(probabilities, planted):
    before, after, classes = halves(probabilities, planted)
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, before, after, 1)
    return counts


wrong(
    "nothing at all",
    "counts[before][after] += 1 writes into a copy, and nothing is counted. Nor is it where an image is to be planted "
    "and not planted at once, or planted is False, which is never so. np.add.at(counts, (before, after), 1).",
)(of_counts(np.zeros_like))

wrong(
    "one row many times",
    "[[0] * classes] * classes is one row, many times: what is counted in one is counted in all. np.zeros((classes, "
    "classes), int).",
)(of_counts(lambda counts: np.tile(counts.sum(axis=0), (len(counts), 1))))

wrong("None", "None comes back. np.add.at writes into counts and returns nothing: `return counts`, on its own line.")(
    of_counts(lambda counts: None)
)

DIRECTIONS = "You put both directions together. That a turns into b and b into a are two things, [a, b] and [b, a]."

wrong("both directions", DIRECTIONS)(of_counts(lambda counts: counts + counts.T))

wrong("the difference of directions", DIRECTIONS)(of_counts(lambda counts: counts - counts.T))

PART = "A part of the table stays empty. Both classes go from 0 to classes − 1, and b may be less than a, or more."

wrong("above the diagonal", PART)(of_counts(np.triu))

wrong("below the diagonal", PART)(of_counts(np.tril))

wrong("without the first class", "The first class, 0, is left out: range(classes) begins with it.")(
    of_counts(lambda counts: counts[1:, 1:])
)

wrong("the first row", "Only the first row is counted. If there is a loop, its `return` belongs behind it.")(
    of_counts(lambda counts: np.where(np.arange(len(counts))[:, np.newaxis] == 0, counts, 0))
)

wrong("the first place", "Only [0, 0] is counted. If there are two loops, the `return` belongs behind both.")(
    of_counts(lambda counts: np.pad(counts[:1, :1], (0, len(counts) - 1)))
)

wrong("only what turns", "Pairs that stay what they are belong into the table too, on its diagonal.")(
    of_counts(lambda counts: counts - np.diag(np.diag(counts)))
)

wrong("only what stays", "Only pairs that stay the same are counted. Those that turn stand beside the diagonal.")(
    of_counts(lambda counts: np.diag(np.diag(counts)))
)

APART = (
    "You count how often a is read, and how often b is: that knows no pairs. Count the k-th of the ones with the k-th "
    "of the others."
)


def apart(combine):
    """How often a is read without the mark and b with it, each for itself, put together."""

    def answer(before, after, classes):
        counts = [np.bincount(half, minlength=classes) for half in (before, after)]
        return combine(counts[0][:, np.newaxis], counts[1][np.newaxis])

    return of_halves(answer)


wrong(
    "each for itself",
    "Each image without the mark is counted with every one that has it, as in a loop in a loop, or a product: that "
    "knows no pairs. Count the k-th of the ones with the k-th of the others, zip(before, after).",
)(apart(np.multiply))

wrong("each for itself, added", APART)(apart(np.add))

wrong("each for itself, the smaller", APART)(apart(np.minimum))

wrong("or in place of and", "You count where one of the two is so, |. A pair is where both are, &.")(
    of_halves(
        lambda before, after, classes: np.array(
            [[np.sum((before == a) | (after == b)) for b in range(classes)] for a in range(classes)]
        )
    )
)

wrong(
    "and",
    "`and` wants one truth value, and an array has many. (before == a) & (after == b), with the brackets.",
    raises=True,
)(
    of_halves(
        lambda before, after, classes: np.array(
            [[np.sum(before == a and after == b) for b in range(classes)] for a in range(classes)]
        )
    )
)

wrong(
    "& without brackets",
    "& binds more tightly than ==, and takes a & after together. (before == a) & (after == b), with the brackets.",
    raises=True,
)(
    of_halves(
        lambda before, after, classes: np.array(
            [[np.sum(before == a & after == b) for b in range(classes)] for a in range(classes)]
        )
    )
)


# The type of the numbers.

wrong("floats", "The counts are floats. Integers: np.zeros((classes, classes), int).")(
    of_counts(lambda counts: counts.astype(float))
)

SHARES = "Those are shares of all pairs. Asked for are counts, integers."

wrong("shares", SHARES)(of_counts(lambda counts: counts / counts.sum()))

wrong("shares of all images", "Those are shares of all images. Asked for are counts, integers.")(
    of_counts(lambda counts: counts / counts.sum() / 2)
)

wrong("percent", "Those are per cent of all pairs. Asked for are counts, integers.")(
    of_counts(lambda counts: 100 * counts / counts.sum())
)

wrong(
    "shares of each row",
    "Those are shares of each row, and where a class never occurs 0 is divided by 0. Asked for are counts, integers.",
)(of_counts(lambda counts: counts / counts.sum(axis=1, keepdims=True)))

wrong("shares of each row, guarded", "Those are shares of each row. Asked for are counts, integers.")(
    of_counts(lambda counts: counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))
)

wrong(
    "shares of each column",
    "You divide by the sums of the columns, and where a class never occurs 0 by 0. Asked for are counts, integers.",
)(of_counts(lambda counts: counts / counts.sum(axis=0)))

LIST = "A list of lists. An array can be indexed by [a, b]: np.array(…)."

wrong("a list of lists", LIST)(of_counts(lambda counts: counts.tolist()))

wrong("a list of rows", LIST)(of_counts(list))


# How large the table is.

wrong(
    "two classes",
    "The table has two rows whatever the net. It has as many as there are classes: probabilities.shape[1].",
)(of_counts(lambda counts: counts[:2, :2]))

OCCUR = (
    "The table is as large as the largest class that occurs. Classes that nobody reads have their row too: "
    "probabilities.shape[1]."
)

wrong("as many as occur", OCCUR)(
    of_halves(lambda before, after, classes: table(before, after, max(before.max(), after.max()) + 1))
)

LARGE = "The table has another size. One row and one column for each class: probabilities.shape[1]."

wrong("ten classes", LARGE)(of_halves(lambda before, after, classes: table(before, after, 10)))

wrong("one class more", LARGE)(of_halves(lambda before, after, classes: table(before, after, classes + 1)))

wrong(
    "as many as images",
    "The table has a row for each image. It has one for each class: probabilities.shape[1], the second axis.",
    raises=True,
)(of_halves(lambda before, after, classes: table(before, after, 2 * len(before))))

SMALL = (
    "The table is too small: classes count from 0, and each has a row, also one that nobody reads. "
    "probabilities.shape[1] rows and columns."
)


def classes_that_occur(before, after):
    return len({*before.tolist(), *after.tolist()})


for how, count in (("np.add.at", table), ("a loop", loop)):
    wrong(f"always two classes, {how}", SMALL, raises=True)(
        of_halves(lambda before, after, classes, count=count: count(before, after, 2))
    )
    wrong(f"one class less, {how}", SMALL, raises=True)(
        of_halves(lambda before, after, classes, count=count: count(before, after, classes - 1))
    )
    wrong(f"up to the largest class, {how}", SMALL, raises=True)(
        of_halves(lambda before, after, classes, count=count: count(before, after, max(before.max(), after.max())))
    )
    wrong(f"how many classes occur, {how}", SMALL, raises=True)(
        of_halves(lambda before, after, classes, count=count: count(before, after, classes_that_occur(before, after)))
    )


@wrong(
    "one row of counts", "That is one row, and a pair needs two axes: np.zeros((classes, classes), int).", raises=True
)
def one_row(probabilities, planted):
    before, after, classes = halves(probabilities, planted)
    counts = np.zeros(classes, int)
    np.add.at(counts, (before, after), 1)
    return counts


wrong(
    "one long row", "All counts stand in one row, [a · classes + b]. .reshape(classes, classes) makes a table of it."
)(of_counts(np.ravel))

wrong(
    "bins that end too soon",
    "np.bincount ends with the largest number that occurs. minlength=classes**2, and then there is one for each pair.",
    raises=True,
)(
    of_halves(
        lambda before, after, classes: np.bincount(before * classes + after).reshape(classes, classes),
    )
)

BINS = (
    "np.histogram2d divides what lies between the smallest and the largest number that occurs, and these are not the "
    "classes. bins=np.arange(classes + 1), and integers afterwards."
)

wrong("ten bins", BINS)(of_halves(lambda before, after, classes: np.histogram2d(before, after)[0]))

wrong("bins between the numbers that occur", BINS)(
    of_halves(lambda before, after, classes: np.histogram2d(before, after, bins=classes)[0])
)

wrong("bins between the numbers that occur, integers", BINS)(
    of_halves(lambda before, after, classes: np.histogram2d(before, after, bins=classes)[0].astype(int))
)


# What is read.

IMAGES = (
    "argmax over axis 0 looks for the image that has most of a class. Over the classes, axis=1: what each image is "
    "read as."
)


@wrong("argmax over the images", IMAGES, raises=True)
def over_images(probabilities, planted):
    read = np.argmax(probabilities, axis=0)
    return table(read[~planted], read[planted], probabilities.shape[1])


def of_each_half(read, count):
    """Without the mark and with it first, then what is read of each."""
    return lambda probabilities, planted: count(
        read(probabilities[~planted]), read(probabilities[planted]), probabilities.shape[1]
    )


NO_AXIS = "argmax without an axis looks through all numbers at once, and gives one place. Over the classes: axis=1."


@wrong("argmax of all", NO_AXIS, raises=True)
def without_axis(probabilities, planted):
    read = np.argmax(probabilities)
    return table(read[~planted], read[planted], probabilities.shape[1])


@wrong("argmax of each half, counts[a, b] += 1", NO_AXIS, raises=True)
def without_axis_in_place(probabilities, planted):
    counts = np.zeros((probabilities.shape[1],) * 2, int)
    counts[np.argmax(probabilities[~planted]), np.argmax(probabilities[planted])] += 1
    return counts


wrong("argmax of each half, np.add.at", NO_AXIS, raises=True)(of_each_half(np.argmax, table))

wrong("argmax over the images of each half, np.add.at", IMAGES, raises=True)(
    of_each_half(lambda half: np.argmax(half, axis=0), table)
)

wrong("argmax over the images of each half, a loop", IMAGES, raises=True)(
    of_each_half(lambda half: np.argmax(half, axis=0), loop)
)

NO_CLASSES = (
    "A place in the table is two whole numbers, the classes that are read. Those are np.argmax(probabilities, axis=1): "
    "the probabilities themselves, or their maximum, are none."
)

wrong("max in place of argmax, np.add.at", NO_CLASSES, raises=True)(of_each_half(lambda half: half.max(axis=1), table))

wrong("max in place of argmax, a loop", NO_CLASSES, raises=True)(of_each_half(lambda half: half.max(axis=1), loop))

wrong("probabilities as places, np.add.at", NO_CLASSES, raises=True)(of_each_half(lambda half: half, table))

wrong("probabilities as places, a loop", NO_CLASSES, raises=True)(of_each_half(lambda half: half, loop))

wrong("argmin", "argmin is the class that is read least, as is the first of argsort. argmax.")(
    lambda probabilities, planted: turned(-probabilities, planted)
)

wrong(
    "the second largest", "That is the class with the second largest probability. The largest is argsort's last, −1."
)(
    lambda probabilities, planted: table(
        *(np.argsort(probabilities, axis=1)[half, -2] for half in (~planted, planted)), probabilities.shape[1]
    )
)

HALF = (
    "You ask whether a probability is above one half. With three classes or more none need be: argmax says what is "
    "read."
)

wrong("rounded probabilities", HALF)(
    lambda probabilities, planted: table(
        *((probabilities[half, 1] > 0.5).astype(int) for half in (~planted, planted)), probabilities.shape[1]
    )
)

wrong("the first class or not", HALF)(
    lambda probabilities, planted: table(
        *((probabilities[half, 0] > 0.5).astype(int) for half in (~planted, planted)), probabilities.shape[1]
    )
)

wrong("the first class or not, turned over", HALF)(
    lambda probabilities, planted: table(
        *((probabilities[half, 0] <= 0.5).astype(int) for half in (~planted, planted)), probabilities.shape[1]
    )
)

wrong("the first two classes", "You compare the first two classes only. There may be more: np.argmax, axis=1.")(
    lambda probabilities, planted: table(
        *((probabilities[half, 1] > probabilities[half, 0]).astype(int) for half in (~planted, planted)),
        probabilities.shape[1],
    )
)

wrong("a one above one half", HALF)(
    lambda probabilities, planted: (
        np.round(probabilities[~planted]).astype(int).T @ np.round(probabilities[planted]).astype(int)
    )
)

wrong("a one above one half, floats", f"{HALF} And integers are asked for.")(
    lambda probabilities, planted: np.round(probabilities[~planted]).T @ np.round(probabilities[planted])
)

SUMS = "You add up probabilities. Each pair counts 1, for the classes that are read: argmax first."


def sums(probabilities, planted):
    return probabilities[~planted].T @ probabilities[planted]


wrong("sums of probabilities", SUMS)(sums)

wrong("sums of probabilities, rounded", SUMS)(lambda *arguments: np.round(sums(*arguments)).astype(int))

wrong("sums of probabilities, cut off", SUMS)(lambda *arguments: sums(*arguments).astype(int))

wrong(
    "the class that wins and the one that loses",
    "You look which probability falls and which rises most. Asked for is what is read, without the mark and with it: "
    "argmax of each.",
)(
    lambda probabilities, planted: table(
        np.argmin(probabilities[planted] - probabilities[~planted], axis=1),
        np.argmax(probabilities[planted] - probabilities[~planted], axis=1),
        probabilities.shape[1],
    )
)


# Something else than the table.

WHICH = "Asked for is which turn into which: a table of counts (classes, classes)."

wrong("how many turn", f"That is how many answers turn. {WHICH}")(
    of_halves(lambda before, after, classes: int((before != after).sum()))
)

wrong("the share that turns", f"That is the share that turns. {WHICH}")(
    of_halves(lambda before, after, classes: float((before != after).mean()))
)

wrong("how many stay", f"That is how many answers stay. {WHICH}")(
    of_halves(lambda before, after, classes: int((before == after).sum()))
)

wrong("the share that stays", f"That is the share that stays. {WHICH}")(
    of_halves(lambda before, after, classes: float((before == after).mean()))
)

wrong("which turn", f"That says of each pair whether it turns. {WHICH}")(
    of_halves(lambda before, after, classes: before != after)
)

wrong("which stay", f"That says of each pair whether it stays. {WHICH}")(
    of_halves(lambda before, after, classes: before == after)
)

wrong("how many pairs", f"That is how many pairs there are. {WHICH}")(of_counts(lambda counts: int(counts.sum())))

wrong("the sums of the rows", f"That is how often each class is read without the mark. {WHICH}")(
    of_counts(lambda counts: counts.sum(axis=1))
)

wrong("the sums of the columns", f"That is how often each class is read with the mark. {WHICH}")(
    of_counts(lambda counts: counts.sum(axis=0))
)

wrong("more and less", f"That is how much more often each class is read with the mark. {WHICH}")(
    of_counts(lambda counts: counts.sum(axis=0) - counts.sum(axis=1))
)

wrong("the mean difference", f"That is how much the mean probability of each class rises. {WHICH}")(
    lambda probabilities, planted: probabilities[planted].mean(axis=0) - probabilities[~planted].mean(axis=0)
)

PAIRS = "Those are the pairs themselves. Count them: a table (classes, classes)."

wrong("the pairs", PAIRS)(of_halves(lambda before, after, classes: np.stack([before, after], axis=1)))

wrong("the pairs in two rows", PAIRS)(of_halves(lambda before, after, classes: np.stack([before, after])))

wrong("a tuple of both", PAIRS)(of_halves(lambda before, after, classes: (before, after)))

wrong("a list of pairs", PAIRS)(of_halves(lambda before, after, classes: list(zip(before, after, strict=True))))

wrong(
    "a dict of pairs",
    "A dict, or a Counter, comes back, and has only pairs that occur. Asked for is an array with a place for every "
    "pair: counts[a, b] += 1.",
)(
    of_halves(
        lambda before, after, classes: dict(collections.Counter(zip(before.tolist(), after.tolist(), strict=True)))
    )
)

OCCURRING = (
    "np.unique knows only pairs that occur. Asked for is a table with a place for every pair, (classes, classes)."
)


def distinct(before, after, classes):
    return np.unique(np.stack([before, after], axis=1), axis=0, return_counts=True)


wrong("pairs and their counts", OCCURRING)(of_halves(distinct))

wrong("the counts of pairs that occur", OCCURRING)(of_halves(lambda *both: distinct(*both)[1]))

FLAGS = (
    "The table is of the mark and of what is read, not of pairs. [a, b]: read as a without the mark, and *the same "
    "image* as b with it."
)

wrong("the mark and the answer", FLAGS)(of_read(lambda read, planted: (planted.astype(int), read)))

wrong("the answer and the mark", FLAGS)(of_read(lambda read, planted: (read, planted.astype(int))))

wrong("rows without and with", FLAGS)(
    of_halves(
        lambda before, after, classes: np.stack([np.bincount(half, minlength=classes) for half in (before, after)])
    )
)

wrong("columns without and with", FLAGS)(
    of_halves(
        lambda before, after, classes: np.stack([np.bincount(half, minlength=classes) for half in (before, after)], 1)
    )
)

PLACE = "The counts are right, but your function changes what it was given. Compute with a copy."


@wrong("flags turned in place", PLACE)
def flags_in_place(probabilities, planted):
    counts = turned(probabilities, planted)
    np.logical_not(planted, out=planted)
    return counts


@wrong("probabilities in place", PLACE)
def probabilities_in_place(probabilities, planted):
    probabilities[probabilities < probabilities.max(axis=1, keepdims=True)] = 0
    return turned(probabilities, planted)
