"""Kinds of layers, by what an objective does with them: cut them at their activation, compute one channel alone."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np
import tensorflow as tf

__all__ = [
    "ACTIVATIONS",
    "BY_CHANNEL",
    "ELEMENTWISE",
    "OPERATIONS",
    "PASSED",
    "PICKING",
    "UNKNOWN",
    "activation_of",
    "is_of_keras",
    "kind_of",
    "moves",
    "recorded",
]

# Activations that are layers of their own,
ACTIVATIONS = (
    keras.layers.Activation,
    keras.layers.ELU,
    keras.layers.LeakyReLU,
    keras.layers.PReLU,
    keras.layers.ReLU,
    keras.layers.Softmax,
)
# and operations of keras.ops, by name.
OPERATIONS = ("Elu", "Gelu", "LogSoftmax", "Relu", "Relu6", "Selu", "Sigmoid", "Silu", "Softmax", "Softplus", "Tanh")
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
# What only moves values, and leaves what lies together along the last axis together,
MOVING = (
    keras.layers.ActivityRegularization,
    keras.layers.Cropping2D,
    keras.layers.Dropout,
    keras.layers.Flatten,
    keras.layers.GaussianDropout,
    keras.layers.GaussianNoise,
    keras.layers.Identity,
    keras.layers.Reshape,
    keras.layers.SpatialDropout2D,
    keras.layers.UpSampling2D,
)
MOVING_OPERATIONS = ("Cast", "ExpandDims", "Identity", "Reshape", "Squeeze")
# and what picks some, or moves them anywhere: each value still went through the activation before it, and nothing else.
PICKING = (
    keras.layers.Concatenate,
    keras.layers.GlobalMaxPooling2D,
    keras.layers.MaxPooling2D,
    keras.layers.Permute,
)
# What only moves, picks or averages values, scales them, or adds them up, does the same to values before their
# activation; these do it in each channel by itself, the others do not.
BY_CHANNEL = (
    keras.layers.Add,
    keras.layers.Average,
    keras.layers.AveragePooling2D,
    keras.layers.BatchNormalization,
    keras.layers.Cropping2D,
    keras.layers.Dropout,
    keras.layers.GlobalAveragePooling2D,
    keras.layers.GlobalMaxPooling2D,
    keras.layers.Identity,
    keras.layers.MaxPooling2D,
    keras.layers.UpSampling2D,
    keras.layers.ZeroPadding2D,
)
PASSED = (*BY_CHANNEL, keras.layers.Concatenate, keras.layers.Flatten, keras.layers.Permute, keras.layers.Reshape)
# What a function of one's own is compared with.
KNOWN = {
    "linear": keras.activations.linear,
    "softmax": keras.activations.softmax,
    "sigmoid": keras.activations.sigmoid,
    "log_softmax": keras.activations.log_softmax,
    "relu": keras.activations.relu,
    "softplus": keras.activations.softplus,
    "tanh": keras.activations.tanh,
}
UNKNOWN = ""
# Keras' layers around what others wrote.
FOREIGN = ("FlaxLayer", "JaxLayer", "Lambda", "TFSMLayer", "TorchModuleWrapper")


def moves(operation: Any) -> bool:
    """Does a layer or an operation only move values, and leave what lies along the last axis together?

    Args:
        operation: any.
    """
    return isinstance(operation, MOVING) or type(operation).__name__ in MOVING_OPERATIONS


def is_of_keras(thing: Any) -> bool:
    """Is this a layer, an operation or a function of Keras' own, which calls nothing that another wrote?

    Args:
        thing: any object.
    """
    module = thing.__module__ if hasattr(thing, "__name__") else type(thing).__module__
    return str(module).partition(".")[0] == "keras" and type(thing).__name__ not in FOREIGN


def kind_of(activation: Any, units: int | None, axes: int = 2) -> str:
    """The name of an activation, such as "softmax"; of one that is not Keras' own, it is found by trying.

    Args:
        activation: a function, a layer or an operation.
        units: the length of the last axis of what it is applied to; None where that is not known.
        axes: how many axes that has.

    Returns:
        Its name in small letters; "linear" for what leaves values as they are, empty for what nobody knows.
    """
    function = activation.activation if isinstance(activation, keras.layers.Activation) else activation
    if isinstance(function, keras.layers.Softmax) or type(function).__name__ in ("Softmax", "LogSoftmax"):
        axis = getattr(function, "axis", -1)
        return type(function).__name__.lower().replace("logs", "log_s") if axis in (-1, axes - 1) else UNKNOWN
    if is_of_keras(function):
        return getattr(function, "__name__", type(function).__name__).lower()
    return _found(function, units)


def _found(function, units):
    """The known activation whose values a function gives for random numbers, rows of so many units."""
    values = np.random.default_rng(0).normal(0, 3, (7, units or 3)).astype("float32")
    with contextlib.suppress(Exception):  # of what someone else wrote
        given = np.asarray(function(tf.constant(values)), "float32")
        for name, known in KNOWN.items():
            if given.shape == values.shape and np.allclose(given, known(values), rtol=1e-4, atol=1e-6):
                return name
    return UNKNOWN


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
        found.extend(function for function, _, after in calls if after is result)
        return result

    symbolic = [one for one in keras.tree.flatten((arguments, options)) if isinstance(one, keras.KerasTensor)]
    specs = [tf.TensorSpec(one.shape, one.dtype) for one in symbolic]
    with contextlib.suppress(Exception):  # of what someone else wrote
        tf.function(call, autograph=False).get_concrete_function(*specs)
    return found[-1] if found else None
