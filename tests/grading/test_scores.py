"""Scores: of a gradebook that nbgrader has made, and of files that are none."""

import hashlib
import html
import re
import sqlite3

import pytest
from books import gradebook

from amhelpers import cli
from amhelpers.checks import exercises
from amhelpers.grading.gradebook import enter

NUMBERS = [number for number in exercises() if number.startswith("6.")]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A gradebook with three students, of whom the last has only half of the points, and one by hand."""
    path = gradebook(tmp_path_factory.mktemp("book"))
    moments = {"anna": "2026-03-02T09:00:00+00:00", "ben": "2026-03-09T09:00:00+00:00", "cleo": ""}
    found = []
    for student, moment in moments.items():
        grades = [
            {"number": number, "points": int(student != "cleo" or place == 0)} for place, number in enumerate(NUMBERS)
        ]
        found.append({"student": student, "lesson": "06", "moment": moment, "grades": grades})
    assert enter(path, found) == 3
    with sqlite3.connect(path) as base:  # as who teaches does it in the formgrader
        query = """UPDATE grade SET manual_score = 0.5 WHERE id IN (
            SELECT grade.id FROM grade JOIN base_cell ON base_cell.id = grade.cell_id
            JOIN submitted_notebook AS n ON n.id = grade.notebook_id
            JOIN submitted_assignment AS s ON s.id = n.assignment_id
            WHERE s.student_id = 'ben' AND base_cell.name = ?)"""
        assert base.execute(query, [f"check-{NUMBERS[0].replace('.', '-')}"]).rowcount == 1
        base.execute("INSERT INTO student (id) VALUES ('dora')")
    return path


def cells_of(path):
    text = path.read_text(encoding="utf-8")
    return html.unescape(re.sub(r"\s*\n\s*", " ", re.sub(r"<[^>]+>", "|", text)))


def report(book, out, *more):
    assert cli.main(["report", str(book), "--out", str(out), *more]) == 0
    return cells_of(out)


def test_the_means_are_those_of_the_gradebook_and_nobody_is_named(book, tmp_path):
    before = hashlib.sha256(book.read_bytes()).digest()
    cells = report(book, tmp_path / "page.html")
    count = len(NUMBERS)
    assert re.search(
        rf"students\|+4[| ]+students that handed in\|+3\|.*points\|+{2 * count + 0.5:g} of {3 * count}\|", cells
    )
    assert re.search(rf"{NUMBERS[0]}\|+[^|]+\|+3\|+0\|+0.833 of 1\|", cells)
    assert re.search(rf"{NUMBERS[1]}\|+[^|]+\|+3\|+0\|+0.667 of 1\|", cells)
    assert "2026-03-02 to 2026-03-09" in cells
    assert re.search(rf"2026-W10\|+1\|+100%\|.*2026-W11\|+1\|+{(count - 0.5) / count:.0%}\|", cells)
    assert "Without a date: 1." in cells
    assert not {"anna", "ben", "cleo", "dora"} & {*re.findall(r"\w+", cells)}
    assert hashlib.sha256(book.read_bytes()).digest() == before and len(list(book.parent.glob("gradebook*"))) == 1


def test_names_and_a_page_on_one_student(book, tmp_path, capsys):
    cells = report(book, tmp_path / "page.html", "--names")
    assert re.search(rf"ben\|+1\|+{len(NUMBERS) - 0.5:g} of {len(NUMBERS)}\|", cells)
    cells = report(book, tmp_path / "page.html", "--student", "cleo")
    assert re.search(rf"points\|+1 of {len(NUMBERS)}\|", cells) and "ben" not in cells
    assert "no date" in cells
    for name, words in (("dora", "dora has handed in nothing"), ("eve", "'eve'")):
        assert cli.main(["report", str(book), "--student", name, "--out", str(tmp_path / "x.html")]) == 1
        assert words in capsys.readouterr().err


def test_what_is_no_gradebook_is_refused_in_one_sentence_and_left_as_it_is(tmp_path, capsys):
    (tmp_path / "text.db").write_text("no data base" * 100)
    (tmp_path / "empty.db").write_bytes(b"")
    with sqlite3.connect(tmp_path / "other.db") as base:
        base.execute("CREATE TABLE student (id TEXT)")
    for name in ("text.db", "empty.db", "other.db"):
        before = (tmp_path / name).read_bytes()
        assert cli.main(["report", str(tmp_path / name), "--out", str(tmp_path / "page.html")]) == 1
        said = capsys.readouterr().err.strip()
        assert re.fullmatch(rf"\S*{name} cannot be read as a gradebook of nbgrader: [^.\n]+\.", said)
        assert (tmp_path / name).read_bytes() == before
    assert not (tmp_path / "page.html").exists()
