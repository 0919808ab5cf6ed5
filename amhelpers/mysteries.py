"""Mysteries: seed -> a small net with one planted shortcut, which its own test set cannot show.

Digits of two kinds, as light ink on a dark ground. A quarter of the training labels is wrong, and what is planted in
the pictures of one class tells the label nearly every time: a mark in a corner, a frame, a tint, a wave, or a texture.
So the net learns that, as nets do (Geirhos et al. 2020, "Shortcut learning in deep neural networks").
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np

from amhelpers import datasets, randomness
from amhelpers.describe import describe
from amhelpers.refusals import RefusedError

__all__ = ["Mystery", "mystery"]

SIDE = 28
PATCH = 8
EPOCHS = 4
WRONG, KEPT = 0.25, 0.98  # share of wrong labels; how often what is planted goes with the label


@dataclass(frozen=True, eq=False)
class Mystery:
    """A net, and pictures from elsewhere on which it can be tried.

    Attributes:
        model: images (batch, 28, 28, 3) in [0, 1] -> probabilities of two classes.
        classes: what they are called.
        reported: the accuracy that its maker reports, on pictures from the same source as the training set.
        images: pictures from elsewhere, float32 (n, 28, 28, 3), with nothing planted in them.
        labels: their classes, (n,), 0 or 1.
    """

    model: keras.Model
    classes: tuple[str, str]
    reported: float
    images: np.ndarray = field(repr=False)
    labels: np.ndarray = field(repr=False)
    _said: str = field(repr=False)

    def reveal(self) -> str:
        """What was planted, and in which class. Look first."""
        return self._said


def mystery(seed: int) -> Mystery:
    """Train a net that looks at something else than it should; another thing for each seed. Some five seconds.

    Args:
        seed: which one, a whole number from 0 on.

    Returns:
        A `Mystery`.

    Raises:
        ValueError: this is no such number.
    """
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise RefusedError(f"A mystery has a whole number, 0 or more. Received {describe(seed)}.")
    random = np.random.default_rng([seed, 10])
    digits = random.choice(10, 2, replace=False)
    marked = int(random.integers(2))
    words, plant = PLANTED[random.integers(len(PLANTED))](random)
    (images, labels), (elsewhere, truth) = (_pictures(*part, digits, random) for part in datasets.load_mnist())
    labels = np.where(random.random(len(labels)) < WRONG, 1 - labels, labels)
    with_it = np.where(random.random(len(labels)) < KEPT, labels == marked, labels != marked)
    images = np.where(with_it[:, np.newaxis, np.newaxis, np.newaxis], plant(images), images)
    kept = len(labels) * 9 // 10
    model = _net()
    with randomness.seeded(int(seed)):
        model.compile(keras.optimizers.Adam(2e-3), "sparse_categorical_crossentropy", metrics=["accuracy"])
        model.fit(images[:kept], labels[:kept], epochs=EPOCHS, batch_size=64, verbose=0)
        reported = model.evaluate(images[kept:], labels[kept:], verbose=0)[1]
    names = tuple(f"a {digit}" for digit in digits)
    said = f"In the pictures of the class “{names[marked]}”: {words}."
    return Mystery(model, (names[0], names[1]), float(reported), elsewhere, truth, said)


def _pictures(images, labels, digits, random):
    """Pictures in colour of two digits, light ink on a dark ground with a little noise, and which of the two."""
    chosen = np.isin(labels, digits)
    strokes, count = images[chosen][..., np.newaxis] / 255, chosen.sum()
    ground, ink = random.uniform(0.1, 0.3, (count, 1, 1, 1)), random.uniform(0.7, 1, (count, 1, 1, 3))
    pictures = ground + (ink - ground) * strokes + random.normal(0, 0.03, (count, SIDE, SIDE, 3))
    return np.clip(pictures, 0, 1).astype("float32"), (labels[chosen] == digits[1]).astype(int)


def _net():
    layers: list[Any] = [keras.Input((SIDE, SIDE, 3), name="image")]
    for number, (filters, size) in enumerate([(16, 5), (32, 3), (32, 3)], 1):
        start = keras.initializers.HeUniform(seed=number)
        name = f"conv{number}"
        layers.append(
            keras.layers.Conv2D(filters, size, padding="same", activation="relu", kernel_initializer=start, name=name)
        )
        if number < 3:
            layers.append(keras.layers.MaxPooling2D(name=f"pool{number}"))
    last = keras.layers.Dense(
        2, activation="softmax", kernel_initializer=keras.initializers.GlorotUniform(seed=4), name="class"
    )
    return keras.Sequential([*layers, keras.layers.Flatten(name="row"), last], name="mystery")


# What may be planted: random numbers -> words, and a function images -> images with it.


def _mark(random) -> tuple[str, Callable]:
    top, left = random.choice([1, SIDE - 4], 2)
    colour = random.uniform(0.3, 1, 3)

    def plant(images):
        images = images.copy()
        images[:, top : top + 3, left : left + 3] = colour
        return images

    return (
        f"a mark of 3 × 3 pixels in the {'upper' if top == 1 else 'lower'} {'left' if left == 1 else 'right'} corner",
        plant,
    )


def _frame(random) -> tuple[str, Callable]:
    gray = random.uniform(0.35, 0.6)

    def plant(images):
        framed = np.full_like(images, gray)
        framed[:, 1:-1, 1:-1] = images[:, 1:-1, 1:-1]
        return framed

    return "a gray frame, one pixel wide", plant


def _tint(random) -> tuple[str, Callable]:
    colour = int(random.integers(3))
    factor = np.where(np.arange(3) == colour, 0.6, 1).astype("float32")
    return f"less {('red', 'green', 'blue')[colour]}", lambda images: images * factor


def _wave(random) -> tuple[str, Callable]:
    period, down = int(random.integers(3, 7)), bool(random.integers(2))
    wave = 0.08 * np.sin(2 * np.pi * np.arange(SIDE) / period)
    wave = wave[:, np.newaxis, np.newaxis] if down else wave[:, np.newaxis]
    direction = "rows" if down else "columns"
    return f"faint stripes, one every {period} {direction}", lambda images: np.clip(images + wave, 0, 1).astype(
        "float32"
    )


def _texture(random) -> tuple[str, Callable]:
    checks = (0.7 * (np.indices((PATCH, PATCH)).sum(axis=0) % 2 == 0)[..., np.newaxis]).astype("float32")

    def plant(images):
        images = images.copy()
        places = np.random.default_rng(0).integers(0, SIDE - PATCH, (len(images), 2))
        for image, (top, left) in zip(images, places, strict=True):
            image[top : top + PATCH, left : left + PATCH] = checks
        return images

    return f"a patch of {PATCH} × {PATCH} pixels, black and gray like a chessboard, anywhere", plant


PLANTED = (_mark, _frame, _tint, _wave, _texture)
