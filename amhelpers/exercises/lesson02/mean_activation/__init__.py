"""Exercise 2.2, `mean_activation`: what is to be raised, one number for each image."""

from amhelpers.exercises.lesson02.mean_activation.exercise import EXERCISE
from amhelpers.exercises.lesson02.mean_activation.right import mean_activation

__all__ = ["EXERCISE", "mean_activation"]
