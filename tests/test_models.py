"""The nets of the course, as shipped."""

import keras
import numpy as np
import pytest
import tensorflow as tf

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


def test_the_robust_net_reads_digits_and_stands_up_to_small_steps(test_images):
    images, labels = test_images
    model = models.robust_mnist_cnn()
    assert (model.predict(images, verbose=0).argmax(axis=1) == labels).mean() >= 0.97
    few, right = images[:200], labels[:200]
    # The same attack on both nets: one step of l2 norm 2.5 up the loss.
    robust, plain = (np.mean(attacked(net, few, right) == right) for net in (model, models.mnist_cnn()))
    assert robust >= 0.65
    assert robust > plain + 0.1


def attacked(model, images, labels):
    """What a model reads after a step of l2 norm 2.5 that raises its loss the most."""
    with tf.GradientTape() as tape:
        pixels = tf.constant(images)
        tape.watch(pixels)
        loss = keras.losses.sparse_categorical_crossentropy(labels, model(pixels))
    gradient = tape.gradient(loss, pixels)
    size = tf.sqrt(tf.reduce_sum(gradient**2, axis=(1, 2, 3), keepdims=True))
    return np.asarray(model(tf.clip_by_value(pixels + 2.5 * gradient / (size + 1e-12), 0, 1))).argmax(axis=1)


def test_the_cifar_net_is_kept_at_two_ages_with_its_history():
    young, old = models.cifar10_cnn(), models.cifar10_cnn(100)
    assert young.count_params() == 1_846_922  # the figure in the docstring
    assert not np.array_equal(young.get_weights()[0], old.get_weights()[0])
    history = models.cifar10_history()
    assert all(history[name].shape == (100,) for name in ("accuracy", "val_accuracy", "loss", "val_loss"))
    gap = history["accuracy"] - history["val_accuracy"]
    assert gap[99] > gap[24] > 0  # it learns its training images by heart
    with pytest.raises(ValueError, match=r"after 25 and after 100 epochs\. Received epochs=50"):
        models.cifar10_cnn(50)


def test_the_robust_cifar_net_gives_probabilities_from_logits():
    model = models.robust_cifar10_cnn()
    images = np.random.default_rng(0).uniform(size=(2, 32, 32, 3)).astype("float32")
    np.testing.assert_allclose(np.asarray(model(images)).sum(axis=1), 1, rtol=1e-5)
    assert model.get_layer("logits").output.shape == (None, 10)


def ending_in(*last):
    """A net of three classes that ends in these layers."""
    return keras.Sequential([keras.Input((4, 4, 1), name="image"), keras.layers.Flatten(), *last], name="small")


@pytest.mark.parametrize(
    "last",
    [
        (keras.layers.Dense(3, activation="softmax"),),
        (keras.layers.Dense(3), keras.layers.Softmax()),
        (keras.layers.Dense(3), keras.layers.Activation("softmax")),
    ],
)
def test_logits_are_what_softmax_makes_probabilities_of_and_the_model_is_left_as_it_is(last):
    model = ending_in(*last)
    images = np.random.default_rng(0).uniform(size=(5, 4, 4, 1)).astype("float32")
    before = np.asarray(model(images))
    logits = np.asarray(models.with_logits(model)(images))
    assert np.abs(logits.sum(axis=1) - 1).min() > 1e-3
    np.testing.assert_allclose(np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True), before, rtol=1e-5)
    np.testing.assert_array_equal(np.asarray(model(images)), before)


def test_logits_of_a_model_that_has_none_are_refused():
    with pytest.raises(ValueError, match=r"small ends in .*expected a Dense layer, or a layer Softmax"):
        models.with_logits(ending_in(keras.layers.Dense(3), keras.layers.Lambda(lambda values: values)))


def test_the_net_for_cats_and_dogs_is_the_one_of_the_book_and_knows_a_cat():
    model = models.cats_and_dogs_cnn()
    assert model.count_params() == 3_453_121  # the figure in the docstring
    sizes = [model.get_layer(f"conv{number}").output.shape[1:] for number in range(1, 5)]
    assert sizes == [(148, 148, 32), (72, 72, 64), (34, 34, 128), (15, 15, 128)]
    assert model.predict(datasets.photo("cat", size=150), verbose=0)[0, 0] < 0.5


@pytest.mark.parametrize("name", [one for one in models.__all__ if one.startswith("build_")] + ["mnist_cnn"])
def test_whatever_keras_is_set_to_a_net_is_built_as_it_is(name):
    keras.utils.set_random_seed(0)
    plain = getattr(models, name)()
    before = keras.config.floatx(), keras.config.dtype_policy(), keras.config.image_data_format()
    try:
        keras.config.set_floatx("float16")
        keras.config.set_dtype_policy("mixed_float16")
        keras.config.set_image_data_format("channels_first")
        other = getattr(models, name)()
        assert keras.config.image_data_format() == "channels_first"
        assert keras.config.dtype_policy().name == "mixed_float16"
    finally:
        keras.config.set_floatx(before[0])
        keras.config.set_dtype_policy(before[1])
        keras.config.set_image_data_format(before[2])
    other.set_weights(plain.get_weights())
    side = plain.inputs[0].shape[1] or 64
    images = np.random.default_rng(0).uniform(size=(1, side, side, plain.inputs[0].shape[3])).astype("float32")
    np.testing.assert_array_equal(plain(images), other(images))
