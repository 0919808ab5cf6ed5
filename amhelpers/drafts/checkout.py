"""The checkout: the folder of the course -> its lessons and exercises, and which numbers and names are free."""

import ast
import builtins
import keyword
import re
from pathlib import Path

__all__ = ["LONGEST", "as_name", "exercises", "lessons", "names_in", "place", "root_of_course"]

LONGEST = 29  # characters of a name: with more, the imports of an exercise need a second line
NAME = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST - 1}}}")
NEEDED = ("solutions", "tests/lessons/answers.py", "tools/build_notebooks.py", "docs/exercises.md")


def root_of_course() -> Path:
    """The folder that holds the package, where it is that of a checkout.

    Returns:
        The folder.

    Raises:
        OSError: the package was installed without the course around it.
    """
    root = Path(__file__).resolve().parents[2]
    missing = [path for path in NEEDED if not (root / path).exists()]
    if missing:
        raise OSError(
            f"This is no checkout of the course: expected {', '.join(NEEDED)} beside the package, received {root}, "
            f"which lacks {', '.join(missing)}; clone the course, and run this in its folder."
        )
    return root


def lessons(root: Path) -> dict[str, Path]:
    """The lessons of a course.

    Args:
        root: the folder of the course.

    Returns:
        Two digits -> the lesson's source, in their order.
    """
    return {
        path.name[:2]: path for path in sorted((root / "solutions").glob("[0-9][0-9]_*.py")) if path.name[:2] != "00"
    }


def exercises(root: Path) -> dict[str, str]:
    """The exercises of a course, read from the files of its bank.

    Args:
        root: the folder of the course.

    Returns:
        Number -> name of the function, in the order of the numbers.
    """
    found = {}
    for path in (root / "amhelpers" / "exercises").glob("lesson*/*/exercise.py"):
        number = re.search(r'\bnumber="(\d+\.\d+)"', path.read_text(encoding="utf-8"))
        if number:
            found[number[1]] = path.parent.name
    return {number: found[number] for number in sorted(found, key=place)}


def place(number: str) -> tuple[int, ...]:
    """What numbers are ordered by.

    Args:
        number: of a lesson or an exercise.

    Returns:
        Its parts as integers.

    >>> place("3.10") > place("3.9")
    True
    """
    return tuple(map(int, number.split(".")))


def names_in(source: str) -> set[str]:
    """The names that Python code reads, binds, imports or defines.

    Args:
        source: the code.

    Returns:
        The names.

    >>> sorted(names_in("import numpy as np; two = np.add(1, 1)"))
    ['np', 'two']
    """
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
    return found


def as_name(name: str, what: str, taken: set[str] | None = None) -> str:
    """A name that will do.

    Args:
        name: what was asked for.
        what: what it is to be the name of, in words.
        taken: names that mean something else where it will stand.

    Returns:
        The name.

    Raises:
        ValueError: it will not do.
    """
    if not NAME.fullmatch(name) or keyword.iskeyword(name) or hasattr(builtins, name):
        raise ValueError(
            f'"{name}" cannot be the name of {what}: expected a letter and up to {LONGEST - 1} letters, digits and _, '
            f'all small, and no word of Python\'s own, received "{name}"; choose one such as "total_variation".'
        )
    if name in (taken or ()):
        raise ValueError(
            f'"{name}" cannot be the name of {what}, which uses it already: expected a name that is free there, '
            f'received "{name}"; choose another, such as "{name[: LONGEST - 4]}_of".'
        )
    return name
