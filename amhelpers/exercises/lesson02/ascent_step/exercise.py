"""Exercise 2.4, `ascent_step`: one step uphill."""

import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson02.ascent_step.picture import draw
from amhelpers.exercises.lesson02.ascent_step.right import ALTERNATIVES, ascent_step
from amhelpers.exercises.lesson02.ascent_step.wrong import wrong
from amhelpers.exercises.probes import extractor, noise

__all__ = ["EXERCISE"]


def probe(count, channels=1, seed=0, **net):
    """A net, and images that can be changed, with values on both sides of 0 … 1."""
    return extractor(channels, **net), tf.Variable(3 * noise(count, 6, 5, channels, seed=seed) - 1)


EXERCISE = Exercise(
    number="2.4",
    title="One step uphill",
    function="ascent_step",
    reference=ascent_step,
    changes_argument=True,
    tolerance=5e-3,  # the step may have been normalised with any small constant
    probes=(
        Probe("one image", lambda: (*probe(1), 1, 1.0)),
        Probe("three images in colour", lambda: (*probe(3, channels=3, seed=1), 2, 0.5)),
        Probe("a small step", lambda: (*probe(2, seed=2), 0, 0.05)),
        Probe("a filter that is never active", lambda: (*probe(1, activation="relu", bias=-100.0), 3, 1.0)),
    ),
    compared="the scores, and the image afterwards, for one, two and three images, and for a filter that never wakes.",
    why=(
        "The tape has to see the image and the score; the gradient says for each pixel which way is up, and the "
        "step goes there."
    ),
    needed="The next cell makes three steps with it, and Exercise 2.5 repeats it fifty times.",
    hints=(
        "Inside of `with tf.GradientTape() as tape:` compute scores = mean_activation(extractor(image), channel).",
        "After it, tape.gradient(scores, image) is the slope, of the shape of the image.",
        "image.assign_add(step_size * normalize(gradient)) moves the image. Return the scores.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
    picture=draw,
)
