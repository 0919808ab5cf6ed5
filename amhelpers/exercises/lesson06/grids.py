"""Grids: activation, columns -> all feature maps in one picture, with one thing or another changed."""

import math

import numpy as np

__all__ = [
    "SCALINGS",
    "changed",
    "constant_as",
    "indexed",
    "laid_out",
    "narrow",
    "reshaped",
    "scaled",
    "stacked",
    "strict",
]


def scaled(one):
    one = one - one.min()
    return one / one.max() if one.max() > 0 else one


def constant_as(value):
    """The right scaling, but of a constant map, which becomes this value, or with None stays as it is."""

    def scale(one):
        if one.max() > one.min():
            return scaled(one)
        return one if value is None else np.full_like(one, value)

    return scale


def forgiving(grid, row, column, one, gap):
    """Write a map to its place, if there is one."""
    height, width = one.shape
    top, left = row * (height + gap), column * (width + gap)
    if top + height <= len(grid):
        grid[top : top + height, left : left + width] = one


def strict(grid, row, column, one, gap):
    """Where there is no place left, NumPy has no room for the map."""
    height, width = one.shape
    grid[row * height : (row + 1) * height, column * width : (column + 1) * width] = one


def indexed(grid, row, column, one, gap):
    """Where there is no place left, the index is out of bounds."""
    height, width = one.shape
    grid.reshape(len(grid) // height, height, -1, width)[row, :, column] = one


def laid_out(
    activation,
    columns=16,
    scale=scaled,
    rows=None,
    swap=False,
    gap=0,
    blank=0.0,
    floor=False,
    place=forgiving,
    by_rows=False,
):
    """The right answer, with one part or another changed."""
    height, width, count = activation.shape
    rows = (count // columns if floor else math.ceil(count / columns)) if rows is None else rows
    grid = np.full((rows * (height + gap), columns * (width + gap)), blank)
    for channel in range(count):
        row, column = divmod(channel, rows)[::-1] if swap else divmod(channel, rows if by_rows else columns)
        place(grid, row, column, scale(activation[..., channel]), gap)
    return grid


def changed(**parts):
    return lambda activation, columns=16: laid_out(activation, columns, **parts)


def each(activation):
    return np.stack([scaled(activation[..., channel]) for channel in range(activation.shape[2])], axis=2)


SCALINGS = {
    "scaled": each,
    "not scaled": lambda activation: activation,
    "one range": scaled,
}


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


def narrow(activation, columns=16):
    return laid_out(activation, min(columns, activation.shape[2]))


def stacked(activation, columns=16):
    maps = [scaled(activation[..., channel]) for channel in range(activation.shape[2])]
    return np.vstack([np.hstack(maps[start : start + columns]) for start in range(0, len(maps), columns)])
