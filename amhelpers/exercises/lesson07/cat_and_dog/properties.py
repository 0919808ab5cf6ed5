"""Exercise 7.2, `cat_and_dog`: what must hold of an answer, each property with its hint."""

import functools

import numpy as np

from amhelpers.checks.exercise import Property
from amhelpers.describe import describe
from amhelpers.exercises import drawings

__all__ = [
    "ARRAY",
    "CHANGED",
    "LOGIT",
    "NEGATIVE",
    "NOT_FAR",
    "ORDER",
    "PROPERTIES",
    "RANGE",
    "SHAPE",
    "SIZE",
    "STEPS_UNUSED",
    "TWICE",
]

FAR = 3  # the logit of a probability of 0.95


def no_array(values):
    found = values[0].images
    return None if isinstance(found, np.ndarray) else describe(found)


def said(values):
    chances = [f"{1 / (1 + np.exp(-value)):.3f}" for value in values[0].answers]
    return f"the net gives {chances[0]} for the first image and {chances[1]} for the second"


def swapped(values):
    first, second = values[0].answers
    return said(values) if first > FAR and second < -FAR else None


def twice_the_same(values):
    first, second = values[0].answers
    return said(values) if min(first, second) > FAR or max(first, second) < -FAR else None


def negatives(values):
    """Is one image the negative of the other, and not what was asked for?"""
    first, second = values[0].images
    words = f"one image is 1 − the other; {said(values)}"
    reversed_colours = np.abs(first + second - 1).max() < 0.01 < np.abs(first - second).max()
    return words if reversed_colours and not_far(values) else None


def not_far(values):
    first, second = values[0].answers
    return None if first < -FAR and second > FAR else said(values)


def stuck(values):
    first, second = values[1].answers
    words = f"where the sigmoid begins at 1.000, the logits of the images are {first:.3g} and {second:.3g}"
    return None if second - first > 1 else f"{words}: nothing has moved"


def steps_without_effect(values):
    many, few, again = (values[index].answers[1] - values[index].answers[0] for index in (0, 2, 3))
    by_chance = 2 * abs(few - again) + 1e-3 * abs(few)  # an answer may start from other noise at every call
    words = f"logits that differ by {few:.3g} after steps=1, by {many:.3g} after 100"
    return words if abs(many - few) <= by_chance else None


SIZE = (150, 150, 3)
ARRAY = (
    "Return both images in one array, (2, 150, 150, 3): np.concatenate([cat, dog]). am.ascend gives an Ascent: its "
    "images are result.images."
)
SHAPE = (
    "Two images, 150 × 150 with three colours: (2, 150, 150, 3). An ascent from one image gives (1, 150, 150, 3), and "
    "np.concatenate puts two of these together; np.stack would add an axis."
)
RANGE = (
    "An image that leaves [0, 1] is not what you will see. am.ascend clips at every step; so must a loop of your own. "
    "Stretching it at the end makes another picture."
)
CHANGED = (
    "You change the model that you were given, its weights or its last activation: whoever uses it next has another "
    "one. It is the image that changes, and am.objectives.logit reads the logit of any model as it is."
)
ORDER = "The two are in the wrong order: the cat first (the neuron minimised), then the dog (maximised)."
TWICE = (
    "You go the same way twice. There is one unit, and index −1 is unit 0 again, counted from the end. A dog makes it "
    "large, a cat makes it small: minimise it, which is to maximise -am.objectives.logit(model, 0)."
)
NEGATIVE = (
    "The cat is not the negative of the dog: reversed colours are no way down. Descend the neuron: start from noise "
    "once more, and maximise -am.objectives.logit(model, 0)."
)
NOT_FAR = (
    "The first image is to bring the neuron below 0.05, the second above 0.95. Does each step go with its image's "
    "gradient, is the penalty weak (0.02 for total variation), and is it the model that was handed over?"
)
LOGIT = (
    "You climb the output of the sigmoid. Where it is 1 already, as that of some nets for gray, its gradient is "
    "exactly 0 and nothing moves. Take the value before it: am.objectives.logit(model, 0)."
)
STEPS_UNUSED = "The number of steps makes no difference. Hand `steps` on to both ascents."

PROPERTIES = (
    Property("an array of images", no_array, ARRAY),
    Property("shape (2, 150, 150, 3)", functools.partial(drawings.wrong_shape, shape=(2, *SIZE)), SHAPE),
    Property("floats", drawings.no_floats, drawings.FLOATS),
    Property("values in [0, 1]", drawings.out_of_range, RANGE),
    Property("the model as it was", functools.partial(drawings.changed_model, what="answers"), CHANGED),
    Property("two images, each with its own way", negatives, NEGATIVE),
    Property("less than 0.5 for the first image, more for the second", swapped, ORDER),
    Property("one image that lowers the neuron, one that raises it", twice_the_same, TWICE),
    Property("less than 0.05 for the first image, more than 0.95 for the second", not_far, NOT_FAR),
    Property("a way down from where the sigmoid is 1", stuck, LOGIT),
    Property("more steps that lead elsewhere", steps_without_effect, STEPS_UNUSED),
)
