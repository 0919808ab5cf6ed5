"""Exercise 5.3, `filter_images`: the wrong answers that are recognised, each with its hint."""

import amhelpers as am
from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises import drawings
from amhelpers.exercises.lesson05.filter_images.properties import (
    ARRAY,
    CHANGED,
    COLOURS,
    DOWN,
    FEW,
    FILTER,
    RANGE,
    SHAPE,
)
from amhelpers.exercises.lesson05.filter_images.right import by_hand

__all__ = ["wrong"]

wrong = WrongAnswers()


@wrong("an Ascent", ARRAY)
def whole_ascent(model, layer, channels, size):
    start = am.images.noise(len(channels), size, 3)
    return am.ascend(am.objectives.channel(model, layer, channels), start, steps=3, progress=False)


wrong("no return", ARRAY)(lambda model, layer, channels, size: None)

wrong("another size", SHAPE)(lambda model, layer, channels, size: by_hand(model, layer, channels, 20))

wrong("one for all", SHAPE)(lambda model, layer, channels, size: by_hand(model, layer, channels[:1], size))

wrong("8 bits", drawings.FLOATS)(
    lambda model, layer, channels, size: (255 * by_hand(model, layer, channels, size)).astype("uint8")
)

wrong("not clipped", RANGE)(lambda model, layer, channels, size: by_hand(model, layer, channels, size, clip=False))


@wrong("sorted", CHANGED)
def sorted_in_place(model, layer, channels, size):
    channels.sort()
    return by_hand(model, layer, channels, size)


wrong("down", DOWN)(lambda model, layer, channels, size: by_hand(model, layer, channels, size, sign=-1))

wrong("no step", FEW)(lambda model, layer, channels, size: by_hand(model, layer, channels, size, move=False))

wrong("the first for all", FILTER)(lambda model, layer, channels, size: by_hand(model, layer, channels, size, one=True))

wrong("reversed", COLOURS)(lambda model, layer, channels, size: by_hand(model, layer, channels, size)[..., ::-1])

wrong("a few steps", FEW)(lambda *given: by_hand(*given, steps=4))

wrong("numbered", FILTER)(lambda model, layer, channels, size: by_hand(model, layer, range(len(channels)), size))

wrong("a list", ARRAY)(lambda *given: list(by_hand(*given)))

wrong("in order", FILTER)(lambda model, layer, channels, size: by_hand(model, layer, sorted(channels), size))
