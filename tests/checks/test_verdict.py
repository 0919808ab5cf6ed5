"""Verdicts: the right word for every kind of answer, and a reason that a student can act on."""

import sys

import keras
import numpy as np
import pytest
import tensorflow as tf

from amhelpers.checks import find, limits
from amhelpers.checks.exercise import Exercise, Probe, Property
from amhelpers.checks.verdict import Outcome, judge

TASK = find("1.1")


def right(images):
    return images[..., np.newaxis].astype("float32") / 255


def stub(images):
    """Docstring."""
    # YOUR CODE HERE
    raise NotImplementedError()


def passed_over(images):
    pass


def ellipsis(images): ...


def half_done(images):
    images = images / 255
    raise NotImplementedError()


def recursive(images):
    return recursive(images)


def endless(images):
    while True:
        pass


def misspelled(images):
    return imagse / 255  # noqa: F821 - this is what is tried


def test_a_right_answer_passes():
    verdict = judge(TASK, right)
    assert verdict.outcome == Outcome.PASSED
    assert dict(verdict.rows) == {"compared": TASK.compared, "why": TASK.why, "needed": TASK.needed}


@pytest.mark.parametrize("answer", [stub, passed_over, ellipsis])
def test_an_untouched_function_is_not_attempted(answer):
    assert judge(TASK, answer).outcome == Outcome.NOT_ATTEMPTED


def test_the_courses_own_version_is_recognised():
    assert judge(TASK, TASK.reference).outcome == Outcome.COURSE


def test_a_result_in_place_of_the_function_is_named():
    verdict = judge(TASK, right(np.zeros((1, 28, 28), "uint8")))
    assert verdict.outcome == Outcome.NOT_YET
    assert dict(verdict.rows)["expected"] == 'the function itself, not called: am.check("1.1", preprocess)'


@pytest.mark.parametrize("answer", [lambda: None, lambda images, labels: images, lambda *, images: images])
def test_another_signature_is_named_with_the_right_one(answer):
    verdict = judge(TASK, answer)
    assert verdict.outcome == Outcome.NOT_YET
    assert dict(verdict.rows)["expected"] == "preprocess(images)"


def test_a_further_argument_with_a_default_is_no_mistake():
    assert judge(TASK, lambda images, scale=255: right(images)).outcome == Outcome.PASSED


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (half_done, "still reached"),
        (recursive, "calls itself"),
        (lambda images: sys.exit(0), "sys.exit"),
        (lambda images: np.ones((10**6, 10**6)), "more memory than there is"),
        (misspelled, "spelled right"),
    ],
)
def test_an_error_is_explained(answer, words):
    verdict = judge(TASK, answer)
    assert verdict.outcome == Outcome.STOPPED
    assert words in dict(verdict.rows)["why"]


def test_the_students_own_line_is_shown():
    def answer(images):
        images = images[..., np.newaxis]
        return np.concatenate([images, images[:, :2]], axis=3)

    rows = dict(judge(TASK, answer).rows)
    assert rows["error"].startswith("ValueError: all the input array dimensions")
    assert rows["your line"].endswith(": return np.concatenate([images, images[:, :2]], axis=3)")


def test_an_endless_loop_is_stopped_and_said(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.1)
    rows = dict(judge(TASK, endless).rows)
    assert rows["error"] == "no end"
    assert rows["your line"].endswith("while True:") or rows["your line"].endswith("pass")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda images: None, "It returned None here"),
        (lambda images: "images", "What comes back is text"),
        (lambda images: np.zeros((7, 7), "float32"), "axis by axis"),
        (lambda images: right(images).astype("longdouble"), "The numbers are of type"),
        (lambda images: np.full((*images.shape, 1), np.nan, "float32"), "not finite"),
        (lambda images: right(images) ** 1.1, "values are not"),
    ],
)
def test_what_no_misconception_explains_is_still_placed(answer, words):
    verdict = judge(TASK, answer)
    assert verdict.outcome == Outcome.NOT_YET
    rows = dict(verdict.rows)
    assert words in rows["why"]
    assert {"called", "expected", "received", "next"} <= rows.keys()


def test_what_the_answer_prints_is_shown_up_to_a_point():
    def answer(images):
        for index in range(20):
            print("line", index)

    printed = dict(judge(TASK, answer).rows)["printed"].splitlines()
    assert printed[0] == "line 0"
    assert printed[-1] == "… 12 more lines"


def test_a_layer_of_the_students_own_that_fails_becomes_a_verdict():
    import keras

    class Fragile(keras.layers.Layer):
        broken = False

        def call(self, images):
            if self.broken:
                raise RuntimeError("broken")
            return images

    def build():
        layers = [keras.layers.Conv2D(4, 3, activation="relu", name=f"c{index}") for index in range(4)]
        layers = [*layers, Fragile(), keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")]
        model = keras.Sequential([keras.Input((28, 28, 1)), *layers])
        layers[4].broken = True
        return model

    verdict = judge(find("1.2"), build)
    assert verdict.outcome == Outcome.NOT_YET
    assert "broken" in dict(verdict.rows)["received"]


def test_of_two_mistakes_both_are_named():
    """The channel axis left out, and not divided; another bank's mistake, and a changed argument."""
    rows = dict(judge(find("1.1"), lambda images: images.astype("float64")).rows)
    assert "An axis of length 1 is missing" in rows["why"]
    assert "255" in rows["why"]

    def answer(image):
        image -= image.mean()
        return np.uint8(np.clip(0.5 + 0.1 * image / (image.std() + 1e-7), 0, 1) * 255)

    rows = dict(judge(find("2.6"), answer).rows)
    assert "It also changes what it was given" in rows["why"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda activations, channel: tf.mean(activations), "TensorFlow has no `mean`"),
        (lambda activations, channel: activations.mean(axis=(1, 2)), "Arrays of NumPy have `.mean`"),
        (lambda activations, channel: activations.permute(0, 3, 1, 2), "That is a method of PyTorch"),
        (lambda activations, channel: keras.backend.mean(activations), "older Keras"),
        (lambda activations, channel: tf.reduce_mean(activations[..., 0], axis=(1, 2, 3)), "there is no axis 3"),
        (lambda activations, channel: [0 for _ in channel], "range(number) counts up"),
        (lambda activations, channel: None + activations, "A value here is None"),
    ],
)
def test_errors_of_old_code_and_common_slips_have_a_reason(answer, words):
    assert words in dict(judge(find("2.2"), answer).rows)["why"]


def test_a_model_that_is_left_otherwise_is_told_where_only_properties_are_looked_at():
    def net():
        return keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, name="last")])

    wanted = Property("a number", lambda values: None if isinstance(values[0], int) else "none", "Return a number.")
    probes = (Probe("a net", lambda: (net(),)),)
    exercise = Exercise("0.1", "t", "count", lambda model: 3, probes, "", (), (), properties=(wanted,))

    def frozen(model):
        model.trainable = False
        return 3

    def moved(model):
        model.layers[-1].set_weights([weight + 1 for weight in model.layers[-1].get_weights()])
        return 3

    assert judge(exercise, lambda model: len(model.layers) * 0 + 3).outcome == Outcome.PASSED
    for answer in (frozen, moved):
        assert "the model that was given is changed" in dict(judge(exercise, answer).rows)["why"]
    assert "Return a number" in dict(judge(exercise, lambda model: frozen(model) and "3").rows)["why"]
