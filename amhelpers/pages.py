"""Pages: what was found out about a net -> one HTML file that needs nothing else, to hand on with the net.

The parts are those of Mitchell et al. 2019, "Model cards for model reporting", where a lesson asks for them; whatever
stands in them is the author's.
"""

import base64
import html
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from amhelpers.captions import caption
from amhelpers.describe import describe
from amhelpers.files import write_whole
from amhelpers.images import checked

__all__ = ["Code", "Link", "page"]

STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; color: #222; background: #fff }
h2 { border-top: 1px solid #ddd; padding-top: 1rem }
img { max-width: 100%; margin: 0.2rem }
img.broad { max-width: max(100%, 30rem) }
img.pixels { image-rendering: pixelated }
.wide { overflow-x: auto; margin: 0.5rem 0 }
table { border-collapse: collapse }
th, td { border: 1px solid #bbb; padding: 0.2rem 0.6rem; text-align: left; vertical-align: top }
pre { margin: 0; font: 0.85rem/1.4 monospace; white-space: pre-wrap; overflow-wrap: anywhere; min-width: 14rem }
"""
SMALL = 128  # images with shorter sides are enlarged by a whole number
BROAD = 500  # pixels; a broader figure is scrolled on a phone, as its words would be too small
DPI = 100  # of a figure on the page; it has twice as many, for screens that show them


class Code(str):
    """Lines of code, in a field of a table."""

    __slots__ = ()


class Link(str):
    """Words that lead to another page, in a field of a table."""

    target: str

    def __new__(cls, words: str, target: str) -> "Link":
        """Lead somewhere.

        Args:
            words: that are read.
            target: a file, as it is reached from the page.

        Returns:
            The words, with their target.
        """
        one = super().__new__(cls, words)
        one.target = quote(target)
        return one


def page(path: str | Path, title: str, parts: Mapping[str, Any]) -> Path:
    """Write a page of parts, each under its heading.

    Args:
        path: of the file, which ends in .html; what is there already is replaced when the new one is whole.
        title: of the page.
        parts: heading -> what stands there: a text; a dict, for a table of two columns; images (batch, height, width,
            channels) in [0, 1]; a figure of Matplotlib; a list of dicts with the same keys, for a table with these
            above its columns; or a list of any of these. What stands in a table may be `Code`, or a `Link`.

    Returns:
        Where the page is.

    Raises:
        ValueError: the path ends in something else, there are no parts, or something in them is none of these.
    """
    path = Path(path)
    if path.suffix != ".html":
        raise ValueError(f"A page is a file that ends in .html. Received {str(path)!r}.")
    if not isinstance(parts, Mapping) or not parts:
        raise ValueError(f"The parts of a page are a dict, heading -> what stands there. Received {describe(parts)}.")
    body = [f"<h2>{html.escape(str(heading))}</h2>\n{_written(content, heading)}" for heading, content in parts.items()]
    name = html.escape(title)
    whole = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{name}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{name}</h1>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )
    return write_whole(path, whole.encode("utf-8", errors="replace"))


def _written(content, heading):
    """Whatever stands in a part, as HTML."""
    if isinstance(content, str):
        return "\n".join(f"<p>{html.escape(text)}</p>" for text in content.split("\n\n") if text.strip())
    if isinstance(content, Mapping):
        rows = [(html.escape(str(name)), _cell(value)) for name, value in content.items()]
        return _framed("\n".join(f'<tr><th scope="row">{a}</th><td>{b}</td></tr>' for a, b in rows))
    if isinstance(content, Figure):
        stream = io.BytesIO()
        content.savefig(stream, format="png", dpi=2 * DPI)
        width = round(content.get_figwidth() * DPI)
        more = f'width="{width}"' + (' class="broad"' if width > BROAD else "")
        return f'<div class="wide">{_picture(stream, caption(content), more)}</div>'
    if hasattr(content, "shape") and len(content.shape) == 4:
        images = checked(content, f'The part "{heading}" of a page', shape=(None, None, (1, 3)))
        return "\n".join(_image(image, f"{heading}, image {number}") for number, image in enumerate(images, 1))
    if isinstance(content, Sequence) and _is_table(content):
        return _table(content)
    if isinstance(content, Sequence):
        return "\n".join(_written(one, heading) for one in content)
    raise ValueError(
        f'The part "{heading}" of a page is a text, a dict, images (batch, height, width, channels), a figure, or a '
        f"list of these. Received {describe(content)}."
    )


def _is_table(content):
    """Is this a list of rows, dicts with the same keys?"""
    return bool(content) and all(isinstance(row, Mapping) and list(row) == list(content[0]) for row in content)


def _table(rows):
    head = "".join(f'<th scope="col">{html.escape(str(name))}</th>' for name in rows[0])
    body = ["".join(f"<td>{_cell(value)}</td>" for value in row.values()) for row in rows]
    return _framed(f"<tr>{head}</tr>\n" + "\n".join(f"<tr>{row}</tr>" for row in body))


def _framed(rows):
    """A table that is scrolled by itself where it is wider than the page."""
    return f'<div class="wide"><table>\n{rows}\n</table></div>'


def _cell(value):
    """What stands in one field of a table, as HTML."""
    text = html.escape(_text(value))
    if isinstance(value, Code):
        return f"<pre><code>{text}</code></pre>"
    return f'<a href="{html.escape(value.target)}">{text}</a>' if isinstance(value, Link) else text


def _text(value):
    return value if isinstance(value, str) else f"{value:.4g}" if isinstance(value, float | np.floating) else str(value)


def _image(image, words):
    """One image, enlarged without smoothing, so that its pixels can be seen."""
    picture = Image.fromarray(np.uint8(np.round(np.asarray(image, "float32") * 255)).squeeze())
    factor = max(1, SMALL // min(picture.size))
    stream = io.BytesIO()
    picture.resize((picture.width * factor, picture.height * factor), Image.Resampling.NEAREST).save(stream, "PNG")
    return _picture(stream, words, 'class="pixels"')


def _picture(stream, words, more):
    data = base64.b64encode(stream.getvalue()).decode()
    return f'<img {more} alt="{html.escape(words)}" src="data:image/png;base64,{data}">'
