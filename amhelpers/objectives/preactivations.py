"""Pre-activations: symbolic tensor of a model -> what computes it from tensors before it, and what it was before ReLU.

ReLU hides what it cut off, softmax what the other classes had: before the activation both are still there.  The model
and its layers are left as they are; they are called, never rebuilt, so what is changed in them later counts at once.
Where one channel is wanted of each image, only that one is computed, if the layer is a convolution: an image that is
made for one filter needs that filter's map, not those of all its neighbours, and of the arithmetic of a small net that
is half.
"""

from collections.abc import Callable
from dataclasses import dataclass

import keras
import tensorflow as tf

from amhelpers.models.values import Value, called
from amhelpers.objectives.ends import last_activation
from amhelpers.objectives.layers import ACTIVATIONS, BY_CHANNEL, ELEMENTWISE, PASSED, moves, recorded

__all__ = ["Preactivation", "before_activation", "single_maps", "uncut"]


@dataclass(frozen=True)
class Preactivation:
    """A value of a model, taken apart at its activation.

    Attributes:
        values: of the model: what goes into the activation, or the layer that it belongs to.
        finish: a list of what they are for images, and None or one channel for each image (batch,) -> the value
            (before, after, at rest): before the activation, after it, the same twice where there is none, and where all
            that comes out of it is zero; of all channels, or (batch, …, 1). The last is None where that is zero too.
        activation: its name, such as "relu" or "softmax"; empty where there is none, or several.
        single_channel: is it taken apart so that one channel alone can be computed?
    """

    values: tuple[Value, ...]
    finish: Callable
    activation: str
    single_channel: bool = False


def before_activation(value: Value, single_channel: bool = False) -> Preactivation:
    """Take what leads to a value of a model apart at its activation.

    The activation may be that of any layer, or a layer or operation of its own. Pooling, joining, flattening,
    normalising and the like may come after it, and all of it may lie in a model within the model. Other layers,
    recurrent ones for instance, are taken whole.

    Args:
        value: what a layer of the model gives, as `models.graph` finds it.
        single_channel: will one channel alone be asked for? Then the convolution before an activation that is a layer
            of its own is taken apart too.

    Returns:
        The `Preactivation` of the value.
    """
    needed: list[Value] = []
    finish, name = _cut(value, needed, single_channel)
    return Preactivation(tuple(needed), finish, name, single_channel)


def uncut(value: Value) -> Preactivation:
    """A value of a model as it is, not taken apart at all."""
    needed: list[Value] = []
    finish, name = _taken(value, needed)
    return Preactivation(tuple(needed), finish, name)


def _cut(value, needed, single_channel):
    """(finish, activation) as in `Preactivation`; the values that finish takes are appended to `needed`."""
    if value.inner is not None:
        return _cut(value.inner, needed, single_channel)
    operation, index = value.node.operation, len(needed)
    if isinstance(operation, keras.layers.InputLayer):
        return _cut(value.sources[0], needed, single_channel) if value.within else _taken(value, needed)
    if isinstance(operation, PASSED) or moves(operation):
        parts = [_cut(source, needed, single_channel) for source in value.sources]
        names = {name for _, name in parts}
        by_channel = (
            isinstance(operation, BY_CHANNEL)
            and getattr(operation, "data_format", "channels_last") == "channels_last"
            and all(source.shape[-1] == value.shape[-1] for source in value.sources)  # nothing is broadcast
        )
        normalises = isinstance(operation, keras.layers.BatchNormalization)
        by_channel = by_channel and not normalises
        finish = _passed_on(value.node, [finish for finish, _ in parts], by_channel, normalises)
        return finish, names.pop() if len(names) == 1 else ""
    name = last_activation(value)
    if single_channel and _gives_single_maps(operation):
        needed.extend(value.sources)
        return _single(operation, index), "" if name == "linear" else name
    if name is None:
        return _taken(value, needed)
    is_function = isinstance(operation, ACTIVATIONS) or not getattr(operation, "weights", ())
    if name == "linear":
        return _cut(value.sources[0], needed, single_channel) if is_function else _taken(value, needed)
    if is_function:
        source = value.sources[0]
        inner, _ = _cut(source, needed, single_channel) if single_channel else _taken(source, needed)
        return _activated(operation, inner), name
    needed.extend(value.sources)
    return _recorded(value, slice(index, len(needed))), name


def _taken(value, needed):
    """(finish, activation) for a value that is taken as it is."""
    index = len(needed)
    needed.append(value)
    return lambda given, channels: _picked((given[index], given[index], None), channels), ""


def _picked(found, channels):
    """Of values that are there for all channels those of one for each image, where this is wanted."""
    if channels is None:
        return found
    return tuple(one if one is None else _of_channels(one, channels) for one in found)


def _of_channels(values, channels):
    return tf.gather(values, channels, axis=-1, batch_dims=1)[..., tf.newaxis]


def _activated(activation, inner):
    """`finish` for an activation that is a layer or an operation of its own."""

    def finish(given, channels):
        _, before, _ = inner(given, channels)
        if channels is None or _is_elementwise(activation):
            return before, activation(before), None
        _, all_channels, _ = inner(given, None)
        return before, _of_channels(activation(all_channels), channels), None

    return finish


def _passed_on(node, parts, by_channel, normalises):
    """`finish` for a call of a layer that is applied to what its parts give."""

    def passed(tensors):
        return called(node, {id(one): tensor for one, tensor in zip(node.input_tensors, tensors, strict=True)})[0]

    def finish(given, channels):
        found = [part(given, channels if by_channel else None) for part in parts]
        before, after, rests = zip(*found, strict=True)
        rests = [tf.zeros_like(one) if rest is None else rest for one, rest in zip(after, rests, strict=True)]
        moved = normalises or any(rest is not None for _, _, rest in found)
        result = passed(before), passed(after), passed(rests) if moved else None
        return result if by_channel else _picked(result, channels)

    return finish


def _recorded(value, own):
    """`finish` for a layer whose activation is noted while it is called."""
    layer = value.node.operation
    index = [id(tensor) for tensor in value.node.outputs].index(id(value.tensor))

    def finish(given, channels):
        tensors = {id(one): tensor for one, tensor in zip(value.node.input_tensors, given[own], strict=True)}
        with recorded(layer) as calls:
            after = called(value.node, tensors)[index]
        before = next(argument for _, argument, result in reversed(calls) if result is after)
        return _picked((before, after, None), channels)

    return finish


def _single(layer, index):
    """`finish` for a convolution of which one channel alone can be computed."""

    def finish(given, channels):
        values = keras.ops.cast(given[index], layer.compute_dtype)
        if channels is not None and _is_elementwise(layer.activation):
            before = single_maps(layer, values, channels)
            return before, layer.activation(before), None
        before = layer.convolution_op(values, keras.ops.cast(layer.kernel, layer.compute_dtype))
        before = before if layer.bias is None else before + keras.ops.cast(layer.bias, layer.compute_dtype)
        return _picked((before, layer.activation(before), None), channels)

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
    function = activation.activation if isinstance(activation, keras.layers.Activation) else activation
    return function in ELEMENTWISE or type(function) in ELEMENTWISE


def _gives_single_maps(layer):
    """Is this a plain convolution, whose maps can be computed one by one?"""
    return (
        type(layer) is keras.layers.Conv2D
        and layer.strides == layer.dilation_rate == (1, 1)
        and layer.groups == 1
        and layer.data_format == "channels_last"
        and not getattr(layer, "quantization_mode", None)
    )
