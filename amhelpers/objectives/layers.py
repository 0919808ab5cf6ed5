"""Kinds of layers, by what an objective does with them: cut them at their activation, compute one channel alone."""

import contextlib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import keras
import tensorflow as tf

from amhelpers.models.values import Value
from amhelpers.objectives.trials import UNKNOWN, applied, is_linear, name_of, preserves

__all__ = [
    "ACTIVATIONS",
    "BY_CHANNEL",
    "ELEMENTWISE",
    "activation_of",
    "adds",
    "ended_by",
    "is_one_of",
    "kind_of",
    "last_activation",
    "moves",
    "only_of_keras",
    "recorded",
]

# Activations that are layers of their own.
ACTIVATIONS = (
    keras.layers.Activation,
    keras.layers.ELU,
    keras.layers.LeakyReLU,
    keras.layers.PReLU,
    keras.layers.ReLU,
    keras.layers.Softmax,
)
# Activations that look at each value by itself.
ELEMENTWISE = (
    keras.activations.elu,
    keras.activations.gelu,
    keras.activations.linear,
    keras.activations.relu,
    keras.activations.relu6,
    keras.activations.selu,
    keras.activations.sigmoid,
    keras.activations.silu,
    keras.activations.softplus,
    keras.activations.tanh,
    keras.layers.ELU,
    keras.layers.LeakyReLU,
    keras.layers.ReLU,
)
# What only moves values, and leaves what lies together along the last axis together.
MOVING = (
    keras.layers.ActivityRegularization,
    keras.layers.AlphaDropout,
    keras.layers.Cropping2D,
    keras.layers.Dropout,
    keras.layers.Flatten,
    keras.layers.GaussianDropout,
    keras.layers.GaussianNoise,
    keras.layers.Identity,
    keras.layers.Reshape,
    keras.layers.SpatialDropout2D,
)
# What picks the largest: each value still went through the activation before it, and nothing else.
PICKING = (keras.layers.GlobalMaxPooling2D, keras.layers.MaxPooling2D)
# What adds up multiples of values, each channel by itself.
LINEAR = (
    keras.layers.Add,
    keras.layers.Average,
    keras.layers.AveragePooling2D,
    keras.layers.BatchNormalization,
    keras.layers.GlobalAveragePooling2D,
    keras.layers.ZeroPadding2D,
)
LINEAR_OPERATIONS = ("Add", "Subtract")
# What does to values before their activation what it does to those behind it, in each channel by itself.
BY_CHANNEL = (
    *LINEAR,
    *PICKING,
    keras.layers.Cropping2D,
    keras.layers.Dropout,
    keras.layers.Identity,
    keras.layers.UpSampling2D,
)
# Keras' layers around what others wrote.
FOREIGN = ("FlaxLayer", "JaxLayer", "Lambda", "TFSMLayer", "TorchModuleWrapper")


def is_one_of(operation: Any, kinds: tuple[type, ...]) -> bool:
    """Is this one of these layers of Keras, and no class that another derived from it?

    Args:
        operation: any.
        kinds: classes of layers.
    """
    return isinstance(operation, kinds) and _is_of_keras(operation)


def only_of_keras(operation: Any) -> bool:
    """Is this a layer or an operation of Keras' own, with nothing in it that another wrote?

    Args:
        operation: any.
    """
    within = operation._flatten_layers() if isinstance(operation, keras.layers.Layer) else [operation]
    return all(map(_is_of_keras, within))


def _is_of_keras(thing):
    """Is this a layer, an operation or a function of Keras' own, which calls nothing that another wrote?"""
    module = thing.__module__ if hasattr(thing, "__name__") else type(thing).__module__
    return str(module).partition(".")[0] == "keras" and type(thing).__name__ not in FOREIGN


def moves(value: Value) -> str:
    """What the call that gives a value leaves together, if it changes no value and only moves them or picks some.

    Args:
        value: of a model.

    Returns:
        "rows" where what lies along the last axis stays together, in its order; "values" where it may not; empty where
        values are changed.
    """
    operation = value.node.operation
    if is_one_of(operation, MOVING):
        return "rows" if all(source.shape[-1] == value.shape[-1] for source in value.sources) else "values"
    if is_one_of(operation, PICKING):
        return "values"
    if getattr(operation, "weights", ()) or is_one_of(operation, (*LINEAR, *ACTIVATIONS)) or _adds_by_name(operation):
        return UNKNOWN
    return preserves(value)


def adds(value: Value) -> bool:
    """Does the call that gives a value add up multiples of values, with no weights but those of normalisation?

    Args:
        value: of a model.
    """
    operation = value.node.operation
    if is_one_of(operation, LINEAR):
        return True
    if getattr(operation, "weights", ()) or is_one_of(operation, ACTIVATIONS):
        return False
    return _adds_by_name(operation) or is_linear(value)


def _adds_by_name(operation):
    return _is_of_keras(operation) and type(operation).__name__ in LINEAR_OPERATIONS


def last_activation(value: Value) -> tuple[str, Callable] | None:
    """The activation that a value went through last, in the call that gives it.

    Args:
        value: of a model.

    Returns:
        Its name, as from `kind_of`, and the function; None where this call is that of no activation and has none.
    """
    operation, shape = value.node.operation, value.shape
    if is_one_of(operation, ACTIVATIONS) or _names_an_activation(operation):
        if len(value.sources) > 1:  # a mask, for instance
            return UNKNOWN, applied(value)
        return kind_of(operation, shape), applied(value)
    if not isinstance(operation, keras.layers.Layer):
        return None
    own = getattr(operation, "activation", None)
    if own is not None and hasattr(operation, "kernel") and only_of_keras(operation):
        return kind_of(own, shape), own
    if callable(own) or not _is_of_keras(operation) or isinstance(operation, keras.layers.Wrapper):
        arguments = value.node.arguments
        function = activation_of(operation, arguments.args, arguments.kwargs)
        if function is not None:
            return kind_of(function, shape), function
        if not operation.weights and len(value.sources) == 1 and value.sources[0].shape == shape:
            name = name_of(applied(value), shape)
            return (name, applied(value)) if name else None
    return None


def _names_an_activation(operation):
    """Is this one of the operations of Keras that are activations, such as `keras.ops.relu`?"""
    if isinstance(operation, keras.layers.Layer) or not _is_of_keras(operation):
        return False
    return callable(getattr(keras.activations, _name(operation), None))


def _name(function):
    """The name of a function, that of a layer's class in small letters, that of an operation's as of a function."""
    kind = type(function).__name__
    if isinstance(function, keras.layers.Layer):
        return kind.lower()
    return getattr(function, "__name__", re.sub("(?<=[a-z])(?=[A-Z])", "_", kind).lower())


def kind_of(activation: Any, shape: Sequence[int | None]) -> str:
    """The name of an activation, such as "softmax"; of one that is not Keras' own, it is found by trying.

    Args:
        activation: a function, a layer or an operation.
        shape: that of what it is applied to, (batch, …, channels), None for what is free.

    Returns:
        Its name in small letters; "linear" for what leaves values as they are, empty for what nobody knows.
    """
    function = activation.activation if is_one_of(activation, (keras.layers.Activation,)) else activation
    if not _is_of_keras(function):
        return name_of(function, shape)
    name = _name(function)
    along = getattr(function, "axis", -1) if name in ("softmax", "log_softmax") else -1
    return name if along in (-1, len(shape) - 1) else UNKNOWN


@contextlib.contextmanager
def recorded(layer: keras.layers.Layer) -> Iterator[list[tuple[Callable, Any, Any]]]:
    """Meanwhile, what goes into the activations of a layer and of those within it, and what comes out, is noted.

    Args:
        layer: any layer, also one of one's own, wrapped, quantised …: whatever calls an attribute `activation`.

    Yields:
        A list of (activation, its argument, its result), one for each call, in their order.
    """
    own = [(one, one.activation) for one in layer._flatten_layers() if callable(getattr(one, "activation", None))]
    calls: list = []
    try:
        for one, function in own:
            one.activation = _noting(function, calls)
        yield calls
    finally:
        for one, function in own:
            if getattr(type(one), "activation", None) is getattr(function, "__func__", function):  # of its class
                del one.activation
            else:
                one.activation = function


def _noting(function, calls):
    def noting(values, *args, **kwargs):
        result = function(values, *args, **kwargs)
        calls.append((function, values, result))
        return result

    return noting


def activation_of(layer: keras.layers.Layer, arguments: tuple, options: dict) -> Callable | None:
    """The activation that a layer applies last, so that it gives what this gives, and nothing else.

    Args:
        layer: any layer.
        arguments: what it is called with, symbolic tensors in it.
        options: what it is called with by name.

    Returns:
        The function, or None where there is none, or something comes after it.
    """
    found: list = []

    def call(*tensors):
        given = iter(tensors)
        filled = keras.tree.map_structure(
            lambda one: next(given) if isinstance(one, keras.KerasTensor) else one, (arguments, options)
        )
        with recorded(layer) as calls:
            result = layer(*filled[0], **filled[1])
        found.extend(function for function, _, _ in ended_by(calls, result))
        return result

    symbolic = [one for one in keras.tree.flatten((arguments, options)) if isinstance(one, keras.KerasTensor)]
    specs = [tf.TensorSpec(one.shape, one.dtype) for one in symbolic]
    with contextlib.suppress(Exception):  # of what someone else wrote
        tf.function(call, autograph=False).get_concrete_function(*specs)
    return found[0] if found else None


def ended_by(calls: list[tuple[Callable, Any, Any]], result: Any) -> list[tuple[Callable, Any, Any]]:
    """Of the calls that `recorded` has noted, those that gave this result, one that made it before those that kept it.

    Args:
        calls: (activation, its argument, its result).
        result: of the layer.
    """
    return sorted((one for one in calls if one[2] is result), key=lambda one: one[1] is one[2])
