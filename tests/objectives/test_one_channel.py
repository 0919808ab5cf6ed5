"""Single maps, compared with what the whole layer computes."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from amhelpers.objectives.preactivations import _gives_single_maps, single_maps

VALUES = tf.constant(np.random.default_rng(0).normal(size=(4, 7, 9, 3)).astype("float32"))
FILTERS = tf.constant([4, 0, 2, 4])


def convolution(size, **settings):
    keras.utils.set_random_seed(1)
    layer = keras.layers.Conv2D(5, size, bias_initializer="random_normal", **settings)
    layer.build(VALUES.shape)
    return layer


def picked(maps):
    return tf.gather(maps, FILTERS, axis=3, batch_dims=1)[..., tf.newaxis]


@pytest.mark.parametrize("padding", ["same", "valid"])
@pytest.mark.parametrize("size", [1, 3, (2, 3), (4, 1), 5])
def test_a_single_map_is_that_of_the_whole_layer(size, padding):
    layer = convolution(size, padding=padding)
    np.testing.assert_allclose(single_maps(layer, VALUES, FILTERS), picked(layer(VALUES)), rtol=1e-4, atol=1e-5)


def test_its_gradient_is_that_of_the_whole_layer():
    layer = convolution(3, padding="same", use_bias=False)
    slopes = []
    for maps in (lambda: single_maps(layer, VALUES, FILTERS), lambda: picked(layer(VALUES))):
        with tf.GradientTape() as tape:
            tape.watch(VALUES)
            total = tf.reduce_sum(maps() ** 2)
        slopes.append(tape.gradient(total, VALUES))
    np.testing.assert_allclose(*slopes, rtol=1e-4, atol=1e-4)


def test_images_of_any_size_and_number_share_what_is_compiled():
    layer = convolution(3, padding="same")

    @tf.function(input_signature=[tf.TensorSpec((None, None, None, 3)), tf.TensorSpec((None,), tf.int32)])
    def compiled(values, filters):
        return single_maps(layer, values, filters)

    np.testing.assert_allclose(compiled(VALUES, FILTERS), picked(layer(VALUES)), rtol=1e-4, atol=1e-5)
    part = VALUES[:1, :4]
    np.testing.assert_allclose(compiled(part, FILTERS[:1]), layer(part)[..., 4:], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(
    "layer",
    [
        convolution(3, strides=2),
        convolution(3, dilation_rate=2),
        keras.layers.Conv2D(6, 3, groups=3),
        keras.layers.Conv2D(6, 3, data_format="channels_first"),
        keras.layers.DepthwiseConv2D(3),
        keras.layers.Dense(3),
    ],
)
def test_other_layers_do_not_give_single_maps(layer):
    assert not _gives_single_maps(layer)
    assert _gives_single_maps(convolution(3))
