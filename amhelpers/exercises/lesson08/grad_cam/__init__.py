"""Exercise 8.3, `grad_cam`: where the last feature maps speak for a class."""

from amhelpers.exercises.lesson08.grad_cam.exercise import EXERCISE
from amhelpers.exercises.lesson08.grad_cam.right import grad_cam

__all__ = ["EXERCISE", "grad_cam"]
