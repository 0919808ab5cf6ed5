"""The small nets of the course, for digits, small pictures, cats and dogs: nothing -> keras.Model.

Every model takes images (batch, height, width, channels), float32 in [0, 1], and carries its own preprocessing.
"""

import functools
from collections.abc import Callable

import keras
import numpy as np

from amhelpers import assets

__all__ = [
    "build_cats_and_dogs_cnn",
    "build_cifar10_cnn",
    "build_mnist_cnn",
    "build_robust_cifar10_cnn",
    "build_robust_mnist_cnn",
    "cats_and_dogs_cnn",
    "cifar10_cnn",
    "cifar10_history",
    "mnist_cnn",
    "robust_cifar10_cnn",
    "robust_mnist_cnn",
    "whatever_is_set",
]


def whatever_is_set(build: Callable[..., keras.Model]) -> Callable[..., keras.Model]:
    """Let a function build its net in float32 with the channels last, whatever Keras is set to meanwhile.

    Args:
        build: any function that builds a net.

    Returns:
        The same function, which puts Keras' settings back.
    """
    names = ("floatx", "dtype_policy", "image_data_format")

    @functools.wraps(build)
    def plainly(*args, **kwargs):
        before = {name: getattr(keras.config, name)() for name in names}
        try:
            for name, value in zip(names, ("float32", "float32", "channels_last"), strict=True):
                getattr(keras.config, f"set_{name}")(value)
            return build(*args, **kwargs)
        finally:
            for name, value in before.items():
                getattr(keras.config, f"set_{name}")(value)

    return plainly


@whatever_is_set
def build_mnist_cnn() -> keras.Model:
    """An untrained CNN for digits: (batch, 28, 28, 1) in [0, 1] -> probabilities (batch, 10).

    Four convolutions, `conv1` … `conv4`, each with 3 × 3 filters and ReLU, the last with 64 feature maps of 14 × 14;
    91,594 parameters.

    Returns:
        A new model, with weights drawn at random.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28, 1), name="image"),
            keras.layers.Conv2D(16, 3, padding="same", activation="relu", name="conv1"),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu", name="conv2"),
            keras.layers.MaxPooling2D(2, name="pool1"),
            keras.layers.Conv2D(64, 3, padding="same", activation="relu", name="conv3"),
            keras.layers.Conv2D(64, 3, padding="same", activation="relu", name="conv4"),
            keras.layers.MaxPooling2D(2, name="pool2"),
            keras.layers.Flatten(name="flatten"),
            keras.layers.Dropout(0.5, name="dropout"),
            keras.layers.Dense(10, activation="softmax", name="digit"),
        ],
        name="mnist_cnn",
    )


def mnist_cnn() -> keras.Model:
    """The net of `build_mnist_cnn`, trained on all 60,000 images of MNIST.

    Its accuracy on the full test set, and the command that trained it, are recorded in `assets/README.md`.

    Returns:
        A new copy of the trained model: images (batch, 28, 28, 1) in [0, 1] -> probabilities (batch, 10).

    Raises:
        OSError: the checkpoint that ships with the course is missing or damaged.
    """
    return assets.load_weights(build_mnist_cnn(), "mnist_cnn.npz")


@whatever_is_set
def build_robust_mnist_cnn() -> keras.Model:
    """An untrained CNN for digits that is small enough to be trained against adversarial steps on a laptop.

    (batch, 28, 28, 1) in [0, 1] -> probabilities (batch, 10); its logits are the layer `logits`. SiLU in place of
    ReLU, because its slope does not jump (Xie, Tan, Gong, Yuille, Le 2020).

    Returns:
        A new model, with weights drawn at random.
    """
    return keras.Sequential(
        [
            keras.Input((28, 28, 1), name="image"),
            keras.layers.Conv2D(32, 5, strides=2, padding="same", activation="silu", name="conv1"),
            keras.layers.Conv2D(64, 5, strides=2, padding="same", activation="silu", name="conv2"),
            keras.layers.Flatten(name="flatten"),
            keras.layers.Dense(128, activation="silu", name="dense"),
            keras.layers.Dense(10, name="logits"),
            keras.layers.Softmax(name="digit"),
        ],
        name="robust_mnist_cnn",
    )


def robust_mnist_cnn(epsilon: int = 2) -> keras.Model:
    """The net of `build_robust_mnist_cnn`, trained so that fewer small steps change its answer.

    Madry, Makelov, Schmidt, Tsipras, Vladu 2018. How many still do is recorded in `assets/README.md`.

    Args:
        epsilon: the largest l2 norm of the steps that it was trained against, 2; or 0 for its twin, the same net,
            trained on the same images as they are.

    Returns:
        A new copy of the trained model: images (batch, 28, 28, 1) in [0, 1] -> probabilities (batch, 10).

    Raises:
        ValueError: there is no checkpoint for that epsilon.
    """
    if epsilon not in (0, 2):
        raise ValueError(f"There are checkpoints for epsilon 2 and 0. Received epsilon={epsilon}.")
    return assets.load_weights(build_robust_mnist_cnn(), f"robust_mnist_cnn_{int(epsilon)}.npz")


@whatever_is_set
def build_cifar10_cnn() -> keras.Model:
    """An untrained CNN for CIFAR-10: (batch, 32, 32, 3) in [0, 1] -> probabilities (batch, 10).

    One convolution and one hidden dense layer, 1,846,922 parameters, nearly all between the two.

    Returns:
        A new model, with weights drawn at random.
    """
    return keras.Sequential(
        [
            keras.Input((32, 32, 3), name="image"),
            keras.layers.Conv2D(32, 3, activation="relu", name="conv"),
            keras.layers.MaxPooling2D(2, name="pool"),
            keras.layers.Dropout(0.25, name="dropout"),
            keras.layers.Flatten(name="flatten"),
            keras.layers.Dense(256, activation="relu", name="dense"),
            keras.layers.Dense(10, activation="softmax", name="class"),
        ],
        name="cifar10_cnn",
    )


def cifar10_cnn(epochs: int = 25) -> keras.Model:
    """The net of `build_cifar10_cnn`, after 25 or after 100 epochs: the second knows its training images by heart.

    Args:
        epochs: after how many epochs, 25 or 100.

    Returns:
        A new copy of the trained model: images (batch, 32, 32, 3) in [0, 1] -> probabilities (batch, 10).

    Raises:
        ValueError: there is no checkpoint of that many epochs.
    """
    if epochs not in (25, 100):
        raise ValueError(f"There are checkpoints after 25 and after 100 epochs. Received epochs={epochs}.")
    return assets.load_weights(build_cifar10_cnn(), f"cifar10_cnn_{epochs}.npz")


def cifar10_history() -> dict[str, np.ndarray]:
    """How `cifar10_cnn` was trained: loss, accuracy, val_loss and val_accuracy after each of 100 epochs, (100,).

    Returns:
        Arrays by these four names; accuracies are shares in [0, 1].
    """
    return assets.arrays("cifar10_history.npz")


@whatever_is_set
def build_cats_and_dogs_cnn() -> keras.Model:
    """An untrained CNN that tells cats from dogs: (batch, 150, 150, 3) in [0, 1] -> how much of a dog, (batch, 1).

    Four convolutions with pooling, dropout and a dense layer of 512, after F. Chollet, *Deep learning with Python*,
    2017, section 5.2; 3,453,121 parameters.

    Returns:
        A new model, with weights drawn at random.
    """
    layers = [keras.Input((150, 150, 3), name="image")]
    for index, filters in enumerate((32, 64, 128, 128), start=1):
        layers.append(keras.layers.Conv2D(filters, 3, activation="relu", name=f"conv{index}"))
        layers.append(keras.layers.MaxPooling2D(2, name=f"pool{index}"))
    layers += [
        keras.layers.Flatten(name="flatten"),
        keras.layers.Dropout(0.5, name="dropout"),
        keras.layers.Dense(512, activation="relu", name="dense"),
        keras.layers.Dense(1, activation="sigmoid", name="dog"),
    ]
    return keras.Sequential(layers, name="cats_and_dogs_cnn")


def cats_and_dogs_cnn() -> keras.Model:
    """The net of `build_cats_and_dogs_cnn`, trained on 3,000 pictures; near 0 for a cat, near 1 for a dog.

    Returns:
        A new copy of the trained model: images (batch, 150, 150, 3) in [0, 1] -> how much of a dog, (batch, 1) in [0,
        1].

    Raises:
        OSError: the checkpoint that ships with the course is missing or damaged.
    """
    return assets.load_weights(build_cats_and_dogs_cnn(), "cats_and_dogs_cnn.npz")


@whatever_is_set
def build_robust_cifar10_cnn() -> keras.Model:
    """An untrained CNN for CIFAR-10 with five convolutions: (batch, 32, 32, 3) in [0, 1] -> probabilities (batch, 10).

    SiLU as in `build_robust_mnist_cnn`.

    Returns:
        A new model, with weights drawn at random.
    """
    layers = [keras.Input((32, 32, 3), name="image")]
    for index, (filters, strides) in enumerate(((32, 1), (64, 2), (64, 1), (128, 2), (128, 1)), start=1):
        convolution = {"strides": strides, "padding": "same", "activation": "silu", "name": f"conv{index}"}
        layers.append(keras.layers.Conv2D(filters, 3, **convolution))
    layers += [
        keras.layers.MaxPooling2D(2, name="pool"),
        keras.layers.Flatten(name="flatten"),
        keras.layers.Dense(10, name="logits"),
        keras.layers.Softmax(name="class"),
    ]
    return keras.Sequential(layers, name="robust_cifar10_cnn")


def robust_cifar10_cnn() -> keras.Model:
    """The net of `build_robust_cifar10_cnn`, trained against adversarial steps of l2 norm up to 0.5.

    Returns:
        A new copy of the trained model: images (batch, 32, 32, 3) in [0, 1] -> probabilities (batch, 10).

    Raises:
        OSError: the checkpoint that ships with the course is missing or damaged.
    """
    return assets.load_weights(build_robust_cifar10_cnn(), "robust_cifar10_cnn.npz")
