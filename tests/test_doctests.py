"""The examples in docstrings: each gives what it says."""

import doctest
import importlib
import pkgutil

import pytest

import amhelpers


def modules():
    """Names of all modules of the package but the exercises, and `__main__`, which runs when it is imported."""
    found = pkgutil.walk_packages(amhelpers.__path__, "amhelpers.")
    names = ["amhelpers", *(module.name for module in found)]
    return [name for name in names if not name.startswith("amhelpers.exercises") and not name.endswith("__main__")]


def examples():
    """The docstrings with examples, of all these modules."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = (test for name in modules() for test in finder.find(importlib.import_module(name)))
    return [pytest.param(test, id=test.name) for test in found if test.examples]


@pytest.mark.parametrize("example", examples())
def test_an_example_gives_what_it_says(example):
    said = []
    doctest.DocTestRunner(verbose=False).run(example, out=said.append)
    assert not said, "".join(said)


def test_the_walk_finds_modules_at_every_depth():
    assert {"amhelpers", "amhelpers.describe", "amhelpers.models.graph"} <= set(modules())
