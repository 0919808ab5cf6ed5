"""Widgets: sliders over the functions of the course.

Each is a picture too: where no kernel runs, in an exported page for instance, it shows how it stood at first.
"""

import base64
import functools
import html
import io

import ipywidgets
import numpy as np
from matplotlib import style
from matplotlib.figure import Figure

from amhelpers import images, objectives
from amhelpers.ascent import ascend
from amhelpers.graphs import image_input, layer_output
from amhelpers.plotting import STYLE

__all__ = ["Explorer", "explore_ascent"]


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
            figure, self.text = self.draw(**{name: control.value for name, control in self.controls.items()})
            stream = io.BytesIO()
            figure.savefig(stream, format="png")
        self._png = base64.b64encode(stream.getvalue()).decode("ascii")
        self.picture.value = f'<img alt="{html.escape(self.text)}" src="data:image/png;base64,{self._png}">'

    def _repr_mimebundle_(self, **settings):
        shown = super()._repr_mimebundle_(**settings)
        return {**shown, "text/plain": f"{self.text} (Sliders appear when a kernel runs.)", "image/png": self._png}


def explore_ascent(model, layer, *, steps=50, step_size=0.05, seed=0):
    """Sliders over the filters of a layer and the steps of an ascent from noise: the image, and the score so far.

    Args:
        model: a Keras model for images of one size, in [0, 1].
        layer: the name of a layer with feature maps.
        steps, step_size: as in `ascend`.
        seed: of the noise that every ascent starts from.
    """
    shape = image_input(model).shape
    if len(shape) != 4 or None in shape[1:] or shape[3] not in (1, 3):
        raise ValueError(f"Expected a model for gray or coloured images of one size. {model.name} takes {shape}.")
    start = images.noise(1, shape[1:3], shape[3], seed=seed)

    @functools.lru_cache(maxsize=4)
    def climbed(channel):
        objective = objectives.channel(model, layer, channel)
        result = ascend(objective, start, steps=steps, step_size=step_size, record_every=1, progress=False)
        if len(result.scores) <= steps:
            raise KeyboardInterrupt  # what was interrupted is not kept
        return result

    def draw(channel, step):
        result = climbed(channel)
        score = result.scores[:, 0]
        figure = Figure(figsize=(7, 2.8), layout="constrained")
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.6))
        left.imshow(np.squeeze(result.frames[step][0]), cmap="gray", vmin=0, vmax=1)
        left.set(title=f"{layer}, filter {channel}, step {step}", xticks=[], yticks=[])
        right.plot(score)
        right.plot(step, score[step], "o")
        right.set(title=f"mean activation {score[step]:.3g}", xlabel="step", ylim=(min(0, score.min()), None))
        never = ", which is never active" if result.dead[0] else ""
        return figure, f"Filter {channel} of {layer}{never}: step {step} of {steps}, mean activation {score[step]:.3g}."

    objectives.channel(model, layer, 0)  # says so where a layer has no feature maps
    last = layer_output(model, layer).shape[-1] - 1
    controls = {
        "channel": ipywidgets.IntSlider(0, 0, last, description="filter", continuous_update=False),
        "step": ipywidgets.IntSlider(steps, 0, steps, description="step"),
    }
    return Explorer(draw, controls)
