"""Images to start from."""

import keras
import numpy as np
import pytest
import tensorflow as tf

import amhelpers as am
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


@pytest.mark.parametrize(("size", "channels"), [(8, 3), (7, 3), (6, 1), ((6, 9), 3)])
def test_waves_begin_with_the_images_that_were_given(size, channels):
    start = images.noise(2, size, channels, low=0.1, high=0.9)
    waves = images.Fourier(start)
    np.testing.assert_allclose(waves.to_images(tf.constant(waves.start)), start, atol=1e-5)


def test_a_step_in_waves_changes_coarse_structure_more_than_fine():
    gray = np.full((1, 16, 16, 1), 0.5, "float32")
    waves = images.Fourier(gray)
    changes = []
    for frequency in (1, 4, 8):
        moved = waves.start.copy()
        moved[0, 0, 0, 0, frequency] += 0.1
        changes.append(np.abs(np.asarray(waves.to_images(tf.constant(moved))) - gray).max())
    assert changes[0] > 3 * changes[1] > 3 * changes[2] > 0


def test_an_ascent_in_waves_stays_within_the_range_and_rises():
    def redness(pictures):
        return tf.reduce_mean(pictures[..., 0] - pictures[..., 2], axis=(1, 2))

    waves = images.Fourier(images.noise(2, 8, 3, low=0.4, high=0.6))
    result = am.ascend(redness, waves, steps=30, optimizer=keras.optimizers.Adam(0.05), progress=False)
    assert (result.final_scores > result.scores[0] + 0.05).all()
    assert result.images.min() >= 0
    assert result.images.max() <= 1
