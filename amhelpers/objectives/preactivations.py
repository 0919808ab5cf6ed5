"""Pre-activations: model, one of its tensors -> a function from images to that tensor before and after its activation.

ReLU hides what it cut off, softmax what the other classes had: before the activation both are still there.  The model
and its layers are left as they are; they are called, never rebuilt, so what is changed in them later counts at once.
Where one channel is wanted of each image, only that one is computed, if the layer is a convolution.
"""

from collections.abc import Callable
from dataclasses import dataclass

import keras
import tensorflow as tf

from amhelpers.models.graph import image_input, node_of, output
from amhelpers.objectives.one_channel import LINEAR, gives_single_maps, linear, single_maps

__all__ = ["Split", "split", "whole"]

ACTIVATIONS = (
    keras.layers.Activation,
    keras.layers.ELU,
    keras.layers.LeakyReLU,
    keras.layers.PReLU,
    keras.layers.ReLU,
    keras.layers.Softmax,
)
# Operations of keras.ops, by name.
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
# What only moves, picks or averages values, or adds them up, does the same to values before their activation; these do
# it in each channel by itself, the others do not.
BY_CHANNEL = (
    keras.layers.Add,
    keras.layers.Average,
    keras.layers.AveragePooling2D,
    keras.layers.Cropping2D,
    keras.layers.Dropout,
    keras.layers.GlobalAveragePooling2D,
    keras.layers.GlobalMaxPooling2D,
    keras.layers.Identity,
    keras.layers.MaxPooling2D,
    keras.layers.UpSampling2D,
    keras.layers.ZeroPadding2D,
)
PASSED = (*BY_CHANNEL, keras.layers.Concatenate, keras.layers.Flatten, keras.layers.Reshape)


@dataclass(frozen=True)
class Split:
    """What leads from images to a tensor of a model, cut in two at its activation.

    Attributes:
        tensors: symbolic tensors of the model: what goes into the activation, or the layer that it belongs to.
        extract: images -> a list of their values.
        finish: that list, and None or one channel for each image (batch,) -> the values of the tensor, (before, after)
            the activation, of all channels, or (batch, …, 1).
        name: that of the activation, such as "relu" or "softmax"; empty where there is none.
        alone: is it cut so that one channel alone can be computed?
    """

    tensors: tuple[keras.KerasTensor, ...]
    extract: Callable
    finish: Callable
    name: str
    alone: bool = False

    def __call__(self, images, channels=None):
        """The values of the tensor, (before, after) the activation; the same twice where there is none."""
        return self.finish(self.extract(images), channels)


def split(model, tensor, alone=False):
    """Cut what leads to a symbolic tensor of a model at its activation.

    The activation may be that of a dense layer or a convolution, or a layer or operation of its own. Pooling, joining,
    flattening and the like may come after it, and all of it may lie in a model within the model. Other layers,
    recurrent ones for instance, are taken whole. Where one channel `alone` will be asked for, the convolution before an
    activation is taken apart too.
    """
    operation = node_of(tensor).operation
    if isinstance(operation, keras.Model):
        inner = split(operation, output(operation), alone)
        needed, name = [node_of(tensor).input_tensors[0]], inner.name

        def finish(given, channels):
            return inner(given[0], channels)
    else:
        needed = []
        finish, name = _cut(tensor, needed, alone)
    return _split(model, needed, finish, name, alone)


def whole(model, tensor):
    """What leads to a symbolic tensor of a model, not cut at all."""
    needed = []
    return _split(model, needed, *_taken(tensor, needed))


def _split(model, needed, finish, name, alone=False):
    extract = keras.Model(image_input(model), needed)
    return Split(tuple(needed), lambda images: _as_list(extract(images, training=False)), finish, name, alone)


def _cut(tensor, needed, alone):
    """(finish, name) as in `Split`; the tensors that finish takes are appended to `needed`."""
    node, place = node_of(tensor), len(needed)
    operation = node.operation
    if isinstance(operation, PASSED):
        parts = [_cut(part, needed, alone) for part in node.input_tensors]
        names = {name for _, name in parts}
        by_channel = (
            isinstance(operation, BY_CHANNEL)
            and getattr(operation, "data_format", "channels_last") == "channels_last"
            and all(part.shape[-1] == tensor.shape[-1] for part in node.input_tensors)  # nothing is broadcast
        )
        passed = _passed(operation, [finish for finish, _ in parts], by_channel)
        return passed, names.pop() if len(names) == 1 else ""
    if isinstance(operation, ACTIVATIONS) or type(operation).__name__ in OPERATIONS:
        before = node.input_tensors[0]
        inner, _ = _cut(before, needed, alone) if alone else _taken(before, needed)
        return _activated(operation, inner), _name(operation)
    nonlinear = type(operation) in LINEAR and operation.activation is not keras.activations.linear
    if nonlinear or (alone and gives_single_maps(operation)):
        needed.append(node.input_tensors[0])
        return _single(operation, place), _name(operation.activation) if nonlinear else ""
    return _taken(tensor, needed)


def _taken(tensor, needed):
    """(finish, name) for a tensor that is taken as it is."""
    place = len(needed)
    needed.append(tensor)
    return lambda given, channels: _picked((given[place], given[place]), channels), ""


def _picked(pair, channels):
    """Of values that are there for all channels those of one for each image, where this is wanted."""
    if channels is None:
        return pair
    return tuple(tf.gather(values, channels, axis=-1, batch_dims=1)[..., tf.newaxis] for values in pair)


def _activated(activation, inner):
    """`finish` for an activation that is a layer or an operation of its own."""

    def finish(given, channels):
        _, before = inner(given, channels)
        if channels is None or _is_elementwise(activation):
            return before, activation(before)
        _, all_channels = inner(given, None)
        return before, _picked((activation(all_channels),), channels)[0]

    return finish


def _is_elementwise(activation):
    """Does an activation look at each value by itself?"""
    return getattr(activation, "activation", activation) in ELEMENTWISE or type(activation) in ELEMENTWISE


def _passed(layer, parts, by_channel):
    """`finish` for a layer that is applied to what its parts give."""

    def finish(given, channels):
        pairs = zip(*(part(given, channels if by_channel else None) for part in parts), strict=True)
        passed = tuple(layer(list(one) if len(parts) > 1 else one[0], training=False) for one in pairs)
        return passed if by_channel else _picked(passed, channels)

    return finish


def _single(layer, place):
    """`finish` for a dense layer or a convolution: where it can, one channel alone is computed."""

    def finish(given, channels):
        values = keras.ops.cast(given[place], layer.compute_dtype)
        if channels is not None and gives_single_maps(layer) and _is_elementwise(layer.activation):
            before = single_maps(layer, values, channels)
            return before, layer.activation(before)
        before = linear(layer, values)
        return _picked((before, layer.activation(before)), channels)

    return finish


def _name(activation):
    function = getattr(activation, "activation", activation)  # a layer Activation holds a function
    return getattr(function, "__name__", type(function).__name__).lower()


def _as_list(values):
    return list(values) if isinstance(values, list | tuple) else [values]
