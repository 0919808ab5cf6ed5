"""Exercise 2.2, `mean_activation`: what is shown beside the words."""

from amhelpers.exercises.lesson02.shared import draw_ascents

__all__ = ["draw"]


def draw(answer, reference):
    return draw_ascents({"score": answer})
