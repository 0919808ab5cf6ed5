"""Exercises of lesson 05: VGG16, from edges to textures."""

from amhelpers.exercises.lesson05 import complexity, filter_images, unconverged, vgg_deprocess, vgg_preprocess

__all__ = ["EXERCISES"]

EXERCISES = (
    vgg_preprocess.EXERCISE,
    vgg_deprocess.EXERCISE,
    filter_images.EXERCISE,
    unconverged.EXERCISE,
    complexity.EXERCISE,
)
