"""Graphs: model, name of a layer -> the symbolic tensor that it gives in this model, or a model that ends there.

A layer may be used several times, and in other models too; `layer.output` then says nothing, or something of another
model.  What belongs to a model is found by walking back from its outputs, along what Keras keeps with each tensor.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np

from amhelpers.describe import describe

__all__ = [
    "extractor",
    "feature_extractor",
    "image_input",
    "layer_output",
    "layers_with_maps",
    "node_of",
    "output",
    "state",
    "with_logits",
]


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
    if not inputs:
        raise ValueError(
            f'"{model.name}" is not a graph of layers from its input on: expected a functional model, or '
            "keras.Sequential([keras.Input((height, width, channels)), …]), so that its layers have outputs."
        )
    if len(inputs) != 1:
        raise ValueError(f'"{model.name}" has {len(inputs)} inputs: expected a model that takes images alone.')
    return inputs[0]


def output(model: keras.Model) -> keras.KerasTensor:
    """The one symbolic output of a model, or a ValueError that says that there are several.

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).

    Returns:
        A symbolic tensor, (None, classes) as a rule.

    Raises:
        ValueError: the model has several outputs, or is not what `image_input` takes.
    """
    image_input(model)
    if len(model.outputs) != 1:
        raise ValueError(
            f'"{model.name}" has {len(model.outputs)} outputs: expected one. Take the one that you mean, '
            "keras.Model(model.inputs[0], model.outputs[0])."
        )
    return model.outputs[0]


def layer_output(model: keras.Model, name: str) -> keras.KerasTensor:
    """The symbolic tensor that the layer of this name gives in this model.

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).
        name: that of a layer.

    Returns:
        A symbolic tensor whose first axis is the batch.

    Raises:
        ValueError: there is no such layer (the message lists those with feature maps), or it gives more than one.
    """
    given = _given(model)
    if not isinstance(name, str) or name not in given:
        names = [layer.name for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
        maps = layers_with_maps(model)
        listed = f"Its layers with feature maps: {', '.join(maps)}." if maps else f"Its layers: {', '.join(names)}."
        raise ValueError(f'No layer "{name}" in {model.name}. {listed}')
    if len(given[name]) > 1:
        raise ValueError(
            f'"{name}" gives {len(given[name])} tensors in {model.name}: expected a layer that is used once.'
        )
    return given[name][0]


def layers_with_maps(model: keras.Model) -> list[str]:
    """The names of the layers that give (batch, height, width, channels), from the first to the last.

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).

    Returns:
        Their names; that of the input is not among them.

    Raises:
        ValueError: this is no Keras model, it is not built, it is no graph of layers, or it has several inputs.
    """
    given = _given(model)
    names = [layer.name for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    return [name for name in names if name in given and len(given[name][0].shape) == 4]


def feature_extractor(model: keras.Model, layers: str | Sequence[str]) -> keras.Model:
    """A model that shares the weights of another and gives what some of its layers give: images -> activations.

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).
        layers: a layer's name, for one array; or a list of names, for a list of arrays.

    Returns:
        A model: images (batch, height, width, channels) -> one array or a list of arrays (batch, …).

    Raises:
        ValueError: there is no such layer; the message lists those there are.
    """
    if isinstance(layers, str):
        return keras.Model(image_input(model), layer_output(model, layers))
    return keras.Model(image_input(model), [layer_output(model, name) for name in layers])


def extractor(model: keras.Model, tensors: Sequence[keras.KerasTensor]) -> keras.Model:
    """A model that shares the weights of another and gives some of its symbolic tensors.

    Args:
        model: whose tensors these are.
        tensors: one or more of them.

    Returns:
        A model images -> their values; of several a list, of one the value itself: `tf.nest.flatten` makes both alike.
    """
    return keras.Model(image_input(model), list(tensors))


def with_logits(model: keras.Model) -> keras.Model:
    """A new model with the same weights that gives what stands before the last activation: images -> logits.

    The model itself is left as it is, and shares all layers but the last.

    Args:
        model: ends in a `Dense` layer with an activation, or in a layer `Softmax` or `Activation` of its own.

    Returns:
        A model: images (batch, height, width, channels) -> logits (batch, classes).

    Raises:
        ValueError: it ends in something else.
    """
    node = node_of(output(model))
    last, before = node.operation, node.input_tensors[0]
    if isinstance(last, keras.layers.Softmax | keras.layers.Activation):
        return keras.Model(image_input(model), before)
    if not isinstance(last, keras.layers.Dense):
        raise ValueError(
            f"{model.name} ends in {describe(last)}: expected a Dense layer, or a layer Softmax or Activation."
        )
    logits = type(last).from_config({**last.get_config(), "activation": None})
    changed = keras.Model(image_input(model), logits(before))
    logits.set_weights(last.get_weights())
    return changed


def node_of(tensor: keras.KerasTensor) -> Any:
    """The call that gave a symbolic tensor: its `operation`, `input_tensors`, `output_tensors`, `parent_nodes`.

    Args:
        tensor: a symbolic tensor that a layer or an operation gave.

    Returns:
        A node of Keras.
    """
    operation, index, _ = tensor._keras_history
    return operation._inbound_nodes[index]


def state(model: keras.Model) -> "State":
    """What a compiled function of a model depends on, the values of its weights apart.

    That is each operation, and every setting of it and of the layers within it: numbers, texts, functions, whatever may
    be changed by an assignment (scale, slope, epsilon, padding, dtype, activation …), and which variables it has, for
    quantisation and LoRA put others in their place.

    Args:
        model: functional or sequential.

    Returns:
        What can be compared and hashed, equal to that of the model at another time as long as nothing was changed.
    """
    things: list = []
    return State(tuple(_states(model, things)), tuple(things))


@dataclass(frozen=True)
class State:
    """The settings of a model's operations, and the things that these name by their id, so that no other takes it."""

    settings: tuple
    things: tuple = field(compare=False, repr=False)


# What every layer has, and what TensorFlow keeps with it: no settings.
KEPT_BY_KERAS = frozenset(vars(keras.layers.Layer(name="bare"))) | {"_auto_config", "_lock"}
KEPT_BY_TENSORFLOW = "_self_"
NOT_DATA = object()


def _states(model, things):
    """The settings of each operation of a model, and of the models within it."""
    for node in _nodes(model):
        operation = node.operation
        layers = operation._flatten_layers() if isinstance(operation, keras.layers.Layer) else [operation]
        yield _identity(operation, things), *(_settings(layer, things) for layer in layers)
        if isinstance(operation, keras.Model) and getattr(operation, "inputs", None):
            yield from _states(operation, things)


def _settings(operation, things):
    """The settings of one operation: its attributes that are data or functions, its precision, its variables."""
    found = [
        (name, _frozen(value, things))
        for name, value in vars(operation).items()
        if name not in KEPT_BY_KERAS and not name.startswith(KEPT_BY_TENSORFLOW)
    ]
    variables = [_identity(variable, things) for variable in getattr(operation, "variables", ())]
    precision = getattr(getattr(operation, "dtype_policy", None), "name", None)
    return tuple(one for one in found if one[1] is not NOT_DATA), precision, tuple(variables)


def _identity(thing, things):
    things.append(thing)
    return id(thing)


def _frozen(value, things):
    """A setting in a form that can be compared and hashed, or `NOT_DATA`."""
    if value is None or isinstance(value, str | bytes | bool | int | float | complex | np.generic):
        return type(value).__name__, value if value == value else "nan"
    if isinstance(value, tuple | list | set | frozenset):
        return type(value).__name__, tuple(_frozen(part, things) for part in value)
    if isinstance(value, dict):
        return "dict", tuple((str(key), _frozen(part, things)) for key, part in value.items())
    if isinstance(value, np.ndarray):
        return "array", value.shape, value.dtype.str, hashlib.sha256(value.tobytes()).digest()
    if callable(value) and not isinstance(value, keras.layers.Layer):
        return _identity(value, things)
    return NOT_DATA


def _given(model):
    """What the layers of a model give in it: name -> symbolic tensors, one for each time that the layer is used."""
    image_input(model)
    given = {}
    for node in _nodes(model):
        given.setdefault(node.operation.name, []).extend(node.output_tensors)
    return given


def _nodes(model):
    """All calls that lead to the outputs of a model."""
    found, waiting = {}, [node_of(tensor) for tensor in model.outputs]
    while waiting:
        node = waiting.pop()
        if id(node) not in found:
            found[id(node)] = node
            waiting += node.parent_nodes
    return found.values()
