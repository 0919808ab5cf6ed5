"""Guesses: what a student expects -> taken down before it is seen, and put beside what was found.

am.predict("3.p1")          # a slider, a choice, or a place in a picture
…                           # the lesson's own cells
am.found("3.p1", value)     # the guess, what was found, and where they differ what the guess left out
"""

import json
import math
from collections.abc import Sequence
from numbers import Real
from typing import Any

import ipywidgets
import numpy as np

from amhelpers import record
from amhelpers.describe import describe
from amhelpers.images import checked
from amhelpers.lessons import find_guess, guesses
from amhelpers.lessons.asked import Choice, Choosing, Guess, Marking, Measuring, Way
from amhelpers.refusals import RefusedError
from amhelpers.widgets.canvas import Canvas
from amhelpers.widgets.sheet import Sheet, in_notebook

__all__ = ["found", "predict"]

PLACES = 20  # of a mark, in each direction

_own: dict[str, Guess] = {}  # number -> a guess that is none of the course's
_found: dict[str, tuple[Any, Sheet | None]] = {}  # number -> what was found in this kernel, and where that is shown


def predict(
    number: str,
    question: str | None = None,
    *,
    choices: Sequence[str] | None = None,
    low: float | None = None,
    high: float | None = None,
    unit: str = "",
    picture: Any = None,
    guess: Any = None,
) -> Sheet | None:
    """Take down what is expected, before it is seen. Nothing depends on it: without a guess the notebook goes on.

    Of the course's guesses the number is enough. Whoever adapts a lesson can ask for others: a question with `choices`,
    with a number from `low` to `high`, or with a `picture` to mark a place in.

    Args:
        number: of the guess, such as "3.p1"; another one than the course's for a question of one's own.
        question: what is asked, for a guess of one's own.
        choices: what can be expected.
        low: the smallest number.
        high: the largest.
        unit: of the number.
        picture: for a place in a picture: (height, width, channels), or a batch of one, in [0, 1].
        guess: the guess itself, to be given without a widget: the key of a choice, a number, or a place (down, across)
            in [0, 1].

    Returns:
        The widget, which a notebook shows; None where there is none, and the question is printed.

    Raises:
        ValueError: there is no such guess, no picture where one is needed, or what is given cannot be guessed.
    """
    if question is not None:
        _own[str(number)] = _of_ones_own(str(number), question, choices, low, high, unit, picture)
    asked = _find(number)
    if guess is not None:
        if not asked.fits(guess):
            raise RefusedError(f"Guess {number} is {asked.wanted}. Received {describe(guess)}.")
        print(_take_down(asked, guess))
        return None
    if isinstance(asked, Marking) and picture is None:
        raise RefusedError(f'Guess {number} is a place in a picture: am.predict("{number}", picture=…).')
    if not in_notebook():
        print(f"{_title(asked)}: {asked.question}\n{_by_hand(asked)}")
        return None
    before = _guess_of(asked)
    controls, value = _controls(asked, picture, before)
    sheet = Sheet(_title(asked), asked.question, controls, "take it down", lambda: _clicked(asked, value()))
    sheet.say("Nothing is taken down yet." if before is None else f"Taken down: {asked.told(before)}.")
    return sheet


def found(number: str, value: Any) -> Sheet | None:
    """Put what was found beside what was expected.

    Args:
        number: of the guess.
        value: what was found: the key of a choice, a number, or for a place a map (height, width), bright where it is.

    Returns:
        What a notebook shows; None where there is none, and it is printed.

    Raises:
        ValueError: there is no such guess, or this cannot have been found.
    """
    asked = _find(number)
    if isinstance(asked, Choosing):
        fits = asked.fits(value)
    else:
        array = np.asarray(value)
        fits = array.dtype.kind in "fiu" and np.isfinite(array).all() and array.ndim == 2 * isinstance(asked, Marking)
        value = array if isinstance(asked, Marking) else float(array) if fits else value
    if not fits or not np.size(value):
        wanted = "a map (height, width)" if isinstance(asked, Marking) else asked.wanted
        raise RefusedError(f"What is found of guess {number} is {wanted}. Received {describe(value)}.")
    words = _beside(asked, value)
    sheet = Sheet(_title(asked), words) if in_notebook() else None
    _found[asked.number] = value, sheet
    if sheet is None:
        print(f"{_title(asked)}: {words}")
    return sheet


def _find(number):
    return _own.get(str(number)) or find_guess(number)


def _of_ones_own(number, question, choices, low, high, unit, picture):
    """A guess that whoever adapts a lesson asks for: nothing is known of the ways of being wrong."""
    if number in guesses():
        raise RefusedError(
            f'Guess {number} is one of the course\'s, which has its question. Choose another number, "{number}x".'
        )
    if not isinstance(question, str) or not question.strip():
        raise RefusedError(f"A question is a sentence. Received {describe(question)}.")
    other = Way("otherwise", "")
    if choices is not None:
        if isinstance(choices, str) or len({str(one) for one in choices}) < 2:
            raise RefusedError(f"Expected two different choices or more. Received {describe(choices)}.")
        return Choosing(number, question, "", tuple(Choice(str(one), str(one), other) for one in choices))
    if picture is not None:
        return Marking(number, question, "", other)
    if not (isinstance(low, Real) and isinstance(high, Real) and math.isfinite(high - low) and low < high):
        raise RefusedError(
            "A guess needs choices, a number from `low` to `high`, or a picture. Received "
            f"low={describe(low)}, high={describe(high)}."
        )
    step = 1.0 if high - low >= 10 and float(low).is_integer() and float(high).is_integer() else (high - low) / 100
    return Measuring(number, question, "", low, high, (high - low) / 20, other, other, step=step, unit=unit)


def _title(asked):
    return f"Guess {asked.number}"


def _by_hand(asked):
    example = asked.choices[0].key if isinstance(asked, Choosing) else (0.5, 0.5)
    example = round((asked.low + asked.high) / 2) if isinstance(asked, Measuring) else example
    return f'Take it down by am.predict("{asked.number}", guess={example!r}): {asked.wanted}.'


def _clicked(asked, guess):
    """What is said of a guess that was made by a widget."""
    if guess is None:
        return "Make a choice first."
    words = _take_down(asked, guess)
    value, sheet = _found.get(asked.number, (None, None))
    if sheet is not None:
        sheet.ask(_beside(asked, value))
    return words


def _take_down(asked, guess):
    late = asked.number in _found
    record.add("guess", asked.number, guess=asked.kept_guess(guess), late=late or None)
    then = (
        "It was there to be seen already, and stands beside it now." if late else "What is found will stand beside it."
    )
    return f"Taken down: {asked.told(guess)}. {then}"


def _guess_of(asked):
    """The last guess on record, or None."""
    guesses = [entry.kept["guess"] for entry in record.read("guess") if entry.number == asked.number]
    return guesses[-1] if guesses and asked.fits(guesses[-1]) else None


def _beside(asked, value):
    """What is said of a guess, where there is one, and of what was found."""
    guess, told = _guess_of(asked), asked.told_found(value)
    here = f"Found: {told}." if told else ""
    if guess is None:
        return f"{here} Nothing was guessed.".strip()
    way = asked.way(guess, value)
    kept = {"guess": guess, "found": asked.kept(value), **({"way": way.name} if way else {})}
    before = [entry.kept for entry in record.read("found") if entry.number == asked.number]
    if not before or json.dumps(before[-1]) != json.dumps(kept):  # a cell that is run again finds the same
        record.add("found", asked.number, **kept)
    text = way.text if way else asked.right
    expected = "" if "{guess}" in text else f"You expected: {asked.told(guess)}."
    here = "" if "{found}" in text else here
    return " ".join(filter(None, (expected, here, text.format(guess=asked.told(guess), found=told))))


def _controls(asked, picture, before):
    """The widgets by which a guess is made, and a function that gives what they say, or None."""
    if isinstance(asked, Choosing):
        options = [(choice.text, choice.key) for choice in asked.choices]
        buttons = ipywidgets.RadioButtons(options=options, value=before, layout={"width": "max-content"})
        return [buttons], lambda: buttons.value
    if isinstance(asked, Measuring):
        whole = all(float(one).is_integer() for one in (asked.low, asked.high, asked.step))
        kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
        middle = (asked.low + asked.high) / 2 if before is None else before
        numbers = [int(one) if whole else one for one in (middle, asked.low, asked.high, asked.step)]
        names = dict(zip(("value", "min", "max", "step"), numbers, strict=True))
        slider = kind(**names, description=asked.unit or "number", layout={"width": "30em"})
        return [slider], lambda: slider.value
    canvas = Canvas(
        rows=PLACES, columns=PLACES, brush=0.0, single=True, colour="#ff8800", label="The picture, to be marked."
    )
    canvas.lay_under(_as_picture(picture))
    if before is not None:
        mark = np.zeros((PLACES, PLACES))
        mark[tuple(min(int(part * PLACES), PLACES - 1) for part in before)] = 1
        canvas.paint(mark)

    def place():
        row, column = np.unravel_index(canvas.values.argmax(), canvas.values.shape)
        return [(float(row) + 0.5) / PLACES, (float(column) + 0.5) / PLACES] if canvas.values.any() else None

    return [canvas], place


def _as_picture(picture):
    array = np.asarray(picture)
    array = checked(array if array.ndim == 4 else array[np.newaxis], "am.predict()", shape=(None, None, (1, 3)))
    return array[0]
