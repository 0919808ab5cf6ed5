"""Cut the samples that ship with the course from the full data sets, and renew `assets/SHA256SUMS`.

    python tools/make_samples.py FOLDER      # FOLDER holds mnist.npz and cifar10.npz, as keras.datasets stores them

MNIST: 10,000 training and 2,000 test images, drawn at random.  (Not every sixth: the training images alternate between
two groups of writers, so that every sixth shows one group only, with thinner strokes.)  CIFAR-10: 2,000 and 500, the
training images from the first 40,000, on which the checkpoints were trained (the others were their validation set).
"""

import argparse
from pathlib import Path

import numpy as np

from amhelpers import assets

SAMPLES = {
    "mnist": {"train": 10_000, "test": 2_000},
    "cifar10": {"train": 2_000, "test": 500, "among": 40_000},
}


def sample(full, train, test, among=None):
    """The arrays of a sample, so many training and test images, from those of the full data set.

    Args:
        full: arrays x_train, y_train, x_test and y_test, by name.
        train: how many training images.
        test: how many test images.
        among: draw the training images from so many at its beginning; None for all.
    """
    random, drawn = np.random.default_rng(0), {}
    for part, count, total in (("train", train, among or len(full["x_train"])), ("test", test, len(full["x_test"]))):
        chosen = np.sort(random.choice(total, count, replace=False))
        drawn[f"x_{part}"] = full[f"x_{part}"][chosen]
        drawn[f"y_{part}"] = full[f"y_{part}"][chosen].ravel()  # Keras has (n, 1) for CIFAR-10
    return drawn


def write_checksums():
    """List every shipped data file with its SHA-256, in the format of `sha256sum -c`."""
    files = sorted(file for file in assets.FOLDER.iterdir() if file.name not in ("README.md", "SHA256SUMS"))
    lines = [f"{assets.sha256(file)}  {file.name}\n" for file in files]
    (assets.FOLDER / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    assets.path.cache_clear()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where mnist.npz and cifar10.npz lie")
    folder = parser.parse_args().folder
    for name, sizes in SAMPLES.items():
        with np.load(folder / f"{name}.npz", allow_pickle=False) as full:
            np.savez_compressed(assets.FOLDER / f"{name}_sample.npz", **sample(full, **sizes))
    write_checksums()
