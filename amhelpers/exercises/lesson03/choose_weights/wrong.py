"""Exercise 3.5, `choose_weights`: the wrong answers that are recognised, each with its hint."""

from amhelpers import recipes
from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson03.choose_weights.properties import DICT, EACH, NAME, READ, VALUE

__all__ = ["wrong"]

wrong = WrongAnswers()

wrong("a list", DICT)(lambda: [0.05, 0.02])

wrong("the digits themselves", DICT)(lambda: recipes.digits(steps=1))

wrong("short names", NAME)(lambda: {"tv": 0.05, "l1": 0.02})

wrong("text", VALUE)(lambda: {"total_variation": "0.05"})

wrong("negative", VALUE)(lambda: {"l1": -0.02})

wrong("half a pixel", VALUE)(lambda: {"jitter": 1.5})

wrong("a thousand steps", VALUE)(lambda: {"steps": 1000})

wrong("nothing", READ, visible=True)(dict)

wrong("far too much", READ, visible=True)(lambda: {"total_variation": 3.0, "l1": 1.0})

wrong("jitter alone", EACH, visible=True)(lambda: {"jitter": 2})

wrong("total variation and jitter", EACH, visible=True)(lambda: {"total_variation": 0.05, "jitter": 2})
