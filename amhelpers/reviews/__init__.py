"""Reviews: what a student once got wrong -> asked again, days later, a few questions at a sitting.

`schedule` says what is due, from the record; `cards` and `pictures` make questions of the bank and of the lessons;
`sitting` asks them.
"""

import datetime
import random
from collections.abc import Iterator

from amhelpers import exams, record
from amhelpers.checks import box
from amhelpers.describe import describe
from amhelpers.lessons import find_lesson
from amhelpers.refusals import RefusedError
from amhelpers.reviews.card import LETTERS, Card
from amhelpers.reviews.cards import card, names_of_lesson
from amhelpers.reviews.schedule import standings
from amhelpers.reviews.sitting import Sitting
from amhelpers.widgets.sheet import in_notebook

__all__ = ["review"]

_open: list[tuple[Iterator[Card], Card]] = []  # of a terminal: the cards to come, and the one that was asked


def review(
    choice: str | None = None, *, count: int = 10, lesson: str | None = None, ahead: bool = False
) -> Sitting | None:
    """Ask again what this student got wrong, when it is due: one day later, then seven, then thirty.

    Args:
        choice: the letter of an answer, in a terminal, where there are no buttons.
        count: questions of a sitting.
        lesson: ask about this lesson, "03" for instance, whatever is on record of it; None for what is due.
        ahead: ask also what is not due yet?

    Returns:
        The widget, which a notebook shows; None where there is none, or nothing to be asked.

    Raises:
        ValueError: there is no such lesson, or no such answer; or this is an exam.
    """
    exams.refuse("am.review")
    if choice is not None:
        _answered(choice)
        return None
    cards, later = _cards(count, lesson, ahead)
    first = next(cards, None)
    if first is None:
        print(_nothing(later))
        return None
    if in_notebook():
        return Sitting(first, cards, count)
    _ask(first, cards)
    return None


def _cards(count, lesson, ahead):
    """The cards of a sitting, made when they are asked for; and when something is due that is not yet."""
    entries, now = record.read(), datetime.datetime.now().astimezone()
    known = standings(entries, now)
    if lesson is None:
        names = [name for name, one in known.items() if ahead or one.due <= now]
    else:
        names = names_of_lesson(find_lesson(lesson))
        random.Random(now.toordinal()).shuffle(names)  # of all exercises, others each day
        names.sort(key=lambda name: -known[name].evidence if name in known else -0.5)
    found = {one.number: one.kept["found"] for one in entries if one.event == "found"}
    turns = {name: known[name].asked if name in known else now.toordinal() for name in names}

    def made():
        keys, families = set(), set()
        for place, name in enumerate(names):
            if len(keys) == count:
                return
            one = card(name, found, turns[name] + (place if lesson else 0), families)
            if one is not None and one.key not in keys:
                keys.add(one.key)
                families |= {one.family} - {""}
                yield one

    return made(), sorted(one.due for name, one in known.items() if one.due > now)


def _nothing(later):
    if not later:
        return 'Nothing on record was got wrong that can be asked again. am.review(lesson="01") asks about a lesson.'
    return (
        f"Nothing is due. {len(later)} to come, the first on {later[0]:%Y-%m-%d at %H:%M}; am.review(ahead=True) asks "
        "now."
    )


def _ask(one, cards):
    """Print a question, and how it is answered."""
    _open[:] = [(cards, one)]
    lines = [one.question, *([one.code] if one.code else []), *([f"({one.picture[1]})"] if one.picture else [])]
    lines += [f"{letter}  {option}" for letter, option in zip(LETTERS, one.options, strict=False)]
    print("\n".join([*lines, 'Answer by its letter: am.review("a").']))


def _answered(choice):
    """What is said of an answer that was given by its letter, and the next question."""
    if not _open:
        raise RefusedError("No question is open: am.review() asks one.")
    cards, one = _open[0]
    letters = LETTERS[: len(one.options)]
    if choice not in letters:
        raise RefusedError(f"Expected one of {', '.join(letters)}. Received {describe(choice)}.")
    box.show_box(*one.judged(letters.index(choice)))
    following = next(cards, None)
    _open.clear()
    if following is None:
        print("That was the last one.")
    else:
        _ask(following, cards)
