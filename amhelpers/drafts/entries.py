"""Entries: the text of a file of the course, and something new -> the text with it, in its place by number."""

import ast
import re
from collections.abc import Sequence

from amhelpers.drafts.checkout import place

__all__ = ["with_cells", "with_entry", "with_exercise", "with_row"]

WIDTH = 120
ROW = re.compile(r"^\| (\d+(?:\.\d+)?) \|.*\n", re.MULTILINE)


def with_row(text: str, row: str, file: str) -> str:
    """A page with one more row in its table of numbers.

    Args:
        text: of the page.
        row: the row, whose first cell is the number.
        file: how the page is called in an error.

    Returns:
        The text, the row behind those of smaller numbers.

    Raises:
        ValueError: there is no such table.
    """
    number = place(row.split("|")[1].strip())
    rows = [found for found in ROW.finditer(text) if len(place(found[1])) == len(number)]
    if not rows:
        raise ValueError(_lost(file, "a table whose rows begin with a number"))
    smaller = [found.end() for found in rows if place(found[1]) < number]
    at = smaller[-1] if smaller else rows[0].start()
    return f"{text[:at]}{row}\n{text[at:]}"


def with_entry(text: str, name: str, entries: Sequence[str], file: str) -> str:
    """Python code with more entries at the end of one of its dicts.

    Args:
        text: the code.
        name: of the dict.
        entries: a line for each, without its comma.
        file: how the code is called in an error.

    Returns:
        The code.

    Raises:
        ValueError: there is no such dict.
    """
    found = _assigned(text, name)
    if not found or not isinstance(found.value, ast.Dict):
        raise ValueError(_lost(file, f"a dict {name} = {{…}}"))
    start, end = _span(text, found)
    kept = text[start:end].rstrip().removesuffix("}").rstrip()
    comma = "" if kept.endswith(("{", ",")) else ","
    return f"{text[:start]}{kept}{comma}\n" + "".join(f"    {entry},\n" for entry in entries) + f"}}{text[end:]}"


def with_exercise(text: str, lesson: str, numbers: dict[str, str], number: str, function: str) -> str:
    """The `__init__.py` of a lesson's bank with one more exercise in its import and in its tuple.

    Args:
        text: of that file.
        lesson: two digits.
        numbers: number -> function, of the exercises that are there.
        number: of the new one.
        function: its name.

    Returns:
        The text.

    Raises:
        ValueError: the file has not the form of the others.
    """
    module = f"amhelpers.exercises.lesson{lesson}"
    imports = [one for one in ast.parse(text).body if isinstance(one, ast.ImportFrom) and one.module == module]
    found = _assigned(text, "EXERCISES")
    if not imports or not found or not isinstance(found.value, ast.Tuple):
        file = f"{module.replace('.', '/')}/__init__.py"
        raise ValueError(_lost(file, f"`from {module} import …` and EXERCISES = (…)"))
    items = [ast.unparse(item) for item in found.value.elts]
    places = {f"{name}.EXERCISE": place(taken) for taken, name in numbers.items()}
    index = sum(places.get(item, (0,)) < place(number) for item in items)
    items.insert(index, f"{function}.EXERCISE")
    names = sorted([*(alias.name for alias in imports[0].names), function], key=_natural)
    text = _replaced(text, found, _listed("EXERCISES = (", items, ")"))
    return _replaced(text, imports[0], _listed(f"from {module} import ", names, ""))


def with_cells(text: str, cells: str, number: str, file: str) -> str:
    """A lesson's source with the cells of one more exercise.

    Args:
        text: the source.
        cells: of the exercise; they begin with a Markdown cell whose first line is a heading of their own.
        number: of the exercise.
        file: how the source is called in an error.

    Returns:
        The source, the cells before the next exercise, or as a section of their own before the summary.

    Raises:
        ValueError: there is neither.
    """
    heads = re.finditer(r"^# ### Exercise (\d+\.\d+) .*$", text, re.MULTILINE)
    later = [head.start() for head in heads if place(head[1]) > place(number)]
    summary = re.search(r"^# ## Summary$", text, re.MULTILINE)
    if not later and not summary:
        raise ValueError(_lost(file, "the heading ## Summary, before which the exercise would stand"))
    if later:  # what follows stands under the heading before it
        cells = re.sub(r"^# ## .*\n#\n", "", cells, count=1, flags=re.MULTILINE)
    at = later[0] if later else summary.start()  # type: ignore[union-attr]
    before, opening = text[:at], "# %% [markdown]\n"
    while before.endswith("#\n"):
        before = before.removesuffix("#\n")
    before = before.removesuffix(opening).rstrip("\n")
    return f"{before}\n\n{cells}\n{opening}{text[at:]}"


def _lost(file, what):
    return f"{file} has not the form that an entry can be made in: expected {what}, received none; put it back."


def _assigned(text, name):
    """The assignment to a name, or None."""
    for one in ast.parse(text).body:
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name) and one.targets[0].id == name:
            return one
    return None


def _span(text, node):
    """Where whole lines of a statement begin and end."""
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: node.lineno - 1]))
    return start, start + len("".join(lines[node.lineno - 1 : node.end_lineno]).rstrip("\n"))


def _replaced(text, node, statement):
    start, end = _span(text, node)
    return text[:start] + statement + text[end:]


def _listed(opening, items, closing):
    """A statement in one line where it fits, else with an item in each."""
    line = f"{opening}{', '.join(items)}{',' if closing and len(items) == 1 else ''}{closing}"
    if len(line) <= WIDTH:
        return line
    return (opening if closing else f"{opening}(") + "\n" + "".join(f"    {item},\n" for item in items) + ")"


def _natural(name):
    """What an import is sorted by: digits as numbers."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]
