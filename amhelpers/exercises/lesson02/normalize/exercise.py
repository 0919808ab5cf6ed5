"""Exercise 2.3, `normalize`: every image's gradient brought to the same size."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson02.normalize.picture import draw
from amhelpers.exercises.lesson02.normalize.right import ALTERNATIVES, normalize
from amhelpers.exercises.lesson02.normalize.wrong import wrong
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]

COMPILED = "it can be compiled"


def one_zero(*shape):
    """A batch in which the first image is zero."""
    gradient = arrays(*shape, seed=3)
    gradient[0] = 0
    return gradient


def in_a_step(function, arguments):
    """The values, and whether TensorFlow can compile them, as it does a step.

    A loop over the images, which it cannot unless their number is known, is let pass.
    """
    value = function(*arguments)
    if not isinstance(value, tf.Tensor):
        return value
    for autograph in (True, False):
        try:
            tf.function(lambda gradient: function(gradient), autograph=autograph)(*arguments)
            return {"the values": value.numpy(), "the way there": COMPILED}
        except tf.errors.OperatorNotAllowedInGraphError:
            return {"the values": value.numpy(), "the way there": COMPILED}
        except Exception:  # whatever an answer does where there are no values yet
            continue
    return {"the values": value.numpy(), "the way there": "it ends in an error inside of a tf.function"}


EXERCISE = Exercise(
    number="2.3",
    title="Every step the same size",
    function="normalize",
    reference=normalize,
    differentiable="somehow",
    tolerance=1e-3,  # a small constant in the divisor is any small constant
    probes=(
        Probe("two gray gradients", lambda: (arrays(2, 4, 5, 1),)),
        Probe("three gradients in colour", lambda: (arrays(3, 4, 3, 3, seed=1) + np.float32(0.5),)),
        Probe("gradients of different size", lambda: (arrays(2, 2, 3, 1) * np.float32([[[[3]]], [[[0.2]]]]),)),
        Probe("a small gradient", lambda: (np.float32(0.02) * arrays(1, 5, 4, 1, seed=4),), gradient=False),
        Probe("one gradient", lambda: (arrays(1, 6, 6, 1, seed=2),)),
        Probe("one that is zero and one that is not", lambda: (one_zero(2, 4, 4, 1),), gradient=False),
        Probe("a gradient in a compiled step", lambda: (arrays(2, 3, 4, 1, seed=5),), gradient=False, call=in_a_step),
    ),
    compared="values, shape, gradient for one, two and three images, gray, coloured, large, small, zero; and compiled.",
    why=(
        "A gradient may be tiny or large, and a step of a fixed share of it would be, too. Divided by its own "
        "root mean square every step changes the pixels by as much, image by image."
    ),
    needed="Exercise 2.4 makes its step with it, and so does am.ascend, unless it is given an optimizer.",
    hints=(
        "The root mean square is what its name says, from the right: square, mean, root.",
        "One number for each image: axis=(1, 2, 3). With keepdims=True it can be divided by: shape (batch, 1, 1, 1).",
        "Add a small number such as 1e-7 to the divisor: a gradient of zero is to stay zero.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
    picture=draw,
)
