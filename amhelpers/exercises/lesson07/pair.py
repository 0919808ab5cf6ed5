"""Pair: what a function that draws a cat and a dog gave in four calls -> what was found instead, or None."""

import numpy as np

from amhelpers.describe import describe

__all__ = ["negatives", "no_array", "not_far", "steps_without_effect", "stuck", "swapped", "twice_the_same"]

FAR = 3  # the logit of a probability of 0.95


def no_array(values):
    found = values[0].images
    return None if isinstance(found, np.ndarray) else describe(found)


def said(values):
    chances = [f"{1 / (1 + np.exp(-value)):.3f}" for value in values[0].answers]
    return f"the net gives {chances[0]} for the first image and {chances[1]} for the second"


def swapped(values):
    first, second = values[0].answers
    return said(values) if first > FAR and second < -FAR else None


def twice_the_same(values):
    first, second = values[0].answers
    return said(values) if min(first, second) > FAR or max(first, second) < -FAR else None


def negatives(values):
    """Is one image the negative of the other, and not what was asked for?"""
    first, second = values[0].images
    words = f"one image is 1 − the other; {said(values)}"
    reversed_colours = np.abs(first + second - 1).max() < 0.01 < np.abs(first - second).max()
    return words if reversed_colours and not_far(values) else None


def not_far(values):
    first, second = values[0].answers
    return None if first < -FAR and second > FAR else said(values)


def stuck(values):
    first, second = values[1].answers
    words = f"where the sigmoid begins at 1.000, the logits of the images are {first:.3g} and {second:.3g}"
    return None if second - first > 6 else f"{words}: nothing has moved"


def steps_without_effect(values):
    many, few, again = (values[index].answers[1] - values[index].answers[0] for index in (0, 2, 3))
    by_chance = 2 * abs(few - again) + 1e-3 * abs(few)  # an answer may start from other noise at every call
    words = f"logits that differ by {few:.3g} after steps=1, by {many:.3g} after 100"
    return words if abs(many - few) <= by_chance else None
