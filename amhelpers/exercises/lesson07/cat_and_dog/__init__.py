"""Exercise 7.2, `cat_and_dog`: there are many ways down and up, so it is judged by properties."""

from amhelpers.exercises.lesson07.cat_and_dog.exercise import EXERCISE
from amhelpers.exercises.lesson07.cat_and_dog.right import cat_and_dog

__all__ = ["EXERCISE", "cat_and_dog"]
