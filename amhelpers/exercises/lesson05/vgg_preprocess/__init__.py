"""Exercise 5.1, `vgg_preprocess`: RGB in [0, 1] -> what VGG16 was trained on."""

from amhelpers.exercises.lesson05.vgg_preprocess.exercise import EXERCISE
from amhelpers.exercises.lesson05.vgg_preprocess.right import vgg_preprocess

__all__ = ["EXERCISE", "vgg_preprocess"]
