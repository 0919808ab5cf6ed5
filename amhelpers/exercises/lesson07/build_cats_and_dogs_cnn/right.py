"""Exercise 7.1, `build_cats_and_dogs_cnn`: the course's own version, and other right answers."""

import keras

__all__ = ["ALTERNATIVES", "FILTERS", "SIZE", "build_cats_and_dogs_cnn", "changed", "net"]


def build_cats_and_dogs_cnn():
    """An untrained CNN: images (batch, 150, 150, 3) in [0, 1] -> how much of a dog, (batch, 1)."""
    layers = [keras.Input((150, 150, 3))]
    for filters in (32, 64, 128, 128):
        layers += [keras.layers.Conv2D(filters, 3, activation="relu"), keras.layers.MaxPooling2D(2)]
    layers += [keras.layers.Flatten(), keras.layers.Dropout(0.5)]
    layers += [keras.layers.Dense(512, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
    return keras.Sequential(layers)


SIZE = (150, 150, 3)
FILTERS = (32, 64, 128, 128)


def net(
    size=SIZE,
    filters=FILTERS,
    kernel=3,
    padding="valid",
    activation="relu",
    pooling=keras.layers.MaxPooling2D,
    pools=4,
    flat=keras.layers.Flatten,
    dense=(512,),
    last=(1, "sigmoid"),
    before=(),
    after_pooling=(),
    dropout=(0.5,),
    after_dense=(),
):
    """The net in the form that most students write, with one thing or another changed."""
    layers = [keras.Input(size), *before]
    for index, count in enumerate(filters):
        layers.append(keras.layers.Conv2D(count, kernel, padding=padding, activation=activation))
        layers += [pooling(2)] if index < pools else []
    layers += [*after_pooling, flat(), *map(keras.layers.Dropout, dropout)]
    layers += [keras.layers.Dense(units, activation=activation) for units in dense]
    return keras.Sequential([*layers, *after_dense, keras.layers.Dense(last[0], activation=last[1])])


def functional():
    maps = images = keras.Input(SIZE, name="photo")
    for name, count in zip("abcd", FILTERS):
        maps = keras.layers.MaxPool2D()(keras.ops.relu(keras.layers.Conv2D(count, (3, 3), name=name)(maps)))
    row = keras.layers.Dense(512, "relu")(keras.layers.Dropout(0.5)(keras.layers.Flatten()(maps)))
    return keras.Model(images, keras.layers.Activation("sigmoid")(keras.layers.Dense(1)(row)))


def as_in_the_book():
    """Compiled, the input's shape in the first layer: the form of 2017."""
    model = keras.models.Sequential()
    model.add(keras.layers.Conv2D(32, (3, 3), activation="relu", input_shape=SIZE))
    for count in FILTERS[1:]:
        model.add(keras.layers.MaxPooling2D((2, 2)))
        model.add(keras.layers.Conv2D(count, (3, 3), activation="relu"))
    for layer in (keras.layers.MaxPooling2D((2, 2)), keras.layers.Flatten(), keras.layers.Dropout(0.5)):
        model.add(layer)
    model.add(keras.layers.Dense(512, activation="relu"))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    model.compile(loss="binary_crossentropy", optimizer="rmsprop", metrics=["acc"])
    return model


def nested():
    body = keras.Sequential(net().layers[:8], name="body")
    row = [keras.layers.Dropout(0.5), keras.layers.Flatten()]
    head = [*row, keras.layers.Dense(512, "relu"), keras.layers.Dense(1, "sigmoid")]
    return keras.Sequential([keras.Input(SIZE), keras.layers.Rescaling(1.0), body, *head])


def changed(**changes):
    return lambda: net(**changes)


ALTERNATIVES = (
    changed(),
    changed(before=(keras.layers.Rescaling(2.0, offset=-1.0),)),
    functional,
    as_in_the_book,
    nested,
    lambda: net(before=(keras.layers.RandomFlip("horizontal"),)),
    lambda: net(after_pooling=(keras.layers.Dropout(0.5),), dropout=()),
)
