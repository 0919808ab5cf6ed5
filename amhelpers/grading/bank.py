"""Bank: an exercise -> the sources by which an answer can be tried, without those that would give an answer away.

The process that runs a student's code finds no reference, no other right answer, no wrong one, and no hint of them: of
`right.py` it has the constants and the names, of `wrong.py` nothing.
"""

import ast
import importlib.util
from collections.abc import Iterable
from pathlib import Path

from amhelpers.checks.exercise import Exercise

__all__ = ["reference_of", "sources"]

PREFIX = "amhelpers.exercises"
NOTHING = "from amhelpers.checks.exercise import WrongAnswers\nwrong = WrongAnswers()\n"


def sources(exercise: Exercise, needed: Iterable[Exercise] = ()) -> dict[str, str]:
    """The modules that the probes of an exercise need.

    Args:
        exercise: the one that is judged.
        needed: others, whose own version an answer goes on from.

    Returns:
        name of a module -> its source.
    """
    own = _folder(exercise)
    found: dict[str, str] = {PREFIX: ""}
    waiting = [f"{own}.exercise", *(reference_of(one)[0] for one in needed)]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        path = _path(name)
        if path is None:
            continue
        parent = name.rpartition(".")[0]
        waiting.append(parent)
        text = path.read_text(encoding="utf-8")
        if name == f"{own}.right":
            text = _names_only(text)
        elif name == f"{own}.exercise":
            text = _without_hints(text)
        elif name.endswith(".wrong"):
            text = NOTHING
        elif path.name == "__init__.py" and (name == own or name.count(".") == PREFIX.count(".") + 1):
            # a door that would open all rooms
            text = ""
        found[name] = text
        waiting += _imported(text)
    return found


def reference_of(exercise: Exercise) -> tuple[str, str]:
    """Where the course's own version of an exercise stands.

    Args:
        exercise: any.

    Returns:
        The module's name, and the function's.
    """
    return exercise.reference.__module__, exercise.reference.__name__


def _folder(exercise):
    """The package of an exercise, that its probes stand in."""
    return exercise.reference.__module__.rpartition(".")[0]


def _path(name):
    spec = importlib.util.find_spec(name)
    return Path(spec.origin) if spec and spec.origin else None


def _imported(text):
    """The modules of the bank that a source imports."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(PREFIX):
            yield node.module
            for alias in node.names:
                if _path_of_child(node.module, alias.name):
                    yield f"{node.module}.{alias.name}"


def _path_of_child(module, name):
    path = _path(module)
    if path is None or path.name != "__init__.py":
        return False
    return (path.parent / f"{name}.py").is_file() or (path.parent / name / "__init__.py").is_file()


def _without_hints(text):
    """An exercise's module, whose hints say nothing."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "hints":
            node.value = ast.Tuple([], ast.Load())
    return ast.unparse(ast.fix_missing_locations(tree))


def _names_only(text):
    """A module with its constants, and with functions that do nothing."""
    body: list[ast.stmt] = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            stub = ast.parse("raise NotImplementedError").body
            body.append(ast.FunctionDef(node.name, node.args, stub, []))
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            body += [ast.Assign([ast.Name(name, ast.Store())], _constant(node.value)) for name in names]
        elif isinstance(node, ast.Import | ast.ImportFrom):
            body.append(node)
    return "\n".join(ast.unparse(ast.fix_missing_locations(node)) for node in body)


def _constant(value):
    """A value that is written down as it is; an empty tuple for every other."""
    try:
        ast.literal_eval(value)
    except ValueError:
        return ast.Tuple([], ast.Load())
    return value
