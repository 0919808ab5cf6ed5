"""Assets: whole, listed, described, and unable to run code."""

import shutil

import keras
import numpy as np
import pytest

from amhelpers import assets


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the shipped files that a test may damage."""
    copy = tmp_path / "assets"
    shutil.copytree(assets.FOLDER, copy)
    monkeypatch.setattr(assets, "FOLDER", copy)
    assets.path.cache_clear()
    yield copy
    assets.path.cache_clear()


def test_every_shipped_file_is_listed_and_whole():
    files = {file.name for file in assets.FOLDER.iterdir() if file.suffix in (".npz", ".png", ".txt")}
    assert files == set(assets.names())
    assert all(assets.path(name).is_file() for name in files)


def test_every_shipped_file_is_described_with_its_hash():
    readme = (assets.FOLDER / "README.md").read_text(encoding="utf-8")
    for name in assets.names():
        assert name in readme
        assert assets.sha256(assets.FOLDER / name) in readme


def test_all_assets_together_stay_small():
    assert sum(file.stat().st_size for file in assets.FOLDER.iterdir()) < 32 * 2**20


@pytest.mark.parametrize("damage", [lambda content: content[:1000], lambda content: content[:-1] + b"x"])
def test_a_damaged_file_is_refused(folder, damage):
    file = folder / "mnist_cnn.npz"
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(OSError, match=r"damaged: expected SHA-256 \w{16}…, received \w{16}….*git checkout"):
        assets.arrays("mnist_cnn.npz")


def test_a_missing_file_is_named(folder):
    (folder / "mnist_cnn.npz").unlink()
    with pytest.raises(FileNotFoundError, match=r'"mnist_cnn.npz" is missing'):
        assets.path("mnist_cnn.npz")


def test_an_unknown_name_lists_those_there_are():
    with pytest.raises(FileNotFoundError, match=r"Its files: .*mnist_sample\.npz"):
        assets.path("cifar.npz")


def test_an_array_of_objects_is_not_unpickled(folder):
    np.savez(folder / "evil.npz", x=np.array([print], dtype=object))
    with open(folder / "SHA256SUMS", "a", encoding="utf-8") as stream:
        stream.write(f"{assets.sha256(folder / 'evil.npz')}  evil.npz\n")
    with pytest.raises(ValueError, match="allow_pickle=False"):
        assets.arrays("evil.npz")


def test_weights_survive_the_round_trip_in_half_precision_but_for_batch_normalization(folder):
    def build():
        return keras.Sequential(
            [
                keras.Input((4,)),
                keras.layers.Dense(3, name="dense"),
                keras.layers.BatchNormalization(name="bn"),
            ]
        )

    model = build()
    model.get_layer("bn").moving_variance.assign([1e-9, 1.0, 3.0])
    assets.save_weights(model, folder / "tiny.npz")
    with open(folder / "SHA256SUMS", "a", encoding="utf-8") as stream:
        stream.write(f"{assets.sha256(folder / 'tiny.npz')}  tiny.npz\n")
    loaded = assets.load_weights(build(), "tiny.npz")
    assert assets.arrays("tiny.npz")["dense/kernel"].dtype == "float16"
    np.testing.assert_array_equal(loaded.get_layer("bn").moving_variance, np.float32([1e-9, 1.0, 3.0]))
    half = model.get_layer("dense").kernel.numpy().astype("float16").astype("float32")
    np.testing.assert_array_equal(loaded.get_layer("dense").kernel, half)


def test_a_checkpoint_of_another_architecture_is_refused():
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="dense")])
    with pytest.raises(ValueError, match="does not fit this model"):
        assets.load_weights(model, "mnist_cnn.npz")
