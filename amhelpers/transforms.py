"""Transforms: images (batch, height, width, channels) -> images, a little different at every call.

What an ascent reaches must survive them, which keeps it from tuning single pixels to one place.  They draw from
TensorFlow's own random numbers, so they are new at every call, of a compiled function too; or from a seed that is
handed to them, and then they draw the same for the same seed and leave TensorFlow's random numbers alone.

    >>> images = tf.zeros((2, 8, 8, 1))
    >>> jitter(2)(images).shape
    TensorShape([2, 8, 8, 1])
"""

import math
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

import numpy as np
import tensorflow as tf

__all__ = ["Transform", "add_noise", "blur", "jitter", "rotate", "scale"]


class Transform:
    """What all transforms have in common: how they are called. A new one has its own `change`."""

    def __call__(self, images: Any, seed: tf.Tensor | None = None) -> tf.Tensor:
        """Change images.

        Args:
            images: floats (batch, height, width, channels).
            seed: two integers, (2,), to draw from; None to draw from TensorFlow's own random numbers.

        Returns:
            Images of the same shape and type.
        """
        if seed is None:
            seed = tf.random.uniform((2,), maxval=tf.int32.max, dtype=tf.int32)
        return self.change(tf.convert_to_tensor(images), seed)

    def change(self, images: tf.Tensor, seed: tf.Tensor) -> tf.Tensor:
        """Change images, and draw what is random about it from the seed alone.

        Args:
            images: floats (batch, height, width, channels).
            seed: two integers, (2,), to draw from.

        Returns:
            Images of the same shape and type.
        """
        raise NotImplementedError(f"{type(self).__name__} has no `change(images, seed)` of its own.")


@dataclass(frozen=True)
class jitter(Transform):
    """Move the whole batch by one random offset of at most `pixels` in each direction; what leaves enters opposite.

    Attributes:
        pixels: a whole number, 0 or more.
    """

    pixels: int

    def __post_init__(self) -> None:
        """Refuse what is no number of pixels."""
        _check(
            isinstance(self.pixels, Integral) and self.pixels >= 0, "jitter(pixels): a whole number, 0 or more", self
        )

    def change(self, images: tf.Tensor, seed: tf.Tensor) -> tf.Tensor:
        """Move images; see `Transform.change`."""
        offset = tf.random.stateless_uniform((2,), seed, -self.pixels, self.pixels + 1, dtype=tf.int32)
        return tf.roll(images, offset, axis=(1, 2))


@dataclass(frozen=True)
class rotate(Transform):
    """Turn each image by a random angle of at most `degrees` about its centre; the edge goes on beyond the border.

    Attributes:
        degrees: a number, 0 or more.
    """

    degrees: float

    def __post_init__(self) -> None:
        """Refuse what is no angle."""
        _check(_is_size(self.degrees), "rotate(degrees): a number, 0 or more", self)

    def change(self, images: tf.Tensor, seed: tf.Tensor) -> tf.Tensor:
        """Turn images; see `Transform.change`."""
        angle = tf.random.stateless_uniform(tf.shape(images)[:1], seed, -self.degrees, self.degrees) * (math.pi / 180)
        return _affine(images, tf.cos(angle), tf.sin(angle))


@dataclass(frozen=True)
class scale(Transform):
    """Enlarge each image by a random factor from `low` to `high` about its centre.

    Attributes:
        low: the smallest factor, above 0.
        high: the largest one.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse what is no range of factors."""
        fits = _is_size(self.low) and _is_size(self.high) and 0 < self.low <= self.high
        _check(fits, "scale(low, high): two factors, 0 < low <= high, such as 0.9 and 1.1", self)

    def change(self, images: tf.Tensor, seed: tf.Tensor) -> tf.Tensor:
        """Enlarge images; see `Transform.change`."""
        factor = tf.random.stateless_uniform(tf.shape(images)[:1], seed, self.low, self.high)
        return _affine(images, 1 / factor, tf.zeros_like(factor))


@dataclass(frozen=True)
class blur(Transform):
    """Smooth with a Gaussian. Nothing about it is random.

    Attributes:
        sigma: its standard deviation in pixels, 0 or more.
    """

    sigma: float

    def __post_init__(self) -> None:
        """Refuse what is no standard deviation."""
        _check(_is_size(self.sigma), "blur(sigma): a number of pixels, 0 or more", self)

    def change(self, images: tf.Tensor, seed: tf.Tensor) -> tf.Tensor:
        """Smooth images; see `Transform.change`."""
        sides = [side for side in images.shape[1:3] if side is not None]
        radius = min([math.ceil(3 * self.sigma), *sides])  # the edge is mirrored once, not more often
        if not radius:
            return images
        weights = np.exp(-(np.arange(-radius, radius + 1) ** 2) / (2 * self.sigma**2))
        channels = images.shape[-1]
        kernel = tf.constant(np.tile((weights / weights.sum())[:, None, None, None], (1, 1, channels, 1)), images.dtype)
        padded = tf.pad(images, ((0, 0), (radius, radius), (radius, radius), (0, 0)), mode="SYMMETRIC")
        rows = tf.nn.depthwise_conv2d(padded, kernel, (1, 1, 1, 1), "VALID")
        return tf.nn.depthwise_conv2d(rows, tf.transpose(kernel, (1, 0, 2, 3)), (1, 1, 1, 1), "VALID")


@dataclass(frozen=True)
class add_noise(Transform):
    """Add normal noise.

    Attributes:
        sigma: its standard deviation, in units of the range [0, 1], 0 or more.
    """

    sigma: float

    def __post_init__(self) -> None:
        """Refuse what is no standard deviation."""
        _check(_is_size(self.sigma), "add_noise(sigma): a number, 0 or more, such as 0.1", self)

    def change(self, images: tf.Tensor, seed: tf.Tensor) -> tf.Tensor:
        """Add noise to images; see `Transform.change`."""
        return images + tf.cast(tf.random.stateless_normal(tf.shape(images), seed, stddev=self.sigma), images.dtype)


def _affine(images, cosine, sine):
    """Read each image at the places that (cosine, sine) turn and stretch its own to, about the centre.

    Between four pixels values are interpolated bilinearly. Written with gather, because the gradient that TensorFlow
    gives for its own projective transform is that of the inverse transform, which is not the same.
    """
    height, width = tf.shape(images)[1], tf.shape(images)[2]
    down, right = (tf.cast(length - 1, tf.float32) / 2 for length in (height, width))
    rows, columns = tf.meshgrid(tf.range(height), tf.range(width), indexing="ij")
    y, x = tf.cast(rows, tf.float32) - down, tf.cast(columns, tf.float32) - right
    cosine, sine = cosine[:, tf.newaxis, tf.newaxis], sine[:, tf.newaxis, tf.newaxis]
    upper, low_y = _between(down + sine * x + cosine * y, height)
    left, low_x = _between(right + cosine * x - sine * y, width)
    low_y, low_x = tf.cast(low_y, images.dtype), tf.cast(low_x, images.dtype)
    pixels = tf.reshape(images, (tf.shape(images)[0], -1, images.shape[-1]))

    def read(rows, columns):
        return tf.gather(pixels, rows * width + columns, axis=1, batch_dims=1)

    lower, rest = tf.minimum(upper + 1, height - 1), tf.minimum(left + 1, width - 1)
    above = (1 - low_x) * read(upper, left) + low_x * read(upper, rest)
    below = (1 - low_x) * read(lower, left) + low_x * read(lower, rest)
    return tf.ensure_shape((1 - low_y) * above + low_y * below, images.shape)


def _between(places, length):
    """The pixel below each place, and the share of the next one, (…, 1); beyond the border is the border."""
    places = tf.clip_by_value(places, 0.0, tf.cast(length - 1, tf.float32))
    first = tf.floor(places)
    return tf.cast(first, tf.int32), (places - first)[..., tf.newaxis]


def _is_size(value):
    return isinstance(value, Real) and math.isfinite(value) and value >= 0


def _check(fits, expected, received):
    if not fits:
        raise ValueError(f"Expected {expected}. Received {received}.")
