"""Exercise 1.3, `most_confused`: the wrong pair that occurs most often."""

from amhelpers.exercises.lesson01.most_confused.exercise import EXERCISE
from amhelpers.exercises.lesson01.most_confused.right import most_confused

__all__ = ["EXERCISE", "most_confused"]
