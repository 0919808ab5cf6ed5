"""What tests demand of an exercise or a lesson: whether it holds -> nothing, or a failure in words for its author."""

import re

import pytest

__all__ = ["demand", "demand_headings", "mend"]

HEADING = re.compile(r"### Exercise (\d+\.\d+) · \S.*\S  ★[★☆]{2} · \d+ min")


def demand(holds, where, what, expected, received, do):
    """Fail in words, without a traceback, unless something holds.

    Args:
        holds: does it?
        where: the entry, cell or file that this is about.
        what: is the matter with it.
        expected: what there should be.
        received: what there is.
        do: what mends it, a sentence.
    """
    if not holds:
        received = str(received).rstrip(".")
        pytest.fail(f"{where}: {what}. Expected {expected}; received {received}. {do}", pytrace=False)


def mend(file):
    """What to do about a notebook, which is generated."""
    return f"Edit solutions/{file.stem}.py, then make notebooks ARGS={file.stem[:2]}."


def demand_headings(text, where, do):
    """Every heading of an exercise has its form; gives their numbers, in the order of the text."""
    for line in re.findall(r"^#+ +Exercise\b.*$", text, re.MULTILINE):
        demand(
            HEADING.fullmatch(line),
            where,
            "a heading of an exercise does not fit",
            'the form "### Exercise 3.6 · Title  ★★☆ · 10 min", with two spaces before three stars',
            f'"{line}"',
            do,
        )
    return re.findall(HEADING.pattern, text)
