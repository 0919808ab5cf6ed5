"""A card: a question with answers to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from amhelpers import record

__all__ = ["LETTERS", "OPTIONS", "Card", "dealt"]

OPTIONS = 4
LETTERS = "abcd"


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
        coded: are the answers code?
        family: what it has in common with cards that help to answer it; empty for nothing.
        signs: for each answer what is said to whoever chose it and should not have; empty for nothing.
    """

    name: str
    question: str
    code: str
    options: tuple[str, ...]
    right: int
    why: str
    picture: tuple[bytes, str] | None = None
    coded: bool = False
    family: str = ""
    signs: tuple[str, ...] = ()

    @property
    def key(self) -> object:
        """What it asks, by which it is told from others: the order of the answers is nothing of it."""
        return self.question, self.code, frozenset(self.options), self.picture

    def judged(self, index: int) -> tuple[str, list[tuple[str, str]], str]:
        """Put an answer on record, and say what is to be said of it.

        Args:
            index: of the option that was chosen.

        Returns:
            Title, rows and tone of a box.
        """
        right = index == self.right
        record.add("review", self.name.partition("/")[0], card=self.name, right=right)
        chosen = self._lettered(index) + (f": {self.signs[index]}" if self.signs else "")
        rows = [] if right else [("chosen", chosen)]
        rows += [("right", self._lettered(self.right)), ("why", self.why)]
        rows = [(label, text) for label, text in rows if text]
        return "Right" if right else "Not that one", rows, "good" if right else "bad"

    def _lettered(self, index):
        """An option behind its letter, code below it."""
        return f"{LETTERS[index]}{chr(10) if self.coded else ' · '}{self.options[index]}"


def dealt(name: str, question: str, right: str, wrong: Sequence[str], why: str, draw, **more: Any) -> Card | None:
    """A card, its answers in an order that is drawn.

    Args:
        name: "number/name" of the misconception.
        question: one or two sentences.
        right: the right answer.
        wrong: others, the best first; one that is the right answer, or is there twice, is left out.
        why: what is said of it afterwards.
        draw: a `random.Random`.
        more: other attributes of the card.

    Returns:
        The card; None where there are fewer than two wrong answers.
    """
    others = [one for one in dict.fromkeys(wrong) if one != right][: OPTIONS - 1]
    if len(others) < 2:
        return None
    options = [right, *others]
    draw.shuffle(options)
    return Card(name, question, more.pop("code", ""), tuple(options), options.index(right), why, **more)
