"""Exercise 10.2, `all_labels`: the probability of exactly the wanted labels."""

from amhelpers.exercises.lesson10.all_labels.exercise import EXERCISE
from amhelpers.exercises.lesson10.all_labels.right import all_labels

__all__ = ["EXERCISE", "all_labels"]
