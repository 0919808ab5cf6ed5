"""Exercise 7.2, `cat_and_dog`: the wrong answers that are recognised, each with its hint."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises import drawings
from amhelpers.exercises.lesson07.cat_and_dog.properties import (
    ARRAY,
    CHANGED,
    LOGIT,
    NEGATIVE,
    NOT_FAR,
    ORDER,
    RANGE,
    SHAPE,
    STEPS_UNUSED,
    TWICE,
)
from amhelpers.exercises.lesson07.cat_and_dog.right import by_ascent, by_hand, images_of
from amhelpers.exercises.probes import noise

__all__ = ["wrong"]

wrong = WrongAnswers()

ONE_UNIT = (
    "There is one unit, number 0: no class 1, and −1 would be unit 0 again, counted from the end. It is large for a "
    "dog. The cat is where it is smallest: maximise -am.objectives.logit(model, 0)."
)

wrong("class 1", ONE_UNIT, raises=True)(lambda model, steps=100: am.objectives.logit(model, 1))

wrong("classes 0 and 1", ONE_UNIT, raises=True)(lambda model, steps=100: am.objectives.logit(model, [0, 1]))

wrong("class −1", ONE_UNIT, raises=True)(lambda model, steps=100: am.objectives.logit(model, -1))

wrong("class 1 by hand", ONE_UNIT, raises=True)(lambda model, steps=100: by_hand(model, steps, unit=1))

START = "The start does not fit the net, which takes 150 × 150 pixels in three colours: am.images.noise(1, 150, 3)."

wrong("gray", START, raises=True)(lambda model, steps=100: by_ascent(model, steps, start=noise(1, 150, 150, 1)))

wrong("of VGG16", START, raises=True)(lambda model, steps=100: by_ascent(model, steps, start=noise(1, 224, 224, 3)))

wrong(
    "a list with a minus",
    "A minus belongs before the objective, -am.objectives.logit(model, 0); a list or a weight of −1 is no way down.",
    raises=True,
)(lambda model, steps=100: -[am.objectives.logit(model, 0)])

wrong("two ascents", ARRAY)(lambda model, steps=100: by_ascent(model, 2))

wrong("an Ascent", ARRAY)(lambda model, steps=100: by_ascent(model, 2)[0])

wrong("no return", ARRAY)(lambda model, steps=100: None)

wrong("a list", ARRAY)(lambda model, steps=100: list(by_hand(model, 2)))

wrong("stacked", SHAPE)(lambda model, steps=100: np.stack(np.split(by_hand(model, 2), 2)))

wrong("the dog alone", SHAPE)(lambda model, steps=100: by_hand(model, 2)[1:])

wrong("along the height", SHAPE)(lambda model, steps=100: np.concatenate(by_hand(model, 2))[None])

wrong("8 bits", drawings.FLOATS)(lambda model, steps=100: (255 * by_hand(model, 2)).astype("uint8"))

wrong("0 to 255", RANGE)(lambda model, steps=100: 255 * by_hand(model, 2))

wrong("not clipped", RANGE)(lambda model, steps=100: by_hand(model, 2, clip=False))


@wrong("stretched", RANGE)
def stretched(model, steps=100):
    found = by_hand(model, 2, clip=False)
    return (found - found.mean()) / found.std()


@wrong("in place", CHANGED)
def in_place(model, steps=100):
    model.layers[-1].activation = keras.activations.linear
    return by_hand(model, 2, score=model)


@wrong("trained", CHANGED)
def trained(model, steps=100):
    """The weights are trained in the place of the images."""
    start, optimizer = tf.constant(am.images.noise(2, 150, 3)), keras.optimizers.SGD(0.1)
    for _ in range(3):
        with tf.GradientTape() as tape:
            answers = model(start)[:, 0]
            loss = answers[0] - answers[1]
        weights = model.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
    return start


wrong("the dog first", ORDER)(lambda model, steps=100: by_hand(model, 2)[::-1])

wrong("descends", ORDER)(lambda model, steps=100: by_hand(model, 2, sign=-1))

wrong("two dogs", TWICE)(lambda model, steps=100: by_hand(model, 2, signs=(1, 1)))

wrong("two cats", TWICE)(lambda model, steps=100: by_hand(model, 2, signs=(-1, -1)))

wrong("−1 is 0", TWICE)(lambda model, steps=100: by_hand(model, 2, signs=(1, 1), unit=-1))


def negative(of):
    """One image by ascent, the cat (0) or the dog (1), and its negative in the place of the other."""

    def answer(model, steps=100):
        found = by_ascent(model, steps)[of].images
        return np.concatenate([found, 1 - found] if of == 0 else [1 - found, found])

    return answer


wrong("negative of the dog", NEGATIVE)(negative(of=1))

wrong("negative of the cat", NEGATIVE)(negative(of=0))

wrong("no step", NOT_FAR)(lambda model, steps=100: by_hand(model, 2, move=False))

wrong("strong penalty", NOT_FAR)(
    lambda model, steps=100: images_of(by_ascent(model, 2, regularizers=[(50.0, am.regularizers.total_variation)]))
)


@wrong("sigmoid", LOGIT)
def by_sigmoid(model, steps=100):
    start = am.images.noise(1, 150, 3, low=0.45, high=0.55)
    ways = (lambda images: 1 - model(images)[:, 0], lambda images: model(images)[:, 0])
    return np.concatenate([am.ascend(way, start, steps=steps, progress=False).images for way in ways])


@wrong("the neuron after its sigmoid", LOGIT)
def by_neuron(model, steps=100):
    return images_of(by_ascent(model, steps, lambda model, unit: am.objectives.neuron(model, "dog", unit)))


wrong("always 100", STEPS_UNUSED)(lambda model, steps=100: images_of(by_ascent(model)))

wrong("always 30", STEPS_UNUSED)(lambda model, steps=100: by_hand(model, 30))
