"""Exercise 2.3, `normalize`: every image's gradient brought to the same size."""

from amhelpers.exercises.lesson02.normalize.exercise import EXERCISE
from amhelpers.exercises.lesson02.normalize.right import normalize

__all__ = ["EXERCISE", "normalize"]
