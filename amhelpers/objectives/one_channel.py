"""Linear: dense layer or convolution, values (batch, …, channels) -> what it computes of them before its activation.

Of a convolution also one map for each image alone: an image that is made for one filter needs that filter's map of the
last layer, not those of all its neighbours, and of the arithmetic of a small net that is half.
"""

import keras
import tensorflow as tf

__all__ = ["LINEAR", "gives_single_maps", "linear", "single_maps"]

LINEAR = (keras.layers.Dense, keras.layers.Conv1D, keras.layers.Conv2D, keras.layers.Conv3D)


def linear(layer, values):
    """What a dense layer or a convolution computes, of all its units or filters."""
    weigh = keras.ops.matmul if isinstance(layer, keras.layers.Dense) else layer.convolution_op
    weighed = weigh(values, keras.ops.cast(layer.kernel, layer.compute_dtype))
    return weighed if layer.bias is None else weighed + keras.ops.cast(layer.bias, layer.compute_dtype)


def gives_single_maps(layer):
    """Is this a plain convolution, whose maps can be computed one by one?"""
    return (
        type(layer) is keras.layers.Conv2D
        and layer.strides == layer.dilation_rate == (1, 1)
        and layer.groups == 1
        and layer.data_format == "channels_last"
    )


def single_maps(layer, values, filters):
    """What a convolution computes for one filter of each image.

    For every weight of the filter's window the channels are summed first, at all places at once, which is a product of
    matrices; then these sums, each moved to where its weight stands in the window, are added up.

    Args:
        layer: one that `gives_single_maps`.
        values: what goes into it, (batch, height, width, channels).
        filters: one for each image, (batch,).

    Returns:
        (batch, height, width, 1), as the layer pads.
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
