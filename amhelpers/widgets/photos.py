"""Photo widgets: what a net does with a photo, the course's or one that is uploaded."""

import functools
import io
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets
import keras
import numpy as np
from PIL import Image, UnidentifiedImageError

from amhelpers import attribution, datasets
from amhelpers.activations import feature_maps, sparsity
from amhelpers.attribution.cam import last_with_places, maps_before
from amhelpers.models.graph import feature_extractor, layer_output, listing, maps_of
from amhelpers.objectives import logit
from amhelpers.plotting import overlay
from amhelpers.widgets.explorer import Explorer, class_names, side_by_side

__all__ = ["explore_attribution", "explore_maps"]

METHODS = {
    "Grad-CAM": attribution.grad_cam,
    "Grad-CAM++": attribution.grad_cam_plus_plus,
    "saliency": attribution.saliency,
    "SmoothGrad": attribution.smooth_grad,
    "integrated gradients": attribution.integrated_gradients,
    "occlusion": attribution.occlusion,
}
WITH_LAYERS = ("Grad-CAM", "Grad-CAM++")


def explore_maps(model: keras.Model, image: np.ndarray) -> Explorer:
    """A layer and a slider over its channels, the photo beside the map; a picture of one's own can be uploaded.

    Args:
        model: a Keras model for images in colour.
        image: (1, height, width, 3) in [0, 1], what is looked at until another is uploaded.

    Returns:
        The widget, which a notebook shows.

    Raises:
        ValueError: the model has no layers with feature maps.
    """
    names, looked_at = _layers(model), _looker()

    @functools.lru_cache(maxsize=4)
    def answered(layer, content):
        shown = _shown(image, content)
        return shown, feature_maps(model, shown, [layer])[layer][0]

    def draw(layer, channel, upload):
        content, wrong = looked_at(upload)
        shown, maps = answered(layer, content)
        channel = min(channel, maps.shape[-1] - 1)
        one = maps[..., channel]
        figure, right = side_by_side(shown[0], "the picture")
        right.imshow(one, cmap="viridis")
        right.set(title=f"{layer}, channel {channel} of {maps.shape[-1]}", xticks=[], yticks=[])
        size = f"{one.shape[0]} × {one.shape[1]}"
        words = f"from {one.min():.3g} to {one.max():.3g}, {sparsity(one):.0%} exactly zero"
        return figure, f"Channel {channel} of {layer}, {size} values {words}.", wrong

    def count(layer):
        return layer_output(model, layer).shape[-1]

    controls = {
        "layer": ipywidgets.Dropdown(options=names, description="layer"),
        "channel": ipywidgets.IntSlider(0, 0, count(names[0]) - 1, description="channel"),
        "upload": _upload(),
    }
    explorer = Explorer(draw, controls)
    controls["layer"].observe(lambda change: explorer.stretch("channel", count(change["new"]) - 1), "value")
    return explorer


def explore_attribution(
    model: keras.Model,
    image: np.ndarray,
    names: Sequence[str] | None = None,
    layer: str | None = None,
    *,
    of: str | None = None,
) -> Explorer:
    """A class, a method and a layer, the photo beside the heat; a picture of one's own can be uploaded.

    The classes are the five that the net gives the highest probabilities for the picture.

    Args:
        model: a Keras model for images in colour, which ends in classes.
        image: (1, height, width, 3) in [0, 1], what is looked at until another is uploaded.
        names: those of the classes; None for their numbers.
        layer: where Grad-CAM looks at first; None for the one that it takes by itself.
        of: where the logits are, as for `objectives.logit`.

    Returns:
        The widget, which a notebook shows.

    Raises:
        ValueError: the model has no layers with feature maps, not this one, or another number of classes than there are
            names; or its logits cannot be told.
    """
    end = None if of in (None, "output", "probability") else of
    names, answers = class_names(model, names, end), model if end is None else feature_extractor(model, end)
    reading = logit(model, 0, of=of).readings[0]
    layers, layer = _layers_before(reading, layer)
    looked_at = _looker()
    number = "probability" if reading.logits or of == "probability" else "output"

    @functools.lru_cache(maxsize=4)
    def read(content):
        shown = _shown(image, content)
        said = answers.predict(shown, verbose=0)[0]
        return shown, said, said.argsort()[::-1][:5]

    @functools.lru_cache(maxsize=32)
    def heat(content, wanted, method, layer):
        settings = {"of": of, **({"layer": layer} if method in WITH_LAYERS else {})}
        return METHODS[method](model, read(content)[0], wanted, **settings)

    def options(content):
        _, said, top = read(content)
        return [(f"{names[index]} ({said[index]:.2f})", int(index)) for index in top]

    def draw(target, method, layer, upload):
        content, wrong = looked_at(upload)
        shown, said, top = read(content)
        target = target if target in top else int(top[0])
        found = heat(content, target, method, layer)
        figure, right = side_by_side(shown[0], "the picture")
        right.imshow(overlay(shown, found)[0])
        where = f", {layer}" if method in WITH_LAYERS else ""
        right.set(title=f"{names[target]}: {method}{where}", xticks=[], yticks=[])
        return figure, f"{method}{where} for {names[target]}, {number} {said[target]:.2f}.", wrong

    controls = {
        "target": ipywidgets.Dropdown(options=options(None), description="class"),
        "method": ipywidgets.Dropdown(options=list(METHODS), description="method"),
        "layer": ipywidgets.Dropdown(options=layers, value=layer, description="layer"),
        "upload": _upload(),
    }

    def uploaded(change):
        chosen = options(looked_at(change["new"])[0])
        if tuple(chosen) != tuple(controls["target"].options):  # of a file that is no picture they stay
            controls["target"].options = chosen

    explorer = Explorer(draw, controls)
    controls["upload"].observe(uploaded, "value")
    return explorer


def _layers(model):
    """Layers with feature maps that are neither the images nor their preprocessing, or an error: there is none."""
    return _telling(model, maps_of(model))


def _layers_before(reading, first):
    """Those that a logit depends on, and the one to look at first; an error where this is none of them."""
    maps = maps_before(reading)
    names = _telling(reading.model, maps)
    first = last_with_places(reading.model, maps) if first is None else first
    if first not in maps:
        raise ValueError(
            f'{reading.model.name} has no layer "{first}" with feature maps that a logit depends on. There are: '
            f"{listing(names)}."
        )
    return [name for name in maps if name in names or name == first], first


def _telling(model, maps):
    """Of layers with feature maps the convolutions and poolings, where there are some."""
    kinds = keras.layers.Conv2D | keras.layers.MaxPooling2D
    if not maps:
        raise ValueError(f"{model.name} has no layers with feature maps.")
    return [name for name, value in maps.items() if isinstance(value.node.operation, kinds)] or list(maps)


def _upload():
    return ipywidgets.FileUpload(accept="image/*", description="your picture")


def _looker() -> Callable[[Any], tuple[bytes | None, str]]:
    """A function of uploads: the bytes of the last one that was a picture, or None, and what is wrong with this one."""
    last = None

    def looked_at(upload):
        nonlocal last
        content = bytes(upload[0]["content"]) if upload else None
        wrong = "" if content is None else _wrong_with(content)
        last = last if wrong else content
        return last, wrong

    return looked_at


def _wrong_with(content):
    """Why a file is no picture, as a sentence; empty where it is one."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
    except UnidentifiedImageError:
        why = "what is in it is in no form that pictures are kept in, such as PNG or JPEG"
    except Exception:  # whatever a reader of such a form meets in a file that is not whole
        why = "it begins like one, and cannot be read to its end; it may be cut short"
    else:
        return ""
    return f"This file is no picture: {why}. The picture before it stays."


def _shown(image, content):
    """The picture that was uploaded, in the size of the first one; that one where there is none."""
    return image if content is None else datasets.photo(io.BytesIO(content), size=image.shape[1])
