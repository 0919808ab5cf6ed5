"""Copies: the course's notebooks, a student's folder -> copies to work in, which take in a new version of the course.

A copy belongs to the student: nothing that stands in it is ever overwritten. Beside the copies lies, in `.course`, what
each of them was when it was made, so that an update can tell what the student wrote from what the course had written.
"""

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat.notebooknode import NotebookNode

from amhelpers.files import write_whole

__all__ = ["Carried", "carry", "copy", "update"]

BASES = ".course"
MOST = 20  # cells of a lesson that have the same text


class Carried(NamedTuple):
    """A new version of a notebook with a student's work in it.

    Attributes:
        notebook: the new version.
        kept: what went over, in words.
        left: what did not, in words: it stands in the old file.
    """

    notebook: NotebookNode
    kept: list[str]
    left: list[str]


def copy(course: str | Path, folder: str | Path) -> list[Path]:
    """Copy the notebooks that a folder has not.

    Args:
        course: the folder with the course's notebooks.
        folder: of the copies; made if it is not there.

    Returns:
        The new copies. What is in the folder stays as it is.

    Raises:
        OSError: the course has no notebooks there, or the folder cannot be written.
    """
    course, folder = Path(course), Path(folder)
    found = _notebooks(course)
    fresh = [folder / one.name for one in found if not (folder / one.name).exists()]
    for path in fresh:
        data = (course / path.name).read_bytes()
        write_whole(folder / BASES / path.name, data)
        write_whole(path, data)
    return fresh


def update(course: str | Path, folder: str | Path) -> list[str]:
    """Bring the copies in a folder to the course's version, with what the student wrote in them.

    Args:
        course: the folder with the course's notebooks.
        folder: of the copies.

    Returns:
        Lines that say what became of each notebook. Of one that changed, the old copy is there beside the new one, as
        `NN_name.before-N.ipynb`.

    Raises:
        OSError: the course has no notebooks there, or the folder cannot be written.
    """
    course, folder = Path(course), Path(folder)
    found, said = _notebooks(course), []
    fresh = copy(course, folder)
    for one in found:
        own, base = folder / one.name, folder / BASES / one.name
        if own in fresh:
            said.append(f"{one.name}: new.")
        elif base.exists() and base.read_bytes() == one.read_bytes():
            said.append(f"{one.name}: as the course has it.")
        else:
            said += _updated(one, own, base)
    return said


def carry(base: NotebookNode, own: NotebookNode, new: NotebookNode) -> Carried:
    """Put what a student wrote into a new version of a notebook.

    Args:
        base: the version that the student began with.
        own: the student's.
        new: the course's new version. None of the three is changed.

    Returns:
        The new version with the student's functions, edits of cells that the course has not changed, and own cells; and
        what went over, and what did not.
    """
    found = nbformat.from_dict(new)
    places = {_key(cell): cell for cell in found.cells}
    before = {_key(cell): cell for cell in base.cells}
    by_source = {cell.source: _key(cell) for cell in reversed(base.cells)}
    kept, left, anchor, seen = [], [], None, set()
    for cell in own.cells:
        key = _key(cell)
        key = key if key in before else by_source.get(cell.source)  # a tool may have given the cell another id
        if key is None or key in seen:  # the student's own cell, or a cell that was copied
            if cell.source.strip() and not _is_of_the_course(cell):
                anchor = _put_behind(found, anchor, cell)
                kept.append(f"a cell of your own, {_first_line(cell)}")
            continue
        seen.add(key)
        if cell.source != before[key].source:
            if key not in places:
                left.append(f"{_first_line(cell)}: the course has no such cell any more")
            elif places[key].source == cell.source:
                pass
            elif _is_answer(before[key]):
                changed = places[key].source != before[key].source
                places[key].source = cell.source
                kept.append(_first_line(cell) + ("; the course has changed what stood there" if changed else ""))
            elif places[key].source == before[key].source and not _is_locked(before[key]):
                places[key].source = cell.source
                kept.append(f"your change of {_first_line(cell)}")
            else:
                left.append(f"{_first_line(cell)}: the course changes this cell, or keeps it as it is")
        anchor = places.get(key, anchor)
    return Carried(found, kept, left)


def _notebooks(course):
    found = sorted(course.glob("*.ipynb"))
    if not found:
        raise OSError(f"There are no notebooks of the course in {course}: run this in a clone of it.")
    return found


def _updated(course, own, base):
    """Lines that say what became of a copy for which the course has another version."""
    try:
        mine = nbformat.read(own, as_version=4)
        began = nbformat.read(base, as_version=4) if base.exists() else nbformat.read(course, as_version=4)
    except Exception as error:  # whatever a file can hold
        return [f"{own.name}: not updated, it cannot be read ({type(error).__name__}). It stays as it is."]
    carried = carry(began, mine, nbformat.read(course, as_version=4))
    data = own.read_bytes()
    old = next(path for number in range(1, 10_000) if not (path := own.with_suffix(f".before-{number}.ipynb")).exists())
    write_whole(old, data)
    if own.read_bytes() != data:  # it was saved meanwhile
        return [f"{own.name}: not updated, it is being written. Close it, and do this again."]
    write_whole(own, nbformat.writes(carried.notebook) + "\n")
    write_whole(base, course.read_bytes())
    said = [f"{own.name}: brought up to date; what it was is in {old.name}."]
    said += [f"  carried over: {text}" for text in carried.kept]
    return said + [f"  NOT carried over: {text}; it stands in {old.name}" for text in carried.left]


def _key(cell):
    """What a cell is known by in all versions: of an answer or a check its mark, else its id."""
    mark = cell.metadata.get("nbgrader", {}).get("grade_id")
    return mark or cell.get("id") or hashlib.sha256(cell.source.encode()).hexdigest()


def _is_answer(cell):
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _is_locked(cell):
    return bool(cell.metadata.get("nbgrader", {}).get("locked"))


def _is_of_the_course(cell):
    """Is it as some version of the course had it?  The id of such a cell is made of its text, and of its count."""
    texts = (f"{count} {cell.source}" for count in range(MOST))
    return cell.get("id") in {hashlib.sha256(text.encode()).hexdigest()[:8] for text in texts}


def _put_behind(notebook, anchor, cell):
    """Put a copy of a cell behind another one; returns it."""
    own = nbformat.from_dict(json.loads(json.dumps(cell)))
    taken = {one.get("id") for one in notebook.cells}
    own.metadata.pop("nbgrader", None)
    if own.get("id") in taken:
        own["id"] = hashlib.sha256(f"{len(taken)} {own.source}".encode()).hexdigest()[:8]
    if own.cell_type == "code":
        own.outputs, own.execution_count = [], None
    place = next((index for index, one in enumerate(notebook.cells) if one is anchor), -1)
    notebook.cells.insert(place + 1, own)
    return own


def _first_line(cell):
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    text = next((line for line in lines if not line.startswith(("#", "import ", "from "))), lines[0] if lines else "")
    return f'"{text[:60]}"'
