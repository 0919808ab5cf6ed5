"""Objectives against what the model's own layers and NumPy give."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from amhelpers import models, objectives

IMAGES = np.random.default_rng(0).uniform(size=(4, 6, 6, 1)).astype("float32")


def net(end="activation", units=3, activation="softmax"):
    """A tiny net: a convolution with ReLU and a dense end, its activation in the layer or in one of its own."""
    keras.utils.set_random_seed(1)
    images = keras.Input((6, 6, 1))
    maps = keras.layers.Conv2D(5, 3, activation="relu", name="conv")(images)
    rows = keras.layers.Flatten(name="flatten")(maps)
    if end == "activation":
        outputs = keras.layers.Dense(units, activation=activation, name="out")(rows)
    else:
        logits = keras.layers.Dense(units, name="logits")(rows)
        outputs = {"layer": keras.layers.Activation(activation), "softmax": keras.layers.Softmax()}[end](logits)
    return keras.Model(images, outputs, name="net")


MODEL = net()


def lambda_net():
    images = keras.Input((6, 6, 1))
    units = keras.layers.Dense(3)(keras.layers.Flatten()(images))
    return keras.Model(images, keras.layers.Lambda(lambda values: tf.nn.softmax(values / 2))(units))


def sequence_net():
    images = keras.Input((6, 6, 1))
    return keras.Model(images, keras.layers.Dense(3)(keras.layers.Reshape((6, 6))(images)))


def maps(model=MODEL):
    return models.feature_extractor(model, "conv")(IMAGES).numpy()


def logits(model):
    """By hand: what the flattened maps give times the weights, plus the bias."""
    dense = next(layer for layer in model.layers if isinstance(layer, keras.layers.Dense))
    return maps(model).reshape(len(IMAGES), -1) @ dense.kernel.numpy() + dense.bias.numpy()


def test_channel_is_the_mean_of_a_map():
    np.testing.assert_allclose(objectives.channel(MODEL, "conv", 2)(IMAGES), maps()[..., 2].mean((1, 2)), rtol=1e-5)


def test_a_list_gives_each_image_its_own_target():
    expected = [maps()[index, ..., target].mean() for index, target in enumerate((3, 1, 0, 4))]
    np.testing.assert_allclose(objectives.channel(MODEL, "conv", [3, 1, 0, 4])(IMAGES), expected, rtol=1e-5)


def test_neuron_is_one_value():
    np.testing.assert_allclose(objectives.neuron(MODEL, "conv", 2)(IMAGES), maps()[:, 2, 2, 2], rtol=1e-5)
    np.testing.assert_allclose(objectives.neuron(MODEL, "conv", 2, (0, 3))(IMAGES), maps()[:, 0, 3, 2], rtol=1e-5)
    np.testing.assert_allclose(objectives.neuron(MODEL, "out", 1)(IMAGES), MODEL(IMAGES)[:, 1], rtol=1e-5)


@pytest.mark.parametrize("end", ["activation", "layer", "softmax"])
def test_logit_and_log_odds_do_not_depend_on_the_form_of_the_last_activation(end):
    model = net(end)
    probability = model(IMAGES).numpy()[:, 1].astype("float64")
    np.testing.assert_allclose(objectives.logit(model, 1)(IMAGES), logits(model)[:, 1], rtol=1e-4, atol=1e-5)
    odds = np.log(probability / (1 - probability))
    np.testing.assert_allclose(objectives.log_odds(model, 1)(IMAGES), odds, rtol=1e-4, atol=1e-5)


def test_the_log_odds_of_a_model_that_ends_in_logits_compare_its_classes():
    with_softmax, linear = net(), net(activation=None)
    linear.set_weights(with_softmax.get_weights())
    expected = objectives.log_odds(with_softmax, 1)(IMAGES)
    np.testing.assert_allclose(objectives.log_odds(linear, 1)(IMAGES), expected, rtol=1e-5)


def test_capped_log_odds_climb_no_further():
    odds, capped = objectives.log_odds(MODEL, 1), objectives.log_odds(MODEL, 1, cap=-1.0)
    np.testing.assert_allclose(capped(IMAGES), np.minimum(odds(IMAGES), -1), rtol=1e-5)


def test_a_sequential_model_serves_as_well():
    functional = net()
    layers = [type(layer).from_config(layer.get_config()) for layer in functional.layers]
    model = keras.Sequential(layers, name="sequential")
    model.set_weights(functional.get_weights())
    for make in (objectives.logit, objectives.log_odds):
        np.testing.assert_allclose(make(model, 1)(IMAGES), make(functional, 1)(IMAGES), rtol=1e-5)
    expected = objectives.channel(functional, "conv", 1)(IMAGES)
    np.testing.assert_allclose(objectives.channel(model, "conv", 1)(IMAGES), expected, rtol=1e-5)


def test_of_a_net_that_ends_in_pooled_maps_the_logit_is_their_mean():
    images = keras.Input((6, 6, 1))
    pooled = keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(4, 3, name="maps")(images))
    model = keras.Model(images, keras.layers.Softmax()(pooled))
    expected = models.feature_extractor(model, "maps")(IMAGES).numpy()[..., 2].mean((1, 2))
    np.testing.assert_allclose(objectives.logit(model, 2)(IMAGES), expected, rtol=1e-5, atol=1e-6)


def test_of_one_sigmoid_unit_the_log_odds_are_the_logit():
    model = net(units=1, activation="sigmoid")
    probability = model(IMAGES).numpy()[:, 0].astype("float64")
    odds = np.log(probability / (1 - probability))
    np.testing.assert_allclose(objectives.log_odds(model, 0)(IMAGES), odds, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(objectives.logit(model, 0)(IMAGES), odds, rtol=1e-4, atol=1e-5)


def test_layer_is_the_mean_square_and_direction_a_projection():
    np.testing.assert_allclose(objectives.layer(MODEL, "conv")(IMAGES), (maps() ** 2).mean((1, 2, 3)), rtol=1e-5)
    vector = np.array([3.0, 0, 4, 0, 0])
    expected = (maps() @ (vector / 5)).mean((1, 2))
    np.testing.assert_allclose(objectives.direction(MODEL, "conv", vector)(IMAGES), expected, rtol=1e-5)


def test_arithmetic_is_arithmetic_and_changes_no_operand():
    one, other = objectives.channel(MODEL, "conv", 0), objectives.logit(MODEL, [0, 1, 2, 0])
    before = one(IMAGES).numpy(), other(IMAGES).numpy()
    mixed = (0.5 * one - other * 2 + -one)(IMAGES)
    np.testing.assert_allclose(mixed, -0.5 * before[0] - 2 * before[1], rtol=1e-4, atol=1e-6)
    np.testing.assert_array_equal(one(IMAGES), before[0])
    np.testing.assert_array_equal(other(IMAGES), before[1])
    np.testing.assert_allclose((np.float32(0.5) * one / 2)(IMAGES), before[0] / 4, rtol=1e-5)
    np.testing.assert_allclose((0 - one)(IMAGES), -before[0], rtol=1e-5)
    np.testing.assert_allclose(sum([one, other])(IMAGES), before[0] + before[1], rtol=1e-4)


def asleep(channels=range(5)):
    """The net, and what its convolution computes before the activation; these channels are never active."""
    model = net()
    bias = np.zeros(5, "float32")
    bias[list(channels)] = -10
    model.get_layer("conv").bias.assign(bias)
    return model, tf.nn.conv2d(IMAGES, model.get_layer("conv").kernel, 1, "VALID").numpy() + bias


def read(objective):
    """What an ascent reads: scores, what is climbed in their place, and which readings sleep."""
    return objective.evaluator()(tf.constant(IMAGES), *objective.arguments(IMAGES))


def test_where_a_filter_sleeps_what_is_climbed_is_its_value_before_the_activation():
    model, linear = asleep()
    expected = {
        objectives.channel(model, "conv", 1): linear[..., 1].mean((1, 2)),
        objectives.neuron(model, "conv", 1, (0, 2)): linear[:, 0, 2, 1],
        objectives.layer(model, "conv"): linear.mean((1, 2, 3)),
        objectives.direction(model, "conv", [3, 0, -4, 0, 0]): 0.6 * linear[..., 0].mean((1, 2)),
    }
    for objective, before in expected.items():
        score, climbed, sleeps = read(objective)
        np.testing.assert_array_equal(score, 0)
        np.testing.assert_allclose(climbed, before, rtol=1e-4)
        assert sleeps.numpy().all()


def test_what_is_to_be_lowered_is_left_asleep():
    model, linear = asleep([2])
    awake = int(np.delete(linear, 2, axis=-1).min((0, 1, 2)).argmax())  # of channels 0, 1, 3, 4
    awake += awake > 1
    live, dead = objectives.channel(model, "conv", awake), objectives.channel(model, "conv", 2)
    assert (live(IMAGES).numpy() > 0).all()
    for objective in (-dead, live - 2 * dead):
        score, climbed, sleeps = read(objective)
        np.testing.assert_array_equal(score, climbed)
        assert not sleeps.numpy().any()
    _, climbed, sleeps = read(live + 0.5 * dead)
    expected = np.maximum(linear[..., awake], 0).mean((1, 2)) + 0.5 * linear[..., 2].mean((1, 2))
    np.testing.assert_allclose(climbed, expected, rtol=1e-4)
    np.testing.assert_array_equal(sleeps, [[False] * 4, [True] * 4])


def test_a_logit_is_never_asleep():
    _, _, sleeps = read(objectives.logit(asleep()[0], 1))
    assert not sleeps.numpy().any()


def test_an_objective_can_be_called_inside_of_a_compiled_function():
    objective = objectives.channel(MODEL, "conv", [0, 1, 2, 3]) + objectives.logit(MODEL, 1)
    for signature in (None, [tf.TensorSpec((None, 6, 6, 1))]):
        compiled = tf.function(lambda images: objective(images) * 2, input_signature=signature)
        np.testing.assert_allclose(compiled(tf.constant(IMAGES)), 2 * objective(IMAGES), rtol=1e-4)


def test_a_model_for_images_of_any_size_has_its_middle_in_the_middle():
    layers = [keras.Input((None, None, 1)), keras.layers.Conv2D(2, 1, name="conv")]
    model = keras.Sequential(layers)
    expected = models.feature_extractor(model, "conv")(IMAGES)[:, 3, 3, 1]
    np.testing.assert_allclose(objectives.neuron(model, "conv", 1)(IMAGES), expected, rtol=1e-5)


def test_the_model_is_left_as_it_is():
    model = net()
    config, weights = model.get_config(), [weight.copy() for weight in model.get_weights()]
    for make in (objectives.logit, objectives.log_odds):
        make(model, 1)(IMAGES)
    objectives.channel(model, "conv", 1)(IMAGES)
    assert model.get_config() == config
    for before, after in zip(weights, model.get_weights(), strict=True):
        np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda: objectives.channel(MODEL, "conv9", 0),
            r'No layer "conv9" in net. Its layers with feature maps: .*conv',
        ),
        (lambda: objectives.channel(MODEL, "out", 0), '"out" of net has no feature maps'),
        (lambda: objectives.channel(MODEL, "conv", 5), r"the targets 0 to 4. Received 5"),
        (lambda: objectives.channel(MODEL, "conv", [0, -1]), r"the targets 0 to 4"),
        (lambda: objectives.channel(MODEL, "conv", 1.5), "A target is an integer"),
        (lambda: objectives.channel(MODEL, "conv", []), "A target is an integer"),
        (lambda: objectives.neuron(MODEL, "conv", 0, (4, 0)), "4 rows and 4 columns"),
        (lambda: objectives.logit(MODEL, 3), "the targets 0 to 2"),
        (lambda: objectives.direction(MODEL, "conv", [1, 2]), "has 5 finite numbers"),
        (lambda: objectives.direction(MODEL, "conv", [1, 2, np.nan, 0, 0]), "has 5 finite numbers"),
        (lambda: objectives.channel(MODEL, "conv", [0, 1])(IMAGES), "expected 4, received 2"),
        (lambda: objectives.neuron(MODEL, "conv", 0, 3), r"A position is \(row, column\)"),
        (lambda: objectives.neuron(MODEL, "out", 0, (1, 1)), "units without a position"),
        (lambda: objectives.logit(sequence_net(), 0), r"\(batch, units\) or \(batch, height, width, units\)"),
        (lambda: objectives.value(MODEL, 0, to=float("nan")), "`to` is a finite number"),
        (lambda: objectives.value(MODEL, 0, to="30"), "`to` is a finite number"),
        (lambda: objectives.logit(MODEL, 0, position=(0, 0)), "units without a position"),
        (lambda: objectives.logit(MODEL, 0, of="nowhere"), 'No layer "nowhere"'),
        (lambda: float("inf") * objectives.logit(MODEL, 0), "a finite number"),
        (lambda: objectives.logit(MODEL, 0)(np.zeros((1, 6, 6, 1), "uint8")), "finite floats. Received uint8"),
        (lambda: objectives.logit(MODEL, 0)(np.zeros((1, 5, 6, 1), "float32")), "takes images of shape"),
        (lambda: objectives.direction(MODEL, "conv", ["a"] * 5), "has 5 finite numbers"),
        (lambda: objectives.channel(MODEL, ["conv"], 0), "No layer"),
        (lambda: objectives.logit(lambda_net(), 0), r"ends in Lambda .*For noise its values"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_a_sum_over_channels_runs_the_net_once():
    calls = []

    class Counted(keras.layers.Layer):
        def call(self, values):
            calls.append(values)
            return values

    layers = [keras.Input((6, 6, 1)), Counted(), keras.layers.Conv2D(3, 3, activation="relu", name="maps")]
    model = keras.Sequential(layers)
    images = np.random.default_rng(0).uniform(size=(2, 6, 6, 1)).astype("float32")
    single = [objectives.channel(model, "maps", channel) for channel in range(3)]
    expected = np.sum([objective(images) for objective in single], axis=0)
    calls.clear()
    np.testing.assert_allclose(sum(single)(images), expected, rtol=1e-5)
    assert len(calls) == 1
