"""The builder: notebooks that are current, the same in every build, and without the answers."""

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

TOOL = Path(__file__).parent.parent / "tools" / "build_notebooks.py"

SOURCE = '''\
# %% [markdown]
# # 01 · A lesson

# %%
def double(number):
    """Twice the number."""
    ### BEGIN SOLUTION
    return 2 * number
    ### END SOLUTION

# %%
double = am.check("1.1", double)

# %% tags=["solution-only"]
answer = "for instructors"
'''


@pytest.fixture
def tool():
    """The tool as a module."""
    spec = importlib.util.spec_from_file_location("build_notebooks", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def lesson(tool, tmp_path, monkeypatch):
    """A small lesson in a folder of its own, built but for the execution."""
    for name in ("SOLUTIONS", "NOTEBOOKS"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setattr(tool, name, folder)
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "CODE_OF_BONUS", tmp_path / "bonus.json")
    monkeypatch.setattr(tool, "execute", numbered)
    source = tool.SOLUTIONS / "01_lesson.py"
    source.write_text(SOURCE, encoding="utf-8")
    tool.build(source)
    return source


def numbered(notebook):
    """In place of an execution."""
    for count, cell in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
        cell.execution_count = count + 1
    return notebook


def student(tool):
    return tool.NOTEBOOKS / "01_lesson.ipynb"


def test_the_notebooks_of_this_course_are_current(tool, capsys):
    status = tool.main(["--check"])
    assert status == 0, capsys.readouterr().out


def test_built_twice_the_notebooks_are_the_same_byte_for_byte(tool, lesson):
    first = student(tool).read_bytes(), lesson.with_suffix(".ipynb").read_bytes()
    tool.build(lesson)
    assert (student(tool).read_bytes(), lesson.with_suffix(".ipynb").read_bytes()) == first


def test_the_student_gets_the_stub_and_the_locked_check(tool, lesson):
    cells = tool.nbformat.read(student(tool), 4).cells
    assert [cell.cell_type for cell in cells] == ["markdown", "code", "code"]
    assert cells[1].source.endswith("# YOUR CODE HERE\n    raise NotImplementedError()")
    assert cells[1].metadata.nbgrader.grade_id == "exercise-double"
    assert cells[2].metadata.nbgrader.grade_id == "check-1-1"
    assert cells[2].metadata.nbgrader.points == 1
    assert cells[2].metadata.editable is False


def test_what_is_current_has_no_problems(tool, lesson):
    assert list(tool.problems(lesson)) == []


def test_a_changed_source_makes_both_notebooks_stale(tool, lesson):
    lesson.write_text(SOURCE.replace("A lesson", "Another lesson"), encoding="utf-8")
    found = "\n".join(tool.problems(lesson))
    assert "solutions/01_lesson.ipynb is stale" in found
    assert "notebooks/01_lesson.ipynb is stale" in found


def test_an_edited_student_notebook_is_stale_and_a_leak_is_named(tool, lesson):
    text = student(tool).read_text(encoding="utf-8")
    student(tool).write_text(text.replace("raise NotImplementedError()", "return 2 * number"), encoding="utf-8")
    found = "\n".join(tool.problems(lesson))
    assert "is stale" in found
    assert "leaks a solution: return 2 * number" in found


def test_a_missing_notebook_and_one_without_a_source_are_named(tool, lesson, capsys):
    shutil.copy(student(tool), tool.NOTEBOOKS / "99_old.ipynb")
    student(tool).unlink()
    assert tool.main(["--check"]) == 1
    out = capsys.readouterr().out
    assert "notebooks/01_lesson.ipynb is missing" in out
    assert "99_old.ipynb has no source" in out


def test_the_code_of_a_bonus_is_kept_and_has_to_be_that_of_the_solution(tool, lesson, capsys):
    hidden = '# %%\nam.answer("1.bonus")\n\n# %% tags=["solution-only"]\nprint(2)\n'
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\n" + hidden, encoding="utf-8")
    tool.CODE_OF_BONUS.write_text(tool.all_bonus(), encoding="utf-8")
    assert json.loads(tool.CODE_OF_BONUS.read_text(encoding="utf-8")) == {"1.bonus": "print(2)"}
    tool.CODE_OF_BONUS.write_text("{}", encoding="utf-8")
    assert tool.main(["--check"]) == 1
    assert "bonus.json is stale" in capsys.readouterr().out


def test_a_solution_that_was_not_executed_is_stale(tool, lesson):
    notebook = tool.nbformat.read(lesson.with_suffix(".ipynb"), 4)
    notebook.cells[1].execution_count = None
    lesson.with_suffix(".ipynb").write_text(tool.as_text(notebook), encoding="utf-8")
    assert "not all of its cells were executed" in "".join(tool.problems(lesson))


@pytest.mark.parametrize("lessons", [["77"], ["01", "77"]])
def test_a_lesson_that_does_not_exist_is_refused(tool, lesson, lessons, capsys):
    with pytest.raises(SystemExit):
        tool.main(lessons)
    assert "no lesson 77" in capsys.readouterr().err
