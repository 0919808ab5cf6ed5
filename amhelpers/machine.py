"""The machine: files of Linux below a root -> what a process may have of memory, cores and processes, and who says so.

A container's limit is that of a control group: version 2 has `memory.max`, `cpu.max` and `pids.max`, version 1
`memory.limit_in_bytes`, `cpu.cfs_quota_us` and `pids.max`.  A group has the limits of all groups above it as well.
"""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

__all__ = ["Limit", "cores", "memory", "open_files", "processes"]

ROOT = Path("/")


class Limit(NamedTuple):
    """How much there is of something.

    Attributes:
        value: bytes, cores, or how many.
        source: what says so, such as "the machine", or the file of a control group.
    """

    value: float
    source: str


def memory(root: Path = ROOT) -> list[Limit]:
    """The memory of the machine, and the limit of a container.

    Args:
        root: the folder that `/proc` and `/sys` are in.

    Returns:
        In bytes, the lowest first; empty where nothing can be found out.
    """
    found: list[Limit] = []
    for line in _text(root / "proc/meminfo").splitlines():
        if line.startswith("MemTotal:"):
            found.append(Limit(int(line.split()[1]) * 1024, "the machine"))
    if not found and root == ROOT and "SC_PHYS_PAGES" in getattr(os, "sysconf_names", ()):
        found.append(Limit(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"), "the machine"))
    whole = found[0].value if found else float(2**60)
    for name, controller in (("memory.max", ""), ("memory.limit_in_bytes", "memory")):
        for file in _files(root, controller, name):
            value = _number(_text(file))
            if value is not None and value < whole:  # without a limit version 1 has a number beyond all machines
                found.append(Limit(value, str(file)))
    return sorted(found)


def cores(root: Path = ROOT) -> list[Limit]:
    """The cores that this process sees, and how many a container lets it use.

    Args:
        root: the folder that `/proc` and `/sys` are in.

    Returns:
        In cores, those that are seen first; then the quota, in fractions of cores, if there is one.
    """
    seen = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    quotas = []
    for file in _files(root, "", "cpu.max"):
        quota, _, period = _text(file).strip().partition(" ")
        quotas.append(_share(quota, period, file))
    for file in _files(root, "cpu", "cpu.cfs_quota_us"):
        quotas.append(_share(_text(file), _text(file.with_name("cpu.cfs_period_us")), file))
    return [Limit(seen or 1, "the processors that it may run on"), *sorted(one for one in quotas if one)[:1]]


def processes(root: Path = ROOT) -> list[Limit]:
    """How many processes and threads there may be.

    Args:
        root: the folder that `/proc` and `/sys` are in.

    Returns:
        The limits of this user and of a container, the lowest first; empty where there is none.
    """
    found = [(_number(_text(file)), str(file)) for name in ("", "pids") for file in _files(root, name, "pids.max")]
    found.append((_own(root, "Max processes"), "ulimit -u"))
    return sorted(Limit(value, source) for value, source in found if value is not None)


def open_files(root: Path = ROOT) -> list[Limit]:
    """How many files a process may have open.

    Args:
        root: the folder that `/proc` is in.

    Returns:
        The limit; empty where there is none, and outside of Linux, where it is not known.
    """
    value = _own(root, "Max open files")
    return [] if value is None else [Limit(value, "ulimit -n")]


def _own(root, name):
    """The soft limit of this process, as `/proc` lists it; None where there is none."""
    for line in _text(root / "proc/self/limits").splitlines():
        if line.startswith(name):
            return _number(line.removeprefix(name).split()[0])
    return None


def _share(quota, period, file):
    """Cores of a quota of microseconds in a period of them; None where there is no quota."""
    used, whole = _number(quota), _number(period)
    return Limit(used / whole, str(file)) if used is not None and whole else None


def _files(root: Path, controller: str, name: str) -> Iterator[Path]:
    """Such files of this process's control group and of those above it, as far as they are to be seen.

    A controller "" is that of version 2, which has one tree for all.
    """
    groups = [line.split(":", 2) for line in _text(root / "proc/self/cgroup").splitlines() if line.count(":") >= 2]
    group = next((path for _, names, path in groups if controller in names.split(",")), None)
    if group is None:
        return
    for mounted, point in _mounts(root, controller):
        inside = PurePosixPath(group)
        # In a container the path may be that of the host: what is mounted there is then this group, or one above it.
        rest = inside.relative_to(mounted) if inside.is_relative_to(mounted) else PurePosixPath()
        parts = () if ".." in rest.parts else rest.parts
        for count in range(len(parts), -1, -1):
            file = root.joinpath(point.lstrip("/"), *parts[:count], name)
            if file.is_file():
                yield file


def _mounts(root, controller):
    """Where a controller's tree is mounted, as (the group that is its root there, the folder)."""
    for line in _text(root / "proc/self/mountinfo").splitlines():
        before, _, after = line.partition(" - ")
        fields, kind = before.split(), after.split()
        if len(fields) < 5 or len(kind) < 3:
            continue
        version2 = kind[0] == "cgroup2" and not controller
        if version2 or (kind[0] == "cgroup" and controller and controller in kind[2].split(",")):
            yield fields[3], fields[4]


def _number(text):
    """A number that limits something; None of "max", "unlimited" and -1."""
    text = text.strip()
    return int(text) if text.isdecimal() else None


def _text(file):
    """What is in a file; an empty text where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
