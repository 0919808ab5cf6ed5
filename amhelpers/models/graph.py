"""Graphs: model, name of a layer -> the value that it gives in this model, or a model that ends there.

Layers of a model within the model are reached by a path, "mobilenet/Conv_1".
"""

import difflib
from collections.abc import Sequence

import keras
import numpy as np
import tensorflow as tf

from amhelpers.describe import describe
from amhelpers.models.values import Value, is_graph, values_of

__all__ = [
    "check_images",
    "feature_extractor",
    "image_input",
    "layer_output",
    "layers_with_maps",
    "listing",
    "maps_of",
    "noise",
    "output",
    "symbolic",
]

MANY = 24  # layers that a message lists
# Layers that prepare images: what they give is images, no feature maps.
PREPARING = (
    keras.layers.Rescaling,
    keras.layers.Normalization,
    keras.layers.RandomFlip.__base__,  # of all of Keras' layers that work on images
)


def image_input(model: keras.Model) -> keras.KerasTensor:
    """The symbolic images that a model takes.

    Args:
        model: functional or sequential, with one input.

    Returns:
        A symbolic tensor, (None, height, width, channels) as a rule.

    Raises:
        ValueError: this is no Keras model, it is not built, it is no graph of layers, or it has several inputs.
    """
    if not isinstance(model, keras.Model):
        raise ValueError(f"Expected a Keras model. Received {describe(model)}.")
    inputs = getattr(model, "inputs", None)
    if not inputs or not is_graph(model):
        raise ValueError(
            f'"{model.name}" is not a graph of layers from its input on: expected a functional model, or '
            "keras.Sequential([keras.Input((height, width, channels)), …]), so that its layers have outputs."
        )
    for layer in model._flatten_layers():
        if getattr(layer, "stateful", False):
            raise ValueError(
                f'"{layer.name}" of {model.name} keeps a state from one call to the next, so that what it gives for an '
                "image depends on the images before. Build it with stateful=False; the weights are the same."
            )
    if len(inputs) != 1:
        raise ValueError(
            f'"{model.name}" has {len(inputs)} inputs: expected a model that takes images alone. A new model can hold '
            "the others fixed: keras.Model(images, model([images, …]))."
        )
    return inputs[0]


def check_images(model: keras.Model, shape: Sequence[int | None], slopes: bool = True) -> None:
    """Refuse images that a model does not take, whatever is in them.

    Args:
        model: a functional or sequential model that takes images alone.
        shape: that of the images, (batch, height, width, channels).
        slopes: will there be asked for a gradient by the images?

    Raises:
        ValueError: the model takes another size, has the channels first, or takes whole numbers, which have no slopes.
    """
    wanted = image_input(model)
    sides = tuple(wanted.shape)
    if len(sides) == 3 and shape[-1] == 1:  # as Keras does, which leaves out a last axis of length 1
        sides = (*sides, 1)
    if len(sides) == 4 and sides[1] in (1, 3) and sides[3] is not None and sides[3] > 4:
        raise ValueError(
            f"{model.name} takes images of shape {tuple(wanted.shape)}, with their channels first as it seems: "
            "expected (batch, height, width, channels). A layer in front turns them: keras.Sequential(["
            "keras.Input((height, width, channels)), keras.layers.Permute((3, 1, 2)), model])."
        )
    pairs = list(zip(sides[1:], shape[1:], strict=False))  # a batch of another size is no matter
    if len(sides) != len(shape) or any(None not in pair and pair[0] != pair[1] for pair in pairs):
        raise ValueError(f"{model.name} takes images of shape {tuple(wanted.shape)}. Received {tuple(shape)}.")
    if slopes and not tf.as_dtype(wanted.dtype).is_floating:
        raise ValueError(
            f"{model.name} takes whole numbers ({wanted.dtype}), which have no gradient. Build it on "
            f"keras.Input({tuple(wanted.shape[1:])}), a float one, with the same layers; the weights stay as they are."
        )


def output(model: keras.Model, of: str | None = None) -> Value:
    """The one output of a model, or that of one of its layers.

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).
        of: the name of a layer; None for what the model gives.

    Returns:
        A value, (None, classes) as a rule.

    Raises:
        ValueError: the model has several outputs, or is not what `image_input` takes; the message lists them.
    """
    image_input(model)
    if of is not None:
        return layer_output(model, of)
    if len(model.outputs) != 1:
        names = list(dict.fromkeys(_name_of(Value(tensor)) for tensor in model.outputs))
        raise ValueError(
            f'"{model.name}" has {len(model.outputs)} outputs, of the layers {", ".join(names)}: expected one. Say '
            f'which one you mean, of="{names[0]}", or make a model of it, '
            "keras.Model(model.inputs[0], model.outputs[0])."
        )
    return Value(model.outputs[0])


def _name_of(value):
    """The name of the layer that gives a value; of one in a model within the model its path."""
    name = value.node.operation.name
    return name if value.inner is None else f"{name}/{_name_of(value.inner)}"


def layer_output(model: keras.Model, name: str) -> Value:
    """What the layer of this name gives in this model.

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).
        name: that of a layer; of one in a model within the model a path, "mobilenet/Conv_1".

    Returns:
        A value whose first axis is the batch.

    Raises:
        ValueError: there is no such layer (the message lists those with feature maps), or it gives more than one.
    """
    given = _given(model)
    if not isinstance(name, str) or name not in given:
        raise ValueError(f'No layer "{name}" in {model.name}. {_others(model, given, name)}')
    if len(given[name]) > 1:
        raise ValueError(_several(model, name, given[name]))
    return given[name][0]


def _several(model, name, values):
    """What is said of a layer that gives several tensors in a model, or is used several times."""
    calls = len({id(value.node) for value in values})
    if calls > 1:
        return f'"{name}" is used {calls} times in {model.name}: which of them is meant cannot be told by its name.'
    shapes = ", ".join(str(tuple(value.shape)) for value in values)
    return (
        f'"{name}" of {model.name} gives {len(values)} tensors at once, {shapes}: which of them is meant cannot be '
        "told by its name. Put a layer behind the one you mean, keras.layers.Identity(name=…), when the net is built."
    )


def _others(model, given, name):
    """What is said of the layers that there are, where one was asked for that is not there."""
    inside = [path for path in given if path.rpartition("/")[2] == name]
    if inside:
        within = inside[0].rpartition("/")[0]
        return f'It is a layer of "{within}", a model within it: write "{inside[0]}".'
    maps = layers_with_maps(model)
    names = maps or [path for path in given if not isinstance(given[path][0].node.operation, keras.layers.InputLayer)]
    near = difflib.get_close_matches(str(name), list(given), 3) if len(names) > MANY else []
    found = near or [one for one in names if "/" not in one] or names
    if near:
        return f"Of its {len(names)} layers the nearest: {listing(found)}."
    return f"Its layers{' with feature maps' if maps else ''}: {listing(found)}."


def layers_with_maps(model: keras.Model) -> list[str]:
    """The names of the layers that give (batch, height, width, channels), from the first to the last.

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).

    Returns:
        Their names, those of layers in models within the model as paths; that of the input is not among them, nor are
        Keras' layers that only prepare images, such as rescaling and augmentation, and layers that are used twice.

    Raises:
        ValueError: this is no Keras model, it is not built, it is no graph of layers, or it has several inputs.
    """
    return list(maps_of(model))


def maps_of(model: keras.Model) -> dict[str, Value]:
    """The layers of `layers_with_maps`, each with what it gives.

    Args:
        model: as there.

    Returns:
        Name -> value, from the first to the last.

    Raises:
        ValueError: as there.
    """
    return {
        path: values[0]
        for path, values in _given(model).items()
        if len(values) == 1 and len(values[0].shape) == 4 and _shows_maps(values[0].node.operation)
    }


def _shows_maps(operation):
    """Is this a layer, and neither the input nor one that only prepares images?"""
    return isinstance(operation, keras.layers.Layer) and not isinstance(
        operation, (keras.layers.InputLayer, *PREPARING)
    )


def feature_extractor(model: keras.Model, layers: str | Sequence[str]) -> keras.Model:
    """A model that shares the weights of another and gives what some of its layers give: images -> activations.

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).
        layers: a layer's name, or a path, for one array; or a list of them, for a list of arrays.

    Returns:
        A model: images (batch, height, width, channels) -> one array or a list of arrays (batch, …).

    Raises:
        ValueError: there is no such layer; the message lists those there are.
    """
    if isinstance(layers, str):
        return keras.Model(image_input(model), symbolic(layer_output(model, layers)))
    return keras.Model(image_input(model), [symbolic(layer_output(model, name)) for name in layers])


def symbolic(value: Value) -> keras.KerasTensor:
    """A value as a symbolic tensor of the outermost model: of a model within it a part is called anew.

    Args:
        value: of that model, or of one within it.
    """
    if not value.within:
        return value.tensor
    call, *rest = value.within
    part = keras.Model(list(call.operation.inputs), symbolic(Value(value.tensor, tuple(rest))))
    return part(list(call.input_tensors))


def listing(names: Sequence[str]) -> str:
    """Names in a row for a message, of many the first ones and the last.

    Args:
        names: of layers.
    """
    return ", ".join(names) if len(names) <= MANY else f"{', '.join(names[: MANY - 1])} … {names[-1]}"


def noise(model: keras.Model) -> np.ndarray:
    """Two images of noise, of a size that a model takes, float32 in [0, 1].

    Args:
        model: built, with one input.
    """
    batch, *sides = model.inputs[0].shape
    shape = (batch or 2, *(side or 64 for side in sides))
    return np.random.default_rng(0).uniform(size=shape).astype("float32")


def _given(model):
    """What the layers of a model give in it, and those of the models within: path -> values, one for each use."""
    image_input(model)
    given: dict[str, list[Value]] = {}
    for path, value in values_of(model):
        given.setdefault(path, []).append(value)
    return given
