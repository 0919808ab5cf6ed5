"""Widgets: sliders over the functions of the course.

Each is a picture too: where no kernel runs, in an exported page for instance, it shows how it stood at first.
"""

import base64
import functools
import html
import io

import ipywidgets
import keras
import numpy as np
from matplotlib import style
from matplotlib.figure import Figure

from amhelpers import datasets, images, objectives, regularizers, transforms
from amhelpers.activations import feature_maps, sparsity
from amhelpers.ascent import ascend
from amhelpers.graphs import image_input, layer_output, output
from amhelpers.plotting import STYLE

__all__ = ["Explorer", "explore_ascent", "explore_maps"]


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


def explore_ascent(model, layer=None, *, names=None, steps=50, step_size=None, seed=0):
    """Sliders over an ascent from noise: the filters of a layer and the steps, or the classes and every weight.

    Classes start from nearly black noise where a model takes gray images, from nearly even gray where it takes colours.

    Args:
        model: a Keras model for images of one size, in [0, 1].
        layer: the name of a layer with feature maps; None for the classes of the model, by their log-odds.
        names: those of the classes; None for their numbers.
        steps: as in `ascend`; for classes where its slider stands at first.
        step_size: as in `ascend`; by default 0.05 for filters, and from 0.06 to 0.003 for classes.
        seed: of the noise that every ascent starts from.
    """
    shape = image_input(model).shape
    if len(shape) != 4 or None in shape[1:] or shape[3] not in (1, 3):
        raise ValueError(f"Expected a model for gray or coloured images of one size. {model.name} takes {shape}.")
    if layer is None:
        count = output(model).shape[-1]
        names = [str(index) for index in range(count)] if names is None else [str(name) for name in names]
        if len(names) != count:
            raise ValueError(f"{model.name} has {count} classes: expected as many names, received {len(names)}.")
        return _explore_classes(model, shape, names, steps, step_size or (0.06, 0.003), seed)
    return _explore_filters(model, layer, images.noise(1, shape[1:3], shape[3], seed=seed), steps, step_size or 0.05)


def _explore_filters(model, layer, start, steps, step_size):
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
        figure, right = _picture(result.frames[step][0], f"{layer}, filter {channel}, step {step}")
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


def _explore_classes(model, shape, names, steps, step_size, seed):
    ink = shape[3] == 1  # white on black: start in the dark, and let ink cost something
    start = images.noise(1, shape[1:3], shape[3], seed=seed, **({"high": 0.2} if ink else {"low": 0.45, "high": 0.55}))

    def draw(target, steps, total_variation, l1, jitter, rotate, noise):
        changes = (transforms.jitter, jitter), (transforms.rotate, rotate), (transforms.add_noise, noise)
        result = ascend(
            objectives.log_odds(model, target),
            start,
            steps=steps,
            step_size=step_size,
            regularizers=[(total_variation, regularizers.total_variation), (l1, regularizers.l1)],
            transforms=[make(size) for make, size in changes if size],
            seed=seed,
            progress=False,
        )
        figure, right = _picture(result.images[0], f"class {names[target]}")
        for name, values in {**result.terms, "total": result.total}.items():
            right.plot(values[:, 0], "--" if name == "total" else "-", label=name)
        right.set(title=f"log-odds {result.final_scores[0]:.1f}", xlabel="step")
        right.legend(loc="center left", bbox_to_anchor=(1, 0.5))
        return (
            figure,
            f"Class {names[target]} after {steps} steps: log-odds {result.final_scores[0]:.1f} of this picture.",
        )

    last = len(names) - 1
    late = {"continuous_update": False, "style": {"description_width": "8em"}}
    controls = {
        "target": ipywidgets.SelectionSlider(
            options=[(name, index) for index, name in enumerate(names)], index=min(3, last), description="class", **late
        ),
        "steps": ipywidgets.IntSlider(steps, 1, 200, description="steps", **late),
        "total_variation": ipywidgets.FloatSlider(
            0.03 if ink else 0.01, min=0, max=0.3, step=0.01, description="total variation", **late
        ),
        "l1": ipywidgets.FloatSlider(
            0.01 if ink else 0, min=0, max=0.1, step=0.005, readout_format=".3f", description="l1", **late
        ),
        "jitter": ipywidgets.IntSlider(0, 0, 4, description="jitter, pixels", **late),
        "rotate": ipywidgets.IntSlider(0, 0, 20, description="rotate, degrees", **late),
        "noise": ipywidgets.FloatSlider(0, min=0, max=0.5, step=0.05, description="noise", **late),
    }
    return Explorer(draw, controls)


def explore_maps(model, image):
    """A layer and a slider over its channels, the photo beside the map; a picture of one's own can be uploaded.

    Args:
        model: a Keras model for images in colour.
        image: (1, height, width, 3) in [0, 1], what is looked at until another is uploaded.
    """
    names = [layer.name for layer in model.layers if _has_maps(layer)]
    if not names:
        raise ValueError(f"{model.name} has no layers with feature maps.")

    @functools.lru_cache(maxsize=4)
    def answered(layer, content):
        shown = image if content is None else datasets.photo(io.BytesIO(content), size=image.shape[1])
        return shown, feature_maps(model, shown, [layer])[layer][0]

    def draw(layer, channel, upload):
        shown, maps = answered(layer, bytes(upload[0]["content"]) if upload else None)
        channel = min(channel, maps.shape[-1] - 1)
        one = maps[..., channel]
        figure, right = _picture(shown[0], "the picture")
        right.imshow(one, cmap="viridis")
        right.set(title=f"{layer}, channel {channel} of {maps.shape[-1]}", xticks=[], yticks=[])
        size = f"{one.shape[0]} × {one.shape[1]}"
        words = f"from {one.min():.3g} to {one.max():.3g}, {sparsity(one):.0%} exactly zero"
        return figure, f"Channel {channel} of {layer}, {size} values {words}."

    def count(layer):
        return layer_output(model, layer).shape[-1]

    controls = {
        "layer": ipywidgets.Dropdown(options=names, description="layer"),
        "channel": ipywidgets.IntSlider(0, 0, count(names[0]) - 1, description="channel"),
        "upload": ipywidgets.FileUpload(accept="image/*", description="your picture"),
    }
    controls["layer"].observe(lambda change: setattr(controls["channel"], "max", count(change["new"]) - 1), "value")
    return Explorer(draw, controls)


def _has_maps(layer):
    """Has a layer feature maps, and is it not the images themselves, or their preprocessing?"""
    shape = getattr(getattr(layer, "output", None), "shape", ())
    return len(shape) == 4 and isinstance(layer, keras.layers.Conv2D | keras.layers.MaxPooling2D)


def _picture(image, title):
    """A figure with an image on its left, and the axes on its right."""
    figure = Figure(figsize=(8, 2.8), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.6))
    left.imshow(np.squeeze(image), cmap="gray", vmin=0, vmax=1)
    left.set(title=title, xticks=[], yticks=[])
    return figure, right
