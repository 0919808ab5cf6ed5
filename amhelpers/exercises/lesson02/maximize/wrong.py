"""Exercise 2.5, `maximize`: the wrong answers that are recognised, each with its hint."""

import numpy as np
import tensorflow as tf

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson02.ascent_step.right import ascent_step
from amhelpers.exercises.lesson02.maximize.right import maximize
from amhelpers.exercises.lesson02.mean_activation.right import mean_activation
from amhelpers.exercises.probes import noise

__all__ = ["wrong"]

wrong = WrongAnswers()


@wrong(
    "start changed",
    "The array `start` is changed, and the caller would start from somewhere else the next time. "
    "tf.Variable(start) makes a copy; change that alone.",
)
def in_start(extractor, channel, start, steps=50, step_size=1.0):
    images, scores = maximize(extractor, channel, start, steps, step_size)
    start[...] = images
    return images, scores


RESTARTED = (
    "The image is made anew at every turn of the loop, so that each step begins at `start` and only the last one "
    "counts. Make the Variable once, before the loop."
)


@wrong("restarted", RESTARTED)
def restarted(extractor, channel, start, steps=50, step_size=1.0):
    scores = []
    for _ in range(steps):
        image = tf.Variable(start)
        scores.append(ascent_step(extractor, image, channel, step_size))
    return image.numpy(), np.stack(scores)


LAST_SCORES = "Only the scores of the last step come back. Collect those of every step, in a list, and stack them."


@wrong("restarted, last scores", f"{RESTARTED} {LAST_SCORES}")
def restarted_with_last_scores(extractor, channel, start, steps=50, step_size=1.0):
    images, scores = restarted(extractor, channel, start, steps, step_size)
    return images, scores[-1]


@wrong("returned early", "The function returns inside of the loop, after one step. `return` belongs after it.")
def returned_early(extractor, channel, start, steps=50, step_size=1.0):
    image, scores = tf.Variable(start), []
    for _ in range(steps):
        scores.append(ascent_step(extractor, image, channel, step_size))
        return image.numpy(), np.stack(scores)


def changed(images=lambda images: images, scores=lambda scores: scores, **settings):
    """The right answer with something done to what it returns, or with other settings than were asked for."""

    def answer(extractor, channel, start, steps=50, step_size=1.0):
        asked = {"channel": channel, "start": start, "steps": steps, "step_size": step_size}
        asked.update({name: change(asked[name]) for name, change in settings.items()})
        found = maximize(extractor, **asked)
        return images(found[0]), scores(found[1])

    return answer


wrong("always 50", "The number of steps is not `steps`: use the argument, range(steps).")(
    changed(steps=lambda steps: 50)
)

wrong("one more", "You make one step too many. range(steps) turns exactly `steps` times.")(
    changed(steps=lambda steps: steps + 1)
)

wrong("one less", "You make one step too few. range(steps) turns exactly `steps` times.")(
    changed(steps=lambda steps: max(steps - 1, 1))
)

wrong("always size 1", "The size of the step is not `step_size`: pass the argument on to ascent_step.")(
    changed(step_size=lambda size: 1.0)
)

CHANNEL = "The channel is not the one that was asked for: pass `channel` on to ascent_step."

wrong("always channel 0", CHANNEL)(changed(channel=lambda channel: 0))

wrong("the channel before", CHANNEL)(changed(channel=lambda channel: channel - 1))


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


wrong(
    "clipped",
    "You clip the image. Here nothing is clipped, as in Exercise 12.2: what comes of that is seen when the "
    "pictures are shown.",
)(ways(lambda image: image.assign(tf.clip_by_value(image, 0, 1))))

wrong(
    "clipped at the end",
    "You clip the result at the end: it is no longer the image that was optimised. Return it as it is.",
)(changed(images=lambda images: images.clip(0, 1)))

wrong("normalised", "You normalise the image. Only the gradient is normalised, in ascent_step.")(
    ways(lambda image: image.assign(image / tf.norm(image)))
)

wrong("last scores", LAST_SCORES)(changed(scores=lambda scores: scores[-1]))

wrong("last scores, as a row", LAST_SCORES)(changed(scores=lambda scores: scores[-1:]))

wrong("scores after", "These are the scores after each step. Keep those that ascent_step returns, from before it.")(
    ways(after=True)
)


@wrong("scores with the end", "There is one row of scores too many: one for each step, from before it.")
def with_the_end(extractor, channel, start, steps=50, step_size=1.0):
    images, scores = maximize(extractor, channel, start, steps, step_size)
    return images, np.concatenate([scores, [mean_activation(extractor(images), channel)]])


wrong(
    "transposed", "The scores are (batch, steps). Each row is to be one step: (steps, batch), as np.stack gives them."
)(changed(scores=lambda scores: scores.T))

wrong("means", "You average the scores over the batch. Each image has its own: (steps, batch).")(
    changed(scores=lambda scores: scores.mean(axis=1))
)

FLAT = "The scores have lost an axis: (steps, batch), also for one image."

wrong("flat", FLAT)(changed(scores=lambda scores: scores.ravel()))

wrong("first image's", FLAT)(changed(scores=lambda scores: scores[:, 0]))

wrong("exchanged", "The two are exchanged: first the images, then the scores.")(
    lambda *arguments: maximize(*arguments)[::-1]
)

wrong("images alone", "Only the images come back. Return two things: images, scores.")(
    lambda *arguments: maximize(*arguments)[0]
)

wrong("first image alone", "Return all images of the batch.")(changed(images=lambda images: images[0]))

wrong(
    "a list of scores", "The scores are a list of tensors. np.stack(scores) makes one array of them, (steps, batch)."
)(changed(scores=lambda scores: list(map(tf.constant, scores))))


@wrong(
    "overwritten",
    "`image = ascent_step(…)` puts the scores in the place of the image. ascent_step moves the Variable by itself; "
    "what it returns are the scores.",
    raises=True,
)
def overwritten(extractor, channel, start, steps=50, step_size=1.0):
    image = tf.Variable(start)
    for _ in range(steps):
        image = ascent_step(extractor, image, channel, step_size)
    return image.numpy(), image.numpy()


VARIABLE = (
    "`start` is an array, and ascent_step needs something that can change and be watched: image = tf.Variable(start)."
)


@wrong("no variable", VARIABLE, raises=True)
def no_variable(extractor, channel, start, steps=50, step_size=1.0):
    scores = [ascent_step(extractor, start, channel, step_size) for _ in range(steps)]
    return start, np.stack(scores)


@wrong("a constant", VARIABLE, raises=True)
def constant(extractor, channel, start, steps=50, step_size=1.0):
    image = tf.constant(start)
    scores = [ascent_step(extractor, image, channel, step_size) for _ in range(steps)]
    return image.numpy(), np.stack(scores)


@wrong("own noise", "You begin with noise of your own. Begin with `start`, which the caller chose.")
def own_noise(extractor, channel, start, steps=50, step_size=1.0):
    return maximize(extractor, channel, noise(*start.shape, seed=99), steps, step_size)


@wrong("before the last", "The image is the one before the last step. Return it after all steps.")
def before_the_last(extractor, channel, start, steps=50, step_size=1.0):
    _, scores = maximize(extractor, channel, start, steps, step_size)
    before, _ = maximize(extractor, channel, start, steps - 1, step_size) if steps > 1 else (start, None)
    return before, scores


wrong("the start", "You return the image that you began with. Return the one that has moved.")(
    lambda *arguments: (arguments[2], maximize(*arguments)[1])
)


@wrong("not normalised", "The steps are not normalised. ascent_step does it: call that.")
def raw(extractor, channel, start, steps=50, step_size=1.0):
    image, scores = tf.Variable(start), []
    for _ in range(steps):
        with tf.GradientTape() as tape:
            scores.append(mean_activation(extractor(image), channel))
        image.assign_add(step_size * tape.gradient(scores[-1], image))
    return image.numpy(), np.stack(scores)


@wrong(
    "stopped early",
    "You stop before all steps are made. Make exactly `steps` of them, also where nothing rises: (steps, batch) "
    "scores.",
)
def stopped_at_zero(extractor, channel, start, steps=50, step_size=1.0):
    image, scores = tf.Variable(start), []
    for _ in range(steps):
        scores.append(ascent_step(extractor, image, channel, step_size))
        if not np.any(scores[-1]):
            break
    return image.numpy(), np.stack(scores)
