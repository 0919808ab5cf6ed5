"""The command line: `python -m amhelpers doctor | fetch | progress | report | new` -> text, and 0 where all is well."""

import argparse
import importlib.metadata
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from amhelpers import assets, downloads, record, startup

__all__ = ["doctor", "fetch", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after the program's name; by default, those it was started with.

    Returns:
        The exit status: 0 where all is well.

    Raises:
        SystemExit: there is no such command, or help was asked for.
    """
    parser = argparse.ArgumentParser(prog="python -m amhelpers", description="Seeing what a CNN has learned")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("doctor", help="is everything there that the course needs, and what mends it if not?")
    commands.add_parser("fetch", help="download the full data sets, which the course can do without")
    commands.add_parser("progress", help="which exercises are done")
    reporting = commands.add_parser("report", help="a page on what a class got wrong, from its records")
    reporting.add_argument("paths", nargs="+", help="records of students, or folders with them")
    reporting.add_argument("--out", default="report.html", help="where the page goes; a table in .csv lies beside it")
    reporting.add_argument("--names", action="store_true", help="name students by their files")
    grading = commands.add_parser("grade", help="grade what a class handed in: points, feedback, a page on the class")
    grading.add_argument(
        "paths", nargs="+", help="folders of notebooks, one for each student, or nbgrader's submitted/"
    )
    grading.add_argument("--out", default="grades", help="the folder for what comes of it; a second run goes on in it")
    grading.add_argument("--scheduler", help="the address of a Dask cluster; by default one is started here")
    grading.add_argument("--workers", type=int, help="how many to start here; by default by cores and memory")
    grading.add_argument("--seconds", type=float, default=60, help="that one answer may take with all that it needs")
    grading.add_argument("--gradebook", help="nbgrader's gradebook.db, to enter the points into")
    drafting = commands.add_parser("new", help="for authors: write a new exercise or lesson, which runs as it is")
    kinds = drafting.add_subparsers(dest="kind", required=True)
    for kind, number, name in (("exercise", "3.6", "blur, of its function"), ("lesson", "11", "fine_detail")):
        one = kinds.add_parser(kind)
        one.add_argument("number", help=f"such as {number}")
        one.add_argument("name", help=f"such as {name}")
    one.add_argument("--function", default="contrast", help="the name of the lesson's first exercise")
    given = parser.parse_args(arguments)
    command = given.command
    if command == "new":
        return _new(given)
    if command == "report":
        from amhelpers.reports import report

        try:
            print(*report(given.paths, given.out, given.names), sep="\n")
        except (OSError, ValueError) as error:
            print(error, file=sys.stderr)
            return 1
        return 0
    if command == "grade":
        from amhelpers.grading import grade

        settings = {
            "scheduler": given.scheduler,
            "workers": given.workers,
            "seconds": given.seconds,
            "gradebook": given.gradebook,
        }
        try:
            print(grade(given.paths, given.out, **settings))
        except (OSError, ValueError) as error:
            print(error, file=sys.stderr)
            return 1
        return 0
    if command == "progress":
        from amhelpers.overview import progress

        progress()
        return 0
    return {"doctor": doctor, "fetch": fetch}[command]()


def doctor() -> int:
    """Print one line for everything the course needs.

    Returns:
        1 if something must be mended, else 0.
    """
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


def fetch() -> int:
    """Download the full data sets into Keras' cache.

    Returns:
        1 if one cannot be had, else 0.
    """
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


def _new(given):
    """Write a draft; only authors need what it takes."""
    from amhelpers.drafts import draft_exercise, draft_lesson

    try:
        if given.kind == "exercise":
            print(draft_exercise(given.number, given.name))
        else:
            print(draft_lesson(given.number, given.name, given.function))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


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
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return "memory: not known on this system; a notebook needs up to 1.5 GB"
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    if total < 3:
        raise MemoryError(
            f"This machine has {total:.1f} GB of memory; a notebook needs up to 1.5 GB. Open one at a time."
        )
    return f"{total:.0f} GB of memory"
