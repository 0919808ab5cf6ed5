"""The graph of a model: what belongs to it, whatever else its layers are used for."""

import keras
import numpy as np
import pytest

from amhelpers import models
from amhelpers.models import graph

IMAGES = np.random.default_rng(0).uniform(size=(2, 6, 6, 1)).astype("float32")


def convolution(name):
    return keras.layers.Conv2D(3, 3, padding="same", name=name)


def test_of_a_layer_that_two_models_use_each_gives_its_own_output():
    shared, images = convolution("shared"), keras.Input((6, 6, 1))
    first = keras.Sequential([keras.Input((6, 6, 1)), shared])
    second = keras.Model(images, keras.layers.ReLU()(shared(1 - images)))
    np.testing.assert_array_equal(models.feature_extractor(first, "shared")(IMAGES), shared(IMAGES))
    np.testing.assert_allclose(models.feature_extractor(second, "shared")(IMAGES), shared(1 - IMAGES), rtol=1e-5)


def test_layers_are_found_in_a_sequential_model_and_in_one_around_another():
    inner = keras.Sequential([keras.Input((6, 6, 1)), convolution("inside")], name="inner")
    outer = keras.Sequential([keras.Input((6, 6, 1)), inner, keras.layers.Flatten(name="row"), keras.layers.Dense(2)])
    maps, row = models.feature_extractor(outer, ["inner", "row"])(IMAGES)
    np.testing.assert_array_equal(maps, inner(IMAGES))
    assert row.shape == (2, 108)


def two_outputs():
    images = keras.Input((6, 6, 1), name="image")
    return keras.Model(images, [convolution("one")(images), convolution("other")(images)], name="two")


def used_twice():
    images, layer = keras.Input((6, 6, 1)), keras.layers.Conv2D(1, 3, padding="same", name="twice")
    return keras.Model(images, layer(layer(images)), name="loop")


def two_inputs():
    both = keras.Input((6, 6, 1)), keras.Input((6, 6, 1))
    return keras.Model(both, keras.layers.Add(name="sum")(both), name="pair")


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: graph.layer_output(two_outputs(), "none"), 'No layer "none" in two. .* feature maps: one, other'),
        (lambda: graph.layer_output(used_twice(), "twice"), '"twice" is used 2 times in loop'),
        (lambda: graph.layer_output(two_inputs(), "sum"), '"pair" has 2 inputs'),
        (lambda: graph.output(two_outputs()), '"two" has 2 outputs'),
        (lambda: graph.layer_output(keras.Sequential([convolution("c")], name="bare"), "c"), '"bare" is not a graph'),
        (lambda: graph.layer_output("conv1", "conv1"), "Expected a Keras model. Received 'conv1'"),
    ],
)
def test_what_has_no_such_graph_is_refused_in_words(ask, words):
    with pytest.raises(ValueError, match=words):
        ask()
