"""Attribution: model, images, classes -> maps (batch, height, width) of what in an image speaks for a class.

All of them explain the *logit* of a class, what stands before softmax or sigmoid.  A class is an index of the model's
output: an integer for all images, or one for each.  A net with one sigmoid unit has the class 0 alone, the unit.

Maps of gradients and Grad-CAM have no sign and are divided by their maximum, so that the strongest place of each is 1
(a map without any heat stays 0).  Integrated gradients and occlusion have a sign and the unit of the logit.
"""

from amhelpers.attribution.cam import grad_cam, grad_cam_plus_plus
from amhelpers.attribution.pixels import completeness_error, integrated_gradients, occlusion, saliency, smooth_grad

__all__ = [
    "completeness_error",
    "grad_cam",
    "grad_cam_plus_plus",
    "integrated_gradients",
    "occlusion",
    "saliency",
    "smooth_grad",
]
