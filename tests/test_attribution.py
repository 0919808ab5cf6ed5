"""Attribution: against finite differences, completeness, and nets whose answer is known."""

import keras
import numpy as np
import pytest
import tensorflow as tf

import amhelpers as am
from amhelpers import attribution

RANDOM = np.random.default_rng(0)
IMAGES = RANDOM.uniform(size=(3, 9, 7, 2)).astype("float32")
CLASSES = [2, 0, 2]


def net(last="softmax", units=3):
    """A smooth net, so that differences tell its gradients."""
    keras.utils.set_random_seed(3)
    layers = [
        keras.Input((9, 7, 2), name="image"),
        keras.layers.Conv2D(4, 3, activation="softplus", name="first"),
        keras.layers.Conv2D(5, 3, activation="softplus", name="second"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(units, activation=last, name="class"),
    ]
    return keras.Sequential(layers, name="net")


def logits(model, images):
    return np.asarray(am.models.with_logits(model)(tf.constant(images)))


def differences(model, images, classes, step=1e-2):
    """The gradient of each logit, pixel by pixel."""
    found = np.zeros_like(images)
    for place in np.ndindex(images.shape[1:]):
        moved = np.zeros(images.shape[1:], "float32")
        moved[place] = step
        up, down = (logits(model, images + sign * moved)[range(len(images)), classes] for sign in (1, -1))
        found[(slice(None), *place)] = (up - down) / (2 * step)
    return found


def scaled(maps):
    return maps / maps.max(axis=(1, 2), keepdims=True)


@pytest.mark.parametrize(("last", "units", "classes"), [("softmax", 3, CLASSES), (None, 3, CLASSES), ("sigmoid", 1, 0)])
def test_saliency_is_the_largest_slope_over_the_colours(last, units, classes):
    model = net(last, units)
    wanted = np.broadcast_to(classes, len(IMAGES))
    slopes = differences(model, IMAGES, wanted)
    np.testing.assert_allclose(
        attribution.saliency(model, IMAGES, classes), scaled(np.abs(slopes).max(axis=3)), atol=2e-3
    )


def test_parts_of_a_large_batch_are_those_of_the_images_alone():
    model, images = net(), RANDOM.uniform(size=(35, 9, 7, 2)).astype("float32")
    classes = RANDOM.integers(0, 3, 35)
    for method in (attribution.saliency, attribution.grad_cam, attribution.grad_cam_plus_plus):
        whole = method(model, images, classes)
        for index in (0, 17, 34):
            alone = method(model, images[index : index + 1], [classes[index]])
            np.testing.assert_allclose(whole[index], alone[0], atol=1e-4)


def test_smooth_grad_without_noise_is_saliency_and_the_same_for_the_same_seed():
    model = net()
    plain = attribution.saliency(model, IMAGES, CLASSES)
    np.testing.assert_allclose(attribution.smooth_grad(model, IMAGES, CLASSES, 3, noise=0), plain, atol=1e-5)
    one, same, other = (attribution.smooth_grad(model, IMAGES, CLASSES, 2, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert not np.allclose(one, other, atol=1e-3)


def test_smooth_grad_averages_maps_before_it_scales_them():
    model, random = net(), np.random.default_rng(5)
    noisy = [IMAGES + 0.5 * random.standard_normal(IMAGES.shape[1:]).astype("float32") for _ in range(4)]
    maps = sum(np.abs(differences(model, images, CLASSES)).max(axis=3) for images in noisy)
    found = attribution.smooth_grad(model, IMAGES, CLASSES, samples=4, noise=0.5, seed=5)
    np.testing.assert_allclose(found, scaled(maps), atol=5e-3)


@pytest.mark.parametrize("baseline", [0.0, 0.5, RANDOM.uniform(size=IMAGES.shape)])
def test_integrated_gradients_add_up_to_what_the_image_changes(baseline):
    model = net()
    maps = attribution.integrated_gradients(model, IMAGES, CLASSES, steps=50, baseline=baseline)
    before = np.broadcast_to(np.asarray(baseline, "float32"), IMAGES.shape)
    gained = (logits(model, IMAGES) - logits(model, before))[range(3), CLASSES]
    np.testing.assert_allclose(maps.sum(axis=(1, 2)), gained, rtol=1e-3, atol=1e-4)
    errors = [
        attribution.completeness_error(
            model,
            IMAGES,
            CLASSES,
            attribution.integrated_gradients(model, IMAGES, CLASSES, steps=steps, baseline=baseline),
            baseline=baseline,
        )
        for steps in (1, 50)
    ]
    assert (errors[1] < 1e-3).all()
    assert errors[0].max() > errors[1].max()


def test_integrated_gradients_of_a_linear_net_are_its_weights_times_the_image():
    model = keras.Sequential([keras.Input((4, 5, 2)), keras.layers.Flatten(), keras.layers.Dense(2, "softmax")])
    images = IMAGES[:2, :4, :5]
    weights = model.get_weights()[0][:, 1].reshape(4, 5, 2)
    maps = attribution.integrated_gradients(model, images, 1, steps=1)
    np.testing.assert_allclose(maps, (images * weights).sum(axis=3), atol=1e-5)


def counting(pixels):
    """A net whose logit 0 is the sum of some pixels: what is covered is known."""
    model = keras.Sequential([keras.Input((6, 8, 1)), keras.layers.Flatten(), keras.layers.Dense(2, "softmax")])
    weights = np.zeros((6, 8, 2), "float32")
    weights[(*pixels, 0)] = 1
    model.set_weights([weights.reshape(-1, 2), np.zeros(2, "float32")])
    return model


def test_occlusion_tells_by_how_much_the_logit_falls():
    model = counting((slice(2, 4), slice(4, 6)))
    images = np.full((2, 6, 8, 1), 0.5, "float32")
    images[1] = 1
    maps = attribution.occlusion(model, images, 0, size=2, stride=2, value=0)
    expected = np.zeros((6, 8))
    expected[2:4, 4:6] = 1
    np.testing.assert_allclose(maps, [2 * expected, 4 * expected], atol=1e-5)  # four pixels of 0.5, of 1
    with pytest.raises(ValueError, match="leaves no gaps"):
        attribution.occlusion(model, images, 0, size=2, stride=3)


def test_occlusion_covers_every_pixel_to_the_border():
    found = attribution.occlusion(counting((slice(None), slice(None))), np.ones((1, 6, 8, 1), "float32"), 0, 4, 3, 0)
    np.testing.assert_allclose(found, 16, rtol=1e-5)


@pytest.mark.parametrize("layer", ["first", "second", None])
def test_grad_cam_weighs_maps_by_the_mean_of_their_slopes(layer):
    model = net()
    maps, slopes = by_hand(model, layer or "second")
    wanted = np.maximum((slopes.mean(axis=(1, 2), keepdims=True) * maps).sum(axis=3), 0)
    found = attribution.grad_cam(model, IMAGES, CLASSES, layer)
    assert found.shape == maps.shape[:3]
    np.testing.assert_allclose(found * wanted.max(axis=(1, 2), keepdims=True), wanted, atol=1e-3)


def test_grad_cam_plus_plus_weighs_every_place():
    model = net()
    maps, slopes = by_hand(model, "second")
    weights = np.zeros((3, 1, 1, 5))
    for image, channel in np.ndindex(3, 5):
        g, a = slopes[image, ..., channel], maps[image, ..., channel]
        shares = g**2 / (2 * g**2 + (a * g**3).sum())
        weights[image, 0, 0, channel] = (shares * np.maximum(g, 0)).sum()
    wanted = np.maximum((weights * maps).sum(axis=3), 0)
    found = attribution.grad_cam_plus_plus(model, IMAGES, CLASSES)
    np.testing.assert_allclose(found * wanted.max(axis=(1, 2), keepdims=True), wanted, rtol=1e-2, atol=1e-3)


def by_hand(model, layer):
    """The maps of a layer, and the slopes of the logits by differences of what follows."""
    maps = np.asarray(am.models.feature_extractor(model, layer)(IMAGES))
    names = [one.name for one in model.layers]
    rest = am.models.with_logits(model).layers[names.index(layer) + 2 :]  # after the input layer and this one

    def after(values):
        for one in rest:
            values = one(values)
        return np.asarray(values)[range(3), CLASSES]

    slopes = np.zeros_like(maps)
    for place in np.ndindex(maps.shape[1:]):
        moved = np.zeros(maps.shape[1:], "float32")
        moved[place] = 1e-2
        slopes[(slice(None), *place)] = (after(maps + moved) - after(maps - moved)) / 2e-2
    return maps, slopes


def test_what_has_no_heat_stays_zero():
    model = counting((slice(0, 0), slice(0, 0)))
    images = np.ones((1, 6, 8, 1), "float32")
    assert not attribution.saliency(model, images, 0).any()
    assert not attribution.smooth_grad(model, images, 0).any()
    dead = net()
    dead.set_weights([np.zeros_like(weight) for weight in dead.get_weights()])
    for method in (attribution.grad_cam, attribution.grad_cam_plus_plus):
        assert not method(dead, IMAGES, CLASSES).any()


def test_the_model_and_the_images_stay_as_they_are():
    model, images = net(), IMAGES.copy()
    before = model.get_weights()
    for method in (attribution.saliency, attribution.integrated_gradients, attribution.grad_cam):
        method(model, images, CLASSES)
    attribution.occlusion(model, images, CLASSES, size=4, stride=4)
    np.testing.assert_array_equal(images, IMAGES)
    assert model.layers[-1].activation is keras.activations.softmax
    for one, other in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)


def test_weights_that_change_and_another_activation_count_at_once():
    model = net()
    before = attribution.saliency(model, IMAGES, CLASSES), attribution.grad_cam(model, IMAGES, CLASSES)
    random = np.random.default_rng(4)
    model.set_weights([random.normal(size=weight.shape) for weight in model.get_weights()])
    fresh = keras.models.clone_model(model)
    fresh.set_weights(model.get_weights())
    for method, old in zip((attribution.grad_cam, attribution.saliency), before[::-1], strict=True):
        now = method(model, IMAGES, CLASSES)
        assert not np.allclose(now, old, atol=1e-2)
        np.testing.assert_allclose(now, method(fresh, IMAGES, CLASSES), atol=1e-4)
    model.get_layer("second").activation = keras.activations.relu
    assert not np.allclose(attribution.saliency(model, IMAGES, CLASSES), now, atol=1e-2)


def test_what_is_wrong_is_named_with_what_there_is():
    model = net()
    for call, words in {
        lambda: attribution.saliency(model, IMAGES, 3): "targets 0 to 2",
        lambda: attribution.grad_cam(model, IMAGES, [0, 1]): "expected 3, received 2",
        lambda: attribution.grad_cam(model, IMAGES, 0, "row"): "There are: first, second",
        lambda: attribution.grad_cam(model, IMAGES, 0, "third"): "There are: first, second",
        lambda: attribution.saliency(model, IMAGES[0], 0): "Of one image alone",
        lambda: attribution.saliency(model, np.uint8(255 * IMAGES), 0): "finite floats. Received uint8",
        lambda: attribution.smooth_grad(model, IMAGES, 0, samples=0): "one sample or more",
        lambda: attribution.integrated_gradients(model, IMAGES, 0, baseline=[0, 1]): "A baseline is a number, or",
    }.items():
        with pytest.raises(ValueError, match=words):
            call()


@pytest.mark.parametrize("end", [[], [keras.layers.Softmax()], [keras.layers.Activation("linear")]])
def test_grad_cam_of_a_net_without_dense_layers_is_the_map_of_the_class(end):
    convolution = keras.layers.Conv2D(3, 3, activation="relu", bias_initializer="ones", name="maps")
    layers = [keras.Input((9, 7, 2)), convolution, keras.layers.GlobalAveragePooling2D(), *end]
    model = keras.Sequential(layers)
    maps = np.asarray(convolution(IMAGES))[range(3), ..., CLASSES]
    np.testing.assert_allclose(attribution.grad_cam(model, IMAGES, CLASSES), scaled(maps), rtol=1e-4, atol=1e-6)
