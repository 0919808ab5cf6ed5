"""Exercise 10.3, `crossed`: every image without and with a mark."""

from amhelpers.exercises.lesson10.crossed.exercise import EXERCISE
from amhelpers.exercises.lesson10.crossed.right import crossed

__all__ = ["EXERCISE", "crossed"]
