"""Exercise 6.2, `channel_grid`: the course's own version, and other right answers."""

import math

import numpy as np

from amhelpers.activations import channel_grid as course

__all__ = ["ALTERNATIVES", "changed", "channel_grid", "laid_out", "scaled"]


def scaled(one):
    one = one - one.min()
    return one / one.max() if one.max() > 0 else one


def forgiving(grid, row, column, one, gap):
    """Write a map to its place, if there is one."""
    height, width = one.shape
    top, left = row * (height + gap), column * (width + gap)
    if top + height <= len(grid):
        grid[top : top + height, left : left + width] = one


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


def channel_grid(activation, columns=16):
    """All maps (height, width, channels) in one picture (rows * height, columns * width), each scaled to [0, 1]."""
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


ALTERNATIVES = (changed(), course, lambda activation, columns=16: course(activation, columns).astype("float64"))
