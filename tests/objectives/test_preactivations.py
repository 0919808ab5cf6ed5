"""What stands before an activation, compared with the same net built by hand without it."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from amhelpers.models import graph, values
from amhelpers.objectives.preactivations import before_activation

IMAGES = np.random.default_rng(0).normal(size=(3, 6, 6, 2)).astype("float32")
L = keras.layers


def net(*layers):
    keras.utils.set_random_seed(1)
    return keras.Sequential([keras.Input((6, 6, 2)), *layers])


class Cut:
    """A tensor of a model, taken apart: images -> its values before and after the activation."""

    def __init__(self, model, name=None, alone=False):
        self.part = before_activation(graph.output(model, name), alone)
        self.extract, self.name = values.extractor(model, self.part.values), self.part.activation

    def __call__(self, images, channels=None):
        return self.part.finish(self.extract(images), channels)[:2]


@pytest.mark.parametrize("padding", ["same", "valid"])
def test_a_convolution_is_cut_at_its_activation(padding):
    model = net(L.Conv2D(4, 3, padding=padding, activation="relu", name="conv", bias_initializer="ones"))
    layer = model.get_layer("conv")
    linear = tf.nn.conv2d(IMAGES, layer.kernel, 1, padding.upper()) + layer.bias
    before, after = Cut(model)(IMAGES)
    np.testing.assert_allclose(before, linear, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(after, np.maximum(linear, 0), rtol=1e-5, atol=1e-6)


def functional_softmax():
    images = keras.Input((6, 6, 2))
    return keras.Model(images, keras.ops.softmax(L.Dense(3, name="logits")(L.Flatten()(images))))


def test_a_model_within_a_model_is_cut_too():
    inner = net(L.Flatten(), L.Dense(3, activation="softmax", name="logits"))
    outer = keras.Sequential([keras.Input((6, 6, 2)), L.Rescaling(2.0), inner])
    before, after = Cut(outer)(IMAGES)
    np.testing.assert_allclose(before, 2 * IMAGES.reshape(3, -1) @ inner.get_layer("logits").kernel.numpy(), rtol=1e-4)
    np.testing.assert_allclose(after, outer(IMAGES), rtol=1e-5)
    assert Cut(outer).name == "softmax"


def test_joined_maps_are_cut_in_all_their_parts():
    images = keras.Input((6, 6, 2))
    parts = [L.Conv2D(2, 3, activation="relu", name=name)(images) for name in ("left", "right")]
    model = keras.Model(images, L.Concatenate()(parts))
    before, after = Cut(model)(IMAGES)
    expected = [tf.nn.conv2d(IMAGES, model.get_layer(name).kernel, 1, "VALID") for name in ("left", "right")]
    np.testing.assert_allclose(before, np.concatenate(expected, axis=-1), rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(after, model(IMAGES), rtol=1e-5)


@pytest.mark.parametrize("policy", ["float64", "mixed_float16"])
def test_other_precisions_are_cut_too(policy):
    images = keras.Input((6, 6, 2))
    model = keras.Model(images, L.Conv2D(3, 3, activation="relu", dtype=policy)(images))
    before, after = Cut(model)(tf.constant(IMAGES))
    np.testing.assert_allclose(np.maximum(before, 0), after, rtol=1e-3)
    np.testing.assert_allclose(after, model(IMAGES), rtol=1e-2, atol=1e-3)


@pytest.mark.parametrize(
    "make",
    [
        lambda: net(L.Flatten(), L.Dense(3, activation="softmax", name="logits")),
        lambda: net(L.Flatten(), L.Dense(3, name="logits"), L.Softmax()),
        lambda: net(L.Flatten(), L.Dense(3, name="logits"), L.Activation("softmax")),
        lambda: net(L.Conv2D(3, 6, activation="softmax", name="logits"), L.Flatten()),
        lambda: net(L.Flatten(), L.Dense(3, name="logits"), L.Softmax(), L.Reshape((3,)), L.Dropout(0.5)),
        functional_softmax,
    ],
)
def test_softmax_is_cut_off_in_whatever_form_it_comes(make):
    model = make()
    before, after = Cut(model)(IMAGES)
    layer = model.get_layer("logits")
    kernel = layer.kernel.numpy().reshape(-1, 3)
    np.testing.assert_allclose(before, IMAGES.reshape(3, -1) @ kernel, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(after, model(IMAGES), rtol=1e-5)
    assert Cut(model).name == "softmax"


def test_pooling_after_an_activation_is_applied_to_both():
    model = net(L.Conv2D(4, 3, activation="relu", name="conv"), L.MaxPooling2D(2, name="pool"))
    before, after = Cut(model, "pool")(IMAGES)
    maps, _ = Cut(model, "conv")(IMAGES)
    np.testing.assert_allclose(before, L.MaxPooling2D(2)(maps), rtol=1e-5)
    np.testing.assert_allclose(after, model(IMAGES), rtol=1e-5)


@pytest.mark.parametrize(
    "make",
    [
        lambda: net(L.Conv2D(4, 3)),
        lambda: net(L.Reshape((6, 12)), L.LSTM(4)),
        lambda: net(L.Conv2D(4, 3, activation="relu"), L.LayerNormalization()),
    ],
)
def test_a_layer_without_an_activation_of_that_kind_is_taken_as_it_is(make):
    model = make()
    before, after = Cut(model)(IMAGES)
    np.testing.assert_allclose(before, model(IMAGES), rtol=1e-5)
    np.testing.assert_allclose(after, model(IMAGES), rtol=1e-5)


def test_what_is_changed_in_a_layer_counts_at_once():
    model = net(L.Conv2D(4, 3, activation="relu", name="conv"))
    layer = model.get_layer("conv")
    assert (Cut(model)(IMAGES)[1].numpy() >= 0).all()
    layer.activation, layer.trainable = keras.activations.tanh, False
    np.testing.assert_allclose(Cut(model)(IMAGES)[1], model(IMAGES), rtol=1e-5)


def joined(second=3):
    images = keras.Input((6, 6, 2))
    parts = [L.Conv2D(count, 3, activation="relu")(images) for count in (3, second)]  # one map is broadcast
    return keras.Model(images, L.Add()(parts))


CONVOLUTION = {"filters": 4, "kernel_size": 3, "bias_initializer": "ones", "activation": "relu"}


@pytest.mark.parametrize(
    "make",
    [
        lambda: net(L.Conv2D(**CONVOLUTION)),
        lambda: net(L.Conv2D(4, 3)),
        lambda: net(L.Conv2D(**{**CONVOLUTION, "activation": "softmax"})),
        lambda: net(L.Conv2D(**{**CONVOLUTION, "activation": lambda values: values - tf.reduce_sum(values)})),
        lambda: net(L.Conv2D(**CONVOLUTION, strides=2)),
        lambda: net(L.Conv2D(4, 3), L.ReLU()),
        lambda: net(L.Conv2D(4, 3), L.Activation("tanh")),
        lambda: net(L.Conv2D(4, 3), L.PReLU(alpha_initializer="random_normal")),
        lambda: net(L.Conv2D(**CONVOLUTION), L.MaxPooling2D(2), L.ZeroPadding2D(1)),
        lambda: net(L.Conv2D(**CONVOLUTION), L.GlobalAveragePooling2D(), L.Softmax()),
        lambda: net(L.Conv2D(**CONVOLUTION), L.BatchNormalization()),
        lambda: net(L.Conv2D(**CONVOLUTION), L.Flatten(), L.Dense(5, activation="softmax")),
        lambda: keras.Sequential([keras.Input((6, 6, 2)), L.Rescaling(2.0), net(L.Conv2D(**CONVOLUTION))]),
        joined,
        lambda: joined(1),
        functional_softmax,
    ],
)
def test_a_channel_alone_is_that_of_the_whole_tensor(make):
    model, channels = make(), tf.constant([2, 0, 1])
    for alone, whole in zip(Cut(model, alone=True)(IMAGES, channels), Cut(model)(IMAGES), strict=True):
        expected = tf.gather(whole, channels, axis=-1, batch_dims=1)[..., tf.newaxis]
        np.testing.assert_allclose(alone, expected, rtol=1e-4, atol=1e-5)
