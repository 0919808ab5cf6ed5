"""Exercise 8.1, `saliency`: which pixels a class depends on."""

from amhelpers.exercises.lesson08.saliency.exercise import EXERCISE
from amhelpers.exercises.lesson08.saliency.right import saliency

__all__ = ["EXERCISE", "saliency"]
