"""Canvas: a grid of cells over a picture, painted by mouse, finger or keys -> an array."""

import base64
import io
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import traitlets
from PIL import Image

__all__ = ["Canvas"]


class Canvas(anywidget.AnyWidget):
    """Cells to be painted, over a picture or over black.

    Attributes:
        value: two hexadecimal digits for each cell, row by row, "ff" where it is painted over; empty where nothing is.
        background: the picture below, as a data URL, or an empty text.
        brush: its radius, in cells; 0 paints one cell at a time.
        single: does painting a cell clear all others?
        colour: of what is painted, "#rrggbb".
        label: what it is, in words, for those who do not see it.
    """

    _esm = Path(__file__).with_name("canvas.js")
    rows = traitlets.Int(28).tag(sync=True)
    columns = traitlets.Int(28).tag(sync=True)
    value = traitlets.Unicode("").tag(sync=True)
    background = traitlets.Unicode("").tag(sync=True)
    brush = traitlets.Float(1.0).tag(sync=True)
    single = traitlets.Bool(False).tag(sync=True)
    colour = traitlets.Unicode("#ffffff").tag(sync=True)
    label = traitlets.Unicode("").tag(sync=True)

    @property
    def values(self) -> np.ndarray:
        """What is painted, float32 (rows, columns) in [0, 1]."""
        cells = self.rows * self.columns
        ink = bytes.fromhex(self.value) if len(self.value) == 2 * cells else bytes(cells)
        return np.frombuffer(ink, "uint8").reshape(self.rows, self.columns).astype("float32") / 255

    def paint(self, values: Any) -> None:
        """Paint from Python.

        Args:
            values: (rows, columns) in [0, 1].
        """
        array = np.asarray(values, "float32").reshape(self.rows, self.columns)
        self.value = np.uint8(np.round(255 * np.clip(array, 0, 1))).tobytes().hex()

    def lay_under(self, picture: np.ndarray) -> None:
        """Put a picture below the cells.

        Args:
            picture: (height, width, channels) in [0, 1], of one channel or three.
        """
        stream = io.BytesIO()
        pixels: Any = np.uint8(np.round(255 * picture))
        Image.fromarray(pixels[..., 0] if pixels.shape[2] == 1 else pixels).save(stream, "PNG")
        self.background = f"data:image/png;base64,{base64.b64encode(stream.getvalue()).decode('ascii')}"
