"""Exercise 5.2, `vgg_deprocess`: what VGG16 takes -> a picture that can be shown."""

from amhelpers.exercises.lesson05.vgg_deprocess.exercise import EXERCISE
from amhelpers.exercises.lesson05.vgg_deprocess.right import vgg_deprocess

__all__ = ["EXERCISE", "vgg_deprocess"]
