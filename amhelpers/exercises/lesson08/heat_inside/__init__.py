"""Exercise 8.4, `heat_inside`: how much of a heat map lies in a box."""

from amhelpers.exercises.lesson08.heat_inside.exercise import EXERCISE
from amhelpers.exercises.lesson08.heat_inside.right import heat_inside

__all__ = ["EXERCISE", "heat_inside"]
