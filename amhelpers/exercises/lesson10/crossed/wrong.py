"""Exercise 10.3, `crossed`: the wrong answers that are recognised, each with its hint."""

import numpy as np

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson10.crossed.right import crossed

__all__ = ["wrong"]

wrong = WrongAnswers()


def flags(images):
    return np.repeat([False, True], len(images))


def twice(labels):
    return np.concatenate([labels, labels])


def marked(images, plant):
    return plant(images.copy())


NO_COPY = (
    "The images without a mark have it too, and so have yours: `plant` may write into what it gets, and `a = "
    "b` makes no "
    "copy. First a copy, images.copy(), and then plant(copy)."
)

wrong("no copy", NO_COPY)(
    lambda images, labels, plant: (np.concatenate([images, plant(images)]), twice(labels), flags(images))
)


@wrong("a copy too late", NO_COPY)
def copy_too_late(images, labels, plant):
    with_mark = plant(images)
    return np.concatenate([images.copy(), with_mark.copy()]), twice(labels), flags(images)


@wrong("another name", NO_COPY)
def another_name(images, labels, plant):
    clean = images
    with_mark = images
    with_mark = plant(with_mark)
    return np.concatenate([clean, with_mark]), twice(labels), np.array(flags(images).tolist())


wrong("with first", "The images with the mark stand first. First all as they are, then all with it.")(
    lambda images, labels, plant: (np.concatenate([marked(images, plant), images]), twice(labels), ~flags(images))
)

wrong("planted the other way round", "`planted` is True where there is no mark. The first half is without it: False.")(
    lambda images, labels, plant: (crossed(images, labels, plant)[0], twice(labels), ~flags(images))
)

wrong("with first, and so called", "The images with the mark stand first, and `planted` says the opposite of them.")(
    lambda images, labels, plant: (np.concatenate([marked(images, plant), images]), twice(labels), flags(images))
)


@wrong(
    "one after the other", "Each image stands beside its twin. First all of them as they are, then all with the mark."
)
def interleaved(images, labels, plant):
    both = np.stack([images, marked(images, plant)], axis=1).reshape(-1, *images.shape[1:])
    return both, np.repeat(labels, 2), np.tile([False, True], len(images))


@wrong(
    "labels one after the other",
    "np.repeat(labels, 2) gives a a b b: the images are a b a b. np.tile(labels, 2), or "
    "np.concatenate([labels, labels]).",
)
def labels_repeated(images, labels, plant):
    return crossed(images, labels, plant)[0], np.repeat(labels, 2), flags(images)


@wrong(
    "flags one after the other",
    "np.tile([False, True], n) gives False True False True. First all without the mark: np.repeat([False, True], n).",
)
def flags_tiled(images, labels, plant):
    return crossed(images, labels, plant)[0], twice(labels), np.tile([False, True], len(images))


@wrong(
    "labels once", "There are as many labels as images now, twice as many as before: np.concatenate([labels, labels])."
)
def labels_once(images, labels, plant):
    return crossed(images, labels, plant)[0], np.array(labels), flags(images)


@wrong("only the planted", "Only the images with the mark come back. Every image is there twice, without it first.")
def only_planted(images, labels, plant):
    return marked(images, plant), np.array(labels), np.ones(len(images), bool)


@wrong(
    "half of them",
    "The first half has no mark and the second has: so every image is there once. Each is to be there twice, "
    "without and with it.",
)
def half_of_them(images, labels, plant):
    half = len(images) // 2
    both = np.concatenate([images[:half], plant(images[half:].copy())])
    return both, np.array(labels), np.arange(len(images)) >= half


@wrong(
    "by their class",
    "Only the images of one class get the mark: then it says the class again. Every image is there twice, "
    "without and with it.",
)
def by_class(images, labels, plant):
    both = images.copy()
    both[labels == 1] = plant(both[labels == 1].copy())
    return both, np.array(labels), labels == 1


@wrong(
    "labels that follow the mark",
    "The images with the mark got another label. A mark changes no digit: the same labels, twice.",
)
def labels_follow(images, labels, plant):
    return crossed(images, labels, plant)[0], np.concatenate([labels, 1 - labels]), flags(images)


@wrong(
    "labels in place of flags", "The third array says where the mark is, True or False, not which class an image has."
)
def labels_as_flags(images, labels, plant):
    return crossed(images, labels, plant)[0], twice(labels), twice(labels).astype(bool)


WHOLE = "`planted` is an array of 0 and 1. Asked for are truth values, with which arrays can be picked: dtype bool."

wrong("zeros and ones", WHOLE)(
    lambda images, labels, plant: (crossed(images, labels, plant)[0], twice(labels), flags(images).astype(int))
)

wrong("floats", WHOLE)(
    lambda images, labels, plant: (crossed(images, labels, plant)[0], twice(labels), flags(images).astype("float32"))
)

wrong(
    "half of the flags",
    "`planted` has as many entries as there are images now, 2n: the first half False, the second True.",
)(lambda images, labels, plant: (crossed(images, labels, plant)[0], twice(labels), np.ones(len(images), bool)))

wrong("never planted", "`planted` is False for all. Where the mark is, in the second half, it is True.")(
    lambda images, labels, plant: (crossed(images, labels, plant)[0], twice(labels), np.zeros(2 * len(images), bool))
)

wrong("a double float", "The images became float64. They are float32, as a net takes them: keep their type.")(
    lambda images, labels, plant: (crossed(images, labels, plant)[0].astype("float64"), twice(labels), flags(images))
)

wrong("no mark", "Both halves are the same: `plant` is not used. The second is plant(images.copy()).")(
    lambda images, labels, plant: (np.concatenate([images, images]), twice(labels), flags(images))
)

wrong("both marked", "Both halves have the mark. The first is the images as they are.")(
    lambda images, labels, plant: (np.concatenate(2 * [marked(images, plant)]), twice(labels), flags(images))
)

wrong("a new axis", "np.stack makes a new axis, (2, n, …). np.concatenate puts one behind the other: (2n, …).")(
    lambda images, labels, plant: (np.stack([images, marked(images, plant)]), np.stack([labels, labels]), flags(images))
)

wrong(
    "side by side",
    "The twins stand side by side in one picture. They are two: concatenate along the first axis, axis=0.",
)(
    lambda images, labels, plant: (
        np.concatenate([images, marked(images, plant)], axis=2),
        np.array(labels),
        np.ones(len(images), bool),
    )
)

wrong("labels added", "`labels + labels` adds arrays number by number, 2 for 1. np.concatenate([labels, labels]).")(
    lambda images, labels, plant: (crossed(images, labels, plant)[0], labels + labels, flags(images))
)

wrong(
    "added to the image",
    "The mark is added to the image's own values. plant(images) gives images with the mark in them.",
)(
    lambda images, labels, plant: (
        np.concatenate([images, images + marked(images, plant)]),
        twice(labels),
        flags(images),
    )
)

wrong("images alone", "Only the images come back. Asked for are three arrays: images, labels, planted.")(
    lambda images, labels, plant: crossed(images, labels, plant)[0]
)

wrong("no flags", "Two arrays come back. The third, planted, says where the mark is.")(
    lambda images, labels, plant: crossed(images, labels, plant)[:2]
)


@wrong(
    "shuffled",
    "The images are in another order. They stay as they are: the k-th of the second half is the k-th of the first.",
)
def shuffled(images, labels, plant):
    both, names, planted = crossed(images, labels, plant)
    order = np.arange(len(both))[::-1]
    return both[order], names[order], planted[order]


wrong("a list of arrays", "np.concatenate takes its arrays as one list: np.concatenate([a, b]).", raises=True)(
    lambda images, labels, plant: (np.concatenate(images, plant(images.copy())), twice(labels), flags(images))
)
