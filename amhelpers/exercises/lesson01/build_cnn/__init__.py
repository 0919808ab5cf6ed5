"""Exercise 1.2, `build_cnn`: an open one, judged by properties."""

from amhelpers.exercises.lesson01.build_cnn.exercise import EXERCISE
from amhelpers.exercises.lesson01.build_cnn.right import build_cnn

__all__ = ["EXERCISE", "build_cnn"]
