"""Copies of notebooks, and a new version of the course over them: whatever a student wrote is there afterwards."""

import copy
import hashlib
import json
from collections import Counter
from pathlib import Path

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from amhelpers import cli, copies

ROOT = Path(__file__).parents[1]
STUB = 'def {name}(x):\n    """Complete it."""\n    # YOUR CODE HERE\n    raise NotImplementedError()'


def notebook(texts, functions=("double", "half")):
    """A course's notebook: texts, and a stub and a check for each function."""
    cells = []
    for index, text in enumerate(texts):
        cells.append(new_markdown_cell(text))
        for name in functions[index : index + 1]:
            marks = {"grade": False, "grade_id": f"exercise-{name}", "locked": False, "solution": True}
            cells.append(new_code_cell(STUB.format(name=name), metadata={"nbgrader": marks}))
            marks = {"grade": True, "grade_id": f"check-{name}", "locked": True, "solution": False}
            cells.append(new_code_cell(f'{name} = am.check("{name}", {name})', metadata={"nbgrader": marks}))
    seen = Counter()
    for cell in cells:
        cell.id = hashlib.sha256(f"{seen[cell.source]} {cell.source}".encode()).hexdigest()[:8]
        seen[cell.source] += 1
    return new_notebook(cells=cells)


def sources(one):
    return [cell.source for cell in one.cells]


@pytest.fixture
def folders(tmp_path):
    """A course of one lesson, and a folder for copies."""
    course = tmp_path / "course"
    course.mkdir()
    nbformat.write(notebook(["one", "two"]), course / "01_x.ipynb")
    return course, tmp_path / "work"


def _edit(path, change):
    found = nbformat.read(path, as_version=4)
    change(found)
    nbformat.write(found, path)


def test_a_copy_is_made_once_and_never_overwritten(folders):
    course, work = folders
    assert copies.copy(course, work) == [work / "01_x.ipynb"]
    (work / "01_x.ipynb").write_text("mine")
    nbformat.write(notebook(["other"]), course / "01_x.ipynb")
    assert copies.copy(course, work) == []
    assert (work / "01_x.ipynb").read_text() == "mine"


def test_functions_edits_and_own_cells_go_over_and_the_old_file_stays(folders):
    course, work = folders
    copies.copy(course, work)

    def write(found):
        found.cells[1].source = "def double(x):\n    return 2 * x"
        found.cells[3].source = "two, and my note"
        found.cells.insert(2, new_code_cell("double(3)"))

    _edit(work / "01_x.ipynb", write)
    before = (work / "01_x.ipynb").read_bytes()
    nbformat.write(notebook(["one, better", "two", "three"]), course / "01_x.ipynb")
    said = "\n".join(copies.update(course, work))
    found = nbformat.read(work / "01_x.ipynb", as_version=4)
    assert "def double(x):\n    return 2 * x" in sources(found)
    assert sources(found).index("double(3)") == sources(found).index("def double(x):\n    return 2 * x") + 1
    assert {"one, better", "three"} <= set(sources(found)) and "one" not in sources(found)
    assert (work / "01_x.before-1.ipynb").read_bytes() == before
    assert 'carried over: "def double(x):"' in said and "01_x.before-1.ipynb" in said
    again = copies.update(course, work)
    assert again == ["01_x.ipynb: as the course has it."]
    assert not (work / "01_x.before-2.ipynb").exists()


def test_what_both_have_changed_and_what_is_gone_is_named(folders):
    course, work = folders
    copies.copy(course, work)

    def write(found):
        found.cells[4].source = "def half(x):\n    return x / 2"
        found.cells[0].source = "one, mine"

    _edit(work / "01_x.ipynb", write)
    nbformat.write(notebook(["one, the course's", "two"], ("double",)), course / "01_x.ipynb")
    said = "\n".join(copies.update(course, work))
    assert 'NOT carried over: "def half(x):": the course has no such cell any more; it stands in 01_x.before-1' in said
    found = nbformat.read(work / "01_x.before-1.ipynb", as_version=4)
    assert "def half(x):\n    return x / 2" in sources(found) and "one, mine" in sources(found)


def test_a_file_that_cannot_be_read_stays_as_it_is(folders):
    course, work = folders
    copies.copy(course, work)
    (work / "01_x.ipynb").write_text('{"cells": [')
    nbformat.write(notebook(["other"]), course / "01_x.ipynb")
    assert "cannot be read" in copies.update(course, work)[0]
    assert (work / "01_x.ipynb").read_text() == '{"cells": ['


def test_a_copy_whose_beginning_nobody_noted_keeps_its_functions(folders):
    course, work = folders
    work.mkdir()
    mine = notebook(["one", "two"])
    mine.cells[1].source = "def double(x):\n    return x + x"
    nbformat.write(mine, work / "01_x.ipynb")
    nbformat.write(notebook(["one, better", "two"]), course / "01_x.ipynb")
    copies.update(course, work)
    found = sources(nbformat.read(work / "01_x.ipynb", as_version=4))
    assert "def double(x):\n    return x + x" in found and found.count("two") == 1
    assert "one" not in found and "one, better" in found


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=30)
CHANGES = st.lists(
    st.tuples(st.sampled_from(["write", "insert", "delete", "swap"]), st.integers(0, 20), TEXT), max_size=8
)
LESSON = st.lists(st.sampled_from(["one", "two", "three", "four", "five"]), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LESSON, LESSON, CHANGES)
def test_whatever_is_written_and_whatever_the_course_changes_nothing_is_lost(before, after, changes):
    base, new = notebook(before), notebook(after)
    own, written = copy.deepcopy(base), []
    for kind, place, text in changes:
        place %= len(own.cells) + 1
        if kind == "insert":
            own.cells.insert(place, new_code_cell(text))
        elif place == len(own.cells):
            continue
        elif kind == "write":
            own.cells[place].source = text
        elif kind == "delete":
            del own.cells[place]
        elif place:
            own.cells[place - 1], own.cells[place] = own.cells[place], own.cells[place - 1]
    known = {cell.source for cell in base.cells}
    written = [cell.source for cell in own.cells if cell.source not in known and cell.source.strip()]
    frozen = [nbformat.writes(one) for one in (base, own, new)]
    carried = copies.carry(base, own, new)
    assert [nbformat.writes(one) for one in (base, own, new)] == frozen
    nbformat.validate(carried.notebook)
    ids = [cell.id for cell in carried.notebook.cells]
    assert len(ids) == len(set(ids))
    found = sources(carried.notebook)
    for text in written:
        assert text in found or carried.left
    assert len(carried.left) >= sum(text not in found for text in set(written))
    answers = [cell.metadata.nbgrader.grade_id for cell in new.cells if "nbgrader" in cell.metadata]
    kept = [cell.metadata.nbgrader.grade_id for cell in carried.notebook.cells if "nbgrader" in cell.metadata]
    assert sorted(answers) == sorted(kept)


def test_the_courses_own_notebooks_with_every_answer_filled_in_survive_an_update(tmp_path):
    course, work = tmp_path / "course", tmp_path / "work"
    course.mkdir()
    for file in (ROOT / "notebooks").glob("*.ipynb"):
        (course / file.name).write_bytes(file.read_bytes())
    copies.copy(course, work)
    answers = {}
    for file in work.glob("*.ipynb"):
        found = nbformat.read(file, as_version=4)
        for index, cell in enumerate(found.cells):
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = f"# mine, {file.name} {index}\n" + cell.source
                answers.setdefault(file.name, []).append(cell.source)
        nbformat.write(found, file)
    for file in course.glob("*.ipynb"):
        text = json.loads(file.read_text(encoding="utf-8"))
        text["cells"].insert(1, {**new_markdown_cell("What is new.")})
        file.write_text(json.dumps(text), encoding="utf-8")
    copies.update(course, work)
    assert len(answers) >= 9
    for name, texts in answers.items():
        found = sources(nbformat.read(work / name, as_version=4))
        assert set(texts) <= set(found) and "What is new." in found
        assert len(found) == len(json.loads((course / name).read_text(encoding="utf-8"))["cells"])


def test_the_commands(tmp_path, capsys):
    count = len(list((ROOT / "notebooks").glob("*.ipynb")))
    assert cli.main(["copy", str(tmp_path / "work")]) == 0
    assert cli.main(["copy", str(tmp_path / "work")]) == 0
    assert cli.main(["update", str(tmp_path / "work")]) == 0
    said = capsys.readouterr().out
    assert f"{count} new notebooks" in said and "all notebooks are there" in said
    assert said.count("as the course has it") == count
