"""Exercise 5.4, `unconverged`: which ascents led nowhere."""

import numpy as np

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson05.unconverged.right import ALTERNATIVES, unconverged
from amhelpers.exercises.lesson05.unconverged.wrong import wrong
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]


def curves():
    """Eight ascents of ten steps: good, slow and sleeping ones, some that fall back or recover, one above a tenth."""
    steps = np.linspace(0, 1, 11)
    back = 3 + 30 * steps * (1 - steps) + 0.5 * steps
    early = 2 + 9 * np.minimum(4 * steps, 1)  # all of its rise comes in the beginning
    recovered = 8 - 20 * steps * (1 - steps) + 0.4 * steps  # falls, and comes back to where it was
    return np.stack(
        [1 + 16 * steps, 20 + 1.5 * steps, 1 + 0.3 * steps, back, 0 * steps, 5 + 1.625 * steps, early, recovered],
        axis=1,
    )


def up_and_down():
    """Five ascents of four steps, from different heights: two rise, one stays, one falls a little and one far."""
    return np.array([9.0, 40.0, 3.0, 2.0, 30.0]) + np.linspace(0, 1, 5)[:, None] * [12.0, 1.5, 0.0, -0.2, -7.0]


EXERCISE = Exercise(
    number="5.4",
    title="Which ascents led nowhere?",
    function="unconverged",
    reference=unconverged,
    probes=(
        Probe("eight ascents of ten steps", lambda: (curves(),)),
        Probe("some that rise, some that fall", lambda: (up_and_down(),)),
        Probe("ascents that all fall", lambda: (-np.abs(arrays(1, 4)) * np.arange(4, dtype="float32")[:, None],)),
        Probe("ascents that never wake", lambda: (np.zeros((6, 3), "float32"),)),
    ),
    compared="good, slow, early, falling and sleeping ascents, some that fall back or recover, one just above a tenth.",
    why=(
        "A score says nothing by itself; what an ascent did is its rise, and how large a rise is shows beside "
        "the others of the batch."
    ),
    needed="The next cells name the filters that got nowhere, and try three cures on them.",
    hints=(
        "rise = scores[-1] - scores[0] is one number for each image.",
        "Converged is rise > 0.1 * rise.max(). What is asked for is the opposite, ~ or np.logical_not.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
