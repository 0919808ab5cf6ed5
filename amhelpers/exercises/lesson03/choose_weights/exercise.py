"""Exercise 3.5, `choose_weights`: an open one, judged by nets that the ascent never saw."""

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.exercises.lesson03.choose_weights.picture import draw
from amhelpers.exercises.lesson03.choose_weights.properties import PROPERTIES
from amhelpers.exercises.lesson03.choose_weights.right import ALTERNATIVES, choose_weights
from amhelpers.exercises.lesson03.choose_weights.wrong import wrong

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    number="3.5",
    title="Ten digits that others can read",
    function="choose_weights",
    reference=choose_weights,
    probes=(Probe("nothing", tuple),),
    compared="the ten digits that your weights give; three nets that the ascent never saw read them.",
    why=(
        "What other nets read as well does not hang on the habits of one. Penalties and random moves take those away, "
        "as long as they are weak enough to leave the digit."
    ),
    needed="The digits that you found are the ones that the next cells measure.",
    hints=(
        "Begin with total_variation around 0.03 and l1 around 0.01, and nothing else. Which digits are lost?",
        "Then jitter of 1 to 3 pixels and rotate of 10 to 20 degrees: what stands up to that is larger.",
        "scale of 0.2 works in the same way. A little noise, around 0.1, asks for strokes that are not lost in it.",
    ),
    properties=PROPERTIES,
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
    picture=draw,
)
