"""Exercise 5.4, `unconverged`: which ascents led nowhere."""

from amhelpers.exercises.lesson05.unconverged.exercise import EXERCISE
from amhelpers.exercises.lesson05.unconverged.right import unconverged

__all__ = ["EXERCISE", "unconverged"]
