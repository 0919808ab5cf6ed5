"""Exercise 2.1, `feature_extractor`: the wrong answers that are recognised, each with its hint."""

import keras

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson02.feature_extractor.right import feature_extractor, named

__all__ = ["wrong"]

wrong = WrongAnswers()

wrong(
    "the layer",
    "That is the layer itself, a part with weights, not a model from images to what the layer gives. Take its "
    "`.output` and build keras.Model(model.inputs[0], …) to there.",
)(lambda model, layer_name: model.get_layer(layer_name))

wrong(
    "the symbolic output",
    "That is the layer's symbolic output: it says where in the graph the values will be, and has no values. Build "
    "a model that ends there: keras.Model(model.inputs[0], that).",
)(lambda model, layer_name: model.get_layer(layer_name).output)

WHOLE = "Your model goes on to the end of the net. Let it end at the layer: model.get_layer(layer_name).output."

wrong("the net itself", WHOLE)(lambda model, layer_name: model)

wrong("the whole net", WHOLE)(lambda model, layer_name: keras.Model(model.inputs[0], model.outputs[0]))

wrong(
    "the layer's input", "Your model ends before the layer: `.input` is what the layer takes, `.output` what it gives."
)(lambda model, layer_name: keras.Model(model.inputs[0], model.get_layer(layer_name).input))

wrong(
    "one layer too few",
    "One layer too few: `layers[:index]` leaves out the layer at `index`. And follow names, not positions.",
    raises=True,
)(lambda model, layer_name: keras.Sequential(model.layers[: named(model, layer_name)]))

LAST = "Your model ends at a layer that was chosen by its position. Take the one that is asked for, by its name."

wrong("the first layer", LAST)(lambda model, layer_name: keras.Model(model.inputs[0], model.layers[0].output))

wrong("the last but one", LAST)(lambda model, layer_name: keras.Model(model.inputs[0], model.layers[-2].output))

ALONE = (
    "Only the one layer is in your model: it is applied to the images themselves. What comes before it belongs to "
    "it: begin at model.inputs[0] and end at the layer's output."
)


@wrong("the layer alone", ALONE, raises=True)
def layer_alone(model, layer_name):
    return keras.Sequential([keras.Input(model.inputs[0].shape[1:]), model.get_layer(layer_name)])


@wrong("the layer on the images", ALONE, raises=True)
def layer_on_images(model, layer_name):
    images = keras.Input(model.inputs[0].shape[1:])
    return keras.Model(images, model.get_layer(layer_name)(images))


wrong("a Sequential of the layer", ALONE, raises=True)(lambda model, name: keras.Sequential([model.get_layer(name)]))


@wrong(
    "a new input",
    "The model does not begin at an input that the layers of the net are connected with. That is model.inputs[0], and "
    "it stands first: keras.Model(input, output).",
    raises=True,
)
def by_new_input(model, layer_name):
    images = keras.Input(model.inputs[0].shape[1:])
    return keras.Model(images, model.get_layer(layer_name).output)


@wrong(
    "one after the other",
    "You apply one layer after the other. That works only where a net is a chain; where it branches, a layer takes "
    "something else than what the layer before it gives. The graph is there already: end at "
    "model.get_layer(layer_name).output.",
    raises=True,
)
def one_after_the_other(model, layer_name):
    values = images = keras.Input(model.inputs[0].shape[1:])
    for layer in model.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            values = layer(values)
        if layer.name == layer_name:
            return keras.Model(images, values)


@wrong(
    "a part of the name",
    "`in` finds parts of names too: conv1 is in conv10. Compare with ==, or use model.get_layer(layer_name).",
)
def part_of_name(model, layer_name):
    return keras.Model(model.inputs[0], next(layer for layer in model.layers if layer_name in layer.name).output)


@wrong(
    "pop",
    "model.pop() takes the layers off the net you were given: it is no longer whole. Build a second model from "
    "model.inputs[0] to the layer's output; the two share their weights.",
    raises=True,
)
def popped(model, layer_name):
    while model.layers[-1].name != layer_name:
        model.pop()
    return model


@wrong(
    "a clone",
    "clone_model copies the architecture with new random weights: this net has learned nothing. keras.Model("
    "model.inputs[0], layer.output) shares the weights.",
)
def cloned(model, layer_name):
    return feature_extractor(keras.models.clone_model(model), layer_name)


wrong(
    "every layer",
    "Your model gives what every layer gives, as a list. Give one output, that of the layer of this name.",
)(lambda model, layer_name: keras.Model(model.inputs[0], [layer.output for layer in model.layers]))


@wrong(
    "a function", "The values are right, but asked for is a keras.Model: keras.Model(model.inputs[0], layer.output)."
)
def by_backend(model, layer_name):
    """The way of older Keras: a function instead of a model."""
    inner = feature_extractor(model, layer_name)
    return lambda images: inner(images)


wrong(
    "a position",
    "model.layers is a list and wants a number. A layer is found by its name with model.get_layer(layer_name).",
    raises=True,
)(lambda model, layer_name: model.layers[layer_name].output)

wrong(
    "without output",
    "A model is built from a tensor to a tensor: model.get_layer(layer_name).output, not the layer itself.",
    raises=True,
)(lambda model, layer_name: keras.Model(model.inputs[0], model.get_layer(layer_name)))

wrong(
    "model.input",
    "`model.input` is known only of functional models: a Sequential has to be called on a symbolic tensor first. "
    "`model.inputs[0]` is there for both.",
    raises=True,
)(lambda model, layer_name: keras.Model(model.input, model.get_layer(layer_name).output))

HARD_CODED = (
    "The name is written into your function, so that it finds this one layer, or none. Use the argument: "
    "layer_name, without quotes."
)

wrong("a name of its own", HARD_CODED, raises=True)(lambda model, layer_name: feature_extractor(model, "conv4"))

wrong("a name of Keras", HARD_CODED, raises=True)(lambda model, layer_name: feature_extractor(model, "conv2d_3"))

wrong("the name in quotes", HARD_CODED, raises=True)(lambda model, layer_name: feature_extractor(model, "layer_name"))


@wrong(
    "frozen",
    "The layers are those of the model that you were given: trainable = False keeps it from being trained, too. An "
    "extractor needs none of that, for nobody trains it.",
)
def frozen(model, layer_name):
    extractor = feature_extractor(model, layer_name)
    extractor.trainable = False
    return extractor
