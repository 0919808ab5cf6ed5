"""Exercise 6.2, `channel_grid`: all feature maps of a layer in one picture."""

import math

import numpy as np

from amhelpers.activations import channel_grid as course
from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.lesson06 import grids
from amhelpers.exercises.lesson06.grids import changed, laid_out, scaled
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]


def channel_grid(activation, columns=16):
    height, width, count = activation.shape
    rows = math.ceil(count / columns)
    grid = np.zeros((rows * height, columns * width))
    for channel in range(count):
        row, column = divmod(channel, columns)
        one = activation[..., channel] - activation[..., channel].min()
        if one.max() > 0:
            one = one / one.max()
        grid[row * height : (row + 1) * height, column * width : (column + 1) * width] = one
    return grid


def maps(height, width, count, seed=0):
    """Feature maps after ReLU: some values zero, the second map constant, the ranges different."""
    found = np.maximum(arrays(height, width, count, seed=seed), 0) * np.arange(1, count + 1, dtype="float32") + 0.5
    if count > 1:
        found[..., 1] = 3.0
    return found


def by_one_range(activation, columns=16):
    low, high = activation.min(), activation.max()
    return laid_out(activation, columns, scale=lambda one: (one - low) / (high - low))


def in_place(activation, columns=16):
    for channel in range(activation.shape[-1]):
        activation[..., channel] = scaled(activation[..., channel])
    return course(activation, columns)


def divided_by_nothing(one):
    return (one - one.min()) / (one.max() - one.min())


def by_deviation(one):
    return np.clip((one - one.mean()) / (one.std() + 1e-7) * 0.15 + 0.5, 0, 1)


def squared(activation, columns=16):
    """Height and width exchanged."""
    return course(activation.transpose(1, 0, 2), columns)


SCALE = "The maps are not scaled. Each is to run from 0 to 1, by its own minimum and maximum."
ONE_RANGE = "You scale all maps by one range: weak ones stay dark. Each has its own minimum and maximum."
MAXIMUM = "You divide by the maximum only. The minimum of each map is to be 0: subtract it first."
DEVIATION = "You scale by mean and standard deviation. Asked for is the range: minimum to 0, maximum to 1."
NAN = "A constant map has no range, and 0 / 0 is NaN. Leave it at 0."
DROPPED = "channels // columns leaves out the last, half-filled row. Round up: math.ceil(channels / columns)."
EXTRA = "There is a row too many: where the channels fill their rows exactly, none is left over. math.ceil rounds up."
COLUMN_FIRST = "You fill column by column. Row by row is asked for: row, column = divmod(channel, columns)."
GAPS = "There are gaps between the maps. Without any, the picture has exactly columns · width."
COLUMNS = "The number of columns is fixed in your function. Use the argument `columns`."
BLANK = "What is left over in the last row is to be 0."
TRANSPOSED = "Height and width are exchanged within the maps."
CONSTANT = "A constant map is to be 0: there is nothing to be seen in it. Subtract its minimum, and do not divide."
RESHAPE = (
    "reshape alone mixes the rows of pixels of all maps. First fill up with maps of 0, then swap the axes, (rows, "
    "columns, height, width) to (rows, height, columns, width); or write each map to its place in a loop."
)
FILL = (
    "The maps do not always fill their rows. Before you reshape, add maps of 0 until there are rows · columns of them; "
    "or write each map to its place in a picture of zeros."
)
WIDTH = "With fewer channels than columns the row is not full: blanks, 0, fill it up to `columns`."
UNEVEN = "vstack takes rows of the same width only, and the last may be shorter: fill it up with maps of 0."
DIVISOR = "A row has as many places as there are columns: row, column = divmod(channel, columns), not by the rows."
BYTES = "Floats in [0, 1] are asked for, not 0 to 255."
PLACE = "The picture is right, but your function overwrites the activations that it was given. Scale a copy."
AXIS = "A third axis is left. The picture has two: rows · height and columns · width."

EXERCISE = Exercise(
    number="6.2",
    title="All maps in one picture",
    function="channel_grid",
    reference=channel_grid,
    tolerance=1e-4,
    probes=(
        Probe("seven maps in three columns", lambda: (maps(4, 3, 7), 3)),
        Probe("six maps in two columns", lambda: (maps(3, 4, 6, seed=1), 2)),
        Probe("five maps", lambda: (maps(2, 3, 5, seed=2),)),
    ),
    compared="shape, place and range of seven, six and five maps, one of them constant; the maps stay as they are.",
    hints=(
        "rows = math.ceil(channels / columns), and a picture of zeros, (rows * height, columns * width).",
        "row, column = divmod(channel, columns) is the place of a channel.",
        "one = activation[..., channel]; one - one.min() begins at 0; divide by its maximum where that is not 0.",
    ),
    alternatives=(changed(), course, lambda activation, columns=16: course(activation, columns).astype("float64")),
    misconceptions=(
        Misconception("one range", by_one_range, ONE_RANGE),
        Misconception("not scaled", changed(scale=lambda one: one), SCALE),
        Misconception("maximum only", changed(scale=lambda one: one / one.max()), MAXIMUM),
        Misconception("mean and deviation", changed(scale=by_deviation), DEVIATION),
        Misconception("no guard", changed(scale=divided_by_nothing), NAN),
        *(
            Misconception(f"a constant map is {value}", changed(scale=grids.constant_as(value)), CONSTANT)
            for value in (1.0, 0.5, None)
        ),
        Misconception("last row dropped", changed(floor=True), DROPPED),
        Misconception("last row without a place", changed(floor=True, place=grids.strict), DROPPED),
        Misconception("last row out of bounds", changed(floor=True, place=grids.indexed), DROPPED),
        *(
            Misconception(f"{name}, {way}", grids.reshaped(scale, **parts), hint)
            for way, scale in grids.SCALINGS.items()
            for name, parts, hint in (
                ("reshape", {}, RESHAPE),
                ("reshape of rows", {"halfway": True}, RESHAPE),
                ("reshape, filled up", {"fill": True}, RESHAPE),
                ("reshape, not filled up", {"swap": True}, FILL),
            )
        ),
        Misconception("as many columns as maps", grids.narrow, WIDTH),
        Misconception("uneven rows", grids.stacked, UNEVEN),
        Misconception("divmod by the rows", changed(by_rows=True, place=grids.strict), DIVISOR),
        Misconception("divmod by the rows, out of bounds", changed(by_rows=True, place=grids.indexed), DIVISOR),
        Misconception(
            "a row too many",
            lambda activation, columns=16: laid_out(activation, columns, rows=activation.shape[2] // columns + 1),
            EXTRA,
        ),
        Misconception("column by column", changed(swap=True), COLUMN_FIRST),
        Misconception("gaps", changed(gap=1), GAPS),
        Misconception("always 16", lambda activation, columns=16: course(activation, 16), COLUMNS),
        Misconception("blanks of one half", changed(blank=0.5), BLANK),
        Misconception("blanks of one", changed(blank=1.0), BLANK),
        Misconception("transposed", squared, TRANSPOSED),
        Misconception("0 to 255", changed(scale=lambda one: 255 * scaled(one)), BYTES),
        Misconception("in place", in_place, PLACE),
        Misconception("third axis", lambda activation, columns=16: course(activation, columns)[..., None], AXIS),
    ),
)
