"""Captions: a figure of Matplotlib -> what is to be seen in it, in words, for those who do not see it.

The words are made of the figure itself: titles, labels, how many pictures there are and how large, where a curve
begins, ends, and is highest, which of many ends highest.  In a notebook they stand with every figure as its alternative
text.
"""

import html
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from amhelpers.describe import cut, listed

__all__ = ["as_html", "caption"]

LONGEST = 1500
MANY = 24  # titles, bars or points that are named
FEW = 8  # curves that are told one by one, places of a largest value


def caption(figure: Figure) -> str:
    """What is to be seen in a figure.

    Args:
        figure: any.

    Returns:
        A few sentences.
    """
    axes = [one for one in figure.axes if one.get_visible() and one.axison and one.get_label() != "<colorbar>"]
    suptitle = figure.get_suptitle()
    pictures = [one for one in axes if one.images and not one.lines and not one.texts]
    others = [one for one in axes if one not in pictures and _has_content(one)]
    parts = [f"{_line(suptitle)}."] if suptitle else []
    parts += [_pictures(pictures)] if pictures else []
    parts += [_plot(one) for one in others]
    return cut(" ".join(parts) or "An empty figure.", LONGEST)


def as_html(figure: Figure) -> str:
    """A figure as an HTML image that says in words what is to be seen.

    Args:
        figure: any.
    """
    from IPython.core.pylabtools import print_figure

    content = print_figure(figure, fmt="png", base64=True, bbox_inches="tight")
    return f'<img alt="{html.escape(caption(figure))}" style="max-width:100%" src="data:image/png;base64,{content}">'


def _has_content(axis):
    return bool(axis.images or axis.lines or axis.patches or axis.collections or axis.texts)


def _line(text):
    return " ".join(str(text).split())


def _pictures(axes: Sequence[Axes]) -> str:
    """Pictures side by side, with their sizes and titles."""
    arrays = [np.asarray(one.images[-1].get_array()) for one in axes]
    sizes = {f"{array.shape[0]} × {array.shape[1]}" for array in arrays}
    kinds = {_kind(one, array) for one, array in zip(axes, arrays, strict=True)}
    kind = f"{kinds.pop()} " if len(kinds) == 1 else ""
    count = f"A {kind}picture" if len(axes) == 1 else f"{len(axes)} {kind}pictures"
    size = f" of {sizes.pop()} pixels" if len(sizes) == 1 else ""
    rows = len({round(one.get_position().y0, 2) for one in axes})
    labels = [_line(f"{one.get_ylabel()} {one.get_xlabel()}") for one in axes]
    titles = [_line(one.get_title()) for one in axes]
    names = [": ".join(filter(None, pair)) for pair in zip(labels, titles, strict=True)]
    named = [name for name in names if name]
    more = f"; and {len(named) - MANY} more" if len(named) > MANY else ""
    listed = f": {'; '.join(named[:MANY])}{more}" if named else ""
    return f"{count}{size}{f' in {rows} rows' if rows > 1 else ''}{listed}."


def _kind(axis, array):
    """In colour, gray, or values that colours stand for."""
    if array.ndim == 3:
        return "coloured"
    return "gray" if axis.images[-1].get_cmap().name in ("gray", "grey", "Greys", "gray_r") else "colour-coded"


def _plot(axis: Axes) -> str:
    """Curves, bars, points or values of one part of a figure."""
    title = _line(axis.get_title())
    along = " against ".join(filter(None, (_line(axis.get_ylabel()), _line(axis.get_xlabel()))))
    parts = [*_values(axis), *_bars(axis), *_curves(axis), *_lone_points(axis), *_uprights(axis), *_points(axis)]
    parts += _written(axis)
    head = ", ".join(filter(None, (title, along)))
    return f"{head}: {'; '.join(parts)}." if head and parts else f"{head or '; '.join(parts) or 'A drawing'}."


def _curves(axis):
    lines = [one for one in axis.lines if _is_curve(one) and _there(one)[1].size]
    if len(lines) > FEW:
        legend = axis.get_legend()
        return _summary(lines, {_line(one.get_text()) for one in [*axis.texts, *(legend.texts if legend else [])]})
    return [_course(_name(one, "a curve"), *_there(one)) for one in lines]


def _is_curve(line):
    return len(np.atleast_1d(line.get_xdata())) > 1 and not _upright(line) and not _unjoined(line)


def _upright(line):
    """Whether this is a vertical line across the axes, as axvline draws."""
    x = np.atleast_1d(line.get_xdata())
    return len(x) == 2 and x[0] == x[1]


def _unjoined(line):
    return line.get_linestyle() in ("None", "none", "", " ")


def _name(line, otherwise):
    label = _line(line.get_label())
    return otherwise if label.startswith("_") or not label else label


def _there(line):
    """The places along a curve where it has a value, and these."""
    x = np.atleast_1d(np.asarray(line.get_xdata()))
    y = np.atleast_1d(np.asarray(line.get_ydata(orig=False), "float64"))
    there = np.isfinite(y)
    return x[there], y[there]


def _places(line):
    x, y = _there(line)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _course(name, x, y):
    """Where a curve begins and ends, and where it turns."""
    if np.ptp(y) == 0:
        return f"{name} level at {y[0]:.3g}"
    extremes = [
        f"{word} {y[place]:.3g} at {_place(x[place])}"
        for word, place in (("highest", y.argmax()), ("lowest", y.argmin()))
        if place not in (0, len(y) - 1)
    ]
    return ", ".join([f"{name} from {y[0]:.3g} to {y[-1]:.3g}", *extremes])


def _summary(lines, named):
    """Of many curves: between what they begin and end, which ends highest, which stay level, and those named there."""
    values = [_there(one)[1] for one in lines]
    begin, end = (np.array([one[place] for one in values]) for place in (0, -1))
    names = [_name(one, f"curve {place} of {len(lines)}") for place, one in enumerate(lines, 1)]
    said = f"{len(lines)} curves, from {begin.min():.3g} … {begin.max():.3g} to {end.min():.3g} … {end.max():.3g}"
    found = [f"{said}, the highest at the end {names[end.argmax()]}"]
    level: dict[str, list[str]] = {}
    for name, one in zip(names, values, strict=True):
        if np.ptp(one) == 0:
            level.setdefault(f"{one[0]:.3g}", []).append(name)
    found += [f"level at {height}: {listed(which)}" for height, which in level.items()]
    others = [
        f"{name} ends at {last:.3g}"
        for name, last, one in zip(names, end, values, strict=True)
        if np.ptp(one) and last != end.max() and name in named
    ]
    return found + ([listed(others)] if 0 < len(others) <= FEW else [])


def _lone_points(axis):
    """Points that no line joins, with their places, and their names where they are annotated."""
    names = {tuple(one.xy): _line(one.get_text()) for one in axis.texts if isinstance(one, Annotation)}
    found = []
    for line in axis.lines:
        x, y = _there(line)
        if not _unjoined(line) or not len(x):
            continue
        places = _places(line)
        name = _name(line, "")
        count = f"{len(x)} points" if len(x) > 1 else "a point"
        head = f"{name}, {count}" if name else count
        if all(one in names for one in places) and len(places) <= MANY:
            found.append(f"{head}: " + ", ".join(f"{names[one]} ({one[0]:.2g}, {one[1]:.2g})" for one in places))
        elif len(x) > 1:
            across = f"{_place(x.min())} … {_place(x.max())} across, " if x.dtype.kind in "fiu" else ""
            found.append(f"{head}, {across}{y.min():.3g} … {y.max():.3g} up")
        else:
            found.append(f"{head} at {_place(x[0])}, {y[0]:.3g}")
    return found


def _uprights(axis):
    places = [_place(np.atleast_1d(one.get_xdata())[0]) for one in axis.lines if _upright(one)]
    return [f"{'vertical lines' if len(places) > 1 else 'a vertical line'} at {listed(places)}"] if places else []


def _place(value):
    """A place along an axis: a number, or a name."""
    return f"{value:.3g}" if isinstance(value, np.number | int | float) else str(value)


def _bars(axis):
    groups = [[bar for bar in group if hasattr(bar, "get_height")] for group in axis.containers]
    labels = [_line(group.get_label()) for group in axis.containers]
    if len(groups) > 1 and not any(label.startswith("_") for label in labels):
        found = [_row(axis, bars) for bars in groups]
        return [f"{label}: {one}" for label, one in zip(labels, found, strict=True) if one]
    return [one for one in [_row(axis, [bar for group in groups for bar in group])] if one]


def _row(axis, bars):
    """Bars with their heights and names, or with their widths where they lie."""
    if not bars:
        return ""
    lying = len({round(bar.get_height(), 6) for bar in bars}) == 1 and len({round(bar.get_x(), 6) for bar in bars}) == 1
    names = [_line(one.get_text()) for one in (axis.get_yticklabels() if lying else axis.get_xticklabels())]
    numbers = [f"{bar.get_width() if lying else bar.get_height():.3g}" for bar in bars]
    if len(names) == len(numbers) and all(names):
        numbers = [f"{name} {number}" for name, number in zip(names, numbers, strict=True)]
    more = f" and {len(numbers) - MANY} more" if len(numbers) > MANY else ""
    return f"bars {', '.join(numbers[:MANY])}{more}"


def _points(axis):
    counts = [len(one.get_offsets()) for one in axis.collections if hasattr(one, "get_offsets")]
    found = [f"{count} points" for count in counts if count > 1]
    return found


def _values(axis: Any) -> list[str]:
    """Images with something written or drawn on them: what lies highest, and what is written."""
    found = []
    for image in axis.images[-1:]:
        array = np.asarray(image.get_array(), "float64")
        size = f"{array.shape[0]} × {array.shape[1]}"
        if array.ndim != 2:
            found.append(f"a picture of {size} pixels in colour")
            continue
        if not np.isfinite(array).any():
            found.append(f"{size} values without a number")
            continue
        largest = np.argwhere(array == np.nanmax(array)).tolist()
        where = f"in row {largest[0][0]}, column {largest[0][1]}"
        if len(largest) > 1:
            listed = "; ".join(f"{row}, {column}" for row, column in largest)
            where = f"at {len(largest)} places" + (f" (row, column): {listed}" if len(largest) <= FEW else "")
        span = f"{size} values from {np.nanmin(array):.3g} to {np.nanmax(array):.3g}"
        found.append(f"{span}, the largest {where}")
    return found


def _written(axis):
    """What is written in a plot, but for the names of its curves and points."""
    if axis.images:
        return []
    told = {_line(one.get_label()) for one in axis.lines}
    points = {place for line in axis.lines if _unjoined(line) for place in _places(line)}
    written = [
        _line(text.get_text()) for text in axis.texts if not (isinstance(text, Annotation) and tuple(text.xy) in points)
    ]
    written = [text for text in written if text and text not in told]
    return [f"written there: {', '.join(written[:MANY])}"] if written else []
