"""Images to start from: size -> images (batch, height, width, channels), float32 in [0, 1]; and what is optimised.

A parametrization has `start`, the parameters to begin with, (batch, …); `to_images`, parameters -> images; and
`project`, which brings parameters back to where they mean an image. Those of this module have a `geometry` besides,
which says how images are made of parameters: where two of them are equal, what is compiled for one serves the other.
"""

import hashlib
from typing import Any

import numpy as np

from amhelpers.describe import describe

__all__ = ["Fourier", "Pixels", "Principal", "as_parametrization", "checked", "noise", "rounded_digits"]

# Columns: directions in RGB in which the colours of ImageNet's pictures vary independently, scaled by how much
# (the square root of their covariance, as the code of Olah et al. has it), brightness first.
COLOURS = np.array([[0.26, 0.09, 0.02], [0.27, 0.00, -0.05], [0.27, -0.09, 0.03]], "float32")
COLOURS /= np.linalg.norm(COLOURS, axis=0).max()


def noise(
    count: int, size: int | tuple[int, int], channels: int, seed: int = 0, low: float = 0.0, high: float = 1.0
) -> np.ndarray:
    """Uniform noise, the same for the same seed.

    Args:
        count: how many images.
        size: height and width in pixels, one number or (height, width).
        channels: 1 for gray, 3 for RGB.
        seed: of the random numbers.
        low: the least value, 0 or more.
        high: the largest value, 1 or less.

    Returns:
        float32 (count, height, width, channels).

    Raises:
        ValueError: the range leaves [0, 1], or a size is no whole number above 0.

    >>> noise(2, size=(4, 5), channels=3).shape
    (2, 4, 5, 3)
    """
    sizes = np.array([count, *np.broadcast_to(size, 2), channels])
    if sizes.dtype.kind not in "iu" or sizes.min() < 1:
        raise ValueError(
            f"Expected whole numbers, 1 or more. Received count={count}, size={size}, channels={channels}."
        )
    if not 0 <= low <= high <= 1:
        raise ValueError(f"Noise must stay in [0, 1]: expected 0 <= low <= high <= 1, received low={low}, high={high}.")
    sides: Any = (size, size) if np.ndim(size) == 0 else size
    random = np.random.default_rng(seed)
    return random.uniform(low, high, (count, *sides, channels)).astype("float32")


def checked(
    images: Any,
    caller: str,
    *,
    shape: tuple = (None, None, None),
    bounded: bool = True,
    integers: bool = False,
    values: bool = True,
) -> Any:
    """Images as an array, or an error that says who takes what, and what was received.

    Args:
        images: anything.
        caller: the name of what takes them, for the message.
        shape: (height, width, channels) that is asked for: a number, several, or None for any.
        bounded: must they stay in [0, 1]?
        integers: are 8-bit integers, 0 … 255, welcome too?
        values: look at the values? If not, type and shape alone are judged, of a symbolic tensor too.

    Returns:
        An array (batch, height, width, channels) of floats, or of uint8 where these are welcome; the tensor that was
        given where the values are not looked at.

    Raises:
        ValueError: they have another shape or type, are not finite, or leave [0, 1].
    """
    try:
        array = np.asarray(images) if values or not hasattr(images, "shape") else images
    except (ValueError, TypeError, NotImplementedError):  # a list of arrays of different sizes, a symbolic tensor
        array = np.zeros(0)
    sides = [None] * 4 if getattr(array.shape, "rank", 4) is None else list(array.shape)
    wanted = [(one,) if isinstance(one, int) else one for one in (None, *shape)]
    fits = len(sides) == 4 and 0 not in sides
    fits = fits and all(None in (side, one) or side in one for side, one in zip(sides, wanted, strict=True))
    is_float = getattr(array.dtype, "kind", "") == "f" or getattr(array.dtype, "is_floating", False)
    right = fits and (is_float or (integers and array.dtype == np.uint8))
    if right and values and is_float:
        right = np.isfinite(array).all() and (not bounded or (array.min() >= 0 and array.max() <= 1))
    if right:
        return array
    names = ["batch", "height", "width", "channels"]
    axes = ", ".join(
        name if one is None else " or ".join(map(str, one)) for name, one in zip(names, wanted, strict=True)
    )
    kind = f"finite floats{' in [0, 1]' if bounded else ''}{', or uint8' if integers else ''}"
    raise ValueError(
        f"{caller} takes images ({axes}), {kind}. Received {describe(images)}.{_mend(array, sides, fits, bounded)}"
    )


def _mend(array, sides, fits, bounded):
    """What to do about images that are none, as the end of a message."""
    if len(sides) == 3:
        return " Of one image alone, image[np.newaxis]; of gray ones without channels, images[..., np.newaxis]."
    kind = np.dtype(getattr(array.dtype, "as_numpy_dtype", array.dtype)).kind
    if fits and kind in "iu" and not bounded:
        return ' images.astype("float32") for a net that takes 0 … 255; divided by 255 for one that takes [0, 1].'
    if fits and array.dtype == np.uint8:
        return " Divide by 255."
    if fits and kind == "f" and bounded and np.isfinite(array).all() and 1 < np.max(array) <= 255:
        return (
            " Divide by 255. If the net takes 0 … 255, put what multiplies in front, keras.Sequential(["
            'keras.Input(shape), keras.layers.Rescaling(255.0), net]): its layers are "net/…", by the name of the net.'
        )
    return " Bring them into range first, for instance by np.clip(images, 0, 1)." if fits else ""


def rounded_digits(images: Any) -> np.ndarray:
    """Images of digits as they are measured, rounded to 8 bits as they would be stored: (batch, 28, 28, 1) -> the same.

    Args:
        images: (batch, 28, 28, 1), floats in [0, 1].

    Returns:
        float32 (batch, 28, 28, 1), multiples of 1/255 in [0, 1].

    Raises:
        ValueError: they have another shape, or leave [0, 1].
    """
    return np.round(checked(images, "What measures digits", shape=(28, 28, 1)).astype("float32") * 255) / 255


def as_parametrization(start: Any) -> Any:
    """What an ascent starts from as a parametrization: images as `Pixels`, a parametrization as it is.

    Args:
        start: images (batch, height, width, channels) in [0, 1], or an object with `start`, `to_images` and `project`.

    Returns:
        An object with these three.

    Raises:
        ValueError: these are no images, or a part of a parametrization is missing.
    """
    found = [name for name in ("start", "to_images", "project") if hasattr(start, name)]
    if not found:
        return Pixels(start)
    if len(found) < 3:
        raise ValueError(
            f"A parametrization has start, to_images and project. Received one with {' and '.join(found)}."
        )
    return start


class Pixels:
    """The plainest parametrization: what is optimised are the pixels themselves, and they are kept in [0, 1].

    Attributes:
        start: float32 (batch, height, width, channels).
        geometry: what two parametrizations have in common that make images in the same way.
    """

    geometry: Any = "pixels"

    def __init__(self, images: Any) -> None:
        """Begin with images.

        Args:
            images: (batch, height, width, channels) in [0, 1].

        Raises:
            ValueError: they have another shape, are no floats, are not finite or leave [0, 1].
        """
        self.start = checked(images, "An ascent").astype("float32")

    def to_images(self, parameters: Any) -> Any:
        """Pixels are images.

        Args:
            parameters: a tensor of floats (batch, height, width, channels).

        Returns:
            The same tensor.
        """
        return parameters

    def project(self, parameters: Any) -> Any:
        """Clip to [0, 1].

        Args:
            parameters: a tensor of floats (batch, height, width, channels).

        Returns:
            A tensor of the same shape, in [0, 1].
        """
        import tensorflow as tf

        return tf.clip_by_value(parameters, 0.0, 1.0)


class Principal(Pixels):
    """Pixels whose gradient is smoothed by the covariance of a data set's images.

    A step then goes where real images differ from each other, along strokes rather than single pixels. It is the step
    that gradient ascent makes in the coordinates in which the images of the data set are white (uncorrelated, of
    variance 1); here the pixels themselves are kept, so that clipping to [0, 1] is exact. What is reached depends on
    the data set: say so where you show it.
    """

    def __init__(self, images: Any, data: Any) -> None:
        """Begin with images, and learn from data.

        Args:
            images: (batch, height, width, channels) in [0, 1].
            data: (n, height, width, channels), two or more of them.

        Raises:
            ValueError: the images are not as for `Pixels`, or the data have another size.
        """
        super().__init__(images)
        data = np.asarray(data, "float32")
        if data.shape[1:] != self.start.shape[1:] or len(data) < 2:
            raise ValueError(
                f"The data must have the size of the images, {self.start.shape[1:]}. Received {describe(data)}."
            )
        flat = data.reshape(len(data), -1)
        flat = flat - flat.mean(axis=0)
        self.covariance = flat.T @ flat / len(flat)
        self.geometry = "covariance", hashlib.sha256(self.covariance.tobytes()).hexdigest()

    def to_images(self, parameters: Any) -> Any:
        """Pixels are images; only the gradient is another.

        Args:
            parameters: a tensor of floats (batch, height, width, channels).

        Returns:
            A tensor of the same values, whose gradient is multiplied by the covariance.
        """
        import tensorflow as tf

        @tf.custom_gradient
        def smooth(pixels):
            def gradient(upstream):
                rows = tf.reshape(upstream, (-1, len(self.covariance)))
                return tf.reshape(rows @ self.covariance, tf.shape(upstream))

            return tf.identity(pixels), gradient

        return smooth(parameters)


class Fourier:
    """Images as a sum of waves, in colours that vary independently of each other, kept in [0, 1] by a sigmoid.

    Parameters are the coefficients of the waves, real and imaginary: (batch, 2, channels, height, width // 2 + 1).
    A step of the same size in each of them changes coarse structure more than fine, as it is in photographs, whose
    amplitudes fall with the frequency, and brightness more than hue. Olah, Mordvintsev, Schubert 2017, "Feature
    visualization", section "Preconditioning and parameterization".

    Attributes:
        start: float32, the coefficients of the images that were given.
        geometry: what two parametrizations have in common that make images in the same way.
    """

    def __init__(self, images: Any, decay: float = 1.0, decorrelate: bool = True) -> None:
        """Begin with images.

        Args:
            images: (batch, height, width, channels) in [0, 1].
            decay: a wave of frequency f has the amplitude f ** −decay for a coefficient of 1; 0 for all alike.
            decorrelate: take the colours along `COLOURS`? Of gray images there is nothing to take apart.

        Raises:
            ValueError: the images have another shape, are no floats, are not finite or leave [0, 1].
        """
        images = checked(images, "An ascent").astype("float64")
        _, self.height, self.width, channels = images.shape
        self.geometry = "waves", self.height, self.width, channels, float(decay), bool(decorrelate)
        self.colours = COLOURS if decorrelate and channels == 3 else np.eye(channels, dtype="float32")
        down, right = np.fft.fftfreq(self.height)[:, np.newaxis], np.fft.rfftfreq(self.width)
        lowest = 1 / max(self.height, self.width)
        self.amplitudes = (np.maximum(np.hypot(down, right), lowest) ** -decay).astype("float32")
        self.amplitudes *= np.sqrt(self.height * self.width) / 4  # so that steps of 0.05 are of use at every size
        inside = np.clip(images, 1e-3, 1 - 1e-3)
        waves = np.log(inside / (1 - inside)) @ np.linalg.inv(self.colours).T
        waves = np.fft.rfft2(np.moveaxis(waves, 3, 1)) / self.amplitudes
        self.start = np.stack([waves.real, waves.imag], axis=1).astype("float32")

    def to_images(self, parameters: Any) -> Any:
        """Coefficients (batch, 2, channels, height, width // 2 + 1) -> images (batch, height, width, channels).

        Args:
            parameters: a tensor of floats of that shape.

        Returns:
            A tensor of floats in (0, 1).
        """
        import tensorflow as tf

        waves = tf.complex(parameters[:, 0] * self.amplitudes, parameters[:, 1] * self.amplitudes)
        values = tf.transpose(tf.signal.irfft2d(waves, (self.height, self.width)), (0, 2, 3, 1))
        return tf.sigmoid(values @ self.colours.T)

    def project(self, parameters: Any) -> Any:
        """Any coefficients mean an image.

        Args:
            parameters: a tensor of coefficients, as `start`.

        Returns:
            The same tensor.
        """
        return parameters
