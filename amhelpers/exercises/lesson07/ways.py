"""Ways: model, steps -> two images, one that lowers its only unit and one that raises it; some of them are wrong."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.exercises import drawings

__all__ = [
    "SIZE",
    "both_at_once",
    "by_ascent",
    "by_hand",
    "by_neuron",
    "by_sigmoid",
    "images_of",
    "in_place",
    "negative",
    "net",
    "stretched",
    "trained",
]


SIZE = (150, 150, 3)


def net(bias=0.0):
    """A small net that looks at colours only: of what is gray its logit is the bias.

    A colour and its opposite speak for the same, nearly alike, so that the negative of a dog is no cat.
    """
    layers = [
        keras.Input(SIZE, name="image"),
        keras.layers.Conv2D(8, 5, strides=4, activation="softplus", name="conv1"),
        keras.layers.AveragePooling2D(6, name="pool1"),
        keras.layers.Flatten(name="flatten"),
        keras.layers.Dense(1, activation="sigmoid", name="dog"),
    ]
    model, random = keras.Sequential(layers, name="net"), np.random.default_rng(1)
    colours = random.normal(size=(1, 1, 3, 4)) * np.ones((5, 5, 1, 1))
    colours -= colours.mean(axis=2, keepdims=True)
    dense = 2 * random.normal(size=(36, 4))
    kernel = np.concatenate([dense, 0.7 * dense], axis=1).reshape(-1, 1)
    gray = np.log(2) * kernel.sum()  # what softplus makes of it
    model.set_weights(
        [0.15 * np.concatenate([colours, -colours], axis=3), np.zeros(8), kernel, np.full(1, bias - gray)]
    )
    return model


def by_hand(model, steps=100, signs=(-1, 1), score=None, unit=0, **missing):
    """The loop of lesson 02, down and up, with one thing or another missing."""
    score = score or am.models.with_logits(model)
    start = am.images.noise(1, 150, 3, seed=2)
    ways = (lambda images, sign=sign: sign * score(images)[:, unit] for sign in signs)
    return np.concatenate([drawings.climbed(way, start, steps, **missing) for way in ways])


def both_at_once(model, steps=100):
    logit, signs = am.models.with_logits(model), tf.constant([-1.0, 1.0])
    start = am.images.noise(2, model.input_shape[1:3], 3, seed=5)
    return am.ascend(lambda images: signs * logit(images)[:, 0], start, steps=steps, progress=False).images


def by_ascent(model, steps=100, objectives=am.objectives.logit, start=None, **settings):
    dog = objectives(model, 0)
    start = am.images.noise(1, 150, 3) if start is None else start
    return [am.ascend(way, start, steps=steps, progress=False, **settings) for way in (-1 * dog, dog)]


def negative(of):
    """One image by ascent, the cat (0) or the dog (1), and its negative in the place of the other."""

    def answer(model, steps=100):
        found = by_ascent(model, steps)[of].images
        return np.concatenate([found, 1 - found] if of == 0 else [1 - found, found])

    return answer


def images_of(ascents):
    return np.concatenate([one.images for one in ascents])


def by_sigmoid(model, steps=100):
    start = am.images.noise(1, 150, 3, low=0.45, high=0.55)
    ways = (lambda images: 1 - model(images)[:, 0], lambda images: model(images)[:, 0])
    return np.concatenate([am.ascend(way, start, steps=steps, progress=False).images for way in ways])


def by_neuron(model, steps=100):
    return images_of(by_ascent(model, steps, lambda model, unit: am.objectives.neuron(model, "dog", unit)))


def in_place(model, steps=100):
    model.layers[-1].activation = keras.activations.linear
    return by_hand(model, 2, score=model)


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


def stretched(model, steps=100):
    found = by_hand(model, 2, clip=False)
    return (found - found.mean()) / found.std()
