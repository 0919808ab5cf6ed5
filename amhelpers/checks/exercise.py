"""An exercise is data: a reference, the probes it is called with, and the bank of wrong answers that are recognised.

A new exercise is one more folder in the package of its lesson, whose `exercise.py` makes an `Exercise(…)`; nothing else
in this package knows any of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import KW_ONLY, dataclass

__all__ = ["Exercise", "Misconception", "Probe", "Property", "WrongAnswers", "plainly"]


def plainly(function: Callable, arguments: tuple) -> object:
    """What a function returns.

    Args:
        function: any function.
        arguments: its arguments by position.

    Returns:
        Whatever it returns.

    >>> plainly(max, (1, 2))
    2
    """
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
    _: KW_ONLY
    visible: bool = False  # can it be seen in the exercise's picture?
    raises: bool = False  # does it end in an error on some probe? Only then is it compared with an answer that does
    any_number: bool = False  # has it an argument `number`, for which any number in the student's code may stand?


class WrongAnswers:
    """The wrong answers to one exercise, in the order in which they are written: the first that fits gives its hint.

    A wrong answer and its hint stand in one place:

        wrong = WrongAnswers()

        @wrong("only the first", "A loop ends at its `return`: put it after the loop.", visible=True)
        def only_the_first(images):
            …

        wrong("doubled", "You multiply by 2.")(lambda images: 2 * right(images))

    `tuple(wrong)` are the `Misconception`s. The wrong function stays what it is, so that another can be made of it.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._found: dict[str, Misconception] = {}

    def __call__(
        self, name: str, hint: str = "", *, visible: bool = False, raises: bool = False, any_number: bool = False
    ) -> Callable[[Callable], Callable]:
        """Take the function that follows as a wrong answer.

        Args:
            name: what it is called in tests and in records; unlike that of any other wrong answer to this exercise.
            hint: what a student is told whose answer behaves the same.
            visible: can the mistake be seen in the exercise's picture?
            raises: does it end in an error on some probe?
            any_number: has it an argument `number` with a default, in whose place any number may stand that the
                student has written?

        Returns:
            A decorator that gives the function back unchanged.

        Raises:
            ValueError: it has no hint, or a wrong answer of this name is there already.
        """
        if not isinstance(hint, str) or not hint.strip():
            raise ValueError(
                f'The wrong answer "{name}" has no hint. Expected what a student is told whose answer does the same, '
                f'a sentence or two. Received {hint!r}. Write it behind the name: @wrong({name!r}, "…").'
            )
        if name in self._found:
            raise ValueError(f'There are two wrong answers of the name "{name}". Each needs a name of its own.')

        def take(function):
            self._found[name] = Misconception(
                name, function, hint, visible=visible, raises=raises, any_number=any_number
            )
            return function

        return take

    def __iter__(self) -> Iterator[Misconception]:
        """Go through the `Misconception`s, in their order.

        Returns:
            An iterator over them.
        """
        return iter(self._found.values())


@dataclass(frozen=True)
class Property:
    """What must hold of an answer to an open exercise, where no one value is right.

    `failure(values)` takes what the answer returned, a list with one value for each probe, and gives None where the
    property holds, else what was found instead.
    """

    name: str
    failure: Callable[[list], str | None]
    hint: str
    _: KW_ONLY
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
    why: str = ""  # what is said to a student whose answer passed: the idea that it is right by
    needed: str = ""  # and where that is needed next
    properties: tuple[Property, ...] = ()
    tolerance: float = 1e-5
    exact_dtype: bool = False
    differentiable: bool | str = False  # "somehow": there must be a gradient, whatever it is
    changes_argument: bool = False
    watch: tuple[str, ...] = ()
    seen: Callable | None = None  # (what is returned, arguments) -> a dict of numbers that stands for it, or a text
    # (answer, reference) -> (figure, text in its place); of an exercise with properties it is shown when it passes too
    picture: Callable | None = None

    @property
    def rights(self) -> tuple[Callable, ...]:
        """All right answers that are known: the reference, and the alternatives."""
        return self.reference, *self.alternatives
