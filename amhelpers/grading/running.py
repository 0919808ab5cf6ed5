"""A class: folders of notebooks -> all of them graded, in parallel; what is done is not done again."""

import contextlib
import hashlib
import itertools
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import amhelpers
from amhelpers.consent import agreed_in
from amhelpers.exams.plan import Exam, load, seed_of
from amhelpers.exams.tasks import tasks
from amhelpers.grading import results
from amhelpers.grading.handed import Handed, handed_in, moment
from amhelpers.grading.judging import SECONDS, grades
from amhelpers.grading.marking import marks, shared
from amhelpers.grading.sealed import Apart, is_sealed
from amhelpers.grading.submission import read
from amhelpers.record import of_lesson

__all__ = ["grade"]

MEMORY = 2.5 * 2**30  # bytes of a worker and the process that it runs answers in

_one_at_a_time = threading.Lock()
_apart = Apart()  # of a worker: started with its first submission, and kept


def grade(
    paths: Sequence[str | Path],
    out: str | Path = "grades",
    *,
    scheduler: str | None = None,
    workers: int | None = None,
    gradebook: str | Path | None = None,
    seconds: float = SECONDS,
    exam: str | Path | None = None,
) -> Path:
    """Grade what a class handed in.

    Args:
        paths: folders as nbgrader has them, `submitted/STUDENT/NN/NN_name.ipynb`, or `STUDENT/NN_name.ipynb`; or files.
        out: a folder for what comes of it. What is in there of an earlier run is not graded again, unless the notebook
            or the course has changed.
        scheduler: the address of a Dask cluster; by default one is started on this machine.
        workers: of the cluster that is started; by default one for each core, as far as the memory goes.
        gradebook: nbgrader's `gradebook.db`, into which the points go too.
        seconds: that one answer may take with all that it needs.
        exam: the `exam.json` that was written with the notebooks `NN_exam.ipynb`, which are graded in their place.

    Returns:
        The folder: grades.csv, remarks.csv, class.html, feedback/STUDENT/NN.html, results/.

    Raises:
        ValueError: there are no notebooks of lessons with exercises, or that is no exam.
    """
    if not hasattr(os, "fork"):
        raise ValueError("Grading forks a process for each answer, which Windows cannot: use WSL, Linux or macOS.")
    out = Path(out)
    written_exam = load(exam) if exam is not None else None
    if written_exam is not None and gradebook is not None:
        raise ValueError("An exam's points do not go into nbgrader's gradebook, which has no tasks: take grades.csv.")
    found = handed_in(paths, written_exam is not None)
    done = {(one["student"], one["lesson"]): one for one in results.load(out)}
    course = _course(written_exam)
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
        for one, result in _each(client, waiting, seconds, written_exam):
            own = {"student": one.student, "lesson": one.lesson, "course": course, "moment": moment(one.path)}
            results.store(out, {**result, **own})
    written = [one for one in results.load(out) if any(one["student"] == each.student for each in found)]
    remarks = shared(written)
    for each in written:
        for grade in each["grades"]:
            said = remarks.get((each["student"], grade["number"]))
            grade["remarks"] += [said] if said else []
    results.write(out, written)
    if gradebook is not None:
        from amhelpers.grading.gradebook import enter

        enter(gradebook, written)
    return out


def _course(exam):
    """What the grades depend on besides the notebook: the source of the course, and the exam."""
    folder, digest = Path(amhelpers.__file__).parent, hashlib.sha256()
    if exam is not None:
        digest.update(repr((exam.seed, exam.numbers)).encode())
    for name in ("checks", "exercises", "exams", "grading"):
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


def _each(
    client, waiting: Sequence[Handed], seconds: float, exam: Exam | None
) -> Iterator[tuple[Handed, dict[str, Any]]]:
    """What comes of each notebook, as it comes."""
    if client is None:
        return
    import distributed
    from tqdm.auto import tqdm

    left = iter(waiting)
    running = {}
    bar = tqdm(total=len(waiting), desc="graded", unit="notebook")

    def start(count):
        for one in itertools.islice(left, count):
            data = one.path.read_bytes()
            running[client.submit(_graded, data, one.student, one.lesson, seconds, exam, pure=False, retries=1)] = one

    if not client.nthreads():
        print("The cluster has no worker yet. Waiting for one.", file=sys.stderr)
        client.wait_for_workers(1)
    start(_most(client))
    ended = distributed.as_completed(list(running))
    for future in ended:
        one = running.pop(future)
        error = future.exception()
        before = set(running)
        start(max(0, _most(client) - len(running)))  # workers may have come or gone meanwhile
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


def _most(client):
    """So many notebooks are on their way at a time: two for each worker, and no more are read."""
    return max(1, 2 * len(client.nthreads()))


def _graded(data: bytes, student: str, lesson: str, seconds: float, exam: Exam | None = None) -> dict[str, Any]:
    """Grade a notebook; this runs in a worker, one at a time in each, whatever threads it has."""
    with _one_at_a_time:
        return _graded_alone(data, student, lesson, seconds, exam)


def _graded_alone(data, student, lesson, seconds, exam):
    digest = hashlib.sha256(data).hexdigest()
    began = time.process_time() + _apart.seconds
    try:
        submission = read(data)
    except ValueError as error:
        return {"notebook": digest, "grades": [], "remarks": [str(error)]}
    if exam is not None and student not in exam.students:
        return {"notebook": digest, "grades": [], "remarks": [f"No notebook of this exam was written for {student}."]}
    found = grades(submission, lesson, _apart, seconds, exam and exam.numbers)
    if exam is not None:
        numbers = [number for number in exam.numbers if number in tasks() and of_lesson(number) == lesson]
        found += marks(submission, numbers, seed_of(exam, student))
    remarks = [f"Cell {index + 1} cannot be read: {said}" for index, said in submission.unreadable.items()]
    seconds = round(time.process_time() + _apart.seconds - began, 2)
    kept = {"notebook": digest, "grades": [one._asdict() for one in found], "remarks": remarks}
    agreed = agreed_in(one.source for one in submission.statements)
    return {**kept, "agreed": agreed, "seconds": seconds, "sealed": is_sealed()}
