"""Servers: what Jupyter is set up to do -> which Python kernels have, what ends them, what is downloaded and graded."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import amhelpers
from amhelpers import downloads
from amhelpers.hub.note import Note

__all__ = ["cull", "kernel", "python_of_server", "sealing", "weights"]

PROGRAMS = ("jupyterhub-singleuser", "jupyter-lab", "jupyter-server")
LESSONS = "python3"  # the kernel that the notebooks ask for
WEIGHTS = ("vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5", "resnet50_weights_tf_dim_ordering_tf_kernels.h5")
SIZE = 162  # MB of both
SPECS = (
    "from jupyter_client.kernelspec import KernelSpecManager as M; import json; print(json.dumps(M().get_all_specs()))"
)
CULL = """
import json
from jupyter_server.serverapp import ServerApp
app = ServerApp()
app.load_config_file()
found = {}
for name in ("MappingKernelManager", "AsyncMappingKernelManager"):
    found |= {key: value for key, value in app.config.get(name, {}).items() if key.startswith("cull_")}
print(json.dumps(found))
"""


def kernel() -> str:
    """Do the notebooks get a Python that has this package?

    Returns:
        Which Python.

    Raises:
        ImportError: they get none, or one without it, or with another copy.
    """
    server = python_of_server()
    specs = _asked(server, SPECS)
    if specs is None:
        return Note(f"kernels: {server} has no Jupyter that could be asked for them")
    if LESSONS not in specs:
        raise ImportError(
            f"The Jupyter of {server} has no kernel {LESSONS}, which the notebooks ask for: {sys.executable} -m "
            f"ipykernel install --name {LESSONS} --prefix {Path(server).parent.parent}"
        )
    spec = specs[LESSONS]["spec"]
    # As Jupyter itself does it: a "python" without a folder is the server's own.
    python = server if spec["argv"][0] in ("python", "python3") else spec["argv"][0]
    code = "import amhelpers, json; print(json.dumps(amhelpers.__file__))"
    found = _asked(python, code, spec.get("env", {}))
    if found is None:
        raise ImportError(
            f"The kernel {LESSONS} of {server} runs {python}, which cannot import amhelpers. Install it there, or a "
            f"kernel that has it: {sys.executable} -m ipykernel install --name {LESSONS} --prefix "
            f"{Path(server).parent.parent}"
        )
    here = Path(amhelpers.__file__)
    if not here.samefile(found):
        raise ImportError(f"The kernel {LESSONS} takes the course from {Path(found).parent}; this is {here.parent}.")
    return f"kernel {LESSONS}: {python}, which has this package"


def cull() -> str:
    """Are kernels that nobody uses ended?

    Returns:
        After how long.

    Raises:
        RuntimeError: they keep their memory until their server ends.
    """
    server = python_of_server()
    found = _asked(server, CULL)
    if found is None:
        return Note(f"cull: {server} has no Jupyter server that could be asked for its settings")
    minutes = found.get("cull_idle_timeout", 0) / 60
    if minutes <= 0:
        raise RuntimeError(
            "No cull: a kernel that nobody uses keeps its memory as long as its server runs. Take the lines of "
            "tools/jupyter_server_config.py. (Whether the hub ends whole servers cannot be seen from here.)"
        )
    connected = "also" if found.get("cull_connected") else "not"
    busy = "and busy ones too" if found.get("cull_busy") else "never busy ones"
    return f"kernels are ended after {minutes:g} idle minutes, {connected} those with an open page, {busy}"


def weights() -> str:
    """Do users share the weights that Keras downloads?

    Returns:
        Where they are.

    Raises:
        OSError: they are to be shared, and not to be had there.
    """
    folder, shared = downloads.cache_folder("models"), os.environ.get("KERAS_HOME")
    if not shared or Path(shared).is_relative_to(Path.home()):
        return Note(
            f"Keras' weights (lessons 05, 06, 08): each user downloads {SIZE} MB into {folder}, or without a network "
            "works with the nets of the course. Set KERAS_HOME for all kernels to one folder to share them"
        )
    missing = [name for name in WEIGHTS if not (folder / name).is_file()]
    closed = [
        name for name in WEIGHTS if (folder / name).is_file() and not (folder / name).stat().st_mode & stat.S_IROTH
    ]
    if missing or closed:
        raise OSError(
            f"Keras' weights are to be shared in {folder}, but {'others cannot read' if closed else 'there is no'} "
            f"{' and '.join(closed or missing)}. As who may write there: {sys.executable} -c "
            "\"import amhelpers as am; am.models.vgg16('imagenet'); am.models.resnet50('imagenet')\"; "
            f"chmod -R a+rX {shared}"
        )
    return f"Keras' weights are shared in {folder}"


def sealing() -> str:
    """Can answers be graded sealed, by this account on this machine?

    Returns:
        Whether they can.
    """
    from amhelpers.grading.sealed import is_sealed

    if is_sealed():
        return "answers are graded sealed here, by bubblewrap"
    why = "bubblewrap may make no namespaces here" if shutil.which("bwrap") else "there is no bubblewrap"
    return Note(f"answers cannot be graded sealed here: {why}. Grade on a machine where they can, or what you trust")


def python_of_server() -> str:
    """The Python of the Jupyter that users get, as far as the search path tells.

    Returns:
        Its path; that of this process where no Jupyter is in the search path.
    """
    for program in filter(None, map(shutil.which, PROGRAMS)):
        with open(program, "rb") as stream:
            first = stream.readline(1000).decode(errors="replace").strip()
        for python in (first.removeprefix("#!"), str(Path(program).with_name("python"))):
            if Path(python).is_absolute() and Path(python).name.startswith("python") and os.access(python, os.X_OK):
                return python
    return sys.executable


def _asked(python: str, code: str, environment: Mapping[str, str] | None = None) -> Any:
    """What a Python prints last, as JSON; None where it fails. It starts where no course is in the way."""
    settings = {**os.environ, **(environment or {})}
    command: Sequence[str] = [python, "-c", code]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False, cwd="/", env=settings
        )
        return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else None
    except (OSError, ValueError, IndexError):
        return None
