"""Images to start from."""

import numpy as np
import pytest
import tensorflow as tf

from amhelpers import images


def test_noise_is_uniform_in_its_range_and_the_same_for_a_seed():
    noise = images.noise(4, size=(20, 30), channels=3, seed=1, low=0.4, high=0.6)
    assert noise.shape == (4, 20, 30, 3)
    assert noise.dtype == "float32"
    assert 0.4 <= noise.min() < 0.41
    assert 0.59 < noise.max() <= 0.6
    np.testing.assert_array_equal(noise, images.noise(4, (20, 30), 3, seed=1, low=0.4, high=0.6))
    assert not np.array_equal(noise, images.noise(4, (20, 30), 3, seed=2, low=0.4, high=0.6))


def test_principal_smooths_the_gradient_by_the_covariance_of_the_data():
    data = np.random.default_rng(0).uniform(size=(50, 3, 2, 1)).astype("float32") ** 3
    start = images.Principal(np.full((2, 3, 2, 1), 0.5), data)
    weights = np.random.default_rng(1).normal(size=(2, 3, 2, 1)).astype("float32")
    with tf.GradientTape() as tape:
        pixels = tf.constant(start.start)
        tape.watch(pixels)
        total = tf.reduce_sum(weights * start.to_images(pixels))
    expected = weights.reshape(2, 6) @ np.cov(data.reshape(50, 6).T, bias=True)
    np.testing.assert_allclose(tape.gradient(total, pixels).numpy().reshape(2, 6), expected, rtol=1e-4)
    np.testing.assert_array_equal(start.to_images(pixels), pixels)
    with pytest.raises(ValueError, match="The data must have the size of the images"):
        images.Principal(np.zeros((1, 3, 2, 1)), data[:, :2])


@pytest.mark.parametrize("ends", [(-0.1, 1), (0, 1.1), (0.6, 0.4)])
def test_noise_outside_of_an_image_is_refused(ends):
    with pytest.raises(ValueError, match=r"stay in \[0, 1\]"):
        images.noise(1, 4, 1, low=ends[0], high=ends[1])
