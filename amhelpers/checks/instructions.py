"""Instructions: an answer whose text is not at hand, right ones -> where its instructions differ from the nearest.

What was typed into a plain Python, or made by `exec`, has no text to be read. Python's instructions are there always.
Where an answer differs from a right one in a place or two, nothing need be tried: with these changed it is that one.
"""

import collections
import difflib
import dis
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from amhelpers.checks.source import function_of

__all__ = ["different_places"]

SILENT = ("RESUME", "PRECALL", "CACHE", "NOP", "PUSH_NULL", "COPY_FREE_VARS", "MAKE_CELL", "EXTENDED_ARG", "POP_TOP")
FORM = ("CALL", "KW_NAMES", "CALL_KW", "BUILD_TUPLE", "BUILD_LIST", "COPY", "SWAP")  # follows from what is put in
MOST = 2  # places that are named


class Instruction(NamedTuple):
    """What an instruction does, and what it does it with; the line counts for nobody."""

    name: str
    argument: Any
    line: int


def different_places(answer: Callable[..., object], rights: Sequence[Callable[..., object]]) -> list[str] | None:
    """Where an answer differs from the nearest of some right ones.

    Args:
        answer: the student's function.
        rights: right answers.

    Returns:
        A clause for each place, one or two, such as "line 3: `reduce_sum` is to be something else"; None where there
        are more of them, or the answer is no function of Python.
    """
    function = function_of(answer)
    if function is None:
        return None
    ours = list(_instructions(function.__code__))
    found = []
    for right in rights:
        if isinstance(right, types.FunctionType) and right.__defaults__ == function.__defaults__:
            theirs = list(_instructions(right.__code__))
            theirs = _renamed(ours, theirs, function.__code__, right.__code__)
            words = _places(ours, theirs, function.__code__)
            if 0 < len(words) <= MOST and _are_near(ours, theirs):
                found.append(words)
    return min(found, key=len, default=None)


def _instructions(code) -> Iterator[Instruction]:
    """The instructions of a function and of the functions within it, without those that only keep the machine going."""
    line = code.co_firstlineno
    for one in dis.get_instructions(code):
        line = (one.positions and one.positions.lineno) or line
        if one.opname in SILENT:
            continue
        name = one.opname.replace("LOAD_METHOD", "LOAD_ATTR")  # one and the same since Python 3.12
        argument = one.argval
        if "JUMP" in one.opname or "ITER" in one.opname or one.opname == "SEND":
            argument = None
        elif one.opname in ("BINARY_OP", "COMPARE_OP"):
            argument = one.argrepr
        if isinstance(argument, types.CodeType):
            yield Instruction(name, "function", line)
            yield from _instructions(argument)
        else:
            yield Instruction(name, _Exact(argument), line)


class _Exact:
    """A constant that is equal to those alone that are written the same: 1 is not True, and not 1.0."""

    def __init__(self, value):
        self.value, self.text = value, repr(value)

    def __eq__(self, other):
        return isinstance(other, _Exact) and self.text == other.text

    def __hash__(self):
        return hash(self.text)


def _renamed(ours, theirs, our_code, their_code):
    """The right answer's instructions with the student's names for what stands in the same surroundings."""
    names = dict(zip(their_code.co_varnames, our_code.co_varnames[: our_code.co_argcount], strict=False))
    names = dict(list(names.items())[: their_code.co_argcount])
    hidden = [[(one.name, None if _is_local(one) else one.argument) for one in some] for some in (ours, theirs)]
    votes = collections.Counter()
    for i, j, size in difflib.SequenceMatcher(None, *hidden, autojunk=False).get_matching_blocks():
        for our, their in zip(ours[i : i + size], theirs[j : j + size], strict=True):
            if _is_local(our):
                votes[their.argument.value, our.argument.value] += 1
    for (their, our), _ in votes.most_common():
        if their not in names and our not in names.values():
            names[their] = our
    return [
        one._replace(argument=_Exact(names.get(one.argument.value, one.argument.value))) if _is_local(one) else one
        for one in theirs
    ]


def _is_local(one):
    return one.name.endswith(("_FAST", "_DEREF", "_CLOSURE", "_CHECK")) and isinstance(one.argument, _Exact)


def _are_near(ours, theirs):
    """Is half of the longer one in the other, too?"""
    matcher = difflib.SequenceMatcher(None, [one[:2] for one in ours], [one[:2] for one in theirs], autojunk=False)
    return 2 * sum(block.size for block in matcher.get_matching_blocks()) >= max(len(ours), len(theirs))


def _places(ours, theirs, code):
    """What is to be said of each place in which two functions differ."""
    hidden = [[one[:2] for one in some] for some in (ours, theirs)]
    words = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, *hidden, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        mine, others = ([one for one in some if one.name not in FORM] for some in (ours[i:j], theirs[k:m]))
        if mine or others:
            words.append(_words(mine, others, ours[max(0, i - 1) : i], code))
    return words


def _words(mine, others, before, code):
    line = (mine or before)[0].line if mine or before else code.co_firstlineno
    text = ", ".join(
        f"`{one.argument.value}`" for one in mine if isinstance(one.argument, _Exact) and one.argument.value
    )
    text = text or "something"
    where = f"line {line - code.co_firstlineno + 1} of the function"
    if not others:
        return f"{where}: {text} is too much"
    if not mine:
        behind = [f"`{one.argument.value}`" for one in before if isinstance(one.argument, _Exact)]
        return f"{where}: {f'behind {behind[0]} ' if behind else ''}something is missing"
    return f"{where}: {text} is to be something else"
