"""The backend: Python, Keras and TensorFlow as the course needs them, or an error before an import fails."""

import contextlib
import importlib.abc
import importlib.metadata
import importlib.util
import os
import sys
import tempfile
import warnings

__all__ = ["check_versions", "prepare"]

MEND = "Install what the course needs: python -m pip install -r requirements.lock"


def prepare():
    """Refuse what the course cannot run on, and see to it that TensorFlow starts quietly.

    Raises:
        ImportError: Python, Keras or Keras' backend is another than the course needs; the message says how to mend it.
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
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    # keras.Model(model.inputs, …), as every book writes it, warns at each call with a tensor, and works.
    warnings.filterwarnings("ignore", "The structure of `inputs` doesn't match the expected structure")
    if "tensorflow" not in sys.modules and not any(isinstance(finder, _QuietStart) for finder in sys.meta_path):
        sys.meta_path.insert(0, _QuietStart())


def check_versions(python=None, keras=None):
    """Raise an ImportError unless Python is 3.11 to 3.13 and Keras is 3; by default, those that are installed."""
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
        spec = importlib.util.find_spec(name)
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


@contextlib.contextmanager
def _standard_error_held_back():
    """Drop what is written to file descriptor 2; after an error, write it there after all."""
    try:
        saved = os.dup(2)
    except OSError:  # there is none, and so no message
        yield
        return
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), 2)
        try:
            yield
        except BaseException:
            held.seek(0)
            os.write(saved, held.read())
            raise
        finally:
            os.dup2(saved, 2)
            os.close(saved)
