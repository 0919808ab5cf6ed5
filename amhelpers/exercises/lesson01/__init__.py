"""Lesson 01, a CNN that reads digits: its exercises, one folder for each."""

from amhelpers.exercises.lesson01 import build_cnn, most_confused, preprocess

__all__ = ["EXERCISES"]

EXERCISES = (preprocess.EXERCISE, build_cnn.EXERCISE, most_confused.EXERCISE)
