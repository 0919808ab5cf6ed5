"""Transforms: images (batch, height, width, channels) -> images, a little different at every call.

What an ascent reaches must survive them, which keeps it from tuning single pixels to one place.  They draw with
`tf.random`, so they are new at every step of a compiled function too, and the same again after `tf.random.set_seed`.
"""

import math
from dataclasses import dataclass

import numpy as np
import tensorflow as tf

__all__ = ["add_noise", "blur", "jitter", "rotate", "scale"]


@dataclass(frozen=True)
class jitter:
    """Move the whole batch by one random offset of at most `pixels` in each direction; what leaves enters opposite."""

    pixels: int

    def __call__(self, images):
        """Move images."""
        offset = tf.random.uniform((2,), -self.pixels, self.pixels + 1, dtype=tf.int32)
        return tf.roll(images, offset, axis=(1, 2))


@dataclass(frozen=True)
class rotate:
    """Turn each image by a random angle of at most `degrees` about its centre; the edge goes on beyond the border."""

    degrees: float

    def __call__(self, images):
        """Turn images."""
        angle = tf.random.uniform((tf.shape(images)[0],), -self.degrees, self.degrees) * (math.pi / 180)
        return _affine(images, tf.cos(angle), tf.sin(angle))


@dataclass(frozen=True)
class scale:
    """Enlarge each image by a random factor from `low` to `high` about its centre."""

    low: float
    high: float

    def __call__(self, images):
        """Enlarge images."""
        factor = tf.random.uniform((tf.shape(images)[0],), self.low, self.high)
        return _affine(images, 1 / factor, tf.zeros_like(factor))


@dataclass(frozen=True)
class blur:
    """Smooth with a Gaussian of standard deviation `sigma`, in pixels. Nothing about it is random."""

    sigma: float

    def __call__(self, images):
        """Smooth images."""
        radius = max(1, math.ceil(3 * self.sigma))
        weights = np.exp(-(np.arange(-radius, radius + 1) ** 2) / (2 * self.sigma**2))
        channels = images.shape[-1]
        kernel = tf.constant(np.tile((weights / weights.sum())[:, None, None, None], (1, 1, channels, 1)), images.dtype)
        padded = tf.pad(images, ((0, 0), (radius, radius), (radius, radius), (0, 0)), mode="SYMMETRIC")
        rows = tf.nn.depthwise_conv2d(padded, kernel, (1, 1, 1, 1), "VALID")
        return tf.nn.depthwise_conv2d(rows, tf.transpose(kernel, (1, 0, 2, 3)), (1, 1, 1, 1), "VALID")


@dataclass(frozen=True)
class add_noise:
    """Add normal noise of standard deviation `sigma`, in units of the range [0, 1]."""

    sigma: float

    def __call__(self, images):
        """Add noise to images."""
        return images + tf.random.normal(tf.shape(images), stddev=self.sigma)


def _affine(images, cosine, sine):
    """Read each image at the places that (cosine, sine) turn and stretch its own to, about the centre."""
    rows, columns = (tf.cast(length, tf.float32) - 1 for length in (tf.shape(images)[1], tf.shape(images)[2]))
    zeros = tf.zeros_like(cosine)
    right = columns / 2 - cosine * columns / 2 + sine * rows / 2
    down = rows / 2 - sine * columns / 2 - cosine * rows / 2
    return tf.raw_ops.ImageProjectiveTransformV3(
        images=images,
        transforms=tf.stack([cosine, -sine, right, sine, cosine, down, zeros, zeros], axis=1),
        output_shape=tf.shape(images)[1:3],
        interpolation="BILINEAR",
        fill_mode="NEAREST",
        fill_value=0.0,
    )
