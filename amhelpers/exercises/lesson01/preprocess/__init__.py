"""Exercise 1.1, `preprocess`: from bytes to what a net takes."""

from amhelpers.exercises.lesson01.preprocess.exercise import EXERCISE
from amhelpers.exercises.lesson01.preprocess.right import preprocess

__all__ = ["EXERCISE", "preprocess"]
