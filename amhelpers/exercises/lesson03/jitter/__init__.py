"""Exercise 3.4, `jitter`: random, so it is judged by properties."""

from amhelpers.exercises.lesson03.jitter.exercise import EXERCISE
from amhelpers.exercises.lesson03.jitter.right import jitter

__all__ = ["EXERCISE", "jitter"]
