"""Fourier: a parametrization of images by waves, in colours that vary independently of each other.

Parameters are the coefficients of the waves, a real and an imaginary part for each colour and frequency. A step of the
same size in each of them changes coarse structure more than fine, as it is in photographs, whose amplitudes fall with
the frequency; and it changes brightness more than hue. Olah, Mordvintsev, Schubert 2017, "Feature visualization",
section "Preconditioning and parameterization".
"""

import numpy as np

from amhelpers.images import checked

__all__ = ["COLOURS", "Fourier"]

# Columns: directions in RGB in which the colours of ImageNet's pictures vary independently, scaled by how much
# (the square root of their covariance, as the code of Olah et al. has it), brightness first.
COLOURS = np.array([[0.26, 0.09, 0.02], [0.27, 0.00, -0.05], [0.27, -0.09, 0.03]], "float32")
COLOURS /= np.linalg.norm(COLOURS, axis=0).max()


class Fourier:
    """Images as a sum of waves, kept in [0, 1] by a sigmoid.

    `start` (batch, 2, channels, height, width // 2 + 1) are the coefficients, real and imaginary parts.
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
