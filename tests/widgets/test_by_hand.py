"""Widgets that are moved by hand: the numbers they tell are those of a formula."""

import numpy as np
import pytest

import amhelpers as am
from amhelpers.widgets.canvas import Canvas

RANDOM = np.random.default_rng(0)


@pytest.fixture(scope="module")
def digits():
    images, labels = am.datasets.load_mnist()[1]
    return images[:20].astype("float32") / 255, labels[:20]


def test_a_filter_that_is_turned_gives_its_sum(digits):
    picture = digits[0][0]
    explorer = am.widgets.turn_filter(picture)
    weights = RANDOM.choice(np.arange(-2, 2.5, 0.5), (3, 3))
    for (row, column), weight in np.ndenumerate(weights):
        explorer.controls[f"{row}, {column}"].value = weight
    explorer.controls["row"].value, explorer.controls["column"].value = 0, 12
    total = (np.pad(picture, 1)[0:3, 12:15] * weights).sum()
    assert f"add up to {total:.3g}; ReLU makes {max(total, 0):.3g}" in explorer.text
    with pytest.raises(ValueError, match="turn_filter"):
        am.widgets.turn_filter(np.zeros((1, 8, 8, 3), "float32"))
    with pytest.raises(ValueError, match="3 × 3"):
        am.widgets.turn_filter(np.zeros((2, 8), "float32"))


def test_a_digit_is_read_as_the_net_reads_it_and_moved_to_the_middle(digits):
    net = am.models.mnist_cnn()
    explorer = am.widgets.draw_digit(net)
    assert "Nothing is drawn yet" in explorer.text
    for image, label in zip(*(part[:6] for part in digits), strict=True):
        explorer.controls["centred"].value = True
        explorer.controls["drawn"].paint(np.roll(image, (-3, 4), (0, 1)))
        assert explorer.text.startswith(f"It reads {label} ")
        explorer.controls["centred"].value = False
        answers = np.asarray(net(np.roll(image, (-3, 4), (0, 1))[np.newaxis, ..., np.newaxis]))[0]
        assert explorer.text.startswith(f"It reads {answers.argmax()} (p = {answers.max():.2f})")
    with pytest.raises(ValueError, match=r"images \(28, 28, 1\)"):
        am.widgets.draw_digit(am.models.cifar10_cnn())


def test_what_is_covered_is_what_the_net_sees():
    net, photo = am.models.cifar10_cnn(), am.images.noise(1, 32, 3)
    explorer = am.widgets.cover(net, photo, 3, squares=8, name="cat")
    before = np.asarray(net(photo))[0, 3]
    assert explorer.text == f"0 of 64 squares covered: p of cat from {before:.3g} to {before:.3g}."
    laid = RANDOM.uniform(size=(8, 8)) > 0.6
    explorer.controls["drawn"].paint(laid)
    covered = np.where(np.kron(laid, np.ones((4, 4), bool))[np.newaxis, ..., np.newaxis], np.float32(0.5), photo)
    after = np.asarray(net(covered))[0, 3]
    assert explorer.text == f"{laid.sum()} of 64 squares covered: p of cat from {before:.3g} to {after:.3g}."
    with pytest.raises(ValueError, match="classes 0 to 9"):
        am.widgets.cover(net, photo, 10)


@pytest.mark.parametrize("value", ["", "ff", "00" * 5])
def test_what_is_no_whole_field_is_an_empty_one(value):
    canvas = Canvas(rows=2, columns=3, value=value)
    np.testing.assert_array_equal(canvas.values, np.zeros((2, 3)))
    wanted = np.array([[0, 1, 0.2], [1, 0, 0]], "float32")
    canvas.paint(wanted)
    np.testing.assert_allclose(canvas.values, wanted, atol=1 / 255)
