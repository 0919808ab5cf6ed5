"""Nets: what a function that builds one gave in two calls -> what was found instead of what must hold, or None."""

import re

import keras
import numpy as np

from amhelpers.describe import describe

__all__ = [
    "all_linear",
    "automatic_names",
    "compiled",
    "no_activation",
    "not_a_model",
    "not_probabilities",
    "same_object",
    "scaled_again",
    "several_softmax",
    "too_few_convolutions",
    "too_many_parameters",
    "wrong_input",
    "wrong_output",
]

CONVOLUTIONS = (
    keras.layers.Conv2D,
    keras.layers.SeparableConv2D,
    keras.layers.DepthwiseConv2D,
    keras.layers.Conv2DTranspose,
)
ACTIVATIONS = (keras.layers.ReLU, keras.layers.LeakyReLU, keras.layers.PReLU, keras.layers.ELU)


def layers_of(model):
    """The layers and other operations of a model in their order, those of nested models in the place of these."""
    found = []
    for layer in getattr(model, "operations", None) or model.layers:
        found += layers_of(layer) if isinstance(layer, keras.Model) else [layer]
    return found


def convolutions(model):
    return [layer for layer in layers_of(model) if isinstance(layer, CONVOLUTIONS)]


def is_softmax(layer):
    """Is this softmax, as a layer, as an operation of keras.ops, or as the activation of a layer?"""
    return type(layer).__name__ == "Softmax" or getattr(layer, "activation", None) is keras.activations.softmax


def bends(layer):
    """Is this an activation, or has it one that is not linear? Of code that cannot be looked into, it is believed."""
    if not isinstance(layer, keras.layers.Layer) or isinstance(layer, keras.layers.Lambda):  # keras.ops.relu, for one
        return True
    activation = getattr(layer, "activation", None)
    return isinstance(layer, ACTIVATIONS) or activation not in (None, keras.activations.linear)


def not_a_model(values):
    model = values[0]
    if model is None:
        return "None: does the function end with `return`?"
    if isinstance(model, keras.Model):
        return (
            None
            if model.built and getattr(model, "inputs", None)
            else f"a {type(model).__name__} that does not know its input yet"
        )
    return describe(model)


def same_object(values):
    if values[0] is values[1]:
        return "the same model twice"
    shared = {id(weight) for weight in values[0].weights} & {id(weight) for weight in values[1].weights}
    return "two models that share their weights" if shared else None


def wrong_input(values, size):
    shapes = [tuple(tensor.shape) for tensor in values[0].inputs]
    return None if shapes == [(None, *size)] else " and ".join(map(str, shapes))


def wrong_output(values):
    shapes = [tuple(tensor.shape) for tensor in values[0].outputs]
    return None if shapes == [(None, 10)] else " and ".join(map(str, shapes))


def too_few_convolutions(values, least):
    names = [layer.name for layer in convolutions(values[0])]
    return None if len(names) >= least else f"{len(names)}: {', '.join(names)}".removesuffix(": ")


def automatic_names(values):
    """Keras makes a name of the class and a number: Conv2D is conv2d, conv2d_1, conv2d_2 …"""
    layers = convolutions(values[0])
    classes = {layer.name: type(layer).__name__.lower() for layer in layers}
    return (
        ", ".join(name for name, kind in classes.items() if re.sub(r"_\d+$", "", name).replace("_", "") == kind) or None
    )


def too_many_parameters(values):
    count = values[0].count_params()
    if count <= 500_000:
        return None
    layers = [layer for layer in layers_of(values[0]) if isinstance(layer, keras.layers.Layer)]
    biggest = max(layers, key=lambda layer: layer.count_params())
    return f"{count:,}, of which {biggest.count_params():,} in the layer {biggest.name}"


def no_activation(values):
    layers = [layer for layer in layers_of(values[0]) if not is_softmax(layer)]
    count, bent = len(convolutions(values[0])), sum(map(bends, layers))
    words = f"{bent} for {count} convolutions" if bent else "none before the last"
    return None if bent >= count else f"too few activations: {words}"


def all_linear(values):
    layers = [layer for layer in layers_of(values[0]) if not is_softmax(layer)]
    return None if any(map(bends, layers)) else "no activation but the last"


def several_softmax(values):
    names = [layer.name for layer in layers_of(values[0]) if is_softmax(layer)]
    return f"{len(names)} times: {', '.join(names)}" if len(names) > 1 else None


def scaled_again(values):
    scales = [np.max(layer.scale) for layer in layers_of(values[0]) if isinstance(layer, keras.layers.Rescaling)]
    small = [f"a layer Rescaling({scale:.3g}, …)" for scale in scales if scale < 0.1]
    return " and ".join(small) or None


def not_probabilities(values):
    size = values[0].inputs[0].shape[1:]
    images = np.random.default_rng(0).uniform(0, 20, (4, *size)).astype("float32")
    output = np.asarray(values[0](images))  # so bright that no untrained output adds up to 1 by chance
    sums = output.sum(axis=1)
    if (output >= 0).all() and np.allclose(sums, 1, atol=1e-3):
        return None
    sums = ", ".join(f"{value:.3g}" for value in sums)
    return f"for four images outputs that add up to {sums}, the smallest {output.min():.2g}"


def compiled(values):
    return "a model that is compiled already" if values[0].compiled else None
