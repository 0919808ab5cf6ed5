"""Pre-activations: symbolic tensor of a model -> what computes it from tensors before it, and what it was before ReLU.

ReLU hides what it cut off, softmax what the other classes had: before the activation both are still there.  The model
and its layers are left as they are; they are called, never rebuilt, so what is changed in them later counts at once.
Where one channel is wanted of each image, only that one is computed, if the layer is a convolution: an image that is
made for one filter needs that filter's map, not those of all its neighbours, and of the arithmetic of a small net that
is half.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import keras
import tensorflow as tf

from amhelpers.models.graph import extractor, node_of, output
from amhelpers.objectives.layers import ACTIVATIONS, BY_CHANNEL, ELEMENTWISE, LINEAR, OPERATIONS, PASSED

__all__ = ["Preactivation", "before_activation", "single_maps", "uncut"]


@dataclass(frozen=True)
class Preactivation:
    """A tensor of a model, taken apart at its activation.

    Attributes:
        tensors: symbolic tensors of the model: what goes into the activation, or the layer that it belongs to.
        finish: a list of their values, and None or one channel for each image (batch,) -> the values of the tensor,
            (before, after) the activation, the same twice where there is none: of all channels, or (batch, …, 1).
        activation: its name, such as "relu" or "softmax"; empty where there is none.
        single_channel: is it taken apart so that one channel alone can be computed?
        saturates: is the activation one that logits go into, softmax or sigmoid, or one without a name?
    """

    tensors: tuple[keras.KerasTensor, ...]
    finish: Callable
    activation: str
    single_channel: bool = False
    saturates: bool = field(init=False)

    def __post_init__(self):
        """Tell by its name whether the activation saturates."""
        found = any(name in self.activation for name in ("softmax", "sigmoid", "lambda"))
        object.__setattr__(self, "saturates", found)


def before_activation(tensor: keras.KerasTensor, node: Any, single_channel: bool = False) -> Preactivation:
    """Take what leads to a symbolic tensor of a model apart at its activation.

    The activation may be that of a dense layer or a convolution, or a layer or operation of its own. Pooling, joining,
    flattening and the like may come after it, and all of it may lie in a model within the model. Other layers,
    recurrent ones for instance, are taken whole.

    Args:
        tensor: what a layer of the model gives, as `models.graph` finds it.
        node: the call that gave it, `graph.node_of(tensor)`.
        single_channel: will one channel alone be asked for? Then the convolution before an activation that is a layer
            of its own is taken apart too.

    Returns:
        The `Preactivation` of the tensor.
    """
    needed: list[keras.KerasTensor] = []
    finish, name = _cut(tensor, node, needed, single_channel)
    return Preactivation(tuple(needed), finish, name, single_channel)


def uncut(tensor: keras.KerasTensor) -> Preactivation:
    """A symbolic tensor of a model as it is, not taken apart at all."""
    needed: list[keras.KerasTensor] = []
    finish, name = _taken(tensor, needed)
    return Preactivation(tuple(needed), finish, name)


def _cut(tensor, node, needed, single_channel):
    """(finish, activation) as in `Preactivation`; the tensors that finish takes are appended to `needed`."""
    operation, index = node.operation, len(needed)
    if isinstance(operation, keras.Model):
        needed.append(node.input_tensors[0])
        inner = output(operation)
        return _inside(before_activation(inner, node_of(inner), single_channel), operation, index)
    if isinstance(operation, PASSED):
        inputs = zip(node.input_tensors, node.parent_nodes, strict=True)
        parts = [_cut(part, parent, needed, single_channel) for part, parent in inputs]
        names = {name for _, name in parts}
        by_channel = (
            isinstance(operation, BY_CHANNEL)
            and getattr(operation, "data_format", "channels_last") == "channels_last"
            and all(part.shape[-1] == tensor.shape[-1] for part in node.input_tensors)  # nothing is broadcast
        )
        finish = _passed_on(operation, [finish for finish, _ in parts], by_channel)
        return finish, names.pop() if len(names) == 1 else ""
    if isinstance(operation, ACTIVATIONS) or type(operation).__name__ in OPERATIONS:
        before, parent = node.input_tensors[0], node.parent_nodes[0]
        inner, _ = _cut(before, parent, needed, single_channel) if single_channel else _taken(before, needed)
        return _activated(operation, inner), _name(operation)
    nonlinear = type(operation) in LINEAR and operation.activation is not keras.activations.linear
    if nonlinear or (single_channel and _gives_single_maps(operation)):
        needed.append(node.input_tensors[0])
        return _weighed(operation, index), _name(operation.activation) if nonlinear else ""
    return _taken(tensor, needed)


def _inside(part, model, index):
    """(finish, activation) for a tensor that is the output of a model within the model."""
    extract = extractor(model, part.tensors)

    def finish(given, channels):
        return part.finish(tf.nest.flatten(extract(given[index], training=False)), channels)

    return finish, part.activation


def _taken(tensor, needed):
    """(finish, activation) for a tensor that is taken as it is."""
    index = len(needed)
    needed.append(tensor)
    return lambda given, channels: _picked((given[index], given[index]), channels), ""


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


def _passed_on(layer, parts, by_channel):
    """`finish` for a layer that is applied to what its parts give."""

    def finish(given, channels):
        pairs = zip(*(part(given, channels if by_channel else None) for part in parts), strict=True)
        passed = tuple(layer(list(one) if len(parts) > 1 else one[0], training=False) for one in pairs)
        return passed if by_channel else _picked(passed, channels)

    return finish


def _weighed(layer, index):
    """`finish` for a dense layer or a convolution: where it can, one channel alone is computed."""

    def finish(given, channels):
        values = keras.ops.cast(given[index], layer.compute_dtype)
        if channels is not None and _gives_single_maps(layer) and _is_elementwise(layer.activation):
            before = single_maps(layer, values, channels)
            return before, layer.activation(before)
        weigh = keras.ops.matmul if isinstance(layer, keras.layers.Dense) else layer.convolution_op
        before = weigh(values, keras.ops.cast(layer.kernel, layer.compute_dtype))
        before = before if layer.bias is None else before + keras.ops.cast(layer.bias, layer.compute_dtype)
        return _picked((before, layer.activation(before)), channels)

    return finish


def single_maps(layer: keras.layers.Conv2D, values: tf.Tensor, filters: tf.Tensor) -> tf.Tensor:
    """What a convolution computes for one filter of each image.

    For every weight of the filter's window the channels are summed first, at all places at once, which is a product of
    matrices; then these sums, each moved to where its weight stands in the window, are added up.

    Args:
        layer: a plain one, see `_gives_single_maps`.
        values: what goes into it, (batch, height, width, channels).
        filters: one for each image, (batch,).

    Returns:
        (batch, height, width, 1), as the layer pads, before its activation.
    """
    rows, columns = layer.kernel_size
    batch, height, width = (tf.shape(values)[axis] for axis in range(3))
    weights = tf.transpose(tf.gather(tf.cast(layer.kernel, values.dtype), filters, axis=3), (3, 2, 0, 1))
    weights = tf.reshape(weights, (batch, -1, rows * columns))
    sums = tf.matmul(tf.reshape(values, (batch, height * width, values.shape[3])), weights)
    sums = tf.reshape(sums, (batch, height, width, rows * columns))
    if layer.padding == "same":
        before, after = ((rows - 1) // 2, (columns - 1) // 2), (rows // 2, columns // 2)
        sums = tf.pad(sums, ((0, 0), *zip(before, after, strict=True), (0, 0)))
        high, wide = height, width
    else:
        high, wide = height - rows + 1, width - columns + 1
    moved = [
        sums[:, row : row + high, column : column + wide, row * columns + column]
        for row in range(rows)
        for column in range(columns)
    ]
    maps = tf.add_n(moved)[..., tf.newaxis]
    if layer.bias is None:
        return maps
    return maps + tf.cast(tf.gather(layer.bias, filters), maps.dtype)[:, tf.newaxis, tf.newaxis, tf.newaxis]


def _is_elementwise(activation):
    """Does an activation, a function or a layer, look at each value by itself?"""
    return getattr(activation, "activation", activation) in ELEMENTWISE or type(activation) in ELEMENTWISE


def _gives_single_maps(layer):
    """Is this a plain convolution, whose maps can be computed one by one?"""
    return (
        type(layer) is keras.layers.Conv2D
        and layer.strides == layer.dilation_rate == (1, 1)
        and layer.groups == 1
        and layer.data_format == "channels_last"
    )


def _name(activation):
    function = getattr(activation, "activation", activation)  # a layer Activation holds a function
    return getattr(function, "__name__", type(function).__name__).lower()
