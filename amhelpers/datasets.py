"""The data of the course: nothing -> `(x_train, y_train), (x_test, y_test)` as uint8, like `keras.datasets`."""

import tarfile
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from amhelpers import assets, downloads
from amhelpers.describe import describe

__all__ = [
    "CATS_AND_DOGS_HOME",
    "CIFAR10_CLASSES",
    "PHOTOS",
    "imagenet_classes",
    "load_cats_and_dogs",
    "load_cifar10",
    "load_mnist",
    "photo",
    "preprocess",
]

MNIST_URL = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
MNIST_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"
CIFAR10_URL = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"  # not the archive of pickles
CIFAR10_SHA256 = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"
CIFAR10_CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
CATS_AND_DOGS_HOME = "https://www.kaggle.com/c/dogs-vs-cats/data"
PHOTOS = ("cat", "coffee")


def load_mnist(full: bool = False) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
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
        with np.load(_full(MNIST_URL, "mnist.npz", MNIST_SHA256, "load_mnist()"), allow_pickle=False) as stored:
            data = dict(stored)
    else:
        data = assets.arrays("mnist_sample.npz")
    return (data["x_train"], data["y_train"]), (data["x_test"], data["y_test"])


def load_cifar10(full: bool = False) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Small pictures in colour, in the form of `keras.datasets.cifar10.load_data()`, with labels (n,) as for MNIST.

    Args:
        full: False for the sample that ships with the course, 2,000 training images, drawn at random from those that
            its checkpoints were trained on, and 500 test images; True for all 50,000 and 10,000, downloaded once
            (170 MB) into Keras' own cache.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: images uint8 (n, 32, 32, 3), RGB in 0 … 255, labels uint8 (n,) in 0 … 9,
        the indices of `CIFAR10_CLASSES`.

    Raises:
        OSError: the full set is neither in the cache nor to be had; the sample always is.
    """
    if not full:
        data = assets.arrays("cifar10_sample.npz")
        return (data["x_train"], data["y_train"]), (data["x_test"], data["y_test"])
    file = _full(CIFAR10_URL, "cifar-10-binary.tar.gz", CIFAR10_SHA256, "load_cifar10()")
    with tarfile.open(file) as archive:
        batches = [_cifar10_batch(archive, f"data_batch_{number}.bin") for number in range(1, 6)]
        test = _cifar10_batch(archive, "test_batch.bin")
    images, labels = (np.concatenate(part) for part in zip(*batches, strict=True))
    return (images, labels), test


def load_cats_and_dogs(directory: str | Path) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Photos of cats and dogs as `(x_train, y_train), (x_test, y_test)`: 0 for a cat, 1 for a dog.

    The data are not part of the course: they come from the address in `CATS_AND_DOGS_HOME`, where an account is needed.
    Two layouts are read: the folder `train` of that competition, with cat.0.jpg … dog.12499.jpg, of which the first
    1,500 of each are taken for training and the next 500 for the test (as F. Chollet does, whose validation pictures
    count as training here); and folders train, validation and test with cats and dogs in each.

    Args:
        directory: the folder with the pictures.

    Returns:
        uint8 images (n, 150, 150, 3), and labels (n,).

    Raises:
        OSError: there are no such pictures; the message says what is expected, and where they come from.
        ValueError: a file is no picture.
    """
    folder = Path(directory).expanduser()
    train, test = _pictures_of_cats_and_dogs(folder)
    if not all(len(files) for files in (*train, *test)):
        raise FileNotFoundError(
            f"No pictures of cats and dogs in {folder}: expected cat.0.jpg … dog.12499.jpg there or in its folder "
            "train, or folders train and test with cats and dogs in each. The data are to be had, with an account, at "
            f"{CATS_AND_DOGS_HOME}. Without them there is the trained net, am.models.cats_and_dogs_cnn()."
        )
    return _labelled(*train), _labelled(*test)


def photo(name: Any, size: int = 224) -> np.ndarray:
    """A photo of the course, cut to the square in its middle: (1, size, size, 3), RGB in [0, 1].

    Args:
        name: "cat" or "coffee", or the path of a picture of your own.
        size: height and width in pixels.

    Returns:
        float32 (1, size, size, 3), RGB in [0, 1].

    Raises:
        ValueError: there is no such photo, or it is no picture, or the size is no number of pixels.

    >>> photo("cat", size=32).shape
    (1, 32, 32, 3)
    """
    if isinstance(size, bool) or not isinstance(size, int) or size < 1:
        raise ValueError(f"The size is a number of pixels, 1 or more. Received {describe(size)}.")
    file = assets.path(f"{name}.png") if name in PHOTOS else name
    try:
        with Image.open(file) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(
            f"Expected one of {', '.join(PHOTOS)}, or the path of a picture. Received {describe(name)} ({error})."
        ) from None
    square = ImageOps.fit(upright, (size, size), Image.Resampling.LANCZOS)
    return np.asarray(square, "float32")[np.newaxis] / 255


def imagenet_classes() -> tuple[str, ...]:
    """Names of the 1,000 classes of ImageNet, in the order of a net's outputs. Two occur twice: crane and maillot.

    Returns:
        1,000 names.

    >>> len(imagenet_classes())
    1000
    """
    return tuple(assets.path("imagenet_classes.txt").read_text(encoding="utf-8").splitlines())


def _pictures_of_cats_and_dogs(folder):
    """Files for training and for the test, each (cats, dogs)."""
    for flat in (folder, folder / "train"):
        if (flat / "cat.0.jpg").is_file():
            return [_numbered(flat, numbers) for numbers in (range(1500), range(1500, 2000))]
    return [_sorted(folder, parts) for parts in (("train", "validation"), ("test",))]


def _numbered(folder, numbers):
    """The competition's files with these numbers that are there, (cats, dogs)."""
    named = [[folder / f"{kind}.{number}.jpg" for number in numbers] for kind in ("cat", "dog")]
    return [[file for file in files if file.is_file()] for files in named]


def _sorted(folder, parts):
    """The files in the folders cats and dogs of some parts of the data, (cats, dogs)."""
    return [
        sorted(file for part in parts for file in (folder / part / kind).glob("*.jpg")) for kind in ("cats", "dogs")
    ]


def _labelled(cats, dogs):
    """Pictures (n, 150, 150, 3) and labels (n,), from files."""
    images = np.empty((len(cats) + len(dogs), 150, 150, 3), "uint8")
    for image, file in zip(images, (*cats, *dogs), strict=True):
        try:
            with Image.open(file) as picture:
                image[...] = picture.convert("RGB").resize((150, 150), Image.Resampling.BILINEAR)
        except OSError as error:
            raise ValueError(f"{file} is no picture ({error}). Take it away, or put a whole one there.") from None
    return images, np.repeat(np.array([0, 1], "uint8"), (len(cats), len(dogs)))


def _cifar10_batch(archive, name):
    """Images and labels of one file: records of a label, 1,024 red, 1,024 green and 1,024 blue values."""
    stream = archive.extractfile(f"cifar-10-batches-bin/{name}")
    records = np.frombuffer(stream.read(), "uint8").reshape(-1, 1 + 3 * 32 * 32)
    return records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1).copy(), records[:, 0].copy()


def _full(url, name, sha256, sample):
    """The file of a full data set, or an error that also names what gives the sample."""
    try:
        return downloads.fetch(url, name, sha256)
    except OSError as error:
        raise OSError(f"{error} The sample needs no network: {sample}.") from None


def preprocess(images: np.ndarray) -> np.ndarray:
    """Turn gray pictures into what a net takes: uint8 (n, height, width) -> float32 (n, height, width, 1) in [0, 1].

    Args:
        images: uint8 (n, height, width) in 0 … 255.

    Returns:
        float32 (n, height, width, 1) in [0, 1].

    >>> preprocess(np.full((5, 28, 28), 255, "uint8")).shape
    (5, 28, 28, 1)
    """
    return images[..., np.newaxis].astype("float32") / 255
