"""Situations of nets that users bring: what is read is what the net gives, or one sentence says why it cannot be."""

import functools
from collections import OrderedDict
from types import SimpleNamespace

import forms
import keras
import numpy as np
import pytest
import tensorflow as tf

import amhelpers as am

L, ops = keras.layers, keras.ops
SPREAD = forms.SPREAD


def noise(count, *shape):
    return np.random.default_rng(0).uniform(size=(count, *shape)).astype("float32")


IMAGES = noise(2, 8, 8, 3)


def net(end, **options):
    """A net whose end is a function of its images."""
    given = forms.images(**options)
    return keras.Model(given, end(given))


def classes(values):
    return forms.softmax_of(3)(L.GlobalAveragePooling2D()(values))


def heat(maps, slopes):
    found = np.maximum((slopes.mean((1, 2), keepdims=True) * maps).sum(3), 0)
    return found / np.maximum(found.max((1, 2), keepdims=True), 1e-9)


def test_grad_cam_at_a_layer_that_hands_on_leaves_out_what_goes_around_it():
    given = forms.images()
    before = forms.convolution()(given)
    behind = L.Conv2D(4, 3, padding="same", activation="tanh", name="e", **SPREAD)(L.Dropout(0.3, name="d")(before))
    model = keras.Model(given, L.Dense(3, **SPREAD)(L.GlobalAveragePooling2D()(L.Add()([before, behind]))))
    maps = tf.constant(am.activations.feature_maps(model, IMAGES, "c")["c"])
    with tf.GradientTape() as tape:
        tape.watch(maps)
        logits = model.layers[-1](tf.reduce_mean(tf.stop_gradient(maps) + model.get_layer("e")(maps), (1, 2)))[:, 0]
    wanted = heat(maps.numpy(), tape.gradient(logits, maps).numpy())
    np.testing.assert_allclose(am.attribution.grad_cam(model, IMAGES, 0, "d"), wanted, atol=1e-4)


def test_grad_cam_looks_by_itself_at_maps_that_lie_as_the_images_do():
    turned = net(lambda v: forms.softmax_of(3)(L.Flatten()(L.Permute((3, 1, 2))(forms.convolution()(v)))))
    np.testing.assert_array_equal(
        am.attribution.grad_cam(turned, IMAGES, 0), am.attribution.grad_cam(turned, IMAGES, 0, "c")
    )
    only = net(
        lambda v: forms.softmax_of(3)(
            L.Flatten()(L.Reshape((4, 4, 6), name="r")(L.Dense(6)(L.Flatten()(v))[:, :, None] + tf.zeros((1, 6, 16))))
        )
    )
    with pytest.raises(ValueError, match=r"Say layer=.*, one of r"):
        am.attribution.grad_cam(only, IMAGES, 0)
    tokens = net(
        lambda v: classes(L.Reshape((6, 6, 4), name="back")(L.Dense(4)(L.Reshape((36, 4))(forms.convolution()(v)))))
    )
    np.testing.assert_array_equal(
        am.attribution.grad_cam(tokens, IMAGES, 0), am.attribution.grad_cam(tokens, IMAGES, 0, "back")
    )


class Changing(L.Layer):
    """A layer of a user's that multiplies by something that is no weight."""

    def __init__(self, read, **kept):
        super().__init__()
        self.read, self.kept = read, SimpleNamespace(**kept)

    def call(self, values):
        return values * self.read(self)


FACTORS = {"of the module": 1.0}


@pytest.mark.parametrize(
    ("read", "change"),
    [
        (lambda layer: layer.kept.tensor, lambda layer: setattr(layer.kept, "tensor", tf.constant(-3.0))),
        (lambda layer: layer.kept.number, lambda layer: setattr(layer.kept, "number", -3.0)),
        (lambda layer: layer.kept.deep.number, lambda layer: setattr(layer.kept.deep, "number", -3.0)),
        (lambda layer: FACTORS["of the module"], lambda layer: FACTORS.update({"of the module": -3.0})),
    ],
)
def test_what_a_layer_keeps_counts_as_soon_as_it_is_changed(read, change):
    FACTORS["of the module"] = 1.0
    layer = Changing(read, tensor=tf.constant(1.0), number=1.0, deep=SimpleNamespace(number=1.0))
    model = net(lambda v: classes(layer(forms.convolution()(v))))
    before = am.attribution.integrated_gradients(model, IMAGES, 0)
    change(layer)
    objective = am.objectives.logit(model, 0)
    wanted = np.asarray(objective(IMAGES)) - np.asarray(objective(np.zeros_like(IMAGES)))
    after = am.attribution.integrated_gradients(model, IMAGES, 0)
    np.testing.assert_allclose(after.sum((1, 2)), wanted, atol=0.05)
    assert np.abs(after - before).max() > 1e-3


class Ordered(L.Layer):
    """A layer of a user's whose keys are in no alphabetical order."""

    def call(self, values):
        return OrderedDict(z=2 * values, a=ops.relu(values - 0.3))


def test_the_parts_of_an_ordered_dict_are_not_exchanged():
    model = net(lambda v: classes(L.Conv2D(2, 1, name="of a", **SPREAD)(Ordered()(forms.convolution()(v))["a"])))
    maps = am.activations.feature_maps(model, IMAGES, "c")["c"]
    wanted = np.asarray(model.get_layer("of a")(np.maximum(maps - 0.3, 0))).mean((1, 2))
    np.testing.assert_allclose(am.objectives.channel(model, "of a", [0, 0])(IMAGES), wanted[:, 0], atol=1e-5)


def large(policy):
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    small = {"kernel_initializer": keras.initializers.RandomNormal(stddev=0.1, seed=2)}
    try:
        layers = [forms.convolution(8, padding="same"), L.Conv2D(8, 3, activation="relu", **small)]
        layers += [L.GlobalAveragePooling2D(), L.Dense(3, activation="softmax", dtype="float32", **small)]
        return keras.Sequential([forms.images(256), *layers])
    finally:
        keras.config.set_dtype_policy(before)


@pytest.mark.parametrize("method", ["saliency", "integrated_gradients"])
def test_slopes_of_a_mean_over_many_places_do_not_vanish_in_half_floats(method):
    half, whole = large("mixed_float16"), large("float32")
    whole.set_weights(half.get_weights())
    images = noise(1, 256, 256, 3)
    options = {"steps": 4} if method == "integrated_gradients" else {}
    found, wanted = (getattr(am.attribution, method)(model, images, 0, **options) for model in (half, whole))
    assert np.corrcoef(found.ravel(), wanted.ravel())[0, 1] > 0.998  # 0.97 where they are not scaled


WITHOUT_SLOPES = {
    "stop_gradient": ops.stop_gradient,
    "rounding": lambda v: ops.round(10 * v),
    "argmax": lambda v: ops.one_hot(ops.argmax(v, -1), 4),
    "a function of NumPy": L.Lambda(
        lambda v: tf.ensure_shape(tf.numpy_function(lambda a: 2 * a, [v], tf.float32), (None, 4)), output_shape=(4,)
    ),
}


@pytest.mark.parametrize("name", WITHOUT_SLOPES)
def test_a_net_without_slopes_is_not_the_objectives_fault(name):
    given = forms.images()
    model = keras.Model(given, forms.softmax_of(3)(WITHOUT_SLOPES[name](forms.row(given))), name="flat")
    for method in ("saliency", "smooth_grad", "integrated_gradients", "grad_cam"):
        with pytest.raises(ValueError, match=r"^The logits of flat have no gradient by .* slope"):
            getattr(am.attribution, method)(model, IMAGES, 0)
    assert am.attribution.occlusion(model, IMAGES, 0).shape == (2, 8, 8)
    with pytest.raises(ValueError, match=r"^What is read of flat has no gradient"):
        am.ascend(am.objectives.logit(model, 0), IMAGES, steps=1, progress=False)


def test_what_has_reached_its_cap_is_not_dead(capsys):
    model = keras.Sequential([forms.images(), L.Flatten(), forms.softmax_of(3, bias_initializer="ones")])
    model.layers[-1].bias.assign([90.0, 0.0, 0.0])
    result = am.ascend(am.objectives.log_odds(model, 0, cap=5), IMAGES, steps=2, progress=False)
    assert not result.dead.any()
    assert "No gradient" not in capsys.readouterr().out


def test_a_layers_name_may_begin_with_a_line():
    model = net(lambda v: classes(forms.convolution(name="_c")(v)))
    assert am.attribution.saliency(model, IMAGES, 0).shape == (2, 8, 8)
    assert am.ascend(am.objectives.channel(model, "_c", 0), IMAGES, steps=1, progress=False).images.shape == (
        2,
        8,
        8,
        3,
    )


def test_a_model_within_may_be_called_by_keyword():
    within = keras.Sequential([forms.images(), forms.convolution()], name="within")
    model = net(lambda v: classes(within(inputs=v, training=False)))
    wanted = np.asarray(within(IMAGES))
    np.testing.assert_allclose(am.activations.feature_maps(model, IMAGES, "within/c")["within/c"], wanted, atol=1e-6)


def test_what_a_name_cannot_tell_is_said():
    shared = forms.convolution()
    several = net(lambda v: classes(L.Add()([shared(v), shared(v[:, ::-1])])))
    with pytest.raises(ValueError, match='"c" is used 2 times'):
        am.objectives.channel(several, "c", 0)
    with pytest.raises(ValueError, match="uses them more than once"):
        am.attribution.grad_cam(
            net(lambda v: forms.softmax_of(3)(L.Flatten()(ops.add(shared(v), shared(v[:, ::-1]))))), IMAGES, 0
        )
    states = net(lambda v: forms.softmax_of(3)(L.LSTM(5, return_state=True, name="l")(L.Reshape((8, 24))(v))[1]))
    with pytest.raises(ValueError, match=r"gives 3 tensors at once, \(None, 5\)"):
        am.objectives.neuron(states, "l", 0)
    open_ended = keras.Sequential([keras.Input((None, None, 3)), forms.convolution(), L.Flatten()])
    with pytest.raises(ValueError, match="depends on the images"):
        am.objectives.logit(open_ended, 0)
    kept = net(lambda v: forms.softmax_of(3)(L.LSTM(4, stateful=True)(L.Reshape((8, 24))(v))), batch_size=2)
    with pytest.raises(ValueError, match="stateful=False"):
        am.objectives.logit(kept, 0)


WITH_LOGITS = {
    "dense": forms.ODDS["dense with softmax"],
    "a cast behind": forms.ODDS["cast behind the softmax"],
    "a layer": forms.ODDS["softmax layer"],
    "an operation": forms.ODDS["softmax operation"],
    "dropout behind": lambda: net(lambda v: L.Dropout(0.5)(classes(forms.convolution()(v)))),
    "a nested head": forms.ODDS["a nested head"],
    "int8": forms.ODDS["int8"],
    "LoRA": forms.ODDS["LoRA"],
    "used twice": lambda: (lambda d: net(lambda v: d(L.Dense(4)(d(forms.row(v))))))(forms.softmax_of(3)),
}


@pytest.mark.parametrize("name", WITH_LOGITS)
def test_with_logits_finds_them_behind_whatever_changes_nothing(name):
    model = WITH_LOGITS[name]()
    logits = np.asarray(am.models.with_logits(model)(IMAGES), "float64")
    made = np.exp(logits) / np.exp(logits).sum(-1, keepdims=True)
    np.testing.assert_allclose(made, model(IMAGES), atol=0.02 if name == "int8" else 1e-4)


def test_a_dense_layer_that_cannot_be_built_anew_is_said_to_be_one():
    class Fixed(L.Dense):
        def __init__(self):
            super().__init__(3, activation="softmax")

    with pytest.raises(ValueError, match=r"cannot be built anew.*objectives.logit"):
        am.models.with_logits(forms.functional(Fixed()))


def chained_pools(count):
    given = keras.Input((16, 16, 3))
    values = forms.convolution(padding="same")(given)
    for _ in range(count):
        pools = L.MaxPooling2D(2, 1, padding="same")(values), L.AveragePooling2D(2, 1, padding="same")(values)
        values = L.Add()(pools)
    return keras.Model(given, values)


def test_each_value_is_taken_apart_once_however_many_ways_lead_to_it():
    model = chained_pools(40)  # 2 ** 40 ways
    images = noise(1, 16, 16, 3)
    wanted = np.asarray(model(images)).mean((1, 2))[:, 1]
    np.testing.assert_allclose(am.objectives.channel(model, model.layers[-1].name, 1)(images), wanted, rtol=1e-4)
    assert np.isfinite(am.objectives.logit(model, 0)(images)).all()


def test_the_attribution_widget_fits_the_net(monkeypatch):
    one = noise(1, 8, 8, 3)
    measured = net(lambda v: L.Dense(3)(L.GlobalAveragePooling2D()(L.ReLU(name="r")(forms.convolution()(v)))))
    shown = am.widgets.explore_attribution(measured, one, layer="r")
    assert "output" in shown.text and shown.controls["layer"].value == "r"
    ends_in_maps = keras.Sequential(
        [forms.images(), forms.convolution(), L.Conv2D(3, 6, activation="softmax"), L.Flatten()]
    )
    assert am.widgets.explore_attribution(ends_in_maps, one).controls["layer"].value == "c"
    with pytest.raises(ValueError, match=r'no layer "nope".*There are: c'):
        am.widgets.explore_attribution(ends_in_maps, one, layer="nope")
    with pytest.raises(ValueError, match="a row of classes"):
        am.widgets.explore_attribution(net(lambda v: L.Conv2D(3, 1, activation="softmax")(v)), one)
    averaged = forms.UNKNOWN["an average of probabilities"]()
    with pytest.raises(ValueError, match='of="probability"'):
        am.widgets.explore_attribution(averaged, one)
    assert "probability" in am.widgets.explore_attribution(averaged, one, of="probability").text


class Blend(L.Layer):
    """A layer of a user's that weighs probabilities."""

    def build(self, shape):
        self.weights_of = self.add_weight(shape=(shape[-1], 1), initializer=keras.initializers.Constant(0.5))

    def call(self, values):
        return values @ self.weights_of


def half(count):
    return {"use_bias": False, "kernel_initializer": keras.initializers.Constant(1 / count)}


def sigmoids(count):
    return lambda v: L.Dense(count, activation="sigmoid", **SPREAD)(v)


WEIGHED = {
    "a mean by a dense layer": lambda: forms.functional(lambda v: L.Dense(1, **half(2))(sigmoids(2)(v))),
    "a blend": lambda: forms.functional(lambda v: Blend()(sigmoids(2)(v))),
    "classes put together": lambda: forms.functional(
        lambda v: L.Dense(1, use_bias=False, kernel_initializer=lambda *_, **__: tf.constant([[1.0], [1.0], [0.0]]))(
            forms.softmax_of(3)(v)
        )
    ),
    "blurred maps": lambda: forms.chained(
        forms.convolution(), L.Conv2D(1, 1, activation="sigmoid", **SPREAD), L.Conv2D(1, 2, **half(4)), L.Flatten()
    ),
}


@pytest.mark.parametrize("name", WEIGHED)
def test_probabilities_that_are_weighed_together_are_no_logits(name):
    with pytest.raises(ValueError, match="stay in"):
        am.objectives.logit(WEIGHED[name](), 0)


def test_sums_of_hidden_sigmoid_units_are_logits():
    model = forms.functional(lambda v: L.Dense(3, **SPREAD)(L.Dense(8, activation="sigmoid")(v)))
    np.testing.assert_allclose(am.objectives.logit(model, 1)(IMAGES), np.asarray(model(IMAGES))[:, 1], rtol=1e-5)


class Zero(L.Layer):
    """A head of a user's with a sigmoid, before it has learned anything."""

    def __init__(self):
        super().__init__()
        self.dense = L.Dense(1, kernel_initializer="zeros")

    def call(self, values):
        return ops.sigmoid(self.dense(values))


def test_what_a_layer_is_does_not_depend_on_what_it_has_learned():
    with pytest.raises(ValueError, match="cannot be told"):
        am.objectives.logit(forms.functional(Zero()), 0)


class SoftDense(L.Dense):
    """A dense layer of a user's with a softmax of its own."""

    def call(self, values, training=None):
        return ops.softmax(super().call(values))


@pytest.mark.parametrize(
    "end",
    [
        lambda v: forms.Cooled()(L.Dense(3, **SPREAD)(v)),
        lambda v: forms.Softmax()(L.Dense(3, **SPREAD)(v)),
        lambda v: SoftDense(3, **SPREAD)(v),
        lambda v: (lambda z: L.Softmax()(z, mask=z > 0))(L.Dense(3, **SPREAD)(v)),
    ],
)
def test_with_logits_gives_none_that_do_not_make_the_answers(end):
    with pytest.raises(ValueError, match=r"does not make its answers|expected a Dense"):
        am.models.with_logits(forms.functional(end))


def test_with_logits_needs_no_configuration_of_a_plain_dense_layer():
    model = forms.functional(
        L.Dense(3, activation=lambda z: ops.softmax(z), kernel_regularizer=lambda w: 0.0 * ops.sum(w))
    )
    made = tf.nn.softmax(am.models.with_logits(model)(IMAGES))
    np.testing.assert_allclose(made, model(IMAGES), atol=1e-5)


class Act:
    """An object of a user's, with a method for an activation."""

    factor = 1.0

    def times(self, values):
        return values * self.factor


class Slotted:
    """An object of a user's without a dict."""

    __slots__ = ("factor",)

    def times(self, values):
        return values * self.factor


GLOBAL = {"factor": 1.0}


class ByGlobal(L.Layer):
    """A layer of a user's that reads a name of its module."""

    def call(self, values):
        return values * GLOBAL["factor"]


class ByClass(L.Layer):
    """A layer of a user's that reads an attribute of its class."""

    factor = 1.0

    def call(self, values):
        return values * type(self).factor


@pytest.mark.parametrize("kind", ["method", "partial", "slots", "global", "class"])
def test_what_is_read_in_whatever_way_counts_as_soon_as_it_is_changed(kind):
    kept = Slotted() if kind == "slots" else Act()
    kept.factor = GLOBAL["factor"] = ByClass.factor = 1.0
    layer = {
        "method": lambda: L.Activation(kept.times),
        "slots": lambda: L.Activation(kept.times),
        "partial": lambda: L.Activation(functools.partial(Act.times, kept)),
        "global": ByGlobal,
        "class": ByClass,
    }[kind]()
    model = net(lambda v: classes(layer(forms.convolution()(v))))
    am.attribution.integrated_gradients(model, IMAGES, 0)
    kept.factor = GLOBAL["factor"] = ByClass.factor = -3.0
    objective = am.objectives.logit(model, 0)
    wanted = np.asarray(objective(IMAGES)) - np.asarray(objective(np.zeros_like(IMAGES)))
    np.testing.assert_allclose(am.attribution.integrated_gradients(model, IMAGES, 0).sum((1, 2)), wanted, atol=0.05)


class Whole(L.Layer):
    """A layer of a user's that gives whole numbers."""

    def call(self, values):
        return ops.cast(ops.floor(values * 10), "int32")


def test_whole_numbers_are_averaged_as_floats_and_complex_ones_refused():
    model = net(lambda v: L.Dense(3)(L.Flatten()(L.Rescaling(1.0)(Whole(name="q")(forms.convolution()(v))))))
    maps = am.activations.feature_maps(model, IMAGES, "q")["q"].astype("float64")
    np.testing.assert_allclose(am.objectives.channel(model, "q", 1)(IMAGES), maps.mean((1, 2))[:, 1], rtol=1e-5)
    np.testing.assert_allclose(am.objectives.layer(model, "q")(IMAGES), (maps**2).mean((1, 2, 3)), rtol=1e-5)
    waves = net(
        lambda v: L.Lambda(lambda z: tf.signal.fft2d(tf.cast(z, "complex64")), name="f")(forms.convolution()(v))
    )
    with pytest.raises(ValueError, match="complex"):
        am.objectives.layer(waves, "f")(IMAGES)


def test_a_net_of_doubles_has_every_map():
    model = forms.in_precision("float64", L.Dense(3, activation="softmax", **SPREAD))
    assert am.attribution.grad_cam(model, IMAGES, 0).shape == am.attribution.grad_cam_plus_plus(model, IMAGES, 0).shape


class Leaving(L.Layer):
    """A layer of a user's that keeps something of each call, adds a loss, and counts."""

    def __init__(self):
        super().__init__()
        self.calls, self.seen = 0, None

    def build(self, shape):
        self.count = self.add_weight(shape=(), initializer="zeros", trainable=False)

    def call(self, values):
        self.calls, self.seen = self.calls + 1, values
        self.add_loss(1e-3 * ops.sum(values))
        self.count.assign_add(1.0)
        return 1.5 * values


def test_nothing_that_a_call_leaves_behind_is_left_by_ours():
    layer = Leaving()
    model = net(lambda v: classes(layer(forms.convolution(activity_regularizer="l2")(v))))
    model(IMAGES)
    before = layer.calls, float(sum(model.losses)), float(layer.count.numpy())
    objective = am.objectives.logit(model, 0)
    assert float(layer.count.numpy()) == before[2]  # nobody has given an image yet
    am.attribution.saliency(model, IMAGES, 0)
    am.ascend(objective, IMAGES, steps=1, progress=False)
    assert (layer.calls, float(sum(model.losses))) == before[:2]
    assert np.isfinite(layer.seen.numpy()).all()


class Looking(L.Layer):
    """A layer of a user's that looks at numbers."""

    def call(self, values):
        return 2.0 * values if tf.reduce_mean(values) > 0.1 else 0.5 * values

    def compute_output_shape(self, shape):
        return shape


def test_a_layer_that_cannot_be_compiled_is_named():
    model = net(lambda v: classes(Looking(name="looking")(forms.convolution()(v))))
    assert np.isfinite(am.objectives.logit(model, 0)(IMAGES)).all()
    for call in (
        lambda: am.attribution.saliency(model, IMAGES, 0),
        lambda: am.attribution.grad_cam(model, IMAGES, 0),
        lambda: am.ascend(am.objectives.logit(model, 0), IMAGES, steps=1, progress=False),
    ):
        with pytest.raises(ValueError, match='layer "looking" asks for the numbers'):
            call()


def test_of_several_outputs_one_is_read_in_every_way():
    given = forms.images()
    values = forms.row(given)
    heads = [forms.softmax_of(3)(values) for _ in range(2)]
    model = keras.Model(
        given, {"kind": L.Average(name="mean")(heads), "size": forms.softmax_of(3, name="size")(values)}
    )
    with pytest.raises(ValueError, match=r"make a model that ends there.*of it of=.probability"):
        am.objectives.logit(model, 0, of="mean")
    with pytest.raises(ValueError, match=r"2 outputs: make a model"):
        am.models.with_logits(model)
    assert "probability" in am.widgets.explore_attribution(model, IMAGES[:1], of="size").text


def test_additions_are_known_by_their_name_however_large():
    given = keras.Input((64, 64, 3))
    values = L.Conv2D(64, 3, padding="same")(given)
    for _ in range(40):
        values = values + L.Conv2D(64, 1)(values)
    model = keras.Model(given, L.Flatten()(L.ReLU(name="r")(values)))
    images = noise(1, 64, 64, 3)
    maps = am.activations.feature_maps(model, images, "r")["r"]
    np.testing.assert_allclose(am.objectives.channel(model, "r", 0)(images), maps.mean((1, 2))[:, 0], rtol=1e-3)
