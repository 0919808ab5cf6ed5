"""Ends: a value of a model -> what its units went through last, as far as it is known.

What is called a logit must be one: what goes into softmax or sigmoid, or what a weighted sum gives that goes into
neither. Where something stands between, an average of probabilities for instance, or a function that nobody knows, no
logit is guessed.
"""

import contextlib

import keras
import numpy as np
import tensorflow as tf

from amhelpers.models.graph import output
from amhelpers.models.values import Value, extractor
from amhelpers.objectives.layers import (
    ACTIVATIONS,
    OPERATIONS,
    PICKING,
    UNKNOWN,
    activation_of,
    is_of_keras,
    kind_of,
    moves,
)

__all__ = ["SATURATING", "end", "last_activation", "logits_of"]

SATURATING = ("softmax", "sigmoid")  # what logits go into
RAW = "linear"
# Probabilities of another make: there is a number before them, but log p / (1 − p) is not that.
OTHERWISE = ("hard_sigmoid", "sparse_sigmoid", "sparsemax", "log_sigmoid")


def end(value: Value) -> tuple[str, str]:
    """What the units of a value went through last.

    Args:
        value: of a model, its output as a rule.

    Returns:
        "softmax", "sigmoid", "linear" for sums that went into nothing, the name of another activation, or an empty
        text where it is not known; and what it is that ends it, in words.
    """
    operation, words = value.node.operation, f'{type(value.node.operation).__name__} "{value.node.operation.name}"'
    if value.inner is not None:
        return end(value.inner)
    if isinstance(operation, keras.layers.InputLayer):
        return end(value.sources[0]) if value.within else (RAW, words)
    kind = last_activation(value)
    if kind is not None:
        if _is_function(operation) and kind not in (*SATURATING, "log_softmax"):
            under, why = end(value.sources[0])
            if kind == RAW:
                return under, why
            if under in (*SATURATING, UNKNOWN):
                return UNKNOWN, f"{words} behind {why}"
        return (UNKNOWN if kind in OTHERWISE else kind), f"{kind or 'a function of its own'} in {words}"
    before = [end(source) for source in value.sources]
    kinds = {one for one, _ in before}
    if len(kinds) == 1 and _passes(operation, value, *kinds):
        return before[0]
    if not is_of_keras(operation) or _hides(operation):
        return UNKNOWN, words
    if _weighs(operation):
        return RAW, words
    probable = [why for one, why in before if one in (*SATURATING, UNKNOWN)]
    return (UNKNOWN, f"{words} behind {probable[0]}") if probable else (RAW, words)


def logits_of(model: keras.Model, of: str | None = None) -> tuple[str | None, bool, str]:
    """Where the logits of a model are.

    Args:
        model: a functional or sequential model that takes images alone.
        of: what its user says of that: the name of a layer, "output", "probability", or None for nothing.

    Returns:
        The name of a layer, or None for the model's output; whether they are what goes into its activation, rather than
        what comes out; and the kind of its end, as from `end`, or "probability".

    Raises:
        ValueError: they cannot be told; the message says what is known.
    """
    if of == "output":
        return None, False, RAW
    if of == "probability":
        output(model)
        given = _of_noise(model)
        if given is not None and (given.min() < -1e-3 or given.max() > 1 + 1e-3):
            raise ValueError(
                f"Probabilities lie between 0 and 1. {_known(model, None)}If they are logits, or measure something, "
                'say of="output".'
            )
        return None, False, "probability"
    kind, words = end(output(model, of))
    if kind == UNKNOWN:
        where = model.name if of is None else f'"{of}" of {model.name}'
        raise ValueError(
            f"The logits of {where} cannot be told: it ends in {words}. {_known(model, of)}If these are probabilities, "
            'say of="probability"; if they are logits, or measure something, of="output"; or name the layer that gives '
            'the logits, of="…".'
        )
    if kind == "softmax" and output(model, of).shape[-1] == 1:
        raise ValueError(
            f"{model.name} ends in softmax of one unit ({words}), which is 1 whatever the image. One unit has a "
            'sigmoid, two or more a softmax; of="output" takes it as it is.'
        )
    return of, kind in SATURATING, kind


def _known(model, of):
    """What a model gives for noise, in a sentence; nothing where it cannot be tried."""
    given = _of_noise(model, of)
    if given is None:
        return ""
    adds = " and add up to 1" if given.shape[-1] > 1 and np.allclose(given.sum(axis=-1), 1, atol=1e-2) else ""
    return f"For noise its values lie between {given.min():.3g} and {given.max():.3g}{adds}. "


def _of_noise(model, of=None):
    """What a model gives for two images of noise, an array; None where it cannot be tried."""
    shape = [2, *(side or 64 for side in model.inputs[0].shape[1:])]
    noise = np.random.default_rng(0).uniform(size=shape).astype("float32")
    with contextlib.suppress(Exception):  # whatever layers of the user's own do
        return np.asarray(extractor(model, [output(model, of)])(tf.constant(noise))[0], "float32")
    return None


def last_activation(value: Value) -> str | None:
    """The name of the activation that a value went through last, in the call that gives it.

    Args:
        value: of a model.

    Returns:
        As from `kind_of`: empty where nobody knows it; None where this call is that of no activation and has none.
    """
    operation, units, axes = value.node.operation, value.shape[-1], len(value.shape)
    if isinstance(operation, ACTIVATIONS) or type(operation).__name__ in OPERATIONS:
        return kind_of(operation, units, axes)
    if not isinstance(operation, keras.layers.Layer):
        return None
    own = getattr(operation, "activation", None)
    if is_of_keras(operation) and own is not None and hasattr(operation, "kernel") and _plain(operation):
        return kind_of(own, units, axes)
    if callable(own) or not is_of_keras(operation) or isinstance(operation, keras.layers.Wrapper):
        arguments = value.node.arguments
        function = activation_of(operation, arguments.args, arguments.kwargs)
        if function is not None:
            return kind_of(function, units, axes)
        if not operation.weights and not is_of_keras(operation) and value.sources[0].shape == value.shape:
            return kind_of(operation, units) or None
    return None


def _passes(operation, value, kind):
    """Does an operation hand on what went through an activation of this kind, and nothing else?"""
    if kind == "softmax":  # which has a group of units, along the last axis
        return moves(operation) and all(source.shape[-1] == value.shape[-1] for source in value.sources)
    return moves(operation) or isinstance(operation, PICKING)


def _hides(operation):
    """Is there an activation within a layer that makes probabilities, or that nobody knows, not as its last step?"""
    within = operation._flatten_layers() if isinstance(operation, keras.layers.Layer) else ()
    kinds = {kind_of(one.activation, None) for one in within if callable(getattr(one, "activation", None))}
    return bool(kinds & {*SATURATING, *OTHERWISE, UNKNOWN})


def _is_function(operation):
    """Is this nothing but a function, without weights of its own?"""
    return not getattr(operation, "weights", ())


def _plain(operation):
    """Has Keras' layer no part of another's within it, such as an activation with weights?"""
    return all(map(is_of_keras, operation._flatten_layers()))


def _weighs(operation):
    """Does a layer give sums that are weighed by what it learned, so that they are as free as any number?"""
    return any(len(weight.shape) > 1 for weight in getattr(operation, "weights", ()))
