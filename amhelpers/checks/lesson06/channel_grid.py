"""Exercise 6.2, `channel_grid`: all feature maps of a layer in one picture."""

import math

import numpy as np

from amhelpers.activations import channel_grid as course
from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.checks.probes import arrays

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


def scaled(one):
    one = one - one.min()
    return one / one.max() if one.max() > 0 else one


def laid_out(activation, columns=16, scale=scaled, rows=None, swap=False, gap=0, blank=0.0, floor=False):
    """The right answer, with one part or another changed."""
    height, width, count = activation.shape
    rows = (count // columns if floor else math.ceil(count / columns)) if rows is None else rows
    grid = np.full((rows * (height + gap), columns * (width + gap)), blank)
    for channel in range(count):
        row, column = divmod(channel, rows)[::-1] if swap else divmod(channel, columns)
        if row < rows:
            top, left = row * (height + gap), column * (width + gap)
            grid[top : top + height, left : left + width] = scale(activation[..., channel])
    return grid


def changed(**parts):
    return lambda activation, columns=16: laid_out(activation, columns, **parts)


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
        Misconception("not scaled", changed(scale=lambda one: one), SCALE),
        Misconception("one range", by_one_range, ONE_RANGE),
        Misconception("maximum only", changed(scale=lambda one: one / one.max()), MAXIMUM),
        Misconception("mean and deviation", changed(scale=by_deviation), DEVIATION),
        Misconception("no guard", changed(scale=divided_by_nothing), NAN),
        Misconception("last row dropped", changed(floor=True), DROPPED),
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
