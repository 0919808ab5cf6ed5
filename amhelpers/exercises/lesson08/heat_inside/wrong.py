"""Exercise 8.4, `heat_inside`: the wrong answers that are recognised, each with its hint."""

import numpy as np

from amhelpers.checks.exercise import WrongAnswers

__all__ = ["wrong"]

wrong = WrongAnswers()


def in_box(heat, box, of=np.sum):
    top, left, bottom, right = box
    return float(of(heat[top:bottom, left:right]))


wrong(
    "the sum", "That is the heat in the box. Asked for is the share: divide by the heat of the whole map, heat.sum()."
)(lambda heat, box: in_box(heat, box))

wrong(
    "the mean",
    "That is the mean heat in the box, which does not know how large the box is. Divide its sum by the sum of all.",
)(lambda heat, box: in_box(heat, box, np.mean))

DENSITY = (
    "There is a mean where a sum belongs: how much hotter the box is than the map is no share. Divide a sum by a sum."
)

wrong("mean by mean", DENSITY)(lambda heat, box: in_box(heat, box, np.mean) / float(heat.mean()))

wrong("maximum by maximum", "You compare the hottest pixels. All the heat counts: divide sums, not maxima.")(
    lambda heat, box: in_box(heat, box, np.max) / float(heat.max())
)

wrong("by the maximum", "You divide by the hottest pixel. The share is of all the heat: divide by heat.sum().")(
    lambda heat, box: in_box(heat, box) / float(heat.max())
)

wrong("by the area", "You divide by a number of pixels. The share is of the heat: divide by heat.sum().")(
    lambda heat, box: in_box(heat, box) / heat.size
)

wrong("sum by mean", DENSITY)(lambda heat, box: in_box(heat, box) / float(heat.mean()))


def share(heat, box):
    """The right answer, for the wrong ones to begin with."""
    return in_box(heat, box) / float(np.sum(heat))


wrong(
    "area",
    "That is the share of the area, whatever the heat. Add up the heat in the box, heat[top:bottom, left:right].",
)(lambda heat, box: share(np.ones_like(heat), box))

SWAPPED = (
    "Rows and columns are exchanged. The box is (top, left, bottom, right), and the rows come first in an array: "
    "heat[top:bottom, left:right]."
)


def with_box(change):
    """The right share, of another box."""
    return lambda heat, box: share(heat, change(*box))


wrong("exchanged", SWAPPED)(with_box(lambda top, left, bottom, right: (left, top, right, bottom)))

wrong(
    "pairs",
    "The box is (top, left, bottom, right): two corners, the upper left and the lower right. You take it as (top, "
    "bottom, left, right).",
)(with_box(lambda top, left, bottom, right: (top, bottom, left, right)))

SIZE = (
    "The last two numbers of the box are places, bottom and right, not its height and width. Do not add top and left."
)

wrong("height and width", SIZE)(with_box(lambda top, left, height, width: (top, left, top + height, left + width)))

wrong("x, y, width, height", f"{SWAPPED} {SIZE}")(
    with_box(lambda left, top, width, height: (top, left, top + height, left + width))
)

wrong(
    "ends included",
    "You take one row and one column too many. Bottom and right are not included, as in heat[top:bottom].",
)(with_box(lambda top, left, bottom, right: (top, left, bottom + 1, right + 1)))

FROM_ONE = "You begin one row and one column too early, as if pixels were counted from 1. NumPy counts from 0."

wrong("from 1 on", FROM_ONE)(
    with_box(lambda top, left, bottom, right: (max(top - 1, 0), max(left - 1, 0), bottom, right))
)

wrong("counted from 1", FROM_ONE)(with_box(lambda *box: [max(at - 1, 0) for at in box]))

wrong("begins late", "You leave out the first row and the first column of the box. Top and left are included.")(
    with_box(lambda top, left, bottom, right: (top + 1, left + 1, bottom, right))
)

wrong(
    "ends early",
    "You leave out the last row and the last column of the box. heat[top:bottom] ends before bottom by itself.",
)(with_box(lambda top, left, bottom, right: (top, left, bottom - 1, right - 1)))

BELOW = "You count the rows from below. Row 0 is the uppermost, and top is less than bottom: heat[top:bottom]."


@wrong("from below", BELOW)
def from_below(heat, box):
    top, left, bottom, right = box
    return share(heat, (len(heat) - bottom, left, len(heat) - top, right))


wrong("turned over", BELOW)(lambda heat, box: share(heat[::-1], box))

wrong("outside", "That is the share outside of the box. Inside is asked for.")(lambda heat, box: 1 - share(heat, box))

wrong(
    "inside by outside",
    "You divide by the heat outside of the box. The share is of all the heat: divide by heat.sum().",
)(lambda heat, box: share(heat, box) / (1 - share(heat, box)))

wrong("inverse", "That is the whole divided by the part. The other way round it is a share.")(
    lambda heat, box: float(heat.sum() / np.float32(in_box(heat, box)))
)

wrong("per cent", "A share is between 0 and 1, without per cent.")(lambda heat, box: 100 * share(heat, box))

COUNT = (
    "You count pixels that are hot, and weak and strong ones count the same. Add up the heat itself: "
    "heat[top:bottom, left:right].sum() / heat.sum()."
)

wrong("not zero", COUNT)(lambda heat, box: share((heat != 0).astype("float32"), box))


def above(heat, box, least):
    """The share of the pixels that are at least so hot which lie in the box."""
    return share((heat >= least).astype("float32"), box)


wrong("above a half", COUNT, raises=True)(lambda heat, box: above(heat, box, 0.5))

wrong("above half of the maximum", COUNT)(lambda heat, box: above(heat, box, heat.max() / 2))

wrong("above the mean", COUNT)(lambda heat, box: above(heat, box, heat.mean()))

wrong("not zero in the box", COUNT)(lambda heat, box: in_box(heat != 0, box, np.mean))

wrong(
    "hottest pixel",
    "You look where the hottest pixel is. All the heat counts: the sum in the box, divided by the sum of all.",
)(lambda heat, box: above(heat, box, heat.max()))

wrong("squared", "You square the heat, so that the hottest pixels count for more. Add it up as it is.")(
    lambda heat, box: share(heat**2, box)
)

ARRAY = "That is an array. One number is asked for: the sum over rows and columns of the box."

wrong("for each column", ARRAY)(lambda heat, box: heat[box[0] : box[2], box[1] : box[3]].sum(0))

wrong("the part", ARRAY)(lambda heat, box: heat[box[0] : box[2], box[1] : box[3]] / heat.sum())

PLACE = "The share is right, but your function changes the heat that it was given. Compute with a copy."


@wrong("divided in place", PLACE)
def normalized_in_place(heat, box):
    heat /= heat.sum()
    return in_box(heat, box)


@wrong("cut in place", PLACE)
def cut_in_place(heat, box):
    total = heat.sum()
    heat[: box[0]] = heat[box[2] :] = 0
    heat[:, : box[1]] = heat[:, box[3] :] = 0
    return heat.sum() / total


@wrong(
    "two pairs of brackets",
    "The second pair of brackets cuts rows again. One pair cuts rows and columns: heat[top:bottom, left:right].",
)
def chained(heat, box):
    return float(heat[box[0] : box[2]][box[1] : box[3]].sum() / heat.sum())


wrong(
    "the box as an index",
    "A heat map has two axes, rows and columns, and each takes a slice: heat[top:bottom, left:right].",
    raises=True,
)(lambda heat, box: heat[box].sum() / heat.sum())

wrong(
    "Python's sum", "Python's own sum adds up rows, and an array is left. heat.sum() adds up everything.", raises=True
)(lambda heat, box: sum(heat[box[0] : box[2], box[1] : box[3]]) / sum(heat))

wrong("//", "// leaves the whole part of the quotient, 0. Divide by /.")(
    lambda heat, box: float(in_box(heat, box) // float(heat.sum()))
)

wrong("minimum to 0", "You subtract the minimum first, which takes away heat. Add it up as it is.")(
    lambda heat, box: share(heat - heat.min(), box)
)

wrong("an array of one", ARRAY)(lambda heat, box: np.array([share(heat, box)]))

ROUNDED = "You round. The share itself is asked for."

wrong("rounded to per cent", ROUNDED)(lambda heat, box: round(share(heat, box), 2))

wrong("rounded", ROUNDED)(lambda heat, box: round(share(heat, box), 1))
