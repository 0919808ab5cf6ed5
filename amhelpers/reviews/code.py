"""Code: a wrong answer of the bank -> its source, with all that it needs, as a student would have written it."""

import ast
import builtins
import dis
import functools
import inspect
from collections.abc import Callable
from typing import Any

__all__ = ["source"]

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


def source(function: Callable, name: str) -> str | None:
    """The source of a function under another name, behind the functions and constants of ours that it refers to.

    Args:
        function: of a module, a lambda or not.
        name: that it is to have.

    Returns:
        Its lines; None where they are too many, or it refers to something that cannot be written down.
    """
    parts: dict[str, ast.stmt] = {}
    try:
        last = _defined(function, name, parts)
    except (LookupError, OSError, SyntaxError, TypeError, ValueError):
        return None
    if name in parts:
        last.name = f"another_{name}"
    text = "\n".join(ast.unparse(ast.fix_missing_locations(part)) for part in [*parts.values(), last])
    return text if text.count("\n") < LINES else None


def _defined(function, name, parts):
    """A definition of a function under a name; what it refers to is put into `parts`, name -> statement."""
    node = _node(function)
    body = [ast.Return(node.body)] if isinstance(node, ast.Lambda) else node.body
    if not isinstance(node, ast.Lambda) and ast.get_docstring(node):
        body = node.body[1:] or [ast.Pass()]
    read = inspect.getclosurevars(function)
    for other, value in {**read.nonlocals, **read.globals}.items():
        if other not in parts and not _is_known(other, value):
            parts[other] = ast.Pass()  # it may refer to itself
            parts[other] = _statement(other, value, parts)
    unknown = read.unbound - set(_attributes(function.__code__)) - set(vars(builtins))
    if unknown:
        raise LookupError(unknown)
    return ast.FunctionDef(name, node.args, body, [])


def _is_known(name, value):
    return inspect.ismodule(value) and KNOWN.get(name) == value.__name__


def _statement(name: str, value: Any, parts) -> ast.stmt:
    """What makes a name mean a value: a definition or an assignment."""
    if inspect.isfunction(value) and not hasattr(value, "__wrapped__"):
        return _defined(value, name, parts)
    if isinstance(value, PLAIN) or (isinstance(value, tuple | list) and all(isinstance(one, PLAIN) for one in value)):
        return ast.parse(f"{name} = {value!r}").body[0]
    raise LookupError(name)


def _attributes(code):
    """The names that code reads of objects: `closurevars` takes them for names of their own."""
    inner = [one for one in code.co_consts if inspect.iscode(one)]
    own = [one.argval for one in dis.get_instructions(code) if one.opname not in ("LOAD_GLOBAL", "LOAD_NAME")]
    return [name for name in own if isinstance(name, str)] + [name for one in inner for name in _attributes(one)]


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
