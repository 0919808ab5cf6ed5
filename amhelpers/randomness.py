"""Randomness: a seed -> TensorFlow's random numbers for a while, and afterwards as if nothing had been drawn."""

import contextlib
from collections.abc import Iterator
from typing import Any

import tensorflow as tf
from tensorflow.python.eager import context  # where TensorFlow keeps its global seed; there is no public name for it

__all__ = ["kept", "put_back", "seeded", "state"]


def state() -> tuple:
    """TensorFlow's global seed, and where the numbers that follow from it have come to.

    Returns:
        What `put_back` takes.
    """
    owner = context.context()
    random = getattr(owner, "_rng", None)
    return owner._seed, random, random and random.getstate()


def put_back(state: tuple[Any, Any, Any]) -> None:
    """Let TensorFlow draw what it would have drawn next when this state was read.

    Args:
        state: what `state` returned.
    """
    owner = context.context()
    owner._seed, owner._rng, drawn = state
    if drawn is not None:
        owner._rng.setstate(drawn)


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Put TensorFlow's global seed, and the numbers that follow from it, back to where they are now."""
    before = state()
    try:
        yield
    finally:
        put_back(before)


@contextlib.contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let TensorFlow draw from a seed meanwhile, and go on afterwards as if nothing had been drawn.

    Args:
        seed: a whole number, 0 or more.
    """
    with kept():
        tf.random.set_seed(int(seed))
        yield
