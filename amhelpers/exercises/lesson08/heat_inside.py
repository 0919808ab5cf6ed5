"""Exercise 8.4, `heat_inside`: how much of a heat map lies in a box."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.lesson08 import boxes
from amhelpers.exercises.lesson08.boxes import above, in_box, share, with_box
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def heat_inside(heat, box):
    top, left, bottom, right = box
    return float(heat[top:bottom, left:right].sum() / heat.sum())


def after_relu():
    """A map that is cold over half of its area, as Grad-CAM's often are."""
    return np.maximum(noise(7, 9, seed=1) - 0.5, 0)


SUM = "That is the heat in the box. Asked for is the share: divide by the heat of the whole map, heat.sum()."
MEAN = "That is the mean heat in the box, which does not know how large the box is. Divide its sum by the sum of all."
DENSITY = (
    "You divide mean by mean: how much hotter the box is than the map, which is no share. A sum by a sum is asked for."
)
MAXIMUM = "You compare the hottest pixels. All the heat counts: divide sums, not maxima."
BY_MAXIMUM = "You divide by the hottest pixel. The share is of all the heat: divide by heat.sum()."
BY_AREA = "You divide by a number of pixels. The share is of the heat: divide by heat.sum()."
AREA = "That is the share of the area, whatever the heat. Add up the heat in the box, heat[top:bottom, left:right]."
SWAPPED = (
    "Rows and columns are exchanged. The box is (top, left, bottom, right), and the rows come first in an array: "
    "heat[top:bottom, left:right]."
)
SIDES = (
    "The box is (top, left, bottom, right): two corners, the upper left and the lower right. You take it as (top, "
    "bottom, left, right)."
)
SIZE = (
    "The last two numbers of the box are places, bottom and right, not its height and width. Do not add top and left."
)
INCLUDED = "You take one row and one column too many. Bottom and right are not included, as in heat[top:bottom]."
FROM_ONE = "You begin one row and one column too early, as if pixels were counted from 1. NumPy counts from 0."
LATE = "You leave out the first row and the first column of the box. Top and left are included."
EARLY = "You leave out the last row and the last column of the box. heat[top:bottom] ends before bottom by itself."
BELOW = "You count the rows from below. Row 0 is the uppermost, and top is less than bottom: heat[top:bottom]."
OUTSIDE = "That is the share outside of the box. Inside is asked for."
RATIO = "You divide by the heat outside of the box. The share is of all the heat: divide by heat.sum()."
INVERSE = "That is the whole divided by the part. The other way round it is a share."
PERCENT = "A share is between 0 and 1, without per cent."
COUNT = (
    "You count pixels that are hot, and weak and strong ones count the same. Add up the heat itself: "
    "heat[top:bottom, left:right].sum() / heat.sum()."
)
HOTTEST = "You look where the hottest pixel is. All the heat counts: the sum in the box, divided by the sum of all."
SQUARED = "You square the heat, so that the hottest pixels count for more. Add it up as it is."
ARRAY = "That is an array. One number is asked for: the sum over rows and columns of the box."
PLACE = "The share is right, but your function changes the heat that it was given. Compute with a copy."
CHAINED = "The second pair of brackets cuts rows again. One pair cuts rows and columns: heat[top:bottom, left:right]."
INDEX = "A heat map has two axes, rows and columns, and each takes a slice: heat[top:bottom, left:right]."
PYTHON = "Python's own sum adds up rows, and an array is left. heat.sum() adds up everything."
WHOLE = "// leaves the whole part of the quotient, 0. Divide by /."
MINIMUM = "You subtract the minimum first, which takes away heat. Add it up as it is."
ROUNDED = "You round. The share itself is asked for."

EXERCISE = Exercise(
    number="8.4",
    title="How much of the heat is in the box",
    function="heat_inside",
    reference=heat_inside,
    tolerance=1e-4,
    probes=(
        Probe("a box in the middle", lambda: (noise(7, 9), (1, 2, 4, 7))),
        Probe("a map that is half cold", lambda: (after_relu(), (2, 3, 6, 5))),
        Probe("a box up to the corner", lambda: (3 * noise(6, 5, seed=2), (2, 1, 6, 5))),
        Probe("a box without heat", lambda: (np.eye(5, 6, dtype="float32"), (0, 3, 2, 6))),
    ),
    compared="the share in four boxes, one up to the corner, one without heat; the heat stays as it is.",
    hints=(
        "top, left, bottom, right = box. heat[top:bottom, left:right] is what lies in it: rows first.",
        "The share is one sum divided by another: that in the box, and that of the whole map.",
    ),
    alternatives=(
        boxes.by_mask,
        boxes.by_loop,
        boxes.by_tensorflow,
        lambda heat, box: (
            np.float64(np.mean(heat[box[0] : box[2], box[1] : box[3]]))
            * (box[2] - box[0])
            * (box[3] - box[1])
            / heat.sum()
        ),
        lambda heat, box: (heat / heat.sum())[slice(box[0], box[2]), slice(box[1], box[3])].sum(),
    ),
    misconceptions=(
        Misconception("the sum", lambda heat, box: in_box(heat, box), SUM),
        Misconception("the mean", lambda heat, box: in_box(heat, box, np.mean), MEAN),
        Misconception("mean by mean", lambda heat, box: in_box(heat, box, np.mean) / float(heat.mean()), DENSITY),
        Misconception("maximum by maximum", lambda heat, box: in_box(heat, box, np.max) / float(heat.max()), MAXIMUM),
        Misconception("by the maximum", lambda heat, box: in_box(heat, box) / float(heat.max()), BY_MAXIMUM),
        Misconception("by the area", lambda heat, box: in_box(heat, box) / heat.size, BY_AREA),
        Misconception("sum by mean", lambda heat, box: in_box(heat, box) / float(heat.mean()), DENSITY),
        Misconception("area", lambda heat, box: share(np.ones_like(heat), box), AREA),
        Misconception("exchanged", with_box(lambda top, left, bottom, right: (left, top, right, bottom)), SWAPPED),
        Misconception("pairs", with_box(lambda top, left, bottom, right: (top, bottom, left, right)), SIDES),
        Misconception(
            "height and width", with_box(lambda top, left, height, width: (top, left, top + height, left + width)), SIZE
        ),
        Misconception(
            "x, y, width, height",
            with_box(lambda left, top, width, height: (top, left, top + height, left + width)),
            f"{SWAPPED} {SIZE}",
        ),
        Misconception("ends included", with_box(lambda t, l, b, r: (t, l, b + 1, r + 1)), INCLUDED),  # noqa: E741
        Misconception("from 1 on", with_box(lambda t, l, b, r: (max(t - 1, 0), max(l - 1, 0), b, r)), FROM_ONE),  # noqa: E741
        Misconception("counted from 1", with_box(lambda *box: [max(at - 1, 0) for at in box]), FROM_ONE),
        Misconception("begins late", with_box(lambda t, l, b, r: (t + 1, l + 1, b, r)), LATE),  # noqa: E741
        Misconception("ends early", with_box(lambda t, l, b, r: (t, l, b - 1, r - 1)), EARLY),  # noqa: E741
        Misconception("from below", boxes.from_below, BELOW),
        Misconception("turned over", lambda heat, box: share(heat[::-1], box), BELOW),
        Misconception("outside", lambda heat, box: 1 - share(heat, box), OUTSIDE),
        Misconception("inside by outside", lambda heat, box: share(heat, box) / (1 - share(heat, box)), RATIO),
        Misconception("inverse", lambda heat, box: float(heat.sum() / np.float32(in_box(heat, box))), INVERSE),
        Misconception("per cent", lambda heat, box: 100 * share(heat, box), PERCENT),
        Misconception("not zero", lambda heat, box: share((heat != 0).astype("float32"), box), COUNT),
        Misconception("above a half", lambda heat, box: above(heat, box, 0.5), COUNT),
        Misconception("above half of the maximum", lambda heat, box: above(heat, box, heat.max() / 2), COUNT),
        Misconception("above the mean", lambda heat, box: above(heat, box, heat.mean()), COUNT),
        Misconception("not zero in the box", lambda heat, box: in_box(heat != 0, box, np.mean), COUNT),
        Misconception("hottest pixel", lambda heat, box: above(heat, box, heat.max()), HOTTEST),
        Misconception("squared", lambda heat, box: share(heat**2, box), SQUARED),
        Misconception("for each column", lambda heat, box: heat[box[0] : box[2], box[1] : box[3]].sum(0), ARRAY),
        Misconception("the part", lambda heat, box: heat[box[0] : box[2], box[1] : box[3]] / heat.sum(), ARRAY),
        Misconception("divided in place", boxes.normalized_in_place, PLACE),
        Misconception("cut in place", boxes.cut_in_place, PLACE),
        Misconception("two pairs of brackets", boxes.chained, CHAINED),
        Misconception("the box as an index", lambda heat, box: heat[box].sum() / heat.sum(), INDEX),
        Misconception(
            "Python's sum", lambda heat, box: sum(heat[box[0] : box[2], box[1] : box[3]]) / sum(heat), PYTHON
        ),
        Misconception("//", lambda heat, box: float(in_box(heat, box) // float(heat.sum())), WHOLE),
        Misconception("minimum to 0", lambda heat, box: share(heat - heat.min(), box), MINIMUM),
        Misconception("an array of one", lambda heat, box: np.array([share(heat, box)]), ARRAY),
        Misconception("rounded to per cent", lambda heat, box: round(share(heat, box), 2), ROUNDED),
        Misconception("rounded", lambda heat, box: round(share(heat, box), 1), ROUNDED),
    ),
)
