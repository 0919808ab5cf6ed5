"""Exercise 4.3, `high_frequency_energy`: how much of a picture is fine detail."""

from amhelpers.exercises.lesson04.high_frequency_energy.exercise import EXERCISE
from amhelpers.exercises.lesson04.high_frequency_energy.right import high_frequency_energy

__all__ = ["EXERCISE", "high_frequency_energy"]
