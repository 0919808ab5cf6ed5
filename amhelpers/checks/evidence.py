"""Evidence: what an answer's own code says of its mistake: names that it reads, arguments that it does not."""

import ast
import dis
import types
from collections.abc import Callable, Sequence

import numpy as np

from amhelpers.checks.source import codes, function_of, read

__all__ = ["evidence"]

LOOKING = ("locals", "vars", "eval", "exec")  # by which an argument is read without its name
DATA = (np.ndarray, list, tuple, dict, int, float, np.generic)


def evidence(answer: Callable[..., object], rights: Sequence[Callable[..., object]]) -> str | None:
    """What is to be seen in an answer's code that right answers do not have.

    Args:
        answer: the student's function.
        rights: right answers.

    Returns:
        A sentence or two, or None.
    """
    function = function_of(answer)
    if function is None:
        return None
    text = read(answer)
    if text is not None and any(map(_returns_at_once, ast.walk(text.tree))):
        return "Its `return` stands in a loop, which ends there in its first round."
    right_codes = [code for right in rights if isinstance(right, types.FunctionType) for code in codes(right.__code__)]
    return _names(function, right_codes)


def _returns_at_once(node):
    """Is this a loop with a `return` in it that nothing stands in the way of?"""
    if not isinstance(node, ast.For | ast.While) or not any(isinstance(one, ast.Return) for one in node.body):
        return False
    return not any(isinstance(one, ast.Continue) for one in ast.walk(node))


def _names(function, right_codes):
    """Variables of the notebook that it reads, and arguments that it does not."""
    parts = list(codes(function.__code__))
    theirs = {name for code in right_codes for name in _globals(code)}
    space = function.__globals__
    found = [name for name in dict.fromkeys(name for code in parts for name in _globals(code)) if name in space]
    found = [name for name in found if name not in theirs and not name.isupper() and _is_data(space[name])]
    inner = {name for code in parts for name in code.co_freevars}
    unused = [name for name in _arguments(function.__code__) if name not in inner and not _is_read(parts, name)]
    unused = [] if any(name in LOOKING for code in parts for name in _globals(code)) else unused
    if found and unused:
        return (
            f"It reads `{found[0]}`, a variable of the notebook, and its argument `{unused[0]}` is not used. A "
            "function is to work with what it is given."
        )
    if unused and not _star(function.__code__):
        return f"The argument `{unused[0]}` is not used."
    if found and (_arguments(function.__code__) or hasattr(space[found[0]], "get_weights")):
        return f"It reads `{found[0]}`, a variable of the notebook, which is not among its arguments."
    return None


def _globals(code):
    """Names that are looked up outside of a function, in the order of its code: no attributes, which are names too."""
    return [one.argval for one in dis.get_instructions(code) if one.opname.startswith(("LOAD_GLOBAL", "LOAD_NAME"))]


def _arguments(code):
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def _star(code):
    return bool(code.co_flags & 0x0C)  # *arguments or **settings


def _is_read(parts, name):
    """Is a local name read anywhere? One that is only assigned is not."""
    return any(
        name in (one.argval if isinstance(one.argval, tuple) else (one.argval,))
        for code in parts
        for one in dis.get_instructions(code)
        if one.opname.startswith(("LOAD_FAST", "LOAD_DEREF", "LOAD_CLOSURE", "LOAD_CLASSDEREF", "STORE_FAST_LOAD"))
    )


def _is_data(value):
    if isinstance(value, type):  # a class that goes with the answer
        return False
    return isinstance(value, DATA) or hasattr(value, "get_weights") or hasattr(value, "numpy")
