"""Passages: an answer's text -> the lines of it in which it differs from the nearest right answer; nothing is run."""

import ast
import contextlib

from amhelpers.checks.exercise import Exercise
from amhelpers.checks.places import WHITE, Place
from amhelpers.checks.repair import rights_near
from amhelpers.checks.source import Source, written
from amhelpers.describe import cut

__all__ = ["passages", "plain"]

FEW = 3  # lines in which an answer may differ; of more it is shown as a whole
MOST = 12  # lines that are shown of a whole answer
LONG = 160  # characters of a line
LONGEST = 4000  # characters of a definition that is kept


def passages(exercise: Exercise, text: str) -> tuple[str, ...]:
    """The lines of an answer that are other than in the right answer whose text is nearest to it.

    Where something is missing, that is the line before. No line is proven to be the mistake: `repair` tries it, for
    which the answer must run.

    Args:
        exercise: the exercise.
        text: the statement that defines the answer.

    Returns:
        Lines as Python writes them, and so without comments; the beginning of the answer where no right one is near;
        nothing where the text is none of Python, or longer than is kept.
    """
    with contextlib.suppress(RecursionError, MemoryError):  # what is nested a thousand times over
        return _found(exercise, text) if len(text) <= LONGEST else ()
    return ()


def _found(exercise, text):
    answer = written(text)
    if answer is None:
        return _beginning(plain(text).splitlines())
    nearest = rights_near(exercise, answer)
    rows = {row for place in nearest[0][0] for row in _rows(answer, place)} if nearest else set()
    rows = rows - {1} or rows  # what belongs to the first line is the same for all
    if 0 < len(rows) <= FEW:
        return tuple(cut(answer.anew[row - 1].strip(), LONG) for row in sorted(rows))
    return _beginning(answer.anew)


def plain(text: str) -> str:
    """The text of a statement as Python writes it: without comments, and a function without its docstring.

    Args:
        text: one statement.

    Returns:
        The text; empty where it is none of Python, or longer than is kept.
    """
    try:
        answer = written(text)
        found = "\n".join(answer.anew) if answer else ast.unparse(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    return found if len(found) <= LONGEST else ""


def _beginning(lines):
    more = ["…"] if len(lines) > MOST else []
    return *(cut(line, LONG) for line in lines[:MOST]), *more


def _rows(answer: Source, place: Place):
    """The lines of a place; where nothing stands there, that of what is before it."""
    own = [token for token in answer.tokens[place.start : place.end] if token.type not in WHITE]
    before = [token for token in answer.tokens[: place.start] if token.type not in WHITE]
    return {token.start[0] for token in own or before[-1:]}
