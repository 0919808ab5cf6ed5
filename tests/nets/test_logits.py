"""What is called a logit is one: held against the model's own probabilities, which know nothing of the package."""

import forms
import keras
import numpy as np
import pytest

import amhelpers as am
from amhelpers.models.graph import layers_with_maps

LOOSE = {"int8": 0.05, "mixed precision, cast at the end": 0.02, "mixed bfloat16": 0.1}  # what their numbers carry


def noise(model, count=5):
    return np.random.default_rng(0).uniform(size=(count, *model.inputs[0].shape[1:])).astype("float32")


def made(build):
    keras.utils.set_random_seed(0)
    return build()


def probabilities(model, images):
    return np.asarray(model(images, training=False), "float64")


@pytest.mark.parametrize("name", forms.ODDS)
def test_the_odds_of_softmax_are_differences_of_logits(name):
    model = made(forms.ODDS[name])
    images = noise(model)
    found = [np.asarray(am.objectives.logit(model, index)(images)) for index in range(3)]
    said = np.log(probabilities(model, images))
    loose = LOOSE.get(name, 1e-3)
    for index in (1, 2):
        np.testing.assert_allclose(
            found[index] - found[0], said[:, index] - said[:, 0], atol=loose * np.abs(said).max()
        )
    odds = np.asarray(am.objectives.log_odds(model, 1)(images))
    wanted = said[:, 1] - np.log1p(-probabilities(model, images)[:, 1])
    np.testing.assert_allclose(odds, wanted, atol=loose * np.abs(said).max())


@pytest.mark.parametrize("name", forms.SIGMOID)
def test_the_odds_of_a_sigmoid_unit_are_its_logit(name):
    model = made(forms.SIGMOID[name])
    images = noise(model)
    for index in range(model.outputs[0].shape[-1]):
        p = probabilities(model, images)[:, index]
        for objective in (am.objectives.logit, am.objectives.log_odds):
            np.testing.assert_allclose(objective(model, index)(images), np.log(p) - np.log1p(-p), atol=1e-3)


@pytest.mark.parametrize("name", forms.UNKNOWN)
def test_where_no_logit_is_known_none_is_guessed(name):
    model = made(forms.UNKNOWN[name])
    images = noise(model)
    with pytest.raises(ValueError, match='of="probability"'):
        am.objectives.logit(model, 0)
    with pytest.raises(ValueError, match='of="probability"'):
        am.attribution.grad_cam(model, images, 0)
    p = probabilities(model, images)
    if p.min() < 0 or p.max() > 1:
        with pytest.raises(ValueError, match="between 0 and 1"):
            am.objectives.logit(model, 0, of="probability")
    else:
        said = am.objectives.logit(model, 0, of="probability")(images)
        wanted = np.log(p[:, 0]) - (np.log1p(-p[:, 0]) if p.shape[1] == 1 else 0)
        np.testing.assert_allclose(said, wanted, atol=1e-3)
    np.testing.assert_allclose(am.objectives.logit(model, 0, of="output")(images), p[:, 0], atol=1e-4)


@pytest.mark.parametrize("name", [*forms.ODDS, *forms.SIGMOID])
def test_no_way_to_look_at_a_net_ends_in_an_error_of_its_own(name):
    model = made({**forms.ODDS, **forms.SIGMOID}[name])
    images, shape = noise(model, 3), model.inputs[0].shape[1:]
    before = [weight.copy() for weight in model.get_weights()], probabilities(model, images)
    for method in ("saliency", "smooth_grad", "integrated_gradients", "occlusion"):
        maps = getattr(am.attribution, method)(model, images, 0)
        assert maps.shape == (3, *shape[:2])
        assert np.isfinite(maps).all()
    maps = am.attribution.grad_cam(model, images, 0)
    assert maps.dtype == am.attribution.grad_cam_plus_plus(model, images, 0).dtype == np.float32
    assert maps.min() >= 0 and maps.max() <= 1
    layers = layers_with_maps(model)
    for layer in dict.fromkeys([*layers[:: max(1, len(layers) // 3)], *layers[-1:]]):
        assert am.activations.feature_maps(model, images, layer)[layer].dtype == np.float32
        result = am.ascend(am.objectives.channel(model, layer, 0), images, steps=1, progress=False)
        assert np.isfinite(result.images).all()
    for one, other in zip(before[0], model.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(before[1], probabilities(model, images))


def test_a_net_whose_end_was_changed_is_asked_anew():
    model = made(forms.ODDS["dense with softmax"])
    objective, images = am.objectives.logit(model, 0), noise(model, 2)
    before = np.asarray(objective(images))
    model.layers[-1].activation = keras.activations.linear
    with pytest.raises(ValueError, match="ask for them again"):
        objective(images)
    np.testing.assert_allclose(am.objectives.logit(model, 0)(images), before, rtol=1e-4)
