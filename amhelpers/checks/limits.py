"""Limits: a call that cannot hang the notebook, end it, or eat the machine's memory.

Python code that does not end is interrupted; so is code that catches everything, because the interruption comes again
and again.  A compiled TensorFlow loop cannot be interrupted, nor can a single call into C that does not return.
"""

import contextlib
import ctypes
import sys
import threading

__all__ = ["MEMORY", "SECONDS", "TimeLimitError", "run"]

SECONDS = 20
MEMORY = 4 * 2**30  # bytes that one call may ask for, beyond what the kernel already has


class TimeLimitError(BaseException):
    """The call took longer than it may. Not an `Exception`, so that `except Exception` in an answer does not stop it."""


def run(function, seconds=SECONDS):
    """Return `function()`; after `seconds` it is interrupted with a `TimeLimitError`. Memory is limited on Linux."""
    thread = threading.get_ident()
    ended = threading.Event()
    threading.Thread(target=_interrupt, args=(thread, ended, seconds), daemon=True).start()
    try:
        with _memory_limit():
            return _watched(function)
    finally:
        ended.set()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), None)  # one that was not delivered in time


def _watched(function):
    return function()


def _interrupt(thread, ended, seconds):
    """Raise TimeLimitError in a thread, every 20 ms while it is inside `_watched`, once `seconds` have passed."""
    if ended.wait(seconds):
        return
    while not ended.wait(0.02) and _is_inside(thread, _watched.__code__):
        error = ctypes.py_object(TimeLimitError)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)


def _is_inside(thread, code):
    frame = sys._current_frames().get(thread)
    while frame is not None and frame.f_code is not code:
        frame = frame.f_back
    return frame is not None


@contextlib.contextmanager
def _memory_limit():
    """Let a huge allocation fail with a MemoryError, which can be told, where it would else end the kernel (Linux only)."""
    if not sys.platform.startswith("linux"):
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
