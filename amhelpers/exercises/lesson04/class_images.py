"""Exercise 4.2, `class_images`: there are many ways up, so it is judged by properties."""

import functools

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers import images, objectives
from amhelpers.ascent import ascend
from amhelpers.checks.exercise import Exercise, Misconception, Probe, Property
from amhelpers.exercises import drawings
from amhelpers.exercises.outputs import weighted
from amhelpers.exercises.probes import noise
from amhelpers.models import with_logits

__all__ = ["EXERCISE"]

CLASSES = (7, 2, 2)


def class_images(model, classes, steps=100):
    return am.ascend(
        am.objectives.log_odds(model, list(classes)),
        am.images.noise(len(classes), 32, 3, low=0.45, high=0.55),
        steps=steps,
        step_size=(0.05, 0.005),
        regularizers=[(0.1, am.regularizers.total_variation)],
        transforms=[am.transforms.jitter(2)],
        progress=False,
    ).images


def net():
    """A small net for pictures in colour, that gives ten probabilities."""
    layers = [
        keras.Input((32, 32, 3), name="image"),
        keras.layers.Conv2D(4, 5, strides=3, activation="tanh", name="conv"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(10, activation="softmax", name="class"),
    ]
    model = weighted(keras.Sequential(layers, name="net"))
    model.set_weights([0.2 * weight for weight in model.get_weights()])
    return model


def made(function, arguments):
    """What the function made of a model, with all that it is judged by."""
    model, classes, *steps = arguments
    seen = noise(3, 32, 32, 3)
    logits, before = with_logits(model), np.asarray(model(seen))
    result = drawings.as_array(function(model, classes, *steps))
    fits = isinstance(result, np.ndarray) and result.shape[1:] == (32, 32, 3)
    given = np.asarray(logits(np.round(result.astype("float32") * 255) / 255)) if fits else None
    return drawings.Drawn(result, given, before, np.asarray(model(seen)), classes)


def not_their_class(values):
    read = values[0].answers.argmax(axis=1)
    pairs = zip(CLASSES, read, strict=True)
    return "; ".join(f"the image for class {wanted} is read as {found}" for wanted, found in pairs if found != wanted)


def steps_without_effect(values):
    many, few, again = (value.answers[range(len(CLASSES)), CLASSES].mean() for value in values)
    by_chance = 2 * abs(few - again) + 1e-3 * abs(few)  # an answer may start from other noise at every call
    return f"mean logit {few:.3g} after steps=1, {many:.3g} after 100" if abs(many - few) <= by_chance else None


def by_hand(model, classes, steps=100, **missing):
    def score(images):
        return tf.gather(model(images), classes, axis=1, batch_dims=1)

    return drawings.climbed(score, noise(len(classes), 32, 32, 3, seed=1), steps, **missing)


def by_logit(model, classes, steps=100):
    start = images.noise(len(classes), 32, 3, seed=3)
    return ascend(objectives.logit(model, classes), start, steps=steps, progress=False).images


def by_raw_gradients(model, classes, steps=100):
    start, sgd = images.noise(len(classes), 32, 3, seed=3), keras.optimizers.SGD(1.0)
    return ascend(objectives.log_odds(model, classes), start, steps=steps, optimizer=sgd, progress=False).images


def by_large_steps(model, classes, steps=100):
    start = images.noise(len(classes), 32, 3, low=0.45, high=0.55)
    return ascend(objectives.logit(model, classes), start, steps=steps, step_size=(0.3, 0.005), progress=False).images


def sorted_in_place(model, classes, steps=100):
    classes.sort()
    return by_hand(model, classes, steps)


def by_loop(model, classes, steps=100):
    each = [by_logit(model, [label], steps) for label in classes]
    return np.concatenate(each)


def whole_ascent(model, classes, steps=100):
    start = images.noise(len(classes), 32, 3)
    return ascend(objectives.log_odds(model, classes), start, steps=steps, progress=False)


def in_place(model, classes, steps=100):
    model.layers[-1].activation = keras.activations.linear
    return by_hand(model, classes, steps)


def stretched(model, classes, steps=100):
    found = by_hand(model, classes, steps, clip=False)
    return (found - found.mean()) / found.std()


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
STEPS_UNUSED = "The number of steps makes no difference. Hand `steps` on to the ascent."
START = (
    "The start does not fit the net, which takes 32 × 32 pixels in three colours: am.images.noise(len(classes), 32, 3)."
)
NUMBER = "classes is a list: its length is len(classes), and it has no other use as a number."

EXERCISE = Exercise(
    number="4.2",
    title="Ten pictures, in colour",
    function="class_images",
    reference=class_images,
    probes=(
        Probe("three classes", lambda: (net(), list(CLASSES)), call=made),
        Probe("three classes, one step", lambda: (net(), list(CLASSES), 1), call=made),
        Probe("three classes, one step, again", lambda: (net(), list(CLASSES), 1), call=made),
    ),
    compared=(
        "shape, range, that a small net reads every image as its class, that 100 steps lead elsewhere than one, and "
        "that net and classes are as they were. Not compared: objective, start, penalty, jitter."
    ),
    hints=(
        "Lesson 03 did it for digits: a start, an objective with one class for each image, am.ascend.",
        "start = am.images.noise(len(classes), 32, 3, low=0.45, high=0.55): even gray with a little noise.",
        "regularizers=[(0.1, am.regularizers.total_variation)], transforms=[am.transforms.jitter(2)], step_size=(0.05, "
        "0.005) and steps=steps are for am.ascend(am.objectives.log_odds(model, classes), start, …); .images of that.",
    ),
    properties=(
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
    ),
    alternatives=(
        by_hand,
        by_logit,
        by_loop,
        by_raw_gradients,
        by_large_steps,
        lambda model, classes, steps=100: tf.constant(by_hand(model, classes, steps)),
        lambda model, classes, steps=100: by_logit(model, np.array(classes), steps),
        lambda model, classes, steps=100: whole_ascent(model, classes, steps).images.astype("float64"),
    ),
    misconceptions=(
        Misconception("an Ascent", whole_ascent, ARRAY),
        Misconception("no return", lambda model, classes, steps=100: None, ARRAY),
        Misconception("ten always", lambda model, classes, steps=100: by_hand(model, range(10), steps), SHAPE),
        Misconception("one for all", lambda model, classes, steps=100: by_hand(model, classes[:1], steps), SHAPE),
        Misconception("without the batch", lambda model, classes, steps=100: by_hand(model, classes, steps)[0], SHAPE),
        Misconception(
            "8 bits",
            lambda model, classes, steps=100: (255 * by_hand(model, classes, steps)).astype("uint8"),
            drawings.FLOATS,
        ),
        Misconception("0 to 255", lambda model, classes, steps=100: 255 * by_hand(model, classes, steps), RANGE),
        Misconception(
            "not clipped", lambda model, classes, steps=100: by_hand(model, classes, steps, clip=False), RANGE
        ),
        Misconception("stretched", stretched, RANGE),
        Misconception("in place", in_place, CHANGED),
        Misconception("sorts the classes", sorted_in_place, CLASSES_CHANGED),
        Misconception("down", lambda model, classes, steps=100: by_hand(model, classes, steps, sign=-1), CLASS),
        Misconception("no step", lambda model, classes, steps=100: by_hand(model, classes, steps, move=False), CLASS),
        Misconception("in order", lambda model, classes, steps=100: by_hand(model, sorted(classes), steps), CLASS),
        Misconception("0, 1, 2", lambda model, classes, steps=100: by_hand(model, [0, 1, 2], steps), CLASS),
        Misconception("always 30", lambda model, classes, steps=100: by_hand(model, classes, 30), STEPS_UNUSED),
        Misconception("always 100", lambda model, classes, steps=100: by_logit(model, classes), STEPS_UNUSED),
        Misconception(
            "gray",
            lambda model, classes, steps=100: (
                ascend(objectives.log_odds(model, classes), images.noise(len(classes), 32, 1), steps=steps).images
            ),
            START,
        ),
        Misconception(
            "size of MNIST",
            lambda model, classes, steps=100: (
                ascend(objectives.log_odds(model, classes), images.noise(len(classes), 28, 3), steps=steps).images
            ),
            START,
        ),
        Misconception("list as a number", lambda model, classes, steps=100: images.noise(classes, 32, 3), NUMBER),
    ),
)
