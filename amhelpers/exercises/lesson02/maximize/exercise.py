"""Exercise 2.5, `maximize`: step after step."""

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson02.maximize.right import ALTERNATIVES, maximize
from amhelpers.exercises.lesson02.maximize.wrong import wrong
from amhelpers.exercises.probes import extractor, noise

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    number="2.5",
    title="Step after step",
    function="maximize",
    reference=maximize,
    tolerance=1e-2,  # rounding, and any small constant of the normalisation, add up over fifty steps
    probes=(
        Probe("three steps", lambda: (extractor(), 1, 3 * noise(2, 6, 5, 1) - 1, 3, 0.5)),
        Probe("one image, 50 steps of size 1", lambda: (extractor(), 2, noise(1, 6, 5, 1, seed=1))),
        Probe("images in colour, one step", lambda: (extractor(3), 0, noise(3, 6, 5, 3, seed=2), 1, 0.1)),
        Probe("a filter that is never active", lambda: (extractor(1, "relu", -100.0), 3, noise(1, 6, 5, 1), 4)),
    ),
    compared="images and scores after 1, 3, 4 and 50 steps, for one, two and three images; `start` is left as it was.",
    why=(
        "An ascent is a step, repeated. The scores on the way show whether it got anywhere, and the start must "
        "stay as it was, or the next ascent begins elsewhere."
    ),
    needed="The next cells climb eight filters with it; after that am.ascend does the same for whole batches.",
    hints=(
        "image = tf.Variable(start) makes a copy that can be changed. It belongs before the loop.",
        "for _ in range(steps): ascent_step moves the image and returns the scores; append them to a list.",
        "image.numpy() is the image as an array, np.stack(scores) the scores as (steps, batch).",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
