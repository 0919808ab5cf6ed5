"""Data sets: the sample always, the full set by a download that is whole or not there."""

import http.server
import io
import tarfile
import threading

import numpy as np
import pytest
from PIL import Image

from amhelpers import assets, datasets, downloads


class Server(http.server.BaseHTTPRequestHandler):
    """Sends `content`, and says it is `length` bytes long."""

    content, length, requests = b"", 0, 0

    def do_GET(self):
        Server.requests += 1
        self.send_response(200)
        self.send_header("Content-Length", str(self.length))
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, *args):
        pass


@pytest.fixture
def serve(monkeypatch, tmp_path):
    """A function that serves some bytes as a full data set; Keras' cache is empty at the start."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    server = http.server.HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name in ("MNIST_URL", "CIFAR10_URL"):
        monkeypatch.setattr(datasets, name, f"http://127.0.0.1:{server.server_port}/data")

    def serve(content, length=None):
        Server.content, Server.length, Server.requests = content, length or len(content), 0

    yield serve
    server.shutdown()
    server.server_close()


@pytest.fixture
def small_mnist(monkeypatch, tmp_path):
    """The bytes of a data set of two images, which stands for the full one."""
    zeros = {
        key: np.zeros((2, 28, 28) if key[0] == "x" else 2, "uint8")
        for key in ("x_train", "x_test", "y_train", "y_test")
    }
    np.savez(tmp_path / "small.npz", **zeros)
    monkeypatch.setattr(datasets, "MNIST_SHA256", assets.sha256(tmp_path / "small.npz"))
    return (tmp_path / "small.npz").read_bytes()


def left_over():
    folder = downloads.cache_folder()
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


def test_the_sample_has_the_form_of_keras_datasets():
    (x_train, y_train), (x_test, y_test) = datasets.load_mnist()
    assert x_train.shape == (10_000, 28, 28)
    assert x_test.shape == (2_000, 28, 28)
    assert {array.dtype.name for array in (x_train, y_train, x_test, y_test)} == {"uint8"}
    assert (x_train.min(), x_train.max()) == (0, 255)


def test_the_sample_stands_for_the_whole():
    (x_train, y_train), (_, y_test) = datasets.load_mnist()
    assert abs(x_train.mean() / 255 - 0.1307) < 0.002  # the mean of all 60,000
    for labels in (y_train, y_test):
        shares = np.bincount(labels, minlength=10) / len(labels)
        assert shares.min() > 0.08
        assert shares.max() < 0.12


def test_the_cifar_sample_has_the_form_of_keras_datasets():
    (x_train, y_train), (x_test, y_test) = datasets.load_cifar10()
    assert (x_train.shape, x_test.shape) == ((2_000, 32, 32, 3), (500, 32, 32, 3))
    assert (y_train.shape, y_test.shape) == ((2_000,), (500,))
    assert {array.dtype.name for array in (x_train, y_train, x_test, y_test)} == {"uint8"}
    assert np.bincount(y_train, minlength=10).min() > 160
    assert len(datasets.CIFAR10_CLASSES) == 10
    assert not {image.tobytes() for image in x_train} & {image.tobytes() for image in x_test}


def test_the_full_cifar10_is_read_from_its_archive_without_unpickling(serve, monkeypatch, tmp_path):
    random = np.random.default_rng(0)
    names = [*(f"data_batch_{number}.bin" for number in range(1, 6)), "test_batch.bin"]
    images = random.integers(0, 256, (6, 2, 32, 32, 3), dtype="uint8")
    with tarfile.open(tmp_path / "small.tar.gz", "w:gz") as archive:
        for index, (name, batch) in enumerate(zip(names, images, strict=True)):
            # One record: the label, all red values, all green, all blue, row by row.
            content = b"".join(bytes([index]) + b"".join(p[..., c].tobytes() for c in range(3)) for p in batch)
            entry = tarfile.TarInfo(f"cifar-10-batches-bin/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    monkeypatch.setattr(datasets, "CIFAR10_SHA256", assets.sha256(tmp_path / "small.tar.gz"))
    serve((tmp_path / "small.tar.gz").read_bytes())
    (x_train, y_train), (x_test, y_test) = datasets.load_cifar10(full=True)
    np.testing.assert_array_equal(x_train, images[:5].reshape(10, 32, 32, 3))
    np.testing.assert_array_equal(y_train, np.repeat(range(5), 2))
    np.testing.assert_array_equal(x_test, images[5])
    np.testing.assert_array_equal(y_test, [5, 5])
    assert all(array.flags.writeable for array in (x_train, y_train, x_test, y_test))


def test_without_a_network_the_error_for_cifar10_names_its_sample(monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(datasets, "CIFAR10_URL", "http://127.0.0.1:9/cifar-10-binary.tar.gz")
    with pytest.raises(OSError, match=r"no connection.*load_cifar10\(\)"):
        datasets.load_cifar10(full=True)
    assert left_over() == []


def test_no_test_image_is_among_the_training_images():
    (x_train, _), (x_test, _) = datasets.load_mnist()
    assert not {image.tobytes() for image in x_train} & {image.tobytes() for image in x_test}


def test_preprocess_equals_the_formula():
    images = np.arange(2 * 3 * 4, dtype="uint8").reshape(2, 3, 4) * 11
    expected = np.array([value / 255 for value in images.ravel().tolist()]).reshape(2, 3, 4, 1)
    result = datasets.preprocess(images)
    assert result.dtype == "float32"
    np.testing.assert_allclose(result, expected, rtol=1e-6)


def test_the_full_set_is_downloaded_once(serve, small_mnist):
    serve(small_mnist)
    for _ in range(2):
        (x_train, _), _ = datasets.load_mnist(full=True)
        assert x_train.shape == (2, 28, 28)
    assert Server.requests == 1
    assert left_over() == ["mnist.npz"]


def test_without_a_network_the_error_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(datasets, "MNIST_URL", "http://127.0.0.1:9/mnist.npz")
    with pytest.raises(OSError, match=r"no connection.*put the file there yourself.*load_mnist\(\)"):
        datasets.load_mnist(full=True)
    assert left_over() == []


def test_a_server_that_does_not_answer_is_not_waited_for(monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    with http.server.HTTPServer(("127.0.0.1", 0), Server) as silent:  # listens, and never accepts
        url = f"http://127.0.0.1:{silent.server_port}/mnist.npz"
        with pytest.raises(OSError, match="does not answer"):
            downloads.fetch(url, "mnist.npz", "0" * 64, seconds=0.2)
    assert left_over() == []


def test_something_else_than_the_file_is_not_kept(serve, small_mnist):
    serve(b"<html>please log in</html>")
    with pytest.raises(OSError, match=r"sent something else than mnist\.npz"):
        datasets.load_mnist(full=True)
    assert left_over() == []


def test_half_a_download_is_not_kept(serve, small_mnist):
    serve(small_mnist[:100], length=len(small_mnist))
    with pytest.raises(OSError, match=r"mnist\.npz"):
        datasets.load_mnist(full=True)
    assert left_over() == []


def test_a_damaged_file_in_the_cache_is_replaced(serve, small_mnist):
    serve(small_mnist)
    downloads.cache_folder().mkdir(parents=True)
    (downloads.cache_folder() / "mnist.npz").write_bytes(small_mnist[:50])
    datasets.load_mnist(full=True)
    assert (downloads.cache_folder() / "mnist.npz").read_bytes() == small_mnist


def test_a_damaged_file_in_the_cache_is_named_when_there_is_no_network(monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(datasets, "MNIST_URL", "http://127.0.0.1:9/mnist.npz")
    downloads.cache_folder().mkdir()
    (downloads.cache_folder() / "mnist.npz").write_bytes(b"half")
    with pytest.raises(OSError, match=r"mnist\.npz on this machine is damaged, and it cannot be downloaded"):
        datasets.load_mnist(full=True)


def test_a_cache_that_cannot_be_written_is_named(serve, small_mnist, monkeypatch, tmp_path):
    serve(small_mnist)
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "file"))
    with pytest.raises(OSError, match=r"cannot be written.*KERAS_HOME"):
        datasets.load_mnist(full=True)


def a_picture(file, value):
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (30, 20), (value, 0, 0)).save(file, quality=100)


def test_cats_and_dogs_in_folders_are_read_with_their_labels(tmp_path):
    places = {"train/cats/a.jpg": 0, "validation/cats/b.jpg": 40, "train/dogs/a.jpg": 90, "test/dogs/c.jpg": 200}
    for name, value in {**places, "test/cats/d.jpg": 250}.items():
        a_picture(tmp_path / name, value)
    (x_train, y_train), (x_test, y_test) = datasets.load_cats_and_dogs(tmp_path)
    assert (x_train.shape, x_train.dtype) == ((3, 150, 150, 3), np.uint8)
    np.testing.assert_allclose(x_train[:, 75, 75, 0], [0, 40, 90], atol=4)
    np.testing.assert_allclose(x_test[:, 75, 75, 0], [250, 200], atol=4)
    assert (y_train.tolist(), y_test.tolist()) == ([0, 0, 1], [0, 1])


@pytest.mark.parametrize("below", ["", "train"])
def test_cats_and_dogs_of_the_competition_are_split_by_their_numbers(tmp_path, monkeypatch, below):
    for kind, value in (("cat", 10), ("dog", 240)):
        for number in (0, 1499, 1500, 1999, 2000):
            a_picture(tmp_path / below / f"{kind}.{number}.jpg", value)
    (x_train, y_train), (_, y_test) = datasets.load_cats_and_dogs(tmp_path)
    assert y_train.tolist() == y_test.tolist() == [0, 0, 1, 1]
    np.testing.assert_allclose(x_train[:, 0, 0, 0], [10, 10, 240, 240], atol=4)


def test_without_the_pictures_the_error_says_where_they_come_from(tmp_path):
    with pytest.raises(
        FileNotFoundError, match=r"expected cat.0.jpg.*kaggle.com/c/dogs-vs-cats.*cats_and_dogs_cnn\(\)"
    ):
        datasets.load_cats_and_dogs(tmp_path)
    for name in ("train/cats/a.jpg", "train/dogs/a.jpg", "test/cats/a.jpg", "test/dogs/a.jpg"):
        a_picture(tmp_path / name, 9)
    (tmp_path / "test/dogs/a.jpg").write_bytes(b"half a picture")
    with pytest.raises(ValueError, match=r"test/dogs/a.jpg is no picture"):
        datasets.load_cats_and_dogs(tmp_path)
