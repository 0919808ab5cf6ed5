"""Lines of code that make pictures, as data: what a review asks about what can be seen.

Every line is run as it stands, so that the picture is what the line makes, today and on this machine.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["DRAWS", "Line", "Lines", "drawn"]

DRAWS = 5  # values of `seed`, of which each gives other pictures


@dataclass(frozen=True)
class Line:
    """A line, and how its picture can be told from those of the other lines.

    Attributes:
        code: an expression; its value is an image (batch of one, height, width, channels), or without the batch.
        sign: one sentence on its picture, true for every seed.
    """

    code: str
    sign: str


@dataclass(frozen=True)
class Lines:
    """Lines whose pictures differ so much that it can be told which made which.

    Attributes:
        number: "3.l1" for the first of lesson 03.
        about: the numbers of the exercises and guesses that these pictures belong to; may be empty.
        before: statements that all lines need; they know `am`, `np`, `keras`, and `seed`, a number.
        lines: four or more.
    """

    number: str
    about: tuple[str, ...]
    before: str
    lines: tuple[Line, ...]


def drawn(lines: Lines, seed: int, wanted: list[Line]) -> list[np.ndarray]:
    """Run lines.

    Args:
        lines: to which they belong.
        seed: from 0 to DRAWS - 1.
        wanted: the lines to be run, in this order.

    Returns:
        An image (height, width) or (height, width, 3) in [0, 1] for each of them.
    """
    import keras

    import amhelpers

    space: dict[str, Any] = {"am": amhelpers, "np": np, "keras": keras, "seed": seed}
    exec(lines.before, space)
    return [np.clip(np.squeeze(np.asarray(eval(line.code, space))), 0, 1) for line in wanted]
