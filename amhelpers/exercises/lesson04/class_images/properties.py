"""Exercise 4.2, `class_images`: what must hold of an answer, each property with its hint."""

import functools

import numpy as np

from amhelpers.checks.exercise import Property
from amhelpers.exercises import drawings

__all__ = [
    "ARRAY",
    "CHANGED",
    "CLASS",
    "CLASSES",
    "CLASSES_CHANGED",
    "MOVED",
    "PROPERTIES",
    "RANGE",
    "SHAPE",
    "SMOOTH",
    "STEPS_UNUSED",
]

CLASSES = (7, 2, 2)


def not_their_class(values):
    read = values[0].answers.argmax(axis=1)
    pairs = zip(CLASSES, read, strict=True)
    return "; ".join(f"the image for class {wanted} is read as {found}" for wanted, found in pairs if found != wanted)


def steps_without_effect(values):
    many, few, again = (value.answers[range(len(CLASSES)), CLASSES].mean() for value in values)
    by_chance = 2 * abs(few - again) + 1e-3 * abs(few)  # an answer may start from other noise at every call
    return f"mean logit {few:.3g} after steps=1, {many:.3g} after 100" if abs(many - few) <= by_chance else None


def rough(values):
    """Are the images full of noise, as without a penalty? With the weight of the text they come to about 40."""
    pictures = values[0].images.astype("float64")
    found = sum(np.abs(np.diff(pictures, axis=axis)).sum(axis=(1, 2, 3)) for axis in (1, 2)).max()
    return f"an image with a total variation of {found:.0f}" if found > ROUGH else None


def tied_to_its_place(values):
    """Is little left of a logit when its image is moved by a pixel or two, as without jitter?"""
    here, moved = (logits[range(len(CLASSES)), CLASSES] for logits in (values[0].answers, values[0].moved))
    words = (
        f"logits of {here.mean():.3g} in the mean, and {moved.mean():.3g} when the images are moved by a pixel or two"
    )
    return words if moved.mean() < LEFT * here.mean() else None


ROUGH = 600  # without a penalty it is 1300 or more; with a fifth of the weight, 290
LEFT = 0.65  # of the logit; with a jitter of two pixels 0.9 is left, of one 0.75, without one 0.55 or less

ARRAY = (
    "Return the images, an array (classes, 32, 32, 3). am.ascend gives an Ascent, which also holds scores and terms: "
    "its images are result.images."
)
SHAPE = (
    "One image for each class that was asked for, 32 × 32 with three colours: start from "
    "am.images.noise(len(classes), 32, 3)."
)
RANGE = (
    "An image that leaves [0, 1] is not what you will see: the display cuts it off. am.ascend clips at every step; in "
    "a loop of your own, tf.clip_by_value(…, 0, 1) after each step. Stretching it at the end makes another picture."
)
CLASSES_CHANGED = (
    "You change the list that you were given: whoever asked for these classes has another list afterwards. Take a "
    "copy, list(classes), and keep the order, in which the images are expected."
)
CHANGED = (
    "You change the model that you were given: whoever uses it next has lost its softmax. am.objectives.log_odds reads "
    "the logits without that."
)
CLASS = (
    "Each image is for the class at its place in `classes`, in that order, and is to climb: pass the classes to the "
    "objective, am.objectives.log_odds(model, classes), and go up. If it does: is it the `model` that was handed over "
    "that you climb, and does the penalty (weight 0.1) leave something of the score?"
)
SMOOTH = (
    "The images are full of noise. The text asks for a penalty: regularizers=[(0.1, am.regularizers.total_variation)]."
)
MOVED = (
    "What the images reach hangs on single pixels. The text asks for a jitter of two pixels: "
    "transforms=[am.transforms.jitter(2)]."
)
STEPS_UNUSED = "The number of steps makes no difference. Hand `steps` on to the ascent."

PROPERTIES = (
    Property("an array of images", drawings.no_array, ARRAY),
    Property(
        "one image (32, 32, 3) for each class",
        functools.partial(drawings.wrong_shape, shape=(len(CLASSES), 32, 32, 3)),
        SHAPE,
    ),
    Property("floats", drawings.no_floats, drawings.FLOATS),
    Property("values in [0, 1]", drawings.out_of_range, RANGE),
    Property("the model as it was", functools.partial(drawings.changed_model, what="probabilities"), CHANGED),
    Property(
        "the classes as they were",
        functools.partial(drawings.changed_targets, targets=CLASSES, name="classes"),
        CLASSES_CHANGED,
    ),
    Property("images that the net reads as their class", not_their_class, CLASS),
    Property("more steps that lead elsewhere", steps_without_effect, STEPS_UNUSED),
    Property("smooth images", rough, SMOOTH),
    Property("images that may be moved", tied_to_its_place, MOVED),
)
