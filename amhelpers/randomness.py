"""Randomness: a seed -> TensorFlow's random numbers for a while, and afterwards as if nothing had been drawn."""

import contextlib
from collections.abc import Iterator

import tensorflow as tf
from tensorflow.python.eager import context  # where TensorFlow keeps its global seed; there is no public name for it

__all__ = ["kept", "seeded"]


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Put TensorFlow's global seed, and the numbers that follow from it, back to where they are now."""
    state = context.context()
    seed, random = state._seed, getattr(state, "_rng", None)
    drawn = random and random.getstate()
    try:
        yield
    finally:
        state._seed = seed
        if random is not None:
            random.setstate(drawn)
            state._rng = random


@contextlib.contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let TensorFlow draw from a seed meanwhile, and go on afterwards as if nothing had been drawn.

    Args:
        seed: a whole number, 0 or more.
    """
    with kept():
        tf.random.set_seed(int(seed))
        yield
