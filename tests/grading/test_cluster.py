"""A Dask cluster that others started, in processes of its own: all is graded there, whatever ends in between."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STUDENTS = 6


@pytest.fixture
def cluster(tmp_path):
    """A scheduler without workers: its address, and what starts a worker."""
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    file, started = tmp_path / "scheduler.json", []

    def start(name, *words):
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{name}", *map(str, words)],
            env=settings,
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    start("scheduler", "--host", "127.0.0.1", "--port", 0, "--no-dashboard", "--scheduler-file", file)
    while not file.exists() or not file.read_text(encoding="utf-8").endswith("}"):
        assert started[0].poll() is None
        time.sleep(0.2)
    address = json.loads(file.read_text(encoding="utf-8"))["address"]
    yield (
        address,
        lambda: start("worker", address, "--nthreads", 2, "--no-nanny", "--no-dashboard", "--memory-limit", 0),
    )
    for process in started:
        process.kill()
        process.wait()


def test_workers_that_come_late_and_one_that_is_killed_cost_nothing(cluster, tmp_path):
    address, start = cluster
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [ROOT / "tools" / "make_class.py", tmp_path, "--students", STUDENTS, "--lessons", "06"]
    subprocess.run([sys.executable, *map(str, words)], env=settings, check=True)
    out = tmp_path / "grades"
    words = ["grade", tmp_path / "submitted", "--out", out, "--seconds", 20, "--scheduler", address]
    grading = subprocess.Popen(
        [sys.executable, "-m", "amhelpers", *map(str, words)], env=settings, stderr=subprocess.PIPE, text=True
    )
    line = grading.stderr.readline()
    while "no worker yet" not in line:
        assert line, "it ended before it said that there is no worker"
        line = grading.stderr.readline()
    first = start()
    while not list((out / "results").rglob("*.json")):
        assert grading.poll() is None
        time.sleep(0.2)
    start()
    first.send_signal(signal.SIGKILL)
    said = grading.stderr.read()
    assert grading.wait() == 0, said
    with open(tmp_path / "expected.csv", encoding="utf-8") as stream:
        expected = {(row["student"], row["exercise"]): row["points"] for row in csv.DictReader(stream)}
    with open(out / "grades.csv", encoding="utf-8") as stream:
        found = {row["student"]: row for row in csv.DictReader(stream)}
    assert len(found) == STUDENTS
    assert {key: found[key[0]][key[1]] for key in expected} == expected


def test_an_address_where_nobody_listens_is_said(tmp_path, monkeypatch, capsys):
    import dask

    from amhelpers import cli

    notebook = tmp_path / "ada" / "06_x.ipynb"
    notebook.parent.mkdir()
    notebook.write_text('{"cells": []}')
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}):
        words = ["grade", tmp_path, "--out", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9"]
        assert cli.main(list(map(str, words))) == 1
    assert "127.0.0.1:9" in capsys.readouterr().err
