"""Build the notebooks from their sources: solutions/NN_name.py -> solutions/NN_name.ipynb -> notebooks/NN_name.ipynb.

    python tools/build_notebooks.py            # all lessons: execute each solution, then make the student's notebook
    python tools/build_notebooks.py 01 re      # only these, by the first two letters of their names
    python tools/build_notebooks.py --check    # build nothing: name what is stale or leaks a solution, and fail

A source is a jupytext percent script.  This tool adds what nbgrader wants to know of a cell, so that no source has to:
a cell with a BEGIN SOLUTION region is the student's to fill in, a cell with `am.check("…")` is locked and graded.
A cell tagged `solution-only` stays out of the student's notebook.  What a cell tagged `remove-output` shows ends with
the kernel, and is not kept.
"""

import argparse
import base64
import hashlib
import html
import io
import json
import os
import re
import sys
import tempfile
import unittest.mock
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbconvert.preprocessors import ClearOutputPreprocessor, CoalesceStreamsPreprocessor, TagRemovePreprocessor
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import ClearSolutions, LockCells
from PIL import Image
from traitlets.config import Config

ROOT = Path(__file__).resolve().parent.parent
SOLUTIONS, NOTEBOOKS = ROOT / "solutions", ROOT / "notebooks"
CODE_OF_BONUS = ROOT / "amhelpers" / "lessons" / "bonus.json"
BONUS = re.compile(r'am\.answer\("(\d+\.bonus)"')
REGION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
FUNCTION = re.compile(r"def (\w+)\(")
CHECK = re.compile(r'am\.check\("(\d+\.\d+)"')
ALTERNATIVE = re.compile(r'<img alt="([^"]*)"')
WIDGET = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
}


def read_source(source):
    """The notebook that a percent script describes: no outputs, cell ids and nbgrader's metadata in place."""
    notebook = jupytext.read(source)
    notebook.metadata = nbformat.from_dict(METADATA)
    seen = {}
    for cell in notebook.cells:
        count = seen[cell.source] = seen.get(cell.source, -1) + 1
        cell.id = hashlib.sha256(f"{count} {cell.source}".encode()).hexdigest()[:8]  # the same in every build
        if cell.cell_type == "code":
            _mark_for_nbgrader(cell)
    return notebook


def _mark_for_nbgrader(cell):
    check = CHECK.search(cell.source)
    region = REGION.search(cell.source)
    if not check and not region:
        return
    name = f"check-{check[1]}".replace(".", "-") if check else f"exercise-{FUNCTION.search(cell.source)[1]}"
    marks = {"cell_type": "code", "grade": bool(check), "grade_id": name, "locked": bool(check), "schema_version": 3}
    cell.metadata["nbgrader"] = {**marks, "solution": bool(region), "task": False, **({"points": 1} if check else {})}
    tags = cell.metadata.get("tags", [])
    if check and "nbval-ignore-output" not in tags:
        cell.metadata["tags"] = [*tags, "nbval-check-output"]


def execute(notebook):
    """Run a solution as a student would, in the folder of the solutions; no progress of it is kept."""
    settings = {"AMHELPERS_ANSWERS": "shown"}  # the solutions are for those who look for answers
    with tempfile.TemporaryDirectory() as home, unittest.mock.patch.dict(os.environ, settings, AMHELPERS_HOME=home):
        resources = {"metadata": {"path": str(SOLUTIONS)}}
        settings = {"timeout": 3600, "kernel_name": "python3", "store_widget_state": False}
        NotebookClient(notebook, resources=resources, **settings).execute()
    notebook, _ = CoalesceStreamsPreprocessor().preprocess(notebook, {})
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times of this run
        if cell.cell_type == "code":
            if any(output.get("data", {}).get("text/plain", "").startswith("✗") for output in cell.outputs):
                raise ValueError(f"The solution does not pass its own check: {cell.source}")
            if "remove-output" in cell.metadata.get("tags", []):
                cell.outputs = []
            cell.outputs = [output for output in cell.outputs if output.get("text", "-").strip()]  # a bar leaves blanks
            for output in cell.outputs:
                output.get("data", {}).pop(WIDGET, None)  # a reader without a kernel sees the widget's picture instead
                _with_words(output)
                _as_jpeg(output)
    return notebook


def _with_words(output):
    """Let a picture be there once, as an image whose alternative text is what it is in words."""
    data = output.get("data", {})
    if "image/png" in data:
        words = ALTERNATIVE.match(data.pop("text/html", ""))
        data["text/plain"] = html.unescape(words[1]) if words else data["text/plain"]
        output.metadata.setdefault("image/png", {})["alt"] = data["text/plain"]


def _as_jpeg(output):
    """Keep a figure of photographs or the like as JPEG, where that is much smaller: the history is downloaded too."""
    data = output.get("data", {})
    png = data.get("image/png", "")
    if len(png) < 40_000:
        return
    with Image.open(io.BytesIO(base64.b64decode(png))) as figure:
        stream = io.BytesIO()
        figure.convert("RGB").save(stream, "JPEG", quality=80)
    jpeg = base64.b64encode(stream.getvalue()).decode("ascii")
    if len(jpeg) < 0.6 * len(png):
        del data["image/png"]
        data["image/jpeg"] = jpeg
        output.metadata["image/jpeg"] = output.metadata.pop("image/png")


def make_student_version(notebook):
    """The notebook to fill in: stubs for the solutions, no outputs, the checks locked."""
    student = nbformat.from_dict(notebook)
    config = Config({"TagRemovePreprocessor": {"enabled": True, "remove_cell_tags": ["solution-only"]}})
    for preprocessor in (
        TagRemovePreprocessor(config=config),
        ClearSolutions(),
        ClearOutputPreprocessor(),
        LockCells(),
    ):
        student, _ = preprocessor.preprocess(student, {})
    return student


def as_text(notebook):
    """A notebook as it is written to disk, valid for Jupyter and for nbgrader, or an error."""
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    return nbformat.writes(notebook) + "\n"


def build(source):
    """Execute one lesson's solution and write both of its notebooks, or neither if a cell fails."""
    solution = execute(read_source(source))
    source.with_suffix(".ipynb").write_text(as_text(solution), encoding="utf-8", newline="\n")
    student = as_text(make_student_version(read_source(source)))
    (NOTEBOOKS / f"{source.stem}.ipynb").write_text(student, encoding="utf-8", newline="\n")


def bonus_of(notebook):
    """The code of a lesson's bonus: number -> what follows it in cells that stay out of the student's notebook."""
    places = [place for place, cell in enumerate(notebook.cells) if BONUS.search(cell.source)]
    number = BONUS.search(notebook.cells[places[0]].source)[1] if places else None
    after = notebook.cells[places[0] :] if places else []
    hidden = [cell for cell in after if "solution-only" in cell.metadata.get("tags", [])]
    code = "\n\n\n".join(cell.source for cell in hidden if cell.cell_type == "code")
    return {number: code} if number and code else {}


def all_bonus():
    """The file of `amhelpers.lessons.bonus_code`, as it has to be."""
    found = {}
    for source in sorted(SOLUTIONS.glob("*.py")):
        found |= bonus_of(read_source(source))
    return json.dumps(found, indent=0, ensure_ascii=False) + "\n"


def problems(source):
    """What is stale or leaks in the two notebooks of one lesson, a sentence each."""
    expected = read_source(source)
    solution, student = source.with_suffix(".ipynb"), NOTEBOOKS / f"{source.stem}.ipynb"
    for file in (solution, student):
        if not file.is_file():
            yield f"{file.relative_to(ROOT)} is missing"
            return
    executed = nbformat.read(solution, 4)
    if [_source_of(cell) for cell in executed.cells] != [_source_of(cell) for cell in expected.cells]:
        yield f"{solution.relative_to(ROOT)} is stale: its cells are not those of {source.name}"
    if not all(cell.execution_count for cell in executed.cells if cell.cell_type == "code"):
        yield f"{solution.relative_to(ROOT)} is stale: not all of its cells were executed"
    text = student.read_text(encoding="utf-8")
    if text != as_text(make_student_version(expected)):
        yield f"{student.relative_to(ROOT)} is stale: it is not what {source.name} gives"
    code = "\n".join(cell.source for cell in nbformat.reads(text, 4).cells)
    leaked = [region for cell in expected.cells for region in REGION.findall(cell.source) if region.strip() in code]
    if leaked or "SOLUTION" in code:
        yield f"{student.relative_to(ROOT)} leaks a solution: {(leaked or ['a SOLUTION mark'])[0].strip()[:60]}"


def _source_of(cell):
    return cell.cell_type, cell.source, cell.id, cell.metadata


def main(arguments=None):
    """Build, or check, the lessons that are named, by default all; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lessons", nargs="*", metavar="NN", help="numbers of lessons, such as 01")
    parser.add_argument("--check", action="store_true", help="build nothing, name what is stale")
    chosen = parser.parse_args(arguments)
    sources = [file for file in sorted(SOLUTIONS.glob("*.py")) if not chosen.lessons or file.name[:2] in chosen.lessons]
    unknown = set(chosen.lessons) - {source.name[:2] for source in sources}
    if unknown or not sources:
        parser.error(f"no lesson {', '.join(sorted(unknown))} in {SOLUTIONS.name}/")
    if chosen.check:
        found = [problem for source in sources for problem in problems(source)]
        extra = {file.stem for file in NOTEBOOKS.glob("*.ipynb")} - {file.stem for file in SOLUTIONS.glob("*.py")}
        if not CODE_OF_BONUS.is_file() or CODE_OF_BONUS.read_text(encoding="utf-8") != all_bonus():
            found.append(f"{CODE_OF_BONUS.relative_to(ROOT)} is stale: it is not what the solutions give")
        found += [f"notebooks/{name}.ipynb has no source in solutions/" for name in sorted(extra)]
        print("\n".join(found) or f"{len(sources)} lessons, nothing stale, nothing leaked")
        return 1 if found else 0
    NOTEBOOKS.mkdir(exist_ok=True)
    CODE_OF_BONUS.write_text(all_bonus(), encoding="utf-8", newline="\n")
    for source in sources:
        print(f"{source.name} …", flush=True)
        build(source)
    return 0


if __name__ == "__main__":
    sys.exit(main())
