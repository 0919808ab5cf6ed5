"""The record: appended to, never lost, and no reason to stop a notebook."""

import datetime
import json
import random
import signal
import subprocess
import sys

import pytest

import amhelpers as am
from amhelpers import checks, record


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("AMHELPERS_HOME", str(tmp_path / "höme of a student"))
    monkeypatch.setattr(record, "_unwritten", [])
    return tmp_path


def test_what_is_added_is_read_in_order():
    record.add("check", "1.1", outcome="NOT_YET")
    record.add("check", "1.1", outcome="PASSED")
    assert [(entry.number, entry.kept["outcome"]) for entry in record.read()] == [("1.1", "NOT_YET"), ("1.1", "PASSED")]


def test_two_processes_lose_nothing():
    code = "from amhelpers import record; [record.add('check', {!r}, outcome='NOT_YET') for _ in range(50)]"
    processes = [subprocess.Popen([sys.executable, "-c", code.format(name)]) for name in ("1.1", "1.2")]
    assert [process.wait() for process in processes] == [0, 0]
    assert sorted(entry.number for entry in record.read()) == ["1.1"] * 50 + ["1.2"] * 50


@pytest.mark.parametrize("damage", [b'{"exercise": "1.', b"\xff\xfe\x00", b"[1, 2]\n", b"{}"])
def test_a_damaged_line_costs_no_other(damage):
    record.add("check", "1.1", outcome="PASSED")
    with open(record.file(), "ab") as stream:
        stream.write(damage)
    record.add("check", "1.2", outcome="PASSED")
    assert [entry.number for entry in record.read()] == ["1.1", "1.2"]


STRANGE = [
    {"exercise": "1.1", "outcome": "PASSED", "when": 5},
    {"exercise": "1.1", "outcome": ["PASSED"], "when": "2026-01-01T00:00:00"},
    {"exercise": ["1.1"], "outcome": "PASSED", "when": "2026-01-01T00:00:00"},
    {"exercise": "1.1", "outcome": "won", "when": "2026-01-01T00:00:00"},
    {"exercise": "1.1", "outcome": "PASSED", "when": "yesterday"},
    {"exercise": "1.1", "outcome": "PASSED", "when": "0001-01-01T00:00:00+14:00"},
    {"exercise": "1.1", "outcome": "PASSED", "when": "\ud800"},
    {"exercise": None, "outcome": None, "when": None},
    "PASSED",
    None,
]


def write(*lines):
    record.file().parent.mkdir(parents=True, exist_ok=True)
    record.file().write_bytes(b"\n".join(lines))


@pytest.mark.parametrize("content", STRANGE)
def test_a_line_with_other_types_is_passed_over(content):
    record.add("check", "1.1", outcome="NOT_YET")
    with open(record.file(), "ab") as stream:
        stream.write(json.dumps(content).encode())
    record.add("check", "1.2", outcome="PASSED")
    assert [entry.number for entry in record.read()] == ["1.1", "1.2"]


@pytest.mark.parametrize("line", [b"[" * 10**6, b"9" * 10**6, b"x" * 10**7, b"\x00" * 500, bytes(range(256))])
def test_a_line_that_no_reader_of_json_survives_is_passed_over(line):
    record.add("check", "1.1", outcome="PASSED")
    with open(record.file(), "ab") as stream:
        stream.write(line)
    record.add("check", "1.2", outcome="PASSED")
    assert [entry.number for entry in record.read()] == ["1.1", "1.2"]


def test_progress_is_shown_whatever_is_in_the_file(capsys):
    """Random bytes, random JSON, and lines of ours with random parts of them replaced."""
    numbers = random.Random(0)
    values = [
        None,
        True,
        5,
        -1e400,
        "",
        "1.1",
        "PASSED",
        "passed",
        "2026-01-01",
        [],
        {},
        [[]],
        "\ud800",
        "x" * 2000,
        10**40,
    ]
    for _ in range(300):
        lines = [numbers.randbytes(numbers.randrange(200))]
        for _ in range(5):
            entry = {"version": 2, "exercise": "1.1", "outcome": "PASSED", "when": "2026-01-01T10:00:00+01:00"}
            for key in numbers.sample(sorted(entry), numbers.randrange(5)):
                entry[key] = numbers.choice(values)
            line = bytearray(json.dumps(entry).encode())
            if numbers.random() < 0.3:
                line[numbers.randrange(len(line))] = numbers.randrange(256)
            lines.append(bytes(line))
        write(*lines)
        am.progress()
    assert "1.1" in capsys.readouterr().out


def test_a_folder_in_the_place_of_the_file_is_no_record(home):
    record.file().mkdir(parents=True)
    assert record.read() == []
    record.add("check", "1.1", outcome="PASSED")
    assert not record.is_kept()


@pytest.mark.parametrize(("words", "outcome"), list(record.FIRST_WORDS.items()))
def test_lines_of_the_first_form_still_count(words, outcome):
    write(json.dumps({"exercise": "1.1", "outcome": words, "when": "2025-03-04T05:06:07"}).encode())
    (entry,) = record.read()
    assert (entry.event, entry.number, entry.kept, entry.when) == (
        "check",
        "1.1",
        {"outcome": outcome},
        "2025-03-04 05:06:07",
    )


def test_outcomes_are_kept_by_name_with_a_version_and_a_zone():
    record.add("check", "1.1", outcome="STOPPED")
    entry = json.loads(record.file().read_text())
    assert (entry["version"], entry["event"], entry["outcome"]) == (3, "check", "STOPPED")
    assert datetime.datetime.fromisoformat(entry["when"]).tzinfo is not None


def test_a_time_with_a_zone_is_shown_on_this_machines_clock():
    write(b'{"version": 2, "exercise": "1.1", "outcome": "PASSED", "when": "2026-01-02T03:04:05+00:00"}')
    moment = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC).astimezone()
    assert record.read()[0].when == moment.strftime("%Y-%m-%d %H:%M:%S")


def test_where_nothing_can_be_written_the_kernel_remembers(home, monkeypatch):
    (home / "file").write_text("no folder")
    monkeypatch.setenv("AMHELPERS_HOME", str(home / "file"))
    assert record.is_kept()
    record.add("check", "1.1", outcome="PASSED")
    assert not record.is_kept()
    assert [entry.number for entry in record.read()] == ["1.1"]


def test_without_a_record_there_is_nothing_to_read():
    assert record.read() == []


EVENTS = {
    "check": {"outcome": "NOT_YET", "why": "not divided"},
    "hint": {"count": 2},
    "solution": {},
    "guess": {"guess": [0.5, 0.25]},
    "found": {"guess": "noise", "found": "digit", "way": "noise"},
    "answer": {"text": "größer ✓"},
    "review": {"card": "1.1/not divided", "right": True},
    "share": {"agree": False},
}


@pytest.mark.parametrize("event", EVENTS)
def test_of_every_event_is_kept_what_belongs_to_it(event):
    record.add(event, "1.1", **EVENTS[event])
    (entry,) = record.read()
    assert (entry.event, entry.number, entry.kept) == (event, "1.1", EVENTS[event])


@pytest.mark.parametrize("late", [None, True])
def test_a_guess_that_was_made_late_is_marked(late, capsys):
    record.add("guess", "1.p1", guess=50, late=late)
    am.progress()
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("1.p1"))
    assert ("50 of 100, after it was seen" in line) == bool(late)
    assert "50 of 100" in line


def test_hints_begin_again_with_the_lesson(capsys, monkeypatch):
    monkeypatch.setattr(checks, "_hints_given", {})
    for _ in range(2):
        am.hint("3.1")
        am.hint("1.1")
    am.reset("03")
    capsys.readouterr()
    am.hint("3.1")
    am.hint("1.1")
    out = capsys.readouterr().out
    assert "3.1" in out and "hint 1 of" in out and "hint 3 of" in out


def test_a_lesson_that_begins_again_loses_nothing(capsys):
    record.add("check", "3.1", outcome="PASSED")
    record.add("check", "13.1", outcome="PASSED")
    before = record.file().read_bytes()
    am.reset("03")
    assert record.file().read_bytes().startswith(before)
    record.add("guess", "3.p1", guess=3)
    assert [entry.number for entry in record.read()] == ["13.1", "03", "3.p1"]
    with pytest.raises(ValueError, match="no lesson '77'"):
        am.reset("77")
    capsys.readouterr()
    am.reset("09")  # a lesson without exercises asks too
    said = capsys.readouterr().out
    assert "The cells keep what you wrote" in said and "until its cell is run again" in said
    assert "make lab LESSON=09" in said and "python -m amhelpers copy" in said
    assert record.read()[-1].number == "09"


def test_minutes_are_those_between_entries_without_long_pauses():
    def at(minute):
        moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(minutes=minute)
        return record.Entry("check", "1.1", moment, {})

    assert record.minutes([]) == record.minutes([at(5)]) == 0
    assert record.minutes(map(at, [0, 4, 9])) == 9
    assert record.minutes(map(at, [0, 4, 600, 602])) == 4 + record.PAUSE + 2
    assert record.minutes(map(at, [10, 4, 6])) == 2  # a clock that was put back


STUDENT = """
import os, sys
from amhelpers import record
name, die = sys.argv[1], int(sys.argv[2])
for index in range(50):
    if index == die:
        os._exit(1)
    record.add(*[("guess", f"{name}.p{index}"), ("answer", f"{name}.{index}"), ("check", f"{name}.{index}")][index % 3],
               **[{"guess": index}, {"text": "x" * 900}, {"outcome": "NOT_YET", "why": "w"}][index % 3])
"""


def test_three_kernels_one_of_which_dies_lose_nothing():
    kernels = [("1", -1), ("2", -1), ("3", 30)]
    processes = [subprocess.Popen([sys.executable, "-c", STUDENT, name, str(die)]) for name, die in kernels]
    assert [process.wait() for process in processes] == [0, 0, 1]
    entries = record.read()
    for name, count in (("1", 50), ("2", 50), ("3", 30)):
        assert sum(entry.number.startswith(f"{name}.") for entry in entries) == count


ENDLESS = """
import itertools, sys
from amhelpers import record
for index in itertools.count():
    record.add("answer", f"{sys.argv[1]}.{index}", text="x" * 100_000)
    print(index, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
def test_kernels_that_are_killed_while_they_write_lose_nothing_that_was_written():
    def start(name):
        return subprocess.Popen([sys.executable, "-c", ENDLESS, name], stdout=subprocess.PIPE, text=True)

    for count in range(1, 6):  # more than once: the signal comes at another moment each time
        processes = {name: start(f"{count}{name}") for name in "12"}
        for process in processes.values():
            for _ in range(count):
                process.stdout.readline()
            process.kill()
        said = {name: process.communicate()[0].split() for name, process in processes.items()}
        numbers = [entry.number for entry in record.read()]
        for name, lines in said.items():
            assert processes[name].returncode == -signal.SIGKILL
            last = int(lines[-1]) if lines else count - 1
            assert numbers.count(f"{count}{name}.{last}") == 1
            assert sum(number.startswith(f"{count}{name}.") for number in numbers) >= last + 1
    record.add("check", "1.1", outcome="PASSED")
    assert record.read()[-1].kept == {"outcome": "PASSED"}
