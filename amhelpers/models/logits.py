"""Logits: a model that ends in softmax or sigmoid -> one with the same weights that ends before it."""

import keras
import numpy as np
import tensorflow as tf

from amhelpers.describe import cut, describe
from amhelpers.models.graph import image_input, noise, output, symbolic
from amhelpers.models.values import kept_weights, values_of

__all__ = ["with_logits"]

ACTIVATIONS = ("Activation", "Sigmoid", "Softmax")  # layers and operations of Keras, by their names


def with_logits(model: keras.Model) -> keras.Model:
    """A new model with the same weights that gives what stands before the last activation: images -> logits.

    The model itself is left as it is, and shares all layers but the last.

    Args:
        model: ends in a `Dense` layer with an activation, or in a softmax, a sigmoid or an `Activation` of its own;
            casts, linear activations and dropout may stand behind it, and all of it in a model within the model.

    Returns:
        A model: images (batch, height, width, channels) -> logits (batch, classes).

    Raises:
        ValueError: it ends in something else, or in a layer that cannot be built anew from its configuration.
    """
    if len(getattr(model, "outputs", None) or [None]) > 1:
        raise ValueError(
            f"{model.name} has {len(model.outputs)} outputs: make a model of the one whose logits you mean, "
            "keras.Model(model.inputs[0], model.outputs[0])."
        )
    value = output(model)
    while value.inner is not None or _hands_on(value.node.operation):
        value = value.sources[0] if value.inner is None else value.inner
    last, source = value.node.operation, value.sources[0]
    if type(last).__module__.startswith("keras.") and type(last).__name__ in ACTIVATIONS:
        changed, activation = keras.Model(image_input(model), symbolic(source)), last
    elif isinstance(last, keras.layers.Dense):
        logits = _without_activation(model, last)
        changed, activation = keras.Model(image_input(model), logits(symbolic(source))), last.activation
        logits.set_weights(last.get_weights())
    else:
        raise ValueError(
            f"{model.name} ends in {describe(last)}: expected a Dense layer, or a layer Softmax or Activation."
        )
    own = not type(last).__module__.startswith("keras.") and activation is keras.activations.linear
    if own or not _are_logits(model, changed, activation):
        raise ValueError(
            f'What stands before the last activation of {model.name}, in "{last.name}", does not make its answers: '
            "there is a mask, or a call of its own. objectives.logit says what is known of its logits."
        )
    return changed


def _without_activation(model, last):
    """A layer like a dense one, with no activation and no weights yet."""
    taken = {operation.name for operation in getattr(model, "operations", model.layers) if operation is not last}
    uses = sum(found.node.operation is last for _, found in values_of(model))
    name = last.name if last.name not in taken and uses == 1 else f"{last.name}_logits"
    try:
        return type(last).from_config({**last.get_config(), "activation": None, "name": name})
    except Exception as error:  # what the configuration cannot hold, or a class of the user's does not take
        if type(last) is keras.layers.Dense and len(last.weights) == 1 + last.use_bias:
            return keras.layers.Dense(last.units, use_bias=last.use_bias, name=name, dtype=last.dtype_policy)
        words = " ".join(str(error).split())
        raise ValueError(
            f'The last layer of {model.name}, "{last.name}", cannot be built anew from its configuration '
            f"({cut(words)}). objectives.logit reads its logits, and leaves the layer as it is."
        ) from error


def _are_logits(model, changed, activation):
    """Does the activation make of what one model gives for noise what another gives? True where it cannot be tried."""
    try:
        images = tf.constant(noise(model))
        with kept_weights(model):
            wanted = np.asarray(tf.cast(model(images, training=False), tf.float32))
            made = np.asarray(tf.cast(activation(changed(images, training=False)), tf.float32))
    except Exception:  # whatever layers of the user's own do
        return True
    return made.shape == wanted.shape and np.allclose(made, wanted, atol=0.02, equal_nan=True)


def _hands_on(operation):
    """Does a layer give at inference what it takes, in another precision at most?"""
    if type(operation) is keras.layers.Activation:
        return operation.activation is keras.activations.linear
    return type(operation) in (keras.layers.Dropout, keras.layers.Identity, keras.layers.ActivityRegularization)
