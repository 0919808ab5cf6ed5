"""Pages: one file that holds everything, in which what the author wrote is text and nothing else."""

import base64
import html.parser
import io
import re

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

import amhelpers as am

IMAGES = np.random.default_rng(0).uniform(size=(2, 10, 12, 3)).astype("float32")


class Reader(html.parser.HTMLParser):
    """Notes the tags, and the text that a reader sees."""

    def __init__(self):
        super().__init__()
        self.tags, self.text, self.words = [], "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.words += [value for name, value in attrs if name == "alt"]

    def handle_data(self, data):
        self.text += data


def read(path):
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def test_a_page_holds_texts_tables_images_and_figures(tmp_path):
    figure = Figure()
    figure.subplots().plot([1, 2])
    parts = {"a": "one\n\ntwo", "b": {"share": 0.51234567, "count": 3}, "c": ["see", IMAGES], "d": figure}
    path = am.page(tmp_path / "new" / "net.html", "My net", parts)
    page = read(path)
    assert page.tags.count("h2") == 4 and page.tags.count("p") == 3 and page.tags.count("tr") == 2
    assert "0.5123" in page.text and page.words == ["c, image 1", "c, image 2", "a curve from 1 to 2."]
    assert not re.search(r'(src|href)="(?!data:)', path.read_text(encoding="utf-8"))
    data = re.findall(r"base64,([\w+/=]+)", path.read_text(encoding="utf-8"))[0]
    enlarged = np.asarray(Image.open(io.BytesIO(base64.b64decode(data))))
    factor = enlarged.shape[0] // 10
    np.testing.assert_array_equal(enlarged[::factor, ::factor], np.uint8(np.round(IMAGES[0] * 255)))
    assert [one.name for one in path.parent.iterdir()] == ["net.html"]


def test_what_an_author_writes_is_no_html(tmp_path):
    path = am.page(tmp_path / "net.html", "<script>", {"<b>": "a < b & c", "d": {"<i>": "<u>"}})
    page = read(path)
    assert not {"script", "b", "i", "u"} & set(page.tags)
    assert "a < b & c" in page.text


@pytest.mark.parametrize(
    ("path", "parts", "words"),
    [
        ("net.pdf", {"a": "b"}, "ends in .html"),
        ("net.html", {}, "heading -> what stands there"),
        ("net.html", ["a"], "heading -> what stands there"),
        ("net.html", {"a": 3}, 'The part "a" of a page'),
        ("net.html", {"a": 2 * IMAGES}, r"floats in \[0, 1\]"),
    ],
)
def test_what_cannot_stand_on_a_page_is_refused_and_nothing_is_written(path, parts, words, tmp_path):
    (tmp_path / "net.html").write_text("before", encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        am.page(tmp_path / path, "t", parts)
    assert (tmp_path / "net.html").read_text(encoding="utf-8") == "before"
    assert len(list(tmp_path.iterdir())) == 1
