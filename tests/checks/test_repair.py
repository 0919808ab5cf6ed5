"""Repair: what is said of an answer's mistake is true, for changed references of every kind."""

import linecache

import numpy as np
import pytest

import amhelpers as am
from amhelpers.checks import find, instructions, repair, source
from amhelpers.checks.edits import edits
from amhelpers.checks.places import changed, described, is_small, places
from amhelpers.checks.verdict import Outcome, judge


def written(text, **names):
    """The function of a text, as a cell of a notebook would define it."""
    file = f"<cell {abs(hash(text))}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    import keras
    import tensorflow as tf

    space = {"np": np, "tf": tf, "keras": keras, "am": am, **names}
    exec(compile(text, file, "exec"), space)
    return next(one for one in space.values() if getattr(getattr(one, "__code__", None), "co_filename", "") == file)


TOTAL = """def total_variation(pictures):
    dx = tf.abs(pictures[:, 1:] - pictures[:, :-1])

    dy = tf.abs(pictures[:, :, 1:] -
        pictures[:, :, :-1])  # neighbours side by side
    return tf.reduce_sum(dx, axis=(1, 2, 3)) + tf.{name}(dy, axis=(1, 2, 3))
"""


def test_one_place_is_named_in_the_students_own_line_whatever_his_names_are():
    rows = dict(judge(find("3.2"), written(TOTAL.format(name="reduce_mean"))).rows)
    assert rows["look at"] == (
        "`6: return tf.reduce_sum(dx, axis=(1, 2, 3)) + tf.reduce_mean(dy, axis=(1, 2, 3))`: `reduce_mean` is to be "
        "another name. With that changed, and nothing else, the function passes."
    )


def test_what_belongs_there_is_not_said():
    answer = written(TOTAL.format(name="reduce_max"))
    assert "reduce_sum`" not in dict(judge(find("3.2"), answer).rows)["look at"]


def test_the_places_of_a_changed_reference_put_together_are_the_reference():
    right = source.read(find("3.2").reference)
    answer = source.read(written(TOTAL.format(name="reduce_mean").replace("1:] -\n", "2:] -\n")))
    found = places(answer, right)
    assert len(found) == 2
    assert all(is_small(answer, place) for place in found)
    assert all(described(answer, place).startswith("`") for place in found)
    with source.built(answer, changed(answer, found), right.function.__globals__) as function:
        assert judge(find("3.2"), lambda images: function(images)).outcome == Outcome.PASSED


@pytest.mark.parametrize(
    ("number", "text", "words"),
    [
        (
            "6.3",
            "def sparsity(activation):\n    zeros = (activation <= 0).sum()\n    return zeros / activation.size",
            "<=",
        ),
        (
            "6.3",
            "def sparsity(a):\n    n = 0\n    for one in a:\n        n += (one == 0).sum()\n        return n / a.size",
            "return",
        ),
        (
            "8.4",
            "def heat_inside(heat, box):\n    a, b, c, d = box\n    return heat[b:d, a:c].sum() / heat.sum()",
            "a",
        ),
        (
            "5.4",
            "def unconverged(scores):\n    rise = scores[-1] - scores[0]\n    return rise <= 0.1 * rise.mean()",
            "mean",
        ),
        (
            "1.1",
            "def preprocess(images):\n    x = images_train[..., None] / np.float32(255)\n    return x",
            "images_train",
        ),
    ],
)
def test_an_answer_of_ones_own_form_is_mended_by_one_edit(number, text, words):
    answer = written(text, images_train=np.zeros((3, 28, 28), "uint8"))
    assert words in dict(judge(find(number), answer).rows)["look at"]


def test_every_edit_differs_from_the_answer_and_is_python():
    answer = source.read(written(TOTAL.format(name="reduce_mean")))
    found = list(edits(answer, [source.read(find("3.2").reference)]))
    assert len({edit.text for edit in found}) == len(found) > 100
    for edit in found:
        compile(edit.text, "edit", "exec")


def test_without_a_text_the_instructions_are_compared():
    reference = find("3.2").reference
    answer = written(TOTAL.format(name="reduce_mean"))
    linecache.cache.pop(answer.__code__.co_filename)
    assert source.read(answer) is None
    (words,) = instructions.different_places(answer, [reference])
    assert words == "line 6 of the function: `reduce_mean` is to be something else"
    assert "reduce_mean" in dict(judge(find("3.2"), answer).rows)["look at"]
    assert instructions.different_places(np.sum, [reference]) is None
    assert instructions.different_places(lambda images: 3, [reference]) is None


@pytest.mark.parametrize("answer", [np.sum, "text", type("Answer", (), {"__call__": lambda self, x: x})()])
def test_what_has_no_source_costs_no_verdict(answer):
    assert source.read(answer) is None
    assert repair.repair(find("6.3"), answer, []) is None


def test_a_changed_answer_that_does_not_end_costs_no_verdict(monkeypatch):
    monkeypatch.setattr(repair, "SECONDS", 0.5)
    text = "def sparsity(activation):\n    n = 5\n    while n > 0:\n        n -= 1\n    return float(n)"
    assert judge(find("6.3"), written(text)).outcome == Outcome.NOT_YET


def test_the_notebook_is_as_it_was_after_a_hundred_changed_answers():
    space = {"log": []}
    answer = written("def sparsity(activation):\n    return np.mean(activation < 0)", **space)
    before = dict(answer.__globals__)
    judge(find("6.3"), answer)
    assert answer.__globals__ == before
