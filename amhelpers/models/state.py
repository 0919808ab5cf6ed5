"""State: model -> all that a compiled function of it depends on, the values of its weights apart."""

import contextlib
import functools
import hashlib
import types
from dataclasses import dataclass, field

import keras
import numpy as np
import tensorflow as tf

from amhelpers.models.values import nodes

__all__ = ["State", "state"]


def state(model: keras.Model) -> "State":
    """What a compiled function of a model depends on, the values of its weights apart.

    That is each operation, and every setting of it and of the layers within it: numbers, texts, tensors, functions with
    what they read, objects with their attributes, whatever may be changed by an assignment (scale, slope, epsilon,
    padding, dtype, activation …), and which variables it has, for quantisation and LoRA put others in their place.

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
DEEPEST = 6  # of settings within settings, for some hold themselves


def _states(model, things):
    """The settings of each operation of a model, and of the models within it."""
    for node in nodes(model):
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
    if not _is_of_a_library(type(operation)):  # what its `call` reads, and its class has
        own = {name: part for name, part in _attributes(operation).items() if name not in vars(operation)}
        found.append(("class", _frozen(own, things, 1)))
    variables = [_identity(variable, things) for variable in getattr(operation, "variables", ())]
    precision = getattr(getattr(operation, "dtype_policy", None), "name", None)
    return tuple(one for one in found if one[1] is not NOT_DATA), precision, tuple(variables)


def _identity(thing, things):
    things.append(thing)
    return id(thing)


def _frozen(value, things, depth=0):
    """A setting in a form that can be compared and hashed, or `NOT_DATA`."""
    if depth > DEEPEST:
        return NOT_DATA
    if value is None or isinstance(value, str | bytes | bool | int | float | complex | np.generic):
        return type(value).__name__, value if value == value else "nan"
    if isinstance(value, tuple | list | set | frozenset):
        return type(value).__name__, tuple(_frozen(part, things, depth + 1) for part in value)
    if isinstance(value, dict):
        return "dict", tuple((str(key), _frozen(part, things, depth + 1)) for key, part in value.items())
    if isinstance(value, np.ndarray):
        return "array", value.shape, value.dtype.str, hashlib.sha256(value.tobytes()).digest()
    if isinstance(value, tf.Tensor | tf.Variable):
        return _identity(value, things)
    if isinstance(value, keras.layers.Layer | types.ModuleType):
        return NOT_DATA
    if isinstance(value, types.MethodType):
        return _frozen((value.__func__, value.__self__), things, depth)
    if isinstance(value, functools.partial):
        return _frozen((value.func, value.args, value.keywords), things, depth)
    if _is_of_a_library(value):
        return _identity(value, things) if callable(value) else NOT_DATA
    if isinstance(value, types.FunctionType):
        return _identity(value.__code__, things), _frozen(_read_by(value), things, depth + 1)
    settings = {} if isinstance(value, type) else _attributes(value)
    return _identity(value, things), _frozen(settings, things, depth + 1)


def _attributes(thing):
    """What an object has: its own attributes, in slots too, and those of its classes that no library wrote."""
    found = {}
    for kind in reversed([kind for kind in type(thing).__mro__ if not _is_of_a_library(kind)]):
        names = [name for name in vars(kind) if not name.startswith("__")]
        found |= {name: getattr(thing, name, None) for name in names if not isinstance(vars(kind)[name], property)}
    return found | getattr(thing, "__dict__", {})


def _is_of_a_library(value):
    """Is this an object, a class or a function that no user wrote?"""
    module = getattr(value, "__module__", None) or type(value).__module__
    return str(module).partition(".")[0] in ("builtins", "functools", "keras", "numpy", "tensorflow")


def _read_by(function):
    """What a function reads besides its arguments: its defaults, what it closes over, and names of its module."""
    read = {f"default {index}": one for index, one in enumerate(function.__defaults__ or ())}
    read |= function.__kwdefaults__ or {}
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        with contextlib.suppress(ValueError):  # not filled yet
            read[name] = cell.cell_contents
    named = function.__globals__
    return read | {name: named[name] for name in function.__code__.co_names if name in named}
