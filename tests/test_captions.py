"""Captions: what is said of a figure is what is in it."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

import amhelpers as am
from amhelpers.captions import as_html, caption


@pytest.fixture
def figure(monkeypatch):
    """What the next call of plt.show would show."""
    monkeypatch.setattr(plt, "show", lambda: None)
    yield plt.gcf
    plt.close("all")


def test_pictures_are_counted_and_their_titles_read(figure):
    am.show(np.zeros((12, 28, 20, 1), "float32"), titles=[f"{n} as\n{n + 1}" for n in range(12)], columns=6)
    assert (
        caption(figure())
        == "12 gray pictures of 28 × 20 pixels in 2 rows: " + "; ".join(f"{n} as {n + 1}" for n in range(12)) + "."
    )
    am.show(np.zeros((1, 8, 8, 3), "float32"))
    assert caption(figure()) == "A coloured picture of 8 × 8 pixels."


def test_of_a_curve_is_said_where_it_begins_ends_and_turns(figure):
    axis = plt.figure().subplots()
    axis.plot([0, 1, 2, 3], [1.0, 7.5, -2.0, 4.0], label="accuracy")
    axis.plot([0, 3], [5, 5], label="_hidden")
    axis.set(title="How it went", xlabel="epoch")
    words = caption(figure())
    assert words == ("How it went, epoch: accuracy from 1 to 4, highest 7.5 at 1, lowest -2 at 2; a curve level at 5.")


def test_bars_have_their_names(figure):
    axis = plt.figure().subplots()
    axis.bar(["noise", "digits"], [0.25, 3])
    assert "noise 0.25, digits 3" in caption(figure())


def test_of_a_table_the_largest_value_is_named(figure):
    axis = plt.figure().subplots()
    values = np.zeros((4, 5))
    values[2, 3] = 9
    picture = axis.imshow(values)
    axis.text(0, 0, "0")
    axis.set(xlabel="read as", ylabel="written")
    figure().colorbar(picture)
    assert caption(figure()) == "written against read as: 4 × 5 values from 0 to 9, the largest in row 2, column 3."


@pytest.mark.parametrize("values", [np.full((2, 2), np.nan), np.zeros((0, 3)), np.ones((3, 3), bool)])
def test_strange_values_cost_no_figure(figure, values):
    axis = plt.figure().subplots()
    axis.imshow(values)
    axis.text(0, 0, "x")
    axis.plot([], [])
    assert caption(figure())


def test_an_image_in_a_page_has_its_words_and_no_markup_of_them(figure):
    axis = plt.figure().subplots()
    axis.plot([0, 1], [0, 1])
    axis.set(title='<b>"a"</b>')
    assert as_html(figure()).startswith('<img alt="&lt;b&gt;&quot;a&quot;&lt;/b&gt;: a curve from 0 to 1."')
    assert caption(plt.figure()) == "An empty figure."
