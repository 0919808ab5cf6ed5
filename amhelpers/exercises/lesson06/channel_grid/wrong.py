"""Exercise 6.2, `channel_grid`: the wrong answers that are recognised, each with its hint."""

import math

import numpy as np

from amhelpers.activations import channel_grid as course
from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson06.channel_grid.right import changed, laid_out, scaled

__all__ = ["wrong"]

wrong = WrongAnswers()


@wrong("one range", "You scale all maps by one range: weak ones stay dark. Each has its own minimum and maximum.")
def by_one_range(activation, columns=16):
    low, high = activation.min(), activation.max()
    return laid_out(activation, columns, scale=lambda one: (one - low) / (high - low))


wrong("not scaled", "The maps are not scaled. Each is to run from 0 to 1, by its own minimum and maximum.")(
    changed(scale=lambda one: one)
)

wrong("maximum only", "You divide by the maximum only. The minimum of each map is to be 0: subtract it first.")(
    changed(scale=lambda one: one / one.max())
)


def by_deviation(one):
    return np.clip((one - one.mean()) / (one.std() + 1e-7) * 0.15 + 0.5, 0, 1)


wrong(
    "mean and deviation",
    "You scale by mean and standard deviation. Asked for is the range: minimum to 0, maximum to 1.",
)(changed(scale=by_deviation))


def divided_by_nothing(one):
    return (one - one.min()) / (one.max() - one.min())


wrong("no guard", "A constant map has no range, and 0 / 0 is NaN. Leave it at 0.")(changed(scale=divided_by_nothing))


def constant_as(value):
    """The right scaling, but of a constant map, which becomes this value, or with None stays as it is."""

    def scale(one):
        if one.max() > one.min():
            return scaled(one)
        return one if value is None else np.full_like(one, value)

    return scale


CONSTANT = "A constant map is to be 0: there is nothing to be seen in it. Subtract its minimum, and do not divide."

for value in (1.0, 0.5, None):
    wrong(
        f"a constant map is {value}",
        CONSTANT,
    )(changed(scale=constant_as(value)))

DROPPED = "channels // columns leaves out the last, half-filled row. Round up: math.ceil(channels / columns)."

wrong("last row dropped", DROPPED)(changed(floor=True))


def strict(grid, row, column, one, gap):
    """Where there is no place left, NumPy has no room for the map."""
    height, width = one.shape
    grid[row * height : (row + 1) * height, column * width : (column + 1) * width] = one


wrong("last row without a place", DROPPED, raises=True)(changed(floor=True, place=strict))


def indexed(grid, row, column, one, gap):
    """Where there is no place left, the index is out of bounds."""
    height, width = one.shape
    grid.reshape(len(grid) // height, height, -1, width)[row, :, column] = one


wrong("last row out of bounds", DROPPED, raises=True)(changed(floor=True, place=indexed))


def reshaped(scale, fill=False, swap=False, halfway=False):
    """By reshape: after the maps are filled up or not, with their axes swapped, or only made the first, or not."""

    def answer(activation, columns=16):
        maps = scale(activation)
        height, width, count = maps.shape
        rows = math.ceil(count / columns)
        if fill:
            maps = np.pad(maps, ((0, 0), (0, 0), (0, rows * columns - count)))
        if swap:
            maps = maps.transpose(2, 0, 1).reshape(rows, columns, height, width).transpose(0, 2, 1, 3)
        if halfway:
            maps = maps.transpose(2, 0, 1)
        return maps.reshape(rows * height, columns * width)

    return answer


def each(activation):
    return np.stack([scaled(activation[..., channel]) for channel in range(activation.shape[2])], axis=2)


SCALINGS = {
    "scaled": each,
    "not scaled": lambda activation: activation,
    "one range": scaled,
}

RESHAPE = (
    "reshape alone mixes the rows of pixels of all maps. First fill up with maps of 0, then swap the axes, (rows, "
    "columns, height, width) to (rows, height, columns, width); or write each map to its place in a loop."
)

FILL = (
    "The maps do not always fill their rows. Before you reshape, add maps of 0 until there are rows · columns of them; "
    "or write each map to its place in a picture of zeros."
)

for way, scale in SCALINGS.items():
    for name, parts, hint in (
        ("reshape", {}, RESHAPE),
        ("reshape of rows", {"halfway": True}, RESHAPE),
        ("reshape, filled up", {"fill": True}, RESHAPE),
        ("reshape, not filled up", {"swap": True}, FILL),
    ):
        wrong(f"{name}, {way}", hint, raises="fill" not in parts)(reshaped(scale, **parts))


@wrong(
    "as many columns as maps",
    "With fewer channels than columns the row is not full: blanks, 0, fill it up to `columns`.",
)
def narrow(activation, columns=16):
    return laid_out(activation, min(columns, activation.shape[2]))


@wrong(
    "uneven rows",
    "vstack takes rows of the same width only, and the last may be shorter: fill it up with maps of 0.",
    raises=True,
)
def stacked(activation, columns=16):
    maps = [scaled(activation[..., channel]) for channel in range(activation.shape[2])]
    return np.vstack([np.hstack(maps[start : start + columns]) for start in range(0, len(maps), columns)])


DIVISOR = "A row has as many places as there are columns: row, column = divmod(channel, columns), not by the rows."

wrong("divmod by the rows", DIVISOR, raises=True)(changed(by_rows=True, place=strict))

wrong("divmod by the rows, out of bounds", DIVISOR, raises=True)(changed(by_rows=True, place=indexed))

wrong(
    "a row too many",
    "There is a row too many: where the channels fill their rows exactly, none is left over. math.ceil rounds up.",
)(lambda activation, columns=16: laid_out(activation, columns, rows=activation.shape[2] // columns + 1))

wrong(
    "column by column", "You fill column by column. Row by row is asked for: row, column = divmod(channel, columns)."
)(changed(swap=True))

wrong("gaps", "There are gaps between the maps. Without any, the picture has exactly columns · width.")(changed(gap=1))

wrong("always 16", "The number of columns is fixed in your function. Use the argument `columns`.")(
    lambda activation, columns=16: course(activation, 16)
)

BLANK = "What is left over in the last row is to be 0."

wrong("blanks of one half", BLANK)(changed(blank=0.5))

wrong("blanks of one", BLANK)(changed(blank=1.0))


@wrong("transposed", "Height and width are exchanged within the maps.")
def squared(activation, columns=16):
    """Height and width exchanged."""
    return course(activation.transpose(1, 0, 2), columns)


wrong("0 to 255", "Floats in [0, 1] are asked for, not 0 to 255.")(changed(scale=lambda one: 255 * scaled(one)))


@wrong(
    "in place", "The picture is right, but your function overwrites the activations that it was given. Scale a copy."
)
def in_place(activation, columns=16):
    for channel in range(activation.shape[-1]):
        activation[..., channel] = scaled(activation[..., channel])
    return course(activation, columns)


wrong("third axis", "A third axis is left. The picture has two: rows · height and columns · width.")(
    lambda activation, columns=16: course(activation, columns)[..., None]
)
