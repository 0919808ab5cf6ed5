"""Exercise 4.2, `class_images`: there are many ways up, so it is judged by properties."""

from amhelpers.exercises.lesson04.class_images.exercise import EXERCISE
from amhelpers.exercises.lesson04.class_images.right import class_images

__all__ = ["EXERCISE", "class_images"]
