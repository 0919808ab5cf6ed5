"""Exercise 2.6, `deprocess`: an array of any range -> a picture that can be shown."""

from amhelpers.exercises.lesson02.deprocess.exercise import EXERCISE
from amhelpers.exercises.lesson02.deprocess.right import deprocess

__all__ = ["EXERCISE", "deprocess"]
