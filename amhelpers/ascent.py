"""The ascent: objective, images to start from -> images that score higher.

    images = am.images.noise(10, size=28, channels=1)
    result = am.ascend(am.objectives.logit(model, range(10)), images, steps=200, step_size=0.05)

The step is compiled, once for all targets of a layer; the loop is Python.
"""

import functools
import sys
from dataclasses import dataclass, field

import numpy as np
import tensorflow as tf
from tqdm import tqdm

from amhelpers.description import describe
from amhelpers.images import Pixels
from amhelpers.objectives import Objective

__all__ = ["Ascent", "NonFiniteError", "ascend"]


@dataclass(frozen=True)
class Ascent:
    """What an ascent reached, and how.

    Attributes:
        images: (batch, height, width, channels) in [0, 1].
        scores: (steps + 1, batch), the objective on the images that each step saw, transforms included.
        terms: name -> (steps + 1, batch), the score and each penalty, signed and weighted.
        total: (steps + 1, batch), the sum of the terms, which the ascent climbs.
        final_scores: (batch,), the objective on `images` rounded to 8 bits, without transforms.
        frames: (frames, batch, height, width, channels), the images every `record_every` steps, or None.
        dead: (batch,), True where the objective was not active at any step.
    """

    images: np.ndarray
    terms: dict = field(repr=False)
    final_scores: np.ndarray
    frames: np.ndarray | None = field(repr=False)

    @property
    def scores(self):
        """The objective, (steps + 1, batch)."""
        return self.terms["objective"]

    @property
    def total(self):
        """The sum of the terms, (steps + 1, batch)."""
        return np.sum(list(self.terms.values()), axis=0)

    @property
    def dead(self):
        """True where the objective was zero at every step, (batch,)."""
        return (self.scores == 0).all(axis=0) & (self.final_scores == 0)


class NonFiniteError(ArithmeticError):
    """An ascent met NaN or infinity; `images` are the last good ones."""

    def __init__(self, message, images):
        """Keep the images beside the message."""
        super().__init__(message)
        self.images = images


def ascend(
    objective,
    start,
    *,
    steps,
    step_size=0.05,
    regularizers=(),
    transforms=(),
    optimizer=None,
    seed=0,
    record_every=0,
    progress=True,
):
    """Change images, step by step, so that their scores rise.

    Args:
        objective: a function images -> scores (batch,), or one of `amhelpers.objectives`.
        start: images (batch, height, width, channels) in [0, 1], or a parametrization such as `images.Pixels`.
        steps: how many.
        step_size: a step is each image's gradient, divided by its own root mean square, times this: 0.05 moves a pixel
            by 5 % of its range, root mean square. Or (first, last), falling geometrically from one to the other.
        regularizers: pairs (weight, function images -> penalties (batch,)).
        transforms: functions images -> images, applied one after the other before the objective sees the images.
        optimizer: a Keras optimizer, whose settings make the step instead; yours is not changed.
        seed: of what is random in the transforms (it sets TensorFlow's global seed).
        record_every: keep the images after every so many steps, and those of the start; 0 for none.
        progress: show a bar?

    Returns:
        An `Ascent`. When you interrupt it, that of the steps so far.

    Raises:
        ValueError: an argument is not what it must be.
        NonFiniteError: a score or an image is no longer finite.
    """
    parametrization = start if hasattr(start, "to_images") else Pixels(_checked(start))
    sizes = _step_sizes(step_size, steps)
    parameters = tf.constant(parametrization.start)
    regularizers = list(regularizers)
    functions = tuple(function for _, function in regularizers)
    score, arguments = _taken_apart(objective, parameters.shape[0])
    _check_size(objective, parametrization.to_images(parameters).shape)
    arguments += (tf.constant([weight for weight, _ in regularizers], tf.float32),)
    tf.random.set_seed(seed)
    drawn = seed if transforms or callable(score) else None
    to_images, project = parametrization.to_images, parametrization.project
    transforms = tuple(transforms)
    # What others wrote may depend on names that change between two calls: it is compiled anew each time.
    own = not callable(score) and all(part.__module__.startswith("amhelpers.") for part in (*functions, *transforms))
    climb, move = (_compile if own else _compile.__wrapped__)(score, functions, transforms, to_images, project, drawn)
    if optimizer is not None:
        move = _optimized(climb, optimizer, parameters, project)
    names = ["objective", *_names(functions)]
    history, frames = [], []
    try:
        for step in tqdm(range(steps + 1), "ascent", leave=False, disable=not progress, file=sys.stdout):
            if record_every and step % record_every == 0:
                frames.append(to_images(parameters).numpy())
            moved, terms = move(parameters, tf.constant(sizes[min(step, steps - 1)], tf.float32), *arguments)
            if not (np.isfinite(terms).all() and np.isfinite(moved).all()):
                raise NonFiniteError(
                    f"Step {step} of {steps} met a value that is not finite. {_list_terms(names, terms.numpy())} The "
                    "images before it are in this error's `images`. Is the step too large, or a weight?",
                    to_images(parameters).numpy(),
                )
            history.append(terms.numpy())
            if step < steps:  # the last one only measures
                parameters = moved
    except KeyboardInterrupt:
        if not history:
            raise
        print(f"Interrupted: these are the images after {len(history)} of {steps} steps.")
    images = to_images(parameters).numpy()
    final_scores = np.asarray(objective(tf.constant(np.round(images * 255) / 255, tf.float32)))
    terms = dict(zip(names, np.stack(history, axis=1), strict=True))
    return Ascent(images, terms, final_scores, np.stack(frames) if frames else None)


def normalize(gradient):
    """Each image's gradient divided by its own root mean square; zero stays zero."""
    axes = tuple(range(1, len(gradient.shape)))
    size = tf.sqrt(tf.reduce_mean(tf.square(gradient), axis=axes, keepdims=True))
    return gradient / tf.where(size > 0, size, 1.0)


@functools.lru_cache(maxsize=16)
def _compile(score, regularizers, transforms, to_images, project, seed):
    """The compiled functions of an ascent: `climb`, gradient and terms, and `move`, a step up and the terms.

    They belong to one `seed`, because TensorFlow fixes the seeds of random operations when it traces a function.
    """

    def climb(parameters, factors, targets, weights):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            images = to_images(parameters)
            seen = functools.reduce(lambda result, transform: transform(result), transforms, images)
            scores, climbed = _scores(score, seen, factors, targets)
            penalties = [-weights[index] * regularizer(images) for index, regularizer in enumerate(regularizers)]
            total = tf.add_n([climbed, *penalties])
        gradient = tape.gradient(total, parameters)
        if gradient is None:
            raise ValueError(
                "The objective has no gradient by the images: something in it leaves TensorFlow, such as NumPy, "
                ".numpy() or model.predict(). Use tf functions, and call model(images)."
            )
        return gradient, tf.stack([scores, *penalties])

    def move(parameters, step_size, *arguments):
        gradient, terms = climb(parameters, *arguments)
        return project(parameters + step_size * normalize(gradient)), terms

    compiled = functools.partial(tf.function, reduce_retracing=True, autograph=False)
    return compiled(climb), compiled(move)


def _optimized(climb, optimizer, parameters, project):
    """The step of a Keras optimizer, in the form of `move`; a copy of it is used, and its own learning rate."""
    optimizer = type(optimizer).from_config(optimizer.get_config())
    variable = tf.Variable(parameters)
    optimizer.build([variable])

    def move(parameters, step_size, *arguments):
        gradient, terms = climb(parameters, *arguments)
        variable.assign(parameters)
        optimizer.apply([-gradient], [variable])
        return project(tf.identity(variable)), terms

    return move


def _taken_apart(objective, batch):
    """An objective as what is compiled, and what is handed to it: (factors, targets)."""
    if isinstance(objective, Objective):
        targets = tuple(tf.constant(target) for target in objective.targets_for(batch))
        return objective.readings, (tf.constant(objective.weights, tf.float32), targets)
    if callable(objective):
        return objective, (tf.ones(1), ())
    raise ValueError(f"An objective is a function images -> scores (batch,). Received {describe(objective)}.")


def _scores(score, images, factors, targets):
    """The scores of images, and what is climbed where a score is zero because its filter sleeps."""
    if callable(score):
        scores = climbed = tf.convert_to_tensor(score(images))
    else:
        pairs = [reading(images, target) for reading, target in zip(score, targets, strict=True)]
        scores, climbed = (tf.tensordot(factors, tf.stack(part), axes=1) for part in zip(*pairs, strict=True))
    if len(scores.shape) != 1:
        raise ValueError(
            "An objective gives one number for each image: expected scores of shape (batch,), received shape "
            f"{scores.shape}. Reduce over height, width and channels, and keep the batch."
        )
    return scores, climbed


def _checked(start):
    """The images to start from, or an error that says what is wrong with them."""
    images = np.asarray(start)
    if images.ndim != 4 or not images.size:
        raise ValueError(f"An ascent starts from images (batch, height, width, channels). Received {describe(start)}.")
    if images.dtype.kind != "f" or not np.isfinite(images).all() or images.min() < 0 or images.max() > 1:
        raise ValueError(f"An ascent starts from finite floats in [0, 1]. Received {describe(start)}.")
    return images


def _check_size(objective, received):
    """Refuse images of another size than the models of an objective take, where these take one size only."""
    for reading in getattr(objective, "readings", ()):
        expected = reading.model.inputs[0].shape
        if any(one not in (None, other) for one, other in zip(expected, received, strict=True)):
            raise ValueError(f"{reading.model.name} takes images of shape {expected}. Received {tuple(received)}.")


def _step_sizes(step_size, steps):
    """The size of every step."""
    if isinstance(steps, bool) or not isinstance(steps, int | np.integer) or steps < 1:
        raise ValueError(f"steps is a whole number, at least 1. Received {steps!r}.")
    ends = np.atleast_1d(np.asarray(step_size, float))
    if ends.shape not in ((1,), (2,)) or not (np.isfinite(ends).all() and (ends > 0).all()):
        raise ValueError(f"step_size is a positive number, or two, (first, last). Received {step_size!r}.")
    return np.geomspace(ends[0], ends[-1], steps)


def _names(functions):
    """A name for each regularizer, numbered where two have the same."""
    names = [getattr(function, "__name__", type(function).__name__) for function in functions]
    return [
        f"{name} {names[:index].count(name) + 1}" if names.count(name) > 1 else name for index, name in enumerate(names)
    ]


def _list_terms(names, terms):
    return " ".join(f"{name}: {describe(values)}." for name, values in zip(names, terms, strict=True))
