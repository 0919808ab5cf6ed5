"""Cut the samples that ship with the course from the full data sets, and renew `assets/SHA256SUMS`.

    python tools/make_samples.py FOLDER      # FOLDER holds mnist.npz, as keras.datasets stores it

Every sixth training image and every fifth test image of MNIST: 10,000 and 2,000, spread evenly over the writers.
"""

import argparse
from pathlib import Path

import numpy as np

from amhelpers import assets


def mnist_sample(full):
    """The arrays of `mnist_sample.npz`, from those of the full `mnist.npz`."""
    return {
        "x_train": full["x_train"][::6],
        "y_train": full["y_train"][::6],
        "x_test": full["x_test"][::5],
        "y_test": full["y_test"][::5],
    }


def write_checksums():
    """List every shipped data file with its SHA-256, in the format of `sha256sum -c`."""
    files = sorted(file for file in assets.FOLDER.iterdir() if file.name not in ("README.md", "SHA256SUMS"))
    lines = [f"{assets.sha256(file)}  {file.name}\n" for file in files]
    (assets.FOLDER / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where mnist.npz lies")
    folder = parser.parse_args().folder
    with np.load(folder / "mnist.npz", allow_pickle=False) as full:
        np.savez_compressed(assets.FOLDER / "mnist_sample.npz", **mnist_sample(full))
    write_checksums()
