"""Cases: a net, a layer of it, targets, an image size and a number of steps, for every library the same."""

from dataclasses import dataclass

import amhelpers as am  # isort: skip
import keras
import numpy as np
import tensorflow as tf

__all__ = ["CASES", "Case", "mnist", "squeezenet", "vgg16"]


@dataclass(frozen=True)
class Case:
    """What is climbed: the means of a layer's maps, or the logits of classes where `layer` is None."""

    title: str
    model: keras.Model
    layer: str | None
    targets: list
    steps: int
    start: np.ndarray

    def extractor(self):
        """A functional model that ends where the scores are read, for libraries that want one."""
        if self.layer is None:
            return am.models.with_logits(self.model)
        return am.models.feature_extractor(self.model, self.layer)

    def scores(self):
        """A function images -> one score for each, of TensorFlow alone."""
        values, axes = self.extractor(), () if self.layer is None else (1, 2)
        return lambda images: tf.gather(tf.reduce_mean(values(images), axes), self.targets, axis=1, batch_dims=1)

    def objective(self):
        """The same as an objective of the course."""
        if self.layer is None:
            return am.objectives.logit(self.model, self.targets)
        return am.objectives.channel(self.model, self.layer, self.targets)


def mnist(filters=64, steps=50):
    """Maps of the last convolution; all 64 in the seed."""
    start = am.images.noise(filters, 28, 1)
    return Case("MNIST conv4", am.models.mnist_cnn(), "conv4", list(range(filters)), steps, start)


def vgg16(steps=20, size=96):
    """Ten filters of the third block, drawn at random."""
    channels = sorted(np.random.default_rng(0).choice(256, 10, replace=False).tolist())
    start = am.images.noise(10, size, 3, low=0.42, high=0.58)
    return Case("VGG16 block3_conv3", am.models.vgg16(), "block3_conv3", channels, steps, start)


def squeezenet(steps=30, size=160):
    """Six classes of ImageNet."""
    names = am.datasets.imagenet_classes()
    classes = [names.index(name) for name in ("zebra", "snail", "bee", "acorn", "espresso", "tabby")]
    start = am.images.noise(6, size, 3, low=0.45, high=0.55)
    return Case("SqueezeNet's logits", am.models.squeezenet(), None, classes, steps, start)


CASES = {"mnist": mnist, "vgg16": vgg16, "squeezenet": squeezenet}
