"""The wire: what is sent arrives, and bytes of whomever are refused or read as numbers and words."""

import os
import pickle
import random

import keras
import numpy as np
import pytest
import tensorflow as tf

from amhelpers.checks.behaviour import Behaviour
from amhelpers.checks.limits import TimeLimitError
from amhelpers.exercises.drawings import Drawn
from amhelpers.grading.wire import Words, packed, unpacked

VALUES = [
    None,
    True,
    3,
    -1.5,
    float("inf"),
    2j,
    "größer ✓",
    np.arange(6, dtype="uint8").reshape(2, 3),
    np.float32(0.1),
    np.array(["a", "b"]),
    (1, [2, {"a": np.zeros(2), 3: None}]),
]


def sent(value):
    (one,), more = unpacked(packed([Behaviour(value=value)], {"note": value}))
    return one.value, more["note"]


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_values_arrive_as_they_are(value):
    for found in sent(value):
        assert type(found) is type(value)
        np.testing.assert_equal(found, value)


def test_tensors_named_tuples_and_models_arrive():
    tensor, _ = sent(tf.constant([1.0, 2.0]))
    assert isinstance(tensor, tf.Tensor) and tensor.numpy().tolist() == [1, 2]
    drawn, _ = sent(Drawn(np.zeros(2), np.ones(1), np.ones(1), np.ones(1), [1]))
    assert isinstance(drawn, Drawn) and drawn.targets == [1]
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, name="last")])
    (one, two), _ = unpacked(packed([Behaviour(value=model), Behaviour(value=model)]))
    assert one.value is two.value and [layer.name for layer in one.value.layers] == ["last"]
    own = keras.Sequential([keras.Input((4,)), keras.layers.Lambda(lambda x: 2 * x)])
    assert isinstance(sent(own)[0], Words)


def test_errors_arrive_by_name_and_text():
    for error in (KeyError("x"), ValueError("no"), TimeLimitError(), type("OwnError", (Exception,), {})("mine")):
        (one,), _ = unpacked(packed([Behaviour(error=error)]))
        assert type(one.error).__name__ == type(error).__name__ and str(one.error) == str(error)
        assert isinstance(one.error, Exception) == isinstance(error, Exception)


def test_what_is_no_value_arrives_in_words():
    found, _ = sent(open)
    assert isinstance(found, Words)
    found, _ = sent(one for one in "ab")
    assert isinstance(found, Words) and type(found).__name__ == "generator"
    found, _ = sent(np.array([object()]))
    assert isinstance(found, Words)


def test_no_pickle_is_read():
    class Evil:
        def __reduce__(self):
            return os._exit, (1,)

    for data in (pickle.dumps(Evil()), pickle.dumps({"seen": []})):
        with pytest.raises(ValueError, match="not what a check sends"):
            unpacked(data)


@pytest.mark.parametrize("seed", range(60))
def test_damaged_bytes_are_refused_or_read(seed):
    draw, data = random.Random(seed), bytearray(packed([Behaviour(value=VALUES[-1])], {"raw": [1]}))
    for _ in range(draw.randrange(1, 12)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    if draw.random() < 0.3:
        data = data[: draw.randrange(len(data))]
    try:
        unpacked(bytes(data))
    except ValueError as error:
        assert "not what a check sends" in str(error)
