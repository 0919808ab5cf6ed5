"""Exercise 4.1, `build_cifar_cnn`: the course's own version, and other right answers."""

import keras

__all__ = ["ALTERNATIVES", "SIZE", "build_cifar_cnn", "changed", "net"]


def build_cifar_cnn():
    """A new CNN: images (batch, 32, 32, 3) in [0, 1] -> probabilities (batch, 10)."""
    return keras.Sequential(
        [
            keras.Input((32, 32, 3), name="image"),
            keras.layers.Conv2D(32, 3, activation="relu", name="conv"),
            keras.layers.MaxPooling2D(2, name="pool"),
            keras.layers.Dropout(0.25, name="dropout"),
            keras.layers.Flatten(name="flatten"),
            keras.layers.Dense(256, activation="relu", name="dense"),
            keras.layers.Dense(10, activation="softmax", name="class"),
        ]
    )


SIZE = (32, 32, 3)


def net(size=SIZE, units=10, last="softmax", activation="relu", convolutions=1, before=()):
    """A net in the form that most students write, with one thing or another changed."""
    layers = [keras.Input(size), *before]
    for _ in range(convolutions):
        layers += [keras.layers.Conv2D(8, 3, activation=activation), keras.layers.MaxPooling2D(4)]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(units, activation=last)])


def changed(**changes):
    return lambda: net(**changes)


def functional():
    images = keras.Input(SIZE)
    maps = keras.layers.SeparableConv2D(16, 3, strides=2, activation="silu")(images)
    maps = keras.layers.BatchNormalization()(keras.layers.Conv2D(16, 3)(maps))
    logits = keras.layers.Dense(10)(keras.layers.GlobalAveragePooling2D()(maps))
    return keras.Model(images, keras.layers.Softmax()(logits))


def compiled():
    model = net()
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


ALTERNATIVES = (
    changed(),
    changed(convolutions=2, activation="tanh"),
    changed(before=(keras.layers.Rescaling(2.0, offset=-1.0),)),
    functional,
    compiled,
)
