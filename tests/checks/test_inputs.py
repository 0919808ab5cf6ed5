"""Inputs: for which other arguments a wrong result would be right."""

import numpy as np
import pytest

from amhelpers.checks import behaviour, find
from amhelpers.checks.inputs import as_if


def said(number, change):
    """What is said of the reference with its arguments changed."""
    exercise = find(number)
    probes = exercise.probes
    seen = [behaviour.observe(lambda *given: exercise.reference(*change(*given)), probe, exercise) for probe in probes]
    right = [behaviour.observe(exercise.reference, probe, exercise) for probe in probes]
    return as_if(exercise, right, seen)


@pytest.mark.parametrize(
    ("number", "change", "words"),
    [
        ("3.2", lambda images: (images[:, :-1],), None),
        ("5.1", lambda images: (images / 255,), "divided by 255"),
        ("5.1", lambda images: (np.clip(images, 0.2, 0.8),), None),
        ("5.2", lambda images: (images[:, ::-1],), None),
        ("5.2", lambda images: (-images,), "with the opposite sign"),
        ("4.3", lambda images: (np.maximum(images, 0) ** 2,), None),
        ("6.2", lambda maps, columns=16: (np.abs(maps), columns + 1), None),
    ],
)
def test_the_argument_is_found_that_was_changed(number, change, words):
    found = said(number, change)
    assert (words is None and found is None) or (words and words in found)


def test_one_number_alone_says_nothing():
    assert said("6.3", lambda activation: (-activation,)) is None
