"""Edits: a function -> the functions that differ from it in one thing, as students' do from right ones.

Every place of its tree is gone through, and `variants` says what else may stand there.
"""

import ast
import copy
import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from amhelpers.checks.source import Source
from amhelpers.checks.variants import Ingredients, Slot, short, variants

__all__ = ["Edit", "edits", "exchanges"]


class Edit(NamedTuple):
    """A function's text with one thing changed; the line and the words that say what, without what was put in."""

    text: str
    said: str


def edits(answer: Source, rights: Sequence[Source], first_line: int | None = None) -> Iterator[Edit]:
    """Change one thing of a function after the other: the likeliest first, and those of the line where it failed.

    Args:
        answer: the student's function.
        rights: right answers to the same exercise.
        first_line: the line of its text where it ended in an error, counted from 1.

    Yields:
        What differs from the function itself, each text once.
    """
    tree = copy.deepcopy(answer.tree)
    known = Ingredients(answer, rights)
    slots = [slot for slot in _slots(tree) if _line(slot) is not None]
    slots.sort(key=lambda slot: _line(slot) != first_line)
    rounds = itertools.zip_longest(*(variants(slot, known) for slot in slots))
    seen = {ast.unparse(tree)}
    for one_round in rounds:
        for slot, variant in zip(slots, one_round, strict=True):
            if variant is None:
                continue
            new, words = variant
            said = f"`{answer.line(_line(slot))}`: {words}"
            with_it = _text(tree, slot, new)
            if with_it is not None and with_it not in seen:
                seen.add(with_it)
                yield Edit(with_it, said)


def exchanges(answer: Source) -> Iterator[Edit]:
    """Exchange two arguments of a call, one pair after the other.

    Args:
        answer: the student's function.

    Yields:
        What differs from the function itself.
    """
    tree = copy.deepcopy(answer.tree)
    before = ast.unparse(tree)
    for node in [one for one in ast.walk(tree) if isinstance(one, ast.Call) and len(one.args) > 1]:
        said = f"`{answer.line(node.lineno)}`: the arguments of `{short(node)}` belong in another order"
        for one, other in itertools.combinations(range(len(node.args)), 2):
            node.args[one], node.args[other] = node.args[other], node.args[one]
            text = ast.unparse(tree)
            node.args[one], node.args[other] = node.args[other], node.args[one]
            if text != before:
                yield Edit(text, said)


def _slots(tree):
    """Every place of a function's body."""
    found = []
    for parent in ast.walk(tree):
        if isinstance(parent, ast.arguments | ast.arg):
            continue
        for field, value in ast.iter_fields(parent):
            if isinstance(value, list):
                found += [Slot(parent, field, i, node) for i, node in enumerate(value) if isinstance(node, ast.AST)]
            elif isinstance(value, ast.expr):
                found.append(Slot(parent, field, None, value))
    return found


def _line(slot):
    return getattr(slot.node, "lineno", None)


def _text(tree, slot, new):
    """The text of a tree with other nodes in a place; the tree is as before."""
    old = getattr(slot.parent, slot.field)
    if slot.position is None:
        setattr(slot.parent, slot.field, new)
    else:
        setattr(slot.parent, slot.field, [*old[: slot.position], *new, *old[slot.position + 1 :]])
    try:
        return ast.unparse(ast.fix_missing_locations(tree))
    except (ValueError, TypeError, AttributeError):
        return None
    finally:
        setattr(slot.parent, slot.field, old)
