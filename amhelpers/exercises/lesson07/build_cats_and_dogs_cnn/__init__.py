"""Exercise 7.1, `build_cats_and_dogs_cnn`: a net that is described in full, judged by its properties one by one."""

from amhelpers.exercises.lesson07.build_cats_and_dogs_cnn.exercise import EXERCISE
from amhelpers.exercises.lesson07.build_cats_and_dogs_cnn.right import build_cats_and_dogs_cnn

__all__ = ["EXERCISE", "build_cats_and_dogs_cnn"]
