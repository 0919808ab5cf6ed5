"""Asked: records of students -> what was guessed, and in which way that was wrong; which questions were answered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from amhelpers import lessons
from amhelpers.record import Entry

__all__ = ["guesses", "questions"]


def guesses(known: Mapping[str, Sequence[Entry]]) -> list[dict[str, Any]]:
    """What was guessed, and in which way it was wrong.

    Args:
        known: name -> what is on record.

    Returns:
        Rows: nr, question, right, else.
    """
    table = []
    for number, guess in lessons.guesses().items():
        last = []
        for entries in known.values():
            found = [one for one in entries if one.event == "found" and one.number == number]
            last += found[-1:]
        if last:
            ways = Counter(one.kept.get("way", "") for one in last)
            right = ways.pop("", 0)
            words = ", ".join(f"{way} ({count})" for way, count in ways.most_common())
            table.append({"nr": number, "question": guess.question, "right": f"{right} of {len(last)}", "else": words})
    return table


def questions(known: Mapping[str, Sequence[Entry]]) -> list[dict[str, Any]]:
    """How many wrote an answer of their own.

    Args:
        known: name -> what is on record.

    Returns:
        Rows: nr, question, answered by.
    """
    table = []
    for number, question in lessons.questions().items():
        count = sum(any(one.event == "answer" and one.number == number for one in known[name]) for name in known)
        if count:
            table.append({"nr": number, "question": question.text, "answered by": count})
    return table
