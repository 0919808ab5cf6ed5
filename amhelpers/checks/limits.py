"""Limits: a call that cannot hang the notebook, end it, or eat the machine's memory.

The function runs in a thread of its own, and the notebook waits for it for so long and no longer.  Python code that
does not end is then interrupted.  What cannot be interrupted (a compiled TensorFlow loop, a single call into C, code
that catches every interruption) is left behind: the check goes on, and only a restart of the kernel ends it.
"""

import contextlib
import contextvars
import ctypes
import linecache
import sys
import threading
import time
import traceback
import types
from collections.abc import Callable
from typing import Any, NamedTuple

__all__ = ["MEMORY", "SECONDS", "Line", "TimeLimitError", "line_at", "run"]

SECONDS = 20  # that one call may take
PATIENCE = 1  # seconds for an interruption to take effect
MEMORY = 4 * 2**30  # bytes that one call may ask for, beyond what the kernel already has in use


class Line(NamedTuple):
    """A line that a call was at. Of its frame only the globals are kept, which tell whose it is, and no array."""

    globals: dict
    number: int
    source: str
    code: types.CodeType


def line_at(frame: types.FrameType, number: int) -> Line:
    """The line that a frame is at.

    Args:
        frame: of a call.
        number: that of the line in its file or cell.

    Returns:
        The line, with its text where that is at hand.
    """
    return Line(frame.f_globals, number, linecache.getline(frame.f_code.co_filename, number), frame.f_code)


class TimeLimitError(BaseException):
    """The call took longer than it may. Not an `Exception`: `except Exception` in an answer does not catch it."""

    lines: tuple[Line, ...] = ()  # where the call was when its time was up, outermost first
    left_behind = False  # does it still run?


def run(function: Callable[[], object], seconds: float | None = None) -> Any:
    """Return `function()`, or raise what it raises.

    Memory is limited on Linux: beyond it, allocations fail with a `MemoryError`.

    Args:
        function: takes nothing; it runs in a thread of its own, in the context of the caller.
        seconds: how long it may take, by default SECONDS.

    Returns:
        What the function returns.

    Raises:
        TimeLimitError: it took longer.
        KeyboardInterrupt: the user stopped it; the call is interrupted too.
        BaseException: whatever the function raises.
    """
    ends, ended = {}, threading.Event()

    def work():
        try:
            ends["value"] = function()
        except BaseException as error:
            ends["error"] = error
        finally:
            ended.set()

    thread = threading.Thread(target=contextvars.copy_context().run, args=(work,), daemon=True)
    with _memory_limit():
        thread.start()
        try:
            in_time = _wait(thread, ended, SECONDS if seconds is None else seconds)
        except KeyboardInterrupt:
            _interrupt(thread, ended)
            raise
        error = ends.pop("error", None) if in_time else _time_is_up(thread, ended)
    try:
        if error is None and "value" not in ends:
            error = TimeLimitError()  # interrupted before it could note anything
        if error is not None:
            raise error
        return ends.pop("value")
    finally:
        error = None  # its traceback holds this frame, which would hold it


def _wait(thread, ended, seconds):
    """Wait for a thread to end; returns whether it did.

    Whether it ended is the thread's own word; the event, which an interruption can keep from being set, only wakes the
    waiter. `Thread.join` will not do: in Python 3.11 a keyboard interrupt in it makes a running thread count as ended.
    """
    end = time.monotonic() + seconds
    while thread.is_alive() and time.monotonic() < end:
        # A moment at a time, because on Windows no interruption ends a wait.
        if ended.wait(min(0.1, end - time.monotonic())):
            time.sleep(0.0005)  # its last steps
    return not thread.is_alive()


def _time_is_up(thread, ended):
    """Interrupt a thread; the error that says where it was, and whether it still runs."""
    error = TimeLimitError()
    frames = reversed(list(traceback.walk_stack(sys._current_frames().get(thread.ident))))
    error.lines = tuple(line_at(*pair) for pair in frames)
    error.left_behind = not _interrupt(thread, ended)
    return error


def _interrupt(thread, ended):
    """Raise SystemExit in a thread until it ends or PATIENCE is over; returns whether it ended.

    Of a SystemExit a thread ends without a word, wherever in its last steps the interruption meets it.
    """
    for _ in range(20):
        if thread.is_alive():
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit))
            _wait(thread, ended, PATIENCE / 20)
    return not thread.is_alive()


@contextlib.contextmanager
def _memory_limit():
    """Let a huge allocation fail with a MemoryError, where it would else end the kernel (Linux only).

    What counts is memory that can be written. Addresses that are only reserved, as every further thread of TensorFlow
    and of the notebook does by the gigabyte on a machine with many cores, do not: they would fail in the place of the
    answer, or the answer in theirs.
    """
    if not sys.platform.startswith("linux") or _has_gpu():
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    with open("/proc/self/statm", encoding="ascii") as stream:
        size = int(stream.read().split()[5]) * resource.getpagesize()
    limit = size + MEMORY
    if soft != resource.RLIM_INFINITY:
        limit = min(limit, soft)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _has_gpu():
    """Is there a GPU, whose driver reserves addresses without end? Starts TensorFlow's threads, which take some too."""
    tf = sys.modules.get("tensorflow")
    if tf is None or not hasattr(tf, "config"):
        return False
    tf.constant(0.0)
    return bool(tf.config.list_physical_devices("GPU"))
