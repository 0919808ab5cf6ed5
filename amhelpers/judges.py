"""Judges: images (batch, 28, 28, 1) in [0, 1] -> what nets say of them that no ascent ever saw.

A net can be fooled by a picture that was optimised for it. Three small nets of other architectures, trained apart,
are a weak but independent test of whether a picture shows a digit.
"""

import functools
from typing import Any

import keras
import numpy as np

from amhelpers import assets
from amhelpers.images import rounded_digits
from amhelpers.models.small import whatever_is_set

__all__ = ["BUILDERS", "judge_digits", "judge_each", "judges"]

PART = 500  # images at a time


@whatever_is_set
def build_lenet() -> keras.Model:
    """Two convolutions of 5 × 5 with pooling, as LeCun, Bottou, Bengio, Haffner 1998 had them.

    Returns:
        An untrained net: images (batch, 28, 28, 1) in [0, 1] -> probabilities (batch, 10).
    """
    return keras.Sequential(
        [
            keras.Input((28, 28, 1), name="image"),
            keras.layers.Conv2D(12, 5, activation="relu", name="conv1"),
            keras.layers.MaxPooling2D(2, name="pool1"),
            keras.layers.Conv2D(24, 5, activation="relu", name="conv2"),
            keras.layers.MaxPooling2D(2, name="pool2"),
            keras.layers.Flatten(name="flatten"),
            keras.layers.Dropout(0.3, name="dropout"),
            keras.layers.Dense(64, activation="relu", name="dense"),
            keras.layers.Dense(10, activation="softmax", name="digit"),
        ],
        name="judge_lenet",
    )


@whatever_is_set
def build_strided() -> keras.Model:
    """Convolutions with strides in place of pooling, ELU, and a mean over all places at the end.

    Returns:
        An untrained net: images (batch, 28, 28, 1) in [0, 1] -> probabilities (batch, 10).
    """
    return keras.Sequential(
        [
            keras.Input((28, 28, 1), name="image"),
            keras.layers.Conv2D(24, 3, activation="elu", name="conv1"),
            keras.layers.Conv2D(32, 3, strides=2, activation="elu", name="conv2"),
            keras.layers.Conv2D(48, 3, activation="elu", name="conv3"),
            keras.layers.Conv2D(64, 3, strides=2, activation="elu", name="conv4"),
            keras.layers.GlobalAveragePooling2D(name="mean"),
            keras.layers.Dense(10, activation="softmax", name="digit"),
        ],
        name="judge_strided",
    )


@whatever_is_set
def build_dense() -> keras.Model:
    """No convolution at all: every pixel has its own weights.

    Returns:
        An untrained net: images (batch, 28, 28, 1) in [0, 1] -> probabilities (batch, 10).
    """
    return keras.Sequential(
        [
            keras.Input((28, 28, 1), name="image"),
            keras.layers.Flatten(name="flatten"),
            keras.layers.Dense(92, activation="relu", name="dense"),
            keras.layers.Dropout(0.2, name="dropout"),
            keras.layers.Dense(10, activation="softmax", name="digit"),
        ],
        name="judge_dense",
    )


BUILDERS = {"lenet": build_lenet, "strided": build_strided, "dense": build_dense}


@functools.cache
def judges() -> dict[str, keras.Model]:
    """The three trained nets, by name.

    Returns:
        Nets: images (batch, 28, 28, 1) in [0, 1] -> probabilities (batch, 10).
    """
    return {name: assets.load_weights(build(), f"judge_{name}.npz") for name, build in BUILDERS.items()}


def judge_each(images: Any) -> np.ndarray:
    """What every judge says of digits (batch, 28, 28, 1) in [0, 1]: its probabilities, (judges, batch, 10).

    Args:
        images: (batch, 28, 28, 1), floats in [0, 1].

    Returns:
        float32, in the order of `BUILDERS`; each row of ten adds up to 1.

    Raises:
        ValueError: the images have another shape, or leave [0, 1].
    """
    images = rounded_digits(images)
    parts = np.split(images, range(PART, len(images), PART))
    return np.stack([np.concatenate([judge(part, training=False) for part in parts]) for judge in judges().values()])


def judge_digits(images: Any) -> np.ndarray:
    """What the judges say of digits (batch, 28, 28, 1) in [0, 1]: the mean of their probabilities, (batch, 10).

    Args:
        images: (batch, 28, 28, 1), floats in [0, 1].

    Returns:
        float32; each row adds up to 1.

    Raises:
        ValueError: the images have another shape, or leave [0, 1].
    """
    return judge_each(images).mean(axis=0)
