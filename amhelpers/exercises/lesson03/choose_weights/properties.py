"""Exercise 3.5, `choose_weights`: what must hold of an answer, each property with its hint."""

import functools
import numbers

from amhelpers import judges, recipes
from amhelpers.checks.exercise import Property

__all__ = ["DICT", "EACH", "NAME", "PROPERTIES", "READ", "VALUE", "result", "table"]

NAMES = ("steps", "step_size", "total_variation", "l1", "jitter", "rotate", "scale", "noise")
MOST_STEPS = 300
LEAST = 8  # digits that every judge is to read


@functools.lru_cache(maxsize=8)
def judged(weights):
    """The ten digits of these weights, a tuple of pairs, and what each judge says of them: images, (3, 10, 10)."""
    images = recipes.digits(**dict(weights)).images
    return images, judges.judge_each(images)


def result(weights):
    """`judged` for a dict."""
    return judged(tuple((name, tuple(v) if isinstance(v, list) else v) for name, v in sorted(weights.items())))


def no_dict(values):
    if values[0] is None:
        return "None: does the function end with `return`?"
    return None if isinstance(values[0], dict) else f"an object of type {type(values[0]).__name__}"


def unknown_names(values):
    unknown = sorted(str(name) for name in values[0] if name not in NAMES)
    return ", ".join(unknown) or None


def impossible_values(values):
    for name, value in values[0].items():
        sizes = value if name == "step_size" and isinstance(value, tuple | list) else [value]
        if not all(isinstance(size, numbers.Real) and not isinstance(size, bool) and 0 <= size < 1e6 for size in sizes):
            return f"{name}: {value!r}"
        if name == "scale" and value >= 1:
            return f"scale: {value!r}"
    try:
        steps = values[0].get("steps", 1)
        if steps > MOST_STEPS:
            return f"steps: {steps}"
        recipes.digits(**{**values[0], "steps": type(steps)(min(steps, 1))})
    except (ValueError, TypeError) as error:
        return str(error)
    return None


def misread(values):
    _, said = result(values[0])
    lost = [digit for digit in range(10) if said.mean(axis=0)[digit].argmax() != digit]
    return f"{10 - len(lost)} of 10. {table(said, lost)}" if lost else None


def too_few_for_one(values):
    """Does one of the judges read fewer than LEAST, though their mean reads all?"""
    _, said = result(values[0])
    read = [int(sum(judge.argmax(axis=1) == range(10))) for judge in said]
    return f"the judges read {', '.join(map(str, read))} of the ten" if min(read) < LEAST else None


def table(said, chosen=range(10)):
    """What the judges say of some digits, in words."""
    mean = said.mean(axis=0)
    words = [f"{digit}: {mean[digit, digit]:.2f} (each judge {_each(said, digit)})" for digit in chosen]
    read = {digit: mean[digit].argmax() for digit in chosen}
    return "; ".join(
        word + (f", read as {read[digit]}" if read[digit] != digit else "") for digit, word in zip(chosen, words)
    )


def _each(said, digit):
    return " ".join(f"{probability:.2f}" for probability in said[:, digit, digit])


DICT = (
    'Return a dict of names and numbers: {"total_variation": 0.1, "jitter": 2}, or dict(total_variation=0.1, jitter=2).'
)
NAME = f"These are no settings of digits(…). Its names: {', '.join(NAMES)}."
VALUE = (
    "Weights, sizes and steps are numbers, 0 or more and below a million; steps and jitter are whole, scale is below "
    f"1, and steps is at most {MOST_STEPS}."
)
READ = (
    "Not all ten are read yet. Look at the digits that are lost. Nearly nothing there: more steps, larger ones, or far "
    "less of the penalties. Full of scribble, or too bright: more "
    "total_variation, or more l1. Pale, or in pieces: less of both. A digit in an odd place, or twice: jitter and "
    "rotate, so that it must stand up to being moved. Change one thing at a time."
)
EACH = (
    "One judge is sure enough to carry the others. What only one net reads is not yet a digit: let the picture stand "
    "up to more changes, by rotate (10 to 20 degrees), scale (0.1 to 0.2), jitter, with total_variation and l1 beside."
)

PROPERTIES = (
    Property("a dict", no_dict, DICT),
    Property("names of settings of digits(…)", unknown_names, NAME),
    Property("values that these settings can have", impossible_values, VALUE),
    Property("all ten digits read by the mean of the judges", misread, READ, visible=True),
    Property("at least eight digits read by every judge", too_few_for_one, EACH, visible=True),
)
