"""Exercise 5.3, `filter_images`: there are many ways up, so it is judged by properties."""

import numpy as np

import amhelpers as am
from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises import drawings
from amhelpers.exercises.lesson05.filter_images.properties import BATCH_SHAPE, CHANNELS, LAYER, PROPERTIES, SIZE, net
from amhelpers.exercises.lesson05.filter_images.right import ALTERNATIVES, filter_images
from amhelpers.exercises.lesson05.filter_images.wrong import wrong

__all__ = ["EXERCISE"]


def arguments():
    """What a student's function is called with."""
    return net(), LAYER, list(CHANNELS), SIZE


def made(function, given):
    """What the function made of a model, with all that it is judged by."""
    model, layer, channels, size = given
    maps = am.models.feature_extractor(model, layer)
    seen = am.images.noise(2, 16, 3)
    before = np.asarray(maps(seen))
    result = drawings.as_array(function(model, layer, channels, size))
    fits = isinstance(result, np.ndarray) and result.shape == BATCH_SHAPE and result.dtype.kind == "f"
    answers, turned = [
        np.asarray(maps(shown.astype("float32"))).mean(axis=(1, 2)) if fits else None
        for shown in (result, result[..., ::-1] if fits else None)
    ]
    return drawings.Drawn(result, answers, before, np.asarray(maps(seen)), channels, turned)


EXERCISE = Exercise(
    number="5.3",
    title="Filters of any layer",
    function="filter_images",
    reference=filter_images,
    probes=(Probe("three filters", arguments, call=made),),
    compared="shape, range, that every image excites its filter more than noise; model and list are as they were.",
    why=(
        "It is the same ascent for any layer: only the name and the size of the image change, for deeper filters "
        "see more of it."
    ),
    needed=(
        "The next cells draw all filters of the first layer; am.recipes.filter_images adds the cures that deeper "
        "layers need."
    ),
    hints=(
        "It is lesson 03's ascent with am.objectives.channel(model, layer, channels) for the objective.",
        "start = am.images.noise(len(channels), size, 3, low=0.4, high=0.6); am.ascend(…, start, steps=24, …).images.",
    ),
    properties=PROPERTIES,
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
