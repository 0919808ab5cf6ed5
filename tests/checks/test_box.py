"""Boxes: the same words in HTML and in plain text."""

import html.parser

from matplotlib.figure import Figure

from amhelpers.checks import box

ROWS = (("called", "f(x) with <b>one</b> image"), ("why", "first line\nsecond line"), ("next", "word " * 40))


class Text(html.parser.HTMLParser):
    """Collects what a reader of the page sees, and the tags."""

    def __init__(self, source):
        super().__init__()
        self.seen, self.tags = [], []
        self.feed(source)

    def handle_data(self, data):
        self.seen.append(data)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_both_forms_say_the_same():
    plain = box.text_box("Exercise 1.1", ROWS, "bad").split()
    page = " ".join(Text(box.html_box("Exercise 1.1", ROWS, "bad")).seen).split()
    assert plain == page
    assert plain[:3] == ["✗", "Exercise", "1.1"]


def test_a_students_text_cannot_become_markup():
    assert not [tag for tag, _ in Text(box.html_box("t", ROWS, "bad")).tags if tag == "b"]


def test_what_stands_between_backticks_is_code_and_no_markup():
    rows = [("why", "`a <b>` and `c`"), ("look at", "`x[0]`: no"), ("printed", "`d`")]
    page = box.html_box("t", rows, "bad")
    assert "<code>a &lt;b&gt;</code> and <code>c</code>" in page and "<code>x[0]</code>: no" in page
    assert ">`d`</code>" in page  # what was printed is as it was printed


def test_plain_text_stays_within_100_columns():
    assert max(map(len, box.text_box("t", ROWS, "good").splitlines())) <= 100


def test_the_box_is_a_named_region():
    tag, attributes = Text(box.html_box("Exercise 1.1", ROWS, "good")).tags[0]
    assert (tag, attributes["role"], attributes["aria-label"]) == ("div", "region", "Exercise 1.1")


def test_a_picture_comes_with_words():
    figure = Figure()
    figure.subplots().plot([1, 2])
    tags = Text(box.html_box("t", ROWS, "bad", (figure, "a rising line"))).tags
    image = next(attributes for tag, attributes in tags if tag == "img")
    assert image["alt"] == "a rising line"
    assert image["src"].startswith("data:image/png;base64,iVBOR")
    assert "a rising line" in box.text_box("t", ROWS, "bad", (figure, "a rising line"))


def test_control_characters_and_endless_text_do_not_reach_the_reader(capsys):
    box.show_box("t", [("printed", "\x1b[31mred\x00 \ud800" + "x" * 10_000)], "bad")
    text = capsys.readouterr().out
    assert "red ?xxx" in text
    assert len(text) < 2500


def test_outside_of_a_notebook_a_table_is_printed_in_columns(capsys):
    box.show_table(("nr", "exercise"), [("1.1", "first"), ("12.10", "second")])
    assert capsys.readouterr().out.splitlines() == ["nr     exercise", "1.1    first", "12.10  second"]
