"""The record: appended to, never lost, and no reason to stop a notebook."""

import subprocess
import sys

import pytest

from amhelpers.checks import record
from amhelpers.checks.outcome import Outcome


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("AMHELPERS_HOME", str(tmp_path / "höme of a student"))
    monkeypatch.setattr(record, "_unwritten", [])
    return tmp_path


def test_what_is_added_is_read_in_order():
    record.add("1.1", Outcome.NOT_YET)
    record.add("1.1", Outcome.PASSED)
    assert [(entry.exercise, entry.outcome) for entry in record.read()] == [("1.1", "not yet"), ("1.1", "passed")]


def test_two_processes_lose_nothing():
    code = "from amhelpers.checks import Outcome, record; [record.add({!r}, Outcome.NOT_YET) for _ in range(50)]"
    processes = [subprocess.Popen([sys.executable, "-c", code.format(name)]) for name in ("1.1", "1.2")]
    assert [process.wait() for process in processes] == [0, 0]
    assert sorted(entry.exercise for entry in record.read()) == ["1.1"] * 50 + ["1.2"] * 50


@pytest.mark.parametrize("damage", [b'{"exercise": "1.', b"\xff\xfe\x00", b"[1, 2]\n", b"{}"])
def test_a_damaged_line_costs_no_other(damage):
    record.add("1.1", Outcome.PASSED)
    with open(record.file(), "ab") as stream:
        stream.write(damage)
    record.add("1.2", Outcome.PASSED)
    assert [entry.exercise for entry in record.read()] == ["1.1", "1.2"]


def test_where_nothing_can_be_written_the_kernel_remembers(home, monkeypatch):
    (home / "file").write_text("no folder")
    monkeypatch.setenv("AMHELPERS_HOME", str(home / "file"))
    assert record.is_kept()
    record.add("1.1", Outcome.PASSED)
    assert not record.is_kept()
    assert [entry.exercise for entry in record.read()] == ["1.1"]


def test_without_a_record_there_is_nothing_to_read():
    assert record.read() == []
