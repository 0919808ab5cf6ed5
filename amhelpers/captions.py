"""Captions: a figure of Matplotlib -> what is to be seen in it, in words, for those who do not see it.

The words are made of the figure itself: titles, labels, how many pictures there are and how large, where a curve
begins, ends, and is highest.  In a notebook they stand with every figure as its alternative text.
"""

import html
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from amhelpers.describe import cut

__all__ = ["as_html", "caption"]

LONGEST = 1500
MANY = 24  # titles, bars or curves that are named


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
    parts = [*_values(axis), *_bars(axis), *_curves(axis), *_points(axis)]
    head = ", ".join(filter(None, (title, along)))
    return f"{head}: {'; '.join(parts)}." if head and parts else f"{head or '; '.join(parts) or 'A drawing'}."


def _curves(axis):
    found = []
    named = [one for one in axis.lines if len(np.atleast_1d(one.get_xdata())) > 1]
    for line in named[:MANY]:
        x, y = np.asarray(line.get_xdata()), np.asarray(line.get_ydata(orig=False), "float64")
        there = np.isfinite(y)
        if not there.any():
            continue
        label = _line(line.get_label())
        name = "a curve" if label.startswith("_") or not label else label
        x, y = x[there], y[there]
        if np.ptp(y) == 0:
            found.append(f"{name} level at {y[0]:.3g}")
            continue
        high, low = y.argmax(), y.argmin()
        extremes = [
            f"{word} {y[place]:.3g} at {_place(x[place])}"
            for word, place in (("highest", high), ("lowest", low))
            if place not in (0, len(y) - 1)
        ]
        found.append(", ".join([f"{name} from {y[0]:.3g} to {y[-1]:.3g}", *extremes]))
    if len(named) > MANY:
        found.append(f"and {len(named) - MANY} more curves")
    return found


def _place(value):
    """A place along an axis: a number, or a name."""
    return f"{value:.3g}" if isinstance(value, np.number | int | float) else str(value)


def _bars(axis):
    bars = [bar for group in axis.containers for bar in group if hasattr(bar, "get_height")]
    if not bars:
        return []
    lying = len({round(bar.get_height(), 6) for bar in bars}) == 1 and len({round(bar.get_x(), 6) for bar in bars}) == 1
    names = [_line(one.get_text()) for one in (axis.get_yticklabels() if lying else axis.get_xticklabels())]
    numbers = [f"{bar.get_width() if lying else bar.get_height():.3g}" for bar in bars]
    if len(names) == len(numbers) and all(names):
        numbers = [f"{name} {number}" for name, number in zip(names, numbers, strict=True)]
    more = f" and {len(numbers) - MANY} more" if len(numbers) > MANY else ""
    return [f"bars {', '.join(numbers[:MANY])}{more}"]


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
        row, column = np.unravel_index(np.nanargmax(array), array.shape)
        span = f"{size} values from {np.nanmin(array):.3g} to {np.nanmax(array):.3g}"
        found.append(f"{span}, the largest in row {row}, column {column}")
    written = [_line(text.get_text()) for text in axis.texts if _line(text.get_text())]
    if written and not axis.images:
        found.append(f"written there: {', '.join(written[:MANY])}")
    return found
