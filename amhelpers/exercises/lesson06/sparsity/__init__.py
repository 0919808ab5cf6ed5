"""Exercise 6.3, `sparsity`: how much of an activation is exactly zero."""

from amhelpers.exercises.lesson06.sparsity.exercise import EXERCISE
from amhelpers.exercises.lesson06.sparsity.right import sparsity

__all__ = ["EXERCISE", "sparsity"]
