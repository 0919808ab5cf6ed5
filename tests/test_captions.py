"""Captions: what is said of a figure is what is in it."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

import amhelpers as am
from amhelpers import plotting
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


def test_every_place_of_the_largest_value_is_named_unless_there_are_many(figure):
    axis = plt.figure().subplots()
    values = np.zeros((10, 10), int)
    values[[6, 9, 9], [5, 4, 7]] = 3
    picture = axis.imshow(values)
    axis.text(0, 0, "0")
    assert caption(figure()).endswith("the largest at 3 places (row, column): 6, 5; 9, 4; 9, 7.")
    picture.set_data(np.ones((10, 10)))
    assert caption(figure()).endswith("the largest at 100 places.")


def test_vertical_lines_are_no_curves(figure):
    axis = plt.figure().subplots()
    axis.plot([1, 100], [0.5, 0.9], label="training")
    axis.axvline(25)
    assert caption(figure()) == "training from 0.5 to 0.9; a vertical line at 25."
    axis.axvline(100)
    assert caption(figure()).endswith("; vertical lines at 25 and 100.")


def test_points_that_no_line_joins_are_points_with_their_names(figure):
    axis = plt.figure().subplots()
    axis.plot([0.5, 1, -2], [3, 1, 2], "o")
    assert caption(figure()) == "3 points, -2 … 1 across, 1 … 3 up."
    for name, place in {"cat": (0.5, 3), "dog": (1, 1), "ship": (-2, 2)}.items():
        axis.annotate(name, place)
    axis.text(0, 0, "a remark")
    assert caption(figure()) == "3 points: cat (0.5, 3), dog (1, 1), ship (-2, 2); written there: a remark."
    axis.plot(4, 7, "s", label="here")
    assert "; here, a point at 4, 7;" in caption(figure())


def test_of_many_curves_is_said_between_what_they_end_and_which_is_highest_and_which_sleep(figure):
    axis = plt.figure().subplots()
    heights = np.arange(20.0)
    lines = axis.plot(np.stack([np.full(20, 0.5), heights]))
    lines[3].set_ydata([0, 0])
    lines[7].set_label("filter 7")
    lines[8].set_label("filter 8, named nowhere")
    axis.legend(handles=lines[7:8])
    words = caption(figure())
    assert words.startswith("20 curves, from 0 … 0.5 to 0 … 19, the highest at the end curve 20 of 20; ")
    assert words.endswith("level at 0: curve 4 of 20; filter 7 ends at 7.")


def test_names_beside_curves_are_told_once(figure):
    axis = plt.figure().subplots()
    axis.plot([0, 1], [0, 1], label="filter 0")
    plotting.name_curves(axis)
    assert caption(figure()) == "filter 0 from 0 to 1."


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
