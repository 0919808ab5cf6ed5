"""Sitting: cards -> asked one after the other, by mouse or keyboard."""

import base64
import html
from collections.abc import Iterator

import ipywidgets

from amhelpers.checks import box
from amhelpers.reviews.card import LETTERS, Card
from amhelpers.widgets.sheet import as_code

__all__ = ["Sitting"]

LONGEST = 60  # characters beside a button


class Sitting(ipywidgets.VBox):
    """One question at a time, with answers to choose from.

    Attributes:
        card: the question that is asked.
        text: what is to be read, as plain text.
        right: how many were answered rightly.
        asked: how many were answered.
    """

    def __init__(self, first: Card, following: Iterator[Card], count: int) -> None:
        """Begin to ask.

        Args:
            first: card.
            following: the others.
            count: of all of them, at most.
        """
        super().__init__()
        self.card, self._following, self._count = first, following, count
        self.right = self.asked = 0
        self._question, self._said = ipywidgets.HTML(), ipywidgets.HTML()
        self.choice = ipywidgets.RadioButtons(layout={"width": "max-content"})
        self.button = ipywidgets.Button(description="answer", layout={"width": "max-content"})
        self.button.on_click(self._clicked)
        self.children = [self._question, self.choice, self.button, self._said]
        self._ask()

    def _ask(self):
        one = self.card
        self._answered = False
        parts = [
            f"<strong>Question {self.asked + 1} of {self._count} at most</strong><p>{html.escape(one.question)}</p>"
        ]
        if one.code or one.coded:
            parts.append("<p>(am, np, tf and keras are imported.)</p>")
        if one.code:
            parts.append(as_code(one.code))
        if one.picture:
            source = base64.b64encode(one.picture[0]).decode("ascii")
            words = html.escape(one.picture[1])
            parts.append(f'<img alt="{words}" style="max-width:100%" src="data:image/png;base64,{source}">')
        apart = one.coded or any(len(option) > LONGEST for option in one.options)  # a button has one line
        if apart:
            parts += [_apart(letter, option, one.coded) for letter, option in self._lettered()]
        self._question.value = "".join(parts)
        labels = [letter if apart else f"{letter} · {option}" for letter, option in self._lettered()]
        self.choice.options = list(zip(labels, range(len(labels)), strict=True))
        self.choice.value, self.choice.disabled = None, False
        self.button.description, self._said.value = "answer", ""
        shown = [f"{letter}  {option}" for letter, option in self._lettered()]
        self.text = "\n".join([one.question, *filter(None, [one.code]), *shown])

    def _lettered(self):
        return zip(LETTERS, self.card.options, strict=False)

    def _clicked(self, button):
        if self._answered:
            self.button.disabled, self.button.description = True, "…"  # a picture may take seconds
            following = next(self._following, None)
            self.button.disabled = False
            if following is None:
                self._end()
            else:
                self.card = following
                self._ask()
        elif self.choice.value is None:
            self._said.value = '<p role="status">Choose one of them first.</p>'
        else:
            self._judge(self.choice.value)

    def _judge(self, index):
        title, rows, tone = self.card.judged(index)
        self._answered, self.choice.disabled = True, True
        self.asked, self.right = self.asked + 1, self.right + (index == self.card.right)
        self._said.value = f'<div role="status">{box.html_box(title, rows, tone)}</div>'
        self.text = box.text_box(title, rows, tone)
        self.button.description = "next"

    def _end(self):
        self.text = f"{self.right} of {self.asked} were right. What was not is asked again tomorrow."
        if self.right == self.asked:
            self.text = f"All {self.asked} were right. They come again later, and later still."
        self.children = [self._question]
        self._question.value = f'<p role="status">{self.text}</p>'

    def __repr__(self) -> str:
        """The words, where a notebook would show the widget."""
        return self.text

    def _repr_mimebundle_(self, **settings):
        shown = super()._repr_mimebundle_(**settings)
        still = f"{self.text}\n(Buttons appear when a kernel runs.)"
        return {**shown, "text/plain": still, "text/html": f"<pre>{html.escape(still)}</pre>"}


def _apart(letter, option, coded):
    """An answer that stands above the buttons, by its letter."""
    if coded:
        return f"<p><strong>{letter}</strong></p>{as_code(option)}"
    return f'<p style="max-width:60em;line-height:1.45"><strong>{letter}</strong> · {html.escape(option)}</p>'
