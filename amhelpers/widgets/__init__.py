"""Widgets: sliders over the functions of the course, and a blind test with buttons.

Each is a picture too: where no kernel runs, in an exported page for instance, it shows how it stood at first.
"""

from amhelpers.widgets.ascents import explore_ascent
from amhelpers.widgets.blind_test import BlindTest, make_trials
from amhelpers.widgets.by_hand import cover, draw_digit, turn_filter
from amhelpers.widgets.explorer import Explorer
from amhelpers.widgets.photos import explore_attribution, explore_maps

__all__ = [
    "BlindTest",
    "Explorer",
    "cover",
    "draw_digit",
    "explore_ascent",
    "explore_attribution",
    "explore_maps",
    "make_trials",
    "turn_filter",
]
