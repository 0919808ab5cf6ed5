"""Places: a function and a right one -> the places where their texts differ, and a function with some of them changed.

Both are written anew by Python (`ast.unparse`), so that spaces, quotes and brackets say nothing, and compared token by
token (`difflib`), the local names of one replaced by those of the other. That a wrong answer is best explained by the
right one that is nearest to it is the idea of Gulwani, Radiček, Zuleger 2018, "Automated clustering and program repair
for introductory programming assignments".
"""

import ast
import collections
import difflib
import keyword
import tokenize
from collections.abc import Sequence
from typing import NamedTuple

from amhelpers.checks.source import Source, block_of, locals_of

__all__ = ["Place", "changed", "described", "is_near", "is_small", "is_whole", "places"]

WHITE = (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER, tokenize.NL)
OPERATORS = {*["+", "-", "*", "/", "//", "%", "**", "@", "<", "<=", ">", ">=", "==", "!="]}
FEW = 6  # tokens of a small place
LONG = 60  # characters that are quoted of a line; of more, the line itself


class Place(NamedTuple):
    """Tokens of a function, from `start` to `end` without it, in whose place a right one has others (kind, text)."""

    start: int
    end: int
    others: tuple[tuple[int, str], ...]


def places(answer: Source, right: Source) -> list[Place]:
    """Where an answer has other tokens than a right one, in the order of its text.

    Args:
        answer: the student's function.
        right: a right one.

    Returns:
        The places; none where both say the same.
    """
    first, ours = _body(answer)
    _, theirs = _body(right)
    names = _renaming(answer.tree, right.tree, ours, theirs)
    theirs = [(kind, names.get(text, text)) if kind == tokenize.NAME else (kind, text) for kind, text in theirs]
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    return [
        Place(first + i, first + j, tuple(theirs[k:m])) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"
    ]


def is_near(answer: Source, right: Source, where: Sequence[Place]) -> bool:
    """Do an answer and a right one have more in common than not?

    Args:
        answer: the student's function.
        right: the right one.
        where: the places in which they differ.

    Returns:
        Whether half of the longer one is in the other, too.
    """
    ours, theirs = len(answer.tokens), len(right.tokens)
    return 2 * (ours - sum(place.end - place.start for place in where)) >= max(ours, theirs)


def is_whole(answer: Source, place: Place) -> bool:
    """Has a place, as it is and as it should be, the brackets that belong together, and is it no import?

    Args:
        answer: the student's function.
        place: one of its places.
    """
    row = answer.tokens[min(place.start, len(answer.tokens) - 1)].start[0]
    if row <= len(answer.anew) and _is_import(answer.anew[row - 1]):
        return False
    for some in (_kinds(answer.tokens[place.start : place.end]), place.others):
        depth = 0
        for kind, text in some:
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text, 0) if kind == tokenize.OP else 0
            if depth < 0:
                return False
        if depth:
            return False
    return True


def is_small(answer: Source, place: Place) -> bool:
    """Is a place one that makes sense beside others: a few tokens of one line?

    Args:
        answer: the student's function.
        place: one of its places.
    """
    sides = _kinds(answer.tokens[place.start : place.end]), place.others
    few = all(len(some) <= FEW and not any(kind in WHITE for kind, _ in some) for some in sides)
    return few and is_whole(answer, place)


def _is_import(line):
    return line.lstrip().startswith(("import ", "from "))


def changed(answer: Source, where: Sequence[Place]) -> str:
    """The text of a function with the right tokens in some places.

    Args:
        answer: the student's function.
        where: places, in their order.

    Returns:
        A text, which need not be one of Python: not every place makes sense without the others. An empty one, where the
        lines cannot even be put together.
    """
    old = [(token.type, token.string) for token in answer.tokens]
    parts, end = [], 0
    for place in where:
        parts += [*old[end : place.start], *place.others]
        end = place.end
    try:
        return tokenize.untokenize([*parts, *old[end:]])
    except (ValueError, IndexError):  # an end of a block without its beginning
        return ""


def described(answer: Source, place: Place) -> str:
    """A place in words: the line, and what in it, but not what belongs there.

    Args:
        answer: the student's function.
        place: one of its places.

    Returns:
        Such as "line 3, `return tf.reduce_sum(images)`: `reduce_sum` is to be another name".
    """
    tokens = answer.tokens
    ours = [token for token in tokens[place.start : place.end] if token.type not in WHITE]
    others = [other for other in place.others if other[0] not in WHITE]
    is_line = any(kind == tokenize.NEWLINE for kind, _ in (*_kinds(tokens[place.start : place.end]), *place.others))
    before = [token for token in tokens[: place.start] if token.type not in WHITE]
    line = f"`{answer.line(_line_of(answer, ours[0] if ours else before[-1]))}`"
    if not ours:
        before = [token for token in before[-3:] if token.start[0] == before[-1].start[0]]
        return f"{line}: {'behind it a step' if is_line else f'behind {_quoted(answer, before)} something'} is missing"
    if not others:
        return f"{line}: {_lines(answer, ours) if is_line else _quoted(answer, ours)} is too much"
    return f"{line}: {_quoted(answer, ours)} is to be {_other(ours, others)}"


def _lines(answer, ours):
    """Whole lines in words: a block by its first word, where all of it is meant."""
    begin, end = ours[0].start[0], ours[-1].end[0]
    if begin == end:
        return "the line"
    blocks = [node for node in ast.walk(ast.parse("\n".join(answer.anew))) if isinstance(node, ast.stmt)]
    is_block = any((node.lineno, node.end_lineno) == (begin, end) for node in blocks)
    more = "one" if end - begin == 1 else end - begin
    return (is_block and block_of(ours[0].string)) or f"the line, with the {more} behind it,"


def _other(ours, others):
    """What should stand there, by its kind."""
    if len(ours) != 1 or len(others) != 1 or ours[0].type != others[0][0]:
        return "something else"
    (kind, text), other = _kinds(ours)[0], others[0][1]
    if kind == tokenize.NAME and not keyword.iskeyword(text) and not keyword.iskeyword(other):
        return "another name"
    if kind == tokenize.OP and {text, other} <= OPERATORS:
        return "another operator"
    return {tokenize.NUMBER: "another number", tokenize.STRING: "another text"}.get(kind, "something else")


def _quoted(answer, some):
    """Tokens of one line as they stand there; and, where the same stands there twice, what they are a part of."""
    row = some[0].start[0]
    line = answer.anew[row - 1]
    begin, end = some[0].start[1], max(token.end[1] for token in some if token.start[0] == row)
    text = line[begin:end]
    if len(text) > LONG:
        return "something"
    if line.count(text) == 1:
        return f"`{text}`"
    around = [
        line[node.col_offset : node.end_col_offset]
        for node in ast.walk(ast.parse("\n".join(answer.anew)))
        if isinstance(node, ast.expr) and node.lineno == node.end_lineno == row
        if node.col_offset <= begin
        and end <= node.end_col_offset
        and node.end_col_offset - node.col_offset > end - begin
    ]
    smallest = min(around, key=len, default="")
    return f"`{text}` in `{smallest}`" if 0 < len(smallest) <= LONG else f"`{text}`"


def _line_of(answer, token):
    """The line of the author's own text that a token is in."""
    old = ast.walk(answer.tree)
    best, size = 1, float("inf")
    for node, anew in zip(old, ast.walk(ast.parse("\n".join(answer.anew)).body[0]), strict=False):
        if not hasattr(anew, "lineno") or not hasattr(node, "lineno"):
            continue
        begin, end = (anew.lineno, anew.col_offset), (anew.end_lineno, anew.end_col_offset)
        length = (end[0] - begin[0]) * 1000 + end[1] - begin[1]
        if begin <= token.start and token.end <= end and length <= size:
            best, size = node.lineno, length
    return best


def _kinds(some):
    return [(token.type, token.string) for token in some]


def _body(answer):
    """The tokens of a definition behind its name, and the number of the first."""
    return 2, _kinds(answer.tokens)[2:]


def _renaming(our_tree, their_tree, ours, theirs):
    """Local names of the right answer -> those that stand for the same in the student's."""
    our_names, their_names = locals_of(our_tree), locals_of(their_tree)
    names = dict(zip(_arguments(their_tree), _arguments(our_tree), strict=False))
    for their, our in _votes(ours, theirs, our_names, their_names):
        if their not in names and our not in names.values():
            names[their] = our
    for their in their_names:
        if their not in names:  # one that the student has no use for
            names[their] = f"{their}_" if their in our_names else their
    return names


def _votes(ours, theirs, our_names, their_names):
    """Pairs of local names, those first that stand in the same surroundings most often."""
    hidden = [
        [(kind, "?") if kind == tokenize.NAME and text in names else (kind, text) for kind, text in some]
        for some, names in ((ours, our_names), (theirs, their_names))
    ]
    votes = collections.Counter()
    for i, j, size in difflib.SequenceMatcher(None, *hidden, autojunk=False).get_matching_blocks():
        for (_, our), (_, their) in zip(ours[i : i + size], theirs[j : j + size], strict=True):
            if our in our_names and their in their_names:
                votes[their, our] += 1
    return [pair for pair, _ in votes.most_common()]


def _arguments(tree):
    return [argument.arg for argument in (*tree.args.posonlyargs, *tree.args.args)]
