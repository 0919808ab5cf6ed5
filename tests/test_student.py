"""A student's notebook under nbgrader's autograder.

Outside of it wrong answers are tried while nbval runs the notebooks: see `lessons.notebooks`.
"""

from pathlib import Path

import nbformat
from lessons import short
from lessons.answers import typed
from lessons.notebooks import source_of, verdict
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
ANSWERS = {
    "preprocess": "return images",
    "most_confused": "table = np.zeros((10, 10))\n"
    "    np.add.at(table, (labels, predictions), labels != predictions)\n"
    "    return divmod(table.argmax(), 10)",
}


def test_under_the_autograder_each_check_is_judged_on_its_own(monkeypatch, pytestconfig):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    notebook = nbformat.read(ROOT / "notebooks" / "01_digits.ipynb", 4)
    for cell in notebook.cells:
        cell.source = typed(cell.source, ANSWERS)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(f"{source_of(short)}['shorten']()"))
    limit = pytestconfig.getoption("nbval_cell_timeout", None)
    NotebookClient(notebook, timeout=limit, startup_timeout=limit, allow_errors=True, kernel_name="python3").execute()

    checks = {cell.source.split(" =")[0]: cell.outputs for cell in notebook.cells if "am.check(" in cell.source}
    errors = {
        cell.source.split(" =")[0]: "".join(output.traceback)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    }
    assert errors.keys() == {"preprocess", "build_cnn"}
    assert "most often: passed" in verdict(checks["most_confused"])
    assert "not yet" in errors["preprocess"]
    assert "not attempted" in errors["build_cnn"]
    assert not any("Traceback" in text or "amhelpers/" in text for text in errors.values())
