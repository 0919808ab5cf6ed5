"""Pictures: images (batch, height, width, channels) in [0, 1] -> figures."""

import base64
import html
import io
import itertools
import math
from collections.abc import Sequence
from numbers import Integral
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image, ImageDraw, ImageFont

from amhelpers.captions import as_html
from amhelpers.describe import describe
from amhelpers.images import checked

if TYPE_CHECKING:
    from amhelpers.ascent import Ascent

__all__ = ["STYLE", "animate", "curves", "name_curves", "name_points", "overlay", "show"]

STYLE = "amhelpers.assets.style"  # plt.style.use(am.plotting.STYLE)
AROUND = [(1, 1), (1, -1), (-1, 1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1)]  # where a name is tried, across and up


def show(images: Any, titles: Sequence[object] | None = None, columns: int | None = None, size: float = 1.1) -> None:
    """Show a batch of images side by side, every one on the same scale: 0 is black, 1 is white.

    Args:
        images: (batch, height, width, channels) with one or three channels, or (batch, height, width); floats in
            [0, 1], or uint8 in 0 … 255.
        titles: one for each image, or None.
        columns: images in a row; by default up to ten.
        size: width of an image in inches.

    Raises:
        ValueError: the images have another shape or leave [0, 1], or there is not one title for each.
    """
    with plt.style.context(STYLE):
        _sheet(images, titles, columns, size, plt.figure)
        plt.show()


def ascent_html(ascent: "Ascent") -> str:
    """What an ascent reached: its images, each with its score, as an HTML image.

    Args:
        ascent: what `ascend` returned. Of many images the first twenty are shown.
    """
    shown = range(min(len(ascent.images), 20))
    titles = [f"{ascent.final_scores[one]:.3g}{', dead' if ascent.dead[one] else ''}" for one in shown]
    with plt.style.context(STYLE):
        figure = _sheet(ascent.images[: len(shown)], titles, None, 1.1, Figure)
        return as_html(figure)


def _sheet(images, titles, columns, size, make):
    """A figure of images side by side, made by a function of its size."""
    images = _shown(images, "show()")
    titles = [None] * len(images) if titles is None else list(titles)
    if len(titles) != len(images):
        raise ValueError(f"show() needs one title for each image: expected {len(images)}, received {len(titles)}.")
    columns = _columns(len(images), columns)
    rows = math.ceil(len(images) / columns)
    lines = max((str(title).count("\n") + 1 for title in titles if title is not None), default=0)
    whole = size * columns, rows * (size * images.shape[1] / images.shape[2] + 0.2 * lines)
    figure = make(figsize=whole, layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False)
    for axis in axes.flat[len(images) :]:
        axis.axis("off")
    for axis, image, title in zip(axes.flat, images, titles, strict=False):
        axis.imshow(image, cmap="gray", vmin=0, vmax=1)
        axis.set(title=title, xticks=[], yticks=[])
        axis.spines[:].set(visible=True, color="lightgray", linewidth=0.5)  # white images have an edge too
    return figure


def curves(ascent: "Ascent", named: Sequence[int] | None = None) -> None:
    """Plot how an ascent went: the score of every image at every step, and beside it what it was made of, on average.

    Args:
        ascent: what `ascend` returned. The second picture has every term, signed and weighted, and their total.
        named: the images whose curves have a colour and a name, the others are gray; by default up to seven images
            all of them, of more those that end highest and lowest.
    """
    scores = np.asarray(ascent.scores)
    if named is None:
        few = scores.shape[1] <= len(_colours())
        named = range(scores.shape[1]) if few else (int(scores[-1].argmax()), int(scores[-1].argmin()))
    with plt.style.context(STYLE):
        count = 2 if len(ascent.terms) > 1 else 1
        _, axes = plt.subplots(1, count, figsize=(5.5 * count, 3), squeeze=False, layout="constrained")
        colour = dict(zip(named, itertools.cycle(_colours()), strict=False))
        for image, values in enumerate(scores.T):
            look = {"linewidth": 1.8, "color": colour[image], "zorder": 3} if image in colour else {"color": "0.8"}
            axes[0, 0].plot(values, **{"linewidth": 0.7, **look}, label=f"image {image}")
        axes[0, 0].set(title="score of each image", xlabel="step", ylabel="score")
        name_curves(axes[0, 0], [f"image {image}" for image in colour])
        if count > 1:
            for name, values in {**ascent.terms, "total": ascent.total}.items():
                axes[0, 1].plot(values.mean(axis=1), "--" if name == "total" else "-", label=name)
            axes[0, 1].set(title="mean of every term", xlabel="step", ylabel="mean over the images")
            axes[0, 1].legend(loc="center left", bbox_to_anchor=(1, 0.5))
        plt.show()


def _colours():
    with plt.style.context(STYLE):
        return plt.rcParams["axes.prop_cycle"].by_key()["color"]


def name_curves(axis: Axes, names: Sequence[str] | None = None) -> None:
    """Write the label of each curve beside its end, in its colour; names that would overlap are moved apart.

    Args:
        axis: with its curves drawn, and its size and limits as they will be.
        names: the labels that are written, by default all.
    """
    figure: Any = axis.figure
    drawn: Any = axis.lines
    lines = [line for line in drawn if not line.get_label().startswith("_")]
    lines = [line for line in lines if names is None or line.get_label() in names]
    figure.draw_without_rendering()
    last = [(float(line.get_xdata()[-1]), float(line.get_ydata()[-1])) for line in lines]
    heights = np.array([axis.transData.transform(place)[1] for place in last])
    order = np.argsort(heights)
    wanted, line_height = heights[order], figure.dpi / 72 * 11
    moved = wanted.copy()
    for _ in range(100):  # neighbours that overlap push each other away
        overlap = np.maximum(line_height - np.diff(moved), 0) / 2
        if not (overlap > 0.1).any():
            break
        moved[:-1] -= overlap
        moved[1:] += overlap
    for place, shift in zip(order, (moved - wanted) * 72 / figure.dpi, strict=True):
        line = lines[place]
        axis.annotate(
            str(line.get_label()),
            (1, last[place][1]),
            (6, shift),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=line.get_color(),
            annotation_clip=False,
        )


def name_points(axis: Axes, places: Any, names: Sequence[str]) -> None:
    """Write a name beside each point, where neither a point nor another name is in its way.

    Args:
        axis: with its points drawn, and its size and limits as they will be.
        places: (points, 2), across and up.
        names: one for each point.
    """
    figure: Any = axis.figure
    figure.draw_without_rendering()
    points = axis.transData.transform(np.asarray(places, "float64"))
    taken = [Bbox.from_extents(x - 5, y - 5, x + 5, y + 5) for x, y in points]
    leader = {"arrowstyle": "-", "color": "0.6", "linewidth": 0.6, "shrinkB": 3}
    for name, place, point in zip(names, np.asarray(places).tolist(), points, strict=True):
        apart = point - points
        away = (apart / np.maximum((apart**2).sum(axis=1, keepdims=True), 1)).sum(axis=0)  # from the points around it
        around = sorted(AROUND, key=lambda side: -np.dot(side, away) / np.hypot(*side))
        text = axis.annotate(name, tuple(place), (0, 0), textcoords="offset points", fontsize=8, arrowprops=leader)
        text.set_in_layout(False)  # or the axes would shrink, and the names be elsewhere
        for far, (across, up) in itertools.product((5, 12, 20, 30), around):
            text.set(ha=("center", "left", "right")[across], va=("center", "bottom", "top")[up])
            text.set_position((far * across, far * up))
            text.update_positions(figure.canvas.get_renderer())
            box = Text.get_window_extent(text)  # without its leader
            if axis.bbox.x0 <= box.x0 and box.x1 <= axis.bbox.x1 and not any(box.overlaps(one) for one in taken):
                break
        taken.append(box)


def overlay(images: Any, heatmaps: Any) -> np.ndarray:
    """Lay heat over images: the picture in gray, and over it the heat, the stronger the less of the gray is left.

    Heat without a sign goes from transparent to bright yellow, heat with a sign is red where it speaks for a class and
    blue where it speaks against it. Each map is measured by itself: its strongest hundredth is at full strength.

    Args:
        images: (batch, height, width, channels) in [0, 1], or uint8.
        heatmaps: (batch, h, w), one map for each image, of any resolution: smoothly enlarged to that of the images.

    Returns:
        Images (batch, height, width, 3) in [0, 1], for `show`.

    Raises:
        ValueError: the images are not what `show` takes, or the maps are not one for each image, or not finite.
    """
    images, heat = _shown(images, "overlay()"), np.asarray(heatmaps, "float32")
    if heat.ndim != 3 or len(heat) != len(images) or not heat.size or not np.isfinite(heat).all():
        raise ValueError(
            f"overlay() takes one map of finite numbers for each image: expected ({len(images)}, height, width). "
            f"Received {describe(heatmaps)}."
        )
    gray = images.mean(axis=3)
    laid = []
    for below, above in zip(gray, heat, strict=True):
        signed = above.min() < 0
        above = above / (np.percentile(np.abs(above), 99) or np.abs(above).max() or 1)
        above = np.asarray(Image.fromarray(above).resize(below.shape[::-1], Image.Resampling.BICUBIC))
        colours = plt.get_cmap("bwr")(0.5 + above / 2) if signed else plt.get_cmap("plasma")(above)
        strength = 0.85 * np.clip(np.abs(above), 0, 1)[..., np.newaxis]
        laid.append((1 - strength) * below[..., np.newaxis] + strength * colours[..., :3])
    return np.clip(np.stack(laid), 0, 1)


def animate(
    ascent: "Ascent",
    columns: int | None = None,
    seconds: float = 4.0,
    size: float = 112,
    titles: Sequence[object] | None = None,
) -> HTML:
    """The recorded frames of an ascent as a small film that repeats.

    Args:
        ascent: what `ascend(…, record_every=n)` returned.
        columns: images in a row; by default up to ten.
        seconds: how long the film takes, at most 25 frames in each; its last frame stays for one more.
        size: the height at which an image is shown, in pixels of the screen; less where a row would not fit.
        titles: one for each image, which stand above them, or None.

    Returns:
        An animated PNG, which a notebook shows.

    Raises:
        ValueError: the ascent has no frames, or there is not one title for each image.
    """
    if ascent.frames is None:
        raise ValueError("This ascent has no frames: expected one made with ascend(…, record_every=1), or every 2, ….")
    shown = np.unique(np.linspace(0, len(ascent.frames) - 1, max(2, round(25 * seconds))).astype(int))
    frames = ascent.frames[shown]
    count, batch, height, width, channels = frames.shape
    columns = _columns(batch, columns)
    rows = math.ceil(batch / columns)
    if titles is not None:
        if len(titles) != batch:
            raise ValueError(f"animate() needs one title for each image: expected {batch}, received {len(titles)}.")
        frames = _with_titles(frames, titles, size)
        size, (height, width) = frames.shape[2], frames.shape[2:4]
    cells = np.zeros((count, rows * columns, height, width, channels), "float32")
    cells[:, :batch] = frames
    sheets: Any = cells.reshape(count, rows, columns, height, width, channels).swapaxes(2, 3)
    sheets = np.uint8(np.round(255 * sheets.reshape(count, rows * height, columns * width, channels)))
    pictures = [Image.fromarray(sheet[..., 0] if channels == 1 else sheet) for sheet in sheets]
    durations = [1000 * seconds / count] * (count - 1) + [1000]
    stream = io.BytesIO()
    pictures[0].save(stream, "PNG", save_all=True, append_images=pictures[1:], duration=durations, loop=0)
    film = base64.b64encode(stream.getvalue()).decode("ascii")
    called = f": {', '.join(map(str, titles))}" if titles is not None else ""
    text = html.escape(f"{batch} images on their way from the start to the last step, {count} frames{called}")
    source = f"data:image/png;base64,{film}"
    # A style, and of the width: JupyterLab's `height: auto` beats the attribute, its `max-width` would squeeze.
    style = f"image-rendering:pixelated;width:{round(columns * size * width / height)}px;height:auto;max-width:100%"
    return HTML(f'<img alt="{text}" style="{style}" src="{source}">')


def _with_titles(frames, titles, size):
    """Frames (frames, batch, height, width, channels), enlarged, on white, with a line of black above each image."""
    larger = max(1, round(size / frames.shape[2]))
    frames = frames.repeat(larger, axis=2).repeat(larger, axis=3)
    frames = np.pad(frames, ((0, 0), (0, 0), (0, 0), (3, 3), (0, 0)), constant_values=1)
    above = np.ones((*frames.shape[:2], 18, *frames.shape[3:]), "float32")
    for index, title in enumerate(titles):
        line = Image.new("L", above.shape[3:1:-1], 255)
        middle = (line.width / 2, line.height / 2)
        ImageDraw.Draw(line).text(middle, str(title), fill=0, anchor="mm", font=ImageFont.load_default(13))
        above[:, index] = np.asarray(line)[..., np.newaxis] / np.float32(255)
    return np.concatenate([above, frames], axis=2)


def _columns(count, columns):
    """How many images stand in a row."""
    if columns is not None and (not isinstance(columns, Integral) or columns < 1):
        raise ValueError(f"columns is a whole number, 1 or more. Received {describe(columns)}.")
    return min(count, columns or 10)


def _shown(images, caller):
    """Images (batch, height, width, 1 or 3) of floats in [0, 1], or an error that says what is wrong with them.

    A gray batch may lack its last axis: (batch, height, width). One image alone is refused.
    """
    array = np.asarray(images)
    if array.ndim == 3 and array.shape[2] not in (1, 3):
        array = array[..., np.newaxis]
    array = array.astype("float32") if array.dtype == bool else array
    array = checked(array, caller, shape=(None, None, (1, 3)), integers=True)
    return array / 255 if array.dtype == np.uint8 else array
