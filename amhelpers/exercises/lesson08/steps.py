"""Steps: what a heat map is computed with, from the net to its scaling, right and wrong, and nets to compute it for."""

import keras
import numpy as np
import tensorflow as tf

from amhelpers.exercises.probes import noise

__all__ = [
    "all_classes",
    "black_and_noise",
    "by_batch",
    "by_numpy",
    "by_shape",
    "by_sum",
    "class_0",
    "colour_net",
    "dog_net",
    "each",
    "every_class",
    "first_class",
    "first_maps",
    "from_nothing",
    "in_bytes",
    "in_place",
    "indexed",
    "last_convolution",
    "last_maps",
    "logarithm",
    "named_conv",
    "of_class",
    "pairs",
    "predicted",
    "probabilities",
    "rows_of_batch",
    "unguarded",
]


def colour_net(bias=0.3):
    """A net for pictures of 6 × 5 pixels in colour, with two convolutions and softmax over three classes.

    Nothing speaks for the last class. With a negative bias nothing answers to a black image.
    """
    layers = [
        keras.Input((6, 5, 3), name="image"),
        keras.layers.Conv2D(4, 3, padding="same", activation="relu", name="first"),
        keras.layers.Conv2D(6, 2, activation="relu", name="second"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(3, activation="softmax", name="class"),
    ]
    model = keras.Sequential(layers, name="net")
    weights = _weights(model, bias)
    weights[-2][:, 2] = -0.3 * np.abs(weights[-2][:, 2])
    model.set_weights(weights)
    return model


def dog_net():
    """A functional net for gray pictures of 7 × 6 pixels, pooling after its convolution, and one sigmoid unit."""
    images = keras.Input((7, 6, 1), name="image")
    maps = keras.layers.Conv2D(4, 2, activation="relu", name="first")(images)
    maps = keras.layers.MaxPooling2D(2, name="pool")(maps)
    dog = keras.layers.Dense(1, activation="sigmoid", name="dog")(keras.layers.Flatten(name="row")(maps))
    model = keras.Model(images, dog, name="net")
    weights = _weights(model, bias=0.1)
    model.set_weights([*weights[:2], -weights[2], weights[3]])
    return model


def _weights(model, bias):
    """Weights that keep a model's answers away from 0 and 1, with this bias in its convolutions."""
    random = np.random.default_rng(59)  # one whose Grad-CAM is neither zero nor positive everywhere
    weights = [0.4 * random.normal(size=weight.shape) for weight in model.weights]
    return [np.full_like(one, bias) if one.ndim == 1 and one is not weights[-1] else one for one in weights]


def black_and_noise(count=2):
    """Images in colour, the first black."""
    images = noise(count, 6, 5, 3, seed=4)
    images[0] = 0
    return images


# Nets in the place of the one that gives logits: a model -> a model.


def probabilities(model):
    return model


def in_place(model):
    model.layers[-1].activation = keras.activations.linear
    return model


# Layers: a model, a name or None -> the name of the layer whose maps are taken.


def last_maps(model, layer):
    """The right one."""
    return layer or [one.name for one in model.layers if len(one.output.shape) == 4][-1]


def last_convolution(model, layer):
    return layer or [one.name for one in model.layers if isinstance(one, keras.layers.Conv2D)][-1]


def first_maps(model, layer):
    return layer or "first"


def named_conv(model, layer):
    return layer or [one.name for one in model.layers if "conv" in one.name][-1]


def by_shape(model, layer):
    return layer or [one.name for one in model.layers if len(one.output_shape) == 4][-1]


# Scores: what the net gives for images (batch, classes), and a list of classes -> (batch,), or more where it is wrong.


def of_class(values, classes):
    """The right one."""
    return tf.gather(values, classes, axis=1, batch_dims=1)


def logarithm(values, classes):
    return tf.math.log(of_class(values, classes))


def all_classes(values, classes):
    return values


def predicted(values, classes):
    return tf.reduce_max(values, axis=1)


def class_0(values, classes):
    return values[:, 0]


def first_class(values, classes):
    return values[:, classes[0]]


def every_class(values, classes):
    """Without batch_dims: all classes of the list, for every image."""
    return tf.gather(values, classes, axis=1)


def rows_of_batch(values, classes):
    """Without an axis: images of the batch in the place of classes."""
    return tf.gather(values, classes)


def indexed(values, classes):
    return values[:, classes]


def pairs(values, classes):
    return values[range(len(classes)), classes]


# Scalings: maps (batch, height, width) -> the same shape.


def each(maps):
    """The right one."""
    return tf.math.divide_no_nan(maps, tf.reduce_max(maps, axis=(1, 2), keepdims=True))


def by_numpy(maps):
    """Right too, but that other errors come of other shapes."""
    maps = maps.numpy()
    return tf.constant(maps / np.maximum(maps.max(axis=(1, 2), keepdims=True), 1e-9))


def by_batch(maps):
    return tf.math.divide_no_nan(maps, tf.reduce_max(maps))


def by_sum(maps):
    return tf.math.divide_no_nan(maps, tf.reduce_sum(maps, axis=(1, 2), keepdims=True))


def from_nothing(maps):
    """From each map's minimum to its maximum."""
    return each(maps - tf.reduce_min(maps, axis=(1, 2), keepdims=True))


def in_bytes(maps):
    return 255 * each(maps)


def unguarded(maps):
    return maps / tf.reduce_max(maps, axis=(1, 2), keepdims=True)
