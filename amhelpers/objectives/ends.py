"""Ends: a value of a model -> what its units went through last, as far as it is known.

What is called a logit must be one: what goes into softmax or sigmoid, or what a weighted sum gives that goes into
neither. Where something stands between, an average of probabilities for instance, or a function that nobody knows, no
logit is guessed.
"""

import contextlib
from typing import NamedTuple

import keras
import numpy as np
import tensorflow as tf

from amhelpers.models.graph import noise, output
from amhelpers.models.values import Value, extractor, kept_weights
from amhelpers.objectives.layers import adds, is_one_of, kind_of, last_activation, moves, only_of_keras
from amhelpers.objectives.trials import UNKNOWN, bounds, is_linear, stays_within_one

__all__ = ["SATURATING", "End", "end", "logits_of", "not_told"]

SATURATING = ("softmax", "sigmoid")  # what logits go into
RAW = "linear"
# What makes values of raw ones that are as free as they.
NORMALISING = (
    keras.layers.GroupNormalization,
    keras.layers.LayerNormalization,
    keras.layers.RMSNormalization,
    keras.layers.UnitNormalization,
)
OTHERWISE = ("log_sigmoid", "sparsemax")  # what `bounds` does not tell
FAR = 100  # what is beyond it for large values has no bound


class End(NamedTuple):
    """What the units of a value went through last.

    Attributes:
        kind: "softmax", "sigmoid", "linear" for sums that went into nothing, the name of another activation, or an
            empty text where it is not known.
        words: what it is that ends it.
        bounded: can its values not grow beyond a number, as those of tanh?
    """

    kind: str
    words: str
    bounded: bool = False


def end(value: Value, known: dict[tuple, End] | None = None) -> End:
    """What the units of a value went through last, as far as it is known.

    Args:
        value: of a model, its output as a rule.
        known: the ends of other values, so that each is found once.
    """
    known = {} if known is None else known
    if value.key not in known:
        known[value.key] = _end(value, known)
    return known[value.key]


def _end(value, known):
    if value.inner is not None:
        return end(value.inner, known)
    operation, words = value.node.operation, f'{type(value.node.operation).__name__} "{value.node.operation.name}"'
    if isinstance(operation, keras.layers.InputLayer):
        return end(value.sources[0], known) if value.within else End(RAW, words)
    found = last_activation(value)
    if found is not None and not (found[0] == RAW and getattr(operation, "weights", ())):
        return _activated(value, *found, words, known)
    together = moves(value)
    before = [end(source, known) for source in value.sources]
    kinds = {one.kind for one in before}
    if together and len(kinds) == 1 and (together == "rows" or kinds != {"softmax"}):
        return before[0]
    if not together and not adds(value) and not is_one_of(operation, NORMALISING):
        probable = [one for one in before if one.kind in (*SATURATING, UNKNOWN)]
        if probable and stays_within_one(value, [one.kind for one in before]):
            return End(UNKNOWN, f"{words}, whose values stay in [0, 1], behind {probable[0].words}")
        return End(RAW if _weighs(value) else UNKNOWN, words)
    hidden = [one.words for one in before if one.kind in (*SATURATING, UNKNOWN) or one.bounded]
    return End(UNKNOWN, f"{words} behind {hidden[0]}") if hidden else End(RAW, words)


def _activated(value, kind, function, words, known):
    """The end of a value that an activation gives, of a layer with weights or of one that is nothing else."""
    if kind == UNKNOWN:
        return End(UNKNOWN, f"a function of its own in {words}")
    if kind in (*SATURATING, "log_softmax"):
        return End(kind, f"{kind} in {words}")
    if not getattr(value.node.operation, "weights", ()):
        under = end(value.sources[0], known)
        if kind == RAW:
            return under
        if under.kind in (*SATURATING, UNKNOWN):
            return End(UNKNOWN, f"{words} behind {under.words}")
    bounded = bounds(function, value.shape)[1] < FAR
    return End(UNKNOWN if _is_probable(kind, function, value.shape) else kind, f"{kind} in {words}", bounded)


def _is_probable(kind, function, shape):
    """Does an activation give probabilities, or their logarithms, of another make than those of `SATURATING`?"""
    low, high = bounds(function, shape, 10)
    return kind in OTHERWISE or (low >= 0 and high <= 1)


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
    kind, words, _ = end(output(model, of))
    if kind == UNKNOWN:
        raise not_told(model, of, f"it ends in {words}")
    if kind == "softmax" and output(model, of).shape[-1] == 1:
        raise ValueError(
            f"{model.name} ends in softmax of one unit ({words}), which is 1 whatever the image. One unit has a "
            'sigmoid, two or more a softmax; of="output" takes it as it is.'
        )
    return of, kind in SATURATING, kind


def not_told(model: keras.Model, of: str | None, why: str) -> ValueError:
    """The refusal of a model whose logits cannot be told.

    Args:
        model: as for `logits_of`.
        of: as there.
        why: what is known of its end.
    """
    where = model.name if of is None else f'"{of}" of {model.name}'
    first = "say " if of is None else "make a model that ends there, keras.Model(model.inputs[0], …), and say of it "
    return ValueError(
        f"The logits of {where} cannot be told: {why}. {_known(model, of)}If these are probabilities, {first}"
        'of="probability"; if they are logits, or measure something, of="output"; or name the layer that gives the '
        'logits, of="…".'
    )


def _known(model, of):
    """What a model gives for noise, in a sentence; nothing where it cannot be tried."""
    given = _of_noise(model, of)
    if given is None:
        return ""
    adds = " and add up to 1" if given.shape[-1] > 1 and np.allclose(given.sum(axis=-1), 1, atol=1e-2) else ""
    return f"For noise its values lie between {given.min():.3g} and {given.max():.3g}{adds}. "


def _of_noise(model, of=None):
    """What a model gives for noise, an array; None where it cannot be tried."""
    with contextlib.suppress(Exception), kept_weights(model):  # whatever layers of the user's own do
        return np.asarray(extractor(model, [output(model, of)])(tf.constant(noise(model)))[0], "float32")
    return None


def _weighs(value):
    """Does a layer give sums that are weighed by what it learned, so that they are as free as any number?"""
    operation = value.node.operation
    if not any(len(weight.shape) > 1 for weight in getattr(operation, "weights", ())):
        return False
    return not _hides(operation) if only_of_keras(operation) else is_linear(value)


def _hides(layer):
    """Is there an activation within a layer that makes probabilities, not as its last step?"""
    within = [one.activation for one in layer._flatten_layers() if callable(getattr(one, "activation", None))]
    kinds = [kind_of(one, (None, 3)) for one in within]
    return any(kind == UNKNOWN or _is_probable(kind, one, (None, 3)) for kind, one in zip(kinds, within, strict=True))
