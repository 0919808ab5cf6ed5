"""Exercises of lesson 04: colour, and what overfitting looks like."""

from amhelpers.exercises.lesson04 import build_cifar_cnn, class_images, high_frequency_energy

__all__ = ["EXERCISES"]

EXERCISES = (build_cifar_cnn.EXERCISE, class_images.EXERCISE, high_frequency_energy.EXERCISE)
