"""Exercise 5.2, `vgg_deprocess`: what VGG16 takes -> a picture that can be shown."""

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson05.vgg_deprocess.right import ALTERNATIVES, vgg_deprocess
from amhelpers.exercises.lesson05.vgg_deprocess.wrong import wrong
from amhelpers.exercises.lesson05.vgg_preprocess.right import vgg_preprocess
from amhelpers.exercises.probes import arrays, noise

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    number="5.2",
    title="Back to a picture",
    function="vgg_deprocess",
    reference=vgg_deprocess,
    tolerance=1e-4,
    probes=(
        Probe("two preprocessed images", lambda: (vgg_preprocess(noise(2, 4, 5, 3)),)),
        Probe("values that no picture has", lambda: (200 * arrays(2, 3, 3, 3),)),
    ),
    compared="that it undoes 5.1, that all values end in [0, 1], and that the argument stays as it is.",
    why=(
        "The way back undoes each step in the opposite order: add the mean, turn the colours round, divide. What "
        "lies outside of a picture's range is cut off at the end."
    ),
    needed="The next cell shows what a picture looks like when one of these steps is forgotten.",
    hints=(
        "Last step first, each with its opposite: add the mean, reverse the colours, divide by 255.",
        "np.clip(images, 0, 1) at the very end.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
