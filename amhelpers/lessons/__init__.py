"""Lessons: what each of them asks besides its exercises, guesses and questions, one module for each."""

import functools
import importlib
import json
import pkgutil
from pathlib import Path

from amhelpers.describe import describe
from amhelpers.lessons.asked import Guess, Question
from amhelpers.lessons.lines import Lines
from amhelpers.refusals import RefusedError

__all__ = ["all_lines", "bonus_code", "find_guess", "find_lesson", "find_question", "guesses", "questions"]


@functools.cache
def _modules():
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("lesson"))
    return [importlib.import_module(f"{__name__}.{name}") for name in names]


def guesses() -> dict[str, Guess]:
    """All guesses that lessons ask for, by number, in the order of the course."""
    return {guess.number: guess for module in _modules() for guess in module.GUESSES}


def questions() -> dict[str, Question]:
    """All questions at the ends of lessons, by number, in the order of the course."""
    return {question.number: question for module in _modules() for question in module.QUESTIONS}


def all_lines() -> dict[str, Lines]:
    """Lines of code whose pictures a review asks about, by number, in the order of the course."""
    return {lines.number: lines for module in _modules() for lines in getattr(module, "LINES", ())}


@functools.cache
def bonus_code() -> dict[str, str]:
    """The course's code for each bonus, by its number, such as "3.bonus"; made of the solutions with the notebooks."""
    return json.loads((Path(__file__).parent / "bonus.json").read_text(encoding="utf-8"))


def find_guess(number: str) -> Guess:
    """The guess with this number.

    Args:
        number: such as "3.p1".

    Returns:
        The guess.

    Raises:
        ValueError: there is none; the message lists the numbers there are.
    """
    return _found(guesses(), number, "guess")


def find_question(number: str) -> Question:
    """The question with this number.

    Args:
        number: such as "3.a".

    Returns:
        The question.

    Raises:
        ValueError: there is none; the message lists the numbers there are.
    """
    return _found(questions(), number, "question")


def find_lesson(number: str) -> str:
    """The number of a lesson as the record has it.

    Args:
        number: such as "03", or "3".

    Returns:
        Two digits.

    Raises:
        ValueError: there is no such lesson; the message lists those there are.
    """
    known = {module.__name__[-2:]: module.__name__[-2:] for module in _modules()}
    padded = str(number).zfill(2)
    return _found(known, padded if padded in known else number, "lesson")


def _found(known, number, noun):
    if str(number) not in known:
        raise RefusedError(f"There is no {noun} {describe(number)}. Expected one of {', '.join(known)}, as text.")
    return known[str(number)]
