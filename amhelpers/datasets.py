"""The data of the course: nothing -> `(x_train, y_train), (x_test, y_test)` as uint8, like `keras.datasets`."""

import numpy as np

from amhelpers import assets, downloads

__all__ = ["load_mnist", "preprocess"]

MNIST_URL = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
MNIST_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"


def load_mnist(full=False):
    """Handwritten digits, in the form of `keras.datasets.mnist.load_data()`.

    Args:
        full: False for the sample that ships with the course, 10,000 training and 2,000 test images drawn at random;
            True for all 60,000 and 10,000, downloaded once into Keras' own cache.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: images uint8 (n, 28, 28) in 0 … 255, labels uint8 (n,) in 0 … 9.

    Raises:
        OSError: the full set is neither in the cache nor to be had; the sample always is.
    """
    if full:
        try:
            file = downloads.fetch(MNIST_URL, "mnist.npz", MNIST_SHA256)
        except OSError as error:
            raise OSError(f"{error} The sample needs no network: load_mnist().") from None
        with np.load(file, allow_pickle=False) as stored:
            data = dict(stored)
    else:
        data = assets.arrays("mnist_sample.npz")
    return (data["x_train"], data["y_train"]), (data["x_test"], data["y_test"])


def preprocess(images):
    """Turn gray pictures into what a net takes: uint8 (n, height, width) -> float32 (n, height, width, 1) in [0, 1]."""
    return images[..., np.newaxis].astype("float32") / 255
