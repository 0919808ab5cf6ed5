"""Exercises of lesson 08: where does it look? Saliency and Grad-CAM."""

from amhelpers.exercises.lesson08 import grad_cam, heat_inside, saliency, smooth_grad

__all__ = ["EXERCISES"]

EXERCISES = (saliency.EXERCISE, smooth_grad.EXERCISE, grad_cam.EXERCISE, heat_inside.EXERCISE)
