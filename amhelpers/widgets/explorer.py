"""Explorer: a function of some controls -> sliders, and the picture that belongs to their values."""

import base64
import html
import io
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets
import keras
import numpy as np
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from amhelpers.describe import cut
from amhelpers.models.graph import output
from amhelpers.plotting import STYLE

__all__ = ["Explorer", "Pictured", "class_names", "side_by_side"]


class Pictured(ipywidgets.VBox):
    """A widget with a picture, which stands alone where no kernel runs, in an exported page for instance.

    Attributes:
        picture: where it is, to be placed among the children.
        text: what is shown, in words.
    """

    kind = "Sliders"  # what appears beside the picture when a kernel runs

    def __init__(self) -> None:
        """Make room for the picture."""
        self.picture, self.text = ipywidgets.HTML(), ""
        self._png: str | None = None
        super().__init__()

    def show(self, figure: Figure, text: str, heading: str = "") -> None:
        """Put a figure in the picture's place, with words for those who do not see it, and a line above it.

        Args:
            figure: of Matplotlib.
            text: what it shows, in words.
            heading: the line above it, or an empty string for none.
        """
        self.text, stream = text, io.BytesIO()
        figure.savefig(stream, format="png")
        self._png = base64.b64encode(stream.getvalue()).decode("ascii")
        self.picture.value = f'{_line(heading)}<img alt="{html.escape(text)}" src="data:image/png;base64,{self._png}">'

    def say(self, text: str) -> None:
        """Put words in the picture's place.

        Args:
            text: plain text, one line.
        """
        self.text, self.picture.value, self._png = text, _line(text), None

    def _repr_mimebundle_(self, **settings):
        shown = super()._repr_mimebundle_(**settings)
        shown["text/plain"] = f"{self.text} ({self.kind} appear when a kernel runs.)"
        return ({**shown, "image/png": self._png}, {"image/png": {"alt": self.text}}) if self._png else shown


class Explorer(Pictured):
    """Sliders, and below them the picture that belongs to their values.

    Attributes:
        controls: name -> the widget; set its `value` to move it from Python.
        text: what the picture shows, in words.
    """

    def __init__(self, draw: Callable[..., tuple], controls: dict[str, Any]) -> None:
        """Take a function that gives (figure, text) for the values of the controls, by name.

        Args:
            draw: a function of the values of all controls, by keyword; a third text that it may give is a line above
                the picture. What it raises after the first call is shown in the picture's place, in words.
            controls: name -> a widget with a `value`.
        """
        super().__init__()
        self.draw, self.controls = draw, controls
        self.children = [*controls.values(), self.picture]
        for control in controls.values():
            control.observe(self._update, "value")
        self._update()

    def stretch(self, name: str, last: int) -> None:
        """Let a slider end elsewhere.

        The slider on the page is made anew: the keys Home and End of one that is there go to the ends that it was made
        with, whatever they are now.

        Args:
            name: of a control, a child of this widget.
            last: its largest value.
        """
        slider = self.controls[name]
        if slider.max != last:
            slider.max = last
            children = self.children
            self.children = [child for child in children if child is not slider]
            self.children = children

    def _update(self, change=None):
        with style.context(STYLE):
            try:
                shown = self.draw(**{name: control.value for name, control in self.controls.items()})
            except Exception as error:  # no memory, for instance: JupyterLab would show nothing of it
                if change is None:
                    raise
                kind = "" if isinstance(error, ValueError) else f"{type(error).__name__}: "
                self.say(kind + cut(" ".join(str(error).split())))
            else:
                self.show(*shown)


def class_names(model: keras.Model, names: Sequence[object] | None, of: str | None = None) -> list[str]:
    """Names for the classes of a model, by default their numbers, or an error that says how many it has.

    Args:
        model: with one output, (batch, classes).
        names: one for each class, or None.
        of: the name of a layer that gives the classes, if not the model's one output.

    Returns:
        One for each class.

    Raises:
        ValueError: there is another number of names.
    """
    shape = output(model, of).shape
    if len(shape) != 2:
        raise ValueError(f"{model.name} gives {shape}: expected a row of classes for each image, (batch, classes).")
    count = shape[-1] or 0
    named = [str(index) for index in range(count)] if names is None else [str(name) for name in names]
    if len(named) != count:
        raise ValueError(f"{model.name} has {count} classes: expected as many names, received {len(named)}.")
    return named


def side_by_side(image: np.ndarray, title: str) -> tuple[Figure, Axes]:
    """A figure with an image on its left, and the axes on its right.

    Args:
        image: (height, width, channels) or (height, width), floats in [0, 1].
        title: what stands above it.

    Returns:
        The figure, and the empty axes.
    """
    figure = Figure(figsize=(8, 2.8), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.6))
    left.imshow(np.squeeze(image), cmap="gray", vmin=0, vmax=1)
    left.set(title=title, xticks=[], yticks=[])
    return figure, right


def _line(text):
    return f"<p>{html.escape(text)}</p>" if text else ""
