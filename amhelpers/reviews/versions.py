"""Versions: a wrong answer of the bank -> a card on its code, or on what it gives, beside others that look like it."""

import difflib
import inspect
import re
from collections.abc import Iterable

from amhelpers.checks.exercise import Exercise, Misconception
from amhelpers.checks.quoted import holding
from amhelpers.checks.recognition import known
from amhelpers.describe import cut, describe
from amhelpers.reviews.card import OPTIONS, Card, dealt
from amhelpers.reviews.code import joined, source, statements

__all__ = ["by_hint", "on_behaviour", "on_result", "on_the_odd_one", "others_than", "said"]

LONGEST = 400  # characters of a hint


def by_hint(task: Exercise) -> list[Misconception]:
    """One wrong answer for each hint of an exercise.

    Args:
        task: the exercise.

    Returns:
        Its misconceptions, in their order.
    """
    return list({one.hint: one for one in task.misconceptions}.values())


def others_than(task: Exercise, one: Misconception, draw) -> list[Misconception]:
    """Wrong answers of an exercise whose hints say nothing of what that of one says, in an order that is drawn.

    Args:
        task: the exercise.
        one: a wrong answer.
        draw: a `random.Random`.

    Returns:
        One for each hint.
    """
    said = _sentences(one.hint)
    others = [other for other in by_hint(task) if not said & _sentences(other.hint)]
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
    if len(wrong) < OPTIONS - 1 or ("plain_" in right and not any("plain_" in other for other in wrong)):
        return None  # too few, or one that can be told by its looks
    return dealt(
        name,
        f"Exercise {task.number}: {_asked(task)} {question}",
        right,
        wrong,
        said(task, one),
        draw,
        code=joined(shared),
        coded=True,
        family=f"{task.number} versions",
    )


def _asked(task):
    """What an exercise asks for, in a sentence: the first line of its reference."""
    return (inspect.getdoc(task.reference) or task.title).splitlines()[0].rstrip(".") + "."


def said(task: Exercise, one: Misconception) -> str:
    """What is said of a wrong answer afterwards: as much of its hint as holds for this very code.

    Args:
        task: the exercise.
        one: the wrong answer.

    Returns:
        Sentences; empty where none holds.
    """
    return cut(holding(one.hint, one.wrong, task.rights) or "", LONGEST)


def on_the_odd_one(name: str, task: Exercise, one: Misconception, draw) -> Card | None:
    """Three are right: which one is not?

    Args:
        name: under which the answer goes on record.
        task: the exercise.
        one: the wrong answer.
        draw: a `random.Random`.

    Returns:
        The card; None where none can be made.
    """
    return _versions(name, task, one, task.rights, "Three of these do what it asks. Which one does not?", draw)


def on_behaviour(name: str, task: Exercise, one: Misconception, draw) -> Card | None:
    """Which of these gave this?

    Args:
        name: under which the answer goes on record.
        task: the exercise.
        one: the wrong answer.
        draw: a `random.Random`.

    Returns:
        The card; None where none can be made.
    """
    for given, mine, right, others in _differing(task, one, draw, 3 * OPTIONS):
        if _can_be_foretold(mine, right):
            question = f"One of these gave {mine} where {right} is right, for {given}. Which?"
            made = _versions(name, task, one, [other for other, _ in others], question, draw)
            if made:
                return made
    return None


def on_result(name: str, task: Exercise, one: Misconception, draw) -> Card | None:
    """What does this code give?

    Args:
        name: under which the answer goes on record.
        task: the exercise.
        one: the wrong answer.
        draw: a `random.Random`.

    Returns:
        The card; None where none can be made.
    """
    code = source(one.wrong, task.reference, task.function)
    if code is None:
        return None
    for given, mine, right, others in _differing(task, one, draw, 2 * OPTIONS):
        wrong = [right] if _can_be_foretold(mine, right) else []
        wrong += [result for _, result in others]
        question = f"Exercise {task.number}: {_asked(task)} What does this version give for {given}?"
        made = dealt(name, question, mine, wrong, said(task, one), draw, code=code, family=f"{task.number} results")
        if made:
            return made
    return None


def _differing(task, one, draw, most):
    """The probes on which a wrong answer gives something else than the right one.

    For each: what is given, the two results in words, and of other wrong answers, so many at most, those whose results
    can be told from it: the function and the result.
    """
    if not _has_results(task, one):
        return
    others = [other for other in others_than(task, one, draw) if _has_results(task, other)][:most]
    for index, probe in enumerate(task.probes):
        mine, right = _result(task, index, one.wrong), _result(task, index, task.reference)
        if mine is None or right is None or mine == right:
            continue
        results = [(other.wrong, _result(task, index, other.wrong)) for other in others]
        told = [(other, result) for other, result in results if result and _can_be_foretold(mine, result)]
        yield _arguments(task, probe), mine, right, told


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
