"""Drafts: what `python -m amhelpers new` writes passes the proofs of the course, or nothing is written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from amhelpers import cli, drafts
from amhelpers.drafts import checkout, entries, files

ROOT = Path(__file__).parent.parent
PARTS = ("amhelpers", "docs", "notebooks", "solutions", "tests", "tools")
PLAIN = ["-m", "pytest", "-q", "-p", "no:nbval", "-o", "addopts="]
NBVAL = ["-m", "pytest", "-q", "-o", "addopts=", "--nbval-lax", "--nbval-current-env"]


def copy_of_course(folder, parts=PARTS, ignored=("__pycache__",)):
    """A checkout of its own, with what is written there."""
    for part in parts:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns(*ignored))
    for file in (*ROOT.glob("*.md"), *ROOT.glob("*.toml"), ROOT / "conftest.py", ROOT / "Makefile"):
        shutil.copy(file, folder)
    return folder


def started(course, arguments):
    """A Python that runs in a course, and what it says."""
    environment = {**os.environ, "PYTHONPATH": str(course), "PYTHONUTF8": "1"}
    environment["AMHELPERS_HOME"] = str(course / "home")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "encoding": "utf-8"}
    return subprocess.Popen([sys.executable, *arguments], cwd=course, env=environment, **pipes)


def run(course, *commands):
    """Run commands beside each other; what they say, and each must end well."""
    processes = [started(course, command) for command in commands]
    said = [process.communicate()[0] for process in processes]
    for command, process, text in zip(commands, processes, said, strict=True):
        assert process.returncode == 0, f"{' '.join(command)}\n{text}"
    return said


def state(folder):
    """What is in a folder: path -> bytes."""
    paths = (path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in paths}


@pytest.fixture
def small(tmp_path, monkeypatch):
    """The files of a course that a draft reads, in the place of this one."""
    course = copy_of_course(tmp_path / "course", ignored=("__pycache__", "assets", "*.ipynb"))
    monkeypatch.setattr(drafts, "root_of_course", lambda: course)
    return course


def test_a_new_exercise_and_a_new_lesson_pass_the_proofs_of_the_course(tmp_path):
    course = copy_of_course(tmp_path / "course")
    (said,) = run(course, ["-m", "amhelpers", "new", "exercise", "3.6", "blur"])
    assert "new     amhelpers/exercises/lesson03/blur/right.py" in said and "make exercise N=3.6" in said
    (said,) = run(course, ["-m", "amhelpers", "new", "lesson", "11", "fine_detail"])
    assert "new     solutions/11_fine_detail.py" in said and "make notebooks ARGS=11" in said
    run(course, ["tools/build_fingerprints.py", "3.6", "11.1"], ["tools/build_notebooks.py", "11"])
    proofs = [[*PLAIN, "tests/exercises", "--exercise", number] for number in ("3.6", "11.1")]
    for text in run(course, *proofs):
        assert int(re.search(r"(\d+) passed", text)[1]) > 30
    forms = ["tests/test_notebooks.py", "tests/test_docs.py", "tests/test_guesses.py", "-k"]
    chosen = "11_ or 11.p or table_of_exercises or has_its_row or there_twice"
    run(course, [*PLAIN, *forms, chosen], [*NBVAL, "notebooks/11_fine_detail.ipynb"])
    run(course, ["-m", "ruff", "check", "."], ["-m", "ruff", "format", "--check", "."])
    run(course, ["tools/build_notebooks.py", "11", "--check"])


@pytest.mark.parametrize("name", ["a", "z" * checkout.LONGEST, "vgg77_first"])
def test_whatever_the_name_the_style_is_that_of_the_course(small, name):
    drafts.draft_exercise("3.6", name)
    drafts.draft_exercise("9.1", name)
    drafts.draft_lesson("21", name, name)
    run(small, ["-m", "ruff", "check", "."], ["-m", "ruff", "format", "--check", "."])
    for path in state(small):
        assert "name_of_function" not in Path(path).parts or "templates" in Path(path).parts
    text = (small / "solutions" / f"21_{name}.py").read_text(encoding="utf-8")
    assert f'{name} = am.check("21.1", {name})' in text and "77" not in text.replace(name, "").replace("Vgg77", "")


REFUSED = [
    (["exercise", "3.5", "blur"], "There is an exercise 3.5 already, choose_weights: expected .* lesson 03 is 3.6"),
    (["exercise", "3", "blur"], 'expected a lesson, a point and a place in it, such as 3.6, received "3"'),
    (["exercise", "3.06", "blur"], 'received "3.06"'),
    (["exercise", "12.1", "blur"], "There is no lesson 12: expected one of 01, .*new lesson 12 name"),
    (["exercise", "3.6", "2fast"], '"2fast" cannot be the name of an exercise of lesson 03: expected a letter'),
    (["exercise", "3.6", "Blur"], "all small"),
    (["exercise", "3.6", "sum"], "no word of Python's own"),
    (["exercise", "3.6", "lambda"], "no word of Python's own"),
    (["exercise", "3.6", "z" * (checkout.LONGEST + 1)], "up to 28 letters"),
    (["exercise", "3.6", "lp_norm"], '"lp_norm" .* which uses it already: expected a name that is free there'),
    (["exercise", "3.6", "images"], "which uses it already"),
    (["exercise", "2.7", "shared"], "which uses it already"),
    (["lesson", "03", "light"], "There is a lesson 03 already, 03_class_images: .* so take 11"),
    (["lesson", "3", "light"], "There is a lesson 03 already"),
    (["lesson", "0", "light"], "expected 1 to 99"),
    (["lesson", "eleven", "light"], 'received "eleven"'),
    (["lesson", "11", "my-lesson"], '"my-lesson" cannot be the name of a lesson'),
    (["lesson", "11", "light", "--function", "digits"], "which uses it already"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED, ids=[" ".join(words) for words, _ in REFUSED])
def test_what_cannot_be_new_is_refused_in_a_sentence_and_nothing_is_written(small, words, said, capsys):
    before = state(small)
    assert cli.main(["new", *words]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "expected" in err and "received" in err and err.endswith(".\n")
    assert re.search(said, err), err
    assert state(small) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "words", "said"),
    [
        ("solutions/03_class_images.py", "# ## Summary", "# ## The end", ["exercise", "3.6", "blur"], "## Summary"),
        ("docs/exercises.md", "\n| ", "\n", ["exercise", "3.6", "blur"], "docs/exercises.md has not the form"),
        ("tests/lessons/answers.py", "ANSWERS = {", "ALL = {", ["lesson", "11", "light"], r"a dict ANSWERS = \{…\}"),
        ("tests/test_notebooks.py", "FOUND = {", "ALL = {", ["lesson", "11", "light"], r"a dict FOUND = \{…\}"),
    ],
)
def test_where_no_entry_can_be_made_nothing_is_written(small, file, old, new, words, said, capsys):
    text = (small / file).read_text(encoding="utf-8")
    (small / file).write_text(text.replace(old, new), encoding="utf-8")
    before = state(small)
    assert cli.main(["new", *words]) == 1
    err = capsys.readouterr().err
    assert re.search(said, err) and "put it back" in err, err
    assert state(small) == before


def test_what_was_left_of_a_removed_exercise_is_not_written_over(small, capsys):
    left = small / "amhelpers" / "exercises" / "lesson03" / "blur" / "right.py"
    left.parent.mkdir()
    left.write_text("mine", encoding="utf-8")
    assert cli.main(["new", "exercise", "3.6", "blur"]) == 1
    assert "There is a amhelpers/exercises/lesson03/blur/right.py already" in capsys.readouterr().err
    assert left.read_text(encoding="utf-8") == "mine"


def test_outside_of_a_checkout_nothing_is_new(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(checkout, "__file__", str(tmp_path / "amhelpers" / "drafts" / "checkout.py"))
    assert cli.main(["new", "exercise", "3.6", "blur"]) == 1
    assert "This is no checkout of the course: expected solutions, " in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_if_one_file_cannot_be_written_all_are_as_they_were(tmp_path):
    (tmp_path / "kept.txt").write_text("kept", encoding="utf-8")
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    before = state(tmp_path)
    with pytest.raises(OSError, match="everything is as it was before"):
        files.write(
            {tmp_path / "a" / "b" / "new.py": "1", tmp_path / "kept.txt": "2", tmp_path / "file" / "under.py": "3"}
        )
    assert state(tmp_path) == before


def test_an_exercise_before_others_stands_before_them():
    text = "# %% [markdown]\n# ## One\n#\n# ### Exercise 3.1 · One  ★☆☆ · 5 min\n\n# %%\none\n\n# %% [markdown]\n"
    text += "# More.\n#\n# ### Exercise 3.5 · Five  ★☆☆ · 5 min\n\n# %% [markdown]\n# ## Summary\n"
    found = entries.with_cells(text, files.filled("exercise/cells.py", "3.3", "blur"), "3.3", "a lesson")
    heads = [line for line in found.splitlines() if line.startswith("# #")]
    assert [head.split("·")[0].strip("# ") for head in heads] == [
        "One", "Exercise 3.1", "Exercise 3.3", "Exercise 3.5", "Summary",
    ]  # fmt: skip
    assert "# More.\n\n# %% [markdown]\n# ### Exercise 3.3" in found
    assert found.endswith(text[text.index("# ### Exercise 3.5") :])
