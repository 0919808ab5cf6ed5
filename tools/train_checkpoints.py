"""Train the checkpoints that ship with the course, measure them as shipped, and renew `assets/SHA256SUMS`.

    python tools/train_checkpoints.py mnist_cnn --data FOLDER

FOLDER holds mnist.npz and cifar10.npz as keras.datasets stores them, and the folder cats_and_dogs_small with train,
validation and test, of cats and dogs each; without --data MNIST is downloaded.  A checkpoint
is measured after its round trip through float16; the figures go to `assets/README.md`.
"""

import argparse
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

import adversarial
import amhelpers as am
from amhelpers import assets, judges, models
from make_samples import write_checksums


def mnist(folder):
    """The full MNIST, images as float32 (n, 28, 28, 1) in [0, 1]."""
    if folder is None:
        (x_train, y_train), (x_test, y_test) = am.datasets.load_mnist(full=True)
    else:
        (x_train, y_train), (x_test, y_test) = stored(folder / "mnist.npz")
    return (am.datasets.preprocess(x_train), y_train), (am.datasets.preprocess(x_test), y_test)


def cifar10(folder):
    """The full CIFAR-10, images as float32 (n, 32, 32, 3) in [0, 1], labels (n,)."""
    (x_train, y_train), (x_test, y_test) = stored(folder / "cifar10.npz")
    return (x_train.astype("float32") / 255, y_train.ravel()), (x_test.astype("float32") / 255, y_test.ravel())


def stored(file):
    """The arrays of a data set that Keras stored."""
    with np.load(file, allow_pickle=False) as full:
        return (full["x_train"], full["y_train"]), (full["x_test"], full["y_test"])


def falling(rate, epochs, count, batch_size):
    """Adam, whose learning rate falls from `rate` to zero in so many epochs on so many images."""
    return keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(rate, epochs * -(-count // batch_size)))


def fit(model, images, labels, epochs, rate, batch_size=128):
    """Train with Adam, whose learning rate falls from `rate` to zero."""
    model.compile(
        falling(rate, epochs, len(images), batch_size), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    model.fit(images, labels, batch_size=batch_size, epochs=epochs, verbose=2)
    return model


def save(model, name):
    """Write a checkpoint and list its SHA-256."""
    assets.save_weights(model, assets.FOLDER / f"{name}.npz")
    write_checksums()


def measured(model, images, labels, name=None):
    """A line that says which share of the full test set a model reads correctly."""
    accuracy = np.mean(model.predict(images, verbose=0).argmax(axis=1) == labels)
    return f"{name or model.name}: {accuracy:.4f} on the full test set"


def train_mnist_cnn(folder, epochs=15):
    """`mnist_cnn`, with a learning rate that falls to zero."""
    (x_train, y_train), (x_test, y_test) = mnist(folder)
    keras.utils.set_random_seed(0)
    save(fit(models.build_mnist_cnn(), x_train, y_train, epochs, rate=1e-3), "mnist_cnn")
    yield measured(models.mnist_cnn(), x_test, y_test)


def train_robust_mnist_cnn(folder, epochs=6, count=20_000):
    """`robust_mnist_cnn`, against steps of l2 norm up to 2, four steps in each attack, and its twin, against none.

    On the first 20,000 images: with all of them it reads more, and its class images are read less.
    """
    (x_train, y_train), (x_test, y_test) = mnist(folder)
    for epsilon, steps in ((2, 4), (0, 0)):
        keras.utils.set_random_seed(0)
        attacks = {"epsilon": float(epsilon), "epochs": epochs, "steps": steps, "rate": 1.5e-3}
        model = adversarial.fit(models.build_robust_mnist_cnn(), x_train[:count], y_train[:count], **attacks)
        save(model, f"robust_mnist_cnn_{epsilon}")
        for line in robustness(models.robust_mnist_cnn(epsilon), x_test, y_test, (1.0, 2.0)):
            yield f"epsilon {epsilon}, {line}"


def robustness(model, images, labels, sizes):
    """What a robust net reads, of plain images, and of the first thousand when they are attacked."""
    yield measured(model, images, labels)
    for size in sizes:
        found = adversarial.robust_accuracy(model, images[:1000], labels[:1000], size)
        yield f"{model.name}: {found:.3f} of the first 1,000 after 20 steps within l2 norm {size}"


def train_judges(folder, epochs=12):
    """The three judges, each with its own seed."""
    (x_train, y_train), (x_test, y_test) = mnist(folder)
    for seed, (name, build) in enumerate(judges.BUILDERS.items(), start=1):
        keras.utils.set_random_seed(seed)
        save(fit(build(), x_train, y_train, epochs, rate=2e-3), f"judge_{name}")
    for judge in judges.judges().values():
        yield measured(judge, x_test, y_test)


def train_cifar10_cnn(folder, batch_size=250):
    """`cifar10_cnn` after 25 and after 100 epochs; a fifth of the training images is kept aside for validation."""
    (x_train, y_train), (x_test, y_test) = cifar10(folder)
    keras.utils.set_random_seed(0)
    model, curves = models.build_cifar10_cnn(), {}
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    settings = {"batch_size": batch_size, "validation_split": 0.2, "verbose": 2}
    for first, last in ((0, 25), (25, 100)):
        history = model.fit(x_train, y_train, initial_epoch=first, epochs=last, **settings).history
        curves = {name: [*curves.get(name, []), *values] for name, values in history.items()}
        save(model, f"cifar10_cnn_{last}")
        yield measured(models.cifar10_cnn(last), x_test, y_test, f"cifar10_cnn_{last}")
    np.savez_compressed(assets.FOLDER / "cifar10_history.npz", **{name: np.float32(curves[name]) for name in curves})
    write_checksums()


def train_robust_cifar10_cnn(folder, epochs=12, epsilon=0.5):
    """`robust_cifar10_cnn`, against steps of l2 norm up to 0.5, with mirrored images."""
    (x_train, y_train), (x_test, y_test) = cifar10(folder)
    keras.utils.set_random_seed(0)
    model = adversarial.fit(models.build_robust_cifar10_cnn(), x_train, y_train, epsilon, epochs, flip=True)
    save(model, "robust_cifar10_cnn")
    yield from robustness(models.robust_cifar10_cnn(), x_test, y_test, (0.25, 0.5))


def train_cats_and_dogs_cnn(folder, epochs=60, batch_size=40):
    """`cats_and_dogs_cnn`, on the pictures for training and for validation, varied at random (1 hour on two cores)."""
    (images, labels), (x_test, y_test) = am.datasets.load_cats_and_dogs(folder / "cats_and_dogs_small")
    keras.utils.set_random_seed(0)
    model = models.build_cats_and_dogs_cnn()
    varied = keras.Sequential(
        [
            keras.layers.RandomFlip("horizontal"),
            keras.layers.RandomRotation(0.06, fill_mode="reflect"),
            keras.layers.RandomZoom((-0.2, 0.1), fill_mode="reflect"),
            keras.layers.RandomTranslation(0.1, 0.1, fill_mode="reflect"),
            keras.layers.RandomBrightness(0.1, value_range=(0, 1)),
        ]
    )
    batches = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(len(images), seed=0).batch(batch_size)
    batches = batches.map(lambda x, y: (varied(tf.cast(x, tf.float32) / 255, training=True), y), num_parallel_calls=2)
    model.compile(falling(5e-4, epochs, len(images), batch_size), "binary_crossentropy", metrics=["accuracy"])
    model.fit(batches.prefetch(2), epochs=epochs, verbose=2)
    save(model, "cats_and_dogs_cnn")
    said = models.cats_and_dogs_cnn().predict(x_test / np.float32(255), batch_size=50, verbose=0).ravel()
    yield f"cats_and_dogs_cnn: {np.mean((said > 0.5) == y_test):.3f} of {len(y_test):,} test pictures"


RECIPES = {
    "cats_and_dogs_cnn": train_cats_and_dogs_cnn,
    "mnist_cnn": train_mnist_cnn,
    "robust_mnist_cnn": train_robust_mnist_cnn,
    "judges": train_judges,
    "cifar10_cnn": train_cifar10_cnn,
    "robust_cifar10_cnn": train_robust_cifar10_cnn,
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="+", choices=RECIPES, metavar="NAME", help=f"which: {', '.join(RECIPES)}")
    parser.add_argument("--data", type=Path, help="folder with the full data sets")
    arguments = parser.parse_args()
    for name in arguments.names:
        for line in RECIPES[name](arguments.data):
            print(line, flush=True)
