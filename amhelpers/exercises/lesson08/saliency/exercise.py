"""Exercise 8.1, `saliency`: which pixels a class depends on."""

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson08 import shared
from amhelpers.exercises.lesson08.saliency.right import ALTERNATIVES, saliency
from amhelpers.exercises.lesson08.saliency.wrong import wrong
from amhelpers.exercises.lesson08.shared import told
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    number="8.1",
    title="Which pixels count",
    function="saliency",
    reference=saliency,
    tolerance=1e-3,
    probes=(
        Probe("a gray image, one sigmoid unit", lambda: (shared.dog_net(), noise(1, 7, 6, 1), [0]), call=told),
        Probe(
            "an image in colour, three classes",
            lambda: (shared.colour_net(), noise(1, 6, 5, 3, seed=1), [1]),
            call=told,
        ),
        Probe("two images in colour", lambda: (shared.colour_net(), noise(2, 6, 5, 3, seed=2), [2, 0]), call=told),
        Probe(
            "a black image and noise", lambda: (shared.colour_net(-0.1), shared.black_and_noise(), [1, 1]), call=told
        ),
    ),
    compared="the maps of one gray image, of one and of two in colour, and of a black one; the model stays as it is.",
    why=(
        "The gradient of the logit says by how much the score changes when a pixel does, up or down. Its size "
        "over the colours is what counts; the logit has a slope where softmax is flat."
    ),
    needed="Exercise 8.2 averages it, and exercise 8.4 measures where it lies.",
    hints=(
        "am.models.with_logits(model) gives logits, tf.gather(…, classes, axis=1, batch_dims=1) each image's class.",
        "images = tf.constant(images), and tape.watch(images) inside of the tape, before the net is called.",
        "tf.reduce_max(tf.abs(gradient), axis=3) are the maps; tf.math.divide_no_nan divides each by its maximum.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
