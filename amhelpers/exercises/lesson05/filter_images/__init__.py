"""Exercise 5.3, `filter_images`: there are many ways up, so it is judged by properties."""

from amhelpers.exercises.lesson05.filter_images.exercise import EXERCISE
from amhelpers.exercises.lesson05.filter_images.right import filter_images

__all__ = ["EXERCISE", "filter_images"]
