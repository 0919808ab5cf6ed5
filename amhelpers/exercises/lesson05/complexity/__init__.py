"""Exercise 5.5, `complexity`: how much there is to say about a picture."""

from amhelpers.exercises.lesson05.complexity.exercise import EXERCISE
from amhelpers.exercises.lesson05.complexity.right import complexity

__all__ = ["EXERCISE", "complexity"]
