"""Titles: what can be graded, exercises and the tasks of exams -> their titles, in the order of lessons."""

import functools

from amhelpers.checks import exercises
from amhelpers.exams.tasks import tasks
from amhelpers.record import of_lesson

__all__ = ["titles"]


@functools.cache
def titles() -> dict[str, str]:
    """What can be graded.

    Returns:
        number -> title: lesson by lesson first the exercises, then the tasks.
    """
    known = {number: task.title for number, task in exercises().items()}
    known |= {number: task.title for number, task in tasks().items()}
    return {number: known[number] for number in sorted(known, key=of_lesson)}
