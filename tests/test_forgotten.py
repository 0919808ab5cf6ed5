"""What is said of a name that has no value, in a kernel that was ended and knows nothing any more."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from amhelpers import forgotten

ROOT = Path(__file__).parents[1]
SETTINGS = f'load_subconfig("{ROOT / "tools" / "ipython_kernel_config.py"}")'


def error_of(code):
    try:
        exec(compile(code, "<cell>", "exec"), {})
    except NameError as error:
        return error
    raise AssertionError("no error")


@pytest.mark.parametrize("code", ["model", "print(model.layers)", "x = 1\nfor y in model: pass"])
def test_a_name_that_a_cell_itself_needs_is_explained(code):
    error = error_of(code)
    said = forgotten.explain(error, error.__traceback__)
    assert "gives model a value" in said and "Run All Above Selected Cell" in said


@pytest.mark.parametrize(
    "code", ["def f():\n    return model\nf()", "[model for _ in [1] for model in (lambda: gone)()]"]
)
def test_a_name_that_is_missing_in_a_function_is_a_mistake_in_it(code):
    error = error_of(code)
    assert forgotten.explain(error, error.__traceback__) == ""


def run(cells, monkeypatch, tmp_path):
    """The texts of the errors of cells, in a kernel with the settings for a hub."""
    folder = tmp_path / "profile_default"
    folder.mkdir()
    (folder / "ipython_kernel_config.py").write_text(SETTINGS)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=3600, startup_timeout=3600, allow_errors=True, kernel_name="python3").execute()
    outputs = [[one for one in cell.outputs if one.output_type == "error"] for cell in notebook.cells]
    return ["\n".join(found[0].traceback) if found else "" for found in outputs]


def test_a_kernel_says_it_before_and_after_the_first_cell_was_run(monkeypatch, tmp_path):
    cells = ["model.layers", "import amhelpers as am", "model.layers", "1 / 0", "am.nothing"]
    before, nothing, after, division, attribute = run(cells, monkeypatch, tmp_path)
    for said in (before, after):
        assert "name 'model' is not defined" in said
        assert said.count("Run All Above Selected Cell") == 1
    assert nothing == ""
    assert "ZeroDivisionError" in division and "Run All Above" not in division
    assert "AttributeError" in attribute and "Run All Above" not in attribute
