"""The command line: `python -m amhelpers doctor | fetch | progress` -> text, and 0 where all is well."""

import argparse
import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from amhelpers import assets, downloads, startup

__all__ = ["doctor", "fetch", "main"]


def main(arguments=None):
    """Run one command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m amhelpers", description="Seeing what a CNN has learned")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("doctor", help="is everything there that the course needs, and what mends it if not?")
    commands.add_parser("fetch", help="download the full data sets, which the course can do without")
    commands.add_parser("progress", help="which exercises are done")
    command = parser.parse_args(arguments).command
    if command == "progress":
        from amhelpers.checks import progress

        progress()
        return 0
    return {"doctor": doctor, "fetch": fetch}[command]()


def doctor():
    """Print one line for everything the course needs; returns 1 if something must be mended, else 0."""
    checks = (_python, _packages, _tensorflow, _assets, _folders, _memory)
    failed = 0
    for check in checks:
        try:
            print(f"ok    {check()}")
        except Exception as error:  # whatever is wrong here is what the doctor is for
            failed += 1
            print(f"MEND  {error}")
    print("Everything is there." if not failed else f"{failed} to mend, see above.")
    return 1 if failed else 0


def fetch():
    """Download the full data sets into Keras' cache; returns 1 if one cannot be had."""
    from amhelpers import datasets

    failed = 0
    for name, load in {"MNIST": datasets.load_mnist, "CIFAR-10": datasets.load_cifar10}.items():
        try:
            (train, _), (test, _) = load(full=True)
            print(f"{name}, {len(train):,} + {len(test):,} images, is in {downloads.cache_folder()}")
        except OSError as error:
            failed = 1
            print(error, file=sys.stderr)
    return failed


def _python():
    return f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"


def _packages():
    names = ("tensorflow", "keras", "numpy", "matplotlib", "ipywidgets", "jupyterlab")
    try:
        return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    except importlib.metadata.PackageNotFoundError as error:
        raise ImportError(f"The package {error.name} is not installed. {startup.MEND}") from None


def _tensorflow():
    try:
        import tensorflow as tf
    except ImportError as error:
        if platform.system() == "Darwin" and platform.machine() == "x86_64":
            raise ImportError("TensorFlow 2.21 does not exist for Macs with an Intel processor: use a hub.") from None
        raise ImportError(f"TensorFlow cannot be imported: {error}. {startup.MEND}") from None
    gpus = tf.config.list_physical_devices("GPU")
    return f"TensorFlow works, with {len(gpus)} GPU" if gpus else "TensorFlow works, without a GPU: none is needed"


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
    from amhelpers.checks import record

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
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return "memory: not known on this system; a notebook needs up to 1.5 GB"
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    if total < 3:
        raise MemoryError(
            f"This machine has {total:.1f} GB of memory; a notebook needs up to 1.5 GB. Open one at a time."
        )
    return f"{total:.0f} GB of memory"
