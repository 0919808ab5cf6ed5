"""Small arrays and nets that exercises are tried on, the same each time."""

import keras
import numpy as np

__all__ = ["arrays", "extractor", "noise"]


def arrays(*shape, seed=0):
    """Normal numbers, positive and negative, float32."""
    return np.random.default_rng(seed).normal(size=shape).astype("float32")


def noise(*shape, seed=0):
    """Uniform numbers in [0, 1], float32."""
    return np.random.default_rng(seed).uniform(size=shape).astype("float32")


def extractor(channels: int = 1, activation: str = "softplus", bias=None) -> keras.Model:
    """A small smooth net: images (batch, 6, 5, channels) -> four feature maps (batch, 4, 3, 4).

    Smooth, so that many steps of slightly different rounding still end at the same image. Made anew each time, because
    an answer may change its weights.

    Args:
        channels: of the images that it takes.
        activation: that of its last layer.
        bias: that of the last feature map; with −100, under ReLU, nothing excites it.
    """
    model = keras.Sequential(
        [
            keras.Input((6, 5, channels), name="image"),
            keras.layers.Conv2D(3, 3, padding="same", activation="softplus", name="first"),
            keras.layers.Conv2D(4, 3, activation=activation, name="second"),
        ],
        name="extractor",
    )
    model.set_weights([0.5 * arrays(*weight.shape, seed=index) for index, weight in enumerate(model.weights)])
    if bias is not None:
        model.layers[-1].bias.assign([0, 0, 0, bias])
    return model
