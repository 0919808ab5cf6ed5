"""Pictures: every image shown on one scale, or an error that says what is wrong with it."""

import base64
import html
import io

import keras
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.text import Text
from PIL import Image

import amhelpers as am
from amhelpers import plotting
from amhelpers.ascent import Ascent


@pytest.fixture
def figure(monkeypatch):
    """A function that gives the figure that was shown last."""
    monkeypatch.setattr(plt, "show", lambda: None)
    yield plt.gcf
    plt.close("all")


@pytest.mark.parametrize("shape", [(3, 5, 4), (3, 5, 4, 1), (3, 5, 4, 3)])
def test_every_image_is_shown_from_0_to_1_with_its_title(figure, shape):
    images = np.random.default_rng(0).uniform(0.2, 0.7, shape)
    plotting.show(images, titles=["a", "b", "c"], columns=2)
    axes = figure().axes
    assert [axis.get_title() for axis in axes] == ["a", "b", "c", ""]
    for axis, image in zip(axes, images, strict=False):
        np.testing.assert_allclose(axis.images[0].get_array(), image[..., 0] if shape[-1] == 1 else image)
        assert axis.images[0].get_clim() == (0, 1)


def test_bytes_are_shown_on_the_same_scale(figure):
    plotting.show(np.full((1, 2, 2), 51, "uint8"))
    np.testing.assert_allclose(figure().axes[0].images[0].get_array(), 0.2)


def test_the_style_outside_is_left_as_it_was(figure):
    before = dict(plt.rcParams)
    plotting.show(np.zeros((1, 2, 2)))
    assert dict(plt.rcParams) == before


@pytest.mark.parametrize(
    ("images", "message"),
    [
        (np.zeros((28, 28)), r"show\(\) takes images .*Received float64 \(28, 28\)"),
        (np.zeros((1, 2, 2, 4)), r"\(batch, height, width, 1 or 3\)"),
        (np.zeros((0, 2, 2)), "Received float64 .*empty"),
        (np.full((1, 2, 2), 1.5), r"floats in \[0, 1\].*all 1\.5"),
        (np.full((1, 2, 2), -0.1), r"np\.clip"),
        (np.zeros((28, 28, 1)), r"Of one image alone, image\[np.newaxis\]"),
        (np.zeros((1, 28, 28), "U1"), "takes images"),
        (np.full((1, 2, 2), np.nan), "no finite value"),
    ],
)
def test_what_is_no_batch_of_images_is_refused(images, message):
    with pytest.raises(ValueError, match=message):
        plotting.show(images)


def test_curves_show_every_image_and_every_term(figure):
    terms = {"objective": np.arange(6.0).reshape(3, 2), "l2": -np.ones((3, 2))}
    ascent = Ascent(np.zeros((2, 4, 4, 1)), terms, np.zeros(2), None, np.zeros(2, bool))
    plotting.curves(ascent)
    scores, means = figure().axes
    np.testing.assert_array_equal([line.get_ydata() for line in scores.lines], terms["objective"].T)
    assert [text.get_text() for text in means.get_legend().get_texts()] == ["objective", "l2", "total"]
    np.testing.assert_allclose(means.lines[2].get_ydata(), [-0.5, 1.5, 3.5])

    assert (scores.get_ylabel(), means.get_ylabel()) == ("score", "mean over the images")
    assert [text.get_text() for text in scores.texts] == ["image 0", "image 1"]


def test_of_many_curves_the_named_ones_have_a_colour_and_the_others_are_gray(figure):
    scores = np.arange(40.0).reshape(2, 20)
    ascent = Ascent(np.zeros((20, 4, 4, 1)), {"objective": scores}, np.zeros(20), None, np.zeros(20, bool))
    for named, names in (([3, 5, 8], ["image 3", "image 5", "image 8"]), (None, ["image 19", "image 0"])):
        plotting.curves(ascent, named=named)
        (axis,) = figure().axes
        assert sorted(text.get_text() for text in axis.texts) == sorted(names)
        coloured = [line.get_label() for line in axis.lines if line.get_color() != "0.8"]
        assert sorted(coloured) == sorted(names)
        assert len(axis.lines) == 20


def test_names_of_curves_that_end_together_do_not_lie_on_each_other(figure):
    axis = plt.figure().subplots()
    axis.plot(np.stack([np.zeros(6), [0, 1, 1, 1, 1, 9]]), label=[f"filter {index}" for index in range(6)])
    plotting.name_curves(axis)
    figure().canvas.draw()
    boxes = [text.get_window_extent() for text in axis.texts]
    assert len(boxes) == 6
    assert not any(one.overlaps(other) for index, one in enumerate(boxes) for other in boxes[:index])


def test_names_of_points_that_lie_together_do_not_lie_on_each_other(figure):
    axis = plt.figure(figsize=(4, 3)).subplots()
    places = np.array([[0, 0], [0.02, 0.01], [0.03, 0], [0.01, 0.02], [1, 1]])
    axis.plot(*places.T, "o")
    axis.margins(0.3)
    plotting.name_points(axis, places, ["airplane", "automobile", "bird", "cat", "ship"])
    figure().canvas.draw()
    boxes = [Text.get_window_extent(text) for text in axis.texts]
    assert len(boxes) == 5
    assert not any(one.overlaps(other) for index, one in enumerate(boxes) for other in boxes[:index])


def test_a_film_has_the_titles_of_its_images_above_them():
    frames = np.zeros((3, 2, 28, 28, 1), "float32")
    ascent = Ascent(frames[-1], {"objective": np.zeros((3, 2))}, np.zeros(2), frames, np.zeros(2, bool))
    shown = plotting.animate(ascent, size=112, titles=["filter 0", "<1>"]).data
    assert "3 frames: filter 0, &lt;1&gt;" in shown
    with Image.open(io.BytesIO(base64.b64decode(shown.split("base64,")[1].split('"')[0]))) as film:
        assert film.size == (2 * (112 + 6), 112 + 18)
        first = np.asarray(film)
    assert first[:18, :112].min() < 100 < first[:18].max()
    assert not first[18:, 3:115].any()
    assert (first[18:, 115:121] == 255).all()
    with pytest.raises(ValueError, match="expected 2, received 1"):
        plotting.animate(ascent, titles=["a"])


def test_titles_of_another_number_are_refused():
    with pytest.raises(ValueError, match="expected 2, received 10"):
        plotting.show(np.zeros((2, 2, 2)), titles=range(10))


def test_heat_is_laid_over_the_gray_picture_at_its_place():
    images = np.full((2, 8, 6, 3), (0.2, 0.5, 0.8), "float32")
    heat = np.zeros((2, 4, 3))
    heat[0, 0, 0], heat[1] = 7, -1
    heat[1, 3, 2] = 0.5
    laid = plotting.overlay(images, heat)
    assert laid.shape == (2, 8, 6, 3)
    np.testing.assert_allclose(laid[0, -1, -1], 0.5, atol=0.02)  # no heat: the gray of the picture
    assert laid[0, 0, 0].std() > 0.15
    assert laid[1, 0, 0, 2] > laid[1, 0, 0, 0]  # blue against, red for
    assert laid[1, -1, -1, 0] > laid[1, -1, -1, 2]
    np.testing.assert_allclose(plotting.overlay(images[..., :1], np.zeros((2, 8, 6))), 0.2, atol=1e-6)
    for wrong in (heat[0], heat[:1], np.full((2, 2, 2), np.nan)):
        with pytest.raises(ValueError, match="one map of finite numbers for each image"):
            plotting.overlay(images, wrong)


def test_each_function_speaks_for_itself_about_images_that_are_none():
    for call, name in (
        (plotting.show, "show"),
        (lambda images: plotting.overlay(images, np.zeros((1, 2, 2))), "overlay"),
    ):
        with pytest.raises(ValueError, match=rf"{name}\(\) takes images .*or uint8\. Received"):
            call(np.full((1, 2, 2, 3), 7.0))


def test_an_ascent_shows_its_images_with_their_scores():
    net = keras.Sequential([keras.Input((6, 6, 1)), keras.layers.Flatten(), keras.layers.Dense(3)])
    result = am.ascend(am.objectives.logit(net, range(3)), am.images.noise(3, 6, 1), steps=1, progress=False)
    shown = result._repr_html_()
    assert shown.startswith('<div><img alt="3 gray pictures of 6 × 6 pixels: ')
    assert all(f"{score:.3g}" in shown for score in result.final_scores)
    assert html.escape(repr(result)) in shown
    four = keras.Sequential([keras.Input((6, 6, 4)), keras.layers.Flatten(), keras.layers.Dense(3)])
    assert (
        am.ascend(am.objectives.logit(four, 0), am.images.noise(1, 6, 4), steps=1, progress=False)._repr_html_() is None
    )
