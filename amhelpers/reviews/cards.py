"""Cards: the name of a misconception -> a question on it, with answers to choose from, of the bank and the lessons.

A wrong answer of the bank was proven to differ from what is right, and from every other that has another hint.  So its
code can be told from right code, its result can be foretold, and at times it made a picture.  No card says what the
mistake is called, or quotes its hint: that is said afterwards.  `versions` makes those on code, `pictures` the others.
"""

import random
import warnings
from collections.abc import Container

from amhelpers.checks import exercises, find
from amhelpers.lessons import all_lines, guesses
from amhelpers.lessons.asked import Choosing, Guess, Measuring
from amhelpers.record import of_lesson
from amhelpers.reviews import pictures
from amhelpers.reviews.card import Card, dealt
from amhelpers.reviews.versions import by_hint, on_behaviour, on_result, on_the_odd_one, others_than

__all__ = ["card", "names_of_lesson"]


def names_of_lesson(lesson: str) -> list[str]:
    """The names of all cards that may be made for a lesson, of its exercises, its guesses, and its lines.

    Args:
        lesson: two digits.
    """
    tasks = [task for task in exercises().values() if of_lesson(task.number) == lesson]
    names = [f"{task.number}/{one.name}" for task in tasks for one in by_hint(task)]
    asked = [guess for guess in guesses().values() if of_lesson(guess.number) == lesson]
    lines = [lines for lines in all_lines().values() if of_lesson(lines.number) == lesson]
    names += [f"{guess.number}/" for guess in asked]
    return names + [f"{each.number}/{index}" for each in lines for index in range(len(each.lines))]


def card(name: str, found: dict[str, object], turn: int = 0, without: Container[str] = ()) -> Card | None:
    """A question on a misconception.

    Args:
        name: "number/name".
        found: the number of a guess -> what was found last.
        turn: how often it was asked about: another kind of question each time.
        without: families that are not to be asked from: they help to answer each other.

    Returns:
        The card; None where none can be made, of a name that is not in the bank any more, for instance.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of wrong answers that divide by zero
        return _made(name, found, turn, without)


def _made(name, found, turn, without):
    number, _, own = name.partition("/")
    draw = random.Random(f"{name} {turn}")
    if number in all_lines():
        lines = all_lines()[number]
        return None if number in without else pictures.of_lines(name, lines, int(own), turn, draw)
    if number in guesses():
        return _first(turn, _kinds_of_guess(name, guesses()[number], found.get(number), turn, draw, without))
    try:
        task = find(number)
    except ValueError:
        return None
    one = _wrong_answer(task, own)
    return _first(turn, _kinds_of_exercise(name, task, one, turn, draw, without)) if one else None


def _first(turn, kinds):
    """The first card that can be made, of kinds that take turns."""
    start = turn % len(kinds)
    return next((made for kind in (*kinds[start:], *kinds[:start]) if (made := kind())), None)


def _kinds_of_guess(name, guess, found, turn, draw, without):
    return [lambda: _on_guess(name, guess, found, draw), lambda: pictures.about(name, turn, draw, without)]


def _kinds_of_exercise(name, task, one, turn, draw, without):
    versions, results = (f"{task.number} {kind}" not in without for kind in ("versions", "results"))
    return [
        lambda: on_the_odd_one(name, task, one, draw) if versions else None,
        lambda: on_behaviour(name, task, one, draw) if versions else None,
        lambda: pictures.about(name, turn, draw, without),
        lambda: on_result(name, task, one, draw) if results else None,
        lambda: pictures.of_exercise(name, task, one, others_than(task, one, draw)),
    ]


def _wrong_answer(task, name):
    """The wrong answer that a name on record stands for: of a property that is lacking, one with the same hint."""
    taken = {one.name: one for one in task.misconceptions}
    hints = {one.name: one.hint for one in task.properties}
    return taken.get(name) or next((one for one in task.misconceptions if one.hint == hints.get(name)), None)


def _on_guess(name: str, guess: Guess, found, draw) -> Card | None:
    """The guess once more, with what was found as the right answer."""
    if found is None:
        return None
    if isinstance(guess, Choosing) and guess.fits(found):
        wrong = [choice.text for choice in guess.choices if choice.key != found]
        return dealt(name, guess.question, guess.told(found), [*wrong, "none of these"], guess.right, draw)
    if isinstance(guess, Measuring) and isinstance(found, int | float):
        span = guess.high - guess.low
        apart = max(2.5 * guess.near, span / 4)
        numbers = [found + way * apart for way in (1, -1, 2, -2)]
        wrong = [guess.told(round(one / guess.step) * guess.step) for one in numbers if guess.low <= one <= guess.high]
        return dealt(name, guess.question, guess.told(found), wrong, guess.right, draw)
    return None
