"""What every parametrization, objective, regularizer and transform owes an ascent, in the same words for all of them.

They are found by the `__all__` of their modules. A new one is entered below, by how it is made for the images of this
page, or its tests fail with the line that says so.
"""

import inspect

import keras
import numpy as np
import pytest
import tensorflow as tf

import amhelpers as am
from amhelpers import images as parametrizations, objectives, regularizers, transforms

BATCH = np.random.default_rng(0).uniform(0.1, 0.9, (3, 6, 6, 3)).astype("float32")
OTHERS = np.random.default_rng(1).uniform(0.1, 0.9, (3, 6, 6, 3)).astype("float32")
PRECISION = {"float16": 3e-3, "float32": 1e-5, "float64": 1e-5}
FLOATS = pytest.mark.parametrize("dtype", ["float16", "float64"])


def net():
    """A tiny net without corners, so that finite differences are those of a smooth function."""
    keras.utils.set_random_seed(1)
    return keras.Sequential(
        [
            keras.Input((6, 6, 3)),
            keras.layers.Conv2D(4, 3, activation="tanh", name="conv"),
            keras.layers.Flatten(),
            keras.layers.Dense(3, activation="softmax", name="out"),
        ],
        name="tiny",
    )


MODEL = net()
OBJECTIVES = {
    "channel": lambda: objectives.channel(MODEL, "conv", 1),
    "neuron": lambda: objectives.neuron(MODEL, "conv", 2, (0, 3)),
    "logit": lambda: objectives.logit(MODEL, 1),
    "log_odds": lambda: objectives.log_odds(MODEL, 2),
    "layer": lambda: objectives.layer(MODEL, "conv"),
    "direction": lambda: objectives.direction(MODEL, "conv", [1.0, -2.0, 0.0, 2.0]),
    "value": lambda: objectives.value(MODEL, 1, to=3.0),
}
SUMS = {
    "a sum": lambda: 0.5 * objectives.channel(MODEL, "conv", 0) - objectives.logit(MODEL, 1) / 2,
    "a student's function": lambda: lambda images: tf.reduce_mean(tf.sin(3 * images), axis=(1, 2, 3)),
}
REGULARIZERS = {name: lambda name=name: getattr(regularizers, name) for name in ("l1", "l2", "lp_norm")}
REGULARIZERS["total_variation"] = lambda: regularizers.total_variation
TRANSFORMS = {
    "jitter": lambda: transforms.jitter(2),
    "rotate": lambda: transforms.rotate(30),
    "scale": lambda: transforms.scale(0.7, 1.3),
    "blur": lambda: transforms.blur(0.8),
    "add_noise": lambda: transforms.add_noise(0.1),
}
PARAMETRIZATIONS = {
    "Pixels": parametrizations.Pixels,
    "Fourier": parametrizations.Fourier,
    "Principal": lambda images: parametrizations.Principal(images, OTHERS),
}
# What these modules export besides, and what needs no seed or has a gradient of its own.
NO_OBJECTIVE = {"Objective", "as_objective"}
NO_TRANSFORM = {"Transform"}
NOT_RANDOM = {"blur"}
OWN_GRADIENT = {"Principal"}


def listed(module, entries, leave=(), more=()):
    """What a module exports, each with its entry; one without fails where it is used."""

    def enter(name):
        return lambda *given: pytest.fail(f"{module.__name__}.{name} is new: enter it in {__name__}.py")

    names = [name for name in module.__all__ if name not in leave]
    return [pytest.param(entries.get(name, enter(name)), id=name) for name in (*names, *more)]


CLASSES = [name for name in parametrizations.__all__ if inspect.isclass(getattr(parametrizations, name))]
OF_OBJECTIVES = listed(objectives, {**OBJECTIVES, **SUMS}, leave=NO_OBJECTIVE, more=SUMS)
OF_REGULARIZERS = listed(regularizers, REGULARIZERS)
OF_TRANSFORMS = listed(transforms, TRANSFORMS, leave=NO_TRANSFORM)
EACH_OBJECTIVE = pytest.mark.parametrize("make", OF_OBJECTIVES)
EACH_SCORE = pytest.mark.parametrize("make", [*OF_OBJECTIVES, *OF_REGULARIZERS])
EACH_REGULARIZER = pytest.mark.parametrize("make", OF_REGULARIZERS)
EACH_TRANSFORM = pytest.mark.parametrize("make", OF_TRANSFORMS)
EACH_RANDOM_TRANSFORM = pytest.mark.parametrize("make", [one for one in OF_TRANSFORMS if one.id not in NOT_RANDOM])
OTHER_NAMES = set(parametrizations.__all__) - set(CLASSES)
OF_PARAMETRIZATIONS = listed(parametrizations, PARAMETRIZATIONS, leave=OTHER_NAMES)
EACH_PARAMETRIZATION = pytest.mark.parametrize("make", OF_PARAMETRIZATIONS)


def seed(number):
    return tf.constant([number, 7], tf.int32)


def gradient(function, where):
    """Gradient of the sum of what a function gives."""
    where = tf.constant(where)
    with tf.GradientTape() as tape:
        tape.watch(where)
        total = tf.reduce_sum(function(where))
    return tape.gradient(total, where).numpy()


def assert_slope_is_measured(function, where, size=1e-2):
    """Along a random direction, the gradient of a weighted sum is what central differences give."""
    random = np.random.default_rng(2)
    along = random.normal(size=where.shape).astype("float32")
    weights = random.normal(size=np.shape(function(tf.constant(where)))).astype("float32")

    def total(parameters):
        return tf.reduce_sum(weights * function(parameters))

    found = gradient(total, where)
    assert found.shape == where.shape
    assert np.isfinite(found).all()
    assert found.any()
    ends = [np.float64(total(tf.constant(where + sign * np.float32(size) * along))) for sign in (1, -1)]
    scale = np.linalg.norm(found) * np.linalg.norm(along)
    assert abs((ends[0] - ends[1]) / (2 * size) - (found * along).sum(dtype="float64")) < 1e-2 * scale


# Objectives and regularizers: images -> one number for each image.


@EACH_SCORE
def test_a_score_is_one_number_for_each_image_and_the_same_when_compiled(make):
    function = make()
    scores = function(tf.constant(BATCH))
    assert scores.shape == (3,)
    assert scores.dtype == tf.float32
    assert len(set(scores.numpy().tolist())) == 3
    np.testing.assert_array_equal(function(tf.constant(BATCH)), scores)
    np.testing.assert_allclose(tf.function(lambda images: function(images))(tf.constant(BATCH)), scores, rtol=1e-5)


@EACH_SCORE
def test_the_gradient_of_a_score_is_that_of_finite_differences(make):
    assert_slope_is_measured(make(), BATCH, size=1e-3)


@EACH_SCORE
def test_an_image_alone_has_the_score_and_the_gradient_that_it_has_in_a_batch(make):
    function = make()
    for index in range(3):
        one = BATCH[index : index + 1]
        np.testing.assert_allclose(function(tf.constant(one))[0], function(tf.constant(BATCH))[index], rtol=1e-5)
        alone, together = gradient(function, one)[0], gradient(function, BATCH)[index]
        np.testing.assert_allclose(alone, together, rtol=1e-4, atol=1e-6)


@FLOATS
@EACH_SCORE
def test_images_of_another_float_have_the_same_score(make, dtype):
    function, given = make(), BATCH.astype(dtype)
    kept = given.copy()
    scores = function(tf.constant(given))
    assert scores.shape == (3,)
    expected = function(tf.constant(given.astype("float32")))
    np.testing.assert_allclose(np.float64(scores), expected, rtol=PRECISION[dtype], atol=PRECISION[dtype])
    np.testing.assert_array_equal(given, kept)


@FLOATS
@EACH_REGULARIZER
def test_a_penalty_has_the_type_of_its_images(make, dtype):
    assert make()(tf.constant(BATCH.astype(dtype))).dtype == dtype


@EACH_SCORE
def test_a_score_changes_neither_images_nor_model(make):
    images, weights = BATCH.copy(), [weight.copy() for weight in MODEL.get_weights()]
    make()(images)
    np.testing.assert_array_equal(images, BATCH)
    for before, after in zip(weights, MODEL.get_weights(), strict=True):
        np.testing.assert_array_equal(before, after)


@FLOATS
@EACH_OBJECTIVE
def test_an_ascent_rises_from_images_of_any_float_and_leaves_them(make, dtype):
    start = BATCH.astype(dtype)
    kept = start.copy()
    found, again = (am.ascend(make(), start, steps=3, step_size=0.01, progress=False) for _ in range(2))
    assert found.images.shape == BATCH.shape
    assert found.images.dtype == found.scores.dtype == found.final_scores.dtype == "float32"
    assert (found.scores[-1] > found.scores[0]).all()
    np.testing.assert_array_equal(found.images, again.images)
    np.testing.assert_array_equal(start, kept)


# Transforms: images -> images.


@pytest.mark.parametrize("dtype", PRECISION)
@EACH_TRANSFORM
def test_a_transform_keeps_shape_and_type_and_changes_no_argument(make, dtype):
    images, number = BATCH.astype(dtype), seed(1)
    moved = make()(tf.constant(images), number)
    assert moved.shape == images.shape
    assert moved.dtype == dtype
    expected = make()(tf.constant(images.astype("float32")), number)
    np.testing.assert_allclose(np.float64(moved), expected, atol=PRECISION[dtype])
    np.testing.assert_array_equal(images, BATCH.astype(dtype))
    np.testing.assert_array_equal(number, seed(1))


@EACH_TRANSFORM
def test_the_gradient_of_a_transform_is_that_of_finite_differences(make):
    assert_slope_is_measured(lambda images: make()(images, seed(1)), BATCH)


@EACH_TRANSFORM
def test_what_becomes_of_an_image_does_not_depend_on_the_others(make):
    """At the same place of a batch of the same size: jitter draws once for a batch, others once for each image."""
    for index in range(3):
        beside = OTHERS.copy()
        beside[index] = BATCH[index]
        one, other = (make()(tf.constant(images), seed(1))[index] for images in (BATCH, beside))
        np.testing.assert_allclose(one, other, atol=1e-6)


@EACH_TRANSFORM
def test_a_seed_decides_and_leaves_the_random_state_of_tensorflow(make):
    transform = make()
    compiled = tf.function(lambda images, seed: transform(images, seed))
    first = transform(tf.constant(BATCH), seed(3))
    for call in (transform, make(), compiled, compiled):
        np.testing.assert_allclose(call(tf.constant(BATCH), seed(3)), first, atol=1e-6)
    drawn = []
    for called in (False, True):
        tf.random.set_seed(5)
        if called:
            transform(tf.constant(BATCH), seed(3))
            compiled(tf.constant(BATCH), seed(4))
        drawn.append(tf.random.uniform((4,)).numpy())
    np.testing.assert_array_equal(*drawn)


@EACH_RANDOM_TRANSFORM
def test_another_seed_gives_another_picture_and_without_one_tensorflow_decides(make):
    transform, images = make(), tf.constant(BATCH)
    assert len({transform(images, seed(number)).numpy().tobytes() for number in range(12)}) > 5
    runs = []
    for _ in range(2):
        tf.random.set_seed(9)
        runs.append([transform(images).numpy() for _ in range(12)])
    np.testing.assert_array_equal(*runs)
    assert len({result.tobytes() for result in runs[0]}) > 5


# Parametrizations: parameters -> images.


@FLOATS
@EACH_PARAMETRIZATION
def test_a_parametrization_begins_with_images_of_any_float_and_leaves_them(make, dtype):
    given = BATCH.astype(dtype)
    kept = given.copy()
    made, again = make(given), make(given)
    images = made.to_images(tf.constant(made.start))
    assert made.start.dtype == images.dtype == "float32"
    assert len(made.start) == 3
    assert images.shape == BATCH.shape
    np.testing.assert_allclose(images, given.astype("float32"), atol=1e-5)
    np.testing.assert_array_equal(made.start, again.start)
    np.testing.assert_array_equal(given, kept)


@EACH_PARAMETRIZATION
def test_what_a_parametrization_keeps_is_an_image_however_far_a_step_leads(make):
    made = make(BATCH)
    far = made.start + 100 * np.random.default_rng(4).normal(size=made.start.shape).astype("float32")
    kept = made.project(tf.constant(far))
    images = made.to_images(kept).numpy()
    assert np.isfinite(images).all()
    assert 0 <= images.min() <= images.max() <= 1
    assert kept.shape == made.start.shape
    np.testing.assert_array_equal(made.project(kept), kept)


@EACH_PARAMETRIZATION
def test_an_image_alone_has_the_parameters_and_the_gradient_that_it_has_in_a_batch(make):
    together = make(BATCH)
    weights = np.random.default_rng(5).normal(size=BATCH.shape).astype("float32")
    slopes = gradient(lambda parameters: weights * together.to_images(parameters), together.start)
    assert np.isfinite(slopes).all()
    assert all(slope.any() for slope in slopes)
    for index in range(3):
        alone, weight = make(BATCH[index : index + 1]), weights[index : index + 1]
        np.testing.assert_allclose(alone.start[0], together.start[index], rtol=1e-5, atol=1e-6)
        slope = gradient(lambda parameters, to=alone.to_images, weight=weight: weight * to(parameters), alone.start)[0]
        np.testing.assert_allclose(slope, slopes[index], rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("make", [one for one in OF_PARAMETRIZATIONS if one.id not in OWN_GRADIENT])
def test_the_gradient_of_a_parametrization_is_that_of_finite_differences(make):
    made = make(BATCH)
    assert_slope_is_measured(made.to_images, made.start, size=1e-3)


@EACH_PARAMETRIZATION
def test_an_ascent_of_a_parametrization_is_the_same_twice_and_within_the_range(make):
    settings = {"steps": 3, "step_size": 0.01, "seed": 2, "transforms": [transforms.jitter(1)], "progress": False}
    first, again = (am.ascend(OBJECTIVES["logit"](), make(BATCH), **settings) for _ in range(2))
    np.testing.assert_array_equal(first.images, again.images)
    assert first.images.shape == BATCH.shape
    assert 0 <= first.images.min() <= first.images.max() <= 1


def test_what_is_not_entered_here_fails():
    (case,) = listed(regularizers, {}, leave=regularizers.__all__[1:])
    with pytest.raises(pytest.fail.Exception, match="is new: enter it in"):
        case.values[0]()
