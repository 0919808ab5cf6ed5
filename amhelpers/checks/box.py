"""Boxes: title, rows of (label, text) -> one coloured box in a notebook, the same in plain text everywhere else.

Words come before colours, and the plain text says all that the box says: terminals, nbval and screen readers get it.
"""

import base64
import html
import io
import re
import textwrap
from collections.abc import Sequence
from typing import Any

from amhelpers.describe import cut

__all__ = ["html_box", "in_line", "show_box", "show_code", "show_table", "text_box"]

COLOURS = {"good": "#2e8540", "neutral": "#5b7083", "bad": "#c05600"}
SIGNS = {"good": "✓", "neutral": "○", "bad": "✗"}
CODE = ("called", "expected", "received", "error", "your line", "printed")


def show_box(title: str, rows: Sequence[tuple[str, str]], tone: str, picture: tuple[Any, str] | None = None) -> None:
    """Show a box where there is a notebook or an IPython terminal, else print its text.

    Args:
        title: what stands above, one line.
        rows: (label, text) for each line below it.
        tone: "good", "neutral" or "bad".
        picture: (Matplotlib figure, the text that stands for it) or None.
    """
    rows = [(label, _printable(text)) for label, text in rows]
    _show(text_box(title, rows, tone, picture), lambda: html_box(title, rows, tone, picture))


def _printable(text):
    """A text without what a terminal or a page would take for something else, and of bearable length."""
    text = re.sub(r"\x1b\[[0-9;]*[A-Za-z]|[^\S \n\t]|[\x00-\x08\x0b-\x1f\x7f]", "", text)
    return cut(text.encode("utf-8", "replace").decode("utf-8"), 1500)


def show_code(source: str) -> None:
    """Show Python source, coloured where there is a notebook.

    Args:
        source: any Python source.
    """
    from IPython.display import Code

    _show(source, lambda: Code(data=source, language="python")._repr_html_())


def show_table(columns: Sequence[str], rows: Sequence[Sequence[str]], note: str = "") -> None:
    """Show a table of strings: column names, rows with one string for each column, and a line below it.

    Args:
        columns: the names above the columns.
        rows: one string for each column.
        note: the line below, or an empty string for none.
    """
    table = [columns, *rows]
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    body = "".join(_html_row("td", row) for row in rows)
    markup = f"<table><thead>{_html_row('th', columns)}</thead><tbody>{body}</tbody></table><p>{html.escape(note)}</p>"
    _show("\n".join([*lines, note]).rstrip(), lambda: markup.removesuffix("<p></p>"))


def _show(text, markup):
    from IPython import get_ipython
    from IPython.display import display

    if get_ipython() is None:
        print(text)
    else:
        display({"text/plain": text, "text/html": markup()}, raw=True)


def _html_row(tag, cells):
    return "<tr>" + "".join(f'<{tag} style="text-align:left">{html.escape(cell)}</{tag}>' for cell in cells) + "</tr>"


def text_box(title: str, rows: Sequence[tuple[str, str]], tone: str, picture: tuple[Any, str] | None = None) -> str:
    """The box in plain text, at most 100 columns wide.

    Args:
        title: what stands above, one line.
        rows: (label, text) for each line below it.
        tone: "good", "neutral" or "bad".
        picture: (Matplotlib figure, the text that stands for it) or None.

    Returns:
        Its lines, joined, without a line break at the end.

    >>> print(text_box("Not yet", [("expected", "2"), ("received", "3")], "bad"))
    ✗ Not yet
      expected  2
      received  3
    """
    lines = [f"{SIGNS[tone]} {title}"]
    for label, text in [*rows, *([("picture", picture[1])] if picture else [])]:
        indent = " " * 12
        for index, part in enumerate(text.splitlines()):
            first = f"  {label:<10}" if index == 0 else indent
            lines += textwrap.wrap(part, 100, initial_indent=first, subsequent_indent=indent) or [first]
    return "\n".join(lines)


def html_box(title: str, rows: Sequence[tuple[str, str]], tone: str, picture: tuple[Any, str] | None = None) -> str:
    """The box in HTML: a definition list that reads in order, in the notebook's own fonts and text colour.

    Args:
        title: what stands above, one line.
        rows: (label, text) for each line below it.
        tone: "good", "neutral" or "bad".
        picture: (Matplotlib figure, the text that stands for it) or None.

    Returns:
        One element `div` that is complete in itself: a picture is within it as a data URL.
    """
    colour = COLOURS[tone]
    parts = []
    for label, text in rows:
        style = "white-space:pre-wrap;overflow-wrap:anywhere;margin:0"
        body = in_line(text)
        if label in CODE:
            body = f'<code style="background:none;padding:0;white-space:pre-wrap">{html.escape(text)}</code>'
        named = "font-weight:600;opacity:.75;white-space:nowrap;width:auto"  # JupyterLab gives it a fifth of its place
        parts.append(f'<dt style="{named}">{label}</dt><dd style="{style}">{body}</dd>')
    listing = '<dl style="display:grid;grid-template-columns:max-content 1fr;gap:.25em 1em;margin:.4em 0 0">'
    listing += "".join(parts) + "</dl>"
    image = ""
    if picture:
        source = f"data:image/png;base64,{_png(picture[0])}"
        image = f'<img alt="{html.escape(picture[1])}" style="margin-top:.6em" src="{source}">'
    return (
        f'<div role="region" aria-label="{html.escape(title)}" style="border-left:5px solid {colour};'
        f'background:{colour}14;padding:.6em 1em;max-width:60em;line-height:1.45">'
        f'<strong style="color:{colour}">{SIGNS[tone]}</strong> '
        f"<strong>{html.escape(title)}</strong>{listing}{image}</div>"
    )


def in_line(text: str) -> str:
    """A text as HTML, with what stands between backticks as code.

    Args:
        text: plain text.

    Returns:
        Markup without a line of its own.

    >>> in_line("`a < b` is true")
    '<code>a &lt; b</code> is true'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def _png(figure):
    stream = io.BytesIO()
    figure.savefig(stream, format="png")
    return base64.b64encode(stream.getvalue()).decode("ascii")
