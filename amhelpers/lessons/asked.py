"""What a lesson asks besides its exercises, as data: guesses before a picture, and questions to answer in words.

A guess is taken down before it is seen how things are, and afterwards stands beside what was found.  For each way of
being wrong there is one sentence, which is true whenever it is said: of whoever guessed so, and whatever was found.
"""

import math
from dataclasses import KW_ONLY, dataclass
from numbers import Real
from typing import Any

import numpy as np

__all__ = ["Choice", "Choosing", "Guess", "Marking", "Measuring", "Question", "Way"]


@dataclass(frozen=True)
class Way:
    """A way to guess otherwise than it turns out.

    Attributes:
        name: what it is called in the record: a few words, unlike those of any other way of this guess; never changed.
        text: one or two sentences that say what the guess leaves out. `{guess}` and `{found}` stand for the two.
    """

    name: str
    text: str


@dataclass(frozen=True)
class Guess:
    """A guess that a lesson asks for.

    Attributes:
        number: "3.p1" for the first of lesson 03.
        question: what is asked, one or two sentences.
        right: what is said where it turns out as guessed, one sentence.
    """

    number: str
    question: str
    right: str

    def way(self, guess: Any, found: Any) -> Way | None:
        """The way in which a guess is wrong; None where it turns out so."""
        raise NotImplementedError

    def fits(self, guess: Any) -> bool:
        """Can this be guessed?"""
        raise NotImplementedError

    @property
    def wanted(self) -> str:
        """What can be guessed, in words."""
        raise NotImplementedError

    def told(self, guess: Any) -> str:
        """A guess in words."""
        raise NotImplementedError

    def told_found(self, found: Any) -> str:
        """What was found in words; empty where it is a picture."""
        return self.told(found)

    def kept(self, found: Any) -> Any:
        """What goes on record of what was found: a text, a number, or a pair of numbers."""
        return found

    def kept_guess(self, guess: Any) -> Any:
        """What goes on record of a guess."""
        return guess


@dataclass(frozen=True)
class Choice:
    """One of the things that a student may expect.

    Attributes:
        key: by which it is called in the record, and by the cell that tells what was found: a word or two.
        text: what the student reads.
        wrong: what is to be said to whoever chose it and should not have.
    """

    key: str
    text: str
    wrong: Way


@dataclass(frozen=True)
class Choosing(Guess):
    """A guess by choosing; `found` is the key of what turned out to be."""

    choices: tuple[Choice, ...]

    def way(self, guess, found):
        """The way of what was chosen; None where it is what was found."""
        return None if guess == found else next(choice.wrong for choice in self.choices if choice.key == guess)

    def fits(self, guess):
        """Is it the key of a choice?"""
        return isinstance(guess, str) and guess in [choice.key for choice in self.choices]

    @property
    def wanted(self):
        """The keys, with what they stand for."""
        return "one of " + ", ".join(f'"{choice.key}" ({choice.text})' for choice in self.choices)

    def told(self, guess):
        """The text of a choice."""
        return next(choice.text for choice in self.choices if choice.key == guess)


@dataclass(frozen=True)
class Measuring(Guess):
    """A guess of a number between two others.

    Attributes:
        low: the smallest that can be guessed.
        high: the largest.
        near: how far from what was found a guess may lie and count as right.
        below: the way to have guessed less.
        above: the way to have guessed more.
        step: between the numbers that can be guessed.
        unit: what stands behind the number, such as "%".
    """

    low: float
    high: float
    near: float
    below: Way
    above: Way
    _: KW_ONLY
    step: float = 1.0
    unit: str = ""

    def way(self, guess, found):
        """Too low, too high, or None where it is near."""
        if abs(guess - found) <= self.near:
            return None
        return self.below if guess < found else self.above

    def fits(self, guess):
        """Is it a number between the two?"""
        return isinstance(guess, Real) and not isinstance(guess, bool) and self.low <= guess <= self.high

    @property
    def wanted(self):
        """The range."""
        return f"a number from {self.low:g} to {self.high:g}"

    def told(self, guess):
        """The number with its unit, as fine as it can be guessed, or a little finer."""
        digits = max(0, -math.floor(math.log10(self.step))) if self.step < 1 else 0
        number = f"{float(guess):.{digits + 1}f}".rstrip("0").rstrip(".")
        return f"{number} {self.unit}".strip()

    def kept_guess(self, guess):
        """The number, as a plain one."""
        return int(guess) if float(guess).is_integer() else float(guess)

    def kept(self, found):
        """The number, as a plain one."""
        return self.kept_guess(found)


@dataclass(frozen=True)
class Marking(Guess):
    """A guess of a place in a picture; `found` is a map (height, width) of any resolution, bright where it is.

    Attributes:
        elsewhere: the way to have marked another place.
        share: the brightest part of the map, of which any place counts as right.
    """

    elsewhere: Way
    share: float = 0.2

    def way(self, guess, found):
        """None where the place, (down, across) in [0, 1], is among the brightest of the map."""
        found = np.asarray(found)
        rows, columns = found.shape
        row, column = (min(int(part * size), size - 1) for part, size in zip(guess, (rows, columns), strict=True))
        return None if found[row, column] >= np.quantile(found, 1 - self.share) else self.elsewhere

    def fits(self, guess):
        """Is it (down, across) in [0, 1]?"""
        pair = isinstance(guess, tuple | list) and len(guess) == 2
        return pair and all(isinstance(one, Real) and 0 <= one <= 1 for one in guess)

    @property
    def wanted(self):
        """Both numbers."""
        return "a place (down, across), both from 0 to 1"

    def told(self, guess):
        """The place, in per cent."""
        return f"the place {guess[0]:.0%} down and {guess[1]:.0%} across"

    def told_found(self, found):
        """Nothing: it is a map, which the lesson shows."""
        return ""

    def kept_guess(self, guess):
        """The place as a list, which is what a record gives back."""
        return [float(one) for one in guess]

    def kept(self, found):
        """The brightest place, (down, across)."""
        found = np.asarray(found)
        row, column = np.unravel_index(found.argmax(), found.shape)
        return [(float(row) + 0.5) / found.shape[0], (float(column) + 0.5) / found.shape[1]]


@dataclass(frozen=True)
class Question:
    """A question at the end of a lesson, or its bonus.

    Attributes:
        number: "3.a" and "3.b", "3.bonus".
        text: the question, word for word as in the lesson.
        answer: the course's, as a student reads it.
        look_for: what to look for in an answer of one's own, a sentence or two.
    """

    number: str
    text: str
    answer: str
    look_for: str
