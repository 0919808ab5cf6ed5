"""Cards: the name of a misconception -> a question on it, with answers to choose from, of the bank and the lessons.

A wrong answer of the bank was proven to differ from what is right, and from every other that has another hint.  So its
code can be told from right code, its result can be foretold, and at times it made a picture.  No card says what the
mistake is called, or quotes its hint: that is said afterwards.  `reviews.pictures` makes those that show pictures.
"""

import difflib
import inspect
import random
import re
import warnings
from collections.abc import Container, Iterable

from amhelpers.checks import exercises, find
from amhelpers.checks.exercise import Exercise, Misconception
from amhelpers.checks.recognition import known
from amhelpers.describe import cut, describe
from amhelpers.lessons import all_lines, guesses
from amhelpers.lessons.asked import Choosing, Guess, Measuring
from amhelpers.reviews import pictures
from amhelpers.reviews.card import OPTIONS, Card, dealt
from amhelpers.reviews.code import joined, source, statements

__all__ = ["card", "names_of_lesson"]


LONGEST = 400  # characters of a hint


def names_of_lesson(lesson: str) -> list[str]:
    """The names of all cards that may be made for a lesson, of its exercises, its guesses, and its lines.

    Args:
        lesson: two digits.
    """
    number = f"{int(lesson)}."
    tasks = [task for task in exercises().values() if task.number.startswith(number)]
    names = [f"{task.number}/{one.name}" for task in tasks for one in _by_hint(task)]
    asked = [guess for guess in guesses().values() if guess.number.startswith(number)]
    lines = [lines for lines in all_lines().values() if lines.number.startswith(number)]
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
        lambda: _on_the_odd_one(name, task, one, draw) if versions else None,
        lambda: _on_behaviour(name, task, one, draw) if versions else None,
        lambda: pictures.about(name, turn, draw, without),
        lambda: _on_result(name, task, one, draw) if results else None,
        lambda: pictures.of_exercise(name, task, one, _others(task, one, draw)),
    ]


def _wrong_answer(task, name):
    """The wrong answer that a name on record stands for: of a property that is lacking, one with the same hint."""
    taken = {one.name: one for one in task.misconceptions}
    hints = {one.name: one.hint for one in task.properties}
    return taken.get(name) or next((one for one in task.misconceptions if one.hint == hints.get(name)), None)


def _by_hint(task):
    """One wrong answer for each hint of an exercise."""
    return list({one.hint: one for one in task.misconceptions}.values())


def _others(task, one, draw):
    """Wrong answers of an exercise whose hints say nothing of what that of one says, in an order that is drawn."""
    said = _sentences(one.hint)
    others = [other for other in _by_hint(task) if not said & _sentences(other.hint)]
    draw.shuffle(others)
    return others


def _sentences(hint):
    return set(re.split(r"(?<=[.!?])\s+", hint))


def _alike(code: str, others: Iterable[str | None]) -> list[str]:
    """Of other pieces of code those that look most like this one, so that looks give nothing away."""
    known_ones = dict.fromkeys(other for other in others if other and other != code)
    likeness = {other: difflib.SequenceMatcher(None, code, other).ratio() for other in known_ones}
    return sorted(likeness, key=lambda other: -likeness[other])[: OPTIONS - 1]


def _versions(name, task, one, others, question, draw):
    """A card whose answers are versions of an exercise; what all of them need is shown once."""
    written = [statements(each, task.reference, task.function) for each in (one.wrong, *others)]
    mine = written[0]
    if mine is None or re.search(r"return None$", mine[-1]):  # which needs no reading
        return None
    texts = {joined(each): each for each in written if each}
    own = joined(mine)
    chosen = [mine, *(texts[text] for text in _alike(own, texts))]
    shared = [part for part in mine[:-1] if all(part in each for each in chosen)]
    right, *wrong = (joined([part for part in each if part not in shared]) for each in chosen)
    if len(wrong) < OPTIONS - 1:
        return None
    return dealt(
        name,
        f'Exercise {task.number}, "{task.title}". {question}',
        right,
        wrong,
        cut(one.hint, LONGEST),
        draw,
        code=joined(shared),
        coded=True,
        family=f"{task.number} versions",
    )


def _on_the_odd_one(name: str, task: Exercise, one: Misconception, draw) -> Card | None:
    """Three are right: which one is not?"""
    return _versions(name, task, one, task.rights, "Three of these do what it asks. Which one does not?", draw)


def _on_behaviour(name: str, task: Exercise, one: Misconception, draw) -> Card | None:
    """Which of these gave this?"""
    if not _has_results(task, one):
        return None
    others = [other for other in _others(task, one, draw) if _has_results(task, other)][: 3 * OPTIONS]
    for index, probe in enumerate(task.probes):
        mine, right = _result(task, index, one.wrong), _result(task, index, task.reference)
        if mine is None or right is None or not _can_be_foretold(mine, right):
            continue
        given = [(other.wrong, _result(task, index, other.wrong)) for other in others]
        differing = [wrong for wrong, result in given if result and _can_be_foretold(mine, result)]
        question = f"One of these gave {mine} where {right} is right, for {_arguments(task, probe)}. Which?"
        made = _versions(name, task, one, differing, question, draw)
        if made:
            return made
    return None


def _on_result(name: str, task: Exercise, one: Misconception, draw) -> Card | None:
    """What does this code give?"""
    code = source(one.wrong, task.reference, task.function)
    if code is None or not _has_results(task, one):
        return None
    others = [other for other in _others(task, one, draw) if _has_results(task, other)][: 2 * OPTIONS]
    for index, probe in enumerate(task.probes):
        mine, right = _result(task, index, one.wrong), _result(task, index, task.reference)
        if mine is None or right is None or mine == right:
            continue
        results = [right, *(_result(task, index, other.wrong) for other in others)]
        wrong = [result for result in results if result and _can_be_foretold(mine, result)]
        question = f"Exercise {task.number}. What does this version give for {_arguments(task, probe)}?"
        made = dealt(
            name, question, mine, wrong, cut(one.hint, LONGEST), draw, code=code, family=f"{task.number} results"
        )
        if made:
            return made
    return None


def _has_results(task, one):
    """Is what a wrong answer returns something to be told in a few words?"""
    return not (task.properties or task.seen or one.raises)


def _arguments(task, probe):
    """What a probe gives, each with the name of its argument."""
    names = [*inspect.signature(task.reference).parameters]
    given = probe.arguments()
    return "; ".join(f"{name} = {describe(one)}" for name, one in zip(names, given, strict=False))


def _result(task, index, function):
    """What a function of the bank gives for a probe, in words; None for an error, and for what needs explaining."""
    run = known(task, function, index)
    return None if run.error or isinstance(run.value, dict) else describe(run.value)


def _can_be_foretold(right, other):
    """Do two results differ in more than numbers that nobody reckons without a machine?"""
    right, other = (text.replace("-0.0", "0.0") for text in (right, other))
    if _form(right) != _form(other):
        return True
    numbers = re.findall(r"\d+\.\d+", right + other)
    return right != other and all(len(number.partition(".")[2]) < 2 for number in numbers)


def _form(text):
    """Type and shape of a result in words; of a number only that it is one."""
    return re.sub(r"[-\d.]+(e[-+]?\d+)?", "a number", text) if ")" not in text else text.partition(")")[0]


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
