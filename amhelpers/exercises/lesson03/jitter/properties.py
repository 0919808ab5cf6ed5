"""Exercise 3.4, `jitter`: what must hold of an answer, each property with its hint."""

import functools
import itertools

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Property
from amhelpers.exercises.probes import arrays

__all__ = [
    "BOTH",
    "CALLS",
    "CROSS",
    "DIAGONAL",
    "EVERY",
    "FAR",
    "FROZEN",
    "GRADIENT",
    "MOVED",
    "NEW",
    "PIXELS",
    "PROPERTIES",
    "REACH",
    "SHAPE",
    "SIDES",
    "TOGETHER",
    "ZERO",
    "pictures",
]

PIXELS = 2
CALLS = 60  # so many that no offset from −2 to 2 is missed but once in a million times
SEARCHED = 4  # offsets that are looked for, in each direction


def pictures():
    return tf.constant(arrays(2, 14, 13, 1))


def offsets(result):
    """By how much each image of a result has moved: (down, right), or None.

    The border is not looked at, but for an image that has moved by more than is looked for without it: what has left at
    one end must have entered at the other then.
    """
    return [_offset(index, image.tobytes()) for index, image in enumerate(np.asarray(result, "float32"))]


@functools.lru_cache(256)  # of one answer, which every property looks at
def _offset(index, image):
    before = pictures().numpy()[index, ..., 0]
    after = np.frombuffer(image, "float32").reshape(before.shape)
    inner = after[SEARCHED:-SEARCHED, SEARCHED:-SEARCHED].ravel()
    near = (move for move, part in _moved()[index].items() if np.allclose(part, inner))
    far = (move for move in _all_moves(before.shape) if np.allclose(np.roll(before, move, (0, 1)), after))
    return next(near, None) or next(far, None)


def _all_moves(shape):
    """All by which an image can be rolled, the shorter way."""
    return itertools.product(*(range(-(length // 2), (length + 1) // 2) for length in shape))


@functools.cache
def _moved():
    """For each picture, its inner part after every move that is looked for."""
    inner = slice(SEARCHED, -SEARCHED)
    moves = list(itertools.product(range(-SEARCHED, SEARCHED + 1), repeat=2))
    return [
        {move: np.roll(image, move, (0, 1))[inner, inner].ravel() for move in moves} for image in pictures().numpy()
    ]


def all_offsets(results):
    """The offsets of all calls, one for each; None where the images of a batch did not move together, or at all."""
    return [pair[0] if pair[0] == pair[1] else None for pair in map(offsets, results)]


def no_images(values):
    wrong = next((result for result in values[0] if result.shape != (2, 14, 13, 1)), None)
    return None if wrong is None else f"shape {wrong.shape} for images of shape (2, 14, 13, 1)"


def not_moved(values):
    lost = sum(None in offsets(result) for result in values[0])
    return f"in {lost} of {CALLS} calls an image is not the one it was, moved by whole pixels" if lost else None


def torn_apart(values):
    apart = next((pair for pair in map(offsets, values[0]) if pair[0] != pair[1]), None)
    return None if apart is None else f"the first image moved by {apart[0]}, the second by {apart[1]} (down, right)"


def too_far(values):
    largest = max(max(map(abs, move)) for move in all_offsets(values[0]))
    return f"an offset of {largest} pixels" if largest > PIXELS else None


def always_the_same(values):
    moves = set(all_offsets(values[0]))
    return f"the offset {next(iter(moves))} (down, right) in all {CALLS} calls" if len(moves) == 1 else None


def one_direction(values):
    down, right = (set(moves) for moves in zip(*all_offsets(values[0])))
    fixed = [name for name, moves in (("up or down", down), ("left or right", right)) if len(moves) == 1]
    return f"always the same offset {fixed[0]} in {CALLS} calls" if fixed else None


def on_the_diagonal(values):
    moves = all_offsets(values[0])
    return "the same offset down and right in every call" if all(down == right for down, right in moves) else None


def one_at_a_time(values):
    moves = all_offsets(values[0])
    return f"in none of {CALLS} calls an offset in both directions" if all(0 in move for move in moves) else None


def one_sided(values):
    down, right = (sorted(set(moves)) for moves in zip(*all_offsets(values[0])))
    return f"offsets down: {down}, right: {right}" if min(down + right) >= 0 or max(down + right) <= 0 else None


def without_the_last(values):
    down, right = (sorted(set(moves)) for moves in zip(*all_offsets(values[0])))
    return f"offsets down: {down}, right: {right}" if down == right == list(range(-PIXELS, PIXELS)) else None


def out_of_reach(values):
    down, right = (sorted(set(moves)) for moves in zip(*all_offsets(values[0])))
    everything = list(range(-PIXELS, PIXELS + 1))
    return f"offsets down: {down}, right: {right}" if down != everything or right != everything else None


def frozen(values):
    moves = set(all_offsets(values[1]))
    return f"the offset {next(iter(moves))} in all {CALLS} calls" if len(moves) == 1 else None


def moved_by_nothing(values):
    if isinstance(values[2], Exception):
        return f"{type(values[2]).__name__}: {str(values[2]).splitlines()[0]}"
    same = all(np.array_equal(result, pictures()) for result in values[2])
    return None if same else "other images than those that were given"


def cut_off(values):
    return "no gradient (None)" if values[3] is None else None


SHAPE = (
    "Return images of the same size: move them (tf.roll), or pad before you crop. What enters at the border is free."
)
MOVED = "Each image is to be the one it was, moved by whole pixels along its height (axis 1) and width (axis 2)."
TOGETHER = (
    "The whole batch moves by one offset. Draw once, outside of any loop over the images: tf.random.uniform((2,), …)."
)
FAR = "At most `pixels` in each direction, up and down, left and right: from -pixels to pixels."
NEW = "Draw a new offset at every call. A fixed offset, or a fixed seed, moves the image once and for all."
BOTH = "Both directions are to be drawn: two numbers, for the axes (1, 2)."
DIAGONAL = "One number for both directions moves along the diagonal only. Draw two: tf.random.uniform((2,), …)."
CROSS = "The image moves up or down, or to a side, never both in one call. Draw an offset for each direction."
SIDES = "The offsets go one way only. Draw from -pixels on: up and to the left too."
REACH = (
    "tf.random.uniform leaves out its upper limit for integers: let it end at pixels + 1, so that `pixels` occurs too."
)
EVERY = (
    "Every whole number from -pixels to pixels has to occur, in both directions, each whatever the other is. (A number "
    "that is cast to an integer loses what is behind the point, also where it should be rounded.)"
)
FROZEN = (
    "Inside of a compiled function NumPy's and Python's random numbers are drawn once, while it is compiled, and "
    "then stay. tf.random.uniform is part of the compiled function, and draws anew at each call."
)
ZERO = "With pixels = 0 nothing may move."
GRADIENT = "The gradient is None: the image goes through NumPy on its way. tf.roll can be differentiated."

PROPERTIES = (
    Property("images of the same size", no_images, SHAPE),
    Property("each image as it was, moved by whole pixels", not_moved, MOVED),
    Property("one offset for the whole batch", torn_apart, TOGETHER),
    Property(f"offsets of at most {PIXELS} pixels", too_far, FAR),
    Property("another offset from call to call", always_the_same, NEW),
    Property("offsets in both directions", one_direction, BOTH),
    Property("offsets in all directions", on_the_diagonal, DIAGONAL),
    Property("offsets in both directions at once", one_at_a_time, CROSS),
    Property(f"offsets from {-PIXELS} to {PIXELS}", one_sided, SIDES),
    Property(f"the offset {PIXELS} too", without_the_last, REACH),
    Property(f"every offset from {-PIXELS} to {PIXELS}, in {CALLS} calls", out_of_reach, EVERY),
    Property("another offset from call to call of a compiled function", frozen, FROZEN),
    Property("the images as they are, for pixels = 0", moved_by_nothing, ZERO),
    Property("a gradient", cut_off, GRADIENT),
)
