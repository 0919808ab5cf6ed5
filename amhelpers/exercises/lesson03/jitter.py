"""Exercise 3.4, `jitter`: random, so it is judged by properties."""

import itertools
import random

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe, Property
from amhelpers.exercises.probes import arrays

__all__ = ["EXERCISE"]

PIXELS = 2
CALLS = 60  # so many that no offset from −2 to 2 is missed but once in a million times
SEARCHED = 4  # offsets that are looked for, in each direction


def jitter(images, pixels):
    offset = tf.random.uniform((2,), -pixels, pixels + 1, dtype=tf.int32)
    return tf.roll(images, offset, axis=(1, 2))


def pictures():
    return tf.constant(arrays(2, 14, 13, 1))


def many_calls(function, arguments):
    return [np.asarray(function(*arguments)) for _ in range(CALLS)]


def compiled_calls(function, arguments):
    images, pixels = arguments
    compiled = tf.function(lambda images: function(images, pixels))
    try:
        if compiled(images) is None:
            return [np.asarray(None)]
    except Exception:  # without autograph, whose rewriting of the code makes errors hard to read
        compiled = tf.function(lambda images: function(images, pixels), autograph=False)
    return [np.asarray(compiled(images)) for _ in range(CALLS)]


def one_call(function, arguments):
    try:
        return [np.asarray(function(*arguments))]
    except Exception as error:  # told only where nothing else is wrong
        return error


def gradient(function, arguments):
    images, pixels = arguments
    if not isinstance(function(images, pixels), tf.Tensor | tf.Variable):
        return None
    with tf.GradientTape() as tape:
        tape.watch(images)
        total = tf.reduce_sum(tf.square(function(images, pixels)))
    return tape.gradient(total, images)


def offsets(result):
    """By how much each image of a result has moved: (down, right), or None; the border is not looked at."""
    inner = slice(SEARCHED, -SEARCHED)
    found = []
    for before, after in zip(pictures().numpy(), result):
        moves = itertools.product(range(-SEARCHED, SEARCHED + 1), repeat=2)
        same = (move for move in moves if np.allclose(np.roll(before, move, (0, 1))[inner, inner], after[inner, inner]))
        found.append(next(same, None))
    return found


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


def drawn(low, high, shape=(2,)):
    return tf.random.uniform(shape, low, high, dtype=tf.int32)


def each_by_itself(images, pixels):
    return tf.concat([jitter(images[index : index + 1], pixels) for index in range(images.shape[0])], axis=0)


def on_other_axes(axis):
    return lambda images, pixels: tf.roll(images, drawn(-pixels, pixels + 1), axis=axis)


def by_numpy(images, pixels):
    return tf.roll(images, np.random.randint(-pixels, pixels + 1, 2), axis=(1, 2))


def by_python(images, pixels):
    return tf.roll(images, [random.randint(-pixels, pixels) for _ in range(2)], axis=(1, 2))


def by_seed(images, pixels):
    offset = tf.random.stateless_uniform((2,), (1, 2), -pixels, pixels + 1, dtype=tf.int32)
    return tf.roll(images, offset, axis=(1, 2))


def cropped(images, pixels):
    height, width = images.shape[1:3]
    return tf.image.random_crop(images, (images.shape[0], height - 2 * pixels, width - 2 * pixels, images.shape[3]))


def padded_and_cropped(images, pixels):
    padded = tf.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels), (0, 0)))
    top, left = tf.unstack(drawn(0, 2 * pixels + 1))
    height, width = images.shape[1:3]
    return padded[:, top : top + height, left : left + width]


def by_slices(images, pixels):
    down, right = tf.unstack(drawn(-pixels, pixels + 1))
    return tf.roll(tf.roll(images, down, axis=1), right, axis=2)


def not_connected(images, pixels):
    return tf.constant(jitter(images, pixels).numpy()) if tf.executing_eagerly() else jitter(images, pixels)


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

EXERCISE = Exercise(
    number="3.4",
    title="Never twice at the same place",
    function="jitter",
    reference=jitter,
    probes=(
        Probe(f"{CALLS} calls", lambda: (pictures(), PIXELS), call=many_calls),
        Probe(f"{CALLS} calls inside of a tf.function", lambda: (pictures(), PIXELS), call=compiled_calls),
        Probe("no pixels", lambda: (pictures(), 0), call=one_call),
        Probe("its gradient", lambda: (pictures(), PIXELS), call=gradient),
    ),
    compared=f"the offsets of {CALLS} calls, and of as many in a compiled function; shape, pixels = 0 and gradient.",
    hints=(
        "tf.roll(images, shift, axis) moves along the axes; what leaves at one end enters at the other.",
        "Height and width are the axes (1, 2), so the shift is two numbers.",
        "tf.random.uniform((2,), low, high, dtype=tf.int32) draws two integers from low to high − 1.",
    ),
    properties=(
        Property("images of the same size", no_images, SHAPE),
        Property("each image as it was, moved by whole pixels", not_moved, MOVED),
        Property("one offset for the whole batch", torn_apart, TOGETHER),
        Property(f"offsets of at most {PIXELS} pixels", too_far, FAR),
        Property("another offset from call to call", always_the_same, NEW),
        Property("offsets in both directions", one_direction, BOTH),
        Property("offsets in all directions", on_the_diagonal, DIAGONAL),
        Property(f"offsets from {-PIXELS} to {PIXELS}", one_sided, SIDES),
        Property(f"the offset {PIXELS} too", without_the_last, REACH),
        Property(f"every offset from {-PIXELS} to {PIXELS}, in {CALLS} calls", out_of_reach, EVERY),
        Property("another offset from call to call of a compiled function", frozen, FROZEN),
        Property("the images as they are, for pixels = 0", moved_by_nothing, ZERO),
        Property("a gradient", cut_off, GRADIENT),
    ),
    alternatives=(
        by_slices,
        padded_and_cropped,
        lambda images, pixels: tf.roll(
            images, tf.cast(tf.round(tf.random.uniform((2,), -pixels - 0.5, pixels + 0.5)), "int32"), (1, 2)
        ),
    ),
    misconceptions=(
        Misconception("cropped", cropped, SHAPE),
        Misconception("noise", lambda images, pixels: images + tf.random.uniform(images.shape, -pixels, pixels), MOVED),
        Misconception("batch and height", on_other_axes((0, 1)), MOVED),
        Misconception("width and colour", on_other_axes((2, 3)), BOTH),
        Misconception("each by itself", each_by_itself, TOGETHER),
        Misconception("twice as far", lambda images, pixels: jitter(images, 2 * pixels), FAR),
        Misconception("always so far", lambda images, pixels: tf.roll(images, (pixels, pixels), axis=(1, 2)), NEW),
        Misconception("a seed", by_seed, NEW),
        Misconception("as it was", lambda images, pixels: images, NEW),
        Misconception("down only", lambda images, pixels: tf.roll(images, drawn(-pixels, pixels + 1, ()), 1), BOTH),
        Misconception(
            "one number",
            lambda images, pixels: tf.roll(images, tf.repeat(drawn(-pixels, pixels + 1, ()), 2), (1, 2)),
            DIAGONAL,
        ),
        Misconception("from zero", lambda images, pixels: tf.roll(images, drawn(0, pixels + 1), axis=(1, 2)), SIDES),
        Misconception(
            "without the last",
            lambda images, pixels: tf.roll(images, drawn(-pixels, pixels), (1, 2)),
            REACH,
        ),
        Misconception(
            "cut off",
            lambda images, pixels: tf.roll(
                images, tf.cast(tf.random.uniform((2,), -pixels, float(pixels)), "int32"), (1, 2)
            ),
            EVERY,
        ),
        Misconception("no return", lambda images, pixels: None, SHAPE),
        Misconception("NumPy", by_numpy, FROZEN),
        Misconception("Python", by_python, FROZEN),
        Misconception("one pixel always", lambda images, pixels: jitter(images, max(pixels, 1)), ZERO),
        Misconception("through NumPy", not_connected, GRADIENT),
    ),
)
