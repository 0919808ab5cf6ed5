"""For how many users memory, cores and processes are enough, as the doctor says it."""

import re

import pytest

from amhelpers.hub import Note, room
from amhelpers.machine import Limit

GB = 2**30
GROUP = "/sys/fs/cgroup/memory.max"


@pytest.fixture
def machine(monkeypatch):
    """Say what the machine and a container have: name of a reading -> limits."""

    def says(**limits):
        for name, given in limits.items():
            monkeypatch.setattr(room.machine, name, lambda given=given: given)

    monkeypatch.delenv("TF_NUM_INTRAOP_THREADS", raising=False)
    monkeypatch.delenv("MEM_LIMIT", raising=False)
    return says


def test_kernels_fill_the_memory_and_no_more():
    for memory in (4 * GB, 24 * GB, 256 * GB):
        count = room.kernels(memory, room.PEAK)
        used = room.LIBRARIES + count * (room.PEAK + room.SERVER / 2)
        assert used <= memory < used + room.PEAK + room.SERVER / 2
    assert room.kernels(GB, room.PEAK) == 0


def test_of_a_machine_the_system_has_its_part_and_of_a_container_not(machine):
    machine(memory=[Limit(3 * GB, GROUP), Limit(64 * GB, "the machine")])
    assert "2 at the height" in room.memory()
    machine(memory=[Limit(3 * GB, "the machine")])
    with pytest.raises(MemoryError, match="Raise the limit"):
        room.memory()


def test_users_are_half_as_many_as_kernels_and_the_lowest_limit_counts(machine):
    machine(memory=[Limit(16 * GB, GROUP), Limit(64 * GB, "the machine")])
    said = room.memory()
    first, peak, users, least = map(
        int, re.search(r": (\d+) kernels .*, (\d+) at .* each (\d+) or (\d+) users", said).groups()
    )
    assert (first, peak) == (room.kernels(16 * GB, room.FIRST), room.kernels(16 * GB, room.PEAK))
    assert (users, least) == (first // 2, peak // 2)
    assert said.startswith(f"16.0 GB of memory, by {GROUP} (the machine has 64)")


def test_too_little_for_one_user_is_to_mend(machine):
    machine(memory=[Limit(2 * GB, GROUP), Limit(64 * GB, "the machine")])
    with pytest.raises(MemoryError, match="Raise the limit"):
        room.memory()


def test_what_is_not_known_is_said_to_be_so(machine):
    machine(memory=[], processes=[], open_files=[])
    assert isinstance(room.memory(), Note)
    assert isinstance(room.promised(), Note)
    assert isinstance(room.processes(), Note)


@pytest.mark.parametrize(
    "limits", [[Limit(64 * GB, "the machine")], [Limit(8 * GB, GROUP), Limit(64 * GB, "the machine")]]
)
def test_a_limit_that_nothing_enforces_is_to_mend(machine, monkeypatch, limits):
    machine(memory=limits)
    monkeypatch.setenv("MEM_LIMIT", str(4 * GB))
    with pytest.raises(MemoryError, match="without effect"):
        room.promised()


def test_a_limit_that_is_enforced_is_named(machine, monkeypatch):
    machine(memory=[Limit(4 * GB, GROUP), Limit(64 * GB, "the machine")])
    monkeypatch.setenv("MEM_LIMIT", str(4 * GB))
    assert f"enforced by {GROUP}" in room.promised()


def test_more_threads_than_a_quota_has_cores_are_to_mend_and_the_cure_cures(machine, monkeypatch):
    machine(cores=[Limit(64, "seen"), Limit(1.5, "/cpu.max")])
    with pytest.raises(RuntimeError, match="TF_NUM_INTRAOP_THREADS=2") as error:
        room.threads()
    name, value = re.search(r"(TF_NUM_INTRAOP_THREADS)=(\d)", str(error.value)).groups()
    monkeypatch.setenv(name, value)
    assert "2 threads of TensorFlow" in room.threads()


def test_without_a_quota_there_are_as_many_threads_as_cores(machine):
    machine(cores=[Limit(64, "seen")])
    assert "64 cores, and 64 threads" in room.threads()


@pytest.mark.parametrize(
    ("processes", "files", "wrong"),
    [(100, 4096, "100 threads at most"), (4000, 256, "256 open files at most"), (4000, 4096, None)],
)
def test_two_kernels_must_have_their_threads_and_files(machine, processes, files, wrong):
    machine(cores=[Limit(8, "seen")], processes=[Limit(processes, "pids.max")], open_files=[Limit(files, "ulimit -n")])
    if wrong is None:
        assert "4,000 threads (pids.max)" in room.processes()
    else:
        with pytest.raises(OSError, match=wrong):
            room.processes()
