"""The start: Python, Keras and TensorFlow as the course needs them, or an error before an import fails."""

import contextlib
import importlib.abc
import importlib.metadata
import importlib.util
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

from amhelpers import forgotten

__all__ = ["check_versions", "prepare"]

MEND = "Install what the course needs: python -m pip install -r requirements.lock"


def prepare() -> None:
    """Refuse what the course cannot run on, and see to it that TensorFlow starts quietly.

    Raises:
        ImportError: Python, Keras, its backend or its settings are others than the course needs; the message says how
            to mend it.
    """
    check_versions()
    backend = os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    if "keras" in sys.modules:
        backend = sys.modules["keras"].config.backend()
    if backend != "tensorflow":
        raise ImportError(
            f'The course runs on TensorFlow, but Keras is set to the backend "{backend}". Restart Python and put this '
            'line before every other import: import os; os.environ["KERAS_BACKEND"] = "tensorflow"'
        )
    _check_settings()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    # keras.Model(model.inputs, …), as every book writes it, warns at each call with a tensor, and works.
    warnings.filterwarnings("ignore", "The structure of `inputs` doesn't match the expected structure")
    if "tensorflow" not in sys.modules and not any(isinstance(finder, _QuietStart) for finder in sys.meta_path):
        sys.meta_path.insert(0, _QuietStart())
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None and hasattr(shell, "kernel"):
        forgotten.load_ipython_extension(shell)
        _caption_figures(shell)


def _caption_figures(shell):
    """In a notebook every figure says in words what is to be seen in it, from its first showing on."""

    def as_html(figure):
        from amhelpers import captions  # not before there is a figure: Matplotlib takes its time

        return captions.as_html(figure)

    # For the base class: what is there for figures themselves is taken away when IPython meets Matplotlib.
    shell.display_formatter.formatters["text/html"].for_type_by_name("matplotlib.figure", "FigureBase", as_html)


def _check_settings():
    """Refuse channels first and numbers other than float32 as Keras' defaults, which its file may have set long ago."""
    try:
        file = Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras") / "keras.json"
    except RuntimeError:  # no home is to be had
        return
    if "keras" in sys.modules:
        config = sys.modules["keras"].config
        found = {"image_data_format": config.image_data_format(), "floatx": config.floatx()}
    else:
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # there is none, or Keras will say itself what is wrong with it
            return
    for name, needed in (("image_data_format", "channels_last"), ("floatx", "float32")):
        if isinstance(found, dict) and found.get(name, needed) != needed:
            raise ImportError(
                f'Keras is set to {name} = "{found[name]}", and the course needs "{needed}". That stands in {file}, or '
                f"in a keras.config.set_{name}(…) before this line: change it there, and restart Python."
            )


def check_versions(python: tuple[int, int] | None = None, keras: str | None = None) -> None:
    """See to it that Python is 3.11 to 3.13 and Keras is 3.

    Args:
        python: major and minor version; by default, of the Python that runs.
        keras: version; by default, of the Keras that is installed.

    Raises:
        ImportError: one of them is another, or there is no Keras; the message says how to mend it.
    """
    python = python or sys.version_info[:2]
    if not (3, 11) <= python <= (3, 13):
        raise ImportError(
            "The course needs Python 3.11, 3.12 or 3.13. This is Python {}.{}. "
            "Make an environment with one of those (README.md shows how).".format(*python)
        )
    try:
        keras = keras or importlib.metadata.version("keras")
    except importlib.metadata.PackageNotFoundError:
        raise ImportError(f"Keras is not installed in this Python ({sys.executable}). {MEND}") from None
    if int(keras.split(".")[0]) != 3:
        raise ImportError(f"The course needs Keras 3. This is Keras {keras}. {MEND}")


class _QuietStart(importlib.abc.MetaPathFinder):
    """Holds TensorFlow's start-up messages back: it writes them to file descriptor 2 whatever its log level is."""

    searching = False

    def find_spec(self, name, path=None, target=None):
        if name != "tensorflow" or self.searching:
            return None
        self.searching = True
        try:
            spec = importlib.util.find_spec(name)
        finally:
            self.searching = False
        if spec is not None:
            load = spec.loader.exec_module

            def load_quietly(module):
                sys.meta_path.remove(self)
                with _standard_error_held_back():
                    load(module)
                    module.config.list_physical_devices()  # looks for a GPU, which writes messages of its own

            spec.loader.exec_module = load_quietly
        return spec


# Holds what it reads until there is no more, which is when the process that wrote it is at its end, or failed.
HOLDER = """
import os, signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
held = b""
while part := os.read(0, 65536):
    held += part
while held:
    held = held[os.write(2, held):]
"""


@contextlib.contextmanager
def _standard_error_held_back():
    """Drop what is written to file descriptor 2; after an error, or a crash, let it appear there after all.

    A process that aborts (a processor without AVX, say) can write nothing more. So another one holds the messages: a
    small Python at the other end of a pipe, which prints them when the pipe closes, unless it is ended before.
    """
    try:
        saved = os.dup(2)
    except OSError:  # there is none, and so no message
        yield
        return
    try:
        command = [sys.executable, "-I", "-S", "-c", HOLDER]
        holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=saved, stderr=saved, bufsize=0)
    except (OSError, ValueError):  # no further process is to be had: rather messages than none
        os.close(saved)
        yield
        return
    os.dup2(holder.stdin.fileno(), 2)
    try:
        yield
        holder.kill()
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        holder.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):  # something that the import started has the pipe too
            holder.wait(10)
