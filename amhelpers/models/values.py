"""Values: a symbolic tensor of a model, or of a model within it -> what it is computed from, and what computes it.

What belongs to a model is found by walking back along what Keras keeps with each tensor. A layer may be used several
times, and in other models too: `layer.output` then says nothing, or something of another model.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import keras
import tensorflow as tf

__all__ = [
    "Value",
    "ancestors",
    "called",
    "extractor",
    "filled",
    "is_channels_first",
    "is_graph",
    "kept_weights",
    "nodes",
    "values_of",
]


# Words in what TensorFlow and Keras raise where something that is compiled looks at the numbers themselves.
LEAVES_TENSORFLOW = ("symbolic", "python `bool`", "inside a `tf.function`")


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
        if not is_graph(model):
            return None
        index = [id(tensor) for tensor in self.node.outputs].index(id(self.tensor))
        return Value(model.outputs[index], (*self.within, self.node))

    @property
    def sources(self) -> "list[Value]":
        """What the call that gives it takes; what goes into a model, for a value that is the input of one within."""
        if _is_input(self):
            call = self.within[-1]
            index = [id(tensor) for tensor in call.operation.inputs].index(id(self.tensor))
            return [Value(call.input_tensors[index], self.within[:-1])]
        return [Value(tensor, self.within) for tensor in self.node.input_tensors]


def is_graph(model: Any) -> bool:
    """Is this a model whose layers are known from its input to its output, and all that a call of it computes?

    Args:
        model: any object.
    """
    if not isinstance(model, keras.Model) or not getattr(model, "inputs", None):
        return False
    return type(model).call.__qualname__ in ("Functional.call", "Sequential.call")  # no other one of its own


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
    first = Value(model.inputs[0])
    within = {tuple(map(id, value.within[:depth])) for value in values for depth in range(1, len(value.within) + 1)}
    order, wanted = _in_order(values, within), {value.key for value in values}

    def extract(images, tape=None):
        with tf.name_scope("values"), _kept(model):  # in a scope a layer may have any name, "_conv" too
            return computed(images, tape)

    def computed(images, tape):
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
                found[value.key] = tf.identity(found[value.key])  # else it may be the tensor of another value too
                tape.watch(found[value.key])
        return [found[value.key] for value in values]

    return extract


@contextlib.contextmanager
def _kept(model):
    """Afterwards the layers of a model have the losses and the attributes that they had: calls leave some behind."""
    layers = model._flatten_layers()
    losses = [(layer, list(layer._losses)) for layer in layers]
    own = [(vars(layer), dict(vars(layer))) for layer in layers if not type(layer).__module__.startswith("keras.")]
    try:
        yield
    finally:
        for layer, before in losses:
            layer._losses[:] = before
        for attributes, before in own:
            attributes.clear()
            attributes.update(before)


@contextlib.contextmanager
def kept_weights(model: keras.Model) -> Iterator[None]:
    """Afterwards the weights that no training sets are as they were: there are layers that assign to them in a call.

    Args:
        model: any, called meanwhile with numbers that are not the user's.
    """
    layers = [layer for layer in model._flatten_layers() if not type(layer).__module__.startswith("keras.")]
    weights = {id(one): one for layer in layers for one in layer.non_trainable_variables}
    before = [(one, tf.identity(one.value)) for one in weights.values()]
    try:
        yield
    finally:
        for one, value in before:
            one.assign(value)


def ancestors(model: keras.Model, values: Sequence[Value]) -> list[Value]:
    """All that some values of a model are computed from, layers of models within it too, and they themselves.

    Args:
        model: a functional or sequential model that takes images alone.
        values: of it.

    Returns:
        Values, each behind what it is computed from.
    """
    within = {tuple(map(id, (*value.within, value.node))) for _, value in values_of(model) if value.inner is not None}
    return _in_order(values, within)


def is_channels_first(value: Value) -> bool:
    """Are these maps whose channels come first?

    Args:
        value: that of a layer.
    """
    return getattr(value.node.operation, "data_format", "") == "channels_first" and len(value.shape) == 4


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


def filled(node: Any, given: dict[int, tf.Tensor]) -> tuple[tuple, dict[str, Any]]:
    """What a call is called with at inference, by position and by name.

    Args:
        node: the call, of `Value.node`.
        given: the `id` of each symbolic tensor that it takes -> a tensor.
    """
    args, options = node.arguments.fill_in(given)
    if "training" in getattr(node.operation, "_call_context_args", ()):
        options["training"] = False
    return args, options


def called(node: Any, given: dict[int, tf.Tensor]) -> list[tf.Tensor]:
    """What a call gives at inference, with other tensors in the place of its symbolic ones.

    Args:
        node: the call, of `Value.node`.
        given: the `id` of each symbolic tensor that it takes -> a tensor.

    Returns:
        A list of tensors, one for each output.
    """
    args, options = filled(node, given)
    try:
        return keras.tree.flatten(node.operation(*args, **options))
    except Exception as error:
        if any(words in str(error).lower() for words in LEAVES_TENSORFLOW):
            raise ValueError(
                f'The layer "{node.operation.name}" asks for the numbers themselves, such as by `if` or .numpy(), and '
                "cannot be compiled. Use tf or keras.ops functions in its call: tf.where in the place of `if`."
            ) from error
        raise


def values_of(model: keras.Model, path: str = "", within: tuple = ()) -> Iterator[tuple[str, Value]]:
    """All that a model computes for its outputs, and that the models within it do.

    Args:
        model: a functional or sequential one.
        path: what stands before the names of its layers.
        within: the calls of models that it lies in.

    Yields:
        (path, value), from the first layer to the last.
    """
    for node in nodes(model):
        name = f"{path}{node.operation.name}"
        if is_graph(node.operation):
            inner = values_of(node.operation, f"{name}/", (*within, node))
            yield from (one for one in inner if not isinstance(one[1].node.operation, keras.layers.InputLayer))
        yield from ((name, Value(tensor, within)) for tensor in node.outputs)


def nodes(model: keras.Model) -> list[Any]:
    """All calls that lead to the outputs of a model, in the order of its layers.

    Args:
        model: a functional or sequential one.

    Returns:
        Nodes of Keras, each once, each behind those that it needs.
    """
    found = [value.node for value in _in_order([Value(tensor) for tensor in model.outputs], ())]
    places = {id(operation): place for place, operation in enumerate(getattr(model, "operations", model.layers))}
    found.sort(key=lambda node: places.get(id(node.operation), -1))
    return list({id(node): node for node in found}.values())
