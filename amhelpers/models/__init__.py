"""The nets of the course: nothing -> keras.Model, built, trained, ready.

Every model takes images (batch, height, width, channels), float32 in [0, 1], and carries its own preprocessing. `small`
holds those of the course, `imagenet` those that were trained on ImageNet, `graph` what finds layers in any of them.
"""

from amhelpers.models.graph import feature_extractor, layers_with_maps
from amhelpers.models.imagenet import build_squeezenet, resnet50, squeezenet, vgg16
from amhelpers.models.logits import with_logits
from amhelpers.models.small import (
    build_cats_and_dogs_cnn,
    build_cifar10_cnn,
    build_mnist_cnn,
    build_robust_cifar10_cnn,
    build_robust_mnist_cnn,
    cats_and_dogs_cnn,
    cifar10_cnn,
    cifar10_history,
    mnist_cnn,
    robust_cifar10_cnn,
    robust_mnist_cnn,
)

__all__ = [
    "build_cats_and_dogs_cnn",
    "build_cifar10_cnn",
    "build_mnist_cnn",
    "build_robust_cifar10_cnn",
    "build_robust_mnist_cnn",
    "build_squeezenet",
    "cats_and_dogs_cnn",
    "cifar10_cnn",
    "cifar10_history",
    "feature_extractor",
    "layers_with_maps",
    "mnist_cnn",
    "resnet50",
    "robust_cifar10_cnn",
    "robust_mnist_cnn",
    "squeezenet",
    "vgg16",
    "with_logits",
]
