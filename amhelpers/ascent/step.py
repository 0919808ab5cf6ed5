"""The step: parameters (batch, …), step size -> parameters a step further up, and the terms that the step saw.

What runs is `move`, the step of lesson 02: a tape, the gradient, divided by its own root mean square, times the step
size. It is compiled, once for all targets of a layer; or it runs as it is, where a function of the user's cannot be
compiled; or a Keras optimizer makes it.
"""

import contextlib
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import keras
import tensorflow as tf

from amhelpers.describe import name_of
from amhelpers.objectives.functions import GRADIENT, NotCompiledError, PlainFunction, changed_images, numbers
from amhelpers.objectives.objective import Objective
from amhelpers.transforms import Transform

__all__ = ["Step", "normalize"]


def normalize(gradient: tf.Tensor) -> tf.Tensor:
    """Each image's gradient divided by its own root mean square; zero stays zero."""
    axes = tuple(range(1, len(gradient.shape)))
    largest = tf.reduce_max(tf.abs(gradient), axis=axes, keepdims=True)
    gradient /= tf.where(largest > 0, largest, 1.0)  # first, so that no square is too large or too small for a float
    size = tf.sqrt(tf.reduce_mean(tf.square(gradient), axis=axes, keepdims=True))
    return gradient / tf.where(size > 0, size, 1.0)


@dataclass(frozen=True)
class Ingredients:
    """What a step is made of. Two that are equal share what is compiled; the rest serves to make it."""

    shared: Any  # what two objectives have in common, `Objective.shared`
    regularizers: tuple[Callable, ...]
    transforms: tuple[Callable, ...]
    geometry: Any  # what two parametrizations have in common
    objective: Any = field(compare=False)
    parametrization: Any = field(compare=False)

    @property
    def can_be_shared(self):
        """Is all of it the package's own? What others wrote may depend on names that change between two calls."""
        functions = *self.regularizers, *self.transforms, type(self.parametrization)
        return self.shared is not None and all(map(_is_own, functions))


def _is_own(part):
    return str(getattr(part, "__module__", "")).startswith("amhelpers.") and not hasattr(part, "__wrapped__")


class Step:
    """A step uphill from parameters, whoever makes it: compiled, uncompiled, or by an optimizer.

    Attributes:
        foreign: may something in it draw TensorFlow's random numbers?
    """

    def __init__(
        self,
        objective: Objective | PlainFunction,
        shared: Any,
        handed: Any,
        regularizers: Sequence[tuple[float, Callable]],
        transforms: Sequence[Callable],
        parametrization: Any,
        optimizer: keras.optimizers.Optimizer | None,
        seed: int,
    ) -> None:
        """Compile the step, or find it compiled.

        Args:
            objective: as from `as_objective`.
            shared: what another objective must have in common with it to share what is compiled, or None.
            handed: what it asks to be handed for these images, `objective.arguments(images)`.
            regularizers: pairs (weight, function).
            transforms: functions images -> images.
            parametrization: as from `as_parametrization`.
            optimizer: a Keras optimizer, of which a copy makes the steps, or None.
            seed: of what the transforms draw.
        """
        functions = tuple(map(itemgetter(1), regularizers))
        geometry = getattr(parametrization, "geometry", None)
        parts = Ingredients(shared, functions, tuple(transforms), geometry, objective, parametrization)
        self.foreign = not parts.can_be_shared
        self._functions = _compile(parts) if self.foreign else _compile_once(parts)
        self._handed = tf.constant(list(map(itemgetter(0), regularizers)), tf.float32), handed
        self._ready: dict[str, Callable] = {}  # what is called in this ascent: functions compiled for its shapes
        self._optimizer = optimizer and type(optimizer).from_config(optimizer.get_config())
        self._seed, self._project, self._variable = int(seed) % 2**63, parametrization.project, None

    def __call__(self, parameters, size, number):
        """Make step `number`: the parameters it leads to, whether all is finite, the terms, which readings sleep.

        The last row of those that sleep, (readings + 1, batch), says of which images no gradient is there at all.
        """
        if self._optimizer is None:
            return self._run("move", parameters, tf.constant(size, tf.float32), number)
        gradient, terms, asleep = self._run("climb", parameters, number)
        if self._variable is None:
            self._variable = tf.Variable(parameters)
            self._optimizer.build([self._variable])
        self._variable.assign(parameters)
        self._optimizer.apply([-gradient], [self._variable])
        moved = self._project(tf.identity(self._variable))
        return moved, _finite(moved, terms), terms, asleep

    def look(self, parameters, number):
        """What a step `number` would see, and what is reached, without a gradient: see `look` in `_functions`.

        Without one the last row of those that sleep says nothing: it is all True.
        """
        return self._run("look", parameters, number)

    def _run(self, name, parameters, *arguments):
        *rest, number = arguments
        handed = parameters, *rest, tf.constant([self._seed, number], tf.int64), *self._handed
        try:
            if name not in self._ready:  # once: TensorFlow warns of what is called seldom and traced anew
                self._ready[name] = self._functions[name].get_concrete_function(*handed)
        except NotCompiledError as error:
            self._ready = {name: function.python_function for name, function in self._functions.items()}
            result = self._ready[name](*handed)
            print(f"{error} Until then this ascent runs uncompiled, which takes longer.")
            return result
        return self._ready[name](*handed)


def _compile(parts):
    """The functions of a step, compiled."""
    compile_ = functools.partial(tf.function, reduce_retracing=parts.can_be_shared, autograph=False)
    return {name: compile_(function) for name, function in _functions(parts).items()}


_compile_once = functools.lru_cache(maxsize=8)(_compile)


def _functions(parts):
    """The functions of a step: `climb` gives the gradient, `move` goes along it, `look` does neither.

    All of them take parameters, the numbers from which transforms draw, weights of the regularizers, and what the
    objective asks to be handed.
    """
    evaluate, project = parts.objective.evaluator(), parts.parametrization.project
    to_images = parts.parametrization.to_images
    names = [None, *map(name_of, parts.regularizers)]

    def measure(images, draw, weights, arguments):
        """The terms of images, signed and weighted, what is climbed of each, and which readings sleep."""
        seen = images
        for index, transform in enumerate(parts.transforms):
            if isinstance(transform, Transform):
                transform = functools.partial(transform, seed=tf.random.experimental.stateless_fold_in(draw, index))
            seen = changed_images(transform, seen)
        scores, climbed, asleep = evaluate(seen, *arguments)
        penalties = []
        for index, function in enumerate(parts.regularizers):
            penalties.append(-weights[index] * numbers(function, images))
        return tf.stack([scores, *penalties]), [climbed, *penalties], asleep

    def climb(parameters, draw, weights, arguments):
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(parameters)
            images = to_images(parameters)
            terms, climbed, asleep = measure(images, draw, weights, arguments)
        gradients = [_gradient(tape, one, images) for one in climbed]
        for name, gradient in zip(names, gradients, strict=True):
            if gradient is None:
                raise ValueError(_without_gradient(parts, name))
        still = tf.reduce_all(gradients[0] == 0, axis=tuple(range(1, len(images.shape))))
        gradient = tape.gradient(images, parameters, output_gradients=tf.add_n(gradients))
        return gradient, terms, tf.concat([asleep, [still]], axis=0)

    def move(parameters, step_size, draw, weights, arguments):
        gradient, terms, asleep = climb(parameters, draw, weights, arguments)
        moved = project(parameters + step_size * normalize(gradient))
        return moved, _finite(moved, terms), terms, asleep

    def look(parameters, draw, weights, arguments):
        """The terms of parameters, which readings sleep; the images, their scores in 8 bits, which sleep then."""
        images = to_images(parameters)
        terms, _, asleep = measure(images, draw, weights, arguments)
        scores, _, asleep_at_last = evaluate(tf.round(images * 255) / 255, *arguments)
        unseen = tf.ones((1, tf.shape(images)[0]), bool)
        return terms, tf.concat([asleep, unseen], 0), images, scores, tf.concat([asleep_at_last, unseen], 0)

    return {"climb": climb, "move": move, "look": look}


def _gradient(tape, climbed, images):
    """A gradient, or None, also where an operation of TensorFlow has none."""
    with contextlib.suppress(LookupError):
        return tape.gradient(climbed, images)
    return None


def _without_gradient(parts, name):
    """What is said where there is no gradient by the images, of a penalty by its name, of None for the objective."""
    if name is None and isinstance(parts.objective, Objective):
        models = " and ".join(dict.fromkeys(reading.model.name for reading in parts.objective.readings))
        foreign = " or a transform" if parts.transforms else ""
        return (
            f"What is read of {models} has no gradient by the images: something within the net{foreign} has none, such "
            "as rounding, argmax, stop_gradient, or a function of NumPy. An earlier layer may have one."
        )
    return f"{name or 'The objective, or a transform,'} has no gradient by the images: {GRADIENT}"


def _finite(*values):
    """Is every number of these finite?"""
    return tf.reduce_all([tf.reduce_all(tf.math.is_finite(one)) for one in values])
