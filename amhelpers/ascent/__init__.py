"""The ascent: objective, images to start from -> images that score higher.

    images = am.images.noise(10, size=28, channels=1)
    result = am.ascend(am.objectives.logit(model, range(10)), images, steps=200, step_size=0.05)

The step is compiled, once for all targets of a layer; the loop is Python.
"""

import sys
from dataclasses import dataclass, field

import numpy as np
import tensorflow as tf
from tqdm import tqdm

from amhelpers.ascent import arguments as settings
from amhelpers.ascent.step import NotCompiledError, compile_steps, optimized, scores_of, taken_apart
from amhelpers.describe import describe
from amhelpers.images import Pixels, checked
from amhelpers.objectives import check_size

__all__ = ["Ascent", "NonFiniteError", "ascend"]


@dataclass(frozen=True, eq=False)
class Ascent:
    """What an ascent reached, and how.

    Attributes:
        images: (batch, height, width, channels) in [0, 1].
        terms: name -> (steps + 1, batch), the score and each penalty, signed and weighted.
        final_scores: (batch,), the objective on `images` rounded to 8 bits, without transforms.
        frames: (frames, batch, height, width, channels), the images every `record_every` steps, or None.
        dead: (batch,), True where a filter that was to be raised was not active at any step.
        scores: (steps + 1, batch), the objective on the images that each step saw, transforms included.
        total: (steps + 1, batch), the sum of the terms, which the ascent climbs.
    """

    images: np.ndarray
    terms: dict = field(repr=False)
    final_scores: np.ndarray
    frames: np.ndarray | None = field(repr=False)
    dead: np.ndarray

    @property
    def scores(self):
        """The objective, (steps + 1, batch)."""
        return self.terms["objective"]

    @property
    def total(self):
        """The sum of the terms, (steps + 1, batch)."""
        return np.sum(list(self.terms.values()), axis=0)


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
    parametrization = start if settings.is_parametrization(start) else Pixels(start)
    to_images, project = parametrization.to_images, parametrization.project
    sizes = settings.step_sizes(step_size, steps)
    steps = int(steps)
    regularizers, transforms = settings.regularizers(regularizers), settings.transforms(transforms)
    settings.check_rest(optimizer, seed, record_every)
    functions = tuple(function for _, function in regularizers)
    names = ["objective", *settings.names(functions)]

    parameters = good = tf.constant(parametrization.start, tf.float32)
    images = to_images(parameters)
    checked(images)
    check_size(objective, images.shape)
    score, targets = taken_apart(objective, images)
    arguments = (*targets, tf.constant([weight for weight, _ in regularizers], tf.float32))
    tf.random.set_seed(int(seed))
    compiled = compile_steps(score, functions, transforms, parametrization, seed)

    def stepping(climb, move):
        """The function that makes a step."""
        return move if optimizer is None else optimized(climb, optimizer, parameters, project)

    move = stepping(*compiled)

    def measured(step):
        """Make a step from `parameters`: where it leads, and (terms, sleeping readings) before it."""
        nonlocal move
        given = parameters, tf.constant(sizes[min(step, steps - 1)], tf.float32), *arguments
        try:
            moved, terms, asleep = move(*given)
        except NotCompiledError as error:
            move = stepping(*(function.python_function for function in compiled))
            moved, terms, asleep = move(*given)
            print(f"{error} Until then this ascent runs uncompiled, which takes longer.")
        if not np.isfinite(terms).all():
            raise NonFiniteError(_explain("a value", step, steps, names, terms.numpy()), to_images(good).numpy())
        return moved, (terms.numpy(), asleep.numpy())

    history, frames, done = [], [], 0
    try:
        for step in tqdm(range(steps), "ascent", leave=False, disable=not progress, file=sys.stdout):
            if record_every and step % record_every == 0:
                frames.append(to_images(parameters).numpy())
            moved, seen = measured(step)
            if not np.isfinite(moved).all():
                what = _explain("a gradient", step, steps, names, seen[0])
                raise NonFiniteError(what, to_images(parameters).numpy())
            history.append(seen)
            done, good, parameters = step + 1, parameters, moved
    except KeyboardInterrupt:
        if not done:
            raise
        print(f"Interrupted: these are the images after {done} of {steps} steps.")
    history[done:] = [measured(done)[1]]
    if record_every and done % record_every == 0:
        frames.append(to_images(parameters).numpy())
    terms, asleep = (np.stack(part) for part in zip(*history, strict=True))
    images = to_images(parameters).numpy()
    final_scores, _, asleep_at_the_end = scores_of(score, tf.constant(np.round(images * 255) / 255), *targets)
    return Ascent(
        images,
        dict(zip(names, np.moveaxis(terms, 1, 0), strict=True)),
        final_scores.numpy(),
        np.stack(frames) if frames else None,
        (asleep.all(axis=0) & asleep_at_the_end.numpy()).any(axis=0),
    )


def _explain(what, step, steps, names, terms):
    """What is said of a step that met NaN or infinity."""
    listed = " ".join(f"{name}: {describe(values)}." for name, values in zip(names, terms, strict=True))
    return (
        f"Step {step} of {steps} met {what} that is not finite. {listed} The last images at which all was finite are "
        "in this error's `images`. Is the step too large, or a weight?"
    )
