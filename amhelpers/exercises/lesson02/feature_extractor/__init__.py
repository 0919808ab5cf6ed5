"""Exercise 2.1, `feature_extractor`: the net up to one of its layers."""

from amhelpers.exercises.lesson02.feature_extractor.exercise import EXERCISE
from amhelpers.exercises.lesson02.feature_extractor.right import feature_extractor

__all__ = ["EXERCISE", "feature_extractor"]
