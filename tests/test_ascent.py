"""The ascent: it rises, it stays in [0, 1], it says what it did, and it is compiled once."""

import contextlib
import functools
import itertools

import keras
import numpy as np
import pytest
import tensorflow as tf

import amhelpers as am
from amhelpers import ascent
from amhelpers.ascent import arguments, step
from amhelpers.objectives import channel, logit


@pytest.fixture(scope="module")
def model():
    keras.utils.set_random_seed(2)
    layers = [
        keras.Input((10, 10, 1)),
        keras.layers.Conv2D(6, 3, activation="relu", name="conv"),
        keras.layers.Flatten(),
        keras.layers.Dense(4, activation="softmax", name="out"),
    ]
    return keras.Sequential(layers, name="tiny")


START = am.images.noise(4, 10, 1, seed=0)
DATA = am.images.noise(20, 10, 1, seed=7)


class Shouting(am.images.Pixels):
    """A parametrization whose images leave [0, 1]."""

    @staticmethod
    def to_images(parameters):
        return 3 * parameters


def ascend(objective, start=START, **settings):
    return am.ascend(objective, start, **{"steps": 10, "step_size": 0.05, "progress": False, **settings})


@pytest.fixture
def traces(monkeypatch):
    """How often each function of a step was traced by TensorFlow, in all that was compiled since."""
    made, compile_ = [], step._compile
    monkeypatch.setattr(step, "_compile_once", functools.lru_cache(maxsize=8)(lambda parts: kept(compile_(parts))))

    def kept(functions):
        made.append(functions)
        return functions

    return lambda: [
        {name: one.experimental_get_tracing_count() for name, one in functions.items()} for functions in made
    ]


def test_scores_rise_and_images_stay_images(model):
    result = ascend(logit(model, range(4)))
    assert (result.scores[-1] > result.scores[0]).all()
    assert result.images.shape == START.shape
    assert 0 <= result.images.min() <= result.images.max() <= 1


def test_a_step_is_the_gradient_over_its_root_mean_square_times_the_step_size(model):
    start = np.full((1, 10, 10, 1), 0.5, "float32")  # far from the ends, so that nothing is clipped
    with tf.GradientTape() as tape:
        images = tf.constant(start)
        tape.watch(images)
        score = logit(model, 1)(images)
    gradient = tape.gradient(score, images).numpy()
    expected = start + 0.02 * gradient / np.sqrt((gradient**2).mean())
    np.testing.assert_allclose(ascend(logit(model, 1), start, steps=1, step_size=0.02).images, expected, atol=1e-6)


def test_the_step_size_falls_geometrically():
    np.testing.assert_allclose(arguments.step_sizes((0.4, 0.1), 3), [0.4, 0.2, 0.1])
    np.testing.assert_allclose(arguments.step_sizes(0.3, 2), [0.3, 0.3])


def test_no_image_depends_on_another(model):
    together = ascend(logit(model, range(4))).images
    for index in range(4):
        alone = ascend(logit(model, index), START[index : index + 1]).images
        np.testing.assert_allclose(alone[0], together[index], atol=1e-5)


def test_terms_are_signed_and_weighted_and_add_up_to_the_total(model):
    regularizers = [(0.1, am.regularizers.total_variation), (0.02, am.regularizers.l2), (0.5, am.regularizers.l2)]
    result = ascend(logit(model, 1), regularizers=regularizers)
    assert list(result.terms) == ["objective", "total_variation", "l2 1", "l2 2"]
    np.testing.assert_allclose(sum(result.terms.values()), result.total, rtol=1e-5)
    np.testing.assert_allclose(
        result.terms["total_variation"][0], -0.1 * am.regularizers.total_variation(START), rtol=1e-5
    )
    np.testing.assert_allclose(result.terms["objective"][0], logit(model, 1)(START), rtol=1e-4)
    assert all(values.shape == (11, 4) for values in result.terms.values())


def test_a_heavier_penalty_leaves_less_of_what_it_penalises(model):
    def variation(weight):
        result = ascend(logit(model, 1), steps=40, regularizers=[(weight, am.regularizers.total_variation)])
        return am.regularizers.total_variation(result.images).numpy().mean()

    assert variation(0.0) > variation(0.05) > variation(1.0)


def test_final_scores_are_those_of_the_picture_in_8_bits(model):
    result = ascend(logit(model, 1), transforms=[am.transforms.jitter(2)])
    rounded = np.uint8(np.round(result.images * 255)).astype("float32") / 255
    np.testing.assert_allclose(result.final_scores, logit(model, 1)(rounded), rtol=1e-5)


def test_two_runs_are_the_same_bit_for_bit_and_another_seed_differs(model):
    settings = {"transforms": [am.transforms.jitter(2), am.transforms.add_noise(0.1)]}
    first, second = (ascend(logit(model, 1), seed=5, **settings) for _ in range(2))
    np.testing.assert_array_equal(first.images, second.images)
    np.testing.assert_array_equal(first.total, second.total)
    assert not np.array_equal(first.images, ascend(logit(model, 1), seed=6, **settings).images)


def test_the_scores_are_those_of_the_images_that_the_step_saw(model):
    halve = [lambda images: images / 2]
    result = ascend(logit(model, 1), transforms=halve, steps=1)
    np.testing.assert_allclose(result.scores[0], logit(model, 1)(START / 2), rtol=1e-4)


def test_a_loop_over_single_filters_weights_and_seeds_is_compiled_once(model, traces):
    for index in range(6):
        regularizers, transforms = [(0.1 + index, am.regularizers.l2)], [am.transforms.jitter(1)]
        ascend(
            channel(model, "conv", index),
            START[:1],
            steps=2,
            seed=index,
            regularizers=regularizers,
            transforms=transforms,
        )
    assert traces() == [{"climb": 0, "move": 1, "look": 1}]


def test_batches_of_other_sizes_cost_one_more_trace_in_all(model, traces):
    for count in (1, 2, 3, 4):
        ascend(channel(model, "conv", 0), START[:count], steps=1)
    assert traces() == [{"climb": 0, "move": 2, "look": 2}]


@pytest.mark.parametrize(
    "make",
    [am.images.Pixels, am.images.Fourier, lambda start: am.images.Principal(start, DATA)],
    ids=["Pixels", "Fourier", "Principal"],
)
def test_parametrizations_of_the_same_geometry_share_what_is_compiled(make, model, traces):
    for start in (START, 1 - START, START):
        ascend(logit(model, 1), make(start), steps=1)
    assert traces() == [{"climb": 0, "move": 1, "look": 1}]


def test_parametrizations_of_another_geometry_do_not(model, traces):
    for start in (
        am.images.Fourier(START, decay=0.5),
        am.images.Fourier(START),
        am.images.Principal(START, DATA),
        am.images.Principal(START, DATA[:10]),
        START,
    ):
        result = ascend(logit(model, 1), start, steps=1)
        np.testing.assert_allclose(result.scores[0], logit(model, 1)(START), rtol=1e-3)
    assert len(traces()) == 5


def test_a_plain_function_serves_as_an_objective():
    result = ascend(
        lambda images: -tf.reduce_sum((images - 0.25) ** 2, axis=(1, 2, 3)), steps=60, step_size=(0.1, 0.001)
    )
    np.testing.assert_allclose(result.images, 0.25, atol=0.01)


def test_what_a_plain_function_depends_on_may_change_between_two_calls():
    weight = 1.0

    def objective(images):
        return weight * tf.reduce_mean(images, axis=(1, 2, 3))

    up = ascend(objective).images
    weight = -1.0
    down = ascend(objective).images
    assert up.mean() > START.mean() > down.mean()


def test_a_keras_optimizer_takes_the_step_and_is_not_changed(model):
    optimizer = keras.optimizers.Adam(0.05)
    result = ascend(logit(model, 1), optimizer=optimizer)
    assert (result.scores[-1] > result.scores[0]).all()
    assert result.images.max() <= 1
    assert not optimizer.built
    # Adam's first step is its learning rate in the direction of the sign of the gradient.
    first = ascend(logit(model, 1), np.full((1, 10, 10, 1), 0.5, "float32"), steps=1, optimizer=optimizer).images
    np.testing.assert_allclose(np.median(np.abs(first - 0.5)), 0.05, atol=1e-4)


def test_a_sleeping_filter_is_woken_and_the_others_go_their_way(model):
    asleep = keras.models.clone_model(model)
    asleep.set_weights(model.get_weights())
    bias = np.zeros(6, "float32")
    bias[2] = -0.6 * model.get_layer("conv").kernel.numpy()[..., 2].clip(0).sum()  # six tenths of the best it can get
    asleep.get_layer("conv").bias.assign(bias)
    start = am.images.noise(2, 10, 1, low=0.48, high=0.52)
    result = ascend(channel(asleep, "conv", [2, 0]), start, steps=60)
    assert result.scores[0, 0] == 0
    assert result.scores[-1, 0] > 0
    assert not result.dead.any()
    alone = ascend(channel(asleep, "conv", 0), start[1:], steps=60)
    np.testing.assert_allclose(result.images[1], alone.images[0], atol=1e-5)


def test_a_filter_that_nothing_wakes_is_dead(model):
    dead = keras.models.clone_model(model)
    dead.get_layer("conv").bias.assign(6 * [-1000.0])
    assert ascend(channel(dead, "conv", [0, 1, 2, 3])).dead.all()


def test_dead_names_the_filters_that_were_to_be_raised_and_never_woke(model):
    clone = keras.models.clone_model(model)
    clone.set_weights(model.get_weights())
    clone.get_layer("conv").bias.assign([0, -1000, 0, 0, 0, 0])
    live, dead = (channel(clone, "conv", index) for index in (0, 1))
    assert ascend(live + dead).dead.all()
    for objective in (live, live - dead, logit(clone, 1)):
        assert not ascend(objective).dead.any()


def test_what_has_no_slope_at_any_step_is_dead_and_is_told(model, capsys):
    live = channel(model, "conv", 0)
    for objective in (live - live, lambda images: 0 * images[:, 0, 0, 0]):
        assert ascend(objective).dead.all()
        assert "No gradient reached 4 of 4 images at any step" in capsys.readouterr().out
    ascend(live)
    assert "No gradient" not in capsys.readouterr().out


def test_the_steepest_and_the_flattest_slope_make_the_same_step():
    settings = {"start": np.full((1, 4, 4, 1), 0.5, "float32"), "steps": 1}
    results = [
        ascend(lambda images, factor=factor: factor * tf.reduce_sum(images, (1, 2, 3)), **settings).images
        for factor in (1e-30, 1.0, 1e30)
    ]
    np.testing.assert_allclose(results, 0.55, rtol=1e-5)


def test_what_is_changed_in_the_model_counts_in_the_next_ascent(model):
    clone = keras.models.clone_model(model)
    before = ascend(channel(clone, "conv", 0)).scores[0]
    clone.get_layer("conv").activation = keras.activations.sigmoid
    clone.get_layer("conv").trainable = False
    after = ascend(channel(clone, "conv", 0)).scores[0]
    np.testing.assert_allclose(after, channel(clone, "conv", 0)(START), rtol=1e-4)
    assert not np.allclose(before, after)


class Times(keras.layers.Layer):
    """A layer of a user's own, with a setting that its configuration does not know."""

    factor = 1.0

    def __init__(self, factor):
        super().__init__(name="times")
        self.factor = factor

    def call(self, values):
        return self.factor * values


SETTINGS = {
    "scale of a rescaling": (keras.layers.Rescaling(1.0, name="set"), {"scale": 0.0}),
    "offset of a rescaling": (keras.layers.Rescaling(1.0, name="set"), {"offset": 0.5}),
    "slope of a leaky ReLU": (keras.layers.LeakyReLU(0.1, name="set"), {"negative_slope": 0.9}),
    "slope of a ReLU": (keras.layers.ReLU(name="set"), {"negative_slope": 0.9}),
    "end of a ReLU": (keras.layers.ReLU(name="set"), {"max_value": 0.1}),
    "epsilon of a normalisation": (keras.layers.BatchNormalization(name="set"), {"epsilon": 30.0}),
    "padding of a pooling": (keras.layers.MaxPooling2D(3, name="set"), {"padding": "same"}),
    "an activation": (keras.layers.Activation("relu", name="set"), {"activation": keras.activations.tanh}),
    "a bias that is left out": (
        keras.layers.Conv2D(2, 1, bias_initializer="ones", name="set"),
        {"use_bias": False, "bias": None},
    ),
    "a setting of a layer of one's own": (Times(2.0), {"factor": 3.0}),
    "a precision": (keras.layers.Conv2D(2, 1, name="set"), {"dtype_policy": keras.DTypePolicy("mixed_bfloat16")}),
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_of_a_layer_that_changes_between_two_calls_counts_at_once(setting):
    layer, change = SETTINGS[setting]
    keras.utils.set_random_seed(2)
    layers = [keras.Input((10, 10, 1)), keras.layers.Conv2D(2, 3, name="conv"), type(layer).from_config(config(layer))]
    net = keras.Sequential([*layers, keras.layers.Conv2D(3, 2, name="maps")])
    changed = net.layers[1]
    before = ascend(channel(net, "maps", 1), steps=1)
    for name, value in change.items():
        with contextlib.suppress(AttributeError):  # a property: what it stands for is set by another name
            setattr(changed, name, value)
    after, twin = ascend(channel(net, "maps", 1), steps=1), by_hand(net, START)
    np.testing.assert_allclose(after.scores[0], twin, rtol=2e-2, atol=1e-4)
    np.testing.assert_allclose(
        after.final_scores, by_hand(net, np.round(after.images * 255) / 255), rtol=2e-2, atol=1e-4
    )
    assert not np.allclose(before.scores[0], after.scores[0], rtol=1e-3)


def config(layer):
    return {"factor": layer.factor} if isinstance(layer, Times) else layer.get_config()


def by_hand(net, images):
    """The mean of map 1 of the last layer, layer by layer, without the package and without a graph."""
    values = tf.constant(images, tf.float32)
    for layer in net.layers:
        values = layer(values, training=False) if not isinstance(layer, Times) else layer(values)
    return tf.reduce_mean(tf.cast(values, tf.float32)[..., 1], axis=(1, 2)).numpy()


@pytest.mark.parametrize("change", [lambda layer: layer.quantize("int8"), lambda layer: layer.enable_lora(2)])
def test_other_variables_in_a_layer_count_at_once(change):
    keras.utils.set_random_seed(2)
    layers = [keras.Input((10, 10, 1)), keras.layers.Flatten(), keras.layers.Dense(20), keras.layers.Dense(3)]
    net = keras.Sequential(layers)
    ascend(logit(net, 1), steps=1)
    change(net.layers[1])
    for variable in net.layers[1].variables:
        if "lora" in variable.name:
            variable.assign(np.random.default_rng(0).normal(size=variable.shape))
    values = tf.constant(START)
    for layer in net.layers:
        values = layer(values)
    np.testing.assert_allclose(ascend(logit(net, 1), steps=1).scores[0], values[:, 1], rtol=1e-3, atol=1e-4)


def test_nothing_changed_costs_no_new_trace(model, traces):
    for _ in range(3):
        ascend(logit(model, 1), steps=1)
        model.predict(START, verbose=0)
        am.models.with_logits(model)(START)
        am.models.feature_extractor(model, "conv")(START)
    assert traces() == [{"climb": 0, "move": 1, "look": 1}]


@pytest.mark.parametrize("own", [True, False])
def test_tensorflows_random_numbers_go_on_as_if_no_ascent_had_been(model, own):
    drawing = tf.function(lambda: tf.random.uniform((3,)))
    transforms = [am.transforms.add_noise(0.1)] if own else [lambda images: images + tf.random.normal(images.shape)]

    def draw(between):
        tf.random.set_seed(11)
        first = tf.random.uniform((3,)).numpy(), drawing().numpy()
        between()
        return *first, tf.random.uniform((3,)).numpy(), tf.random.normal((2,)).numpy()

    with_ascent = draw(lambda: ascend(logit(model, 1), steps=2, transforms=transforms))
    for one, other in zip(draw(lambda: None), with_ascent, strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_users_own_random_transform_is_the_same_for_a_seed(model):
    def runs(seed):
        def noisy(images):
            return images + 0.1 * tf.random.normal(tf.shape(images))

        return ascend(logit(model, 1), transforms=[noisy], seed=seed).total

    np.testing.assert_array_equal(runs(1), runs(1))
    assert not np.array_equal(runs(1), runs(2))


def test_what_is_changed_in_a_layer_below_counts_too(model):
    clone = keras.models.clone_model(model)
    for change in (lambda: setattr(clone.get_layer("conv"), "activation", keras.activations.tanh), lambda: swap(clone)):
        ascend(logit(clone, 1), steps=1)
        change()
        np.testing.assert_allclose(ascend(logit(clone, 1), steps=1).scores[0], logit(clone, 1)(START), rtol=1e-4)


def swap(model):
    """Another last layer."""
    model.pop()
    model.add(keras.layers.Dense(4, activation="softmax", name="new"))


def test_a_sleeping_filter_is_woken_behind_joined_and_pooled_maps():
    images = keras.Input((8, 8, 1))
    bias = keras.initializers.Constant(-0.3)
    maps = [keras.layers.Conv2D(2, 3, activation="relu", bias_initializer=bias)(images) for _ in range(2)]
    joined = keras.layers.MaxPooling2D(name="pool")(keras.layers.Concatenate()(maps))
    net = keras.Model(images, joined)
    kernel = np.full((3, 3, 1, 2), 0.05, "float32")
    net.set_weights([kernel, np.full(2, -0.3, "float32")] * 2)
    result = ascend(channel(net, "pool", 3), am.images.noise(1, 8, 1, high=0.2), steps=40)
    assert result.scores[0, 0] == 0
    assert result.scores[-1, 0] > 0


def test_what_cannot_be_woken_is_named_all_the_same():
    images = keras.Input((8, 8, 1))
    layer = keras.layers.DepthwiseConv2D(
        3, activation="relu", name="maps", bias_initializer=keras.initializers.Constant(-9)
    )
    assert ascend(channel(keras.Model(images, layer(images)), "maps", 0), am.images.noise(1, 8, 1)).dead.all()


def test_minus_a_direction_is_the_opposite_direction(model):
    clone = keras.models.clone_model(model)
    clone.get_layer("conv").bias.assign(6 * [-1.5])
    vector = np.eye(6)[2]
    towards = ascend(am.objectives.direction(clone, "conv", vector)).images
    np.testing.assert_allclose(ascend(-am.objectives.direction(clone, "conv", -vector)).images, towards, atol=1e-6)
    away = ascend(am.objectives.direction(clone, "conv", -vector))
    assert away.dead.all()  # its score is at most zero: there is nothing to wake, and no slope


def test_a_plain_function_always_gets_a_tensor():
    def objective(images):
        return tf.reduce_mean(images, axis=list(range(1, images.shape.rank)))

    assert ascend(objective).final_scores.shape == (4,)


def test_the_last_images_count_even_if_no_further_step_can_be_made():
    def objective(images):
        return -tf.reduce_sum(tf.sqrt(images), axis=(1, 2, 3))  # its slope at zero is infinite

    result = ascend(objective, np.full((1, 4, 4, 1), 0.04, "float32"), steps=1)
    assert result.final_scores == 0
    with pytest.raises(ascent.NonFiniteError, match="a gradient that is not finite"):
        ascend(objective, np.full((1, 4, 4, 1), 0.04, "float32"), steps=2)


def test_objectives_of_the_package_combine_inside_of_a_plain_function(model):
    inside = ascend(lambda images: 2 * logit(model, 1)(images) - logit(model, 2)(images))
    outside = ascend(2 * logit(model, 1) - logit(model, 2))
    np.testing.assert_allclose(inside.images, outside.images, atol=1e-5)


def test_a_parametrization_of_ones_own_and_a_regularizer_named_objective():
    class Half(am.images.Pixels):
        @staticmethod
        def to_images(parameters):
            return parameters / 2

    def objective(images):
        return tf.reduce_mean(images, axis=(1, 2, 3))

    result = ascend(objective, Half(START), regularizers=[(0.5, objective)])
    assert result.images.max() <= 0.5
    assert list(result.terms) == ["objective", "objective (regularizer)"]
    np.testing.assert_allclose(result.total, result.scores / 2, rtol=1e-5)


def test_frames_are_recorded_from_the_start_to_the_end(model):
    result = ascend(logit(model, 1), steps=6, record_every=3)
    assert result.frames.shape == (3, *START.shape)
    np.testing.assert_array_equal(result.frames[0], START)
    np.testing.assert_array_equal(result.frames[-1], result.images)
    assert ascend(logit(model, 1)).frames is None


def test_an_interruption_keeps_the_pictures(model, monkeypatch, capsys):
    expected = ascend(logit(model, 1), steps=4).images

    def interrupted(steps, *arguments, **settings):
        yield from itertools.islice(steps, 4)
        raise KeyboardInterrupt

    monkeypatch.setattr(ascent, "tqdm", interrupted)
    result = ascend(logit(model, 1))
    assert "after 4 of 10 steps" in capsys.readouterr().out
    assert result.scores.shape == (5, 4)
    np.testing.assert_array_equal(result.images, expected)


@pytest.mark.parametrize("every", [1, 2, 3])
@pytest.mark.parametrize("call", range(1, 8))
def test_an_interruption_at_any_call_of_the_step_doubles_and_loses_no_frame(model, monkeypatch, every, call):
    expected = ascend(logit(model, 1), steps=8, record_every=1)
    count, run = 0, step.Step.__call__

    def interrupted(*arguments):
        nonlocal count
        count += 1
        if count == call + 1:
            raise KeyboardInterrupt
        return run(*arguments)

    monkeypatch.setattr(step.Step, "__call__", interrupted)
    result = ascend(logit(model, 1), steps=8, record_every=every)
    assert len(result.scores) == call + 1
    np.testing.assert_array_equal(result.frames, expected.frames[: call + 1 : every])
    np.testing.assert_array_equal(result.images, expected.frames[call])


def test_an_ascent_in_a_cells_last_line_is_one_line(model):
    text = repr(ascend(logit(model, 1)))
    assert "4 images (10, 10, 1), 10 steps" in text
    assert "\n" not in text
    assert len(text) < 300


def test_a_value_that_is_not_finite_stops_the_ascent_and_keeps_the_last_good_images():
    def explode(images):
        return tf.math.log(0.9 - tf.reduce_max(images, axis=(1, 2, 3))) * -1

    start = np.full((1, 4, 4, 1), 0.5, "float32")
    with pytest.raises(ascent.NonFiniteError, match=r"Step \d+ of 50 met a value that is not finite") as raised:
        ascend(explode, start, steps=50)
    assert raised.value.images.shape == start.shape
    assert raised.value.images.max() < 0.9  # where the objective was still finite
    assert np.isfinite(explode(raised.value.images)).all()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": np.zeros((10, 10, 1), "float32")}, r"\(batch, height, width, channels\)"),
        ({"start": np.full((1, 10, 10, 1), 2.0)}, r"finite floats in \[0, 1\]"),
        ({"start": np.full((1, 10, 10, 1), np.nan)}, "finite floats"),
        ({"start": np.zeros((1, 10, 10, 1), "uint8")}, "finite floats"),
        (
            {"start": np.zeros((1, 9, 10, 1))},
            r"tiny takes images of shape \(None, 10, 10, 1\). Received \(1, 9, 10, 1\)",
        ),
        ({"start": np.zeros((1, 10, 10, 3))}, "tiny takes images of shape"),
        ({"steps": 0}, "at least 1"),
        ({"steps": 2.5}, "whole number"),
        ({"step_size": 0}, "positive number"),
        ({"step_size": (1, 2, 3)}, "positive number"),
        ({"step_size": float("inf")}, "positive number"),
        ({"objective": 3}, "An objective is a function"),
        ({"objective": lambda images: tf.reduce_mean(images)}, r"expected shape \(4,\)"),
        ({"objective": lambda images: images}, r"expected shape \(4,\)"),
        ({"objective": lambda images: tf.ones(4)}, "has no gradient"),
        (
            {"objective": lambda images: tf.reduce_mean(images[:2], axis=(1, 2, 3))},
            r"expected shape \(4,\), received \(2,\)",
        ),
        ({"objective": lambda images: tf.constant(images.numpy().mean((1, 2, 3)))}, "has no gradient .* NumPy"),
        ({"objective": lambda images: np.mean(images, axis=(1, 2, 3))}, "has no gradient .* NumPy"),
        ({"regularizers": am.regularizers.l2}, r"list of pairs .* Received the function l2"),
        ({"regularizers": [am.regularizers.l2]}, r"list of pairs .* Received the function l2"),
        ({"regularizers": [(am.regularizers.l2, 0.1)]}, "list of pairs"),
        ({"regularizers": [(float("nan"), am.regularizers.l2)]}, "list of pairs"),
        ({"regularizers": [(0.1, tf.reduce_sum)]}, r"reduce_sum must give one number for each image"),
        ({"transforms": am.transforms.jitter(1)}, "transforms is a list"),
        ({"transforms": [am.transforms.jitter]}, "jitter is a class"),
        ({"transforms": [lambda images: images[0]]}, "must give images for images"),
        ({"transforms": [lambda images: images[:1]]}, "must give images for images"),
        ({"transforms": [lambda images: None]}, "gave None"),
        ({"transforms": [tf.round]}, "no gradient by the images"),
        ({"objective": lambda images: tf.ones(4), "regularizers": [(1, am.regularizers.l2)]}, "has no gradient"),
        ({"regularizers": [(1, lambda images: tf.ones(4))]}, "<lambda> has no gradient"),
        ({"start": [np.zeros((2, 2)), np.zeros(3)]}, r"\(batch, height, width, channels\)"),
        ({"start": Shouting(START)}, r"finite floats in \[0, 1\]"),
        ({"start": type("Half", (), {"to_images": None})()}, "has start, to_images and project"),
        ({"optimizer": "adam"}, r"Keras optimizer, such as .* Received 'adam'"),
        ({"record_every": -1}, "record_every is a whole number"),
        ({"record_every": 2.5}, "record_every is a whole number"),
        ({"seed": None}, "seed is a whole number"),
        ({"step_size": "large"}, "positive number"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(model, change, words):
    with pytest.raises(ValueError, match=words):
        ascend(**{"objective": logit(model, 1), **change})


def test_a_function_that_cannot_be_compiled_is_called_as_it_is(capsys):
    def by_loop(images):
        return tf.stack([tf.reduce_mean(image) for image in images])

    start = am.images.noise(2, 4, 1)
    looped, whole = (
        am.ascend(objective, start, steps=3, progress=False)
        for objective in (by_loop, lambda images: tf.reduce_mean(images, axis=(1, 2, 3)))
    )
    np.testing.assert_allclose(looped.images, whole.images, atol=1e-6)
    assert "by_loop cannot be compiled" in capsys.readouterr().out
