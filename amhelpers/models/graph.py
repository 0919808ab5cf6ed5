"""Graphs: model, name of a layer -> the value that it gives in this model, and what computes such values of images.

A layer may be used several times, and in other models too; `layer.output` then says nothing, or something of another
model.  What belongs to a model is found by walking back from its outputs, along what Keras keeps with each tensor.
Layers of a model within the model are reached by a path, "mobilenet/Conv_1".
"""

import difflib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import keras
import numpy as np
import tensorflow as tf

from amhelpers.describe import describe

__all__ = [
    "Value",
    "ancestors",
    "called",
    "check_images",
    "extractor",
    "feature_extractor",
    "image_input",
    "is_channels_first",
    "layer_output",
    "layers_with_maps",
    "listing",
    "output",
    "state",
    "with_logits",
]


class Value(NamedTuple):
    """A symbolic tensor of a model, or of a model within it.

    Attributes:
        tensor: of the model that it belongs to.
        within: the calls of models that this one lies in, the outermost first; none for the model's own.
    """

    tensor: keras.KerasTensor
    within: tuple[Any, ...] = ()

    @property
    def shape(self) -> tuple[int | None, ...]:
        """The symbolic tensor's, (None, …)."""
        return self.tensor.shape

    @property
    def node(self) -> Any:
        """The call that gives it: `operation`, `arguments`, `input_tensors`, `outputs`."""
        operation, index, _ = self.tensor._keras_history
        return operation._inbound_nodes[index]

    @property
    def key(self) -> tuple:
        """What tells it from others: two are the same where this is equal."""
        return id(self.tensor), *map(id, self.within)

    @property
    def inner(self) -> "Value | None":
        """The same value as one of the model within the model that gives it; None where no graph of layers gives it."""
        model = self.node.operation
        if not _is_graph(model):
            return None
        index = [id(tensor) for tensor in self.node.outputs].index(id(self.tensor))
        return Value(model.outputs[index], (*self.within, self.node))

    @property
    def sources(self) -> "list[Value]":
        """What the call that gives it takes; what goes into a model, for a value that is the input of one within."""
        if self.within:
            call = self.within[-1]
            inputs = [id(tensor) for tensor in call.operation.inputs]
            if id(self.tensor) in inputs:
                return [Value(call.input_tensors[inputs.index(id(self.tensor))], self.within[:-1])]
        return [Value(tensor, self.within) for tensor in self.node.input_tensors]


def _is_graph(model):
    """Is this a model whose layers are known from its input to its output, and all that a call of it computes?"""
    if not isinstance(model, keras.Model) or not getattr(model, "inputs", None):
        return False
    return type(model).call.__qualname__ in ("Functional.call", "Sequential.call")  # no other one of its own


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
    if not inputs or not _is_graph(model):
        raise ValueError(
            f'"{model.name}" is not a graph of layers from its input on: expected a functional model, or '
            "keras.Sequential([keras.Input((height, width, channels)), …]), so that its layers have outputs."
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
        names = [Value(tensor).node.operation.name for tensor in model.outputs]
        raise ValueError(
            f'"{model.name}" has {len(names)} outputs, of the layers {", ".join(names)}: expected one. Say which one '
            f'you mean, of="{names[0]}", or make a model of it, keras.Model(model.inputs[0], model.outputs[0]).'
        )
    return Value(model.outputs[0])


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
        raise ValueError(
            f'"{name}" gives {len(given[name])} tensors in {model.name}: expected a layer that is used once.'
        )
    return given[name][0]


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
        Keras' layers that only prepare images, such as rescaling and augmentation.

    Raises:
        ValueError: this is no Keras model, it is not built, it is no graph of layers, or it has several inputs.
    """
    given = _given(model)
    layers = {path: values[0].node.operation for path, values in given.items() if len(values[0].shape) == 4}
    return [
        path
        for path, layer in layers.items()
        if isinstance(layer, keras.layers.Layer) and not isinstance(layer, (keras.layers.InputLayer, *PREPARING))
    ]


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
        return keras.Model(image_input(model), _symbolic(layer_output(model, layers)))
    return keras.Model(image_input(model), [_symbolic(layer_output(model, name)) for name in layers])


def _symbolic(value):
    """A value as a symbolic tensor of the outermost model: of a model within it a part is called anew."""
    if not value.within:
        return value.tensor
    call, *rest = value.within
    part = keras.Model(call.operation.inputs, _symbolic(Value(value.tensor, tuple(rest))))
    return part(*call.arguments.args) if len(call.input_tensors) == 1 else part(call.input_tensors)


def extractor(model: keras.Model, values: Sequence[Value]) -> Callable[[tf.Tensor], list[tf.Tensor]]:
    """What computes values of a model from images: each layer that they need is called once, and no other.

    Models within the model are gone through layer by layer where one of the values lies in them; else they are called
    as they are. Nothing is added to the model.

    Args:
        model: whose values these are.
        values: one or more of them.

    Returns:
        A function images (batch, height, width, channels) -> a list of tensors, those of all layers as at inference.
        A `tape` that is given watches them as soon as they are there: so there are slopes by them whatever came before.
    """
    first = Value(image_input(model))
    within = {tuple(map(id, value.within[:depth])) for value in values for depth in range(1, len(value.within) + 1)}
    order = _in_order(values, within)

    wanted = {value.key for value in values}

    def extract(images, tape=None):
        found = {first.key: _as_input(images, first.tensor)}
        for value in order:
            if value.key in found:
                continue
            sources = [found[source.key] for source in _needed(value, within)]
            if _is_input(value):
                found[value.key] = _as_input(sources[0], value.tensor)
            elif _is_inlined(value, within):
                found[value.key] = sources[0]
            else:
                node = value.node
                given = {id(tensor): one for tensor, one in zip(node.input_tensors, sources, strict=True)}
                outputs = called(node, given)
                found.update(
                    (Value(tensor, value.within).key, one) for tensor, one in zip(node.outputs, outputs, strict=True)
                )
            if tape is not None and value.key in wanted:
                tape.watch(found[value.key])
        return [found[value.key] for value in values]

    return extract


def ancestors(model: keras.Model, values: Sequence[Value]) -> list[Value]:
    """All that some values of a model are computed from, layers of models within it too, and they themselves.

    Args:
        model: a functional or sequential model that takes images alone.
        values: of it.

    Returns:
        Values, each behind what it is computed from.
    """
    within = {tuple(map(id, (*value.within, value.node))) for _, value in _values(model) if value.inner is not None}
    return _in_order(values, within)


def is_channels_first(value: Value) -> bool:
    """Are these maps whose channels come first?

    Args:
        value: that of a layer.
    """
    return getattr(value.node.operation, "data_format", "") == "channels_first" and len(value.shape) == 4


def listing(names: Sequence[str]) -> str:
    """Names in a row for a message, of many the first ones and the last.

    Args:
        names: of layers.
    """
    return ", ".join(names) if len(names) <= MANY else f"{', '.join(names[: MANY - 1])} … {names[-1]}"


def _in_order(values, within):
    """These values and all that they need, each behind what it is computed from."""
    order: list[Value] = []
    done, waiting = set(), list(reversed(values))
    while waiting:
        value = waiting[-1]
        missing = [one for one in _needed(value, within) if one.key not in done]
        if value.key in done or not missing:
            waiting.pop()
            if value.key not in done:
                done.add(value.key)
                order.append(value)
        else:
            waiting += reversed(missing)
    return order


def _needed(value, within):
    """The values that one is computed from, where the models of these calls are gone through layer by layer."""
    if not _is_input(value) and _is_inlined(value, within):
        return [value.inner]
    return value.sources


def _is_inlined(value, within):
    return (*map(id, value.within), id(value.node)) in within


def _is_input(value):
    """Is this the input of a model within the model?"""
    return bool(value.within) and any(tensor is value.tensor for tensor in value.within[-1].operation.inputs)


def _as_input(values, tensor):
    """Values as a model takes them: of its input's type, without or with a last axis of length 1, as Keras does it."""
    values = tf.cast(values, tensor.dtype)
    if len(values.shape) == len(tensor.shape) + 1 and values.shape[-1] == 1:
        return tf.squeeze(values, -1)
    return values[..., tf.newaxis] if len(values.shape) == len(tensor.shape) - 1 and tensor.shape[-1] == 1 else values


def called(node: Any, given: dict[int, tf.Tensor]) -> list[tf.Tensor]:
    """What a call gives at inference, with other tensors in the place of its symbolic ones.

    Args:
        node: the call, of `Value.node`.
        given: the `id` of each symbolic tensor that it takes -> a tensor.

    Returns:
        A list of tensors, one for each output.
    """
    args, kwargs = node.arguments.fill_in(given)
    if "training" in getattr(node.operation, "_call_context_args", ()):
        kwargs["training"] = False
    return tf.nest.flatten(node.operation(*args, **kwargs))


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
    node = output(model).node
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


MANY = 24  # layers that a message lists
# Layers that prepare images: what they give is images, no feature maps.
PREPARING = (
    keras.layers.Rescaling,
    keras.layers.Normalization,
    keras.layers.RandomFlip.__base__,  # of all of Keras' layers that work on images
)

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
    """What the layers of a model give in it, and those of the models within: path -> values, one for each use."""
    image_input(model)
    given: dict[str, list[Value]] = {}
    for path, value in _values(model):
        given.setdefault(path, []).append(value)
    return given


def _values(model, path="", within=()) -> Iterator[tuple[str, Value]]:
    """(path, value) of all that a model computes for its outputs, from the first layer to the last."""
    for node in _nodes(model):
        name = f"{path}{node.operation.name}"
        if _is_graph(node.operation):
            inner = _values(node.operation, f"{name}/", (*within, node))
            yield from (one for one in inner if not isinstance(one[1].node.operation, keras.layers.InputLayer))
        yield from ((name, Value(tensor, within)) for tensor in node.outputs)


def _nodes(model):
    """All calls that lead to the outputs of a model, in the order of its layers, each behind those that it needs."""
    called = [value.node for value in _in_order([Value(tensor) for tensor in model.outputs], ())]
    places = {id(operation): place for place, operation in enumerate(getattr(model, "operations", model.layers))}
    called.sort(key=lambda node: places.get(id(node.operation), -1))
    return list({id(node): node for node in called}.values())
