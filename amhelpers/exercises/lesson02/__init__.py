"""Exercises of lesson 02: gradient ascent by hand."""

from amhelpers.exercises.lesson02 import (
    ascent_step,
    deprocess,
    feature_extractor,
    maximize,
    mean_activation,
    normalize,
)

__all__ = ["EXERCISES"]

EXERCISES = (
    feature_extractor.EXERCISE,
    mean_activation.EXERCISE,
    normalize.EXERCISE,
    ascent_step.EXERCISE,
    maximize.EXERCISE,
    deprocess.EXERCISE,
)
