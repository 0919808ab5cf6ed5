"""Cut the samples that ship with the course from the full data sets, and renew `assets/SHA256SUMS`.

    python tools/make_samples.py FOLDER      # FOLDER holds mnist.npz, as keras.datasets stores it

10,000 training images and 2,000 test images of MNIST, drawn at random.  (Not every sixth: the training images alternate
between two groups of writers, so that every sixth shows one group only, with thinner strokes.)
"""

import argparse
from pathlib import Path

import numpy as np

from amhelpers import assets


def mnist_sample(full):
    """The arrays of `mnist_sample.npz`, from those of the full `mnist.npz`."""
    random = np.random.default_rng(0)
    train = np.sort(random.choice(len(full["x_train"]), 10_000, replace=False))
    test = np.sort(random.choice(len(full["x_test"]), 2_000, replace=False))
    return {
        "x_train": full["x_train"][train],
        "y_train": full["y_train"][train],
        "x_test": full["x_test"][test],
        "y_test": full["y_test"][test],
    }


def write_checksums():
    """List every shipped data file with its SHA-256, in the format of `sha256sum -c`."""
    files = sorted(file for file in assets.FOLDER.iterdir() if file.name not in ("README.md", "SHA256SUMS"))
    lines = [f"{assets.sha256(file)}  {file.name}\n" for file in files]
    (assets.FOLDER / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    assets.path.cache_clear()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where mnist.npz lies")
    folder = parser.parse_args().folder
    with np.load(folder / "mnist.npz", allow_pickle=False) as full:
        np.savez_compressed(assets.FOLDER / "mnist_sample.npz", **mnist_sample(full))
    write_checksums()
