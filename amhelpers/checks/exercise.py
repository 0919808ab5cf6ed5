"""An exercise is data: a reference, the probes it is called with, and the bank of wrong answers that are recognised.

A new exercise is one more `Exercise(…)` in the module of its lesson; nothing else in this package knows any of them.
"""

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Exercise", "Misconception", "Probe", "Property", "plainly"]


def plainly(function, arguments):
    """What a function returns."""
    return function(*arguments)


@dataclass(frozen=True)
class Probe:
    """One small input on which an answer is tried; `arguments()` makes it afresh for every call."""

    name: str
    arguments: Callable[[], tuple]
    gradient: bool = True  # compare the gradient here, where the exercise asks for one? At exactly zero it is free
    call: Callable = plainly  # (function, arguments) -> what is looked at


@dataclass(frozen=True)
class Misconception:
    """A wrong answer that students give. Another answer that behaves the same on every probe gets this hint."""

    name: str
    wrong: Callable
    hint: str
    visible: bool = False  # can it be seen in the exercise's picture?
    raises: bool = False  # does it end in an error on some probe? Only then is it compared with an answer that does


@dataclass(frozen=True)
class Property:
    """What must hold of an answer to an open exercise, where no one value is right.

    `failure(values)` takes what the answer returned, a list with one value for each probe, and gives None where the
    property holds, else what was found instead.
    """

    name: str
    failure: Callable[[list], str | None]
    hint: str
    visible: bool = False  # can it be seen in the exercise's picture that it is missing?


@dataclass(frozen=True, eq=False)
class Exercise:
    """A function for the student to complete.

    An answer is judged by the `properties` where there are some, else by comparing its behaviour with that of the
    `reference`: the values it returns within `tolerance`, their shapes, their kind (their very type where the exercise
    asks for the `exact_dtype`), their gradient where it is `differentiable`, the arguments afterwards, and which of the
    functions in `watch` (dotted names) it called. Where the value itself cannot be compared, `seen` says what is.
    """

    number: str
    title: str
    function: str  # the name that the student gives it
    reference: Callable
    probes: tuple[Probe, ...]
    compared: str  # what a passed check says it looked at
    hints: tuple[str, ...]
    misconceptions: tuple[Misconception, ...]
    alternatives: tuple[Callable, ...] = ()  # other right answers: the tests see that they pass
    properties: tuple[Property, ...] = ()
    tolerance: float = 1e-5
    exact_dtype: bool = False
    differentiable: bool | str = False  # "somehow": there must be a gradient, whatever it is
    changes_argument: bool = False
    watch: tuple[str, ...] = ()
    seen: Callable | None = None  # (what is returned, arguments) -> a dict of numbers that stands for it, or a text
    # (answer, reference) -> (figure, text in its place); of an exercise with properties it is shown when it passes too
    picture: Callable | None = None
