"""What can be told of a student's answer from its source: is it still the stub, can it be called, where did it fail."""

import ast
import inspect
import textwrap
import traceback
from collections.abc import Callable, Sequence

from amhelpers.checks.limits import Line, TimeLimitError, line_at
from amhelpers.checks.source import codes, function_of

__all__ = ["call_error", "is_stub", "is_stub_node", "line_of"]


def is_stub(answer: Callable[..., object]) -> bool:
    """Is there nothing in this function but a docstring and `raise NotImplementedError()`, `pass` or `...`?

    Args:
        answer: the student's function.

    Returns:
        Whether it is so; False where its source is not at hand.
    """
    try:
        node = ast.parse(textwrap.dedent(inspect.getsource(answer))).body[0]
    except Exception:  # a lambda, a part of an expression, a function whose source is not at hand
        return False
    return is_stub_node(node)


def is_stub_node(node: ast.AST) -> bool:
    """The same of a function's definition.

    Args:
        node: any node.

    Returns:
        Whether it is a definition in which nothing is done.
    """
    return isinstance(getattr(node, "body", None), list) and all(map(_says_nothing, node.body))  # type: ignore[attr-defined]


def _says_nothing(statement):
    if isinstance(statement, ast.Raise):
        return "NotImplementedError" in ast.unparse(statement)
    constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return constant or isinstance(statement, ast.Pass)


def call_error(answer: Callable[..., object], arguments: tuple) -> str | None:
    """Why a function cannot be called with these arguments.

    Args:
        answer: the student's function; it is not called.
        arguments: those of a probe, by position.

    Returns:
        Its signature and Python's own words, or None where it can be called.
    """
    try:
        signature = inspect.signature(answer)
    except Exception:  # some functions written in C tell nothing of their arguments
        return None
    try:
        signature.bind(*arguments)
    except TypeError as error:
        return f"{signature}: {error}"
    return None


def line_of(error: BaseException, answer: Callable[..., object]) -> str | None:
    """The last line of the notebook that an error went through.

    A notebook's cells share their globals: what has those of the answer is the student's, all else a library's.

    Args:
        error: what the answer raised, or a `TimeLimitError`.
        answer: the student's function.

    Returns:
        "number: source", or None where the error went through none. Lines are counted in each cell by themselves, so
        the name of the function stands before them where it is another one than the answer.
    """
    if isinstance(error, TimeLimitError):
        lines: Sequence[Line] = error.lines
    else:
        lines = [line_at(*pair) for pair in traceback.walk_tb(error.__traceback__)]
    own = [line for line in lines if line.globals is getattr(answer, "__globals__", None)]
    return f"{_other_name(own[-1].code, answer)}{own[-1].number}: {own[-1].source.strip()}" if own else None


def _other_name(code, answer):
    """Whose a line is, where it is not the answer's own."""
    function = function_of(answer)
    if function is None or code in codes(function.__code__):
        return ""
    name = code.co_qualname.partition(".<locals>")[0]
    return "in another function, " if name.startswith("<") else f"in {name}, "
