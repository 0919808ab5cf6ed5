"""Exercise 6.2, `channel_grid`: all feature maps of a layer in one picture."""

from amhelpers.exercises.lesson06.channel_grid.exercise import EXERCISE
from amhelpers.exercises.lesson06.channel_grid.right import channel_grid

__all__ = ["EXERCISE", "channel_grid"]
