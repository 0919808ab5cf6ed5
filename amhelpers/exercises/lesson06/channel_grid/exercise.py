"""Exercise 6.2, `channel_grid`: all feature maps of a layer in one picture."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson06.channel_grid.right import ALTERNATIVES, channel_grid
from amhelpers.exercises.lesson06.channel_grid.wrong import wrong
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]


def maps(height, width, count, seed=0):
    """Feature maps after ReLU: some values zero, the second map constant, the ranges different."""
    found = np.maximum(arrays(height, width, count, seed=seed), 0) * np.arange(1, count + 1, dtype="float32") + 0.5
    if count > 1:
        found[..., 1] = 3.0
    return found


EXERCISE = Exercise(
    number="6.2",
    title="All maps in one picture",
    function="channel_grid",
    reference=channel_grid,
    tolerance=1e-4,
    probes=(
        Probe("seven maps in three columns", lambda: (maps(4, 3, 7), 3)),
        Probe("six maps in two columns", lambda: (maps(3, 4, 6, seed=1), 2)),
        Probe("five maps, none of which reaches 1", lambda: (0.05 * maps(2, 3, 5, seed=2),)),
    ),
    compared="shape, place and range of seven, six and five maps, one of them constant; the maps stay as they are.",
    why=(
        "Each map is scaled by itself, so that weak maps are seen too; and for the same reason the picture does "
        "not say which are weak."
    ),
    needed="The grids of all eight layers are made with it, and those before and after training.",
    hints=(
        "rows = math.ceil(channels / columns), and a picture of zeros, (rows * height, columns * width).",
        "row, column = divmod(channel, columns) is the place of a channel.",
        "one = activation[..., channel]; one - one.min() begins at 0; divide by its maximum where that is not 0.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
