"""Exams: exercises without hints and solutions, and tasks with other filters, classes and photos for each student.

Here is what an exam needs in a student's kernel. `tasks` says what a task is, the modules lesson01 … hold them,
`writing` makes the notebooks, and `plan` keeps what marks them. Grading does the rest.
"""

import math
import os
import re
from numbers import Real

from amhelpers.describe import describe
from amhelpers.refusals import RefusedError

__all__ = ["begin", "is_on", "note", "refuse"]

SETTING = "AMHELPERS_EXAM"  # set by whoever starts the kernels, on a hub for instance
OFF = "hints, solutions, the course's answers and the review are off"

_state = {"on": False}


def begin() -> None:
    """Turn hints and solutions off, until this kernel ends."""
    _state["on"] = True
    print(f"This is an exam: {OFF}. am.check says whether an answer passes, not why it does not.")


def is_on() -> bool:
    """Is this kernel in an exam? So it is after `begin`, and where `AMHELPERS_EXAM` is set."""
    return _state["on"] or os.environ.get(SETTING, "") not in ("", "0")


def refuse(call: str) -> None:
    """Refuse what an exam turns off.

    Args:
        call: what was called, such as "am.hint".

    Raises:
        ValueError: this is an exam.
    """
    if is_on():
        raise RefusedError(f"{call} is not there in an exam: {OFF}.")


def note(number: str, value: object = ...) -> None:
    """Take down the number that a task asks for. It is not judged here: what stands in the notebook counts.

    Args:
        number: of the task, such as "2.x1".
        value: the number itself, as it is written, and not code that computes it: nothing of an exam is run again.

    Raises:
        ValueError: it is no number, or that is no task's.
    """
    if not isinstance(number, str) or not re.fullmatch(r"\d+\.x\d+", number):
        raise RefusedError(f'The number of a task looks like "2.x1". Received {describe(number)}.')
    if value is ...:
        print(f"Task {number}: nothing noted yet. Put the number in the place of the three dots.")
    elif isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise RefusedError(f"What task {number} asks for is one number, such as 0.25. Received {describe(value)}.")
    else:
        print(f"Task {number}: {value} is noted. It is not judged here.")
