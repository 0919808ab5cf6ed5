"""The nets of the course, as shipped."""

import keras
import numpy as np
import pytest

from amhelpers import datasets, models


@pytest.fixture(scope="module")
def test_images():
    _, (images, labels) = datasets.load_mnist()
    return datasets.preprocess(images), labels


def test_mnist_cnn_reads_at_least_99_percent_of_the_test_sample(test_images):
    images, labels = test_images
    predictions = models.mnist_cnn().predict(images, verbose=0).argmax(axis=1)
    assert (predictions == labels).mean() >= 0.99


def test_mnist_cnn_has_the_layers_that_the_lessons_ask_for():
    model = models.mnist_cnn()
    convolutions = [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)]
    assert [layer.name for layer in convolutions] == ["conv1", "conv2", "conv3", "conv4"]
    assert convolutions[-1].output.shape == (None, 14, 14, 64)
    assert model.count_params() == 91_594  # the figure in the docstring


def test_mnist_cnn_gives_ten_probabilities(test_images):
    output = np.asarray(models.mnist_cnn()(test_images[0][:5]))
    assert output.shape == (5, 10)
    np.testing.assert_allclose(output.sum(axis=1), 1, rtol=1e-5)


def test_every_call_gives_a_model_of_its_own():
    first, second = models.mnist_cnn(), models.mnist_cnn()
    first.get_layer("conv1").kernel.assign_add(first.get_layer("conv1").kernel)
    assert not np.array_equal(first.get_layer("conv1").kernel, second.get_layer("conv1").kernel)
