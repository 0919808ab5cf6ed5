"""Exercises of lesson 06: how a CNN looks at a cat."""

from amhelpers.exercises.lesson06 import channel_grid, feature_maps, sparsity

__all__ = ["EXERCISES"]

EXERCISES = (feature_maps.EXERCISE, channel_grid.EXERCISE, sparsity.EXERCISE)
