"""Exercise 3.5, `choose_weights`: an open one, judged by nets that the ascent never saw."""

from amhelpers.exercises.lesson03.choose_weights.exercise import EXERCISE
from amhelpers.exercises.lesson03.choose_weights.right import choose_weights

__all__ = ["EXERCISE", "choose_weights"]
