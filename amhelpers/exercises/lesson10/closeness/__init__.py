"""Exercise 10.1, `closeness`: how near the answers of a net that measures are to a goal."""

from amhelpers.exercises.lesson10.closeness.exercise import EXERCISE
from amhelpers.exercises.lesson10.closeness.right import closeness

__all__ = ["EXERCISE", "closeness"]
