"""Exercise 6.1, `feature_maps`: the wrong answers that are recognised, each with its hint."""

import keras
import numpy as np

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson06.feature_maps.right import feature_maps

__all__ = ["wrong"]

wrong = WrongAnswers()

DICT = "A dict is asked for, name → array: dict(zip(layer_names, outputs)), or {name: … for name in layer_names}."

wrong("a list", DICT)(lambda model, images, names: list(feature_maps(model, images, names).values()))

wrong("pairs", DICT)(lambda model, images, names: [[n, m] for n, m in feature_maps(model, images, names).items()])

KEYS = "The keys are the names of the layers, as they were given."

wrong("numbers for keys", KEYS)(
    lambda model, images, names: dict(enumerate(feature_maps(model, images, names).values()))
)

wrong(
    "symbols",
    "layer.output is a symbol, of which one can only build a model. keras.Model(model.inputs[0], outputs), called with "
    "the images, gives the values.",
)(lambda model, images, names: {name: model.get_layer(name).output for name in names})


@wrong(
    "one layer alone",
    "For a single layer the model gives the array itself, not a list of one, and zip goes through its images. Put it "
    "in a list then, or build one model for each layer.",
)
def without_a_look(model, images, layer_names):
    """A model with one output gives an array, not a list of one."""
    outputs = keras.Model(model.inputs[0], [model.get_layer(name).output for name in layer_names])(images)
    return dict(zip(layer_names, outputs))


@wrong(
    "overwritten", "Every layer gets the maps of the last one: the loop overwrites what it has. Collect them in a dict."
)
def overwritten(model, images, layer_names):
    for name in layer_names:
        maps = keras.Model(model.inputs[0], model.get_layer(name).output)(images)
    return dict.fromkeys(layer_names, maps)


@wrong(
    "only the last", "Only the last layer is left: the dict is made anew in every round. Make it once, before the loop."
)
def only_the_last(model, images, layer_names):
    for name in layer_names:
        found = {name: keras.Model(model.inputs[0], model.get_layer(name).output)(images)}
    return found


@wrong(
    "returned at once",
    "The dict has the first layer only: `return` stands inside of the loop, and ends the function in its first round. "
    "Put it after the loop, as far to the left as `for`.",
)
def returned_at_once(model, images, layer_names):
    for name in layer_names:
        return {name: keras.Model(model.inputs[0], model.get_layer(name).output)(images)}


PAIRED = (
    "The arrays stand under the wrong names: outputs come in the order in which you hand the layers to keras.Model. "
    "Take them in the order of layer_names: [model.get_layer(name).output for name in layer_names]."
)


def in_order_of_the_model(look):
    """The names as they were given, the outputs as they stand in the model; with or without a look at their number."""

    def answer(model, images, layer_names):
        outputs = [layer.output for layer in model.layers if layer.name in layer_names]
        found = keras.Model(model.inputs[0], outputs if len(outputs) > 1 or not look else outputs[0])(images)
        return dict(zip(layer_names, [found] if look and len(outputs) == 1 else found))

    return answer


wrong("order of the model", PAIRED)(in_order_of_the_model(look=True))

wrong("order of the model, one layer alone", PAIRED)(in_order_of_the_model(look=False))

wrong(
    "the whole net",
    "That is the answer of the whole net. keras.Model(model.inputs[0], model.get_layer(name).output) ends earlier.",
)(lambda model, images, names: {n: model.predict(images, verbose=0) for n in names})


@wrong("layers for keys", KEYS)
def keyed_by_layers(model, images, layer_names):
    return {model.get_layer(name): maps for name, maps in feature_maps(model, images, layer_names).items()}


def of_each(model, images, names, change=lambda maps: maps):
    return {name: change(maps) for name, maps in feature_maps(model, images, names).items()}


wrong("the first image", "Only the first image is left. Keep the batch: (batch, height, width, channels).")(
    lambda *given: of_each(*given, change=lambda maps: maps[0])
)

MEAN = "You average the maps away. Leave all of them: (batch, height, width, channels)."

wrong("mean", MEAN)(lambda *given: of_each(*given, change=lambda maps: maps.mean(axis=(1, 2))))

wrong("mean of the maps", MEAN)(lambda *given: of_each(*given, change=lambda maps: maps.mean(axis=3)))

wrong("channels first", "The channels are no longer the last axis. Leave the arrays as the layers give them.")(
    lambda *given: of_each(*given, change=lambda maps: maps.transpose(0, 3, 1, 2))
)


@wrong(
    "before ReLU",
    "You switch off the layer's activation, in the model that was given. Its output *with* ReLU is asked for.",
)
def before_relu(model, images, layer_names):
    for name in layer_names:
        model.get_layer(name).activation = keras.activations.linear
    return feature_maps(model, images, layer_names)


@wrong("clone", "clone_model gives new random weights. Build a model on the layers that are there.")
def with_new_weights(model, images, layer_names):
    return feature_maps(keras.models.clone_model(model), images, layer_names)


wrong(
    "each with the images",
    "Each layer is called with the images themselves. It wants what the layers before it give.",
    raises=True,
)(lambda model, images, names: {n: model.get_layer(n)(images) for n in names})

CHAIN = (
    "You call one layer after the other, each with what the one before it gave. That is right where the net is a "
    "chain. This one has a branch: keras.Model(model.inputs[0], model.get_layer(name).output) goes its ways."
)


def as_a_chain(first):
    """One layer after the other; where the input is among the layers, it is called too, or left out."""

    def answer(model, images, layer_names):
        found, values = {}, images
        for layer in model.layers:
            if first or not isinstance(layer, keras.layers.InputLayer):
                values = layer(values)
            if layer.name in layer_names:
                found[layer.name] = np.asarray(values)
        return {name: found[name] for name in layer_names}

    return answer


wrong("one after the other", CHAIN, raises=True)(as_a_chain(first=True))

wrong("one after the other, without the input", CHAIN)(as_a_chain(first=False))

wrong("index", "layer_names are names: model.get_layer(name), not an index.", raises=True)(
    lambda model, images, names: {name: model.layers[name].output for name in names}
)
