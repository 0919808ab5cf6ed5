"""Surroundings: after a check the notebook is as it was, whatever the answer did."""

import builtins
import io
import logging
import random
import sys
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pytest

import amhelpers as am
from amhelpers.checks import find, limits, surroundings
from amhelpers.checks.printed import PRINTED, Printed
from amhelpers.checks.verdict import Outcome, judge

TASK = find("1.1")


def right(images):
    return images[..., np.newaxis].astype("float32") / 255


def judged(act):
    """The verdict on an answer that does something and then answers right."""

    def answer(images):
        act()
        return right(images)

    return judge(TASK, answer)


@pytest.mark.parametrize(
    "act",
    [
        lambda: setattr(sys, "stdout", io.StringIO()),
        lambda: setattr(sys, "stderr", io.StringIO()),
        lambda: sys.stdout.close(),
        lambda: warnings.simplefilter("error"),
        lambda: np.seterr(all="raise"),
        lambda: random.seed(1),
        lambda: np.random.seed(1),
        lambda: plt.figure(),
        lambda: (plt.imshow(np.zeros((2, 2))), plt.show()),
    ],
)
def test_what_an_answer_changes_is_put_back(act):
    def around():
        streams = sys.stdout, sys.stderr, plt.show
        return streams, warnings.filters[:], np.geterr(), random.getstate(), np.random.get_state()[1][:9].tolist()

    before, figures = around(), plt.get_fignums()
    assert judged(act).outcome == Outcome.PASSED
    assert around() == before
    assert plt.get_fignums() == figures


def test_warnings_of_an_answer_stay_out_of_sight(capsys, recwarn):
    assert judged(lambda: np.zeros(1) / np.zeros(1)).outcome == Outcome.PASSED
    assert judged(lambda: warnings.warn("look", stacklevel=1)).outcome == Outcome.PASSED
    assert not recwarn
    assert capsys.readouterr().err == ""


def test_exit_and_quit_are_kept_from_ending_the_kernel(monkeypatch):
    called = []
    monkeypatch.setattr(builtins, "exit", lambda: called.append("exit"), raising=False)
    monkeypatch.setitem(globals(), "quit", lambda: called.append("quit"))
    before = builtins.exit
    for name in ("exit", "quit"):
        verdict = judge(TASK, eval(f"lambda images: {name}()", globals()))
        assert verdict.outcome == Outcome.STOPPED
        assert "would end the notebook's kernel" in dict(verdict.rows)["why"]
    assert called == []
    assert builtins.exit is before


def test_a_check_inside_an_answer_is_refused_and_harms_no_later_check(capsys):
    def answer(images):
        am.check("1.1", answer)
        return right(images)

    am.check("1.1", answer)
    assert "called inside of an answer" in capsys.readouterr().out
    assert am.check("1.1", right) is right


def test_a_call_that_was_left_behind_prints_to_the_notebook(capsys):
    printed = Printed()
    printed.write("kept")
    printed.hand_on(sys.stdout)
    printed.write("handed on")
    assert printed.text == "kept"
    assert capsys.readouterr().out == "handed on"


def test_an_answer_that_prints_without_end_fills_no_memory():
    printed = Printed()
    for _ in range(100):
        printed.write("x" * 1000)
    assert len(printed.text) == PRINTED


def test_all_probes_together_have_one_limit(monkeypatch):
    import time

    monkeypatch.setattr(limits, "SECONDS", 1.2)
    slow = judged(lambda: time.sleep(0.5))  # less than the limit, and three times more than it
    assert slow.outcome == Outcome.STOPPED
    assert dict(slow.rows)["error"] == "no end"
    assert judge(TASK, right).outcome == Outcome.PASSED


class Strange:
    """Nothing that it is asked for comes without an error."""

    def __repr__(self):
        raise RuntimeError("no")

    def __getattr__(self, name):
        raise RuntimeError("no")

    def __len__(self):
        raise RuntimeError("no")


class MuteError(Exception):
    def __str__(self):
        raise RuntimeError("no")


def mute(images):
    raise MuteError


def endless_list(images):
    parts = []
    parts.append(parts)
    return parts


async def coroutine(images):
    return right(images)


def generator(images):
    yield right(images)


NASTY = [
    mute,
    endless_list,
    coroutine,
    generator,
    lambda images: Strange(),
    lambda images: {Strange(): 1},
    lambda images: 10**5000,
    lambda images: [0] * 10**7,
    lambda images: "x" * 10**7,
    lambda images: np.array(Strange(), dtype=object),
    lambda images: np.ma.array(images, mask=True),
    lambda images: np.zeros(2, dtype=[("a", int)]),
    lambda images: images + 1j,
    lambda images: print("\ud800"),
    Strange(),
    10**5000,
]


@pytest.mark.parametrize("index", range(len(NASTY)))  # not the answers themselves: pytest would look at them
def test_nothing_that_comes_back_makes_the_check_itself_fail(index, capsys):
    answer = NASTY[index]
    assert am.check("1.1", answer) is TASK.reference
    text = capsys.readouterr().out
    assert "not yet" in text or "stopped with an error" in text
    assert len(text) < 5000


def test_a_layer_that_exits_or_never_ends_becomes_a_verdict(monkeypatch, capsys):
    import keras

    monkeypatch.setattr(limits, "SECONDS", 3.0)

    def forever():
        while True:
            pass

    for act in (sys.exit, forever):

        class Fragile(keras.layers.Layer):
            act = None

            def call(self, images):
                if self.act:
                    self.act[0]()
                return images

        def build(act=act, fragile=Fragile):
            layers = [keras.layers.Conv2D(4, 3, activation="relu", name=f"c{index}") for index in range(4)]
            layers = [*layers, fragile(), keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")]
            model = keras.Sequential([keras.Input((28, 28, 1)), *layers])
            layers[4].act = [act]
            return model

        verdict = judge(find("1.2"), build)
        assert verdict.outcome == Outcome.NOT_YET
        assert dict(verdict.rows)["received"] in ("SystemExit", "TimeLimitError")


def test_nothing_is_logged_meanwhile_and_everything_afterwards(caplog):
    with surroundings.kept(None):
        logging.getLogger("tensorflow").warning("retracing")
    assert not caplog.records
    logging.getLogger("tensorflow").warning("retracing")
    assert caplog.records
