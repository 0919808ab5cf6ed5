"""The nets of the course: nothing -> keras.Model, built, trained, ready.

Every model takes images (batch, height, width, channels), float32 in [0, 1], and carries its own preprocessing.
"""

import keras

from amhelpers import assets
from amhelpers.graphs import image_input, layer_output

__all__ = ["build_mnist_cnn", "feature_extractor", "mnist_cnn"]


def build_mnist_cnn():
    """An untrained CNN for digits: (batch, 28, 28, 1) in [0, 1] -> probabilities (batch, 10).

    Four convolutions, `conv1` … `conv4`, each with 3 × 3 filters and ReLU, the last with 64 feature maps of 14 × 14;
    91,594 parameters.
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


def mnist_cnn():
    """The net of `build_mnist_cnn`, trained on all 60,000 images of MNIST.

    Its accuracy on the full test set, and the command that trained it, are recorded in `assets/README.md`.
    """
    return assets.load_weights(build_mnist_cnn(), "mnist_cnn.npz")


def feature_extractor(model, layers):
    """A model that shares the weights of another and gives what some of its layers give: images -> activations.

    Args:
        layers: a layer's name, for one array; or a list of names, for a list of arrays.

    Raises:
        ValueError: there is no such layer; the message lists those there are.
    """
    if isinstance(layers, str):
        return keras.Model(image_input(model), layer_output(model, layers))
    return keras.Model(image_input(model), [layer_output(model, name) for name in layers])
