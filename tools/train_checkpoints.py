"""Train the checkpoints that ship with the course, measure them as shipped, and renew `assets/SHA256SUMS`.

    python tools/train_checkpoints.py mnist_cnn --data FOLDER

FOLDER holds mnist.npz as keras.datasets stores it; without --data the full set is downloaded.  A checkpoint is measured
after its round trip through float16; the figures go to `assets/README.md`.
"""

import argparse
from pathlib import Path

import keras
import numpy as np

import amhelpers as am
from amhelpers import assets
from make_samples import write_checksums


def mnist(folder):
    """The full MNIST, images as float32 (n, 28, 28, 1) in [0, 1]."""
    if folder is None:
        (x_train, y_train), (x_test, y_test) = am.datasets.load_mnist(full=True)
    else:
        with np.load(folder / "mnist.npz", allow_pickle=False) as full:
            x_train, y_train, x_test, y_test = (full[key] for key in ("x_train", "y_train", "x_test", "y_test"))
    return (am.datasets.preprocess(x_train), y_train), (am.datasets.preprocess(x_test), y_test)


def train_mnist_cnn(folder, epochs=15, batch_size=128):
    """Train, save and measure `mnist_cnn`; returns the accuracy of the saved checkpoint on the full test set."""
    (x_train, y_train), (x_test, y_test) = mnist(folder)
    keras.utils.set_random_seed(0)
    model = am.models.build_mnist_cnn()
    steps = epochs * -(-len(x_train) // batch_size)
    model.compile(
        keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(1e-3, steps)),
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x_train, y_train, batch_size=batch_size, epochs=epochs, verbose=2)
    assets.save_weights(model, assets.FOLDER / "mnist_cnn.npz")
    write_checksums()
    shipped = am.models.mnist_cnn()
    return float(np.mean(shipped.predict(x_test, verbose=0).argmax(axis=1) == y_test))


RECIPES = {"mnist_cnn": train_mnist_cnn}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="+", choices=RECIPES, metavar="NAME", help=f"which: {', '.join(RECIPES)}")
    parser.add_argument("--data", type=Path, help="folder with the full data sets")
    arguments = parser.parse_args()
    for name in arguments.names:
        accuracy = RECIPES[name](arguments.data)
        print(f"{name}.npz: accuracy {accuracy:.4f} on the full test set")
