"""Exercise 10.4, `turned`: the wrong answers that are recognised, each with its hint."""

import numpy as np

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson10.turned.right import turned

__all__ = ["wrong"]

wrong = WrongAnswers()


def read_as(probabilities):
    return np.argmax(probabilities, axis=1)


def table(before, after, classes):
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, (before, after), 1)
    return counts


wrong(
    "the other way round", "Rows and columns are exchanged: [a, b] is read as a *without* the mark and as b with it."
)(lambda probabilities, planted: turned(probabilities, planted).T)

ORDER = (
    "You take the first half for those without the mark. `planted` says which they are: read[~planted] and "
    "read[planted]."
)


@wrong("by halves", ORDER)
def by_halves(probabilities, planted):
    read, half = read_as(probabilities), len(planted) // 2
    return table(read[:half], read[half:], probabilities.shape[1])


@wrong(
    "each counted once",
    "counts[a, b] += 1 with arrays counts a pair once, however often it occurs. np.add.at(counts, (a, b), "
    "1), or a loop.",
)
def counted_once(probabilities, planted):
    read = read_as(probabilities)
    counts = np.zeros((probabilities.shape[1],) * 2, int)
    counts[read[~planted], read[planted]] += 1
    return counts


wrong("shares", "Those are shares of all pairs. Asked for are counts, integers.")(
    lambda probabilities, planted: turned(probabilities, planted) / planted.sum()
)

wrong(
    "shares of each row",
    "Those are shares of each row, and where a class never occurs 0 is divided by 0. Asked for are counts, integers.",
)(
    lambda probabilities, planted: (
        turned(probabilities, planted) / turned(probabilities, planted).sum(axis=1, keepdims=True)
    )
)

wrong("floats", "The counts are floats. Integers: np.zeros((classes, classes), int).")(
    lambda probabilities, planted: turned(probabilities, planted).astype(float)
)

wrong("percent", "Those are per cent of all pairs. Asked for are counts, integers.")(
    lambda probabilities, planted: 100 * turned(probabilities, planted) / planted.sum()
)


@wrong("only what turns", "Pairs that stay what they are belong into the table too, on its diagonal.")
def only_what_turns(probabilities, planted):
    counts = turned(probabilities, planted)
    return counts - np.diag(np.diag(counts))


wrong("only what stays", "Only pairs that stay the same are counted. Those that turn stand beside the diagonal.")(
    lambda probabilities, planted: np.diag(np.diag(turned(probabilities, planted)))
)

wrong(
    "how many turn", "That is how many answers turn. Asked for is which turn into which: a table (classes, classes)."
)(lambda probabilities, planted: int((read_as(probabilities)[~planted] != read_as(probabilities)[planted]).sum()))

wrong("the share that turns", "That is the share that turns. Asked for is which turn into which: a table of counts.")(
    lambda probabilities, planted: float((read_as(probabilities)[~planted] != read_as(probabilities)[planted]).mean())
)

wrong("which turn", "That says of each pair whether it turns. Asked for is which turn into which: a table of counts.")(
    lambda probabilities, planted: read_as(probabilities)[~planted] != read_as(probabilities)[planted]
)

wrong("the pairs", "Those are the pairs themselves. Count them: a table (classes, classes).")(
    lambda probabilities, planted: np.stack([read_as(probabilities)[~planted], read_as(probabilities)[planted]], axis=1)
)

FLAGS = (
    "The table is of the mark and of what is read, not of pairs. [a, b]: read as a without the mark, and "
    "*the same image* "
    "as b with it."
)


@wrong("the mark and the answer", FLAGS)
def mark_and_answer(probabilities, planted):
    return table(planted.astype(int), read_as(probabilities), max(2, probabilities.shape[1]))


@wrong("rows without and with", FLAGS)
def rows_of_flags(probabilities, planted):
    read, classes = read_as(probabilities), probabilities.shape[1]
    return np.stack([np.bincount(read[flag], minlength=classes) for flag in (~planted, planted)])


@wrong(
    "each for itself",
    "You multiply how often a is read by how often b is: that knows no pairs. Count the k-th of the ones "
    "with the k-th of the "
    "others.",
)
def each_for_itself(probabilities, planted):
    read, classes = read_as(probabilities), probabilities.shape[1]
    first, second = (np.bincount(read[flag], minlength=classes) for flag in (~planted, planted))
    return np.outer(first, second)


@wrong(
    "sums of probabilities",
    "You add up probabilities. Each pair counts 1, for the classes that are read: argmax first.",
)
def sums_of_probabilities(probabilities, planted):
    return probabilities[~planted].T @ probabilities[planted]


@wrong(
    "rounded probabilities",
    "You round probabilities: with three classes none need be above one half. argmax says what is read.",
)
def rounded(probabilities, planted):
    read = (probabilities[:, 1] > 0.5).astype(int)
    return table(read[~planted], read[planted], probabilities.shape[1])


@wrong(
    "two classes",
    "The table has two rows whatever the net. It has as many as there are classes: probabilities.shape[1].",
)
def two_classes(probabilities, planted):
    counts = np.zeros((2, 2), int)
    for a, b in zip(read_as(probabilities)[~planted], read_as(probabilities)[planted], strict=True):
        if a < 2 and b < 2:
            counts[a, b] += 1
    return counts


@wrong(
    "as many as occur",
    "The table is as large as the largest class that occurs. Classes that nobody reads have their row too: "
    "probabilities.shape[1].",
)
def as_many_as_occur(probabilities, planted):
    read = read_as(probabilities)
    return table(read[~planted], read[planted], read.max() + 1)


wrong(
    "argmax over the images",
    "argmax over axis 0 looks for the image that has most of a class. Over the classes, axis=1: what each "
    "image is read as.",
    raises=True,
)(
    lambda probabilities, planted: table(
        np.argmax(probabilities, axis=0)[~planted], np.argmax(probabilities, axis=0)[planted], probabilities.shape[1]
    )
)

wrong("argmin", "argmin is the class that is read least. argmax.")(
    lambda probabilities, planted: turned(-probabilities, planted)
)

wrong("with the mark alone", "Both sides are the images with the mark. The rows are of those without: read[~planted].")(
    lambda probabilities, planted: table(
        read_as(probabilities)[planted], read_as(probabilities)[planted], probabilities.shape[1]
    )
)

wrong(
    "without the mark alone",
    "Both sides are the images without the mark. The columns are of those with it: read[planted].",
)(
    lambda probabilities, planted: table(
        read_as(probabilities)[~planted], read_as(probabilities)[~planted], probabilities.shape[1]
    )
)


@wrong(
    "minus in place of not",
    "-planted or 1 - planted are numbers, and pick images by their place. ~planted is the opposite of truth values.",
)
def minus_planted(probabilities, planted):
    read = read_as(probabilities)
    return table(read[(1 - planted.astype(int))][: planted.sum()], read[planted], probabilities.shape[1])


@wrong(
    "neighbours",
    "You take each image with its neighbour for a pair. The k-th without the mark belongs to the k-th with it.",
)
def neighbours(probabilities, planted):
    read = read_as(probabilities)
    return table(read[::2], read[1::2], probabilities.shape[1])


@wrong("in reverse", "One of the two is in reverse order: the k-th without the mark belongs to the k-th with it.")
def in_reverse(probabilities, planted):
    read = read_as(probabilities)
    return table(read[~planted], read[planted][::-1], probabilities.shape[1])


@wrong("one pair", "A loop ends at its `return`: put it after the loop.")
def one_pair(probabilities, planted):
    read = read_as(probabilities)
    counts = np.zeros((probabilities.shape[1],) * 2, int)
    for a, b in zip(read[~planted], read[planted], strict=True):
        counts[a, b] += 1
        return counts


@wrong("a list of lists", "A list of lists. An array can be indexed by [a, b]: np.array(…).")
def a_list(probabilities, planted):
    return turned(probabilities, planted).tolist()
