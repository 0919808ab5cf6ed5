"""Limits: whatever a function does, the call comes back."""

# ruff: noqa: E722, SIM105 - code that catches everything is what is tried

import sys
import threading
import time

import numpy as np
import pytest

from amhelpers.checks import limits


def loop():
    while True:
        pass


def loop_that_catches_everything():
    while True:
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


@pytest.mark.parametrize("endless", [loop, loop_that_catches_exceptions, loop_that_catches_everything])
def test_a_loop_without_an_end_is_interrupted(endless):
    with pytest.raises(limits.TimeLimitError):
        limits.run(endless, seconds=0.1)


def test_nothing_is_interrupted_after_the_call():
    for _ in range(20):
        with pytest.raises(limits.TimeLimitError):
            limits.run(loop, seconds=0.01)
    time.sleep(0.1)  # a late interruption would come here
    assert limits.run(lambda: 3, seconds=0.05) == 3
    time.sleep(0.1)


def test_a_call_in_another_thread_is_interrupted_there():
    caught = []

    def work():
        try:
            limits.run(loop, seconds=0.05)
        except limits.TimeLimitError:
            caught.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=10)
    assert caught == [True]


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

    before = resource.getrlimit(resource.RLIMIT_AS)
    limits.run(lambda: None)
    with pytest.raises(ZeroDivisionError):
        limits.run(lambda: 1 / 0)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
