"""Exercise 2.5, `maximize`: step after step."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.lesson02.ascent_step import ascent_step
from amhelpers.exercises.lesson02.mean_activation import mean_activation
from amhelpers.exercises.probes import extractor, noise

__all__ = ["EXERCISE"]


def maximize(extractor, channel, start, steps=50, step_size=1.0):
    image = tf.Variable(start)
    scores = [ascent_step(extractor, image, channel, step_size) for _ in range(steps)]
    return image.numpy(), np.stack(scores)


def changed(images=lambda images: images, scores=lambda scores: scores, **settings):
    """The right answer with something done to what it returns, or with other settings than were asked for."""

    def answer(extractor, channel, start, steps=50, step_size=1.0):
        asked = {"channel": channel, "start": start, "steps": steps, "step_size": step_size}
        asked.update({name: change(asked[name]) for name, change in settings.items()})
        found = maximize(extractor, **asked)
        return images(found[0]), scores(found[1])

    return answer


def ways(each_step=lambda image: None, after=False, result=None):
    """A loop with something done after each step."""

    def answer(extractor, channel, start, steps=50, step_size=1.0):
        image, scores = tf.Variable(start), []
        for _ in range(steps):
            score = ascent_step(extractor, image, channel, step_size)
            each_step(image)
            scores.append(mean_activation(extractor(image), channel) if after else score)
        return image.numpy(), np.stack(scores)

    return answer


def in_start(extractor, channel, start, steps=50, step_size=1.0):
    images, scores = maximize(extractor, channel, start, steps, step_size)
    start[...] = images
    return images, scores


def restarted(extractor, channel, start, steps=50, step_size=1.0):
    scores = []
    for _ in range(steps):
        image = tf.Variable(start)
        scores.append(ascent_step(extractor, image, channel, step_size))
    return image.numpy(), np.stack(scores)


def restarted_with_last_scores(extractor, channel, start, steps=50, step_size=1.0):
    images, scores = restarted(extractor, channel, start, steps, step_size)
    return images, scores[-1]


def returned_early(extractor, channel, start, steps=50, step_size=1.0):
    image, scores = tf.Variable(start), []
    for _ in range(steps):
        scores.append(ascent_step(extractor, image, channel, step_size))
        return image.numpy(), np.stack(scores)


def overwritten(extractor, channel, start, steps=50, step_size=1.0):
    image = tf.Variable(start)
    for _ in range(steps):
        image = ascent_step(extractor, image, channel, step_size)
    return image.numpy(), image.numpy()


def no_variable(extractor, channel, start, steps=50, step_size=1.0):
    scores = [ascent_step(extractor, start, channel, step_size) for _ in range(steps)]
    return start, np.stack(scores)


def constant(extractor, channel, start, steps=50, step_size=1.0):
    image = tf.constant(start)
    scores = [ascent_step(extractor, image, channel, step_size) for _ in range(steps)]
    return image.numpy(), np.stack(scores)


def own_noise(extractor, channel, start, steps=50, step_size=1.0):
    return maximize(extractor, channel, noise(*start.shape, seed=99), steps, step_size)


def before_the_last(extractor, channel, start, steps=50, step_size=1.0):
    _, scores = maximize(extractor, channel, start, steps, step_size)
    before, _ = maximize(extractor, channel, start, steps - 1, step_size) if steps > 1 else (start, None)
    return before, scores


def raw(extractor, channel, start, steps=50, step_size=1.0):
    image, scores = tf.Variable(start), []
    for _ in range(steps):
        with tf.GradientTape() as tape:
            scores.append(mean_activation(extractor(image), channel))
        image.assign_add(step_size * tape.gradient(scores[-1], image))
    return image.numpy(), np.stack(scores)


def stopped_at_zero(extractor, channel, start, steps=50, step_size=1.0):
    image, scores = tf.Variable(start), []
    for _ in range(steps):
        scores.append(ascent_step(extractor, image, channel, step_size))
        if not np.any(scores[-1]):
            break
    return image.numpy(), np.stack(scores)


def with_the_end(extractor, channel, start, steps=50, step_size=1.0):
    images, scores = maximize(extractor, channel, start, steps, step_size)
    return images, np.concatenate([scores, [mean_activation(extractor(images), channel)]])


def one_by_one(extractor, channel, start, steps=50, step_size=1.0):
    parts = [maximize(extractor, channel, image[np.newaxis], steps, step_size) for image in start]
    return np.concatenate([images for images, _ in parts]), np.concatenate([scores for _, scores in parts], axis=1)


def compiled(extractor, channel, start, steps=50, step_size=1.0):
    image = tf.Variable(start)
    step = tf.function(lambda: ascent_step(extractor, image, channel, step_size))
    return image, tf.stack([step() for _ in range(steps)])


def appended(extractor, channel, start, steps=50, step_size=1.0):
    image, scores = tf.Variable(tf.identity(start)), []
    for _ in range(steps):
        scores.append(ascent_step(extractor, image, channel, step_size).numpy())
    return np.array(image), np.array(scores)


COPY = (
    "The array `start` is changed, and the caller would start from somewhere else the next time. "
    "tf.Variable(start) makes a copy; change that alone."
)
RESTARTED = (
    "The image is made anew at every turn of the loop, so that each step begins at `start` and only the last one "
    "counts. Make the Variable once, before the loop."
)
EARLY = "The function returns inside of the loop, after one step. `return` belongs after it."
STEPS = "The number of steps is not `steps`: use the argument, range(steps)."
ONE_MORE = "You make one step too many. range(steps) turns exactly `steps` times."
ONE_LESS = "You make one step too few. range(steps) turns exactly `steps` times."
STEP_SIZE = "The size of the step is not `step_size`: pass the argument on to ascent_step."
CHANNEL = "The channel is not the one that was asked for: pass `channel` on to ascent_step."
CLIPPED = (
    "You clip the image. Here nothing is clipped, as in Exercise 12.2: what comes of that is seen when the "
    "pictures are shown."
)
AT_THE_END = "You clip the result at the end: it is no longer the image that was optimised. Return it as it is."
LAST_SCORES = "Only the scores of the last step come back. Collect those of every step, in a list, and stack them."
AFTER = "These are the scores after each step. Keep those that ascent_step returns, from before it."
WITH_END = "There is one row of scores too many: one for each step, from before it."
TRANSPOSED = "The scores are (batch, steps). Each row is to be one step: (steps, batch), as np.stack gives them."
MEANS = "You average the scores over the batch. Each image has its own: (steps, batch)."
ORDER = "The two are exchanged: first the images, then the scores."
ONLY_IMAGES = "Only the images come back. Return two things: images, scores."
LIST = "The scores are a list of tensors. np.stack(scores) makes one array of them, (steps, batch)."
OVERWRITTEN = (
    "`image = ascent_step(…)` puts the scores in the place of the image. ascent_step moves the Variable by itself; "
    "what it returns are the scores."
)
VARIABLE = (
    "`start` is an array, and ascent_step needs something that can change and be watched: image = tf.Variable(start)."
)
NOISE = "You begin with noise of your own. Begin with `start`, which the caller chose."
BEFORE_LAST = "The image is the one before the last step. Return it after all steps."
NORMED = "You normalise the image. Only the gradient is normalised, in ascent_step."
FLAT = "The scores have lost an axis: (steps, batch), also for one image."

BEGINNING = "You return the image that you began with. Return the one that has moved."
RAW = "The steps are not normalised. ascent_step does it: call that."
STOPPED = (
    "You stop before all steps are made. Make exactly `steps` of them, also where nothing rises: (steps, batch) scores."
)

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
    hints=(
        "image = tf.Variable(start) makes a copy that can be changed. It belongs before the loop.",
        "for _ in range(steps): ascent_step moves the image and returns the scores; append them to a list.",
        "image.numpy() is the image as an array, np.stack(scores) the scores as (steps, batch).",
    ),
    alternatives=(
        one_by_one,
        compiled,
        appended,
        lambda extractor, channel, start, steps=50, step_size=1.0: list(
            maximize(extractor, channel, start, steps, step_size)
        ),
        lambda extractor, channel, start, steps=50, step_size=1.0: maximize(
            extractor, channel, start.copy(), steps, tf.constant(step_size)
        ),
    ),
    misconceptions=(
        Misconception("start changed", in_start, COPY),
        Misconception("restarted", restarted, RESTARTED),
        Misconception("restarted, last scores", restarted_with_last_scores, f"{RESTARTED} {LAST_SCORES}"),
        Misconception("returned early", returned_early, EARLY),
        Misconception("always 50", changed(steps=lambda steps: 50), STEPS),
        Misconception("one more", changed(steps=lambda steps: steps + 1), ONE_MORE),
        Misconception("one less", changed(steps=lambda steps: max(steps - 1, 1)), ONE_LESS),
        Misconception("always size 1", changed(step_size=lambda size: 1.0), STEP_SIZE),
        Misconception("always channel 0", changed(channel=lambda channel: 0), CHANNEL),
        Misconception("the channel before", changed(channel=lambda channel: channel - 1), CHANNEL),
        Misconception("clipped", ways(lambda image: image.assign(tf.clip_by_value(image, 0, 1))), CLIPPED),
        Misconception("clipped at the end", changed(images=lambda images: images.clip(0, 1)), AT_THE_END),
        Misconception("normalised", ways(lambda image: image.assign(image / tf.norm(image))), NORMED),
        Misconception("last scores", changed(scores=lambda scores: scores[-1]), LAST_SCORES),
        Misconception("last scores, as a row", changed(scores=lambda scores: scores[-1:]), LAST_SCORES),
        Misconception("scores after", ways(after=True), AFTER),
        Misconception("scores with the end", with_the_end, WITH_END),
        Misconception("transposed", changed(scores=lambda scores: scores.T), TRANSPOSED),
        Misconception("means", changed(scores=lambda scores: scores.mean(axis=1)), MEANS),
        Misconception("flat", changed(scores=lambda scores: scores.ravel()), FLAT),
        Misconception("first image's", changed(scores=lambda scores: scores[:, 0]), FLAT),
        Misconception("exchanged", lambda *arguments: maximize(*arguments)[::-1], ORDER),
        Misconception("images alone", lambda *arguments: maximize(*arguments)[0], ONLY_IMAGES),
        Misconception("first image alone", changed(images=lambda images: images[0]), "Return all images of the batch."),
        Misconception("a list of scores", changed(scores=lambda scores: list(map(tf.constant, scores))), LIST),
        Misconception("overwritten", overwritten, OVERWRITTEN),
        Misconception("no variable", no_variable, VARIABLE),
        Misconception("a constant", constant, VARIABLE),
        Misconception("own noise", own_noise, NOISE),
        Misconception("before the last", before_the_last, BEFORE_LAST),
        Misconception("the start", lambda *arguments: (arguments[2], maximize(*arguments)[1]), BEGINNING),
        Misconception("not normalised", raw, RAW),
        Misconception("stopped early", stopped_at_zero, STOPPED),
    ),
)
