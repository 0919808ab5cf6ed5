"""What the site's own pages show is so: recipes run, and errors are raised with the words that stand there."""

import contextlib
import functools
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest

from amhelpers import ascent, recipes

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "site" / "pages"
RECIPES = sorted(set((PAGES / "recipes").glob("*.md")) - {PAGES / "recipes" / "index.md"})
ERRORS = sorted(set((PAGES / "errors").glob("*.md")) - {PAGES / "errors" / "index.md"})
BLOCK = re.compile(r"^```(python|text|sh)\n(.*?)^```$|^% (raises:|in source) *([^\n]*)$", re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def small(monkeypatch, tmp_path):
    """A place of its own, no windows, and ascents of two steps."""

    @functools.wraps(ascent.ascend)
    def briefly(*arguments, steps, **settings):
        steps = min(steps, 2) if isinstance(steps, int) and "record_every" not in settings else min(steps, 6)
        return whole(*arguments, steps=steps, **settings)

    whole = ascent.ascend
    monkeypatch.setattr(ascent, "ascend", briefly)
    monkeypatch.setattr(recipes, "ascend", briefly)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AMHELPERS_HOME", str(tmp_path))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    with mpl.rc_context({"backend": "agg"}):
        yield


def blocks(page):
    """What a page shows, piece by piece: (kind, text)."""
    for found in BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield (found[1], found[2]) if found[1] else (found[3], found[4])


def said_by(code, names):
    """What a piece of code prints, and the message it ends with."""
    stream = io.StringIO()
    file = Path(f"cell{len(names)}.py")
    file.write_text(code, encoding="utf-8")  # a check reads the lines of an answer
    with contextlib.redirect_stdout(stream):
        try:
            exec(compile(code, str(file.resolve()), "exec"), names)
        except Exception as error:
            return stream.getvalue(), str(error)
    return stream.getvalue(), None


def fits(text, said):
    """Is this what was said, where … stands for anything, in whatever lines?"""
    pattern = r".*?".join(re.escape(" ".join(part.split())) for part in text.strip().split("…"))
    return re.search(pattern, " ".join(said.split()), re.DOTALL) is not None


@pytest.mark.parametrize("page", RECIPES, ids=lambda page: page.stem)
def test_a_recipe_runs_as_it_stands(page):
    names, pieces = {}, list(blocks(page))
    assert pieces
    for kind, code in pieces:
        if kind == "python":
            _, error = said_by(code, names)
            assert error is None, error


@pytest.mark.parametrize("page", ERRORS, ids=lambda page: page.stem)
def test_an_error_says_what_its_page_shows_and_the_cure_runs(page):
    names, pieces = {}, list(blocks(page))
    shown = sum(kind == "text" for kind, _ in pieces)
    for index, (kind, text) in enumerate(pieces):
        after = pieces[index + 1] if index + 1 < len(pieces) else ("", "")
        if kind == "python":
            printed, error = said_by(text, names)
            if after[0] == "text":
                assert fits(after[1], f"{printed} {error}"), f"{printed} {error}"
            else:
                assert error is None, error
        elif kind == "raises:":
            with pytest.raises((OSError, ValueError, ImportError)) as error:
                eval(text, {})
            assert fits(after[1], str(error.value)), str(error.value)
        elif kind == "in source":
            assert all(part in source() for part in map(squeezed, after[1].split("…"))), after[1]
    assert shown or page.stem == "stopped"


@functools.cache
def source():
    """All texts of the package, without the breaks that Python puts between pieces of one."""
    return squeezed(
        "".join(file.read_text(encoding="utf-8") for file in (ROOT / "amhelpers").glob("*/__init__.py"))
    ) + (squeezed("".join(file.read_text(encoding="utf-8") for file in (ROOT / "amhelpers").glob("*.py"))))


def squeezed(text):
    return re.sub(r"\s+", " ", re.sub(r'"\s*\n\s*f?"', "", text)).strip()


@pytest.mark.parametrize("page", [*RECIPES, *ERRORS], ids=lambda page: page.stem)
def test_a_command_has_the_options_that_a_page_gives_it(page):
    lines = [line for kind, text in blocks(page) if kind == "sh" for line in text.splitlines()]
    for line in lines:
        command = re.match(r"python -m amhelpers (\w+)", line)[1]
        call = [sys.executable, "-m", "amhelpers", command, "--help"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        said = subprocess.run(call, capture_output=True, text=True, check=True, env=environment).stdout
        assert all(option in said for option in re.findall(r"--\w+", line))


@pytest.mark.parametrize("folder", ["recipes", "errors"])
def test_every_page_is_on_the_page_before_it_and_the_other_way_round(folder):
    text = (PAGES / folder / "index.md").read_text(encoding="utf-8")
    names = {page.stem for page in (PAGES / folder).glob("*.md")} - {"index"}
    assert set(re.findall(r"\]\(([\w-]+)\.md\)", text)) == names
    assert set(re.search(r":hidden:\n(.*?)```", text, re.DOTALL)[1].split()) == names


def test_a_page_on_an_error_has_symptom_cause_and_cure():
    for page in ERRORS:
        heads = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert heads == ["Symptom", "Cause", "Cure"], page


def test_there_are_ten_recipes_and_one_of_three_lines():
    assert len(RECIPES) == 10
    (_, _), (kind, code), *_ = blocks(PAGES / "recipes" / "one-filter.md")
    assert kind == "python"
    assert len(code.splitlines()) == 3
