"""Exercise 7.2, `cat_and_dog`: there are many ways down and up, so it is judged by properties."""

import functools

import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks.exercise import Exercise, Misconception, Probe, Property
from amhelpers.exercises import drawings
from amhelpers.exercises.lesson07 import pair, ways
from amhelpers.exercises.lesson07.ways import SIZE, by_ascent, by_hand, images_of, net
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def cat_and_dog(model, steps=100):
    dog = am.objectives.logit(model, 0)
    start = am.images.noise(1, 150, 3, low=0.4, high=0.6)
    settings = {"step_size": (0.05, 0.005), "transforms": [am.transforms.jitter(4)], "progress": False}
    smooth = [(0.02, am.regularizers.total_variation)]
    found = [am.ascend(way, start, steps=steps, regularizers=smooth, **settings).images for way in (-dog, dog)]
    return np.concatenate(found)


def made(function, arguments):
    """What the function made of a model, with all that it is judged by."""
    model, *steps = arguments
    seen = noise(2, *SIZE)
    logit, before = am.models.with_logits(model), np.asarray(model(seen))
    result = drawings.as_array(function(model, *steps))
    fits = isinstance(result, np.ndarray) and result.shape == (2, *SIZE) and result.dtype.kind == "f"
    given = np.asarray(logit(np.round(result.astype("float32") * 255) / 255))[:, 0] if fits else None
    return drawings.Drawn(result, given, before, np.asarray(model(seen)), [])


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
ONE_UNIT = (
    "There is one unit, number 0: no class 1, and −1 would be unit 0 again, counted from the end. It is large for a "
    "dog. The cat is where it is smallest: maximise -am.objectives.logit(model, 0)."
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
START = "The start does not fit the net, which takes 150 × 150 pixels in three colours: am.images.noise(1, 150, 3)."
BEFORE = (
    "A minus belongs before the objective, -am.objectives.logit(model, 0); a list or a weight of −1 is no way down."
)

EXERCISE = Exercise(
    number="7.2",
    title="The perfect cat, the perfect dog",
    function="cat_and_dog",
    reference=cat_and_dog,
    probes=(
        Probe("a net with one sigmoid unit", lambda: (net(),), call=made),
        Probe("a net that takes gray for a dog", lambda: (net(bias=30.0),), call=made),
        Probe("one step", lambda: (net(), 1), call=made),
        Probe("one step, again", lambda: (net(), 1), call=made),
    ),
    compared=(
        "shape, range, that a small net gives less than 0.05 for the first image and more than 0.95 for the second, "
        "also where its sigmoid begins at 1, that steps count, and that the net is as it was."
    ),
    hints=(
        "am.objectives.logit(model, 0) is the one unit before its sigmoid; an ascent with it leads to the dog.",
        "To minimise is to maximise the negative: -am.objectives.logit(model, 0) leads to the cat.",
        "Start both from am.images.noise(1, 150, 3, low=0.4, high=0.6), with regularizers=[(0.02, "
        "am.regularizers.total_variation)] and steps=steps; np.concatenate([cat.images, dog.images]).",
    ),
    properties=(
        Property("an array of images", pair.no_array, ARRAY),
        Property("shape (2, 150, 150, 3)", functools.partial(drawings.wrong_shape, shape=(2, *SIZE)), SHAPE),
        Property("floats", drawings.no_floats, drawings.FLOATS),
        Property("values in [0, 1]", drawings.out_of_range, RANGE),
        Property("the model as it was", functools.partial(drawings.changed_model, what="answers"), CHANGED),
        Property("two images, each with its own way", pair.negatives, NEGATIVE),
        Property("less than 0.5 for the first image, more for the second", pair.swapped, ORDER),
        Property("one image that lowers the neuron, one that raises it", pair.twice_the_same, TWICE),
        Property("less than 0.05 for the first image, more than 0.95 for the second", pair.not_far, NOT_FAR),
        Property("a way down from where the sigmoid is 1", pair.stuck, LOGIT),
        Property("more steps that lead elsewhere", pair.steps_without_effect, STEPS_UNUSED),
    ),
    alternatives=(
        by_hand,
        ways.both_at_once,
        lambda model, steps=100: images_of(by_ascent(model, steps)),
        lambda model, steps=100: tf.constant(images_of(by_ascent(model, steps, am.objectives.log_odds))),
        lambda model, steps=100: by_hand(model, steps).astype("float64"),
    ),
    misconceptions=(
        Misconception("class 1", lambda model, steps=100: am.objectives.logit(model, 1), ONE_UNIT),
        Misconception("classes 0 and 1", lambda model, steps=100: am.objectives.logit(model, [0, 1]), ONE_UNIT),
        Misconception("class −1", lambda model, steps=100: am.objectives.logit(model, -1), ONE_UNIT),
        Misconception("class 1 by hand", lambda model, steps=100: by_hand(model, steps, unit=1), ONE_UNIT),
        Misconception("gray", lambda model, steps=100: by_ascent(model, steps, start=noise(1, 150, 150, 1)), START),
        Misconception("of VGG16", lambda model, steps=100: by_ascent(model, steps, start=noise(1, 224, 224, 3)), START),
        Misconception("a list with a minus", lambda model, steps=100: -[am.objectives.logit(model, 0)], BEFORE),
        Misconception("two ascents", lambda model, steps=100: by_ascent(model, 2), ARRAY),
        Misconception("an Ascent", lambda model, steps=100: by_ascent(model, 2)[0], ARRAY),
        Misconception("no return", lambda model, steps=100: None, ARRAY),
        Misconception("a list", lambda model, steps=100: list(by_hand(model, 2)), ARRAY),
        Misconception("stacked", lambda model, steps=100: np.stack(np.split(by_hand(model, 2), 2)), SHAPE),
        Misconception("the dog alone", lambda model, steps=100: by_hand(model, 2)[1:], SHAPE),
        Misconception("along the height", lambda model, steps=100: np.concatenate(by_hand(model, 2))[None], SHAPE),
        Misconception("8 bits", lambda model, steps=100: (255 * by_hand(model, 2)).astype("uint8"), drawings.FLOATS),
        Misconception("0 to 255", lambda model, steps=100: 255 * by_hand(model, 2), RANGE),
        Misconception("not clipped", lambda model, steps=100: by_hand(model, 2, clip=False), RANGE),
        Misconception("stretched", ways.stretched, RANGE),
        Misconception("in place", ways.in_place, CHANGED),
        Misconception("trained", ways.trained, CHANGED),
        Misconception("the dog first", lambda model, steps=100: by_hand(model, 2)[::-1], ORDER),
        Misconception("descends", lambda model, steps=100: by_hand(model, 2, sign=-1), ORDER),
        Misconception("two dogs", lambda model, steps=100: by_hand(model, 2, signs=(1, 1)), TWICE),
        Misconception("two cats", lambda model, steps=100: by_hand(model, 2, signs=(-1, -1)), TWICE),
        Misconception("−1 is 0", lambda model, steps=100: by_hand(model, 2, signs=(1, 1), unit=-1), TWICE),
        Misconception("negative of the dog", ways.negative(of=1), NEGATIVE),
        Misconception("negative of the cat", ways.negative(of=0), NEGATIVE),
        Misconception("no step", lambda model, steps=100: by_hand(model, 2, move=False), NOT_FAR),
        Misconception(
            "strong penalty",
            lambda model, steps=100: images_of(
                by_ascent(model, 2, regularizers=[(50.0, am.regularizers.total_variation)])
            ),
            NOT_FAR,
        ),
        Misconception("sigmoid", ways.by_sigmoid, LOGIT),
        Misconception("the neuron after its sigmoid", ways.by_neuron, LOGIT),
        Misconception("always 100", lambda model, steps=100: images_of(by_ascent(model)), STEPS_UNUSED),
        Misconception("always 30", lambda model, steps=100: by_hand(model, 30), STEPS_UNUSED),
    ),
)
