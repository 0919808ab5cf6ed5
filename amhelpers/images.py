"""Images to start from: size -> images (batch, height, width, channels), float32 in [0, 1]."""

import numpy as np

from amhelpers.describe import describe

__all__ = ["Fourier", "Pixels", "Principal", "checked", "noise", "rounded_digits"]

# Columns: directions in RGB in which the colours of ImageNet's pictures vary independently, scaled by how much
# (the square root of their covariance, as the code of Olah et al. has it), brightness first.
COLOURS = np.array([[0.26, 0.09, 0.02], [0.27, 0.00, -0.05], [0.27, -0.09, 0.03]], "float32")
COLOURS /= np.linalg.norm(COLOURS, axis=0).max()


def noise(count, size, channels, seed=0, low=0.0, high=1.0):
    """Uniform noise, the same for the same seed.

    Args:
        count: how many images.
        size: height and width in pixels, one number or (height, width).
        channels: 1 for gray, 3 for RGB.
        low, high: the range of the noise, within [0, 1].

    Raises:
        ValueError: the range leaves [0, 1].
    """
    sizes = np.array([count, *np.broadcast_to(size, 2), channels])
    if sizes.dtype.kind not in "iu" or sizes.min() < 1:
        raise ValueError(
            f"Expected whole numbers, 1 or more. Received count={count}, size={size}, channels={channels}."
        )
    if not 0 <= low <= high <= 1:
        raise ValueError(f"Noise must stay in [0, 1]: expected 0 <= low <= high <= 1, received low={low}, high={high}.")
    height, width = (size, size) if np.ndim(size) == 0 else size
    random = np.random.default_rng(seed)
    return random.uniform(low, high, (count, height, width, channels)).astype("float32")


def checked(images):
    """Images as an array (batch, height, width, channels) of floats in [0, 1], or an error that says what is wrong."""
    try:
        array = np.asarray(images)
    except ValueError:  # a list of arrays of different sizes
        array = np.zeros(0)
    if array.ndim != 4 or not array.size:
        raise ValueError(f"An ascent starts from images (batch, height, width, channels). Received {describe(images)}.")
    if array.dtype.kind != "f" or not np.isfinite(array).all() or array.min() < 0 or array.max() > 1:
        raise ValueError(f"An ascent starts from finite floats in [0, 1]. Received {describe(images)}.")
    return array


def rounded_digits(images):
    """Images of digits as they are measured, rounded to 8 bits as they would be stored: (batch, 28, 28, 1) -> the same.

    Raises:
        ValueError: they have another shape, or leave [0, 1].
    """
    array = np.asarray(images, "float32")
    if array.shape[1:] != (28, 28, 1) or not array.size or not (array.min() >= 0 and array.max() <= 1):
        raise ValueError(f"Expected images of digits, (batch, 28, 28, 1) in [0, 1]. Received {describe(images)}.")
    return np.round(array * 255) / 255


class Pixels:
    """The plainest parametrization: what is optimised are the pixels themselves, and they are kept in [0, 1].

    A parametrization has `start`, the parameters to begin with, (batch, …); `to_images`, parameters -> images; and
    `project`, which brings parameters back to where they mean an image.
    """

    def __init__(self, images):
        """Begin with these images, (batch, height, width, channels) in [0, 1].

        Raises:
            ValueError: they have another shape, are no floats, are not finite or leave [0, 1].
        """
        self.start = checked(images).astype("float32")

    @staticmethod
    def to_images(parameters):
        """Pixels are images."""
        return parameters

    @staticmethod
    def project(parameters):
        """Clip to [0, 1]."""
        import tensorflow as tf

        return tf.clip_by_value(parameters, 0.0, 1.0)


class Principal(Pixels):
    """Pixels whose gradient is smoothed by the covariance of a data set's images.

    A step then goes where real images differ from each other, along strokes rather than single pixels. It is the step
    that gradient ascent makes in the coordinates in which the images of the data set are white (uncorrelated, of
    variance 1); here the pixels themselves are kept, so that clipping to [0, 1] is exact. What is reached depends on
    the data set: say so where you show it.
    """

    def __init__(self, images, data):
        """Begin with images (batch, height, width, channels) in [0, 1]; `data` (n, height, width, channels) teaches."""
        super().__init__(images)
        data = np.asarray(data, "float32")
        if data.shape[1:] != self.start.shape[1:] or len(data) < 2:
            raise ValueError(
                f"The data must have the size of the images, {self.start.shape[1:]}. Received {describe(data)}."
            )
        flat = data.reshape(len(data), -1)
        flat = flat - flat.mean(axis=0)
        self.covariance = flat.T @ flat / len(flat)

    def to_images(self, parameters):
        """Pixels are images; only the gradient is another."""
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
    """

    def __init__(self, images, decay=1.0, decorrelate=True):
        """Begin with images (batch, height, width, channels) in [0, 1].

        Args:
            decay: a wave of frequency f has the amplitude f ** −decay for a coefficient of 1; 0 for all alike.
            decorrelate: take the colours along `COLOURS`? Of gray images there is nothing to take apart.
        """
        images = checked(images).astype("float64")
        _, self.height, self.width, channels = images.shape
        self.colours = COLOURS if decorrelate and channels == 3 else np.eye(channels, dtype="float32")
        down, right = np.fft.fftfreq(self.height)[:, np.newaxis], np.fft.rfftfreq(self.width)
        lowest = 1 / max(self.height, self.width)
        self.amplitudes = (np.maximum(np.hypot(down, right), lowest) ** -decay).astype("float32")
        self.amplitudes *= np.sqrt(self.height * self.width) / 4  # so that steps of 0.05 are of use at every size
        inside = np.clip(images, 1e-3, 1 - 1e-3)
        waves = np.log(inside / (1 - inside)) @ np.linalg.inv(self.colours).T
        waves = np.fft.rfft2(np.moveaxis(waves, 3, 1)) / self.amplitudes
        self.start = np.stack([waves.real, waves.imag], axis=1).astype("float32")

    def to_images(self, parameters):
        """Coefficients (batch, 2, channels, height, width // 2 + 1) -> images (batch, height, width, channels)."""
        import tensorflow as tf

        waves = tf.complex(parameters[:, 0] * self.amplitudes, parameters[:, 1] * self.amplitudes)
        values = tf.transpose(tf.signal.irfft2d(waves, (self.height, self.width)), (0, 2, 3, 1))
        return tf.sigmoid(values @ self.colours.T)

    @staticmethod
    def project(parameters):
        """Any coefficients mean an image."""
        return parameters
