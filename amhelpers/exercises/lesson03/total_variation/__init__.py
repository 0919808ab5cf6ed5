"""Exercise 3.2, `total_variation`: how much neighbours differ."""

from amhelpers.exercises.lesson03.total_variation.exercise import EXERCISE
from amhelpers.exercises.lesson03.total_variation.right import total_variation

__all__ = ["EXERCISE", "total_variation"]
