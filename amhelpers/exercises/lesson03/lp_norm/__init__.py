"""Exercise 3.3, `lp_norm`: how large an image is."""

from amhelpers.exercises.lesson03.lp_norm.exercise import EXERCISE
from amhelpers.exercises.lesson03.lp_norm.right import lp_norm

__all__ = ["EXERCISE", "lp_norm"]
