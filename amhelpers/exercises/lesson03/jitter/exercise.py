"""Exercise 3.4, `jitter`: random, so it is judged by properties."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson03.jitter.properties import CALLS, PIXELS, PROPERTIES, pictures
from amhelpers.exercises.lesson03.jitter.right import ALTERNATIVES, jitter
from amhelpers.exercises.lesson03.jitter.wrong import wrong

__all__ = ["EXERCISE"]


SOME = 10  # so many that one who draws from -1 to 1 here too draws 0 each time once in a billion times


def many_calls(function, arguments):
    return [np.asarray(function(*arguments)) for _ in range(CALLS)]


def compiled_calls(function, arguments):
    images, pixels = arguments
    compiled = tf.function(lambda images: function(images, pixels))
    try:
        if compiled(images) is None:
            return [np.asarray(None)]
    except Exception:  # without autograph, whose rewriting of the code makes errors hard to read
        compiled = tf.function(lambda images: function(images, pixels), autograph=False)
    return [np.asarray(compiled(images)) for _ in range(CALLS)]


def some_calls(function, arguments):
    try:
        return [np.asarray(function(*arguments)) for _ in range(SOME)]
    except Exception as error:  # told only where nothing else is wrong
        return error


def gradient(function, arguments):
    images, pixels = arguments
    if not isinstance(function(images, pixels), tf.Tensor | tf.Variable):
        return None
    with tf.GradientTape() as tape:
        tape.watch(images)
        total = tf.reduce_sum(tf.square(function(images, pixels)))
    return tape.gradient(total, images)


EXERCISE = Exercise(
    number="3.4",
    title="Never twice at the same place",
    function="jitter",
    reference=jitter,
    probes=(
        Probe(f"{CALLS} calls", lambda: (pictures(), PIXELS), call=many_calls),
        Probe(f"{CALLS} calls inside of a tf.function", lambda: (pictures(), PIXELS), call=compiled_calls),
        Probe("no pixels", lambda: (pictures(), 0), call=some_calls),
        Probe("its gradient", lambda: (pictures(), PIXELS), call=gradient),
    ),
    compared=f"the offsets of {CALLS} calls, and of as many in a compiled function; shape, pixels = 0 and gradient.",
    why=(
        "What only works at one place of the pixel grid is lost when each step sees another place. One offset "
        "for the batch keeps images comparable, and drawing it inside TensorFlow makes it new at every step."
    ),
    needed="The next cell draws with it; lessons 04, 05, 07, 09 and 10 use it as am.transforms.jitter.",
    hints=(
        "tf.roll(images, shift, axis) moves along the axes; what leaves at one end enters at the other.",
        "Height and width are the axes (1, 2), so the shift is two numbers.",
        "tf.random.uniform((2,), low, high, dtype=tf.int32) draws two integers from low to high − 1.",
    ),
    properties=PROPERTIES,
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
