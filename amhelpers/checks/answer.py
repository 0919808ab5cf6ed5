"""What can be told of a student's answer from its source: is it still the stub, can it be called, where did it fail."""

import ast
import inspect
import linecache
import textwrap
import traceback

from amhelpers.checks.limits import TimeLimitError

__all__ = ["call_error", "is_stub", "line_of"]


def is_stub(answer):
    """Is there nothing in this function but a docstring and `raise NotImplementedError()`, `pass` or `...`?"""
    try:
        body = ast.parse(textwrap.dedent(inspect.getsource(answer))).body[0].body
    except Exception:  # a lambda, a part of an expression, a function whose source is not at hand
        return False
    return isinstance(body, list) and all(map(_says_nothing, body))


def _says_nothing(statement):
    if isinstance(statement, ast.Raise):
        return "NotImplementedError" in ast.unparse(statement)
    constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return constant or isinstance(statement, ast.Pass)


def call_error(answer, arguments):
    """Why a function cannot be called with these arguments, in Python's words, or None where it can."""
    try:
        signature = inspect.signature(answer)
    except Exception:  # some functions written in C tell nothing of their arguments
        return None
    try:
        signature.bind(*arguments)
    except TypeError as error:
        return f"{signature}: {error}"
    return None


def line_of(error, answer):
    """The last line of the notebook that an error went through, as "number: source", or None.

    A notebook's cells share their globals: what has those of the answer is the student's, all else a library's.
    """
    trace = list(traceback.walk_tb(error.__traceback__))
    if isinstance(error, TimeLimitError):
        trace = reversed(list(traceback.walk_stack(error.frame)))
    line = None
    for frame, number in trace:
        if frame.f_globals is getattr(answer, "__globals__", None):
            source = linecache.getline(frame.f_code.co_filename, number)
            line = f"{number}: {source.strip()}"
    return line
