"""Exercises of lesson 07: cats against dogs, one neuron, two answers."""

from amhelpers.exercises.lesson07 import build_cats_and_dogs_cnn, cat_and_dog

__all__ = ["EXERCISES"]

EXERCISES = (build_cats_and_dogs_cnn.EXERCISE, cat_and_dog.EXERCISE)
