"""Transforms: what they keep, what they change, and that they draw anew."""

import numpy as np
import pytest
import tensorflow as tf

from amhelpers import transforms

IMAGES = np.random.default_rng(0).uniform(size=(3, 9, 9, 2)).astype("float32")
RANDOM = [transforms.jitter(2), transforms.rotate(20), transforms.scale(0.8, 1.2), transforms.add_noise(0.1)]


@pytest.mark.parametrize("transform", [*RANDOM, transforms.blur(1.0)], ids=repr)
def test_shape_and_type_stay(transform):
    result = transform(tf.constant(IMAGES))
    assert result.shape == IMAGES.shape
    assert result.dtype == tf.float32


@pytest.mark.parametrize("transform", RANDOM, ids=repr)
def test_it_is_new_at_every_call_of_a_compiled_function_and_the_same_for_a_seed(transform):
    compiled = tf.function(lambda images: transform(images))

    def run():
        tf.random.set_seed(3)
        return [compiled(tf.constant(IMAGES)).numpy() for _ in range(6)]

    first, again = run(), run()
    assert len({result.tobytes() for result in first}) > 3
    np.testing.assert_array_equal(first, again)


def test_jitter_moves_the_whole_batch_by_one_offset_and_reaches_all():
    transform, offsets = transforms.jitter(1), set()
    rolled = {(down, right): np.roll(IMAGES, (down, right), axis=(1, 2)) for down in (-1, 0, 1) for right in (-1, 0, 1)}
    for _ in range(120):
        result = transform(tf.constant(IMAGES)).numpy()
        offsets.add(next(offset for offset, images in rolled.items() if np.array_equal(images, result)))
    assert offsets == set(rolled)


@pytest.mark.parametrize("transform", [transforms.rotate(0), transforms.scale(1, 1), transforms.add_noise(0)], ids=repr)
def test_a_transform_of_size_zero_changes_nothing(transform):
    np.testing.assert_allclose(transform(tf.constant(IMAGES)), IMAGES, atol=1e-5)


def test_a_quarter_turn_is_a_quarter_turn():
    turned = transforms._affine(tf.constant(IMAGES), tf.zeros(3), tf.ones(3)).numpy()
    quarters = [np.rot90(IMAGES, count, axes=(1, 2)) for count in (1, 3)]
    assert any(np.allclose(turned, quarter, atol=1e-5) for quarter in quarters)


def test_enlarging_by_two_shows_the_middle():
    image = np.zeros((1, 9, 9, 1), "float32")
    image[:, 2:7, 2:7] = 1
    np.testing.assert_allclose(transforms.scale(2, 2)(tf.constant(image))[0, 1:8, 1:8], 1, atol=1e-5)


def test_blur_is_a_weighted_mean_with_gaussian_weights():
    distances = np.arange(-3, 4)
    weights = np.exp(-(distances**2) / 2)
    weights = np.outer(weights, weights) / weights.sum() ** 2
    expected = (IMAGES[1, 1:8, 1:8, 0] * weights).sum()
    np.testing.assert_allclose(transforms.blur(1.0)(tf.constant(IMAGES))[1, 4, 4, 0], expected, rtol=1e-5)
    np.testing.assert_allclose(transforms.blur(2.0)(tf.ones((1, 9, 9, 3))), 1, rtol=1e-5)


def test_noise_has_its_standard_deviation():
    noise = transforms.add_noise(0.3)(tf.zeros((10, 50, 50, 1))).numpy()
    assert abs(noise.std() - 0.3) < 0.01
    assert abs(noise.mean()) < 0.01


def test_two_of_the_same_settings_are_equal():
    assert transforms.jitter(2) == transforms.jitter(2) != transforms.jitter(3)


@pytest.mark.parametrize("angle", [0.0, 0.3])
@pytest.mark.parametrize("factor", [0.8, 1.0, 1.25])
def test_the_gradient_of_an_affine_transform_is_its_adjoint(angle, factor):
    """A linear map A and the gradient of u·A(x) by x, which is the adjoint: v·(Aᵀu) = (Av)·u for every v."""
    random = np.random.default_rng(3)
    images, other, weights = (tf.constant(random.normal(size=(3, 9, 9, 2)).astype("float32")) for _ in range(3))
    cosine, sine = tf.fill(3, np.float32(np.cos(angle) / factor)), tf.fill(3, np.float32(np.sin(angle) / factor))
    with tf.GradientTape() as tape:
        tape.watch(images)
        total = tf.reduce_sum(weights * transforms._affine(images, cosine, sine))
    gradient = tape.gradient(total, images)
    expected = tf.reduce_sum(transforms._affine(other, cosine, sine) * weights)
    np.testing.assert_allclose(tf.reduce_sum(other * gradient), expected, rtol=1e-4)


def test_a_wide_blur_of_a_small_image_is_smooth():
    blurred = transforms.blur(6.0)(tf.constant(IMAGES)).numpy()
    assert blurred.std() < 0.1 * IMAGES.std()
    np.testing.assert_array_equal(transforms.blur(0)(tf.constant(IMAGES)), IMAGES)


@pytest.mark.parametrize(
    "make",
    [
        lambda: transforms.jitter(-1),
        lambda: transforms.jitter(1.5),
        lambda: transforms.rotate(-3),
        lambda: transforms.rotate("10"),
        lambda: transforms.scale(0, 1),
        lambda: transforms.scale(1.1, 0.9),
        lambda: transforms.blur(float("nan")),
        lambda: transforms.add_noise(-0.1),
    ],
)
def test_sizes_that_cannot_be_are_refused_with_those_that_can(make):
    with pytest.raises(ValueError, match=r"Expected .+\(.+\): .+ Received "):
        make()
