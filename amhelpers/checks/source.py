"""Source: a function -> its text as a tree, and a function again from a changed tree."""

import ast
import contextlib
import copy
import functools
import inspect
import io
import itertools
import linecache
import textwrap
import tokenize
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

__all__ = ["Source", "block_of", "built", "codes", "function_of", "locals_of", "read", "written"]

_numbers = itertools.count()


@dataclass(frozen=True, eq=False)
class Source:
    """A function and its text.

    Attributes:
        function: a plain function of Python.
        tree: its definition, without docstring, annotations and decorators; a lambda as a definition that returns.
        lines: of its text, as they were written.
        first: the number of the first of them in its file or cell.
    """

    function: types.FunctionType
    tree: ast.FunctionDef
    lines: tuple[str, ...]
    first: int

    @functools.cached_property
    def tokens(self) -> list[tokenize.TokenInfo]:
        """The tokens of the definition, as Python writes it."""
        lines = io.StringIO("\n".join(self.anew) + "\n").readline
        return [token for token in tokenize.generate_tokens(lines) if token.type != tokenize.NL]

    @functools.cached_property
    def anew(self) -> tuple[str, ...]:
        """The lines of the definition, as Python writes it: those that the tokens are in."""
        return tuple(ast.unparse(self.tree).splitlines())

    def line(self, number: int) -> str:
        """A line as the author wrote it, with its number.

        Args:
            number: counted from 1, the line of the `def`.

        Returns:
            "number: text", as in the other rows of a box.
        """
        return f"{self.first + number - 1}: {self.lines[number - 1].strip()}"


def function_of(answer: Callable[..., object]) -> types.FunctionType | None:
    """The function of Python that an answer is, or that TensorFlow compiles it from.

    Args:
        answer: what the student gave.

    Returns:
        The function; None where the answer is none: a class, a partial, a function written in C.
    """
    function: Any = getattr(answer, "python_function", answer)
    return function if isinstance(function, types.FunctionType) else None


def codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """The code of a function, and of those within it.

    Args:
        code: that of the function.

    Yields:
        It, and theirs.
    """
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from codes(constant)


def read(answer: Callable[..., object]) -> Source | None:
    """The source of an answer, or None where there is none to be had: a class, a partial, a function written in C.

    Args:
        answer: the student's function, or one that TensorFlow compiles.

    Returns:
        Its source.
    """
    function = function_of(answer)
    if function is None:
        return None
    try:
        lines, first = inspect.getsourcelines(function)
        text = textwrap.dedent("".join(lines))
        tree = _definition(ast.parse(text), function)
    except (OSError, TypeError, SyntaxError, ValueError, IndexError, RecursionError):
        return None
    if tree is None:
        return None
    return Source(function, _bare(tree), tuple(text.splitlines()), max(first, 1))


def written(text: str) -> Source | None:
    """The source of a function that is there as a text alone: to be read, as nothing of it is run.

    Args:
        text: one definition.

    Returns:
        Its source, whose function is none of it; None where the text is no plain definition.
    """
    try:
        (tree,) = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return (
        Source(cast(types.FunctionType, _nothing), _bare(tree), tuple(text.splitlines()), 1)
        if isinstance(tree, ast.FunctionDef)
        else None
    )


def _nothing():
    """Stands for the function of a text."""


def _definition(module, function):
    """The definition of this function in a parsed text, a lambda's as that of a function; None where several fit."""
    if function.__name__ != "<lambda>":
        found = [one for one in ast.walk(module) if isinstance(one, ast.FunctionDef) and one.name == function.__name__]
        return found[0] if found and found[0] is next(iter(module.body), None) else None
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    lambdas = [one for one in ast.walk(module) if isinstance(one, ast.Lambda)]
    lambdas = [one for one in lambdas if tuple(argument.arg for argument in one.args.args) == names]
    if len(lambdas) != 1:
        return None
    body = ast.copy_location(ast.Return(lambdas[0].body), lambdas[0].body)
    found = ast.FunctionDef("answer", lambdas[0].args, [body], [], None, lineno=lambdas[0].lineno, col_offset=0)
    if "type_params" in ast.FunctionDef._fields:  # since Python 3.12
        found.type_params = []
    return found


def _bare(tree):
    """A definition without what does not count for what it does."""
    tree = copy.deepcopy(tree)
    tree.decorator_list, tree.returns = [], None
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None and len(node.body) > 1:
            node.body = node.body[1:]
    return tree


BLOCKS = {"for": "loop", "while": "loop", "if": "`if`", "with": "`with`", "try": "`try`", "def": "function"}


def block_of(keyword: str) -> str | None:
    """What is to be said of a statement with a block of its own, and all that is in it.

    Args:
        keyword: the first word of the statement.

    Returns:
        Such as "this loop, with the lines in it,"; None for a statement of one line.
    """
    word = BLOCKS.get(keyword)
    return word and f"this {word}, with the lines in it,"


def locals_of(tree: ast.FunctionDef) -> list[str]:
    """The names that belong to a function: its arguments and whatever it assigns, in the order of their first use.

    Args:
        tree: its definition.

    Returns:
        Names, each once.
    """
    arguments = [argument.arg for argument in ast.walk(tree) if isinstance(argument, ast.arg)]
    stored = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return list(dict.fromkeys([*arguments, *stored]))


@contextlib.contextmanager
def built(source: Source, text: str, more: dict | None = None) -> Iterator[Callable]:
    """A function made of another text in the place of a function's own, with all else that belongs to it.

    Meanwhile its lines can be read, as TensorFlow does that compiles them. Defaults of arguments are computed anew.

    Args:
        source: whose globals and enclosed variables it gets.
        text: a definition, not indented.
        more: names that count where the function's own globals do not have them.

    Raises:
        SyntaxError: the text is none of Python.
    """
    old = source.function
    free = old.__code__.co_freevars
    indented = textwrap.indent(text, "    ")
    name = text.partition("(")[0].removeprefix("def ").strip()
    whole = f"def enclosing({', '.join(free)}):\n{indented}\n    return {name}\n"
    file = f"<changed answer {next(_numbers)}>"
    known = old.__globals__ if more is None else {**more, **old.__globals__}
    space: dict = {}
    exec(compile(whole, file, "exec"), known, space)
    new = space["enclosing"](*(cell.cell_contents for cell in old.__closure__ or ()))
    if not isinstance(new, types.FunctionType):
        raise SyntaxError("no function")
    linecache.cache[file] = (len(whole), None, whole.splitlines(keepends=True), file)
    try:
        yield new
    finally:
        linecache.cache.pop(file, None)
