"""Submission: a student's notebook, as a file from whomever -> for each exercise what has to be run.

Nothing is run here. A notebook is cut into statements; an answer needs its own, and those that what it names comes
from. So a cell that cannot be read costs its exercise and no other, and what only draws is not run at all.
"""

import ast
import json
import re
import symtable
from dataclasses import dataclass
from typing import NamedTuple

from amhelpers.checks.exercise import Exercise

__all__ = ["Statement", "Submission", "definitions", "dependences", "needed", "read"]

BYTES = 64 * 2**20
CHECK = re.compile(r'am\.check\(\s*["\'](\d+\.\d+)["\']')
MODULES = ("am", "np", "tf", "keras", "plt", "math", "time", "os", "sys")  # a call of theirs changes nothing of ours


class Statement(NamedTuple):
    """A statement of a notebook.

    Attributes:
        source: its text.
        binds: the names that it gives a value; "*" for those of a whole module.
        reads: the names that it needs.
        changes: names whose objects it may change: `net.fit(…)`, `values[0] = 1`.
        check: the number of the exercise that it checks, or an empty text.
        cell: the index of its cell.
    """

    source: str
    binds: frozenset
    reads: frozenset
    changes: frozenset
    check: str
    cell: int


@dataclass
class Submission:
    """What a notebook says.

    Attributes:
        statements: of all cells that can be read, in their order.
        unreadable: the cells that cannot: index -> what Python says.
        cells: the sources of all code cells, by index.
    """

    statements: list[Statement]
    unreadable: dict[int, str]
    cells: dict[int, str]


def read(data: bytes) -> Submission:
    """Read a notebook.

    Args:
        data: what is in the file, in Jupyter's format 4.

    Returns:
        What it says.

    Raises:
        ValueError: it is none, or larger than a notebook can be.
    """
    if len(data) > BYTES:
        raise ValueError(f"The file has {len(data) / 2**20:.0f} MB, which is more than a notebook needs.")
    try:
        cells = json.loads(data.decode("utf-8"))["cells"]
        kinds = [(cell["cell_type"], _text(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("The file is no notebook that Jupyter can open.") from None
    found = Submission([], {}, {index: text for index, (kind, text) in enumerate(kinds) if kind == "code"})
    for index, text in found.cells.items():
        try:
            found.statements += _statements(text, index)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            found.unreadable[index] = f"{type(error).__name__}: {error}"
    return found


def _text(source):
    """The text of a cell, which may be kept as lines."""
    return source if isinstance(source, str) else "".join(source)


def _statements(text, cell):
    """The statements of a cell; what is IPython's own and not Python's is left out."""
    plain = "\n".join(
        "" if re.match(r"\s*[%!?]", line) or line.rstrip().endswith("?") else line for line in text.split("\n")
    )
    try:
        tree = ast.parse(plain)
    except SyntaxError:
        tree = ast.parse(text)
    return [_statement(node, plain, cell) for node in tree.body]


def _statement(node, text, cell):
    source = ast.unparse(node) if getattr(node, "decorator_list", None) else ast.get_source_segment(text, node)
    source = source or ast.unparse(node)
    table = symtable.symtable(source, "cell", "exec")
    binds = {one.get_name() for one in table.get_symbols() if one.is_assigned() or one.is_imported()}
    binds |= {"*"} if isinstance(node, ast.ImportFrom) and node.names[0].name == "*" else set()
    reads = _free(table)
    changes: set[str] = set()
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
        for one in ast.walk(node):
            stored = isinstance(one, ast.Attribute | ast.Subscript) and not isinstance(one.ctx, ast.Load)
            method = isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)
            changes |= _root(one) if stored or method else set()
    check = CHECK.search(source) if isinstance(node, ast.Assign | ast.Expr) else None
    changes -= {*MODULES, *binds}
    return Statement(source, frozenset(binds), frozenset(reads), frozenset(changes), check[1] if check else "", cell)


def _free(table):
    """The names that code takes from the notebook: at the top all that it reads, in functions what is global there."""
    top = table.get_type() == "module"
    symbols = [one for one in table.get_symbols() if one.is_referenced() or one.is_declared_global()]
    names = {one.get_name() for one in symbols if top or one.is_global()}
    return names.union(*(_free(child) for child in table.get_children()))


def _root(node):
    """The name that an attribute or a part belongs to."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def needed(submission: Submission, exercise: Exercise, functions: dict[str, str]) -> list[Statement]:
    """The statements that an answer needs, its own among them, in the order of the notebook.

    All that gives a value to a name that is needed belongs to them, and so does what may change such a value.

    Args:
        submission: the notebook.
        exercise: whose answer it is.
        functions: the names of all functions that are exercises -> their numbers. Who needs the function of another
            exercise gets what its check gives: a statement with its number as `check`.

    Returns:
        Statements; empty where nothing gives the function a value.
    """
    places = [index for index, one in enumerate(submission.statements) if one.check == exercise.number]
    until = submission.statements[: places[0]] if places else submission.statements
    if not any(exercise.function in one.binds and not one.check for one in until):  # it stands below its check
        until = submission.statements
    usable = [one for one in until if one.check != exercise.number]
    wanted, before = {exercise.function, "*"}, set[str]()
    while wanted != before:
        before = set(wanted)
        for one in usable:
            others = {name for name in one.binds if name in functions and name != exercise.function}
            if others or one.check:
                continue
            if (one.binds | one.changes) & wanted:
                wanted |= one.reads
    chosen = []
    for one in usable:
        others = {name for name in one.binds & wanted if name in functions and name != exercise.function}
        if one.check:
            chosen += [one] if one.binds & wanted else []
        elif (one.binds | one.changes) & wanted and not others:
            chosen.append(one)
    return chosen if any(exercise.function in one.binds for one in chosen) else []


def dependences(statements: list[Statement], exercise: Exercise, functions: dict[str, str]) -> list[str]:
    """The numbers of other exercises whose functions statements name.

    Args:
        statements: as from `needed`.
        exercise: whose answer they are.
        functions: the names of all functions that are exercises -> their numbers.

    Returns:
        Numbers, in the order of the course.
    """
    named = set().union(*(one.reads for one in statements)) if statements else set()
    return [number for name, number in functions.items() if name in named and number != exercise.number]


def definitions(submission: Submission, name: str) -> list[int]:
    """The cells that give a function's name a value by a definition.

    Args:
        submission: the notebook.
        name: of the function.

    Returns:
        Indices of cells, each once.
    """
    cells = [one.cell for one in submission.statements if name in one.binds and not one.check]
    return list(dict.fromkeys(cells))
