"""Exercise 10.4, `turned`: what a mark does to the answers."""

from amhelpers.exercises.lesson10.turned.exercise import EXERCISE
from amhelpers.exercises.lesson10.turned.right import turned

__all__ = ["EXERCISE", "turned"]
