"""Limits: whatever a function does, the call comes back."""

# ruff: noqa: E722, SIM105 - code that catches everything is what is tried

import signal
import sys
import threading
import time
import types

import numpy as np
import pytest

from amhelpers.checks import limits

STOP = threading.Event()


@pytest.fixture(autouse=True, scope="module")
def _stop():
    yield
    STOP.set()


@pytest.fixture
def impatient(monkeypatch):
    """Give up soon what cannot be interrupted."""
    monkeypatch.setattr(limits, "PATIENCE", 0.2)


def loop():
    while True:
        pass


def loop_that_catches_everything():
    while not STOP.is_set():
        try:
            time.sleep(0.001)
        except:
            pass


def loop_that_catches_exceptions():
    count = 0
    while True:
        try:
            count += 1
        except Exception:
            pass


def is_running(function):
    """Is some thread inside this function?"""
    return any(frame.f_code is function.__code__ for frame in sys._current_frames().values())


@pytest.mark.parametrize("endless", [loop, loop_that_catches_exceptions, loop_that_catches_everything])
def test_a_loop_without_an_end_is_interrupted(endless, impatient):
    with pytest.raises(limits.TimeLimitError):
        limits.run(endless, seconds=0.1)


def test_a_loop_that_was_interrupted_no_longer_runs():
    for endless in (loop, loop_that_catches_exceptions):
        with pytest.raises(limits.TimeLimitError) as raised:
            limits.run(endless, seconds=0.05)
        assert not raised.value.left_behind
        assert not is_running(endless)


def test_what_cannot_be_interrupted_is_left_behind(impatient):
    release = threading.Event()

    def stubborn():
        while not release.is_set():
            try:
                release.wait()
            except BaseException:
                pass

    with pytest.raises(limits.TimeLimitError) as raised:
        limits.run(stubborn, seconds=0.05)
    release.set()
    assert raised.value.left_behind


def test_the_users_interruption_ends_the_call():
    before = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # ignored, where a shell runs this in the background
    threading.Timer(0.1, signal.raise_signal, [signal.SIGINT]).start()
    try:
        with pytest.raises(KeyboardInterrupt):
            limits.run(loop, seconds=30)
    finally:
        signal.signal(signal.SIGINT, before)
    assert not is_running(loop)


def test_the_error_says_where_the_call_was():
    with pytest.raises(limits.TimeLimitError) as raised:
        limits.run(loop, seconds=0.05)
    assert raised.value.lines[-1].source.strip() in ("while True:", "pass")


def test_value_and_error_come_through():
    assert limits.run(lambda: [1, 2]) == [1, 2]
    with pytest.raises(KeyError, match="gone"):
        limits.run(lambda: {}["gone"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited on Linux only")
def test_a_huge_allocation_fails_alone(monkeypatch):
    monkeypatch.setattr(limits, "MEMORY", 2**29)
    with pytest.raises(MemoryError):
        limits.run(lambda: np.ones(2**28))  # 2 GB of float64
    assert np.ones(2**20).sum() == 2**20


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited on Linux only")
def test_the_limit_of_memory_is_lifted_afterwards():
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    limits.run(lambda: None)
    with pytest.raises(ZeroDivisionError):
        limits.run(lambda: 1 / 0)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_a_thread_that_has_ended_is_never_called_running(monkeypatch):
    """The interruption meets the call in its last steps, where nothing can note any more that it ended."""
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)  # Python's own: pytest's says more
    monkeypatch.setattr(limits, "PATIENCE", 60)

    class Late(threading.Event):
        def set(self):
            loop()  # as long as that takes here

    names = {"Event": Late, "Thread": threading.Thread}  # of this module alone: a thread has events of its own
    monkeypatch.setattr(limits, "threading", types.SimpleNamespace(**names))
    with pytest.raises(limits.TimeLimitError) as raised:
        limits.run(lambda: None, seconds=0.05)
    assert not raised.value.left_behind


def test_an_interruption_at_any_moment_comes_to_an_end_without_a_word(monkeypatch, capfd):
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)  # Python's own: pytest's says more
    for index in range(300):
        start = time.perf_counter()

        def short(start=start, index=index):
            while time.perf_counter() - start < (index % 60) * 2e-4:
                pass
            return index

        try:
            assert limits.run(short, seconds=0.004) == index
        except limits.TimeLimitError as error:
            assert not error.left_behind
    assert capfd.readouterr().err == ""


def test_no_frame_of_the_call_is_kept():
    import gc
    import weakref

    kept = []

    def waiting():
        array = np.zeros(9).view(type("Array", (np.ndarray,), {}))
        kept.append(weakref.ref(array))
        while True:
            pass

    with pytest.raises(limits.TimeLimitError) as raised:
        limits.run(waiting, seconds=0.1)
    error = raised.value
    assert error.lines
    error.__traceback__ = None
    del raised
    gc.collect()
    assert kept[0]() is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited on Linux only")
def test_addresses_that_are_only_reserved_do_not_count(monkeypatch):
    """As every thread of a machine with many cores reserves them, without a page of memory."""
    import mmap

    monkeypatch.setattr(limits, "MEMORY", 2**28)
    limits.run(lambda: mmap.mmap(-1, 2**34, prot=mmap.PROT_READ).close())
