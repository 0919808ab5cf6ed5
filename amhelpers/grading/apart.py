"""Apart: the process that runs students' code.  It is started once, and forks for every answer.

It reads jobs from its standard input, and writes what came of them to its standard output, the length of each first.
Whoever starts it (`sealed`) has taken from it all that no answer may see.  It is told what to run, and tells what the
answer did on the probes of the exercise; what that is worth is decided elsewhere.
"""

import contextlib
import ctypes
import functools
import importlib
import linecache
import os
import pickle
import resource
import select
import shutil
import signal
import struct
import sys
import time
import traceback
from pathlib import Path

from amhelpers.grading.served import Served

__all__ = ["main"]

FOLDER = Path("/answer")  # of a sealed place
BYTES = 64 * 2**20  # of a file that an answer writes
MEMORY = 6 * 2**30  # that it may ask for, beyond what is in use
PROCESSES = 4096  # threads too, and those of the same user's other work; root has no such limit
CROWD = 200  # processes of an answer after which it is ended at once: forks without end would stop the machine
PR_SET_DUMPABLE = 4
LOADED = ("tensorflow", "keras", "amhelpers", "amhelpers.checks.behaviour", "amhelpers.grading.wire")


def main() -> None:
    """Serve jobs until the standard input ends."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)  # what is forked here cannot look into it
    jobs, results = os.fdopen(os.dup(0), "rb"), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    for name in LOADED:
        importlib.import_module(name)
    _write(results, b"ready")
    while header := jobs.read(8):
        job = pickle.loads(jobs.read(struct.unpack("<q", header)[0]))  # of whoever started this process
        found = _forked(job)
        _write(results, found)
        if found == b"crowd":
            os._exit(1)  # with this process ends the place that they are in, and they with it


def _write(file, data):
    """Send a length, the processor time that all children have taken so far, and the data."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    _send(file, struct.pack("<qd", len(data), used.ru_utime + used.ru_stime) + data)


def _forked(job):
    """What a child makes of a job; an empty text, or a word, where it came to no end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _alone(writing)
            _limit(job)
            _work(job, writing)
        except BaseException as error:
            with contextlib.suppress(BaseException):
                frame = traceback.extract_tb(error.__traceback__)[-1]
                _send(writing, f"failed {error!r} in {frame.filename}, line {frame.lineno}".encode())
        os._exit(0)
    os.close(writing)
    found = _read(reading, child, time.monotonic() + job["seconds"])
    os.close(reading)
    if found != b"crowd":
        _clean(child)
    return found


def _alone(file):
    """Keep, of all files that are open, the one that results go to, and nothing to read or to print to."""
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for one in (0, 1, 2):
        os.dup2(nothing, one)
    os.closerange(3, file)
    os.closerange(file + 1, 4096)


def _read(file, child, end):
    """All that a child sends before it ends; a word where its time is up, or where it is too much."""
    parts, size, ended = [], 0, False
    while True:
        ready, _, _ = select.select([file], [], [], 0 if ended else 0.05)
        part = os.read(file, 2**20) if ready else b""
        size += len(part)
        parts.append(part)
        if size > 4 * BYTES:
            return b"size"
        if not part and (ready or ended):
            return b"".join(parts)
        if not ended and time.monotonic() > end:
            return b"time"
        if len(_others()) > CROWD:
            return b"crowd"
        ended = ended or os.waitpid(child, os.WNOHANG)[0] == child


def _clean(child):
    """End whatever a child left behind, and its files."""
    for _ in range(50):
        others = [one for one in _others() if _is_alive(one)]
        for one in {child, *others}:
            with contextlib.suppress(OSError):
                os.kill(one, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.killpg(child, signal.SIGKILL)  # where this place is not sealed: what stayed in its session
        with contextlib.suppress(OSError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not others:
            break
        time.sleep(0.01)
    else:
        os._exit(1)  # they come faster than they go; with this process ends the place that they are in
    for folder in (FOLDER, Path("/tmp"), Path("/dev/shm")) if os.environ.get("AMHELPERS_SEALED") else ():
        for path in folder.iterdir():
            with contextlib.suppress(OSError):  # a part of the package may lie below /tmp, where nothing can be changed
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() and not path.is_symlink() else path.unlink()


def _others():
    """The processes of an answer: in a sealed place all but this one; elsewhere they are not known."""
    if not os.environ.get("AMHELPERS_SEALED"):
        return []
    found = [path.name for path in Path("/proc").iterdir()]
    return [int(name) for name in found if name.isdigit() and int(name) not in (1, os.getpid())]


def _is_alive(process):
    """Does it still run, and not only wait to be forgotten?"""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def _limit(job):
    """Let this process have no more than an answer needs."""
    used = 0
    with contextlib.suppress(OSError):  # of Linux
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    seconds = int(job["seconds"]) + 5
    for what, most in (
        (resource.RLIMIT_AS, used + MEMORY),
        (resource.RLIMIT_NPROC, PROCESSES),
        (resource.RLIMIT_CPU, 4 * seconds),
        (resource.RLIMIT_FSIZE, BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        most = min([most, *(limit for limit in resource.getrlimit(what)[1:] if limit >= 0)])
        resource.setrlimit(what, (most, most))


def _work(job, file):
    """Run what an answer needs, then the answer on each probe, and send what it did."""
    from amhelpers.checks import behaviour
    from amhelpers.checks.answer import call_error
    from amhelpers.grading import wire

    sys.meta_path.insert(0, Served(job["sources"]))
    for name in [name for name in sys.modules if name.startswith("amhelpers.exercises")]:
        del sys.modules[name]
    os.chdir(FOLDER if os.environ.get("AMHELPERS_SEALED") else job["folder"])
    space, stopped = {"__name__": "__main__"}, None
    for place, (source, needed) in enumerate(job["statements"]):
        try:
            _run(source, needed, space, place)
        except BaseException as error:  # as in a notebook, the next cell goes on
            stopped = stopped or f"{type(error).__name__}: {error}"[:500]
    if job["function"] not in space:
        _send(file, wire.packed([], {"stopped": stopped or "The name has no value."}))
        return
    answer = space[job["function"]]
    task = importlib.import_module(job["exercise"]).EXERCISE
    refusal = "" if callable(answer) and not hasattr(answer, "get_weights") else "no function"
    refusal = refusal or call_error(answer, task.probes[0].arguments()) or ""
    if refusal:
        _send(file, wire.packed([], {"refused": refusal[:500]}))
        return
    seen, raw = [], []
    end = time.monotonic() + job["seconds"]
    for index in job["probes"]:
        given: list = []
        function = _noting(answer, given) if task.properties else answer
        behaved = behaviour.observe(function, task.probes[index], task, end - time.monotonic())
        seen.append(behaved)
        raw.append(given[0] if len(given) == 1 else None)
        if behaved.error:
            break
    _send(file, wire.packed(seen, {"raw": raw if task.properties else []}))


def _run(source, needed, space, place):
    """Run one statement; of an exercise that did not pass put the course's own version in its place."""
    if needed:
        module, function, name = needed
        space[name] = getattr(importlib.import_module(module), function)
        return
    file = f"<answer {place}>"
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    exec(compile(source, file, "exec"), space)


def _noting(function, given):
    """The function, noting what it returns."""

    @functools.wraps(function)
    def noting(*args, **kwargs):
        value = function(*args, **kwargs)
        given.append(value)
        return value

    return noting


def _send(file, data):
    """Write all of it: one call may write a part."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest[: 2**20]) :]


if __name__ == "__main__":
    main()
