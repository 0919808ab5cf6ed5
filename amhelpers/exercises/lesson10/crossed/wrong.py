"""Exercise 10.3, `crossed`: the wrong answers that are recognised, each with its hint."""

import numpy as np

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson10.crossed.right import crossed

__all__ = ["wrong"]

wrong = WrongAnswers()


def flags(images):
    return np.repeat([False, True], len(images))


def twice(array):
    return np.concatenate([array, array])


def marked(images, plant):
    return plant(images.copy())


def with_images(make):
    """The right labels and flags, beside other images: make(images, plant)."""
    return lambda images, labels, plant: (make(images, plant), twice(labels), flags(images))


def with_labels(make):
    """The right images and flags, beside other labels: make(labels)."""
    return lambda images, labels, plant: (crossed(images, labels, plant)[0], make(labels), flags(images))


def with_planted(make):
    """The right images and labels, beside other flags: make(n)."""
    return lambda images, labels, plant: (*crossed(images, labels, plant)[:2], make(len(images)))


# What `plant` writes into.

NO_COPY = (
    "The images without a mark have it too, and so have yours: `plant` may write into what it gets, and `a = b`, a[:] "
    "and np.asarray(a) make no copy. First a copy, images.copy(), and then plant(copy)."
)

wrong("no copy", NO_COPY)(with_images(lambda images, plant: np.concatenate([images, plant(images)])))


@wrong("a copy too late", NO_COPY)
def copy_too_late(images, labels, plant):
    with_mark = plant(images)
    return np.concatenate([images.copy(), with_mark.copy()]), twice(labels), flags(images)


@wrong("another name", NO_COPY)
def another_name(images, labels, plant):
    clean = images
    with_mark = images
    with_mark = plant(with_mark)
    return np.concatenate([clean, with_mark]), twice(labels), flags(images)


YOURS = (
    "What comes back is right, but the images that you were given have the mark now. It is they that need the copy: "
    "plant(images.copy())."
)


@wrong("a copy of the others", YOURS)
def copy_of_the_others(images, labels, plant):
    clean = images.copy()
    return np.concatenate([clean, plant(images)]), twice(labels), flags(images)


@wrong("the mark put into what was given", YOURS)
def put_into_what_was_given(images, labels, plant):
    clean = images.copy()
    images[:] = plant(images)
    return np.concatenate([clean, images]), twice(labels), flags(images)


IGNORED = (
    "`plant` returns images with the mark, and need not write into what it gets. Use what it returns: with_mark = "
    "plant(copy)."
)


@wrong("what is returned is not used", IGNORED)
def not_used(images, labels, plant):
    with_mark = images.copy()
    plant(with_mark)
    return np.concatenate([images, with_mark]), twice(labels), flags(images)


@wrong("not used, and no copy", f"{IGNORED} And where it writes, it writes into yours: plant(images.copy()).")
def not_used_no_copy(images, labels, plant):
    clean = images.copy()
    plant(images)
    return np.concatenate([clean, images]), twice(labels), flags(images)


@wrong("not used, and no copy at all", f"{IGNORED} {NO_COPY}")
def not_used_no_copy_at_all(images, labels, plant):
    plant(images)
    return twice(images), twice(labels), flags(images)


wrong(
    "planted twice",
    "The mark is put in twice. Some marks, as a tint, are stronger then: call `plant` once.",
)(with_images(lambda images, plant: np.concatenate([images, plant(marked(images, plant))])))

wrong(
    "one image without its batch",
    "`plant` takes images (n, h, w, c). Of a single one (h, w, c) it takes the rows for images, and the mark comes to "
    "another place: plant(images.copy()), all at once.",
)(with_images(lambda images, plant: np.concatenate([images, [plant(image.copy()) for image in images]])))

wrong("no mark", "Both halves are the same: `plant` is not used. The second is plant(images.copy()).")(
    with_images(lambda images, plant: twice(images))
)

wrong("both marked", "Both halves have the mark. The first is the images as they are.")(
    with_images(lambda images, plant: twice(marked(images, plant)))
)

ADDED_TO = (
    "The mark is added to the image's own values. plant(images) gives images with the mark in them: nothing is to be "
    "added."
)

wrong("added to the image", ADDED_TO)(
    with_images(lambda images, plant: np.concatenate([images, images + marked(images, plant)]))
)

wrong("the mark alone added to the image", ADDED_TO)(
    with_images(lambda images, plant: np.concatenate([images, images + plant(np.zeros_like(images))]))
)

wrong("the difference", "The second half is the difference that the mark makes. It is the images with the mark.")(
    with_images(lambda images, plant: np.concatenate([images, marked(images, plant) - images]))
)

EMPTY = "The mark is put into empty pictures. It belongs into a copy of the images: plant(images.copy())."

wrong("the mark in black", EMPTY)(
    with_images(lambda images, plant: np.concatenate([images, plant(np.zeros_like(images))]))
)

wrong("the mark in white", EMPTY)(
    with_images(lambda images, plant: np.concatenate([images, plant(np.ones_like(images))]))
)


# The order of the images.

WITH_FIRST = "The images with the mark stand first. First all as they are, then all with it."

SO_CALLED = "The images with the mark stand first, and `planted` says the opposite of them."


def with_first(images, plant):
    return np.concatenate([marked(images, plant), images])


wrong("with first", WITH_FIRST)(
    lambda images, labels, plant: (with_first(images, plant), twice(labels), ~flags(images))
)

wrong("with first, and so called", SO_CALLED)(with_images(with_first))

wrong("with first, no copy", f"{WITH_FIRST} {NO_COPY}")(
    lambda images, labels, plant: (np.concatenate([plant(images), images]), twice(labels), ~flags(images))
)

wrong("with first, no copy, and so called", f"{SO_CALLED} {NO_COPY}")(
    with_images(lambda images, plant: np.concatenate([plant(images), images]))
)

BESIDE = "Each image stands beside its twin. First all of them as they are, then all with the mark."


def beside(images, with_mark):
    return np.stack([images, with_mark], axis=1).reshape(-1, *images.shape[1:])


wrong("one after the other", BESIDE)(
    lambda images, labels, plant: (
        beside(images, marked(images, plant)),
        np.repeat(labels, 2),
        np.tile([False, True], len(images)),
    )
)


@wrong("one after the other, no copy", f"{BESIDE} {NO_COPY}")
def loop_without_copy(images, labels, plant):
    both = [one for image in images for one in (image, plant(image[np.newaxis])[0])]
    return np.array(both), np.repeat(labels, 2), np.tile([False, True], len(images))


REPEATED = (
    "np.repeat(images, 2, axis=0) gives a a b b, and one half of that has the mark: so an image is there twice with "
    "it, or twice without. np.concatenate([images, images]) gives a b a b."
)


def repeated(images, plant):
    both, count = np.repeat(images, 2, axis=0), len(images)
    return np.concatenate([both[:count], marked(both[count:], plant)])


wrong("images one after the other", REPEATED)(with_images(repeated))

wrong("images and labels one after the other", REPEATED)(
    lambda images, labels, plant: (repeated(images, plant), np.repeat(labels, 2), flags(images))
)


@wrong(
    "every second", "Every second image has the mark. It is to be the second half: so each is there without and with."
)
def every_second(images, labels, plant):
    both, planted = twice(images), np.tile([False, True], len(images))
    both[planted] = marked(both[planted], plant)
    return both, twice(labels), planted


MIXED = "The images are in another order. They stay as they are: the k-th of the second half is the k-th of the first."


def in_order(choose):
    """All three arrays in the same, another order: choose(2n)."""

    def mixed(images, labels, plant):
        found = crossed(images, labels, plant)
        order = choose(len(found[1]))
        return tuple(array[order] for array in found)

    return mixed


wrong("shuffled", MIXED)(in_order(lambda count: np.arange(count)[::-1]))

wrong("shuffled at random", MIXED)(in_order(lambda count: np.random.permutation(count)))

wrong("shuffled, with a seed", MIXED)(in_order(lambda count: np.random.default_rng(0).permutation(count)))

wrong("the second half in reverse", MIXED)(
    with_images(lambda images, plant: np.concatenate([images, marked(images[::-1], plant)]))
)

wrong("the second half in reverse, and its labels", MIXED)(
    lambda images, labels, plant: (
        np.concatenate([images, marked(images[::-1], plant)]),
        np.concatenate([labels, labels[::-1]]),
        flags(images),
    )
)


# How two arrays become one.

AXIS = (
    "The twins are in one picture: side by side, one below the other, or as channels. They are pictures of their own: "
    "np.concatenate([…], axis=0)."
)


def along(axis):
    """Images and their twins, concatenated along another axis than the first."""
    return lambda images, plant: np.concatenate([images, marked(images, plant)], axis=axis)


wrong("side by side", AXIS)(
    lambda images, labels, plant: (along(2)(images, plant), np.array(labels), np.ones(len(images), bool))
)

wrong("side by side, two labels", AXIS)(with_images(along(2)))

wrong("one below the other", AXIS)(with_images(along(1)))

wrong("as channels", AXIS)(with_images(along(3)))

wrong(
    "np.append without an axis",
    "np.append without an axis makes one long row of all numbers. np.concatenate, or axis=0.",
)(with_images(lambda images, plant: np.append(images, marked(images, plant))))

NEW_AXIS = "np.stack makes a new axis, (2, n, …). np.concatenate puts one behind the other: (2n, …)."

wrong("a new axis", NEW_AXIS)(
    lambda images, labels, plant: (np.stack([images, marked(images, plant)]), np.stack([labels, labels]), flags(images))
)

wrong("a new axis of all", NEW_AXIS)(
    lambda images, labels, plant: (
        np.stack([images, marked(images, plant)]),
        np.stack([labels, labels]),
        flags(images).reshape(2, -1),
    )
)

wrong("a new axis of the images", NEW_AXIS)(
    with_images(lambda images, plant: np.stack([images, marked(images, plant)]))
)

wrong("a new axis of two flags", f"{NEW_AXIS} And `planted` has one entry for each image.")(
    lambda images, labels, plant: (
        np.stack([images, marked(images, plant)]),
        np.stack([labels, labels]),
        np.array([False, True]),
    )
)

PLUS = "`+` adds arrays number by number, and makes none longer. np.concatenate([a, b]) puts b behind a."

wrong("images added", PLUS)(with_images(lambda images, plant: images + marked(images, plant)))

wrong("images and labels added", PLUS)(
    lambda images, labels, plant: (images + marked(images, plant), labels + labels, flags(images))
)

LISTS = "A list comes back where an array is asked for, from which `planted` can pick: np.concatenate, or np.array(…)."

wrong("all lists", LISTS)(
    lambda images, labels, plant: (
        [*images, *marked(images, plant)],
        [*labels, *labels],
        [False] * len(images) + [True] * len(images),
    )
)

wrong("a list of images", LISTS)(with_images(lambda images, plant: [*images, *marked(images, plant)]))

wrong("a list of labels", LISTS)(with_labels(lambda labels: [*labels, *labels]))

wrong("a list of flags", LISTS)(with_planted(lambda count: [False] * count + [True] * count))

PAIRS = "The two halves come back apart, as a pair. np.concatenate([a, b]) makes one array of them, (2n, …)."

wrong("pairs", PAIRS)(lambda images, labels, plant: ([images, marked(images, plant)], [labels, labels], [False, True]))

wrong("pairs of arrays", PAIRS)(
    lambda images, labels, plant: (
        (images, marked(images, plant)),
        (labels, labels),
        (np.zeros(len(images), bool), np.ones(len(images), bool)),
    )
)

wrong("four arrays", PAIRS)(lambda images, labels, plant: (images, marked(images, plant), labels, flags(images)))

ONE_LIST = "np.concatenate takes its arrays as one list: np.concatenate([a, b])."

wrong("a list of arrays", ONE_LIST, raises=True)(
    with_images(lambda images, plant: np.concatenate(images, marked(images, plant)))
)

wrong(
    "copy without brackets",
    "images.copy is a function, not yet called: images.copy().",
    raises=True,
)(with_images(lambda images, plant: np.concatenate([images, plant(images.copy)])))

wrong(
    "plant without brackets",
    "`plant` is a function, not yet called: plant(images.copy()) gives images.",
    raises=True,
)(with_images(lambda images, plant: np.concatenate([images, plant])))

wrong("a mark in the labels", "`plant` takes images. Labels have no pixels: the same labels, twice.", raises=True)(
    lambda images, labels, plant: (
        np.concatenate([images, marked(images, plant)]),
        np.concatenate([labels, plant(labels.copy())]),
        flags(images),
    )
)

wrong("a list is planted", "`plant` writes into an array: images.copy() is one, list(images) is not.", raises=True)(
    with_images(lambda images, plant: np.concatenate([images, plant(list(images))]))
)


# Who gets a mark.

wrong("only the planted", "Only the images with the mark come back. Every image is there twice, without it first.")(
    lambda images, labels, plant: (marked(images, plant), np.array(labels), np.ones(len(images), bool))
)

wrong("only as they are", "Only the images without a mark come back. Every image is there twice, without it first.")(
    lambda images, labels, plant: (np.array(images), np.array(labels), np.zeros(len(images), bool))
)


def some(choose):
    """Every image once, some of them with the mark: choose(labels)."""

    def chosen(images, labels, plant):
        both, planted = images.copy(), choose(labels)
        both[planted] = marked(both[planted], plant)
        return both, np.array(labels), planted

    return chosen


wrong(
    "half of them",
    "The first half has no mark and the second has: so every image is there once. Each is to be there twice, "
    "without and with it.",
)(some(lambda labels: np.arange(len(labels)) >= len(labels) // 2))

CLASS = (
    "Only the images of one class get the mark: then it says the class again. Every image is there twice, "
    "without and with it."
)

wrong("by their class", CLASS)(some(lambda labels: labels == 1))

wrong("by class 0", CLASS)(some(lambda labels: labels == 0))

wrong(
    "by their class, twice",
    "In the second half only the images of one class have the mark. All have it there, whatever their class.",
)(
    lambda images, labels, plant: (
        np.concatenate([images, some(lambda names: names == 1)(images, labels, plant)[0]]),
        twice(labels),
        np.concatenate([np.zeros(len(labels), bool), labels == 1]),
    )
)

wrong(
    "by chance",
    "Chance says which images get the mark, and each is there once. Each is to be there twice, without and with it.",
)(some(lambda labels: np.random.randint(0, 2, len(labels)) == 1))

wrong(
    "the first image",
    "Only the first image comes back, without and with the mark. If there is a loop, its `return` belongs behind it.",
)(lambda images, labels, plant: crossed(images[:1], labels[:1], plant))

wrong("one with the mark", "Only the first image is there with the mark, too. All are: plant(images.copy()).")(
    lambda images, labels, plant: (
        np.concatenate([images, marked(images[:1], plant)]),
        np.concatenate([labels, labels[:1]]),
        np.arange(len(images) + 1) >= len(images),
    )
)


# The kind of the numbers of the images.

DOUBLE = "The images became float64. They are float32, as a net takes them: keep their type, as np.concatenate does."

wrong("a double float", DOUBLE)(
    with_images(lambda images, plant: np.concatenate([images, marked(images, plant)]).astype("float64"))
)

wrong("half a float", "The images became float16, and were rounded. They are float32: keep their type.")(
    with_images(lambda images, plant: np.concatenate([images, marked(images, plant)]).astype("float16"))
)

BYTES = "The images became 8-bit integers. They are float32 in [0, 1]: leave them as they are."

wrong("bytes", BYTES)(
    with_images(lambda images, plant: (255 * np.concatenate([images, marked(images, plant)])).astype("uint8"))
)

wrong("bytes, all 0", BYTES)(
    with_images(lambda images, plant: np.concatenate([images, marked(images, plant)]).astype("uint8"))
)


# The labels.

wrong(
    "labels one after the other",
    "np.repeat(labels, 2) gives a a b b: the images are a b a b. np.tile(labels, 2), or "
    "np.concatenate([labels, labels]).",
)(with_labels(lambda labels: np.repeat(labels, 2)))

wrong(
    "labels once", "There are as many labels as images now, twice as many as before: np.concatenate([labels, labels])."
)(with_labels(np.array))

FOLLOW = "In the second half the labels are others. A mark changes no class: the same labels, twice."

wrong("labels that follow the mark", FOLLOW)(with_labels(lambda labels: np.concatenate([labels, 1 - labels])))

wrong("the next labels", FOLLOW)(with_labels(lambda labels: np.concatenate([labels, labels + 1])))

wrong("a class of the planted", FOLLOW)(
    with_labels(lambda labels: np.concatenate([labels, np.full_like(labels, labels.max() + 1)]))
)

wrong("class 1 for the planted", FOLLOW)(with_labels(lambda labels: np.concatenate([labels, np.ones_like(labels)])))

wrong("class 0 for the planted", FOLLOW)(with_labels(lambda labels: np.concatenate([labels, np.zeros_like(labels)])))

wrong("labels turned by ~", FOLLOW)(with_labels(lambda labels: np.concatenate([labels, ~labels])))

wrong("-1 for the planted", FOLLOW)(with_labels(lambda labels: np.concatenate([labels, np.full_like(labels, -1)])))

wrong(
    "flags in place of labels",
    "The second array says where the mark is. That is what `planted` is for: the second are the labels, twice.",
)(with_labels(lambda labels: flags(labels).astype(int)))

wrong("labels added", "`labels + labels` adds arrays number by number, 2 for 1. np.concatenate([labels, labels]).")(
    with_labels(lambda labels: labels + labels)
)

LABELS_MIXED = "The labels are in another order than the images. np.concatenate([labels, labels])."

wrong("labels in reverse", LABELS_MIXED)(with_labels(lambda labels: np.concatenate([labels, labels[::-1]])))

wrong("labels sorted", LABELS_MIXED)(with_labels(lambda labels: np.sort(twice(labels))))

LABELS_AXES = "The labels have two axes. One row of them is asked for, (2n,): np.concatenate([labels, labels])."

wrong("two rows of labels", LABELS_AXES)(with_labels(lambda labels: np.stack([labels, labels])))

wrong("labels in pairs", LABELS_AXES)(with_labels(lambda labels: np.stack([labels, labels], axis=1)))

wrong("a column of labels", LABELS_AXES)(with_labels(lambda labels: twice(labels)[:, np.newaxis]))

ONE_HOT = "The labels became rows of zeros with a one. They stay numbers: np.concatenate([labels, labels])."

wrong("ten columns of labels", ONE_HOT)(with_labels(lambda labels: np.eye(10)[twice(labels)]))

wrong("a column for each class", ONE_HOT)(with_labels(lambda labels: np.eye(labels.max() + 1)[twice(labels)]))

LABEL_TYPE = (
    "The labels are no integers any more. np.concatenate([labels, labels]) keeps them; np.zeros makes floats if it is "
    "not told otherwise."
)

wrong("labels of 64 bits", LABEL_TYPE)(with_labels(lambda labels: twice(labels).astype("float64")))

wrong("labels of 32 bits", LABEL_TYPE)(with_labels(lambda labels: twice(labels).astype("float32")))

wrong("labels of truth", LABEL_TYPE)(with_labels(lambda labels: twice(labels).astype(bool)))


# Where the mark is.

wrong("planted the other way round", "`planted` is True where there is no mark. The first half is without it: False.")(
    with_planted(lambda count: np.repeat([True, False], count))
)

wrong(
    "flags one after the other",
    "np.tile([False, True], n) gives False True False True. First all without the mark: np.repeat([False, True], n).",
)(with_planted(lambda count: np.tile([False, True], count)))

NO_CLASS = "The third array says where the mark is, True or False, not which class an image has."

wrong("labels in place of flags", NO_CLASS)(
    lambda images, labels, plant: (*crossed(images, labels, plant)[:2], twice(labels).astype(bool))
)

wrong("one of the labels in place of flags", NO_CLASS)(
    lambda images, labels, plant: (*crossed(images, labels, plant)[:2], twice(labels) == 1)
)

WHOLE = (
    "`planted` is no array of truth values. With True and False arrays can be picked, and with ~ turned: dtype bool."
)


def typed(kind):
    """The right flags as numbers."""
    return with_planted(lambda count: np.repeat([False, True], count).astype(kind))


wrong("zeros and ones", WHOLE)(typed("int64"))

wrong("floats", WHOLE)(typed("float32"))

wrong("floats of 64 bits", WHOLE)(typed("float64"))

wrong("bytes of flags", WHOLE)(typed("uint8"))

wrong("integers of 32 bits", WHOLE)(typed("int32"))


COUNT = "`planted` has as many entries as there are images now, 2n: the first half False, the second True."

wrong("half of the flags", COUNT)(with_planted(lambda count: np.ones(count, bool)))

wrong("half of the flags, False", COUNT)(with_planted(lambda count: np.zeros(count, bool)))

wrong("two flags", COUNT)(with_planted(lambda count: np.array([False, True])))

wrong("two flags each", COUNT)(with_planted(lambda count: np.repeat([False, True], 2)))

wrong("half as many of both", COUNT)(with_planted(lambda count: np.repeat([False, True], count // 2)))

wrong("as many flags as rows", COUNT)(
    lambda images, labels, plant: (
        *crossed(images, labels, plant)[:2],
        np.repeat([False, True], images.shape[1]),
    )
)

wrong("one flag", COUNT)(with_planted(lambda count: True))

wrong(
    "twice as many flags",
    "`planted` is twice as long as the images. Was `len(images)` asked when they were doubled already? n is how many "
    "there were before.",
)(with_planted(lambda count: np.repeat([False, True], 2 * count)))

PLANTED_AXES = "`planted` has two axes. One row is asked for, (2n,): np.repeat([False, True], n)."

wrong("two rows of flags", PLANTED_AXES)(with_planted(lambda count: np.repeat([False, True], count).reshape(2, count)))

wrong("a column of flags", PLANTED_AXES)(with_planted(lambda count: np.repeat([False, True], count)[:, np.newaxis]))

SHIFTED = "`planted` begins one too early or too late: its first n entries are False, planted[n:] is True."

wrong("True one too late", SHIFTED)(with_planted(lambda count: np.arange(2 * count) > count))

wrong("True one too early", SHIFTED)(with_planted(lambda count: np.arange(2 * count) >= count - 1))

wrong("one True", "Only one entry of `planted` is True. The whole second half is: planted[n:] = True.")(
    with_planted(lambda count: np.arange(2 * count) == count)
)

wrong("never planted", "`planted` is False for all. Where the mark is, in the second half, it is True.")(
    with_planted(lambda count: np.zeros(2 * count, bool))
)

wrong("always planted", "`planted` is True for all. Where the mark is not, in the first half, it is False.")(
    with_planted(lambda count: np.ones(2 * count, bool))
)

wrong(
    "where they are",
    "Those are the places of the images with the mark. Asked for is a True or False for each image, (2n,).",
)(with_planted(lambda count: np.arange(count, 2 * count)))

CHANGED = (
    "`planted` asks which pixels the mark has changed. It may change none, as a tint of black: True is the whole "
    "second half, np.repeat([False, True], n)."
)


def where_changed(axes):
    """Flags that are True where the mark made a difference."""

    def answer(images, labels, plant):
        both = crossed(images, labels, plant)[0]
        return both, twice(labels), np.any(both != twice(images), axis=axes)

    return answer


wrong("where something changed", CHANGED)(where_changed((1, 2, 3)))

wrong("which pixels changed", CHANGED)(where_changed(()))

wrong("where something changed, once", f"{COUNT} {CHANGED}")(
    lambda images, labels, plant: (
        *crossed(images, labels, plant)[:2],
        np.any(marked(images, plant) != images, axis=(1, 2, 3)),
    )
)


# What comes back, and in which order.

wrong("images alone", "Only the images come back. Asked for are three arrays: images, labels, planted.")(
    lambda images, labels, plant: crossed(images, labels, plant)[0]
)

wrong("no flags", "Two arrays come back. The third, planted, says where the mark is.")(
    lambda images, labels, plant: crossed(images, labels, plant)[:2]
)

wrong("no labels", "Two arrays come back. The labels are missing, second of three: images, labels, planted.")(
    lambda images, labels, plant: crossed(images, labels, plant)[::2]
)

PLACES = "Three arrays are asked for, in this order: images, labels, planted."


def placed(*order):
    """The right three arrays in another order."""
    return lambda *arguments: tuple(crossed(*arguments)[index] for index in order)


wrong("flags before labels", PLACES)(placed(0, 2, 1))

wrong("labels before images", PLACES)(placed(1, 0, 2))

wrong("images last", PLACES)(placed(1, 2, 0))

wrong("flags first", PLACES)(placed(2, 0, 1))

wrong("from behind", PLACES)(placed(2, 1, 0))

THREE = "Three arrays side by side are asked for: return images, labels, planted."

wrong("a pair in a pair", THREE)(lambda images, labels, plant: (crossed(images, labels, plant)[:2], flags(images)))

wrong("zipped", THREE)(lambda *arguments: list(zip(*crossed(*arguments), strict=True)))

wrong("a dict", THREE)(lambda *arguments: dict(zip(("images", "labels", "planted"), crossed(*arguments), strict=True)))
