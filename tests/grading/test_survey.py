"""Survey and feedback: of results that are made here, so that what must stand in the pages is known beforehand."""

import html
import re

import pytest

from amhelpers import cli
from amhelpers.grading import results, survey
from amhelpers.grading.handed import moment

PASSED = {"number": "6.1", "outcome": "PASSED", "points": 1, "rows": [["why", "It is so."]], "misconception": ""}
WRONG = {
    "number": "6.3",
    "outcome": "NOT_YET",
    "points": 0,
    "rows": [["why", "It is not."]],
    "misconception": "not zero",
}


def result(student, *grades, lesson="06", **more):
    grades = [{"remarks": [], "lines": [], **one} for one in grades]
    empty = {"notebook": "", "course": "", "remarks": []}
    return {**empty, "student": student, "lesson": lesson, "grades": grades, **more}


def cells_of(path):
    text = path.read_text(encoding="utf-8")
    return html.unescape(re.sub(r"\s*\n\s*", " ", re.sub(r"<[^>]+>", "|", text)))


@pytest.fixture
def graded(tmp_path):
    """A folder as `grade` writes it."""
    line = {"lines": ["return 'a</code><script>' + x"]}
    found = [
        result("anna", PASSED, {**WRONG, **line}, agreed=True, moment="2026-03-02T09:00:00+00:00"),
        result("ben", PASSED, {**WRONG, **line}, agreed=True, moment="2026-03-09T09:00:00+00:00"),
        result("cleo", {**PASSED, "points": 0, "outcome": "STOPPED"}, WRONG),
        result("anna", {**PASSED, "number": "2.1"}, lesson="02"),
        result("dora"),
    ]
    for one in found:
        results.store(tmp_path, one)
    results.write(tmp_path, results.load(tmp_path))
    return tmp_path


def test_the_page_on_the_class_counts_all_and_shows_the_lines_of_who_agreed(graded):
    cells, text = cells_of(graded / "class.html"), (graded / "class.html").read_text(encoding="utf-8")
    assert re.search(r"6\.3\|+not zero\|+3\|", cells)
    assert re.search(r"6\.3\|+not zero\|+return 'a</code><script>' \+ x\|+2\|", cells)
    assert "<script>" not in text
    assert re.search(r"6\.1\|+1\|", cells.partition("Refused without")[2])
    assert "passed: bars 2.1 1, 6.1 2, 6.3 0; not yet: bars 2.1 0, 6.1 0, 6.3 3; stopped" in text
    assert re.search(r"notebooks whose lines may be shown\|+2\|", cells)
    assert "Week by week" in cells
    assert not {"anna", "ben", "cleo"} & {*re.findall(r"\w+", cells)}


def test_names_stand_in_it_only_where_they_are_asked_for(graded):
    words = ["report", str(graded), "--out", str(graded / "named.html"), "--names"]
    assert cli.main(words) == 0
    assert re.search(r"anna\|+2 of 3\|", cells_of(graded / "named.html"))


def test_a_page_on_one_student(graded, capsys):
    words = ["report", str(graded), "--out", str(graded / "one.html"), "--student"]
    assert cli.main([*words, "anna"]) == 0
    cells = cells_of(graded / "one.html")
    assert re.search(r"points\|+2 of 3\|", cells) and "ben" not in cells
    assert re.search(r"6\.3\|+[^|]+\|+0\|+not yet\|+not zero\|+\w", cells)
    assert cli.main([*words, "nobody"]) == 1
    assert "'nobody'" in capsys.readouterr().err


def test_feedback_begins_with_the_sum_and_all_exercises(graded):
    cells = cells_of(graded / "feedback" / "anna" / "06.html")
    head, _, reasons = cells.partition("It is so.")
    assert re.search(r"sum\|+1 of 2\|.*6\.1\|+[^|]+\|+1 of 1\|+passed\|.*6\.3\|+[^|]+\|+0 of 1\|+not yet", head)
    assert "It is not." in reasons
    assert "Not graded" in cells_of(graded / "feedback" / "dora" / "06.html")


def test_several_lessons_have_a_page_with_their_sum_and_a_link_to_each(graded):
    index = graded / "feedback" / "anna" / "index.html"
    assert re.search(r"sum\|+2 of 3\|.*Lesson 02\|+1 of 1\|.*Lesson 06\|+1 of 2", cells_of(index))
    links = re.findall('href="([^"]+)"', index.read_text(encoding="utf-8"))
    assert links == ["02.html", "06.html"] and all((index.parent / one).is_file() for one in links)
    assert not (graded / "feedback" / "ben" / "index.html").exists()


def test_results_of_before_have_no_lines_and_are_read(tmp_path):
    old = result("anna", WRONG)
    del old["grades"][0]["lines"]
    assert "no lines" in cells_of(survey.write_class(tmp_path / "class.html", [old]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-03-02 09:00:00.000000 UTC", "2026-03-02T09:00:00+00:00"),
        ("2026-03-02 09:00:00.5 +0100", "2026-03-02T09:00:00.500000+01:00"),
        ("2026-03-02 09:00:00 CET", "2026-03-02T09:00:00+01:00"),
        ("2026-03-02 09:00:00", "2026-03-02T09:00:00+00:00"),
        ("2026-03-02 09:00:00 Nowhere", ""),
        ("2026-03-02 09:00:00 ../../etc/passwd", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_the_moment_is_the_one_that_nbgrader_noted(text, found, tmp_path):
    (tmp_path / "timestamp.txt").write_text(text)
    assert moment(tmp_path / "06_x.ipynb") == found
    (tmp_path / "timestamp.txt").unlink()
    assert moment(tmp_path / "06_x.ipynb") == ""
