"""Pictures: images (batch, height, width, channels) in [0, 1] -> figures."""

import base64
import io
import math
from collections.abc import Sequence
from numbers import Integral
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import HTML
from matplotlib.figure import Figure
from PIL import Image

from amhelpers.captions import as_html
from amhelpers.describe import describe
from amhelpers.images import checked

if TYPE_CHECKING:
    from amhelpers.ascent import Ascent

__all__ = ["STYLE", "animate", "curves", "overlay", "show"]

STYLE = "amhelpers.assets.style"  # plt.style.use(am.plotting.STYLE)


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


def curves(ascent: "Ascent") -> None:
    """Plot how an ascent went: the score of every image at every step, and beside it what it was made of, on average.

    Args:
        ascent: what `ascend` returned. The second picture has every term, signed and weighted, and their total.
    """
    with plt.style.context(STYLE):
        count = 2 if len(ascent.terms) > 1 else 1
        _, axes = plt.subplots(1, count, figsize=(5 * count, 3), squeeze=False, layout="constrained")
        axes[0, 0].plot(ascent.scores, linewidth=0.8, alpha=0.6)
        axes[0, 0].set(title="score of each image", xlabel="step")
        if count > 1:
            for name, values in {**ascent.terms, "total": ascent.total}.items():
                axes[0, 1].plot(values.mean(axis=1), "--" if name == "total" else "-", label=name)
            axes[0, 1].set(title="mean of every term", xlabel="step")
            axes[0, 1].legend(loc="center left", bbox_to_anchor=(1, 0.5))
        plt.show()


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


def animate(ascent: "Ascent", columns: int | None = None, seconds: float = 4.0, size: float = 112) -> HTML:
    """The recorded frames of an ascent as a small film that repeats.

    Args:
        ascent: what `ascend(…, record_every=n)` returned.
        columns: images in a row; by default up to ten.
        seconds: how long the film takes, at most 25 frames in each; its last frame stays for one more.
        size: the height at which an image is shown, in pixels of the screen.

    Returns:
        An animated PNG, which a notebook shows.

    Raises:
        ValueError: the ascent has no frames.
    """
    if ascent.frames is None:
        raise ValueError("This ascent has no frames: expected one made with ascend(…, record_every=1), or every 2, ….")
    shown = np.unique(np.linspace(0, len(ascent.frames) - 1, max(2, round(25 * seconds))).astype(int))
    frames = ascent.frames[shown]
    count, batch, height, width, channels = frames.shape
    columns = _columns(batch, columns)
    rows = math.ceil(batch / columns)
    cells = np.zeros((count, rows * columns, height, width, channels), "float32")
    cells[:, :batch] = frames
    sheets: Any = cells.reshape(count, rows, columns, height, width, channels).swapaxes(2, 3)
    sheets = np.uint8(np.round(255 * sheets.reshape(count, rows * height, columns * width, channels)))
    pictures = [Image.fromarray(sheet[..., 0] if channels == 1 else sheet) for sheet in sheets]
    durations = [1000 * seconds / count] * (count - 1) + [1000]
    stream = io.BytesIO()
    pictures[0].save(stream, "PNG", save_all=True, append_images=pictures[1:], duration=durations, loop=0)
    film = base64.b64encode(stream.getvalue()).decode("ascii")
    text = f"{batch} images on their way from the start to the last step, {count} frames"
    source = f"data:image/png;base64,{film}"
    return HTML(f'<img alt="{text}" height="{int(rows * size)}" style="image-rendering:pixelated" src="{source}">')


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
