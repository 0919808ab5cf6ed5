"""Exercise 2.4, `ascent_step`: the wrong answers that are recognised, each with its hint."""

import tensorflow as tf

from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson02.ascent_step.right import ascent_step, of_another, slope, stepping, uphill
from amhelpers.exercises.lesson02.mean_activation.right import mean_activation
from amhelpers.exercises.lesson02.normalize.right import normalize

__all__ = ["wrong"]

wrong = WrongAnswers()

DOWNHILL = (
    "The image moves downhill: its score will fall. Gradient *ascent* goes with the gradient, assign_add; gradient "
    "descent, which lowers a loss, goes against it."
)

wrong("downhill", DOWNHILL, visible=True)(stepping(lambda i, g, s: i.assign_sub(s * normalize(g))))

wrong("minus", DOWNHILL, visible=True)(stepping(lambda i, g, s: i.assign(i - s * normalize(g))))


@wrong("a loss uphill", DOWNHILL, visible=True)
def by_loss(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        loss = -mean_activation(extractor(image), channel)
    image.assign_add(step_size * normalize(tape.gradient(loss, image)))
    return -loss


wrong(
    "the loss returned",
    "The gradient is that of the loss, which is the negative score: adding it lowers the score. Climb the scores "
    "themselves, or subtract the gradient of the loss.",
)(lambda *arguments: -by_loss(*arguments))

RAW = (
    "The gradient is not normalised: where a filter's slope is small the image hardly moves, where it is steep it "
    "jumps. Add step_size * normalize(gradient)."
)

wrong("raw gradient", RAW, visible=True)(stepping(lambda i, g, s: i.assign_add(s * g)))

NO_SIZE = "The step has size 1, whatever step_size says. Multiply: step_size * normalize(gradient)."

wrong("raw, without the size", f"{RAW} {NO_SIZE}")(stepping(lambda i, g, s: i.assign_add(g)))

wrong("raw, downhill", f"{DOWNHILL} {RAW}")(stepping(lambda i, g, s: i.assign_sub(s * g)))

IMAGE = "You normalise the image. What is to get a known size is the step: normalize(gradient)."

wrong("image normalised", IMAGE, visible=True)(stepping(lambda i, g, s: i.assign(normalize(i + s * g))))

wrong("image and step normalised", IMAGE)(stepping(lambda i, g, s: i.assign(normalize(i + s * normalize(g)))))

wrong("image normalised first", IMAGE, visible=True)(stepping(lambda i, g, s: i.assign(normalize(i) + s * g)))

wrong("no step size", NO_SIZE)(stepping(lambda i, g, s: i.assign_add(normalize(g))))

wrong("size before", NO_SIZE)(stepping(lambda i, g, s: i.assign_add(normalize(s * g))))

wrong("size divided", "You divide by step_size. Multiply by it.")(
    stepping(lambda i, g, s: i.assign_add(normalize(g) / s))
)

wrong(
    "sign",
    "You take the sign of the gradient only: every pixel moves by the same amount. Use normalize(gradient).",
    visible=True,
)(stepping(lambda i, g, s: i.assign_add(s * tf.sign(g))))

UNMOVED = (
    "The image that was given has not moved. A sum is a new tensor, whatever name it gets, and the Variable outside of "
    "the function stays. image.assign_add(…) changes it."
)


@wrong("a new tensor", UNMOVED, visible=True)
def new_tensor(extractor, image, channel, step_size):
    scores, gradient = slope(extractor, image, channel)
    image = image + step_size * normalize(gradient)
    return scores


@wrong("a new variable", UNMOVED, visible=True)
def new_variable(extractor, image, channel, step_size):
    scores, gradient = slope(extractor, image, channel)
    image = tf.Variable(image + step_size * normalize(gradient))
    return scores


@wrong("plus equals", UNMOVED, raises=True)
def in_place(extractor, image, channel, step_size):
    scores, gradient = slope(extractor, image, channel)
    image += step_size * normalize(gradient)
    return scores


wrong("no step", UNMOVED, visible=True)(stepping(lambda i, g, s: None))


@wrong(
    "a tensor assigned",
    "Tensors cannot be changed, only Variables can: `image` is one. Do not convert it; image.assign_add(…) moves it.",
    raises=True,
)
def tensor_assigned(extractor, image, channel, step_size):
    scores, gradient = slope(extractor, tf.convert_to_tensor(image), channel)
    image = tf.convert_to_tensor(image)
    image.assign_add(step_size * normalize(gradient))
    return scores


wrong(
    "replaced", "image.assign(…) puts the step in the place of the image. Add it: image.assign_add(…).", visible=True
)(stepping(lambda i, g, s: i.assign(s * normalize(g))))

wrong(
    "clipped",
    "You clip the image to [0, 1]. In this lesson nothing is clipped, as in Exercise 12.2: what comes of that is "
    "seen when the pictures are shown.",
    visible=True,
)(stepping(lambda i, g, s: i.assign(tf.clip_by_value(i + s * normalize(g), 0, 1))))


@wrong("scores after", "You return the scores after the step. Return those before it, which the tape has seen.")
def scores_after(extractor, image, channel, step_size):
    ascent_step(extractor, image, channel, step_size)
    return mean_activation(extractor(image), channel)


NO_GRADIENT = (
    "The gradient is None: the tape was asked for what it has not seen. Compute extractor(image) and the "
    "scores inside of the with block, with tf functions (.predict(), .numpy() and NumPy leave TensorFlow), and "
    "with `image` itself: a tape follows Variables, tensors only after tape.watch(…). Then tape.gradient(scores, "
    "image), in this order."
)


def taped(score):
    """A step whose score is computed inside of the tape, from (extractor, image, channel)."""

    def step(extractor, image, channel, step_size):
        with tf.GradientTape() as tape:
            scores = score(extractor, image, channel)
        image.assign_add(step_size * normalize(tape.gradient(scores, image)))
        return scores

    return step


def predicted(extractor, image, channel):
    return mean_activation(tf.constant(extractor.predict(image.numpy(), verbose=0)), channel)


wrong("predict", NO_GRADIENT, raises=True)(taped(predicted))


def cut_off_by_numpy(extractor, image, channel):
    return tf.constant(mean_activation(extractor(image), channel).numpy())


wrong("numpy", NO_GRADIENT, raises=True)(taped(cut_off_by_numpy))


@wrong("outside", NO_GRADIENT, raises=True)
def outside_of_the_tape(extractor, image, channel, step_size):
    scores = mean_activation(extractor(image), channel)
    with tf.GradientTape() as tape:
        pass
    image.assign_add(step_size * normalize(tape.gradient(scores, image)))
    return scores


@wrong("forward outside", NO_GRADIENT, raises=True)
def forward_outside(extractor, image, channel, step_size):
    activations = extractor(image)
    with tf.GradientTape() as tape:
        scores = mean_activation(activations, channel)
    image.assign_add(step_size * normalize(tape.gradient(scores, image)))
    return scores


@wrong("not watched", NO_GRADIENT, raises=True)
def not_watched(extractor, image, channel, step_size):
    images = tf.convert_to_tensor(image)
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(images), channel)
    image.assign_add(step_size * normalize(tape.gradient(scores, images)))
    return scores


@wrong("numpy, and a power", NO_GRADIENT, raises=True)
def predicting_with_power(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image).numpy(), channel)
    gradient = tape.gradient(scores, image)
    image.assign_add(step_size * gradient / tf.sqrt(tf.reduce_mean(gradient**2)))
    return scores


@wrong("numpy, and a product", NO_GRADIENT, raises=True)
def multiplied_none(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image).numpy(), channel)
    image.assign_add(step_size * tape.gradient(scores, image))
    return scores


WEIGHTS = (
    "That is the gradient by the weights, with which one trains. Here the net stays and the image moves: "
    "tape.gradient(scores, image)."
)


@wrong("weights moved", WEIGHTS)
def gradient_of_weights(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
    for weight, gradient in zip(extractor.trainable_variables, tape.gradient(scores, extractor.trainable_variables)):
        weight.assign_add(step_size * gradient)
    return scores


@wrong("gradient of the weights", WEIGHTS, raises=True)
def gradient_of_weights_on_image(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
    image.assign_add(step_size * normalize(tape.gradient(scores, extractor.trainable_variables)))
    return scores


@wrong("exchanged", NO_GRADIENT, raises=True)
def arguments_exchanged(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
    image.assign_add(step_size * normalize(tape.gradient(image, scores)))
    return scores


@wrong("tape used twice", "A tape gives one gradient. Keep it in a variable, and use that.", raises=True)
def taped_twice(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
    tape.gradient(scores, image)
    image.assign_add(step_size * normalize(tape.gradient(scores, image)))
    return scores


GRADIENT = "You return the gradient. Return the scores, (batch,), as they were before the step."

wrong("gradient returned", GRADIENT)(stepping(uphill, lambda scores, gradient, image: gradient))

wrong("step returned", GRADIENT)(stepping(uphill, lambda scores, gradient, image: normalize(gradient)))

IMAGES = "You return the image, which the caller has. Return the scores, (batch,), as they were before the step."

wrong("image returned", IMAGES)(stepping(uphill, lambda scores, gradient, image: image))

wrong("both returned", IMAGES)(stepping(uphill, lambda scores, gradient, image: (image, scores)))

wrong("both, scores first", IMAGES)(stepping(uphill, lambda scores, gradient, image: (scores, image)))

wrong("nothing returned", "Nothing is returned. The image moves as it should; return the scores too.")(
    stepping(uphill, lambda scores, gradient, image: None)
)

ONE_SCORE = "You return one number for the batch. Return one for each image: what mean_activation gives."

wrong("one score", ONE_SCORE)(stepping(uphill, lambda scores, gradient, image: tf.reduce_mean(scores)))

wrong("one sum", ONE_SCORE)(stepping(uphill, lambda scores, gradient, image: tf.reduce_sum(scores)))

wrong("all channels", "You climb all channels at once. Pass `channel` on to mean_activation.", visible=True)(
    of_another(lambda maps, channel: tf.reduce_mean(maps, axis=(1, 2, 3)))
)

CHANNEL = "Another channel is climbed than was asked for. Pass `channel` on to mean_activation."

wrong("channel 0", CHANNEL, visible=True)(of_another(lambda maps, channel: mean_activation(maps, 0)))

wrong("next channel", CHANNEL, visible=True)(of_another(lambda maps, channel: mean_activation(maps, channel - 1)))


@wrong("twice", "The image moves two steps at one call. One is enough: the loop is exercise 2.5.", visible=True)
def twice(extractor, image, channel, step_size):
    scores = ascent_step(extractor, image, channel, step_size)
    ascent_step(extractor, image, channel, step_size)
    return scores


wrong("a size of its own", NO_SIZE)(stepping(lambda i, g, s: i.assign_add(0.05 * normalize(g))))

BATCH = (
    "The step is not normalised as in exercise 2.3, each image by its own root mean square. Use normalize(gradient)."
)


def over_batch(gradient):
    return gradient / (tf.sqrt(tf.reduce_mean(tf.square(gradient))) + 1e-7)


wrong("batch norm", BATCH)(stepping(lambda i, g, s: i.assign_add(s * over_batch(g))))

wrong("l2 norm", BATCH)(stepping(lambda i, g, s: i.assign_add(s * g / (tf.norm(g) + 1e-7))))

wrong("first image", "Only the first image of the batch has moved. image.assign_add(…) moves all of them.")(
    stepping(lambda i, g, s: i[:1].assign(i[:1] + s * normalize(g[:1])))
)


def unguarded(gradient):
    return gradient / tf.sqrt(tf.reduce_mean(tf.square(gradient), axis=(1, 2, 3), keepdims=True))


wrong(
    "no epsilon",
    "Where a filter is never active the gradient is zero, and 0 / 0 is NaN. normalize(gradient) keeps zero zero.",
)(stepping(lambda i, g, s: i.assign_add(s * unguarded(g))))

wrong(
    "the negative returned",
    "The image moves as it should, but you return the negative scores. Return the scores themselves.",
)(stepping(uphill, lambda scores, gradient, image: -scores))
