"""Seeing what a CNN has learned: the helpers of the course.

`import amhelpers as am` first in a notebook: it is quick, checks that Python and Keras are the ones the course needs,
and keeps TensorFlow's start-up messages away when TensorFlow is imported later, by whatever needs it first.
"""

import importlib
import importlib.metadata
from typing import TYPE_CHECKING, Any

from amhelpers.startup import prepare

if TYPE_CHECKING:  # what an editor reads; at run time each is imported when it is first asked for
    from amhelpers import (
        activations as activations,
        attribution as attribution,
        datasets as datasets,
        images as images,
        judges as judges,
        likeness as likeness,
        models as models,
        objectives as objectives,
        plotting as plotting,
        recipes as recipes,
        regularizers as regularizers,
        transforms as transforms,
        widgets as widgets,
    )
    from amhelpers.ascent import Ascent as Ascent, ascend as ascend
    from amhelpers.checks import check as check, hint as hint, progress as progress, solution as solution
    from amhelpers.plotting import show as show
    from amhelpers.widgets import blind_test as blind_test

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
    "ascend": "ascent",
    "blind_test": "widgets",
    "check": "checks",
    "hint": "checks",
    "progress": "checks",
    "show": "plotting",
    "solution": "checks",
}
# What serves these: there for those who look for it.
_INNER = ("ascent", "assets", "checks", "cli", "downloads", "exercises", "randomness", "spectrum")

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
