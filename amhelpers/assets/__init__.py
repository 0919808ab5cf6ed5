"""Files that ship with the course: name -> verified path, arrays or weights.

Every file in `amhelpers/assets/` is listed in `assets/SHA256SUMS`, in the format of `sha256sum -c`, and is checked
against it before it is read.  Arrays are read with `allow_pickle=False`: no asset can run code.
"""

import functools
import hashlib
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["FOLDER", "arrays", "load_weights", "names", "path", "save_weights", "sha256"]

FOLDER = Path(__file__).parent
REPAIR = "Restore it with `git checkout -- amhelpers/assets`, or download the course again."


def names() -> list[str]:
    """Names of the files that ship with the course, in alphabetical order.

    Returns:
        File names, without folders.
    """
    return sorted(_checksums())


@functools.cache
def path(name: str) -> Path:
    """Path of a shipped file whose SHA-256 was found right (checked once per Python process).

    Args:
        name: that of a file, as `names()` lists it.

    Returns:
        Where it is on this disk.

    Raises:
        FileNotFoundError: there is no such file in the course, or it is missing on this disk.
        OSError: its content is not what was shipped.
    """
    expected = _checksums().get(name)
    if expected is None:
        raise FileNotFoundError(f'No file "{name}" ships with the course. Its files: {", ".join(names())}.')
    file = FOLDER / name
    if not file.is_file():
        raise FileNotFoundError(f'"{name}" is missing from {FOLDER}. {REPAIR}')
    received = sha256(file)
    if received != expected:
        raise OSError(
            f'"{name}" in {FOLDER} is damaged: expected SHA-256 {expected[:16]}…, '
            f"received {received[:16]}… ({file.stat().st_size:,} bytes). {REPAIR}"
        )
    return file


def arrays(name: str) -> dict[str, np.ndarray]:
    """Arrays of a shipped `.npz` file, as a dict.

    Args:
        name: that of a `.npz` file, as `names()` lists it.

    Returns:
        The arrays by the names that they were stored under.

    Raises:
        FileNotFoundError: there is no such file in the course, or it is missing on this disk.
        OSError: its content is not what was shipped.
    """
    with np.load(path(name), allow_pickle=False) as stored:
        return dict(stored)


def save_weights(model: Any, file: str | Path) -> None:
    """Write a Keras model's weights to an `.npz` file, as float16, under names like `conv1/kernel`.

    Batch normalisation stays in float32: its variances reach far below what float16 can hold.

    Args:
        model: a built Keras model.
        file: where to write, with the ending `.npz`.
    """
    kept: set[str] = set()
    for layer in model.layers:
        if type(layer).__name__ == "BatchNormalization":
            kept.update(weight.path for weight in layer.weights)
    weights = {}
    for weight in model.weights:
        weights[_key(model, weight)] = weight.numpy().astype("float32" if weight.path in kept else "float16")
    np.savez_compressed(file, **weights)


def load_weights(model: Any, name: str) -> Any:
    """Give a Keras model the weights of a shipped checkpoint and return the model.

    Args:
        model: a built Keras model, whose weights are overwritten.
        name: that of the checkpoint, as `names()` lists it.

    Returns:
        The same model.

    Raises:
        ValueError: the checkpoint belongs to another architecture.
    """
    stored = arrays(name)
    expected = {_key(model, weight): tuple(weight.shape) for weight in model.weights}
    received = {key: value.shape for key, value in stored.items()}
    if expected != received:
        raise ValueError(
            f'The checkpoint "{name}" does not fit this model. Expected {expected}. Received {received}. '
            "Train it again with tools/train_checkpoints.py."
        )
    model.set_weights([stored[_key(model, weight)].astype("float32") for weight in model.weights])
    return model


def _key(model, weight):
    return weight.path.removeprefix(f"{model.name}/")


def sha256(file: str | Path) -> str:
    """SHA-256 of a file's content, as 64 hexadecimal digits.

    Args:
        file: the path of any file.

    Returns:
        64 digits in lower case.
    """
    with open(file, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _checksums():
    lines = (FOLDER / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}
