"""Exercises of lesson 10: what is climbed follows from the end of a net, and a suspicion is proven in pairs."""

from amhelpers.exercises.lesson10 import all_labels, closeness, crossed, turned

__all__ = ["EXERCISES"]

EXERCISES = (closeness.EXERCISE, all_labels.EXERCISE, crossed.EXERCISE, turned.EXERCISE)
