"""Exercise 2.4, `ascent_step`: one step uphill."""

from amhelpers.exercises.lesson02.ascent_step.exercise import EXERCISE
from amhelpers.exercises.lesson02.ascent_step.right import ascent_step

__all__ = ["EXERCISE", "ascent_step"]
