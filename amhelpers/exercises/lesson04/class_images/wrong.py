"""Exercise 4.2, `class_images`: the wrong answers that are recognised, each with its hint."""

import keras

from amhelpers import images, objectives
from amhelpers.ascent import ascend
from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises import drawings
from amhelpers.exercises.lesson04.class_images.properties import (
    ARRAY,
    CHANGED,
    CLASS,
    CLASSES_CHANGED,
    MOVED,
    RANGE,
    SHAPE,
    SMOOTH,
    STEPS_UNUSED,
)
from amhelpers.exercises.lesson04.class_images.right import by_hand, by_logit, settled, whole_ascent

__all__ = ["wrong"]

wrong = WrongAnswers()

wrong("an Ascent", ARRAY)(whole_ascent)

wrong("no return", ARRAY)(lambda model, classes, steps=100: None)

wrong("ten always", SHAPE)(lambda model, classes, steps=100: by_hand(model, range(10), steps))

wrong("one for all", SHAPE)(lambda model, classes, steps=100: by_hand(model, classes[:1], steps))

wrong("without the batch", SHAPE)(lambda model, classes, steps=100: by_hand(model, classes, steps)[0])

wrong("8 bits", drawings.FLOATS)(
    lambda model, classes, steps=100: (255 * by_hand(model, classes, steps)).astype("uint8")
)

wrong("0 to 255", RANGE)(lambda model, classes, steps=100: 255 * by_hand(model, classes, steps))

wrong("not clipped", RANGE)(lambda model, classes, steps=100: by_hand(model, classes, steps, clip=False))


@wrong("stretched", RANGE)
def stretched(model, classes, steps=100):
    found = by_hand(model, classes, steps, clip=False)
    return (found - found.mean()) / found.std()


@wrong("in place", CHANGED)
def in_place(model, classes, steps=100):
    model.layers[-1].activation = keras.activations.linear
    return by_hand(model, classes, steps)


@wrong("sorts the classes", CLASSES_CHANGED)
def sorted_in_place(model, classes, steps=100):
    classes.sort()
    return by_hand(model, classes, steps)


wrong("down", CLASS)(lambda model, classes, steps=100: by_hand(model, classes, steps, sign=-1))

wrong("no step", CLASS)(lambda model, classes, steps=100: by_hand(model, classes, steps, move=False))

wrong("in order", CLASS)(lambda model, classes, steps=100: by_hand(model, sorted(classes), steps))

wrong("0, 1, 2", CLASS)(lambda model, classes, steps=100: by_hand(model, [0, 1, 2], steps))

wrong("always 30", STEPS_UNUSED)(lambda model, classes, steps=100: by_hand(model, classes, 30))

wrong("always 100", STEPS_UNUSED)(lambda model, classes, steps=100: by_logit(model, classes))

START = (
    "The start does not fit the net, which takes 32 × 32 pixels in three colours: am.images.noise(len(classes), 32, 3)."
)

wrong("gray", START, raises=True)(
    lambda model, classes, steps=100: (
        ascend(objectives.log_odds(model, classes), images.noise(len(classes), 32, 1), steps=steps).images
    )
)

wrong("size of MNIST", START, raises=True)(
    lambda model, classes, steps=100: (
        ascend(objectives.log_odds(model, classes), images.noise(len(classes), 28, 3), steps=steps).images
    )
)

wrong(
    "list as a number",
    "classes is a list: its length is len(classes), and it has no other use as a number.",
    raises=True,
)(lambda model, classes, steps=100: images.noise(classes, 32, 3))

wrong("no penalty", SMOOTH)(lambda model, classes, steps=100: settled(model, classes, steps, regularizers=[]))

wrong("no penalty, no jitter", SMOOTH)(by_logit)

wrong("no jitter", MOVED)(lambda model, classes, steps=100: settled(model, classes, steps, transforms=[]))
