"""Formulas: LaTeX -> MathML in the page itself, which needs no script and no font."""

import re

from docutils import nodes
from latex2mathml.converter import convert

__all__ = ["setup"]

TEXT = re.compile(r"\\(?=[A-Za-z])")


def mathml(latex: str, display: str = "inline") -> str:
    """A formula as MathML.

    Args:
        latex: the formula.
        display: "inline" or "block".

    Returns:
        A `math` element.

    Raises:
        ValueError: a command of LaTeX is not known.
    """
    found = convert(latex, display=display)
    if TEXT.search(re.sub(r"<annotation.*?</annotation>", "", found, flags=re.DOTALL)):
        raise ValueError(f"This formula has a command that is not known: {latex}")
    return found


def _inline(self, node):
    self.body.append(mathml(node.astext()))
    raise nodes.SkipNode


def _block(self, node):
    formula = mathml(" ".join(node.astext().split()), "block")
    self.body.append(f'<div class="formula" role="group" aria-label="formula" tabindex="0">{formula}</div>\n')
    raise nodes.SkipNode


def _nothing(self, node):
    """Nothing follows: the node was skipped."""


def setup(app):
    """Let Sphinx write formulas so."""
    app.add_html_math_renderer("mathml", (_inline, _nothing), (_block, _nothing))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
