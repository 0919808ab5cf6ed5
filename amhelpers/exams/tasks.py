"""Tasks of exams, as data: what is drawn for each student, what is asked, and how the course finds the number."""

import functools
import hashlib
import importlib
import pkgutil
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Template
from typing import Any

import numpy as np

__all__ = ["Task", "drawn", "right_number", "tasks"]


@dataclass(frozen=True)
class Task:
    """What is to be done with functions that exercises asked for.

    Attributes:
        number: "2.x1" for the first of lesson 02.
        uses: the numbers of the exercises whose functions are needed.
        title: a few words.
        draws: name -> the values that it may have, and how many of them are drawn, all different; one is drawn as
            itself, more as a list.
        text: what is asked, in Markdown, with $name for what is drawn.
        given: statements that the student is given, with $name for what is drawn.
        code: an expression that gives the number, after `given`; it knows the functions of `uses`, `am`, `np`, `tf`
            and `keras`. A whole number has to be met, of another `tolerance` of it may be off.
        tolerance: as a share of the number.
    """

    number: str
    uses: tuple[str, ...]
    title: str
    draws: Mapping[str, tuple[Sequence[Any], int]]
    text: str
    given: str
    code: str
    tolerance: float = 0.02


@functools.cache
def tasks() -> dict[str, Task]:
    """All tasks of the course, from the modules lesson01 … of this package: number -> task, in the order of lessons."""
    package = importlib.import_module(__package__)
    names = sorted(one.name for one in pkgutil.iter_modules(package.__path__) if one.name.startswith("lesson"))
    modules = [importlib.import_module(f"{__package__}.{name}") for name in names]
    return {task.number: task for module in modules for task in module.TASKS}


def drawn(task: Task, seed: str) -> dict[str, Any]:
    """What is drawn for a student.

    Args:
        task: the task.
        seed: the student's own.

    Returns:
        name -> value, the same for the same seed on every machine.
    """
    draw = random.Random(hashlib.sha256(f"{seed} {task.number}".encode()).digest())
    found = {}
    for name, (values, count) in sorted(task.draws.items()):
        chosen = draw.sample(list(values), count)
        found[name] = chosen[0] if count == 1 else chosen
    return found


def filled(text: str, values: Mapping[str, Any]) -> str:
    """A text of a task with what was drawn in it.

    Args:
        text: with $name.
        values: as from `drawn`.

    Returns:
        The text.
    """
    return Template(text).substitute(values)


def right_number(task: Task, seed: str) -> float | int:
    """The number that a student should find.

    Args:
        task: the task.
        seed: the student's own.

    Returns:
        It, an int where it counts something.
    """
    import keras
    import tensorflow

    import amhelpers
    from amhelpers.checks import exercises

    known = {exercises()[number].function: exercises()[number].reference for number in task.uses}
    space: dict[str, Any] = {"am": amhelpers, "np": np, "keras": keras, "tf": tensorflow, **known}
    values = drawn(task, seed)
    exec(filled(task.given, values), space)
    found = eval(filled(task.code, values), space)
    whole = isinstance(found, int | np.integer)
    return int(found) if whole else float(found)
