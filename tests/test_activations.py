"""Activations: against the layers called one by one, and read back from the event file."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf
from tensorboard.backend.event_processing.event_file_loader import EventFileLoader

from amhelpers import activations


@pytest.fixture
def model():
    keras.utils.set_random_seed(0)
    layers = [
        keras.Input((8, 6, 1), name="image"),
        keras.layers.Conv2D(3, 3, activation="relu", name="first"),
        keras.layers.Conv2D(5, 2, activation="relu", name="second"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(2, activation="softmax", name="class"),
    ]
    return keras.Sequential(layers)


IMAGES = np.random.default_rng(0).uniform(size=(4, 8, 6, 1)).astype("float32")


def test_feature_maps_are_what_the_layers_give(model):
    maps = activations.feature_maps(model, IMAGES, ["first", "second"])
    first = np.asarray(model.get_layer("first")(IMAGES))
    np.testing.assert_allclose(maps["first"], first, atol=1e-6)
    np.testing.assert_allclose(maps["second"], model.get_layer("second")(first), atol=1e-6)
    assert list(activations.feature_maps(model, IMAGES, ["second"])) == ["second"]
    with pytest.raises(ValueError, match="Its layers with feature maps: first, second"):
        activations.feature_maps(model, IMAGES, ["third"])


@pytest.mark.parametrize(("count", "columns"), [(7, 3), (6, 3), (2, 4), (1, 1)])
def test_a_grid_has_every_map_at_its_place_scaled_by_its_own_range(count, columns):
    maps = np.random.default_rng(count).normal(size=(4, 5, count))
    maps[..., 0] = 2.5  # constant
    grid = activations.channel_grid(maps, columns)
    assert grid.shape == (4 * -(-count // columns), 5 * columns)
    for place in range(columns * -(-count // columns)):
        row, column = divmod(place, columns)
        cell = grid[4 * row : 4 * row + 4, 5 * column : 5 * column + 5]
        if place == 0 or place >= count:
            assert not cell.any()
        else:
            one = maps[..., place]
            np.testing.assert_allclose(cell, (one - one.min()) / (one.max() - one.min()), atol=1e-6)


def test_a_grid_leaves_its_argument_as_it_was_and_refuses_batches():
    maps = np.random.default_rng(0).normal(size=(3, 3, 4))
    before = maps.copy()
    activations.channel_grid(maps)
    np.testing.assert_array_equal(maps, before)
    with pytest.raises(ValueError, match=r"Of a batch take one: activation\[0\]"):
        activations.channel_grid(maps[np.newaxis])


def test_sparsity_is_the_share_of_exact_zeros():
    assert activations.sparsity(np.array([0.0, -0.0, 1e-30, 2.0])) == 0.5


def test_the_callback_writes_one_picture_for_each_layer_and_epoch(model, tmp_path):
    model.compile(keras.optimizers.SGD(0.5), "sparse_categorical_crossentropy")
    callback = activations.FeatureMapCallback(tmp_path, IMAGES[:2], ["first", "second"], columns=2)
    model.fit(IMAGES, np.array([0, 1, 0, 1]), epochs=2, verbose=0, callbacks=[callback])
    pictures = read(tmp_path)
    assert sorted(pictures) == [(name, step) for name in ("first", "second") for step in range(3)]
    first = pictures["first", 2]
    expected = activations.channel_grid(activations.feature_maps(model, IMAGES[1:2], ["first"])["first"][0], 2)
    np.testing.assert_allclose(first[1], expected, atol=1 / 255)
    assert not np.array_equal(pictures["first", 0][0], first[0])  # epochs differ


def read(folder):
    """(layer, step) -> pictures, from the event file."""
    found = {}
    (file,) = folder.glob("events.*")
    for event in EventFileLoader(str(file)).Load():
        for value in event.summary.value:
            width_and_height_then_pictures = value.tensor.string_val
            pictures = [tf.io.decode_png(part).numpy()[..., 0] / 255 for part in width_and_height_then_pictures[2:]]
            found[value.tag, event.step] = pictures
    return found


OPENED = """
import sys, urllib.request
import amhelpers as am
am.activations.show_tensorboard(sys.argv[1])
from tensorboard import manager
(server,) = [one for one in manager.get_all() if one.logdir == sys.argv[1]]
print(server.pid, urllib.request.urlopen(f"http://127.0.0.1:{server.port}/data/plugin/images/tags").read())
"""


def test_tensorboard_opens_on_what_was_recorded_and_ends_with_the_kernel(tmp_path):
    folder = tmp_path / "two words"
    with tf.summary.create_file_writer(str(folder)).as_default():
        tf.summary.image("conv", np.zeros((1, 4, 4, 1), "float32"), step=0)
        tf.summary.flush()
    without_path = {**os.environ, "PATH": os.defpath}  # no activated environment
    command = [sys.executable, "-c", OPENED, str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=3600, env=without_path, check=False)
    assert '"conv"' in said.stdout, said.stderr
    server = said.stdout.splitlines()[-1].split()[0]
    noted = Path(tempfile.gettempdir()) / ".tensorboard-info" / f"pid-{server}.info"
    for _ in range(100):  # TensorBoard removes it as it ends
        if not noted.exists():
            return
        time.sleep(0.2)
    pytest.fail(f"TensorBoard goes on as process {server}")


def test_a_folder_without_a_recorded_training_is_refused(tmp_path):
    with pytest.raises(ValueError, match="There is no event file"):
        activations.show_tensorboard(tmp_path)


@pytest.mark.parametrize("is_there", [True, False])
def test_on_a_hub_tensorboard_goes_through_the_proxy_or_says_what_is_missing(is_there, tmp_path, monkeypatch, capsys):
    (tmp_path / "events.out.tfevents.1").touch()
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/")
    monkeypatch.delenv("TENSORBOARD_PROXY_URL", raising=False)
    monkeypatch.setattr(activations.importlib.util, "find_spec", lambda name: object() if is_there else None)
    monkeypatch.setattr("tensorboard.notebook.start", lambda arguments: None)
    activations.show_tensorboard(tmp_path)
    assert os.environ.get("TENSORBOARD_PROXY_URL") == ("/user/ada/proxy/%PORT%/" if is_there else None)
    assert ("jupyter-server-proxy" in capsys.readouterr().out) != is_there
    monkeypatch.delenv("TENSORBOARD_PROXY_URL", raising=False)
