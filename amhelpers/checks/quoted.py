"""Quoted: a hint that names code, an answer -> the hint, as far as the answer has that code.

Many ways lead to the same values, and a hint of the bank tells of one of them. What stands in it between `backticks` is
what right answers have, or what the student is said to have written. The latter must be there to be seen.
"""

import inspect
import io
import keyword
import re
import tokenize
import types
from collections.abc import Callable, Iterable, Iterator

from amhelpers.checks.behaviour import LIBRARIES
from amhelpers.checks.source import codes, function_of, read

__all__ = ["holding"]

OPERATORS = {*["+", "-", "*", "/", "//", "%", "**", "@", "<", "<=", ">", ">=", "==", "!=", "&", "|", "~"]}
OPERATORS |= {"+=", "-=", "*=", "/=", "//=", "%=", "**=", "@="}
VALUES = ("True", "False", "None")


def holding(hint: str, answer: Callable[..., object], rights: Iterable[Callable[..., object]]) -> str | None:
    """What of a hint does not name code that an answer has not.

    Args:
        hint: sentences, with code between backticks.
        answer: the student's function.
        rights: right answers: what they have is what one is told to write, and need not be there.

    Returns:
        The hint without the sentences whose code is all missing; None where the first of them is such a one. The hint
        itself where the answer has no text to look at.
    """
    if "`" not in hint:
        return hint
    rights = tuple(rights)
    theirs = {mark for right in rights for mark in _marks_of(right) or ()}
    given = {f"{name} =" for right in rights for name in inspect.signature(right).parameters}
    ours: set | None = None
    kept: list[str] = []
    for sentence in re.split(r"(?<=[.!?]) ", hint):
        marks = [_marks(snippet) - theirs for snippet in re.findall("`([^`]+)`", sentence)]
        marks = [{mark for mark in one if not mark.endswith(" =") or mark in given} for one in marks]
        if marks and all(marks):
            ours = _marks_of(answer) if ours is None else ours
            if ours is None:
                return hint
            if not any(one <= ours for one in marks):
                if not kept:
                    return None
                continue
        kept.append(sentence)
    return " ".join(kept)


def _marks(text):
    """The operators, the keywords, the names of functions and attributes, and those that get a value, in a text."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text.replace("…", "_")).readline))
    except (tokenize.TokenError, SyntaxError):
        return set()
    marks = {token.string for token in tokens if token.type == tokenize.OP and token.string in OPERATORS}
    marks |= {f"{name} =" for name in re.findall(r"^\s*(\w+)\s*[-+*/]?=(?!=)", text, re.MULTILINE)}
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if token.type != tokenize.NAME or token.string in VALUES:
            continue
        called = (before and before.string == ".") or (after and after.string == "(")
        if called or keyword.iskeyword(token.string):
            marks.add(token.string)
    return marks


def _marks_of(answer):
    """Those of a function and of the functions beside it that it calls; None where one of them has no text."""
    texts = [read(function) for function in _functions(answer)]
    if not texts or None in texts:
        return None
    return set().union(*(_marks("\n".join(text.lines)) for text in texts if text is not None))


def _functions(answer) -> Iterator[types.FunctionType]:
    """A function, and those that it may call, but for libraries'."""
    waiting, done = [function_of(answer)], set()
    while waiting:
        function = waiting.pop()
        if function is None or function in done:
            continue
        done.add(function)
        yield function
        names = {name for code in codes(function.__code__) for name in code.co_names}
        around = [function.__globals__.get(name) for name in names]
        around += [cell.cell_contents for cell in function.__closure__ or () if _is_filled(cell)]
        waiting += [one for one in around if isinstance(one, types.FunctionType) and not _is_of_a_library(one)]


def _is_of_a_library(function):
    return function.__code__.co_filename.startswith((*LIBRARIES, "<frozen"))


def _is_filled(cell):
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False
