"""The ascent: objective, images to start from -> images that score higher.

A step is the one that you write in lesson 02, and `ascent.step` holds it:

    with tf.GradientTape() as tape:
        tape.watch(images)
        scores = objective(images)
    gradient = tape.gradient(scores, images)
    images = tf.clip_by_value(images + step_size * normalize(gradient), 0, 1)

What is added here: the step is compiled, once for all targets of a layer; transforms and penalties; every term on
record; filters that sleep are woken. The loop is Python, so that it can be watched and interrupted.

    images = am.images.noise(10, size=28, channels=1)
    result = am.ascend(am.objectives.logit(model, range(10)), images, steps=200, step_size=0.05)
"""

import contextlib
import html
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from tqdm import tqdm

from amhelpers import randomness
from amhelpers.ascent import arguments
from amhelpers.ascent.step import Step
from amhelpers.describe import describe
from amhelpers.images import as_parametrization, checked
from amhelpers.models.graph import check_images
from amhelpers.objectives.objective import as_objective

__all__ = ["Ascent", "NonFiniteError", "ascend"]


@dataclass(frozen=True, eq=False)
class Ascent:
    """What an ascent reached, and how.

    Attributes:
        images: (batch, height, width, channels) in [0, 1].
        terms: name -> (steps + 1, batch), the score and each penalty, signed and weighted.
        final_scores: (batch,), the objective on `images` rounded to 8 bits, without transforms.
        frames: (frames, batch, height, width, channels), the images every `record_every` steps, or None.
        dead: (batch,), True where a filter that was to be raised was not active at any step, or no gradient of the
            objective reached the image at any.
        scores: (steps + 1, batch), the objective on the images that each step saw, transforms included.
        total: (steps + 1, batch), the sum of the terms, which the ascent climbs.
    """

    images: np.ndarray
    terms: dict[str, np.ndarray] = field(repr=False)
    final_scores: np.ndarray
    frames: np.ndarray | None = field(repr=False)
    dead: np.ndarray

    @property
    def scores(self) -> np.ndarray:
        """The objective, (steps + 1, batch)."""
        return self.terms["objective"]

    @property
    def total(self) -> np.ndarray:
        """The sum of the terms, (steps + 1, batch)."""
        return np.sum(list(self.terms.values()), axis=0)

    def __repr__(self) -> str:
        """One line: how many images and steps, where the scores began and ended, what stayed dead."""
        steps, count = len(self.scores) - 1, len(self.images)
        ends = f"scores {describe(self.scores[0])} at first, {describe(self.final_scores)} in the end"
        return f"Ascent: {count} images {self.images.shape[1:]}, {steps} steps, {ends}, {self.dead.sum()} dead"

    def _repr_html_(self) -> str | None:
        """The images with their scores, and the line: what a notebook shows; None for what are no images."""
        from amhelpers.plotting import ascent_html  # not before it is looked at: Matplotlib takes its time

        try:
            return f"<div>{ascent_html(self)}</div><p>{html.escape(repr(self))}</p>"
        except ValueError:  # of four channels, for instance
            return None


class NonFiniteError(ArithmeticError):
    """An ascent met NaN or infinity; `images` are the last good ones."""

    def __init__(self, message: str, images: np.ndarray) -> None:
        """Keep the images beside the message."""
        super().__init__(message)
        self.images = images


def ascend(
    objective: Callable,
    start: Any,
    *,
    steps: int,
    step_size: float | tuple[float, float] = 0.05,
    regularizers: Sequence[tuple[float, Callable]] = (),
    transforms: Sequence[Callable] = (),
    optimizer: keras.optimizers.Optimizer | None = None,
    seed: int = 0,
    record_every: int = 0,
    progress: bool = True,
) -> Ascent:
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
        seed: of what is random in the transforms; TensorFlow's own random numbers are left as they are.
        record_every: keep the images after every so many steps, and those of the start; 0 for none.
        progress: show a bar?

    Returns:
        An `Ascent`. When you interrupt it, that of the steps so far.

    Raises:
        ValueError: an argument is not what it must be.
        NonFiniteError: a score or an image is no longer finite.
    """
    sizes, regularizers, names = arguments.checked(
        steps, step_size, regularizers, transforms, optimizer, seed, record_every
    )
    parametrization = as_parametrization(start)
    parameters = tf.constant(parametrization.start, tf.float32)
    first = parametrization.to_images(parameters)
    checked(first, "An ascent")
    climbed = as_objective(objective)
    handed, shared = climbed.arguments(first), climbed.shared
    for reading in getattr(climbed, "readings", ()):
        check_images(reading.model, first.shape)
    step = Step(climbed, shared, handed, regularizers, transforms, parametrization, optimizer, seed)

    seen, frames = [], {}
    reached = 0, parameters, parameters  # steps made, what they led to, and what was there before the last of them
    with randomness.seeded(seed) if step.foreign else contextlib.nullcontext():
        try:
            for number in tqdm(range(len(sizes)), "ascent", leave=False, disable=not progress, file=sys.stdout):
                if record_every and number % record_every == 0:
                    frames[number] = parametrization.to_images(parameters)
                moved, finite, *measured = step(parameters, sizes[number], number)
                if not finite:
                    raise _not_finite(number, len(sizes), names, measured[0], parametrization, reached)
                seen.append(measured)
                reached = number + 1, moved, parameters
                parameters = moved
        except KeyboardInterrupt:
            if not reached[0]:
                raise
            print(f"Interrupted: these are the images after {reached[0]} of {len(sizes)} steps.")
        done, parameters, _ = reached
        terms, asleep, images, final_scores, asleep_at_last = step.look(parameters, done)
    if not np.isfinite(terms).all():
        raise _not_finite(done, len(sizes), names, terms, parametrization, reached)
    if record_every and done % record_every == 0:
        frames[done] = images
    terms, asleep = map(np.stack, zip(*seen[:done], (terms, asleep), strict=True))
    asleep = asleep.all(axis=0) & asleep_at_last.numpy()
    if asleep[-1].any():
        asleep[-1] &= ~climbed.satisfied(images.numpy())
    never: Any = asleep[-1]
    if never.any():
        print(
            f"No gradient reached {never.sum()} of {len(never)} images at any step: what the objective reads is flat "
            "there, behind units that are all off, for instance. Begin with other images, or read an earlier layer."
        )
    return Ascent(
        images.numpy(),
        dict(zip(names, np.moveaxis(terms, 1, 0), strict=True)),
        final_scores.numpy(),
        np.stack([frames[number] for number in sorted(frames)]) if frames else None,
        asleep.any(axis=0),
    )


def _not_finite(number, steps, names, terms, parametrization, reached):
    """The error of a step that met NaN or infinity, with the last images at which all was finite."""
    terms = np.asarray(terms)
    value = not np.isfinite(terms).all()
    listed = " ".join(f"{name}: {describe(values)}." for name, values in zip(names, terms, strict=True))
    message = (
        f"Step {number} of {steps} met a {'value' if value else 'gradient'} that is not finite. {listed} The last "
        "images at which all was finite are in this error's `images`. Is the step too large, or a weight?"
    )
    return NonFiniteError(message, parametrization.to_images(reached[2 if value else 1]).numpy())
