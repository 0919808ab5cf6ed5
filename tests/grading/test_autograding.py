"""nbgrader's own commands on a class that a script makes: its gradebook has the points that each has to get."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
# Of sixteen kinds: right, stubs, another right one, wrong, unreadable, cells gone, marks forged, hostile.
KEPT = (0, 1, 4, 7, 8, 9, 10, 13)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course folder in which nbgrader has graded and written feedback."""
    folder = tmp_path_factory.mktemp("course")
    _run(folder, ROOT / "tools" / "make_class.py", folder, "--students", 16, "--lessons", "06")
    for student in (folder / "submitted").iterdir():
        if int(student.name.removeprefix("student")) not in KEPT:
            shutil.rmtree(student)
    shutil.copy(ROOT / "tools" / "nbgrader_config.py", folder)
    (folder / "source" / "06").mkdir(parents=True)
    (solution,) = (ROOT / "solutions").glob("06_*.ipynb")
    shutil.copy(solution, folder / "source" / "06")
    for command in ("generate_assignment", "autograde", "generate_feedback"):
        _run(folder, "-m", "nbgrader", command, "06")
    return folder


def _run(folder, *words):
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # where nbgrader looks for alembic
    settings = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *map(str, words)], cwd=folder, env=settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_autograde_gives_the_points_that_each_has_to_get(course):
    from nbgrader.api import Gradebook

    with open(course / "expected.csv", encoding="utf-8") as stream:
        expected = {
            (row["student"], row["exercise"]): float(row["points"])
            for row in csv.DictReader(stream)
            if int(row["student"].removeprefix("student")) in KEPT
        }
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        found = {
            (one.student.id, grade.name.removeprefix("check-").replace("-", ".")): grade.score
            for one in book.assignment_submissions("06")
            for notebook in one.notebooks
            for grade in notebook.grades
        }
    assert found == expected and {0.0, 1.0} <= set(found.values())


def test_what_autograde_leaves_has_each_check_once_and_was_not_run(course):
    for file in (course / "autograded").rglob("*.ipynb"):
        notebook = nbformat.read(file, as_version=4)
        marks = [cell.metadata.nbgrader for cell in notebook.cells if "nbgrader" in cell.metadata]
        assert sorted(one.grade_id for one in marks if one.grade) == ["check-6-1", "check-6-2", "check-6-3"]
        assert all(one.points == 1 for one in marks if one.grade)
        with_outputs = [cell for cell in notebook.cells if cell.get("outputs")]
        assert all(cell.metadata.nbgrader.grade for cell in with_outputs) and len(with_outputs) == 3


def test_feedback_holds_the_reason(course):
    pages = {file.parts[-3]: file.read_text(encoding="utf-8") for file in (course / "feedback").rglob("*.html")}
    assert len(pages) == len(KEPT)
    assert "Python cannot read the cell" in pages["student008"]
    assert "Nothing in the notebook defines" in pages["student009"]
    assert "compared: " in pages["student000"]


def test_a_notebook_that_is_no_lesson_is_refused_in_words():
    from amhelpers.grading.autograding import Graded

    known = {"nbgrader": {"notebook": "homework", "assignment": "1", "db_url": "sqlite://"}}
    with pytest.raises(ValueError, match=r"lessons that have exercises. Received homework.ipynb"):
        Graded().preprocess(nbformat.v4.new_notebook(), known)
