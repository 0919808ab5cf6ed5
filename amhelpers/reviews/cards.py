"""Cards: the name of a misconception -> a question on it, with answers to choose from, made of the bank.

A wrong answer of the bank was proven to differ from what is right, and from every other that has another hint.  So its
code has a cause that can be told from others, a result that can be foretold, and at times a picture that it made.
"""

import contextlib
import io
import itertools
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from amhelpers import record
from amhelpers.checks import exercises, find
from amhelpers.checks.exercise import Exercise, Misconception, Property
from amhelpers.checks.printed import Printed
from amhelpers.checks.recognition import known
from amhelpers.describe import cut, describe
from amhelpers.lessons import guesses
from amhelpers.lessons.asked import Choosing, Guess, Measuring
from amhelpers.reviews.code import source

__all__ = ["Card", "card", "names_of_lesson"]

OPTIONS = 4
LONGEST = 220  # characters of an answer


@dataclass(frozen=True)
class Card:
    """A question with answers to choose from.

    Attributes:
        name: "number/name" of the misconception that it is on.
        question: one or two sentences.
        code: Python source that it is on, or an empty text.
        options: the answers, in the order in which they are shown.
        right: the index of the right one.
        why: what is said of it afterwards.
        picture: a PNG that it is on, and what it shows; None for none.
    """

    name: str
    question: str
    code: str
    options: tuple[str, ...]
    right: int
    why: str
    picture: tuple[bytes, str] | None = None

    def judged(self, index: int) -> tuple[str, list[tuple[str, str]], str]:
        """Put an answer on record, and say what is to be said of it.

        Args:
            index: of the option that was chosen.

        Returns:
            Title, rows and tone of a box.
        """
        right = index == self.right
        record.add("review", self.name.partition("/")[0], card=self.name, right=right)
        rows = [] if right else [("chosen", self.options[index])]
        rows += [("right", self.options[self.right]), ("why", self.why)]
        rows = [(label, text) for label, text in rows if text]
        return "Right" if right else "Not that one", rows, "good" if right else "bad"


def names_of_lesson(lesson: str) -> list[str]:
    """The names of all cards that may be made for a lesson, of its exercises and its guesses.

    Args:
        lesson: two digits.
    """
    number = f"{int(lesson)}."
    tasks = [task for task in exercises().values() if task.number.startswith(number)]
    names = [f"{task.number}/{one.name}" for task in tasks for one in _by_hint(task)]
    asked = [guess for guess in guesses().values() if guess.number.startswith(number) and isinstance(guess, Choosing)]
    return names + [f"{guess.number}/{choice.wrong.name}" for guess in asked for choice in guess.choices]


def card(name: str, found: dict[str, object], turn: int = 0) -> Card | None:
    """A question on a misconception.

    Args:
        name: "number/name".
        found: the number of a guess -> what was found last.
        turn: how often it was asked about: another kind of question each time.

    Returns:
        The card; None where none can be made, of a name that is not in the bank any more, for instance.
    """
    number, _, own = name.partition("/")
    draw = random.Random(f"{name} {turn}")
    if number in guesses():
        return _on_guess(name, guesses()[number], found.get(number), draw)
    try:
        task = find(number)
    except ValueError:
        return None
    taken = {one.name: one for one in task.misconceptions}
    lacking = {one.name: one for one in task.properties}
    if own in taken:
        kinds: list[Callable] = [_on_cause, _on_result, _on_picture]
        for kind in (*kinds[turn % 3 :], *kinds[: turn % 3], _on_hint):
            made = kind(name, task, taken[own], draw)
            if made:
                return made
    return _on_hint(name, task, lacking[own], draw) if own in lacking else None


def _by_hint(task):
    """One misconception for each hint of an exercise."""
    return list({one.hint: one for one in (*task.misconceptions, *task.properties)}.values())


def _others(task, one, draw):
    """Misconceptions of an exercise whose hints say nothing of what that of one says, in an order that is drawn."""
    said = _sentences(one.hint)
    others = [other for other in _by_hint(task) if not said & _sentences(other.hint)]
    draw.shuffle(others)
    return others


def _sentences(hint):
    return set(re.split(r"(?<=[.!?])\s+", hint))


def _dealt(name: str, question: str, right: str, wrong: Sequence[str], why: str, draw, code="", picture=None):
    """A card, its answers in an order that is drawn; None where there are too few that differ."""
    others = [one for one in dict.fromkeys(wrong) if one != right][: OPTIONS - 1]
    if len(others) < min(2, OPTIONS - 1):
        return None
    options = [right, *others]
    draw.shuffle(options)
    return Card(name, question, code, tuple(options), options.index(right), why, picture)


def _on_cause(name: str, task: Exercise, one: Misconception, draw) -> Card | None:
    """What is the matter with this code?"""
    code = source(one.wrong, task.function)
    if code is None:
        return None
    question = f'Exercise {task.number}, "{task.title}". What is to be said of this version?'
    wrong = [cut(other.hint, LONGEST) for other in _others(task, one, draw)]
    return _dealt(name, question, cut(one.hint, LONGEST), wrong, task.why, draw, code)


def _on_result(name: str, task: Exercise, one: Misconception, draw) -> Card | None:
    """What does this code give?"""
    code = source(one.wrong, task.function)
    if code is None or task.properties or one.raises or task.seen:
        return None
    for index, probe in enumerate(task.probes):
        results = _results(task, index, [one.wrong, task.reference])
        if len(set(results)) < 2:
            continue
        arguments = ", ".join(describe(argument) for argument in probe.arguments())
        question = f"Exercise {task.number}. What does this version give for {arguments}?"
        more = _results(task, index, [other.wrong for other in _others(task, one, draw)[:8] if hasattr(other, "wrong")])
        right = results[0]
        wrong = [other for other in (results[1], *more) if _can_be_foretold(right, other)]
        return _dealt(name, question, right, wrong, cut(one.hint, LONGEST), draw, code)
    return None


def _can_be_foretold(right, other):
    """Do two results differ in more than numbers that nobody reckons without a machine?"""
    if right.partition(")")[0] != other.partition(")")[0]:
        return True
    numbers = re.findall(r"\d+\.\d+", right + other)
    return all(len(number.partition(".")[2]) < 2 for number in numbers)


def _results(task, index, functions):
    """What functions of the bank give for a probe, in words; those left out that end in an error."""
    seen = [known(task, function, index) for function in functions]
    return [describe(one.value) for one in seen if not one.error]


def _on_picture(name: str, task: Exercise, one: Misconception, draw) -> Card | None:
    """Which of these made this picture?"""
    code = source(one.wrong, task.function)
    if code is None or task.picture is None or not one.visible:
        return None
    mine = _drawn(task, one)
    others = [other for other in _others(task, one, draw) if getattr(other, "visible", False)]
    if not mine:
        return None
    written = ((other, source(other.wrong, task.function)) for other in others)
    drawn = (text for other, text in written if text and _drawn(task, other) not in (None, mine))
    differing = list(itertools.islice(drawn, OPTIONS - 1))
    question = f'Exercise {task.number}, "{task.title}". Which of these made the picture, beside the right one?'
    return _dealt(name, question, code, differing, cut(one.hint, LONGEST), draw, picture=mine)


def _drawn(task, one):
    """The exercise's picture of a wrong answer beside the right one: a PNG and its words; None where there is none."""
    with contextlib.suppress(Exception), contextlib.redirect_stdout(Printed()):
        figure, words = task.picture(one.wrong, task.reference)
        stream = io.BytesIO()
        figure.savefig(stream, format="png", metadata={"Software": None})
        return stream.getvalue(), words
    return None


def _on_hint(name: str, task: Exercise, one: Misconception | Property, draw) -> Card | None:
    """What was said of it?"""
    question = f'Exercise {task.number}, "{task.title}". An answer was taken for "{one.name}". What mends it?'
    if isinstance(one, Property):
        question = f'Exercise {task.number}, "{task.title}". An answer lacked this: {one.name}. What mends it?'
    wrong = [cut(other.hint, LONGEST) for other in _others(task, one, draw)]
    return _dealt(name, question, cut(one.hint, LONGEST), wrong, task.why, draw)


def _on_guess(name: str, guess: Guess, found, draw) -> Card | None:
    """The guess once more, with what was found as the right answer."""
    if found is None:
        return None
    if isinstance(guess, Choosing) and guess.fits(found):
        wrong = [choice.text for choice in guess.choices if choice.key != found]
        return _dealt(name, guess.question, guess.told(found), [*wrong, "none of these"], guess.right, draw)
    if isinstance(guess, Measuring) and isinstance(found, int | float):
        span = guess.high - guess.low
        apart = max(2.5 * guess.near, span / 4)
        numbers = [found + way * apart for way in (1, -1, 2, -2)]
        wrong = [guess.told(round(one / guess.step) * guess.step) for one in numbers if guess.low <= one <= guess.high]
        return _dealt(name, guess.question, guess.told(found), wrong, guess.right, draw)
    return None
