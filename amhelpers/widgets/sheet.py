"""Sheet: a question, what it is answered with, a button -> words; the same words where no kernel runs."""

import html
import itertools
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets

from amhelpers.checks.box import in_line

__all__ = ["Sheet", "as_code", "in_notebook"]

PARAGRAPH = 'style="margin:.3em 0;max-width:60em;line-height:1.45"'


def in_notebook() -> bool:
    """Is there a notebook, whose kernel can move a widget?"""
    from IPython import get_ipython

    return hasattr(get_ipython(), "kernel")


class Sheet(ipywidgets.VBox):
    """A question with controls and a button, which answers in words.

    Attributes:
        question: what is asked.
        words: what is said below it.
        button: whose click is the student's word; None where there is nothing to click.
    """

    def __init__(
        self,
        title: str,
        question: str,
        controls: Sequence[Any] = (),
        label: str = "",
        act: Callable[[], str] | None = None,
    ) -> None:
        """Take what is asked, and what is done when the student is ready.

        Args:
            title: what stands above, a few words.
            question: what is asked; lines are paragraphs.
            controls: widgets.
            label: of the button.
            act: what a click does; gives the words that then stand below. None for no button.
        """
        super().__init__()
        self.title, self.question, self.words = title, question, ""
        self._heading, self._said, self.button = ipywidgets.HTML(), ipywidgets.HTML(), None
        if act:
            self.button = ipywidgets.Button(description=label, layout={"width": "max-content"})
            self.button.on_click(lambda button: self.say(act()))
        self.children = [self._heading, *controls, *filter(None, [self.button]), self._said]
        self.ask(question)

    def ask(self, question: str) -> None:
        """Put another question, or whatever stands there, in the question's place.

        Args:
            question: plain text.
        """
        self.question = question
        self._heading.value = f"<strong>{html.escape(self.title)}</strong>{_paragraphs(question)}"

    def say(self, words: str) -> None:
        """Put words below the button.

        Args:
            words: plain text; lines are paragraphs.
        """
        self.words = words
        self._said.value = f'<div role="status">{_paragraphs(words)}</div>'

    @property
    def text(self) -> str:
        """All that is to be read, without the controls."""
        return "\n".join(filter(None, (f"{self.title}: {self.question}", self.words)))

    def __repr__(self) -> str:
        """The words, where a notebook would show the widget."""
        return self.text

    def _repr_mimebundle_(self, **settings):
        shown = super()._repr_mimebundle_(**settings)
        still = f"<strong>{html.escape(self.title)}</strong>{_paragraphs(self.question)}{_paragraphs(self.words)}"
        return {**shown, "text/plain": self.text, "text/html": f"<div>{still}</div>"}


def as_code(text: str) -> str:
    """Code as HTML, on a ground that is as wide as its longest line.

    Args:
        text: lines of code.

    Returns:
        Markup.
    """
    fitting = "width:max-content;max-width:100%;box-sizing:border-box"
    return f'<pre style="background:#8881;padding:.5em;overflow-x:auto;{fitting}">{html.escape(text)}</pre>'


def _paragraphs(text):
    """Lines as paragraphs; those that begin with four blanks are code, as in Markdown."""
    parts = []
    for is_code, lines in itertools.groupby(text.splitlines(), lambda line: line.startswith("    ")):
        if is_code:
            parts.append(as_code(textwrap.dedent("\n".join(lines))))
        else:
            parts += [f"<p {PARAGRAPH}>{in_line(line)}</p>" for line in lines if line.strip()]
    return "".join(parts)
