"""Exercise 4.1, `build_cifar_cnn`: an open one, judged by properties."""

from amhelpers.exercises.lesson04.build_cifar_cnn.exercise import EXERCISE
from amhelpers.exercises.lesson04.build_cifar_cnn.right import build_cifar_cnn

__all__ = ["EXERCISE", "build_cifar_cnn"]
