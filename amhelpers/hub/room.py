"""Room: memory, cores and processes that there are -> how many kernels and users that is enough for.

What a kernel takes was measured by `benchmarks/hub.py`; docs/hub.md has the table, and how it was measured.
"""

import math
import os

from amhelpers import machine
from amhelpers.hub.note import Note

__all__ = ["kernels", "memory", "processes", "promised", "threads"]

GB = 2**30
SYSTEM = 1.0 * GB  # of a machine, for all that is no user's
LIBRARIES = 0.4 * GB  # pages of files, which kernels on one file system have in common
FIRST = 0.3 * GB  # what a kernel has of its own when it has drawn its first picture
PEAK = 1.1 * GB  # in the longest lesson, at its height
SERVER = 0.15 * GB  # what a user's JupyterLab has of its own
A_USER = 2  # kernels
THREADS = 17  # of a kernel, besides three for each core that it sees
SERVER_THREADS = 50
FILES = 100  # that a kernel has open, or a server for it


def kernels(room: float, each: float) -> int:
    """How many kernels fit.

    Args:
        room: bytes of memory, without what the system needs.
        each: bytes that a kernel has of its own.

    Returns:
        The number, with a JupyterLab for every two.
    """
    return max(0, int((room - LIBRARIES) / (each + SERVER / A_USER)))


def memory() -> str:
    """For how many users is the memory enough?

    Returns:
        The memory, who says so, and the users.

    Raises:
        MemoryError: it is not enough for two kernels of one user.
    """
    limits = machine.memory()
    if not limits:
        return Note("memory: not known on this system")
    lowest, source = limits[0]
    system = SYSTEM if source == "the machine" else 0.0  # in a container there is none
    first, peak = kernels(lowest - system, FIRST), kernels(lowest - system, PEAK)
    said = f"{lowest / GB:.1f} GB of memory, by {source}"
    if len(limits) > 1 and source != "the machine":
        whole = next(limit.value for limit in limits if limit.source == "the machine")
        said += f" (the machine has {whole / GB:.0f})"
    if peak < A_USER:
        raise MemoryError(
            f"{said}: two kernels of one user need {(A_USER * PEAK + SERVER + LIBRARIES + system) / GB:.1f} GB with "
            "what else runs. Raise the limit, or let users have one notebook open at a time."
        )
    said += f": {first} kernels with a picture each, {peak} at the height of the longest lesson; "
    said += f"with two each {first // A_USER} or {peak // A_USER} users, if all share this memory"
    return said


def promised() -> str:
    """Is the limit that JupyterHub tells its users one that something enforces?

    Returns:
        The limit, or that there is none to be seen.

    Raises:
        MemoryError: the hub was told a limit that nothing enforces here.
    """
    told = os.environ.get("MEM_LIMIT", "")
    if not told.isdecimal():
        return Note("a memory limit for each user: none is told here by JupyterHub (it would set MEM_LIMIT)")
    limits = [limit for limit in machine.memory() if limit.source != "the machine"]
    said = f"JupyterHub's limit for this user, {int(told) / GB:.1f} GB"
    if not limits or limits[0].value > 1.01 * int(told):
        raise MemoryError(
            f"{said}, is enforced by no control group here: with this spawner mem_limit is a number without effect. "
            "Take one that enforces it, such as SystemdSpawner, DockerSpawner or KubeSpawner."
        )
    return f"{said}, is enforced by {limits[0].source}"


def threads() -> str:
    """Does TensorFlow start more threads than there are cores for it?

    Returns:
        Cores, and threads.

    Raises:
        RuntimeError: a container has fewer cores than are seen in it.
    """
    seen, *quota = machine.cores()
    count = _set_threads() or int(seen.value)
    said = f"{int(seen.value)} cores, and {count} threads of TensorFlow for computing in each kernel"
    if quota and count > math.ceil(quota[0].value):
        enough = max(1, math.ceil(quota[0].value))
        raise RuntimeError(
            f"{said}, but a quota of {quota[0].value:.1f} cores ({quota[0].source}): they wait for each other. Set in "
            f"the kernels' environment TF_NUM_INTRAOP_THREADS={enough} and TF_NUM_INTEROP_THREADS={enough}."
        )
    return f"{said}, of a quota of {quota[0].value:.1f} ({quota[0].source})" if quota else f"{said}; no quota is set"


def processes() -> str:
    """Are there enough threads and open files for a user, and for all users of a container?

    Returns:
        The limits.

    Raises:
        OSError: they are too low for two kernels.
    """
    need = THREADS + 3 * int(machine.cores()[0].value)
    limits, files = machine.processes(), machine.open_files()
    wrong = []
    if limits and limits[0].value < A_USER * need + SERVER_THREADS:
        wrong.append(
            f"{limits[0].value:,} threads at most ({limits[0].source}); a kernel has {need} here, and two of them with "
            f"their server need {A_USER * need + SERVER_THREADS}."
        )
    if files and files[0].value < A_USER * FILES + 100:
        wrong.append(f"{files[0].value} open files at most ({files[0].source}); two kernels and their server need 300.")
    if wrong:
        raise OSError(" ".join([*wrong, "Raise the limit."]))
    if not limits and not files:
        return Note("limits on threads and open files: none, or not known on this system")
    most = f"{limits[0].value:,} threads ({limits[0].source})" if limits else "threads without a limit"
    opened = f"{files[0].value:,} open files" if files else "any number of open files"
    return f"{most}, of which a kernel has {need}; {opened} a process"


def _set_threads():
    """The threads that the environment asks for, or None."""
    told = os.environ.get("TF_NUM_INTRAOP_THREADS", "")
    return int(told) if told.isdecimal() and int(told) > 0 else None
