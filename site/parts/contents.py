"""Contents: names of pages -> what Sphinx reads of a page that leads to them."""

from collections.abc import Iterable

__all__ = ["contents"]


def contents(names: Iterable[str]) -> str:
    """The pages behind a page, in their order, which is that of previous and next.

    Args:
        names: of pages, from the one that it stands in.

    Returns:
        MyST Markdown, of which nothing is shown.
    """
    entries = "\n".join(names)
    return f"\n```{{toctree}}\n:hidden:\n{entries}\n```\n"
