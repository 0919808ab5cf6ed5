"""Steps: parameters (batch, …), step size -> parameters a step further up, and what the scores were before it.

A step is compiled, once for all targets of a layer.
"""

import functools

import tensorflow as tf

from amhelpers.describe import cut, describe, name_of
from amhelpers.models.graph import state
from amhelpers.objectives import Objective, scoring

__all__ = ["NotCompiledError", "compile_steps", "normalize", "optimized", "scores_of", "taken_apart"]

# Words in what TensorFlow and Keras raise where a function that is compiled looks at the numbers themselves.
LEAVES_TENSORFLOW = ("symbolic", "python `bool`", "inside a `tf.function`")
GRADIENT = (
    "something in it leaves TensorFlow, such as NumPy, .numpy() or model.predict(), or asks for the numbers "
    "themselves, such as if. Use tf functions (tf.where for if), and call model(images)."
)


class NotCompiledError(ValueError):
    """A function of the user's leaves TensorFlow or looks at the numbers; as it stands it may still run uncompiled."""


def normalize(gradient):
    """Each image's gradient divided by its own root mean square; zero stays zero."""
    axes = tuple(range(1, len(gradient.shape)))
    largest = tf.reduce_max(tf.abs(gradient), axis=axes, keepdims=True)
    gradient /= tf.where(largest > 0, largest, 1.0)  # first, so that no square is too large or too small for a float
    size = tf.sqrt(tf.reduce_mean(tf.square(gradient), axis=axes, keepdims=True))
    return gradient / tf.where(size > 0, size, 1.0)


def taken_apart(objective, images):
    """An objective as what is compiled, a function or readings, and what is handed to it: (factors, targets)."""
    if isinstance(objective, Objective):
        return objective.readings, (tf.constant(objective.weights, tf.float32), tuple(objective.targets_for(images)))
    if callable(objective) and not isinstance(objective, type):
        return objective, (tf.ones(1), ())
    raise ValueError(f"An objective is a function images -> scores (batch,). Received {describe(objective)}.")


def compile_steps(score, regularizers, transforms, parametrization, seed):
    """The compiled functions of an ascent: `climb`, gradient and terms, and `move`, a step up and the terms.

    What the package itself defines is compiled once and kept. What others wrote may depend on names that change
    between two calls: it is compiled anew each time.
    """
    steps = parametrization.to_images, parametrization.project
    if callable(score) or not all(map(_is_own, (*regularizers, *transforms, *steps))):
        return _compile.__wrapped__(score, None, regularizers, transforms, *steps, None)
    models = dict.fromkeys(reading.model for reading in score)
    states = tuple(map(state, models))  # a layer may have been changed since the last time
    return _compile(score, states, regularizers, transforms, *steps, seed if transforms else None)


def _is_own(part):
    return str(getattr(part, "__module__", "")).startswith("amhelpers.") and not hasattr(part, "__wrapped__")


@functools.lru_cache(maxsize=8)
def _compile(score, states, regularizers, transforms, to_images, project, seed):
    """Compile the steps for one `seed`: TensorFlow fixes the seeds of random operations when it traces a function."""

    def climb(parameters, factors, targets, weights):
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(parameters)
            images = to_images(parameters)
            seen = functools.reduce(_transformed, transforms, images)
            scored, climbed, asleep = scores_of(score, seen, factors, targets)
            penalties = [-weights[index] * _numbers(function, images) for index, function in enumerate(regularizers)]
        names = ["The objective, or a transform,", *map(name_of, regularizers)]
        gradients = [tape.gradient(term, parameters) for term in (climbed, *penalties)]
        for name, gradient in zip(names, gradients, strict=True):
            if gradient is None:
                raise ValueError(f"{name} has no gradient by the images: {GRADIENT}")
        return tf.add_n(gradients), tf.stack([scored, *penalties]), asleep

    def move(parameters, step_size, *arguments):
        gradient, *measured = climb(parameters, *arguments)
        return project(parameters + step_size * normalize(gradient)), *measured

    compile_ = functools.partial(tf.function, reduce_retracing=not callable(score), autograph=False)
    return compile_(climb), compile_(move)


def optimized(climb, optimizer, parameters, project):
    """The step of a Keras optimizer, in the form of `move`; a copy of it is used, and its own learning rate."""
    optimizer = type(optimizer).from_config(optimizer.get_config())
    variable = tf.Variable(parameters)
    optimizer.build([variable])

    def move(parameters, step_size, *arguments):
        gradient, *measured = climb(parameters, *arguments)
        variable.assign(parameters)
        optimizer.apply([-gradient], [variable])
        return project(tf.identity(variable)), *measured

    return move


def scores_of(score, images, factors, targets):
    """Scores, what is climbed in their place, and which readings sleep."""
    if not callable(score):
        return scoring.combine(score, images, factors, targets)
    values = _numbers(score, images)
    return values, values, tf.zeros((0, tf.shape(images)[0]), bool)


def _numbers(function, images):
    """One number for each image, as a function gives them, or an error that says what it gave instead."""
    values = _call(function, images)
    if values.shape.rank != 1 or (images.shape[0] is not None and values.shape[0] not in (None, images.shape[0])):
        raise ValueError(
            f"{name_of(function)} must give one number for each image: expected shape {tuple(images.shape[:1])}, "
            f"received {values.shape}. Reduce over height, width and channels, and keep the batch."
        )
    return tf.cast(values, tf.float32)


def _transformed(images, transform):
    """Images after a transform, or an error that says what it gave instead."""
    changed = _call(transform, images)
    kept = [(changed.shape[axis], images.shape[axis]) for axis in (0, 3)] if changed.shape.rank == 4 else [(0, 1)]
    if not all(None in pair or pair[0] == pair[1] for pair in kept):
        raise ValueError(
            f"{name_of(transform)} must give images for images: expected shape {tuple(images.shape)}, received "
            f"{changed.shape}."
        )
    return changed


def _call(function, images):
    """What a function gives for images, as a tensor; an error that says why where it cannot be compiled."""
    try:
        values = function(images)
        if values is None:
            raise ValueError(f"{name_of(function)} gave None. Is there a `return` in it?")
        return tf.convert_to_tensor(values)
    except Exception as error:
        words = str(error).lower()
        if any(part in words for part in LEAVES_TENSORFLOW):
            what = f"{name_of(function)} cannot be compiled: {GRADIENT} ({cut(str(error), 120)})"
            raise NotCompiledError(what) from error
        raise
