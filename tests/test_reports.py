"""Reports: of a class that is made here, so that what must stand in the page is known beforehand."""

import csv
import datetime
import html
import json
import re

import pytest

from amhelpers import checks, cli, lessons, reports
from amhelpers.reports import figures

BEGIN = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


def write(path, *events):
    """A record: (minute, event, number, what is kept)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps(
            {"version": 3, "event": event, "exercise": number, **kept}
            | {"when": (BEGIN + datetime.timedelta(minutes=minute)).isoformat()}
        )
        for minute, event, number, kept in events
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def wrong(minute, why=None, number="1.1"):
    return minute, "check", number, {"outcome": "NOT_YET", **({"why": why} if why else {})}


def passed(minute, number="1.1"):
    return minute, "check", number, {"outcome": "PASSED"}


@pytest.fixture
def records(tmp_path):
    folder = tmp_path / "records"
    write(folder / "ada" / "progress.jsonl", wrong(0, "not divided"), (2, "hint", "1.1", {"count": 2}), passed(6))
    write(
        folder / "ben" / "progress.jsonl",
        wrong(0, "not divided"),
        wrong(5, "not divided"),
        wrong(9),
        (10, "solution", "1.1", {}),
        (11, "found", "1.p2", {"guess": "never", "found": "sometimes", "way": "no digit means all are equally likely"}),
        (12, "answer", "1.a", {"text": "secret words of Ben"}),
    )
    write(folder / "cleo.jsonl", passed(0), passed(20000, "1.3"), wrong(20010, "no such entry", "1.1"))
    (folder / "cleo.jsonl").open("a").write("\n{broken\n")
    return folder


def test_the_table_has_a_row_for_each_student_and_exercise(records, tmp_path):
    page, table = reports.report([records], tmp_path / "out" / "page.html", names=True)
    with open(table, newline="", encoding="utf-8") as stream:
        rows = {(row["student"], row["exercise"]): row for row in csv.DictReader(stream)}
    ada, ben = rows["ada", "1.1"], rows["ben", "1.1"]
    assert (ada["state"], ada["checks"], ada["hints"], ada["minutes"], ada["mistakes"]) == (
        "passed",
        "2",
        "2",
        "6",
        "not divided",
    )
    assert (ben["state"], ben["checks"], ben["solution"]) == ("begun", "3", "True")
    assert rows["cleo", "1.1"]["checks"] == "1"
    assert set(rows) == {("ada", "1.1"), ("ben", "1.1"), ("cleo", "1.1"), ("cleo", "1.3")}
    assert page.exists()


def test_the_page_says_what_the_class_got_wrong_and_names_nobody(records, tmp_path):
    page, _ = reports.report([records], tmp_path / "page.html")
    text = page.read_text(encoding="utf-8")
    cells = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "|", text))
    hint = next(one.hint for one in checks.find("1.1").misconceptions if one.name == "not divided")
    assert re.search(r"1\.1\|+not divided\|+2\|+3\|", cells)
    assert hint.split(".")[0] in cells
    assert re.search(r"1\.p2\|+The trained net [^|]*\|+0 of 1\|+no digit means all are equally likely \(1\)", cells)
    assert re.search(r"Refused without a known mistake.*1\.1\|+1\|+1\|", cells)
    assert "Students, by exercise" in text and 'alt="' in text
    for name in ("ada", "ben", "cleo", "secret words"):
        assert name not in cells.lower()


def test_from_the_command_line(records, tmp_path, capsys):
    assert cli.main(["report", str(records), "--out", str(tmp_path / "a.html"), "--names"]) == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / "a.html"), str(tmp_path / "a.csv")]
    assert cli.main(["report", str(tmp_path / "none")]) == 1
    assert "There is no file and no folder" in capsys.readouterr().err
    (tmp_path / "empty.jsonl").write_text("")
    assert cli.main(["report", str(tmp_path / "empty.jsonl")]) == 1
    assert "no record there has a check" in capsys.readouterr().err


def test_two_files_of_the_same_name_are_two_students(tmp_path):
    for group in ("a", "b"):
        write(tmp_path / group / "student.jsonl", passed(0))
    assert len(reports.students([tmp_path])) == 2


def agreed(minute, agree=True):
    return minute, "share", "", {"agree": agree}


def coded(minute, code, why="not divided"):
    return minute, "check", "1.1", {"outcome": "NOT_YET", "why": why, "code": code}


def cells_of(page):
    text = page.read_text(encoding="utf-8")
    return html.unescape(re.sub(r"\s*\n\s*", " ", re.sub(r"<[^>]+>", "|", text)))


UNDIVIDED = "def preprocess(images):\n    return images[..., np.newaxis].astype('float32')"
OTHER = "def preprocess(x):\n    return '<b>Zoe</b>' + x"


def test_lines_are_shown_of_those_who_agreed_equal_ones_together(tmp_path):
    folder = tmp_path / "records"
    for name in ("a", "b"):
        write(folder / f"{name}.jsonl", agreed(0), coded(1, UNDIVIDED), coded(2, UNDIVIDED))
    write(folder / "c.jsonl", agreed(0), coded(1, OTHER))
    write(folder / "d.jsonl", coded(1, "def preprocess(images):\n    return secret_of_d"))
    write(folder / "e.jsonl", agreed(0), coded(1, "def preprocess(images):\n    return taken_back"), agreed(2, False))
    page, _ = reports.report([folder], tmp_path / "page.html")
    cells, text = cells_of(page), page.read_text(encoding="utf-8")
    assert re.search(r"1\.1\|+not divided\|+5\|+7\|", cells)
    shown = cells.partition("The lines that made it")[2].partition("Refused without")[0]
    assert re.search(r"return images\[\.\.\., np\.newaxis\]\.astype\('float32'\)\|+2\|", shown)
    assert "<b>Zoe</b>' + x" in shown and "<b>" not in text
    assert "secret_of_d" not in text and "taken_back" not in text
    assert re.search(r"agreed that their lines are shown\|+3\|", cells)


def test_a_page_on_one_student_has_the_name_and_nothing_of_others(records, tmp_path, capsys):
    words = ["report", str(records), "--student", "ben", "--out", str(tmp_path / "ben.html")]
    assert cli.main(words) == 0
    cells = cells_of(tmp_path / "ben.html")
    assert "What ben did" in cells and "ada" not in cells and "secret words" not in cells
    assert re.search(r"1\.1\|+[^|]+\|+begun\|+3\|+0\|+yes\|+10\|", cells)
    assert re.search(r"1\.1\|+not divided\|+2\|", cells)
    assert "Answered: 1.a." in cells
    with open(tmp_path / "ben.csv", newline="", encoding="utf-8") as stream:
        assert {row["student"] for row in csv.DictReader(stream)} == {"ben"}
    assert cli.main([*words[:3], "dora"]) == 1
    assert "'dora'" in capsys.readouterr().err


def test_what_a_student_guessed_stands_beside_what_was_found(tmp_path):
    guess = lessons.guesses()["1.p2"]
    key = guess.choices[0].key
    write(
        tmp_path / "ada.jsonl", (0, "guess", "1.p2", {"guess": key}), (1, "found", "1.p2", {"guess": key, "found": key})
    )
    page, _ = reports.report([tmp_path / "ada.jsonl"], tmp_path / "page.html", only="ada")
    assert cells_of(page).count(guess.told(key)) == 2


def test_bars_of_mistakes_where_there_are_more_than_a_few(tmp_path):
    names = [one.name for one in checks.find("1.1").misconceptions]
    for count, there in ((figures.FEW, False), (figures.FEW + 1, True)):
        write(tmp_path / "a.jsonl", *(wrong(minute, name) for minute, name in enumerate(names[:count])))
        page, _ = reports.report([tmp_path / "a.jsonl"], tmp_path / "page.html")
        assert ("by what answers were taken for. bars 1.1" in page.read_text(encoding="utf-8")) is there


def test_a_text_that_no_file_can_hold_costs_no_page(tmp_path):
    write(tmp_path / "a.jsonl", wrong(0, "\ud800"))
    page, _ = reports.report([tmp_path / "a.jsonl"], tmp_path / "page.html")
    assert "What was taken for what" in page.read_text(encoding="utf-8")
