"""Seeing what a CNN has learned: the helpers of the course.

`import amhelpers as am` first in a notebook: it is quick, checks that Python and Keras are the ones the course needs,
and keeps TensorFlow's start-up messages away when TensorFlow is imported later, by whatever needs it first.
"""

import importlib

from amhelpers.backend import prepare

prepare()

_MODULES = (
    "activations",
    "ascent",
    "assets",
    "attribution",
    "blind_test",
    "cam",
    "checks",
    "cli",
    "datasets",
    "description",
    "downloads",
    "explorer",
    "graphs",
    "heat",
    "images",
    "judges",
    "likeness",
    "linear",
    "models",
    "objectives",
    "photo_widgets",
    "plotting",
    "preactivations",
    "readings",
    "recipes",
    "regularizers",
    "scores",
    "settings",
    "spectrum",
    "steps",
    "transforms",
    "widgets",
)
_SHORTCUTS = {
    "ascend": "ascent",
    "check": "checks",
    "hint": "checks",
    "progress": "checks",
    "show": "plotting",
    "solution": "checks",
}

__all__ = [*_MODULES, *_SHORTCUTS]


def __getattr__(name):
    if name in _MODULES:
        return importlib.import_module(f"amhelpers.{name}")
    if name in _SHORTCUTS:
        return getattr(importlib.import_module(f"amhelpers.{_SHORTCUTS[name]}"), name)
    raise AttributeError(f'amhelpers has no "{name}". It has: {", ".join(sorted(__all__))}.')


def __dir__():
    return sorted(__all__)
