"""Exercise 1.2, `build_cnn`: the course's own version, and other right answers."""

import keras

__all__ = ["ALTERNATIVES", "build_cnn", "changed", "net_layers"]


def build_cnn():
    """An untrained net: images (batch, 28, 28, 1) in [0, 1] -> probabilities (batch, 10)."""
    model = keras.Sequential([keras.Input((28, 28, 1))])
    model.add(keras.layers.Conv2D(16, 3, padding="same", activation="relu", name="conv1"))
    model.add(keras.layers.Conv2D(32, 3, padding="same", activation="relu", name="conv2"))
    model.add(keras.layers.MaxPooling2D(2, name="pool1"))
    model.add(keras.layers.Conv2D(64, 3, padding="same", activation="relu", name="conv3"))
    model.add(keras.layers.Conv2D(64, 3, padding="same", activation="relu", name="conv4"))
    model.add(keras.layers.MaxPooling2D(2, name="pool2"))
    model.add(keras.layers.Flatten(name="flatten"))
    model.add(keras.layers.Dropout(0.5, name="dropout"))
    model.add(keras.layers.Dense(10, activation="softmax", name="digit"))
    return model


def net_layers(filters=(8, 8, 8, 8), activation="relu", last="softmax", named=True, units=10, pool=4, size=(28, 28, 1)):
    """A net in the form that most students write, with one thing or another changed."""
    layers = [keras.Input(size)]
    for index, count in enumerate(filters):
        name = {"name": f"conv{index + 1}"} if named else {}
        layers.append(keras.layers.Conv2D(count, 3, padding="same", activation=activation, **name))
    return [
        *layers,
        keras.layers.MaxPooling2D(pool),
        keras.layers.Flatten(),
        keras.layers.Dense(units, activation=last),
    ]


def changed(**changes):
    return lambda: keras.Sequential(net_layers(**changes))


def net_with_operations():
    maps = images = keras.Input((28, 28, 1))
    for index in range(4):
        maps = keras.ops.relu(keras.layers.Conv2D(8, 3, strides=2, padding="same", name=f"c{index}")(maps))
    return keras.Model(images, keras.layers.Dense(10, "softmax")(keras.layers.Flatten()(maps)))


def just_small_enough():
    """A net of 499,712 parameters: the largest of its kind that is allowed."""
    return keras.Sequential(net_layers(filters=(32, 64, 128, 310), pool=7))


def functional_net():
    images = keras.Input((28, 28, 1))
    maps = keras.layers.Conv2D(8, 5, strides=2, activation="relu", name="edges")(images)
    for name in ("corners", "parts", "digits"):
        maps = keras.layers.SeparableConv2D(16, 3, padding="same", name=name)(maps)
        maps = keras.layers.ReLU()(keras.layers.BatchNormalization()(maps))
    logits = keras.layers.Dense(10)(keras.layers.GlobalAveragePooling2D()(maps))
    return keras.Model(images, keras.layers.Softmax()(logits))


def net_by_add():
    model = keras.models.Sequential()
    model.add(keras.layers.Input(shape=(28, 28, 1)))
    for index in range(5):
        model.add(keras.layers.Conv2D(10, (3, 3), activation=keras.activations.elu, name=f"my_layer_{index}"))
    model.add(keras.layers.Dropout(0.3))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(10))
    model.add(keras.layers.Activation("softmax"))
    return model


def nested_net():
    body = keras.Sequential(net_layers()[:-2], name="body")
    return keras.Sequential([keras.Input((28, 28, 1)), body, keras.layers.Flatten(), keras.layers.Dense(10, "softmax")])


ALTERNATIVES = (
    changed(),
    changed(filters=(16, 16, 32, 32, 64), activation="tanh"),
    changed(filters=(32, 32, 32, 32), activation=keras.activations.gelu),
    functional_net,
    net_with_operations,
    just_small_enough,
    net_by_add,
    nested_net,
)
