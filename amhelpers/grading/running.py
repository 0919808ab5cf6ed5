"""A class: folders of notebooks -> all of them graded, in parallel; what is done is not done again."""

import contextlib
import hashlib
import itertools
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import amhelpers
from amhelpers.consent import agreed_in
from amhelpers.grading import results
from amhelpers.grading.handed import Handed, handed_in, moment
from amhelpers.grading.judging import SECONDS, grades
from amhelpers.grading.sealed import Apart, is_sealed
from amhelpers.grading.submission import read

__all__ = ["grade"]

MEMORY = 2.5 * 2**30  # bytes of a worker and the process that it runs answers in

_apart = Apart()  # of a worker: started with its first submission, and kept


def grade(
    paths: Sequence[str | Path],
    out: str | Path = "grades",
    *,
    scheduler: str | None = None,
    workers: int | None = None,
    gradebook: str | Path | None = None,
    seconds: float = SECONDS,
) -> Path:
    """Grade what a class handed in.

    Args:
        paths: folders as nbgrader has them, `submitted/STUDENT/NN/NN_name.ipynb`, or `STUDENT/NN_name.ipynb`; or files.
        out: a folder for what comes of it. What is in there of an earlier run is not graded again, unless the notebook
            or the course has changed.
        scheduler: the address of a Dask cluster; by default one is started on this machine.
        workers: of the cluster that is started; by default one for each core, as far as the memory goes.
        seconds: that one answer may take with all that it needs.
        gradebook: nbgrader's `gradebook.db`, into which the points go too.

    Returns:
        The folder: grades.csv, remarks.csv, class.html, feedback/STUDENT/NN.html, results/.

    Raises:
        ValueError: there are no notebooks of lessons with exercises.
    """
    if not hasattr(os, "fork"):
        raise ValueError("Grading forks a process for each answer, which Windows cannot: use WSL, Linux or macOS.")
    out = Path(out)
    found = handed_in(paths)
    done = {(one["student"], one["lesson"]): one for one in results.load(out)}
    course = _course()
    waiting = []
    for one in found:
        digest = hashlib.sha256(one.path.read_bytes()).hexdigest()
        before = done.get((one.student, one.lesson))
        if before is None or (before["notebook"], before["course"]) != (digest, course):
            waiting.append(one)
    print(f"{len(found)} notebooks, {len(found) - len(waiting)} of them graded before.")
    if waiting and not is_sealed():
        print(
            "There is no bubblewrap here (bwrap): the answers run as you, and can read and change what you can. "
            "Grade only what you trust, or in a container of its own.",
            file=sys.stderr,
        )
    with _cluster(scheduler, workers, len(waiting)) as client:
        for one, result in _each(client, waiting, seconds):
            own = {"student": one.student, "lesson": one.lesson, "course": course, "moment": moment(one.path)}
            results.store(out, {**result, **own})
    written = [one for one in results.load(out) if any(one["student"] == each.student for each in found)]
    results.write(out, written)
    if gradebook is not None:
        from amhelpers.grading.gradebook import enter

        enter(gradebook, written)
    return out


def _course():
    """What the grades depend on besides the notebook: the source of the course."""
    folder, digest = Path(amhelpers.__file__).parent, hashlib.sha256()
    for name in ("checks", "exercises", "grading"):
        for file in sorted((folder / name).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def _cluster(scheduler: str | None, workers: int | None, count: int) -> Iterator[Any]:
    """A client of a Dask cluster; one that is started here ends with it. None where there is nothing to do."""
    if not count:
        yield None
        return
    try:
        import dask
        import distributed
    except ImportError:
        raise ValueError("Grading needs Dask's distributed: pip install 'distributed'.") from None
    settings = {"distributed.scheduler.allowed-failures": 1}  # what ends a worker is tried once more, and then named
    with contextlib.ExitStack() as stack:
        stack.enter_context(dask.config.set(settings))
        address: Any = scheduler
        if scheduler is None:
            most = min(workers or _workers(), count)
            quiet = {"dashboard_address": None, "silence_logs": 50}
            local = distributed.LocalCluster(n_workers=most, threads_per_worker=1, memory_limit=0, **quiet)
            address = stack.enter_context(local)
        yield stack.enter_context(distributed.Client(address))


def _workers():
    """One worker for each core, as far as the memory goes."""
    import psutil

    return max(1, min(psutil.cpu_count() or 1, int(psutil.virtual_memory().available / MEMORY)))


def _each(client, waiting: Sequence[Handed], seconds: float) -> Iterator[tuple[Handed, dict[str, Any]]]:
    """What comes of each notebook, as it comes."""
    if client is None:
        return
    import distributed
    from tqdm.auto import tqdm

    left = iter(waiting)
    running = {}
    most = 2 * sum(client.nthreads().values())  # so many are read at a time, and no more
    bar = tqdm(total=len(waiting), desc="graded", unit="notebook")

    def start(count):
        for one in itertools.islice(left, count):
            running[client.submit(_graded, one.path.read_bytes(), one.lesson, seconds, pure=False, retries=1)] = one

    start(most)
    ended = distributed.as_completed(list(running))
    for future in ended:
        one = running.pop(future)
        error = future.exception()
        before = set(running)
        start(1)
        ended.update(set(running) - before)
        bar.update()
        if error is None:
            yield one, future.result()
        else:
            print(
                f"{one.path}: not graded ({type(error).__name__}: {error}). It is tried again the next time.",
                file=sys.stderr,
            )
    bar.close()


def _graded(data: bytes, lesson: str, seconds: float) -> dict[str, Any]:
    """Grade a notebook; this runs in a worker."""
    digest = hashlib.sha256(data).hexdigest()
    began = time.process_time() + _apart.seconds
    try:
        submission = read(data)
    except ValueError as error:
        return {"notebook": digest, "grades": [], "remarks": [str(error)]}
    found = grades(submission, lesson, _apart, seconds)
    remarks = [f"Cell {index + 1} cannot be read: {said}" for index, said in submission.unreadable.items()]
    seconds = round(time.process_time() + _apart.seconds - began, 2)
    kept = {"notebook": digest, "grades": [one._asdict() for one in found], "remarks": remarks}
    agreed = agreed_in(one.source for one in submission.statements)
    return {**kept, "agreed": agreed, "seconds": seconds, "sealed": is_sealed()}
