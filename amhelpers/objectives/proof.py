"""Proof: what was found out about the end of a model, held against what the model gives for noise."""

import contextlib
import functools

import numpy as np
import tensorflow as tf

from amhelpers.models.graph import noise, output
from amhelpers.models.state import state
from amhelpers.models.values import extractor, kept_weights
from amhelpers.objectives.ends import not_told
from amhelpers.objectives.scoring import Reading

__all__ = ["prove"]

TOLERANCE = 0.01  # of a probability's logarithm, and of the sum of a row of numbers that may be probabilities
PRECISE = 1e-6  # below this probability the float32 numbers of a model carry less than that


def prove(reading: Reading) -> None:
    """Refuse to read logits off a model where they do not make its probabilities, or look like probabilities.

    Args:
        reading: of logits, before an activation or as the model gives them.

    Raises:
        ValueError: softmax or sigmoid of them is not what the model gives for noise; or they are themselves, for noise,
            numbers in [0, 1] that add up to 1.
    """
    why = _doubt(reading, state(reading.model))
    if why:
        raise not_told(reading.model, reading.layer, why)


@functools.lru_cache(maxsize=8)
def _doubt(reading, state):
    """What speaks against a reading of logits; empty where nothing does, or nothing can be tried."""
    part = reading.take_apart()
    found = None
    with contextlib.suppress(Exception):  # whatever layers of the user's own do
        extract = extractor(reading.model, [output(reading.model, reading.layer), *part.values])
        with kept_weights(reading.model):
            given, *values = extract(tf.constant(noise(reading.model)))
        found = np.asarray(given, "float64"), np.asarray(reading.seen(part.finish(values, None))[0], "float64"), given
    if found is None or not all(np.isfinite(one).all() for one in found[:2]):
        return ""
    given, logits, tensor = found
    if not reading.logits:
        rows = given.shape[-1] > 1 and given.min() >= 0 and given.max() <= 1
        probable = rows and np.abs(given.sum(axis=-1) - 1).max() < TOLERANCE
        return "its values look like probabilities, and no softmax is known to have made them" if probable else ""
    made = np.asarray(tf.nn.log_softmax(logits) if part.activation == "softmax" else tf.math.log_sigmoid(logits))
    least = PRECISE if tensor.dtype.size >= 4 else 0.05
    seen = given >= least
    if np.abs(made[seen] - np.log(given[seen])).max(initial=0) <= (TOLERANCE if least == PRECISE else 0.1):
        return ""
    return f"{part.activation} of what seemed to be its logits is not what it gives"
