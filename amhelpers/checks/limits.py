"""Limits: a call that cannot hang the notebook, end it, or eat the machine's memory.

The function runs in a thread of its own, and the notebook waits for it for so long and no longer.  Python code that
does not end is then interrupted.  What cannot be interrupted (a compiled TensorFlow loop, a single call into C, code
that catches every interruption) is left behind: the check goes on, and only a restart of the kernel ends it.
"""

import contextlib
import contextvars
import ctypes
import sys
import threading
import time

__all__ = ["MEMORY", "SECONDS", "TimeLimitError", "run"]

SECONDS = 20  # that one call may take
PATIENCE = 1  # seconds for an interruption to take effect
MEMORY = 4 * 2**30  # bytes that one call may ask for, beyond what the kernel already has


class TimeLimitError(BaseException):
    """The call took longer than it may. Not an `Exception`: `except Exception` in an answer does not catch it."""

    frame = None  # where the call was when its time was up
    left_behind = False  # does it still run?


def run(function, seconds=None):
    """Return `function()`, or raise what it raises; after `seconds` (by default SECONDS) a `TimeLimitError`.

    Memory is limited on Linux: beyond it, allocations fail with a `MemoryError`.
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
        end = time.monotonic() + (SECONDS if seconds is None else seconds)
        try:
            while not ended.is_set() and time.monotonic() < end:
                ended.wait(min(0.1, end - time.monotonic()))  # short, because on Windows no interruption ends a wait
        except KeyboardInterrupt:
            _interrupt(thread, ended)
            raise
        if not ended.is_set():
            ends["error"] = _time_is_up(thread, ended)
    if "error" in ends:
        raise ends["error"]
    return ends["value"]


def _time_is_up(thread, ended):
    """Interrupt a thread; the error that says where it was, and whether it still runs."""
    error = TimeLimitError()
    error.frame = sys._current_frames().get(thread.ident)
    error.left_behind = not _interrupt(thread, ended)
    return error


def _interrupt(thread, ended):
    """Raise TimeLimitError in a thread until it ends or PATIENCE is over; returns whether it ended."""
    for _ in range(20):
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(TimeLimitError))
        if ended.wait(PATIENCE / 20):
            return True
    return False


@contextlib.contextmanager
def _memory_limit():
    """Let a huge allocation fail with a MemoryError, where it would else end the kernel (Linux only)."""
    if not sys.platform.startswith("linux") or _has_gpu():
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with open("/proc/self/statm", encoding="ascii") as stream:
        size = int(stream.read().split()[0]) * resource.getpagesize()
    limit = size + MEMORY
    if soft != resource.RLIM_INFINITY:
        limit = min(limit, soft)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _has_gpu():
    """Is there a GPU, whose driver reserves addresses without end? Starts TensorFlow's threads, which take some too."""
    tf = sys.modules.get("tensorflow")
    if tf is None or not hasattr(tf, "config"):
        return False
    tf.constant(0.0)
    return bool(tf.config.list_physical_devices("GPU"))
