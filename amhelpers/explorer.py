"""Explorer: a function of some controls -> sliders, and the picture that belongs to their values."""

import base64
import html
import io

import ipywidgets
import numpy as np
from matplotlib import style
from matplotlib.figure import Figure

from amhelpers.plotting import STYLE

__all__ = ["Explorer", "as_html", "side_by_side"]


class Explorer(ipywidgets.VBox):
    """Sliders, and below them the picture that belongs to their values.

    Attributes:
        controls: name -> the widget; set its `value` to move it from Python.
        text: what the picture shows, in words.
    """

    def __init__(self, draw, controls):
        """Take a function that gives (figure, text) for the values of the controls, by name."""
        self.draw, self.controls, self.picture = draw, controls, ipywidgets.HTML()
        super().__init__([*controls.values(), self.picture])
        for control in controls.values():
            control.observe(self._update, "value")
        self._update()

    def _update(self, change=None):
        with style.context(STYLE):
            try:
                figure, self.text = self.draw(**{name: control.value for name, control in self.controls.items()})
            except ValueError as error:  # an upload that is no picture, for instance
                if change is None:
                    raise
                self.text = str(error)
                self.picture.value = f"<p>{html.escape(self.text)}</p>"
                return
            self._png, self.picture.value = as_html(figure, self.text)

    def _repr_mimebundle_(self, **settings):
        shown = super()._repr_mimebundle_(**settings)
        return {**shown, "text/plain": f"{self.text} (Sliders appear when a kernel runs.)", "image/png": self._png}


def as_html(figure, text):
    """A figure as base64 of its PNG, and as a picture in HTML with these words in its place."""
    stream = io.BytesIO()
    figure.savefig(stream, format="png")
    png = base64.b64encode(stream.getvalue()).decode("ascii")
    return png, f'<img alt="{html.escape(text)}" src="data:image/png;base64,{png}">'


def side_by_side(image, title):
    """A figure with an image on its left, and the axes on its right."""
    figure = Figure(figsize=(8, 2.8), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.6))
    left.imshow(np.squeeze(image), cmap="gray", vmin=0, vmax=1)
    left.set(title=title, xticks=[], yticks=[])
    return figure, right
