"""Exercise 8.3, `grad_cam`: where the last feature maps speak for a class."""

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson08 import shared
from amhelpers.exercises.lesson08.grad_cam.right import ALTERNATIVES, grad_cam
from amhelpers.exercises.lesson08.grad_cam.wrong import wrong
from amhelpers.exercises.lesson08.shared import told
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    number="8.3",
    title="Which region speaks for the class",
    function="grad_cam",
    reference=grad_cam,
    tolerance=1e-3,
    probes=(
        Probe(
            "an image in colour, three classes",
            lambda: (shared.colour_net(), noise(1, 6, 5, 3, seed=1), [0]),
            call=told,
        ),
        Probe(
            "two images, the maps of a layer",
            lambda: (shared.colour_net(), noise(2, 6, 5, 3, seed=2), [1, 0], "first"),
            call=told,
        ),
        Probe(
            "gray images, a net that ends in pooling",
            lambda: (shared.dog_net(), noise(2, 7, 6, 1, seed=3), [0, 0]),
            call=told,
        ),
        Probe(
            "a class that nothing speaks for",
            lambda: (shared.colour_net(), noise(2, 6, 5, 3, seed=3), [2, 1]),
            call=told,
        ),
    ),
    compared="the maps of one and of two images, of two layers and two nets, all zero for one class; the model stays.",
    why=(
        "A map that raises the logit counts for the class, and how much it does is the mean of its gradient. "
        "What speaks against the class is cut off."
    ),
    needed="Exercise 8.4 measures whether its heat moves with the class.",
    hints=(
        "logits = am.models.with_logits(model), and keras.Model(logits.inputs[0], [logits.get_layer(layer).output, "
        "logits.outputs[0]]) gives both, the maps and the logits.",
        "Inside of a tape, call it with the images, and take the logit of each class. tape.gradient(scores, maps) has "
        "the shape of the maps; its mean over height and width are their weights.",
        "tf.nn.relu(tf.reduce_sum(weights * maps, axis=3)), and tf.math.divide_no_nan by the maximum of each map.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
