"""The doctor: is everything there that the course needs -> a line for each thing, and what mends it if not."""

import importlib.metadata
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from amhelpers import assets, downloads, machine, record, startup
from amhelpers.hub.note import Note

__all__ = ["doctor"]


def doctor(hub: bool = False) -> int:
    """Print one line for everything the course needs.

    Args:
        hub: also for what a hub needs besides, for who runs one.

    Returns:
        1 if something must be mended, else 0.
    """
    checks: tuple[Callable[[], str], ...] = (_python, _packages, _tensorflow, _assets, _folders)
    if hub:
        from amhelpers.hub import CHECKS

        checks += CHECKS
    else:
        checks += (_memory,)
    failed = 0
    for check in checks:
        try:
            said = check()
            print(f"{'note' if isinstance(said, Note) else 'ok  '}  {said}", flush=True)
        except Exception as error:  # whatever is wrong here is what the doctor is for
            failed += 1
            print(f"MEND  {error}")
    print("Everything is there." if not failed else f"{failed} to mend, see above.")
    return 1 if failed else 0


def _python():
    return f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"


def _packages():
    names = ("tensorflow", "keras", "numpy", "matplotlib", "ipywidgets", "jupyterlab")
    try:
        return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    except importlib.metadata.PackageNotFoundError as error:
        raise ImportError(f"The package {error.name} is not installed. {startup.MEND}") from None


def _tensorflow():
    """Import TensorFlow in a process of its own: where it aborts, the doctor still has something to say."""
    code = "import tensorflow as tf; print(len(tf.config.list_physical_devices('GPU')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, errors="replace", check=False)
    if done.returncode == 0:
        gpus = int(done.stdout.split()[-1])
        return f"TensorFlow works, with {gpus} GPU" if gpus else "TensorFlow works, without a GPU: none is needed"
    if platform.system() == "Darwin" and platform.machine() == "x86_64":
        raise ImportError("TensorFlow 2.21 does not exist for Macs with an Intel processor: use a hub.")
    said = done.stderr.strip().splitlines()
    if said and re.match(r"[\w.]*(Error|Exception)\b", said[-1]):
        raise ImportError(f"TensorFlow cannot be imported: {said[-1]}. {startup.MEND}")
    lines = "\n      ".join(said[-8:] or ["nothing"])
    raise ImportError(
        f"TensorFlow ends Python when it is imported ({_ending(done.returncode)}). This machine's processor or system "
        f"may be too old for it: use a hub. Before its end it said:\n      {lines}"
    )


def _ending(status):
    """The exit status of a process in words: of a signal its name."""
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"exit status {status}"


def _assets():
    found = []
    for name in assets.names():
        try:
            assets.path(name)
        except OSError as error:
            found.append(str(error))
    if found:
        raise OSError("\n      ".join(found))
    return f"{len(assets.names())} files that ship with the course, each with its SHA-256"


def _folders():
    for folder in (record.file().parent, downloads.cache_folder()):
        home = next(place for place in (folder, *folder.parents) if place.exists())
        try:
            with tempfile.TemporaryFile(dir=home):
                pass
        except OSError as error:
            raise OSError(
                f"Cannot write to {home}: {error.strerror}. Set AMHELPERS_HOME (progress) and KERAS_HOME (downloads) "
                "to folders that you can write to. Without, the course runs, but forgets your progress."
            ) from None
    free = shutil.disk_usage(Path.cwd()).free / 2**30
    return f"progress and downloads can be written; {free:.0f} GB of disk free"


def _memory():
    limits = machine.memory()
    if not limits:
        return "memory: not known on this system; a notebook needs up to 1.5 GB"
    lowest, source = limits[0]
    if lowest < 3 * 2**30:
        whose = "This machine has" if source == "the machine" else f"Of memory this process may have ({source})"
        raise MemoryError(f"{whose} {lowest / 2**30:.1f} GB; a notebook needs up to 1.5 GB. Open one at a time.")
    return f"{lowest / 2**30:.0f} GB of memory" + ("" if source == "the machine" else f", by {source}")
