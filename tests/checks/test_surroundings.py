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
from amhelpers.checks import find, limits, states, surroundings
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


def changes():
    """What an answer might do to what the whole process shares, by name, and how it is read."""
    import decimal
    import gc
    import locale
    import os
    import socket

    import keras
    import matplotlib
    import tensorflow as tf
    from tensorflow.python.eager import context

    return {
        "floatx": (lambda: keras.config.set_floatx("float16"), keras.config.floatx),
        "epsilon": (lambda: keras.config.set_epsilon(0.5), keras.config.epsilon),
        "layout": (lambda: keras.config.set_image_data_format("channels_first"), keras.config.image_data_format),
        "policy": (lambda: keras.config.set_dtype_policy("float16"), lambda: keras.config.dtype_policy().name),
        "epochs": (lambda: keras.config.set_max_epochs(1), keras.config.max_epochs),
        "session": (keras.utils.clear_session, lambda: id(keras.src.backend.common.global_state.GLOBAL_STATE_TRACKER)),
        "a function's attribute": (
            lambda: setattr(keras.activations.softmax, "activation", 3),
            lambda: dict(vars(keras.activations.softmax)),
        ),
        "environment": (lambda: os.environ.update(HOME="x", NEW="y"), lambda: dict(os.environ)),
        "less environment": (os.environ.clear, lambda: dict(os.environ)),
        "folder": (lambda: os.chdir("/"), os.getcwd),
        "umask": (lambda: os.umask(0o070), lambda: os.umask(0o022)),
        "rcParams": (lambda: plt.rcParams.update({"figure.dpi": 7}), lambda: dict(plt.rcParams)),
        "style": (lambda: plt.style.use("dark_background"), lambda: dict(plt.rcParams)),
        "backend": (lambda: matplotlib.use("svg"), lambda: (plt.get_backend(), plt.rcParams["backend"])),
        "print": (lambda: np.set_printoptions(precision=1), np.get_printoptions),
        "errors": (lambda: np.seterr(all="raise"), np.geterr),
        "seeds": (lambda: keras.utils.set_random_seed(3), lambda: (random.getstate(), repr(np.random.get_state()))),
        "TensorFlow's seed": (lambda: tf.random.set_seed(3), lambda: context.context()._seed),
        "eagerly": (lambda: tf.config.run_functions_eagerly(True), tf.config.functions_run_eagerly),
        "placement": (
            lambda: tf.config.set_soft_device_placement(not tf.config.get_soft_device_placement()),
            tf.config.get_soft_device_placement,
        ),
        "no eager execution": (tf.compat.v1.disable_eager_execution, lambda: context.default_execution_mode),
        "recursion": (lambda: sys.setrecursionlimit(4321), sys.getrecursionlimit),
        "path": (lambda: sys.path.insert(0, "x"), lambda: sys.path[:]),
        "another path": (lambda: setattr(sys, "path", []), lambda: id(sys.path)),
        "argv": (lambda: sys.argv.append("x"), lambda: sys.argv[:]),
        "builtins": (lambda: setattr(builtins, "sum", max), lambda: builtins.sum),
        "a new builtin": (lambda: setattr(builtins, "summe", max), lambda: hasattr(builtins, "summe")),
        "warnings": (lambda: warnings.simplefilter("error"), lambda: warnings.filters[:]),
        "logging": (lambda: logging.getLogger("tensorflow").setLevel(1), lambda: logging.getLogger("tensorflow").level),
        "root": (lambda: logging.basicConfig(force=True), lambda: logging.root.handlers[:]),
        "locale": (lambda: locale.setlocale(locale.LC_ALL, "C"), lambda: locale.setlocale(locale.LC_ALL)),
        "decimals": (lambda: setattr(decimal.getcontext(), "prec", 2), lambda: decimal.getcontext().prec),
        "collector": (gc.disable, gc.isenabled),
        "patience": (lambda: socket.setdefaulttimeout(1), socket.getdefaulttimeout),
        "digits": (lambda: sys.set_int_max_str_digits(0), sys.get_int_max_str_digits),
    }


def stop():
    raise RuntimeError("stop")


def interrupt():
    raise KeyboardInterrupt


def wait():
    while True:
        pass


@pytest.mark.parametrize("end", [lambda: None, stop, wait, interrupt])
def test_nothing_that_an_answer_changes_outlives_the_check(end, monkeypatch):
    import contextlib

    if end is wait:
        monkeypatch.setattr(limits, "SECONDS", 1.0)
    table = changes()
    before = {name: read() for name, (_, read) in table.items()}

    def act():
        for change, _ in table.values():
            change()
        end()

    with contextlib.suppress(KeyboardInterrupt):
        assert judged(act).outcome == (Outcome.PASSED if end not in (stop, wait) else Outcome.STOPPED)
    after = {name: read() for name, (_, read) in table.items()}
    assert {name: after[name] for name in table if after[name] != before[name]} == {}


def test_every_call_of_an_answer_finds_the_same_around_it():
    """And so do the wrong answers that it is compared with: what they did is remembered."""
    table, found = changes(), []

    def act():
        found.append({name: read() for name, (_, read) in table.items() if name != "umask"})
        for change, _ in table.values():
            change()

    assert judged(act).outcome == Outcome.PASSED
    assert len(found) > len(TASK.probes)  # once, and again twice in a row
    assert all(one == found[0] for one in found)


def test_the_random_numbers_of_the_notebook_go_on_as_if_there_had_been_no_check():
    import tensorflow as tf

    def numbers(between):
        tf.random.set_seed(7)
        random.seed(7)
        np.random.seed(7)
        tf.random.set_global_generator(tf.random.Generator.from_seed(7))
        result = []
        for _ in range(2):
            result += [float(tf.random.uniform(())), random.random(), np.random.random()]
            result.append(float(tf.random.get_global_generator().uniform(())))
            between()
        return result

    def act():
        import keras

        keras.utils.set_random_seed(1)
        tf.random.uniform(())
        tf.random.get_global_generator().uniform(())

    assert numbers(lambda: judged(act)) == numbers(lambda: None)


def test_a_state_that_cannot_be_read_or_set_costs_no_other(monkeypatch):
    def fail(*arguments):
        raise OSError("no")

    broken = (states.State("sys", fail, fail), states.State("sys", lambda module: 0, fail))
    monkeypatch.setattr(states, "STATES", (*broken, *states.STATES, *broken))
    before = sys.argv[:]
    with states.restored():
        sys.argv.append("x")
    assert sys.argv == before


def test_what_is_not_imported_is_left_alone(monkeypatch):
    monkeypatch.setattr(states, "STATES", (states.State("no.such.module", None, None),))
    with states.restored():
        pass
    assert "no.such.module" not in sys.modules


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

    monkeypatch.setattr(limits, "SECONDS", 12.0)
    slow = judged(lambda: time.sleep(5.0))  # less than the limit, and three times more than it
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
