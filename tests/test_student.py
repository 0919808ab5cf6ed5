"""A student's afternoon: the student notebook with answers typed into it, in a live kernel."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent

# Answers as they are typed: one almost right, one that Keras refuses, one that would end the kernel.
WRONG_01 = {
    "preprocess": "return images / 255",
    "build_cnn": "return keras.Sequential([keras.Input((28, 28)), keras.layers.Conv2D(8, 3)])",
    "most_confused": "wrong = labels != predictions\n    exit()",
}
WORDS_01 = {
    "preprocess": ["not yet", "Two things are missing: the channel axis", "float64 (1, 28, 28)"],
    "build_cnn": ["stopped with an error", "ValueError", "return keras.Sequential("],
    "most_confused": ["stopped with an error", "would end the notebook's kernel", ": exit()"],
}


def fill_in(notebook, answers):
    """Put a student's lines where the stubs are."""
    for cell in notebook.cells:
        for name, answer in answers.items():
            if f"def {name}(" in cell.source:
                cell.source = cell.source.replace("# YOUR CODE HERE\n    raise NotImplementedError()", answer)
    return notebook


def run(notebook, allow_errors=False):
    """Run all cells; training is cut short, because it is not what is tried here."""
    for cell in notebook.cells:
        cell.source = cell.source.replace("epochs=4", "epochs=1").replace(
            "x_train, labels_train", "x_train[:500], labels_train[:500]"
        )
    NotebookClient(notebook, timeout=300, allow_errors=allow_errors, kernel_name="python3").execute()
    return notebook


def verdicts(notebook):
    """Name of the function -> what its check said, in one line."""
    texts = {}
    for cell in notebook.cells:
        if "am.check(" in cell.source:
            data = cell.outputs[0].get("data", {}).get("text/plain", "") if cell.outputs else ""
            texts[cell.source.split(" =")[0]] = " ".join(data.split())
    return texts


def pictures(notebook):
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return sum("image/png" in output.get("data", {}) for output in outputs)


@pytest.fixture(scope="module")
def lesson():
    """A function that reads the untouched student notebook of lesson 01."""
    return lambda: nbformat.read(ROOT / "notebooks" / "01_digits.ipynb", 4)


def test_wrong_answers_get_their_word_and_every_picture_appears(lesson):
    notebook = run(fill_in(lesson(), WRONG_01))
    said = verdicts(notebook)
    for name, words in WORDS_01.items():
        for word in words:
            assert word in said[name]
    solution = nbformat.read(ROOT / "solutions" / "01_digits.ipynb", 4)
    student_cells = {cell.id for cell in notebook.cells}
    solution.cells = [cell for cell in solution.cells if cell.id in student_cells]
    assert pictures(notebook) == pictures(solution) > 5


def test_under_the_autograder_each_check_is_judged_on_its_own(lesson, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    answers = {
        "preprocess": "return images",
        "most_confused": "table = np.zeros((10, 10))\n"
        "    np.add.at(table, (labels, predictions), labels != predictions)\n"
        "    return divmod(table.argmax(), 10)",
    }
    notebook = run(fill_in(lesson(), answers), allow_errors=True)
    errors = {
        cell.source.split(" =")[0]: "".join(output.traceback)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    }
    assert errors.keys() == {"preprocess", "build_cnn"}
    assert "most often: passed" in verdicts(notebook)["most_confused"]
    assert "not yet" in errors["preprocess"]
    assert "not attempted" in errors["build_cnn"]
    assert not any("Traceback" in text or "amhelpers/" in text for text in errors.values())
