"""Regularizers against formulas in NumPy, and their gradients against finite differences."""

import numpy as np
import pytest
import tensorflow as tf

from amhelpers import regularizers

IMAGES = np.random.default_rng(0).normal(size=(3, 5, 4, 2)).astype("float32")


def variation(images):
    return [np.abs(np.diff(image, axis=0)).sum() + np.abs(np.diff(image, axis=1)).sum() for image in images]


FORMULAS = [
    (regularizers.total_variation, variation),
    (regularizers.l1, lambda images: [np.abs(image).sum() for image in images]),
    (regularizers.l2, lambda images: [np.linalg.norm(image) for image in images]),
    (regularizers.lp_norm, lambda images: [(np.abs(image) ** 6).sum() ** (1 / 6) for image in images]),
]
EACH = pytest.mark.parametrize(("regularizer", "formula"), FORMULAS, ids=lambda function: function.__name__)


@EACH
def test_it_is_its_formula(regularizer, formula):
    np.testing.assert_allclose(regularizer(tf.constant(IMAGES)), formula(IMAGES), rtol=1e-5)


@EACH
def test_its_gradient_is_that_of_finite_differences(regularizer, formula):
    image = IMAGES[:1].astype("float64")
    with tf.GradientTape() as tape:
        point = tf.constant(IMAGES[:1])
        tape.watch(point)
        value = regularizer(point)
    steps = 1e-4 * np.eye(image.size).reshape(image.size, 1, *image.shape[1:])
    expected = [(formula(image + step)[0] - formula(image - step)[0]) / 2e-4 for step in steps]
    np.testing.assert_allclose(tape.gradient(value, point).numpy().ravel(), expected, rtol=1e-3, atol=1e-4)


@EACH
@pytest.mark.parametrize("value", [0.0, 1.0])
def test_constant_images_are_safe(regularizer, formula, value):
    with tf.GradientTape() as tape:
        point = tf.fill((2, 3, 3, 1), value)
        tape.watch(point)
        penalties = regularizer(point)
    assert np.isfinite(penalties).all()
    assert np.isfinite(tape.gradient(penalties, point)).all()
    if value == 0:
        assert not np.any(penalties)


def test_a_norm_of_a_high_power_does_not_overflow():
    assert np.isfinite(regularizers.lp_norm(tf.fill((1, 2, 2, 1), 1e30), p=50)).all()
