"""Exercises of lesson 77: SUBJECT."""

from amhelpers.exercises.lesson77 import name_of_function

__all__ = ["EXERCISES"]

EXERCISES = (name_of_function.EXERCISE,)
