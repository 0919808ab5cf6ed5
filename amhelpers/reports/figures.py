"""Figures: counts by exercise, by mistake or by week -> plots for a page."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from amhelpers.describe import cut

__all__ = ["by_exercise", "by_mistake", "by_week"]

COLOURS = {
    "passed": "#2e8540",
    "not yet": "#d98324",
    "stopped": "#b3362f",
    "not attempted": "#999999",
    "not there, or unchecked": "#cccccc",
    "tried, not passed": "#cccccc",
}
FEW = 4  # mistakes, up to which a table says as much as bars
MOST = 15  # bars of mistakes
LONG = 44  # characters of a mistake's name


def by_exercise(title: str, numbers: Sequence[str], counts: Mapping[str, Sequence[float]], top: float) -> Figure:
    """A bar for each exercise.

    Args:
        title: of the plot.
        numbers: of the exercises.
        counts: what is counted -> how many of it, for each exercise; they stand on each other.
        top: where the axis ends, how many there could be.

    Returns:
        The plot.
    """
    figure = Figure(figsize=(min(7.2, max(4.8, 0.35 * len(numbers) + 1.5)), 3.2), layout="constrained")
    axis = figure.subplots()
    below = [0.0] * len(numbers)
    for label, heights in counts.items():
        if any(heights):
            axis.bar(numbers, heights, bottom=below, color=COLOURS.get(label, "#33669a"), label=label)
            below = [one + more for one, more in zip(below, heights, strict=True)]
    axis.set(title=title, ylim=(0, max(top, *below)))
    axis.tick_params(axis="x", labelrotation=90)
    if len(counts) > 1:
        axis.yaxis.set_major_locator(MaxNLocator(integer=True))
        figure.legend(loc="outside lower center", ncols=2, frameon=False)
    return figure


def by_mistake(title: str, counts: Mapping[str, int]) -> list[Figure]:
    """A bar for each mistake, the most frequent at the top.

    Args:
        title: of the plot.
        counts: name of a mistake -> how many made it.

    Returns:
        One plot; none where there are no more than a few mistakes, of which a table says as much.
    """
    most = sorted(counts.items(), key=lambda pair: -pair[1])[:MOST]
    if len(most) <= FEW:
        return []
    figure = Figure(figsize=(5, 0.3 * len(most) + 0.9), layout="constrained")
    axis = figure.subplots()
    places = range(len(most))
    axis.barh(places, [count for _, count in most], color="#d98324")
    axis.set_yticks(places, [cut(name, LONG) for name, _ in most])
    axis.invert_yaxis()
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    figure.suptitle(title if len(most) == len(counts) else f"{title}:\nthe {MOST} most frequent of {len(counts)}")
    return [figure]


def by_week(title: str, weeks: Sequence[str], counts: Mapping[str, Sequence[float]]) -> Figure:
    """A curve for each thing that is counted, week by week.

    Args:
        title: of the plot.
        weeks: their names, in order.
        counts: what is counted -> how many of it, for each week.

    Returns:
        The plot.
    """
    figure = Figure(figsize=(4.8, 2.6), layout="constrained")
    axis = figure.subplots()
    for (label, heights), form in zip(counts.items(), ("o-", "s--", "^:"), strict=False):
        axis.plot(weeks, heights, form, label=label)
    axis.set(title=title, ylim=(0, None))
    axis.yaxis.set_major_locator(MaxNLocator(integer=True))
    if len(weeks) > 4:
        axis.tick_params(axis="x", labelrotation=90)
    if len(counts) > 1:
        axis.legend()
    return figure
