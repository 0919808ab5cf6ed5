"""Exercises of lesson 03: class images and regularization."""

from amhelpers.exercises.lesson03 import choose_weights, jitter, lp_norm, total_variation, with_logits

__all__ = ["EXERCISES"]

EXERCISES = (with_logits.EXERCISE, total_variation.EXERCISE, lp_norm.EXERCISE, jitter.EXERCISE, choose_weights.EXERCISE)
