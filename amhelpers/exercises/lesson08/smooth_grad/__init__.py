"""Exercise 8.2, `smooth_grad`: the noise is whose it is, so it is judged by properties."""

from amhelpers.exercises.lesson08.smooth_grad.exercise import EXERCISE
from amhelpers.exercises.lesson08.smooth_grad.right import smooth_grad

__all__ = ["EXERCISE", "smooth_grad"]
