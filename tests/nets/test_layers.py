"""Every layer can be reached, in models within the model too; what stands still says so; what cannot be is said."""

import forms
import keras
import numpy as np
import pytest
import tensorflow as tf

import amhelpers as am
from amhelpers.models.graph import layers_with_maps

L = keras.layers
RANDOM = np.random.default_rng(0)


def noise(count, *shape):
    return RANDOM.uniform(size=(count, *shape)).astype("float32")


def flat_twin():
    """A transfer net, and the same built flat, with the same weights."""
    model = forms.transfer()
    given = forms.images(32)
    prepared = L.Rescaling(2.0, -1)(L.RandomFlip()(given))
    backbone = keras.applications.MobileNetV2(weights=None, include_top=False, input_tensor=prepared, alpha=0.35)
    pooled = L.GlobalAveragePooling2D()(backbone.output)
    twin = keras.Model(given, forms.softmax_of(3)(L.Dropout(0.2)(pooled)))
    twin.set_weights(model.get_weights())
    return model, twin


def test_a_layer_within_a_model_is_reached_by_a_path_and_gives_what_it_gives_in_the_flat_twin():
    model, twin = flat_twin()
    images, path = noise(2, 32, 32, 3), "mobilenetv2_0.35_32/Conv_1"
    assert path in layers_with_maps(model)
    np.testing.assert_allclose(
        am.objectives.channel(model, path, [1, 2])(images),
        am.objectives.channel(twin, "Conv_1", [1, 2])(images),
        rtol=1e-4,
        atol=1e-6,
    )
    np.testing.assert_allclose(
        am.attribution.grad_cam(model, images, 0, path), am.attribution.grad_cam(twin, images, 0, "Conv_1"), atol=1e-3
    )
    np.testing.assert_allclose(
        am.activations.feature_maps(model, images, path)[path],
        am.activations.feature_maps(twin, images, "Conv_1")["Conv_1"],
        rtol=1e-4,
        atol=1e-6,
    )
    assert (
        am.attribution.grad_cam(model, images, 0).shape
        == (2, 1, 1)[:1] + am.attribution.grad_cam(twin, images, 0).shape[1:]
    )
    result = am.ascend(am.objectives.channel(model, path, 0), images, steps=2, progress=False)
    assert (result.scores[-1] > result.scores[0]).all()


def test_a_bare_name_found_within_is_told_with_its_path():
    with pytest.raises(ValueError, match=r'a layer of "mobilenetv2_0.35_32".* write "mobilenetv2_0.35_32/Conv_1"'):
        am.objectives.channel(forms.transfer(), "Conv_1", 0)


def test_maps_two_models_deep_are_found_by_themselves():
    model, images = forms.twice_nested(), noise(2, 8, 8, 3)
    assert layers_with_maps(model) == ["middle/inner/deep", "middle/inner"]
    deep = model.get_layer("middle").get_layer("inner").get_layer("deep")
    maps = np.asarray(deep(images))
    np.testing.assert_allclose(
        am.objectives.channel(model, "middle/inner/deep", 1)(images), maps.mean((1, 2))[:, 1], rtol=1e-4
    )
    kernel = np.asarray(model.layers[-1].kernel)
    p = np.asarray(model(images))[:, 0]
    weights = kernel[:, 0] / 36  # of the logit: each map's mean is weighed by it
    heat = np.maximum((maps * weights).sum(-1), 0)
    np.testing.assert_allclose(
        am.attribution.grad_cam(model, images, 0), heat / np.maximum(heat.max((1, 2), keepdims=True), 1e-9), atol=1e-4
    )
    assert p.shape == (2,)


def test_an_adapter_in_front_leaves_the_layers_of_its_net_reachable():
    net = keras.Sequential([forms.images(), L.Rescaling(1 / 255), forms.convolution(), L.Flatten()], name="net")
    adapter = keras.Sequential([forms.images(), L.Rescaling(255.0), net])
    images = noise(2, 8, 8, 3)
    wanted = am.objectives.channel(net, "c", 0)(255 * images)
    np.testing.assert_allclose(am.objectives.channel(adapter, "net/c", 0)(images), wanted, rtol=1e-4)
    with pytest.raises(ValueError, match="Rescaling"):
        am.ascend(am.objectives.channel(net, "c", 0), 255 * images, steps=1)


def channels(layer, bias=-0.4, side=8):
    model = keras.Sequential([keras.Input((side, side, 2)), layer])
    for weight in layer.weights:
        weight.assign(tf.fill(weight.shape, bias if weight.name == "bias" else 0.1))
    return model


@pytest.mark.parametrize(
    ("layer", "white"),
    [
        (lambda: L.Conv2D(2, 3, activation="relu", name="c"), 1.4),
        (lambda: L.DepthwiseConv2D(3, activation="relu", name="c"), 0.5),
        (lambda: L.Conv2DTranspose(2, 3, activation="relu", name="c"), 0.76),
        (lambda: L.SeparableConv2D(2, 3, activation="relu", name="c", pointwise_initializer="ones"), None),
        (lambda: type("Own", (L.Conv2D,), {})(2, 3, activation="relu", name="c"), 1.4),
        (lambda: L.Conv2D(2, 3, activation=lambda v: keras.ops.maximum(v, 0), name="c"), 1.4),
        (lambda: L.SpectralNormalization(L.Conv2D(2, 3, activation="relu"), name="c"), None),
    ],
)
def test_a_filter_of_whatever_kind_of_convolution_is_woken(layer, white):
    layer = layer()
    model = channels(layer)
    if isinstance(layer, L.SeparableConv2D):
        layer.pointwise_kernel.assign(tf.ones(layer.pointwise_kernel.shape))
    objective = am.objectives.channel(model, "c", 0)
    most = float(objective(np.ones((1, 8, 8, 2), "float32"))[0])
    if white:
        assert most == pytest.approx(white, abs=0.02)
    result = am.ascend(objective, np.zeros((1, 8, 8, 2), "float32"), steps=30, progress=False)
    assert not result.dead[0]
    assert result.final_scores[0] > most / 2 > 0


def test_a_filter_behind_normalisation_is_woken():
    model = keras.Sequential(
        [
            keras.Input((8, 8, 2)),
            L.Conv2D(2, 3, activation="relu", bias_initializer=keras.initializers.Constant(-1.0), name="c"),
            L.BatchNormalization(beta_initializer=keras.initializers.Constant(0.3), name="bn"),
        ]
    )
    model.get_layer("c").kernel.assign(tf.fill((3, 3, 2, 2), 0.1))
    result = am.ascend(
        am.objectives.channel(model, "bn", 0), np.zeros((1, 8, 8, 2), "float32"), steps=40, progress=False
    )
    assert result.scores[0, 0] == pytest.approx(0.3, abs=1e-5)
    assert result.final_scores[0] > 0.5 and not result.dead[0]


def all_off(units=8):
    return keras.Sequential(
        [
            keras.Input((8, 8, 2)),
            L.Flatten(),
            L.Dense(units, activation="relu", bias_initializer=keras.initializers.Constant(-90.0)),
            L.Dense(3, activation="softmax"),
        ]
    )


def test_an_ascent_that_no_gradient_reaches_says_so(capsys):
    start = noise(3, 8, 8, 2)
    result = am.ascend(am.objectives.log_odds(all_off(), 0), start, steps=3, progress=False)
    assert result.dead.all()
    assert "No gradient reached 3 of 3 images" in capsys.readouterr().out
    np.testing.assert_array_equal(result.images, start)


@pytest.mark.parametrize("activation", ["relu", "softplus", "linear"])
def test_a_measuring_net_climbs_falls_and_comes_to_a_value(activation):
    model = forms.chained(
        L.Conv2D(4, 3, **forms.SPREAD),
        L.GlobalAveragePooling2D(),
        L.Dense(1, activation=activation, bias_initializer=keras.initializers.Constant(-1.0), **forms.SPREAD),
    )
    start, value = noise(2, 8, 8, 3), am.objectives.value
    up = am.ascend(am.objectives.logit(model, 0), start, steps=80, progress=False)
    assert not up.dead.any() and (up.final_scores > np.asarray(model(start))[:, 0]).all()
    same = am.ascend(value(model, 0), start, steps=80, progress=False)
    np.testing.assert_allclose(same.images, up.images, atol=1e-5)
    goal = float(up.final_scores.min()) / 2
    near = am.ascend(value(model, 0, to=goal), start, steps=150, step_size=(0.05, 0.001), progress=False)
    np.testing.assert_allclose(np.asarray(model(near.images))[:, 0], goal, atol=0.02)
    down = am.ascend(-value(model, 0), up.images, steps=80, progress=False)
    assert (np.asarray(model(down.images))[:, 0] < up.final_scores).all()


def segmenting():
    return forms.chained(forms.convolution(padding="same"), L.Conv2D(3, 1, activation="softmax", **forms.SPREAD))


def test_maps_of_classes_have_a_logit_at_each_place():
    model, images = segmenting(), noise(2, 8, 8, 3)
    said = np.log(np.asarray(model(images), "float64"))
    at = [np.asarray(am.objectives.logit(model, index, position=(2, 5))(images)) for index in range(3)]
    np.testing.assert_allclose(at[1] - at[0], said[:, 2, 5, 1] - said[:, 2, 5, 0], atol=1e-4)
    odds = said[..., 1] - np.log1p(-np.exp(said[..., 1]))
    np.testing.assert_allclose(am.objectives.log_odds(model, 1, position=(2, 5))(images), odds[:, 2, 5], atol=1e-3)
    np.testing.assert_allclose(am.objectives.log_odds(model, 1)(images), odds.mean((1, 2)), atol=1e-3)
    np.testing.assert_allclose(am.objectives.value(model, 1)(images), np.exp(said)[..., 1].mean((1, 2)), atol=1e-4)


def two_heads():
    given = forms.images()
    units = forms.row(given)
    return keras.Model(
        given, {"kind": forms.softmax_of(3, name="kind")(units), "angle": L.Dense(1, name="angle")(units)}
    )


def test_of_several_heads_it_is_asked_which():
    model, images = two_heads(), noise(2, 8, 8, 3)
    for ask in (
        am.objectives.logit,
        am.objectives.log_odds,
        am.objectives.value,
        lambda m, c: am.attribution.saliency(m, images, c),
    ):
        with pytest.raises(ValueError, match=r'2 outputs, of the layers .*of="'):
            ask(model, 0)
    said = np.log(np.asarray(model(images)["kind"]))
    found = [np.asarray(am.objectives.logit(model, index, of="kind")(images)) for index in (0, 1)]
    np.testing.assert_allclose(found[1] - found[0], said[:, 1] - said[:, 0], atol=1e-4)
    np.testing.assert_allclose(
        am.objectives.value(model, 0, of="angle")(images), model(images)["angle"][:, 0], rtol=1e-4
    )
    assert am.attribution.saliency(model, images, 0, of="kind").shape == (2, 8, 8)


@pytest.mark.parametrize("shape", [(28, 28), (28, 28, 1)])
def test_gray_images_with_and_without_an_axis_of_channels(shape):
    model = keras.Sequential([keras.Input(shape), L.Flatten(), L.Dense(16, activation="relu"), L.Dense(10)])
    images = noise(2, 28, 28, 1)
    np.testing.assert_allclose(
        am.objectives.logit(model, 3)(images), np.asarray(model(images))[:, 3], rtol=1e-4, atol=1e-5
    )
    assert am.attribution.saliency(model, images, 3).shape == (2, 28, 28)
    assert am.ascend(am.objectives.logit(model, 3), images, steps=1, progress=False).images.shape == (2, 28, 28, 1)
    with pytest.raises(ValueError, match=r"images\[\.\.\., np.newaxis\]"):
        am.ascend(am.objectives.logit(model, 3), images[..., 0], steps=1, progress=False)


def test_channels_first_are_refused_in_a_sentence():
    first = keras.Sequential(
        [keras.Input((3, 12, 10)), L.Permute((2, 3, 1)), forms.convolution(), L.Flatten(), forms.softmax_of(2)]
    )
    for method in ("saliency", "smooth_grad", "integrated_gradients", "occlusion", "grad_cam"):
        with pytest.raises(ValueError, match="channels first"):
            getattr(am.attribution, method)(first, noise(1, 3, 12, 10), 0)
    layer = keras.Sequential([keras.Input((8, 8, 3)), forms.convolution(data_format="channels_first")])
    with pytest.raises(ValueError, match="channels first"):
        am.objectives.channel(layer, "c", 7)


def whole_numbers():
    return keras.Sequential(
        [
            keras.Input((8, 8, 3), dtype="uint8"),
            L.Rescaling(1 / 255),
            forms.convolution(),
            L.GlobalAveragePooling2D(),
            forms.softmax_of(3),
        ]
    )


def test_a_net_of_whole_numbers_has_no_slopes_by_its_images_and_all_else():
    model, images = whole_numbers(), RANDOM.integers(0, 256, (2, 8, 8, 3)).astype("float32")
    for method in ("saliency", "smooth_grad", "integrated_gradients"):
        with pytest.raises(ValueError, match=r"whole numbers .*have no gradient"):
            getattr(am.attribution, method)(model, images, 0)
    with pytest.raises(ValueError, match=r"whole numbers .*have no gradient"):
        am.ascend(am.objectives.logit(model, 0), images / 255, steps=1)
    model.trainable = False
    assert am.attribution.grad_cam(model, images, 0).shape == (2, 6, 6)
    assert am.attribution.occlusion(model, images, 0, value=128).shape == (2, 8, 8)
    said = np.log(np.asarray(model(images.astype("uint8"))))
    found = [np.asarray(am.objectives.logit(model, index)(images)) for index in (0, 1)]
    np.testing.assert_allclose(found[1] - found[0], said[:, 1] - said[:, 0], atol=1e-4)
    with pytest.raises(ValueError, match="0 … 255"):
        am.attribution.grad_cam(model, images.astype("uint8"), 0)


def test_means_over_large_maps_of_half_floats_stay_in_range():
    keras.config.set_dtype_policy("mixed_float16")
    try:
        model = keras.Sequential(
            [
                keras.Input((256, 256, 3)),
                L.Conv2D(2, 1, activation="relu", kernel_initializer="ones", name="c"),
                L.GlobalMaxPooling2D(),
                L.Dense(2, activation="softmax", dtype="float32"),
            ]
        )
    finally:
        keras.config.set_dtype_policy("float32")
    images = np.full((1, 256, 256, 3), 0.5, "float32")
    assert float(am.objectives.channel(model, "c", 0)(images)[0]) == pytest.approx(1.5, abs=1e-3)
    assert np.isfinite(am.ascend(am.objectives.channel(model, "c", 0), images, steps=1, progress=False).images).all()


@pytest.mark.parametrize("policy", ["mixed_float16", "mixed_bfloat16"])
def test_maps_of_a_net_of_half_floats_are_nearly_those_of_its_twin(policy):
    def build(used):
        keras.config.set_dtype_policy(used)
        try:
            return keras.Sequential(
                [
                    keras.Input((64, 64, 3)),
                    L.Conv2D(8, 3, padding="same", activation="relu", **forms.SPREAD),
                    L.GlobalAveragePooling2D(),
                    L.Dense(3, activation="softmax", dtype="float32", **forms.SPREAD),
                ]
            )
        finally:
            keras.config.set_dtype_policy("float32")

    half, twin, images = build(policy), build("float32"), noise(2, 64, 64, 3)
    twin.set_weights(half.get_weights())
    loose = 0.02 if policy == "mixed_float16" else 0.05
    for method in ("grad_cam", "grad_cam_plus_plus", "saliency", "integrated_gradients"):
        one, other = (getattr(am.attribution, method)(model, images, 0) for model in (half, twin))
        assert one.dtype == np.float32
        # But for a few pixels where a unit is just on in the one and just off in the other.
        assert np.quantile(np.abs(one - other), 0.99) <= loose * np.abs(other).max(), method


@pytest.mark.parametrize(
    "method", ["saliency", "smooth_grad", "integrated_gradients", "occlusion", "grad_cam", "grad_cam_plus_plus"]
)
def test_an_image_alone_gives_what_it_gives_in_a_batch(method):
    model, images = forms.ODDS["dense with softmax"](), noise(17, 8, 8, 3)
    attribute = getattr(am.attribution, method)
    classes = np.arange(17) % 3
    together = attribute(model, images, classes)
    alone = [attribute(model, images[i : i + 1], int(classes[i]))[0] for i in (0, 5, 16)]
    np.testing.assert_allclose(together[[0, 5, 16]], alone, atol=2e-4)


@pytest.mark.parametrize("shape", [(28, 28, 1), (24, 40, 3), (5, 5, 1)])
def test_occlusion_by_default_has_something_to_tell(shape):
    model = keras.Sequential([keras.Input(shape), L.Flatten(), L.Dense(2, **forms.SPREAD)])
    images = noise(2, *shape)
    maps = am.attribution.occlusion(model, images, 0, value=0)
    assert np.ptp(maps, axis=(1, 2)).min() > 0.01
    size = max(1, round(min(shape[:2]) / 7))
    kernel = np.asarray(model.layers[-1].kernel)[:, 0].reshape(shape)
    corner = (kernel * images)[:, :size, :size].sum((1, 2, 3))
    np.testing.assert_allclose(maps[:, 0, 0], corner, rtol=1e-3, atol=1e-4)


def test_tokens_have_no_rows_and_columns_and_the_message_leads_on():
    model = forms.vit()
    with pytest.raises(ValueError, match="without rows and columns"):
        am.objectives.channel(model, "ln", 0)
    assert am.objectives.layer(model, "ln")(noise(2, 16, 16, 3)).shape == (2,)
    with pytest.raises(ValueError, match="There are: patches"):
        am.attribution.grad_cam(model, noise(2, 16, 16, 3), 0, "ln")


def test_a_class_map_is_no_layer_that_its_own_logit_depends_on():
    model = forms.ODDS["convolution with softmax, flattened"]()
    images = noise(2, 8, 8, 3)
    assert am.attribution.grad_cam(model, images, 0).shape == (2, 6, 6)
    name = model.layers[-2].name
    with pytest.raises(ValueError, match=f'does not depend on what "{name}" gives'):
        am.attribution.grad_cam(model, images, 0, name)


def test_logits_that_are_averaged_are_logits_and_softmax_of_one_unit_is_none():
    given = forms.images()
    units = forms.row(given)
    model = keras.Model(given, L.Average()([L.Dense(3)(units), L.Dense(3)(units)]))
    images = noise(2, 8, 8, 3)
    np.testing.assert_allclose(am.objectives.logit(model, 1)(images), np.asarray(model(images))[:, 1], rtol=1e-5)
    with pytest.raises(ValueError, match="softmax of one unit"):
        am.objectives.logit(forms.functional(forms.softmax_of(1)), 0)


def test_images_of_any_size_and_heads_of_maps():
    given = keras.Input((None, None, 3))
    maps = forms.convolution()(given)
    heads = [L.Conv2D(2, 1, name="boxes")(maps), L.Conv2D(3, 1, activation="sigmoid", name="kinds")(maps)]
    model, images = keras.Model(given, heads), noise(2, 9, 12, 3)
    said = [np.asarray(one, "float64") for one in model(images)]
    kinds = np.log(said[1]) - np.log1p(-said[1])
    np.testing.assert_allclose(
        am.objectives.logit(model, 2, of="kinds", position=(3, 4))(images), kinds[:, 3, 4, 2], atol=1e-4
    )
    near = am.objectives.value(model, 1, to=0.5, of="boxes", position=(0, 0))
    np.testing.assert_allclose(near(images), -((said[0][:, 0, 0, 1] - 0.5) ** 2), atol=1e-5)
    assert am.attribution.grad_cam(model, images, 2, "c", of="kinds").shape == (2, 7, 10)


def test_convolutions_with_lora_and_nets_of_doubles_give_what_they_give():
    model, images = forms.chained(forms.convolution(padding="same"), forms.convolution(name="d")), noise(2, 8, 8, 3)
    for name in ("c", "d"):
        model.get_layer(name).enable_lora(2)
        adapter = model.get_layer(name).lora_kernel_b
        adapter.assign(tf.random.stateless_normal(adapter.shape, (1, 2)))
    np.testing.assert_allclose(
        am.objectives.channel(model, "d", 2)(images), np.asarray(model(images)).mean((1, 2))[:, 2], rtol=1e-4, atol=1e-6
    )
    keras.config.set_dtype_policy("float64")
    try:
        doubles = forms.functional(forms.softmax_of(3))
    finally:
        keras.config.set_dtype_policy("float32")
    said = np.log(np.asarray(doubles(images)))
    found = [np.asarray(am.objectives.logit(doubles, index)(images)) for index in (0, 1)]
    np.testing.assert_allclose(found[1] - found[0], said[:, 1] - said[:, 0], atol=1e-5)
    assert am.ascend(am.objectives.logit(doubles, 0), images, steps=1, progress=False).images.dtype == np.float32


@pytest.mark.parametrize("make", [forms.transfer, forms.twice_nested])
def test_sliders_go_over_the_layers_of_models_within(make):
    model = make()
    side = model.inputs[0].shape[1]
    explorer = am.widgets.explore_maps(model, noise(1, side, side, 3))
    names = explorer.controls["layer"].options
    assert any("/" in name for name in names)
    explorer.controls["layer"].value = names[-1]
    assert "Channel 0" in explorer.text


def used_twice():
    given = forms.images()
    layer = L.Conv2D(4, 3, padding="same", name="shared", **forms.SPREAD)
    first = layer(L.Conv2D(4, 1, name="first", **forms.SPREAD)(given))
    joined = L.ReLU(name="joined")(L.Add()([first, layer(first)]))
    return keras.Model(given, forms.softmax_of(3)(L.GlobalAveragePooling2D()(joined)))


def test_a_layer_that_is_used_twice_is_no_default():
    model, images = used_twice(), noise(2, 8, 8, 3)
    assert "shared" not in layers_with_maps(model)
    assert am.attribution.grad_cam(model, images, 0).shape == (2, 8, 8)
    with pytest.raises(ValueError, match="is used 2 times"):
        am.objectives.channel(model, "shared", 0)


def test_values_that_are_not_finite_are_told_and_not_drawn():
    model = forms.functional(forms.softmax_of(3))
    weights = model.get_weights()
    weights[-2][0, 0] = np.nan
    model.set_weights(weights)
    for method in ("saliency", "smooth_grad", "integrated_gradients", "occlusion", "grad_cam", "grad_cam_plus_plus"):
        with pytest.raises(ArithmeticError, match=r"not finite .*: look at its weights"):
            getattr(am.attribution, method)(model, noise(1, 8, 8, 3), 0)
