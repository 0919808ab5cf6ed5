"""Consent: a line that a student writes -> whether code of theirs may be kept, and shown in class without a name."""

import ast
from collections.abc import Iterable

from amhelpers import record
from amhelpers.describe import describe
from amhelpers.record import Entry
from amhelpers.refusals import RefusedError

__all__ = ["agreed_in", "is_agreed", "share_code"]

YES = (
    "From now on the code of answers that do not pass is kept in your record, and lines of it, and of this notebook, "
    "may be shown in class without your name if you hand them in; comments and docstrings are left out and nothing "
    "else, and am.share_code(False) ends it."
)
NO = "From now on no code of yours is kept, and none is shown of what you hand in; what your record has stays in it."


def share_code(agree: bool = True) -> None:
    """Agree that code of yours may be kept and shown in class, without your name; without this line none is.

    Args:
        agree: False takes it back.

    Raises:
        ValueError: it is neither True nor False.
    """
    if not isinstance(agree, bool):
        raise RefusedError(f"am.share_code takes True or False. Received {describe(agree)}.")
    record.add("share", "", agree=agree)
    print(YES if agree else NO)


def is_agreed(entries: Iterable[Entry] | None = None) -> bool:
    """Did a student agree, and not take it back since?

    Args:
        entries: what is on record; by default, the own record.

    Returns:
        What the last of these lines says; False where there is none.
    """
    said = [one.kept["agree"] for one in (record.read("share") if entries is None else entries) if one.event == "share"]
    return bool(said) and said[-1] is True


def agreed_in(statements: Iterable[str]) -> bool:
    """Does a notebook say so? It is read and not run: what counts is a statement of its own, `am.share_code()`.

    Args:
        statements: the sources of the notebook's statements, in their order.

    Returns:
        What the last of these lines says; False where there is none.
    """
    said = [_said(one) for one in statements if "share_code" in one]
    said = [one for one in said if one is not None]
    return bool(said) and said[-1]


def _said(source):
    """True or False for such a line, None for any other statement; where it cannot be read what it says, False."""
    node = ast.parse(source).body[0]
    call = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(call, ast.Call) or ast.unparse(call.func) not in ("am.share_code", "amhelpers.share_code"):
        return None
    if not call.args and not call.keywords:
        return True
    given = [*call.args, *(one.value for one in call.keywords)]
    return len(given) == 1 and isinstance(given[0], ast.Constant) and given[0].value is True
