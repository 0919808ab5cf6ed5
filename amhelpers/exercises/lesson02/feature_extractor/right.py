"""Exercise 2.1, `feature_extractor`: the course's own version, and other right answers."""

import keras
import tensorflow as tf

__all__ = ["ALTERNATIVES", "feature_extractor", "named"]


def feature_extractor(model, layer_name):
    """The model up to one of its layers: images -> what the layer of this name gives."""
    return keras.Model(model.inputs[0], model.get_layer(layer_name).output)


def named(model, layer_name):
    return [layer.name for layer in model.layers].index(layer_name)


class Extractor(keras.Model):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def call(self, images):
        return self.inner(images)


ALTERNATIVES = (
    lambda model, layer_name: Extractor(feature_extractor(model, layer_name)),
    lambda model, layer_name: keras.Model(model.inputs[0], [model.get_layer(layer_name).output]),
    lambda model, layer_name: keras.Model(inputs=model.inputs, outputs=model.get_layer(layer_name).output),
    lambda model, layer_name: keras.Model(*model.inputs, model.get_layer(name=layer_name).output),
    lambda model, layer_name: keras.Model(
        model.inputs[0], model.layers[-len(model.layers) :][named(model, layer_name)].output
    ),
    lambda model, layer_name: tf.keras.Model(
        model.inputs[0], next(layer.output for layer in model.layers if layer.name == layer_name)
    ),
    lambda model, layer_name: keras.Model(model.inputs[0], {one.name: one for one in model.layers}[layer_name].output),
)
