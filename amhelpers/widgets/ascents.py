"""Sliders over an ascent: of the filters of a layer, or of the classes of a net."""

import functools
from collections.abc import Sequence

import ipywidgets
import keras

from amhelpers import images, objectives, recipes
from amhelpers.ascent import ascend
from amhelpers.models.graph import image_input, layer_output
from amhelpers.widgets.explorer import Explorer, class_names, side_by_side

__all__ = ["explore_ascent"]


def explore_ascent(
    model: keras.Model,
    layer: str | None = None,
    *,
    names: Sequence[str] | None = None,
    steps: int = 50,
    step_size: float | tuple[float, float] | None = None,
    seed: int = 0,
) -> Explorer:
    """Sliders over an ascent from noise: the filters of a layer and the steps, or the classes and every weight.

    Classes start from nearly black noise where a model takes gray images, from nearly even gray where it takes colours.

    Args:
        model: a Keras model for images of one size, in [0, 1].
        layer: the name of a layer with feature maps; None for the classes of the model, by their log-odds.
        names: those of the classes; None for their numbers.
        steps: as in `ascend`; for classes where its slider stands at first.
        step_size: as in `ascend`; by default 0.05 for filters, and from 0.06 to 0.003 for classes.
        seed: of the noise that every ascent starts from.

    Returns:
        The widget, which a notebook shows.

    Raises:
        ValueError: the model takes no gray or coloured images of one size, has no such layer, or another number of
            classes than there are names.
    """
    shape = image_input(model).shape
    if len(shape) != 4 or None in shape[1:] or shape[3] not in (1, 3):
        raise ValueError(f"Expected a model for gray or coloured images of one size. {model.name} takes {shape}.")
    if layer is None:
        return _explore_classes(model, shape, class_names(model, names), steps, step_size or (0.06, 0.003), seed)
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
        figure, right = side_by_side(result.frames[step][0], f"{layer}, filter {channel}, step {step}")
        right.plot(score)
        right.plot(step, score[step], "o")
        right.set(
            title=f"mean activation {score[step]:.3g}",
            xlabel="step",
            ylabel="mean activation",
            ylim=(min(0, score.min()), None),
        )
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
    called = {"objective": "log-odds", "total": "total", "total_variation": "−λ total variation", "l1": "−λ l1"}
    ink = shape[3] == 1  # white on black: start in the dark, and let ink cost something
    start = images.noise(1, shape[1:3], shape[3], seed=seed, **({"high": 0.2} if ink else {"low": 0.45, "high": 0.55}))

    def draw(target, steps, **settings):
        result = recipes.by_class(model, target, start, steps=steps, step_size=step_size, seed=seed, **settings)
        figure, right = side_by_side(result.images[0], f"class {names[target]}")
        for name, values in {**result.terms, "total": result.total}.items():
            right.plot(values[:, 0], "--" if name == "total" else "-", label=called[name])
        title = f"log-odds {result.final_scores[0]:.1f}"
        right.set(title=title, xlabel="step", ylabel="terms of the sum")
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
