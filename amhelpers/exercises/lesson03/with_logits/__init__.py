"""Exercise 3.1, `with_logits`: the net before its last activation."""

from amhelpers.exercises.lesson03.with_logits.exercise import EXERCISE
from amhelpers.exercises.lesson03.with_logits.right import with_logits

__all__ = ["EXERCISE", "with_logits"]
