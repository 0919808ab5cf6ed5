"""Exercise 2.4, `ascent_step`: what is shown beside the words."""

from amhelpers.exercises.lesson02.shared import draw_ascents

__all__ = ["draw"]


def draw(answer, reference):
    return draw_ascents({"step": answer})
