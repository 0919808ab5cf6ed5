"""A class that a script makes: the points are those that it has to get, whatever happens in between."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from books import ROOT, gradebook

from amhelpers import cli
from amhelpers.grading import results, running
from amhelpers.grading.handed import handed_in

STUDENTS = 16  # one of each kind
REFUSED = ("NOT_YET", "STOPPED")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A class of one lesson: its folder, and the points that it has to get."""
    folder = tmp_path_factory.mktemp("class")
    words = [folder, "--students", STUDENTS, "--lessons", "06"]
    subprocess.run([sys.executable, ROOT / "tools" / "make_class.py", *map(str, words)], check=True, env=_environment())
    with open(folder / "expected.csv", encoding="utf-8") as stream:
        expected = {(row["student"], row["exercise"]): row["points"] for row in csv.DictReader(stream)}
    return folder, expected


def _environment():
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _command(folder, out, *more):
    words = ["grade", folder / "submitted", "--out", out, "--workers", 2, "--seconds", 20, *more]
    return [sys.executable, "-m", "amhelpers", *map(str, words)]


def test_a_class_that_is_killed_in_the_middle_goes_on_and_every_point_is_right(made, tmp_path):
    folder, expected = made
    out = tmp_path / "grades"
    first = subprocess.Popen(_command(folder, out), env=_environment(), start_new_session=True)
    while first.poll() is None and len(results.load(out)) < 3:
        time.sleep(0.2)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    kept = len(results.load(out))
    assert 3 <= kept < STUDENTS
    book = gradebook(tmp_path)
    run = subprocess.run(
        _command(folder, out, "--gradebook", book), env=_environment(), capture_output=True, text=True, check=True
    )
    assert f"{STUDENTS} notebooks, {kept} of them graded before." in run.stdout
    with open(out / "grades.csv", encoding="utf-8") as stream:
        rows = {row["student"]: row for row in csv.DictReader(stream)}
    wrong = {key: points for key, points in expected.items() if rows[key[0]][key[1]] != points}
    assert not wrong
    assert _in_gradebook(book) == {key: float(points) for key, points in expected.items()}
    page = (out / "class.html").read_text(encoding="utf-8")
    assert "What was taken for what" in page and "student003" not in page
    feedback = (out / "feedback" / "student001" / "06.html").read_text(encoding="utf-8")
    assert "not attempted" in feedback and "0 of 1" in feedback
    assert {one["student"]: one["agreed"] for one in results.load(out)} == {
        f"student{place:03d}": place % 2 == 1 for place in range(STUDENTS)
    }
    refused = [(each, one) for each in results.load(out) for one in each["grades"] if one["outcome"] in REFUSED]
    assert {bool(one["lines"]) for each, one in refused if not each["agreed"]} == {False}
    assert any(one["lines"] and one["misconception"] for each, one in refused if each["agreed"])
    assert _compared(folder, out) == (0, len(expected))
    _worse(out / "grades.csv")
    assert _compared(folder, out) == (1, len(expected) - 1)
    again = subprocess.run(_command(folder, out), env=_environment(), capture_output=True, text=True, check=True)
    assert f"{STUDENTS} of them graded before" in again.stdout


def _compared(folder, out):
    """The status of the comparison, and how many points it says are right; all the bank's entries are known again."""
    words = [sys.executable, ROOT / "tools" / "make_class.py", folder, "--compare", out]
    run = subprocess.run([*map(str, words)], env=_environment(), capture_output=True, text=True)
    right, named = run.stdout.splitlines()[-2:]
    with open(folder / "expected.csv", encoding="utf-8") as stream:
        count = sum(bool(row["misconception"]) for row in csv.DictReader(stream))
    own, of, alike = map(int, re.findall(r"\d+", named))
    assert count == of == own + alike > 1 and own > alike
    assert run.returncode == 0 or re.search(r"student000 6.1: expected 1, received 0 \(PASSED\)", run.stdout)
    return run.returncode, int(right.split()[0])


def _worse(table):
    """Take a point from the first student."""
    text = table.read_text(encoding="utf-8")
    assert "student000,1," in text
    table.write_text(text.replace("student000,1,", "student000,0,"), encoding="utf-8")


def _in_gradebook(path):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{path}") as book:
        return {
            (one.student.id, grade.name.removeprefix("check-").replace("-", ".")): grade.score
            for one in book.assignment_submissions("06")
            for notebook in one.notebooks
            for grade in notebook.grades
        }


def test_what_is_no_lesson_and_what_is_twice(tmp_path):
    for name in (
        "a/06/06_x.ipynb",
        "a/06/notes.ipynb",
        "b/06_x.ipynb",
        "b/99_x.ipynb",
        "b/.ipynb_checkpoints/06_x.ipynb",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    (tmp_path / "a" / "06_later.ipynb").write_text("{}")
    found = handed_in([tmp_path])
    assert [(one.student, one.lesson, one.path.name) for one in found] == [
        ("a", "06", "06_later.ipynb"),
        ("b", "06", "06_x.ipynb"),
    ]
    with pytest.raises(ValueError, match="no file and no folder"):
        handed_in([tmp_path / "nowhere"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="Expected NN_"):
        handed_in([tmp_path / "empty"])


def test_a_changed_notebook_and_a_file_that_is_not_whole_are_graded_again(tmp_path, monkeypatch):
    submitted, out = tmp_path / "a" / "06_x.ipynb", tmp_path / "out"
    submitted.parent.mkdir()
    submitted.write_text("no notebook")
    calls = []

    def each(client, waiting, seconds, exam):
        calls.append(len(waiting))
        yield from ((one, running._graded(one.path.read_bytes(), one.student, one.lesson, seconds)) for one in waiting)

    monkeypatch.setattr(running, "_each", each)
    monkeypatch.setattr(running, "_cluster", lambda *words: __import__("contextlib").nullcontext())
    for change in (lambda: None, lambda: None, lambda: submitted.write_text("other")):
        change()
        running.grade([tmp_path / "a"], out)
    (file,) = (out / "results").glob("*/*.json")
    file.write_text(file.read_text(encoding="utf-8")[:40])
    running.grade([tmp_path / "a"], out)
    assert calls == [1, 0, 1, 1]
    assert "no notebook that Jupyter can open" in (out / "remarks.csv").read_text(encoding="utf-8")


def test_a_page_on_the_class_is_made_of_what_was_graded(tmp_path, capsys):
    grade = {"number": "6.3", "points": 0, "outcome": "NOT_YET", "rows": [], "remarks": ["The answer reads files."]}
    for student, name in (("anna", "not zero"), ("ben", "not zero"), ("cleo", "")):
        one = {"student": student, "lesson": "06", "notebook": "", "course": "", "remarks": []}
        results.store(tmp_path, {**one, "grades": [{**grade, "misconception": name}]})
    assert cli.main(["report", str(tmp_path), "--out", str(tmp_path / "class.html")]) == 0
    page = (tmp_path / "class.html").read_text(encoding="utf-8")
    assert "not zero" in page and "reads files" in page and "anna" not in page
    (tmp_path / "empty" / "results").mkdir(parents=True)
    assert cli.main(["report", str(tmp_path / "empty")]) == 1
    assert "nothing graded" in capsys.readouterr().err


def test_a_table_holds_no_formulas(tmp_path):
    one = {"student": "=cmd()", "lesson": "06", "notebook": "", "course": "", "remarks": ["+1"], "grades": []}
    results.write(tmp_path, [one])
    assert "'=cmd()" in (tmp_path / "grades.csv").read_text(encoding="utf-8")
    assert "'+1" in (tmp_path / "remarks.csv").read_text(encoding="utf-8")
    assert json.loads(results.store(tmp_path, one).read_text(encoding="utf-8")) == one
