"""Activations: model, images, layers -> what these layers answer, and one picture of all feature maps of a layer."""

import atexit
import contextlib
import importlib.util
import math
import os
import shlex
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np

from amhelpers.describe import describe
from amhelpers.models.graph import feature_extractor

__all__ = ["FeatureMapCallback", "channel_grid", "feature_maps", "show_tensorboard", "sparsity"]


def feature_maps(model: keras.Model, images: Any, layers: str | list[str]) -> dict[str, np.ndarray]:
    """What layers of a model answer to images: a dict, name -> array (batch, height, width, channels).

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).
        images: (batch, height, width, channels) in [0, 1], as the model takes them.
        layers: a list of names.

    Returns:
        For each name the activations, float32 (batch, height, width, channels).

    Raises:
        ValueError: there is no such layer; the message lists those there are.
    """
    names = [layers] if isinstance(layers, str) else list(layers)
    return _answers(feature_extractor(model, names), images, names)


def _answers(extractor, images, names):
    outputs = extractor(np.asarray(images), training=False)
    outputs = outputs if isinstance(outputs, list) else [outputs]
    return {name: np.asarray(maps, "float32") for name, maps in zip(names, outputs, strict=True)}


def channel_grid(activation: Any, columns: int = 16) -> np.ndarray:
    """All feature maps of one image in one picture, row by row without gaps.

    Args:
        activation: (height, width, channels).
        columns: maps in a row.

    Returns:
        (ceil(channels / columns) · height, columns · width), float32 in [0, 1]: every map is scaled by its own minimum
        and maximum. A constant map is black, and so is what is left over in the last row.

    Raises:
        ValueError: the activation has another shape.
    """
    activation = np.asarray(activation, "float32")
    if activation.ndim != 3 or not activation.size:
        raise ValueError(
            f"Expected the maps of one image, (height, width, channels). Received {describe(activation)}. "
            "Of a batch take one: activation[0]."
        )
    if isinstance(columns, bool) or not isinstance(columns, int | np.integer) or columns < 1:
        raise ValueError(f"columns is a whole number, 1 or more. Received {describe(columns)}.")
    height, width, count = activation.shape
    low, high = activation.min(axis=(0, 1)), activation.max(axis=(0, 1))
    scaled = (activation - low) / np.where(high > low, high - low, 1)
    rows = math.ceil(count / columns)
    maps = np.zeros((rows * columns, height, width), "float32")
    maps[:count] = np.moveaxis(scaled, 2, 0)
    return maps.reshape(rows, columns, height, width).swapaxes(1, 2).reshape(rows * height, columns * width)


def sparsity(activation: Any) -> float:
    """The share of exact zeros.

    Args:
        activation: numbers of any shape.

    Returns:
        A share in [0, 1].

    >>> sparsity([0.0, 0.0, 1.0, 3.0])
    0.5
    """
    return float(np.mean(np.asarray(activation) == 0))


class FeatureMapCallback(keras.callbacks.Callback):
    """Writes the feature maps of a few images for TensorBoard, one picture for each layer and epoch.

        model.fit(…, callbacks=[am.activations.FeatureMapCallback("logs", x_test[:2], ["conv1", "conv2"])])

    Then `show_tensorboard("logs")` in a notebook, or `tensorboard --logdir logs` in a terminal. Hand over a few images:
    what they give is written after every epoch.
    """

    def __init__(self, folder: str | Path, images: Any, layers: Sequence[str], columns: int = 16) -> None:
        """Keep what to write, and where.

        Args:
            folder: where the event files go.
            images: a few, (batch, height, width, channels), as the model takes them.
            layers: names of layers with feature maps.
            columns: maps in a row.
        """
        super().__init__()
        self.folder, self.images, self.layers, self.columns = folder, np.asarray(images), list(layers), columns
        self.writer: Any = None
        self.extractor: Any = None

    def on_train_begin(self, logs: dict[str, Any] | None = None) -> None:
        """Open the event file, and write the maps of the net as it is before training, as step 0.

        Args:
            logs: what Keras has measured; not looked at.
        """
        import tensorflow as tf

        self.writer = tf.summary.create_file_writer(str(self.folder))
        self.extractor = feature_extractor(self.model, self.layers)
        self._write(0)

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Write the maps after an epoch, as step epoch + 1.

        Args:
            epoch: its number, from 0 on.
            logs: what Keras has measured; not looked at.
        """
        self._write(epoch + 1)

    def on_train_end(self, logs: dict[str, Any] | None = None) -> None:
        """Close the event file.

        Args:
            logs: what Keras has measured; not looked at.
        """
        self.writer.close()

    def _write(self, step):
        import tensorflow as tf

        with self.writer.as_default():
            for name, maps in _answers(self.extractor, self.images, self.layers).items():
                grids = np.stack([channel_grid(one, self.columns) for one in maps])[..., np.newaxis]
                tf.summary.image(name, grids, step=step, max_outputs=len(grids))
        self.writer.flush()


def show_tensorboard(folder: str | Path) -> None:
    """Open TensorBoard in the notebook on what was recorded in a folder; it ends with the kernel.

    This is what `%tensorboard --logdir folder` does, but it finds TensorBoard where no environment is activated, takes
    any free port, and leaves no server behind.

    Args:
        folder: where `FeatureMapCallback` or another callback wrote its event files.

    Raises:
        ValueError: nothing is recorded in that folder.
    """
    from tensorboard import manager, notebook

    folder = Path(folder).resolve()
    if not any(folder.rglob("events.out.tfevents.*")):
        raise ValueError(f"Expected a folder with a recorded training. There is no event file in {folder}.")
    beside = Path(sys.executable).with_name("tensorboard.exe" if os.name == "nt" else "tensorboard")
    if beside.is_file():
        os.environ.setdefault("TENSORBOARD_BINARY", str(beside))
    prefix = os.environ.get("JUPYTERHUB_SERVICE_PREFIX")
    if prefix and "TENSORBOARD_PROXY_URL" not in os.environ:
        if importlib.util.find_spec("jupyter_server_proxy") is None:
            print(
                "On a hub the browser cannot reach this machine's ports by itself: install jupyter-server-proxy, "
                "restart the server, and run this cell again. Without it the frame below stays empty."
            )
        else:
            os.environ["TENSORBOARD_PROXY_URL"] = f"{prefix.rstrip('/')}/proxy/%PORT%/"
    notebook.start(shlex.join(["--logdir", str(folder), "--port", "0"]))
    for server in manager.get_all():
        if Path(server.logdir) == folder:
            atexit.register(_end, server.pid)


def _end(process):
    with contextlib.suppress(OSError):  # it has ended by itself
        os.kill(process, signal.SIGTERM)
