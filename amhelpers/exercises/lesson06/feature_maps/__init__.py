"""Exercise 6.1, `feature_maps`: what layers answer to an image."""

from amhelpers.exercises.lesson06.feature_maps.exercise import EXERCISE
from amhelpers.exercises.lesson06.feature_maps.right import feature_maps

__all__ = ["EXERCISE", "feature_maps"]
