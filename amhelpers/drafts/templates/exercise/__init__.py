"""Exercise 77.1, `name_of_function`: the range of the values of each image."""

from amhelpers.exercises.lesson77.name_of_function.exercise import EXERCISE
from amhelpers.exercises.lesson77.name_of_function.right import name_of_function

__all__ = ["EXERCISE", "name_of_function"]
