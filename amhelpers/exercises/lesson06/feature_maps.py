"""Exercise 6.1, `feature_maps`: what layers answer to an image."""

import keras
import numpy as np

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.describe import plain
from amhelpers.exercises.outputs import weighted
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def feature_maps(model, images, layer_names):
    found = {}
    for name in layer_names:
        extractor = keras.Model(model.inputs[0], model.get_layer(name).output)
        found[name] = np.asarray(extractor(images))
    return found


def net():
    """A small net with two layers of feature maps."""
    layers = [
        keras.Input((6, 5, 2), name="image"),
        keras.layers.Conv2D(3, 3, activation="relu", name="edges"),
        keras.layers.Conv2D(4, 2, activation="relu", name="parts"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(2, activation="softmax", name="class"),
    ]
    return weighted(keras.Sequential(layers, name="net"))


def of_each(model, images, names, change=lambda maps: maps):
    return {name: change(maps) for name, maps in feature_maps(model, images, names).items()}


def all_at_once(model, images, layer_names):
    outputs = keras.Model(model.inputs[0], [model.get_layer(name).output for name in layer_names])(images)
    return dict(zip(layer_names, outputs if len(layer_names) > 1 else [outputs]))


def without_a_look(model, images, layer_names):
    """A model with one output gives an array, not a list of one."""
    outputs = keras.Model(model.inputs[0], [model.get_layer(name).output for name in layer_names])(images)
    return dict(zip(layer_names, outputs))


def seen(value, arguments):
    """The arrays, or that they are none."""
    if isinstance(value, dict) and any(isinstance(part, keras.KerasTensor) for part in value.values()):
        return "symbols (KerasTensor), which have no values"
    if isinstance(value, dict) and any(isinstance(key, keras.layers.Layer) for key in value):
        return "a dict whose keys are the layers themselves"
    return value if isinstance(value, dict | str) else plain(value)


def layer_by_layer(model, images, layer_names):
    found, values = {}, images
    for layer in model.layers:
        values = layer(values)
        if layer.name in layer_names:
            found[layer.name] = values
    return {name: found[name] for name in layer_names}


def overwritten(model, images, layer_names):
    for name in layer_names:
        maps = keras.Model(model.inputs[0], model.get_layer(name).output)(images)
    return dict.fromkeys(layer_names, maps)


def only_the_last(model, images, layer_names):
    for name in layer_names:
        found = {name: keras.Model(model.inputs[0], model.get_layer(name).output)(images)}
    return found


def returned_at_once(model, images, layer_names):
    for name in layer_names:
        return {name: keras.Model(model.inputs[0], model.get_layer(name).output)(images)}


def in_order_of_the_model(look):
    """The names as they were given, the outputs as they stand in the model; with or without a look at their number."""

    def answer(model, images, layer_names):
        outputs = [layer.output for layer in model.layers if layer.name in layer_names]
        found = keras.Model(model.inputs[0], outputs if len(outputs) > 1 or not look else outputs[0])(images)
        return dict(zip(layer_names, [found] if look and len(outputs) == 1 else found))

    return answer


def keyed_by_layers(model, images, layer_names):
    return {model.get_layer(name): maps for name, maps in feature_maps(model, images, layer_names).items()}


def before_relu(model, images, layer_names):
    for name in layer_names:
        model.get_layer(name).activation = keras.activations.linear
    return layer_by_layer(model, images, layer_names)


def with_new_weights(model, images, layer_names):
    return feature_maps(keras.models.clone_model(model), images, layer_names)


DICT = "A dict is asked for, name → array: dict(zip(layer_names, outputs)), or {name: … for name in layer_names}."
KEYS = "The keys are the names of the layers, as they were given."
SYMBOLIC = (
    "layer.output is a symbol, of which one can only build a model. keras.Model(model.inputs[0], outputs), called with "
    "the images, gives the values."
)
OVERWRITTEN = "Every layer gets the maps of the last one: the loop overwrites what it has. Collect them in a dict."
LAST = "Only the last layer is left: the dict is made anew in every round. Make it once, before the loop."
FIRST = "Only the first image is left. Keep the batch: (batch, height, width, channels)."
MEAN = "You average the maps away. Leave all of them: (batch, height, width, channels)."
ONE_LAYER = (
    "For a single layer the model gives the array itself, not a list of one, and zip goes through its images. Put it "
    "in a list then, or build one model for each layer."
)
RETURN = (
    "The dict has the first layer only: `return` stands inside of the loop, and ends the function in its first round. "
    "Put it after the loop, as far to the left as `for`."
)
PAIRED = (
    "The arrays stand under the wrong names: outputs come in the order in which you hand the layers to keras.Model. "
    "Take them in the order of layer_names: [model.get_layer(name).output for name in layer_names]."
)
WHOLE = "That is the answer of the whole net. keras.Model(model.inputs[0], model.get_layer(name).output) ends earlier."
ORDER = "The channels are no longer the last axis. Leave the arrays as the layers give them."
CHANGED = "You switch off the layer's activation, in the model that was given. Its output *with* ReLU is asked for."
CLONE = "clone_model gives new random weights. Build a model on the layers that are there."
INPUT = "Each layer is called with the images themselves. It wants what the layers before it give."
NUMBERS = "layer_names are names: model.get_layer(name), not an index."

EXERCISE = Exercise(
    number="6.1",
    title="What the layers answer",
    function="feature_maps",
    reference=feature_maps,
    tolerance=1e-4,
    seen=seen,
    probes=(
        Probe("two images and two layers", lambda: (net(), noise(2, 6, 5, 2), ["edges", "parts"])),
        Probe("one image, the layers in another order", lambda: (net(), noise(1, 6, 5, 2, seed=1), ["parts", "edges"])),
        Probe("one layer alone", lambda: (net(), noise(1, 6, 5, 2, seed=2), ["parts"])),
    ),
    compared="names and values for one and two images, one and two layers; the model stays as it is.",
    hints=(
        "keras.Model(model.inputs[0], model.get_layer(name).output) is a model from the images to that layer.",
        "Call it with the images, and put np.asarray of that into a dict, under the name of the layer.",
    ),
    alternatives=(
        all_at_once,
        layer_by_layer,
        lambda model, images, layer_names: dict(feature_maps(model, images, tuple(layer_names))),
    ),
    misconceptions=(
        Misconception("a list", lambda model, images, names: list(feature_maps(model, images, names).values()), DICT),
        Misconception(
            "pairs", lambda model, images, names: [[n, m] for n, m in feature_maps(model, images, names).items()], DICT
        ),
        Misconception(
            "numbers for keys",
            lambda model, images, names: dict(enumerate(feature_maps(model, images, names).values())),
            KEYS,
        ),
        Misconception(
            "symbols", lambda model, images, names: {name: model.get_layer(name).output for name in names}, SYMBOLIC
        ),
        Misconception("one layer alone", without_a_look, ONE_LAYER),
        Misconception("overwritten", overwritten, OVERWRITTEN),
        Misconception("only the last", only_the_last, LAST),
        Misconception("returned at once", returned_at_once, RETURN),
        Misconception("order of the model", in_order_of_the_model(look=True), PAIRED),
        Misconception("order of the model, one layer alone", in_order_of_the_model(look=False), PAIRED),
        Misconception(
            "the whole net", lambda model, images, names: {n: model.predict(images, verbose=0) for n in names}, WHOLE
        ),
        Misconception("layers for keys", keyed_by_layers, KEYS),
        Misconception("the first image", lambda *given: of_each(*given, change=lambda maps: maps[0]), FIRST),
        Misconception("mean", lambda *given: of_each(*given, change=lambda maps: maps.mean(axis=(1, 2))), MEAN),
        Misconception("mean of the maps", lambda *given: of_each(*given, change=lambda maps: maps.mean(axis=3)), MEAN),
        Misconception(
            "channels first", lambda *given: of_each(*given, change=lambda maps: maps.transpose(0, 3, 1, 2)), ORDER
        ),
        Misconception("before ReLU", before_relu, CHANGED),
        Misconception("clone", with_new_weights, CLONE),
        Misconception(
            "each with the images", lambda model, images, names: {n: model.get_layer(n)(images) for n in names}, INPUT
        ),
        Misconception(
            "index", lambda model, images, names: {name: model.layers[name].output for name in names}, NUMBERS
        ),
    ),
)
