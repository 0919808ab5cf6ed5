"""Seeing what a CNN has learned: the helpers of the course.

`import amhelpers as am` first in a notebook: it is quick, checks that Python and Keras are the ones the course needs,
and keeps TensorFlow's start-up messages away when TensorFlow is imported later, by whatever needs it first. What type
checkers and editors read of it stands in `__init__.pyi`.
"""

import importlib
import importlib.metadata
from typing import Any

from amhelpers.startup import prepare

prepare()

# What a student uses, and what am.<TAB> lists: the nouns of the course, and the functions used most.
_MODULES = (
    "activations",
    "attribution",
    "datasets",
    "images",
    "judges",
    "likeness",
    "models",
    "objectives",
    "plotting",
    "recipes",
    "regularizers",
    "transforms",
    "widgets",
)
_SHORTCUTS = {
    "Ascent": "ascent",
    "answer": "answers",
    "ascend": "ascent",
    "blind_test": "widgets",
    "check": "checks",
    "found": "guesses",
    "hint": "checks",
    "mystery": "mysteries",
    "page": "pages",
    "predict": "guesses",
    "progress": "overview",
    "reset": "overview",
    "review": "reviews",
    "share_code": "consent",
    "show": "plotting",
    "solution": "checks",
}
# What serves these: there for those who look for it.
_INNER = (
    "answers",
    "ascent",
    "assets",
    "checks",
    "cli",
    "consent",
    "downloads",
    "exams",
    "exercises",
    "guesses",
    "lessons",
    "mysteries",
    "pages",
    "overview",
    "randomness",
    "record",
    "reports",
    "reviews",
)

__version__ = importlib.metadata.version("amhelpers")
__all__ = ["__version__", *_MODULES, *_SHORTCUTS]


def __getattr__(name: str) -> Any:
    if name in _MODULES or name in _INNER:
        return importlib.import_module(f"amhelpers.{name}")
    if name in _SHORTCUTS:
        return getattr(importlib.import_module(f"amhelpers.{_SHORTCUTS[name]}"), name)
    raise AttributeError(f'amhelpers has no "{name}". It has: {", ".join(__dir__())}.')


def __dir__() -> list[str]:
    return sorted((*_MODULES, *_SHORTCUTS))
