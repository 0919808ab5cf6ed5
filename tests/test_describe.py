"""Descriptions: one line for any value."""

import doctest

import numpy as np
import pytest
import tensorflow as tf

from amhelpers import describe as describing
from amhelpers.describe import describe, plain


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(describing).failed == 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        ("conv1", "'conv1'"),
        (True, "True"),
        (3, "3"),
        (np.float32(0.25), "0.25"),
        (1.0, "1.0"),
        (float("nan"), "nan"),
        (np.array(7), "7"),
        (np.zeros((0, 3)), "float64 (0, 3), empty"),
        (np.float32([[0, 0.5]]), "float32 (1, 2), 0.0 … 0.5"),
        (np.array([1, np.nan, 3, np.inf]), "float64 (4,), 1.0 … 3.0, 2 of 4 values not finite"),
        (np.array([np.nan]), "float64 (1,), no finite value"),
        (np.array(["a"]), "<U1 (1,)"),
        ([1, 2], "[1, 2]"),
        (list(range(9)), "a list of 9, the first: 0"),
        ({"a": 1}, "{'a': 1}"),
        (tf.constant([1.0, 2.0]), "float32 (2,), 1.0 … 2.0"),
        (print, "an object of type builtin_function_or_method"),
    ],
)
def test_a_value_is_described_in_one_line(value, text):
    assert describe(value) == text


def test_plain_copies_arrays_and_turns_tensors_into_them():
    array = np.ones(2)
    first, second = plain((array, {"x": tf.Variable([1.0])}))
    array[:] = 0
    np.testing.assert_array_equal(first, [1, 1])
    assert isinstance(second["x"], np.ndarray)
