"""What a process may have, read from the files that Linux has for it: made here, as containers show them."""

import os

import pytest

from amhelpers import machine

GB = 2**30
MEMINFO = f"MemTotal:       {64 * GB // 1024} kB\nMemFree: 12 kB\n"
VERSION_2 = "35 25 0:30 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n"
VERSION_1 = (
    "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755\n"
    "32 31 0:29 {root} /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
    "35 31 0:32 {root} /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
    "39 31 0:36 {root} /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n"
)
GROUPS_1 = "9:pids:{group}\n5:memory:{group}\n3:cpu,cpuacct:{group}\n1:name=systemd:{group}\n"
NO_LIMIT_1 = 9223372036854771712  # what version 1 has where there is none
LIMITS = "Limit  Soft Limit  Hard Limit  Units\nMax processes  {}  9000  processes\nMax open files  1024  9000  files\n"


@pytest.fixture
def tree(tmp_path):
    """Write files below a root: path -> text."""

    def write(files):
        for path, text in {"proc/meminfo": MEMINFO, **files}.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(str(text))
        return tmp_path

    return write


def version_2(group, files):
    return {
        "proc/self/mountinfo": VERSION_2,
        "proc/self/cgroup": f"0::{group}\n",
        **{f"sys/fs/cgroup/{name}": text for name, text in files.items()},
    }


def version_1(group, mounted, files):
    return {
        "proc/self/mountinfo": VERSION_1.format(root=mounted),
        "proc/self/cgroup": GROUPS_1.format(group=group),
        **{f"sys/fs/cgroup/{name}": text for name, text in files.items()},
    }


def lowest(root):
    return machine.memory(root)[0].value


def test_a_machine_without_a_limit_has_what_it_has(tree):
    assert machine.memory(tree({})) == [(64 * GB, "the machine")]


@pytest.mark.parametrize(
    ("group", "files", "value"),
    [
        ("/", {"memory.max": 2 * GB}, 2 * GB),  # a container with a tree of its own
        ("/", {"memory.max": "max\n"}, 64 * GB),
        ("/a/b", {"a/memory.max": "max", "a/b/memory.max": 3 * GB}, 3 * GB),  # a service of systemd
        ("/a/b", {"a/memory.max": 2 * GB, "a/b/memory.max": 3 * GB}, 2 * GB),  # the group above has less
        ("/a", {"a/memory.max": 90 * GB}, 64 * GB),  # more than there is limits nothing
        ("/../other", {"memory.max": 2 * GB}, 2 * GB),  # moved out of the tree that it sees
        ("/a", {"b/memory.max": GB}, 64 * GB),  # another's limit
    ],
)
def test_of_version_2_the_lowest_limit_of_all_groups_above_counts(tree, group, files, value):
    assert lowest(tree(version_2(group, files))) == value


@pytest.mark.parametrize(
    ("group", "mounted", "files", "value"),
    [
        ("/docker/c", "/docker/c", {"memory/memory.limit_in_bytes": 2 * GB}, 2 * GB),  # as a container shows its host's
        ("/docker/c", "/", {"memory/docker/c/memory.limit_in_bytes": 2 * GB}, 2 * GB),
        ("/", "/", {"memory/memory.limit_in_bytes": NO_LIMIT_1}, 64 * GB),
        ("/a", "/", {"memory/memory.limit_in_bytes": GB, "memory/a/memory.limit_in_bytes": NO_LIMIT_1}, GB),
        ("/elsewhere", "/docker/c", {"memory/memory.limit_in_bytes": 2 * GB}, 2 * GB),
    ],
)
def test_of_version_1_too(tree, group, mounted, files, value):
    root = tree(version_1(group, mounted, files))
    assert lowest(root) == value
    assert machine.memory(root)[-1] == (64 * GB, "the machine")


def test_who_limits_it_is_named(tree):
    root = tree(version_2("/a", {"a/memory.max": GB}))
    assert machine.memory(root)[0].source == str(root / "sys/fs/cgroup/a/memory.max")


@pytest.mark.parametrize("text", ["", "much", "-1", "1.5"])
def test_what_is_no_number_limits_nothing(tree, text):
    assert lowest(tree(version_2("/", {"memory.max": text}))) == 64 * GB


def test_without_its_files_nothing_is_known(tmp_path):
    assert machine.memory(tmp_path) == []
    assert machine.processes(tmp_path) == []
    assert machine.open_files(tmp_path) == []
    assert len(machine.cores(tmp_path)) == 1


@pytest.mark.skipif(not hasattr(os, "sysconf"), reason="this system has no sysconf")
def test_the_machine_itself_has_as_much_as_the_system_says():
    whole = next(limit.value for limit in machine.memory() if limit.source == "the machine")
    assert whole == os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize(
    ("files", "quota"),
    [
        (version_2("/", {"cpu.max": "150000 100000\n"}), 1.5),
        (version_2("/", {"cpu.max": "max 100000\n"}), None),
        (version_2("/a", {"cpu.max": "50000 100000\n", "a/cpu.max": "200000 100000\n"}), 0.5),
        (version_1("/", "/", {"cpu,cpuacct/cpu.cfs_quota_us": 25000, "cpu,cpuacct/cpu.cfs_period_us": 50000}), 0.5),
        (version_1("/", "/", {"cpu,cpuacct/cpu.cfs_quota_us": -1, "cpu,cpuacct/cpu.cfs_period_us": 50000}), None),
    ],
)
def test_a_quota_of_time_is_one_of_cores(tree, files, quota):
    seen, *found = machine.cores(tree(files))
    assert seen.value == (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
    assert [limit.value for limit in found] == ([] if quota is None else [quota])


@pytest.mark.parametrize(
    ("files", "own", "most"),
    [
        (version_2("/", {"pids.max": 100}), "unlimited", [100]),
        (version_2("/", {"pids.max": "max"}), 4000, [4000]),
        (version_1("/", "/", {"pids/pids.max": 50}), 4000, [50, 4000]),
        ({}, "unlimited", []),
    ],
)
def test_processes_are_limited_for_a_user_and_for_a_container(tree, files, own, most):
    root = tree({**files, "proc/self/limits": LIMITS.format(own)})
    assert [limit.value for limit in machine.processes(root)] == most
    assert machine.open_files(root) == [(1024, "ulimit -n")]
