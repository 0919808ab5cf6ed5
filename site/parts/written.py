"""Written pages: Markdown files of the repository -> pages of the site, whose links lead to pages of the site."""

import os
import re
from pathlib import Path, PurePosixPath

from parts.contents import contents

__all__ = ["PAGES", "page"]

# Where the pages of the repository stand on the site.
PAGES = {
    "README.md": "guide/readme.md",
    "docs/README.md": "guide/index.md",
    "docs/teaching.md": "guide/teaching.md",
    "docs/grading.md": "guide/grading.md",
    "docs/hub.md": "guide/hub.md",
    "docs/exercises.md": "guide/exercises.md",
    "docs/lessons.md": "guide/lessons.md",
    "docs/architecture.md": "guide/architecture.md",
    "docs/conventions.md": "guide/conventions.md",
    "docs/nets.md": "nets.md",
    "benchmarks/README.md": "benchmarks.md",
    "amhelpers/assets/README.md": "guide/sources.md",
    "CONTRIBUTING.md": "guide/contributing.md",
    "CHANGELOG.md": "guide/changelog.md",
}
LINK = re.compile(r"(!?)\[([^\]]+)\]\(\s*([^)\s]+?)\s*\)")
FENCE = re.compile(r"(^ *```.*?^ *``` *$|`[^`\n]+`(?!\]))", re.MULTILINE | re.DOTALL)


def page(root: Path, name: str) -> str:
    """A page with its links turned.

    Args:
        root: of the repository.
        name: the path of the page in it, one of `PAGES`.

    Returns:
        Markdown. A link to a file that is no page of the site is what it says, without a link.
    """
    here = PurePosixPath(PAGES[name]).parent

    def turned(found):
        mark, words, link = found.groups()
        if re.match(r"[a-z]+:|#", link):
            return found[0]
        path, _, anchor = link.partition("#")
        target = os.path.normpath(PurePosixPath(name).parent / path).replace(os.sep, "/")
        if mark:
            return f"![{words}]({os.path.relpath('images/' + PurePosixPath(target).name, here)})"
        place = target_of(target)
        if place is None:
            return words
        return f"[{words}]({os.path.relpath(place, here)}{'#' + anchor if anchor else ''})"

    pieces = FENCE.split((root / name).read_text(encoding="utf-8"))
    pieces[::2] = [LINK.sub(turned, piece) for piece in pieces[::2]]
    return "".join(pieces) + (contents(_guides()) if name == "docs/README.md" else "")


def _guides():
    """The pages of the guide."""
    inside = [PurePosixPath(place).stem for place in PAGES.values() if place.startswith("guide/")]
    return [name for name in inside if name != "index"]


def target_of(path: str) -> str | None:
    """Where a file of the repository stands on the site.

    Args:
        path: of the file, in the repository.

    Returns:
        Its page, or None where it has none.
    """
    lesson = re.fullmatch(r"(?:notebooks|solutions)/([\w]+)\.ipynb", path)
    return f"lessons/{lesson[1]}.ipynb" if lesson else PAGES.get(path, PAGES.get(f"{path}/README.md"))
