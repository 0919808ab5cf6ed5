"""Reports: of a class that is made here, so that what must stand in the page is known beforehand."""

import csv
import datetime
import json
import re

import pytest

from amhelpers import checks, cli, reports

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
