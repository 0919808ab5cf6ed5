"""Exercise 77.1, `name_of_function`: the wrong answers that are recognised, each with its hint."""

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson77.name_of_function.right import name_of_function

__all__ = ["wrong"]

wrong = WrongAnswers()


# Three at least, each with a name and a hint. The first that behaves as an answer does on every probe gives its hint.
@wrong(
    "one number for the batch",
    "You take the largest and the smallest value of all images together. Asked for is one number for each: "
    "axis=(1, 2, 3).",
)
def of_the_batch(images):
    return images.max() - images.min()


@wrong("the largest value alone", "That is the largest value of each image. Take its smallest away from it.")
def largest(images):
    return images.max(axis=(1, 2, 3))


# A short one needs no name of its own. What ends in an error on some probe says raises=True behind its hint.
wrong("the wrong way round", "The two are exchanged: the largest minus the smallest is never below zero.")(
    lambda images: -name_of_function(images)
)
