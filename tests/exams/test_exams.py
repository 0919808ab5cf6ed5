"""An exam as it is held: written for a list of students, filled in, run, handed in, marked."""

import json
import secrets
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import amhelpers as am
from amhelpers import cli, exams, record
from amhelpers.checks import exercises
from amhelpers.exams.plan import load, seed_of
from amhelpers.exams.tasks import drawn, right_number, tasks
from amhelpers.exams.writing import students_in, write
from amhelpers.grading.marking import marks, shared
from amhelpers.grading.submission import read
from amhelpers.refusals import RefusedError

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def in_no_exam_afterwards(monkeypatch):
    monkeypatch.setattr(exams, "_state", {"on": False})
    monkeypatch.delenv(exams.SETTING, raising=False)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """An exam of one exercise and one task, of two students."""
    out = tmp_path_factory.mktemp("exam")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_hex", lambda count: "07" * count)  # for which the two have other numbers
        write(["2.1", "2.2"], ["ada", "bob"], out)
    return out


def _with_notes(held, student, values):
    """A student's notebook with numbers noted, as bytes: number of a task -> what stands in the place of the dots."""
    notebook = nbformat.read(held / "handout" / student / "02_exam.ipynb", as_version=4)
    for cell in notebook.cells:
        for number, text in values.items():
            cell.source = cell.source.replace(f'note("{number}", ...)', f'note("{number}", {text})')
    return nbformat.writes(notebook).encode()


@pytest.mark.parametrize("number", [one for one in exercises() if one != "1.1"])
def test_every_exercise_can_be_asked_and_what_it_needs_is_given(number, tmp_path):
    task = exercises()[number]
    write([number], ["ada"], tmp_path)
    (file,) = (tmp_path / "handout" / "ada").iterdir()
    notebook = nbformat.read(file, as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert sum(f"def {task.function}(" in text for text in code) == 1
    assert sum(f'am.check("{number}"' in text for text in code) == 1
    assert not any("BEGIN SOLUTION" in text for text in code)
    assert any(cell.source.startswith(f"### Exercise {number} · ") for cell in notebook.cells)


def test_a_notebook_runs_as_it_was_handed_out_and_one_that_is_filled_in_passes(held, tmp_path, monkeypatch):
    monkeypatch.setenv("AMHELPERS_HOME", str(tmp_path))
    exam = load(held / "exam.json")
    for filled in (False, True):
        notebook = nbformat.read(held / "handout" / "ada" / "02_exam.ipynb", as_version=4)
        if filled:
            numbers = {one: right_number(tasks()[one], seed_of(exam, "ada")) for one in exam.numbers if one in tasks()}
            notebook = nbformat.reads(_with_notes(held, "ada", numbers).decode(), as_version=4)
            for cell in notebook.cells:
                if "def mean_activation" in cell.source:
                    cell.source = "def mean_activation(a, channel):\n    return tf.reduce_mean(a[..., channel], (1, 2))"
        NotebookClient(notebook, timeout=3600, kernel_name="python3").execute()
        text = json.dumps([cell.get("outputs", []) for cell in notebook.cells], ensure_ascii=False)
        assert "This is an exam" in text and "am.hint" not in text and "Traceback" not in text
        assert ("What is to be raised: passed" in text) == filled
        assert text.count("is noted") == (len(numbers) if filled else 0)


def test_what_is_drawn_stays_with_its_student(held, tmp_path):
    before = {file: file.read_bytes() for file in (held / "handout").rglob("*.ipynb")}
    said = write(["2.1", "2.2"], ["ada", "cy"], held)
    assert "1 had theirs and keep them" in said
    assert all(file.read_bytes() == data for file, data in before.items())
    assert load(held / "exam.json").students == ("ada", "bob", "cy")
    assert (held / "handout" / "cy" / "02_exam.ipynb").exists()
    texts = {name: (held / "handout" / name / "02_exam.ipynb").read_text() for name in ("ada", "bob", "cy")}
    assert len({text.replace(name, "") for name, text in texts.items()}) == 3
    assert load(held / "exam.json").seed not in "".join(texts.values())


@pytest.mark.parametrize(
    ("chosen", "students", "words"),
    [
        (["77"], ["ada"], r"Expected lessons with exercises, 01, .* Received '77'"),
        (["2.99"], ["ada"], "Received '2.99'"),
        (["02"], [], "Expected a name for each student .* Received none"),
        (["02"], ["../ada"], r"Received '../ada'"),
        (["02"], [".."], r"Received '..'"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is_written(chosen, students, words, tmp_path):
    with pytest.raises(ValueError, match=words):
        write(chosen, students, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_one_folder_holds_one_exam(held):
    with pytest.raises(ValueError, match=r"holds an exam of 2\.1, 2\.2"):
        write(["06"], ["dora"], held)
    assert not (held / "handout" / "dora").exists()


def test_lists_of_students(tmp_path):
    for name, text in {
        "a.txt": "ada\n\nbob\n",
        "b.csv": 'first_name,id\nA,ada\n"B, the other",bob\n',
        "c.csv": "student,points\nada,1\nbob,2\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert students_in(tmp_path / name) == ["ada", "bob"], name


def test_a_noted_number_counts_only_for_whom_it_was_drawn(held):
    exam = load(held / "exam.json")
    numbers = [one for one in exam.numbers if one in tasks()]
    assert numbers
    right = {name: {one: right_number(tasks()[one], seed_of(exam, name)) for one in numbers} for name in ("ada", "bob")}
    assert right["ada"] != right["bob"]
    found = []
    for student, noted in (("ada", right["ada"]), ("bob", right["ada"])):
        grades = marks(read(_with_notes(held, student, noted)), numbers, seed_of(exam, student))
        found.append({"student": student, "grades": [one._asdict() for one in grades]})
    assert [one["points"] for one in found[0]["grades"]] == [1] * len(numbers)
    assert not all(one["points"] for one in found[1]["grades"])


def test_a_number_that_is_right_for_somebody_else_is_named():
    number = next(iter(tasks()))
    rows = {
        f"s{index}": {"number": number, "points": 1, "rows": [("expected", f"{0.1 * index + 1}"), ("received", "9")]}
        for index in range(20)
    }
    rows["s3"] |= {"points": 0, "rows": [("expected", "1.3"), ("received", "1.5")]}
    rows["s4"] |= {"points": 0, "rows": [("expected", "1.4"), ("received", "7.7")]}
    said = shared([{"student": name, "grades": [one]} for name, one in rows.items()])
    assert said == {("s3", number): "The number is wrong for s3, and right for s5."}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("...", "NOT_ATTEMPTED"),
        ("1e9", "NOT_YET"),
        ("-3", "NOT_YET"),
        ("float(value)", "NOT_YET"),
        ("'0.5'", "NOT_YET"),
        ("True", "NOT_YET"),
        ("1" * 4000, "NOT_YET"),
        ("float('nan')", "NOT_YET"),
        ("[0.5]", "NOT_YET"),
    ],
)
def test_what_is_no_right_number_gets_no_point_whatever_it_is(held, text, outcome):
    exam = load(held / "exam.json")
    numbers = [one for one in exam.numbers if one in tasks()]
    for grade in marks(read(_with_notes(held, "ada", dict.fromkeys(numbers, text))), numbers, seed_of(exam, "ada")):
        assert (grade.points, grade.outcome) == (0, outcome)
    assert marks(read(b'{"cells": []}'), numbers, "x")[0].outcome == "MISSING"


def test_the_last_number_counts(held):
    exam = load(held / "exam.json")
    number = next(one for one in exam.numbers if one in tasks())
    right = right_number(tasks()[number], seed_of(exam, "ada"))
    data = _with_notes(held, "ada", {number: f'1e9)\nam.exams.note("{number}", {right}'})
    assert marks(read(data), [number], seed_of(exam, "ada"))[0].points == 1


@pytest.mark.parametrize("way", ["begin", "setting"])
def test_hints_and_solutions_are_off_and_a_refused_answer_is_not_told_why(way, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("AMHELPERS_HOME", str(tmp_path))
    if way == "begin":
        exams.begin()
    else:
        monkeypatch.setenv(exams.SETTING, "1")
    for call in (
        lambda: am.hint("2.2"),
        lambda: am.solution("2.2"),
        lambda: am.answer("2.a"),
        lambda: am.review(),
    ):
        with pytest.raises(RefusedError, match="is not there in an exam"):
            call()
    wrong = exercises()["2.2"].misconceptions[0]
    capsys.readouterr()
    am.check("2.2", wrong.wrong)
    said = capsys.readouterr().out
    assert "not yet" in said and "received" in said
    assert wrong.hint[:40] not in said and "am.hint" not in said and "look at" not in said
    am.check("2.2", exercises()["2.2"].alternatives[0])
    assert "passed" in capsys.readouterr().out
    assert [entry.kept["outcome"] for entry in record.read("check")] == ["NOT_YET", "PASSED"]


@pytest.mark.parametrize("value", [True, "0.5", [1], float("nan"), None, 1j])
def test_what_is_no_number_is_refused_at_once(value):
    with pytest.raises(RefusedError, match=r"one number, such as 0\.25"):
        exams.note("2.x1", value)


def test_noting_says_what_was_noted(capsys):
    exams.note("2.x1", 0.25)
    exams.note("2.x1", ...)
    said = capsys.readouterr().out
    assert "0.25 is noted" in said and "nothing noted yet" in said
    with pytest.raises(RefusedError, match="looks like"):
        exams.note("2.1", 1)


def test_what_is_drawn_is_the_same_in_another_process():
    code = (
        "from amhelpers.exams.tasks import drawn, tasks\nprint([drawn(task, 'seed ada') for task in tasks().values()])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str([drawn(task, "seed ada") for task in tasks().values()])


def test_a_class_sits_an_exam_and_is_graded(held, tmp_path, capsys):
    exam = load(held / "exam.json")
    numbers = [one for one in exam.numbers if one in tasks()]
    right = {one: right_number(tasks()[one], seed_of(exam, "ada")) for one in numbers}
    for student, noted in (("ada", right), ("bob", right), ("eve", right)):
        file = tmp_path / "in" / student / "02_exam.ipynb"
        file.parent.mkdir(parents=True)
        source = "ada" if student == "eve" else student
        notebook = nbformat.reads(_with_notes(held, source, noted).decode(), as_version=4)
        for cell in notebook.cells:
            if "def mean_activation" in cell.source:
                cell.source = "def mean_activation(a, channel):\n    return tf.reduce_mean(a[..., channel], (1, 2))"
        nbformat.write(notebook, file)
        nbformat.write(notebook, file.with_name("02_lesson.ipynb"))  # what was handed in before counts no more
    words = ["grade", tmp_path / "in", "--out", tmp_path / "out", "--exam", held / "exam.json", "--workers", 1]
    assert cli.main(list(map(str, words))) == 0
    table = (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8").splitlines()
    assert table[0] == ",".join(["student", *exam.numbers, "points"])
    assert table[1] == ",".join(["ada", "0", "1", *["1"] * len(numbers), str(1 + len(numbers))])
    assert table[2].startswith("bob,0,1,")
    said = (tmp_path / "out" / "remarks.csv").read_text(encoding="utf-8")
    assert "No notebook of this exam was written for eve" in said
    assert "right for ada" in said
    assert cli.main([*map(str, words), "--gradebook", "x.db"]) == 1
    assert "take grades.csv" in capsys.readouterr().err
