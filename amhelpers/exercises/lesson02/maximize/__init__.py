"""Exercise 2.5, `maximize`: step after step."""

from amhelpers.exercises.lesson02.maximize.exercise import EXERCISE
from amhelpers.exercises.lesson02.maximize.right import maximize

__all__ = ["EXERCISE", "maximize"]
