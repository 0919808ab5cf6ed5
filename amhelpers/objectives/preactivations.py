"""Pre-activations: symbolic tensor of a model -> what computes it from tensors before it, and what it was before ReLU.

ReLU hides what it cut off, softmax what the other classes had: before the activation both are still there.  The model
and its layers are left as they are; they are called, never rebuilt, so what is changed in them later counts at once.
Where one channel is wanted of each image, only that one is computed, if the layer is a convolution: an image that is
made for one filter needs that filter's map, not those of all its neighbours, and of the arithmetic of a small net that
is half.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import keras
import tensorflow as tf

from amhelpers.models.values import Value
from amhelpers.objectives.layers import (
    BY_CHANNEL,
    ELEMENTWISE,
    adds,
    ended_by,
    is_one_of,
    last_activation,
    moves,
    recorded,
)
from amhelpers.objectives.trials import applied

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

    The activation may be that of any layer, or a layer or operation of its own. What only moves or adds up values may
    come after it, pooling, joining, flattening, batch normalisation and the like, and all of it may lie in a model
    within the model. Other layers, recurrent ones for instance, are taken whole.

    Args:
        value: what a layer of the model gives, as `models.graph` finds it.
        single_channel: will one channel alone be asked for? Then the convolution before an activation that is a layer
            of its own is taken apart too.

    Returns:
        The `Preactivation` of the value.
    """
    return _preactivation(value, _cut, single_channel)


def uncut(value: Value) -> Preactivation:
    """A value of a model as it is, not taken apart at all."""
    return _preactivation(value, _whole, False)


def _preactivation(value, cut, single_channel):
    cuts = _Cuts(single_channel)
    finish, name = cut(value, cuts)
    return Preactivation(
        tuple(cuts.needed), lambda given, channels: finish(_Given(given), channels), name, single_channel
    )


@dataclass
class _Cuts:
    """What is known while a value is taken apart.

    Attributes:
        single_channel: as for `before_activation`.
        needed: the values that are taken whole, in the order in which they are given.
        done: the key of each value that was taken apart -> (finish, activation), so that each is taken apart once.
    """

    single_channel: bool
    needed: list[Value] = field(default_factory=list)
    done: dict[tuple, tuple[Callable, str]] = field(default_factory=dict)


@dataclass
class _Given:
    """What is known while a value is computed: the values that were taken whole, and those that are finished."""

    values: Sequence[tf.Tensor]
    finished: dict[tuple, tuple] = field(default_factory=dict)


def _cut(value, cuts):
    """(finish, activation) as in `Preactivation`, of `_Given`; each value is taken apart, and computed, once."""
    if value.key not in cuts.done:
        finish, name = _taken_apart(value, cuts)

        def once(given, channels):
            key = value.key, channels is None
            if key not in given.finished:
                given.finished[key] = finish(given, channels)
            return given.finished[key]

        cuts.done[value.key] = once, name
    return cuts.done[value.key]


def _taken_apart(value, cuts):
    if value.inner is not None:
        return _cut(value.inner, cuts)
    operation = value.node.operation
    if isinstance(operation, keras.layers.InputLayer):
        return _cut(value.sources[0], cuts) if value.within else _whole(value, cuts)
    found = last_activation(value)
    if cuts.single_channel and _gives_single_maps(operation):
        return _single(operation, _placed(value.sources, cuts)), "" if found is None or found[0] == "linear" else found[
            0
        ]
    if found is None:
        return _passed_on(value, cuts) if value.sources and (moves(value) or adds(value)) else _whole(value, cuts)
    name, function = found
    is_function = not getattr(operation, "weights", ()) or is_one_of(operation, (keras.layers.PReLU,))
    if name == "linear":
        return _cut(value.sources[0], cuts) if is_function else _whole(value, cuts)
    if not is_function:
        return _recorded(value, _placed(value.sources, cuts)), name
    if len(value.sources) > 1:
        return _whole(value, cuts)
    inner, _ = (_cut if cuts.single_channel else _whole)(value.sources[0], cuts)
    return _activated(function, _is_elementwise(operation), inner), name


def _placed(values, cuts):
    """Values that are taken whole, and where in the row of these they stand."""
    index = len(cuts.needed)
    cuts.needed.extend(values)
    return slice(index, len(cuts.needed))


def _whole(value, cuts):
    """(finish, activation) for a value that is taken as it is."""
    index = _placed([value], cuts).start
    return lambda given, channels: _picked((given.values[index], given.values[index], None), channels), ""


def _picked(found, channels):
    """Of values that are there for all channels those of one for each image, where this is wanted."""
    if channels is None:
        return found
    return tuple(one if one is None else _of_channels(one, channels) for one in found)


def _of_channels(values, channels):
    return tf.gather(values, channels, axis=-1, batch_dims=1)[..., tf.newaxis]


def _activated(function, elementwise, inner):
    """`finish` for an activation that is a layer or an operation of its own."""

    def finish(given, channels):
        _, before, _ = inner(given, channels)
        if channels is None or elementwise:
            return before, function(before), None
        _, all_channels, _ = inner(given, None)
        return before, _of_channels(function(all_channels), channels), None

    return finish


def _passed_on(value, cuts):
    """(finish, activation) for a call that moves or adds up what its sources give."""
    node, apply = value.node, applied(value)
    parts = [_cut(source, cuts) for source in value.sources]
    names = {name for _, name in parts}
    shifts = not moves(value)  # what it makes of zero may be another number
    by_channel = (
        is_one_of(node.operation, BY_CHANNEL)
        and not isinstance(node.operation, keras.layers.BatchNormalization)
        and getattr(node.operation, "data_format", "channels_last") == "channels_last"
        and all(source.shape[-1] == value.shape[-1] for source in value.sources)  # nothing is broadcast
    )

    def finish(given, channels):
        found = [part(given, channels if by_channel else None) for part, _ in parts]
        before, after, rests = zip(*found, strict=True)
        rests = [tf.zeros_like(one) if rest is None else rest for one, rest in zip(after, rests, strict=True)]
        rested = shifts or any(rest is not None for _, _, rest in found)
        result = apply(*before), apply(*after), apply(*rests) if rested else None
        return result if by_channel else _picked(result, channels)

    return finish, names.pop() if len(names) == 1 else ""


def _recorded(value, own):
    """`finish` for a layer whose activation is noted while it is called."""
    layer, apply = value.node.operation, applied(value)

    def finish(given, channels):
        with recorded(layer) as calls:
            after = apply(*given.values[own])
        _, before, _ = ended_by(calls, after)[0]
        return _picked((before, after, None), channels)

    return finish


def _single(layer, own):
    """`finish` for a convolution of which one channel alone can be computed."""

    def finish(given, channels):
        values = keras.ops.cast(given.values[own][0], layer.compute_dtype)
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
