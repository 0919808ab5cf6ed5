"""Outputs of cells: pictures keep their words, what scrolls can be reached by keyboard, a fold says what is in it."""

import base64
import io
import re

from myst_nb.core.render import NbElementRenderer
from PIL import Image

__all__ = ["setup"]

WIDE = 560  # pixels: a figure of that width has lettering that is too small to read on a phone
CHANGES = (
    # What scrolls sideways on a small screen can be reached by the Tab key, and is named.
    (re.compile(r"<pre(?=[ >])(?![^>]*tabindex)"), '<pre tabindex="0"'),
    (
        re.compile(r'<div class="table-wrapper(?=[ "])'),
        '<div tabindex="0" role="group" aria-label="table" class="table-wrapper',
    ),
    (
        re.compile(r'<div (class="output image_[^"]*")(?=>\s*<img [^>]*class="[^"]*\bwide\b)'),
        r'<div tabindex="0" role="group" aria-label="figure" \1',
    ),
    # MyST-NB names every fold "Toggle hidden content", and says what is in it twice.
    (
        re.compile(
            r'<details class="admonition hide[^>]*>\s*<summary[^>]*>\s*<p[^>]*>(.*?)</p>.*?</summary>', re.DOTALL
        ),
        r'<details class="fold"><summary>\1</summary>',
    ),
    # Sphinx puts a dash between an argument and what is said of it.
    (re.compile(r"(<p><strong>[^<]*</strong>(?: \(.*?\))?) (?:--|–) "), r"\1: "),
    # A table's corner without words is no heading.
    (re.compile(r'<th class="head"><p></p></th>'), "<td></td>"),
)


def _with_words(render_image):
    """MyST-NB takes the words of a picture from its cell only; here each output has its own."""

    def render(self, data):
        images = render_image(self, data)
        words = data.output_metadata.get(data.mime_type, {}).get("alt")
        for image in images:
            if words:
                image["alt"] = words
            with Image.open(io.BytesIO(base64.b64decode(data.content))) as picture:
                if picture.width > WIDE:
                    image["classes"].append("wide")
        return images

    return render


def _changed(app, page, template, context, doctree):
    for pattern, instead in CHANGES:
        context["body"] = pattern.sub(instead, context.get("body", ""))


def setup(app):
    """Let MyST-NB and Sphinx write outputs so."""
    if not hasattr(NbElementRenderer.render_image, "__wrapped__"):
        wrapped = _with_words(NbElementRenderer.render_image)
        wrapped.__wrapped__ = NbElementRenderer.render_image
        NbElementRenderer.render_image = wrapped
    app.connect("html-page-context", _changed, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
