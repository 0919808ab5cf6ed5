"""Code: a wrong answer of the bank -> its source, with all that it needs, as a student would have written it."""

import ast
import builtins
import copy
import dis
import functools
import inspect
import itertools
from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["joined", "source", "statements"]

KNOWN = {
    "am": "amhelpers",
    "keras": "keras",
    "np": "numpy",
    "tf": "tensorflow",
    "math": "math",
    "functools": "functools",
}
LINES = 16  # more is not read
PLAIN = (str, int, float, bool, type(None))


def source(function: Callable, reference: Callable, name: str) -> str | None:
    """The source of a function as a student would have written it, behind all of ours that it refers to.

    Args:
        function: of a module, a lambda or not.
        reference: the course's own version, whose arguments' names it is to have.
        name: that it is to have.

    Returns:
        Its lines; None where they are too many, or it refers to something that cannot be written down.
    """
    written = statements(function, reference, name)
    return None if written is None else joined(written)


def joined(written: Sequence[str]) -> str:
    """Statements as a text, with two blank lines around a function, as it is read.

    Args:
        written: each statement as text.

    Returns:
        Their lines.

    >>> joined(["a = 1", "b = 2", "def f():\\n    return a"])
    'a = 1\\nb = 2\\n\\n\\ndef f():\\n    return a'
    """
    pairs = itertools.pairwise(written)
    apart = ["\n\n\n" if any(one.startswith("def ") for one in pair) else "\n" for pair in pairs]
    return "".join(part + gap for part, gap in zip(written, [*apart, ""], strict=True)) if written else ""


@functools.lru_cache(maxsize=512)
def statements(function: Callable, reference: Callable, name: str) -> tuple[str, ...] | None:
    """The statements of which `source` is made, the function itself last.

    Args:
        function: of a module, a lambda or not.
        reference: the course's own version.
        name: that it is to have.

    Returns:
        Each of them as text; None where `source` has none.
    """
    parts: dict[str, ast.stmt] = {}
    try:
        last = _defined(function, name, parts)
    except (LookupError, OSError, SyntaxError, TypeError, ValueError):
        return None
    if name in parts:  # it calls another of this name
        for part in (*parts.values(), last):
            _rename(part, {name: f"plain_{name}"})
        last.name = name
    last = copy.deepcopy(last)
    own, wanted = ([*inspect.signature(one).parameters] for one in (function, reference))
    if len(own) == len(wanted):
        _rename_arguments(last, dict(zip(own, wanted, strict=True)))
    written = tuple(ast.unparse(ast.fix_missing_locations(part)) for part in [*parts.values(), last])
    return written if sum(text.count("\n") + 1 for text in written) <= LINES else None


def _rename(tree, names):
    """Give names in a statement, its definition and its arguments others."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
        elif isinstance(node, ast.FunctionDef):
            node.name = names.get(node.name, node.name)
        elif isinstance(node, ast.arg):
            node.arg = names.get(node.arg, node.arg)


def _rename_arguments(function, names):
    """Give the arguments of a function other names, where these are not taken."""
    names = {one: other for one, other in names.items() if one != other}
    read = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    keywords = {node.arg for node in ast.walk(function) if isinstance(node, ast.keyword)}
    if not (read | keywords) & set(names.values()):
        _rename(function, names)


def _defined(function, name, parts):
    """A definition of a function under a name; what it refers to is put into `parts`, name -> statement."""
    node = _node(function)
    body = [ast.Return(node.body)] if isinstance(node, ast.Lambda) else node.body
    if not isinstance(node, ast.Lambda) and ast.get_docstring(node):
        body = node.body[1:] or [ast.Pass()]
    defaults = [default for default in (*node.args.defaults, *node.args.kw_defaults) if default is not None]
    read = _globals(function.__code__) | {
        one.id for default in defaults for one in ast.walk(default) if isinstance(one, ast.Name)
    }
    free = inspect.getclosurevars(function).nonlocals
    for other in sorted(read | free.keys()):
        value = free[other] if other in free else function.__globals__.get(other, vars(builtins).get(other))
        if other in parts or _is_known(other, value) or (other in vars(builtins) and other not in function.__globals__):
            continue
        parts[other] = ast.Pass()  # it may refer to itself
        statement = _statement(other, value, parts)
        del parts[other]  # behind what it needs itself
        parts[other] = statement
    arguments = copy.deepcopy(node.args)
    for one in ast.walk(arguments):
        if isinstance(one, ast.arg):
            one.annotation = None
    return ast.FunctionDef(name, arguments, copy.deepcopy(body), [])


def _is_known(name, value):
    return inspect.ismodule(value) and KNOWN.get(name) == value.__name__


def _statement(name: str, value: Any, parts) -> ast.stmt:
    """What makes a name mean a value: a definition or an assignment."""
    if inspect.isfunction(value) and not hasattr(value, "__wrapped__"):
        return _defined(value, name, parts)
    if isinstance(value, PLAIN) or (isinstance(value, tuple | list) and all(isinstance(one, PLAIN) for one in value)):
        return ast.parse(f"{name} = {value!r}").body[0]
    raise LookupError(name)


def _globals(code):
    """The names that code reads of its module, functions within it included."""
    own = {one.argval for one in dis.get_instructions(code) if one.opname in ("LOAD_GLOBAL", "LOAD_NAME")}
    return own.union(*(_globals(one) for one in code.co_consts if inspect.iscode(one)))


def _node(function):
    """The node of a function in its module's source; an error where it is not the only one that it may be."""
    tree, code = _tree(inspect.getsourcefile(function)), function.__code__
    first = code.co_firstlineno
    if code.co_name == "<lambda>":
        found = [one for one in ast.walk(tree) if isinstance(one, ast.Lambda) and one.lineno == first]
        found = [
            one for one in found if [arg.arg for arg in one.args.args] == list(code.co_varnames[: code.co_argcount])
        ]
    else:
        named = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name == code.co_name]
        found = [one for one in named if first in (one.lineno, *(other.lineno for other in one.decorator_list))]
    (node,) = found
    return node


@functools.lru_cache(maxsize=128)
def _tree(path):
    with open(path, encoding="utf-8") as stream:
        return ast.parse(stream.read())
