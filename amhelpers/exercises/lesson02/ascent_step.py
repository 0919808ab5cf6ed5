"""Exercise 2.4, `ascent_step`: one step uphill."""

import keras
import tensorflow as tf

from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.lesson02.mean_activation import mean_activation
from amhelpers.exercises.lesson02.normalize import normalize
from amhelpers.exercises.lesson02.pictures import draw_ascents
from amhelpers.exercises.probes import extractor, noise

__all__ = ["EXERCISE"]


def ascent_step(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
    gradient = tape.gradient(scores, image)
    image.assign_add(step_size * normalize(gradient))
    return scores


def draw(answer, reference):
    return draw_ascents({"step": answer})


def probe(count, channels=1, seed=0, **net):
    """A net, and images that can be changed, with values on both sides of 0 … 1."""
    return extractor(channels, **net), tf.Variable(3 * noise(count, 6, 5, channels, seed=seed) - 1)


def slope(extractor, image, channel, score=mean_activation):
    """Scores, and their gradient by the image."""
    with tf.GradientTape() as tape:
        tape.watch(image)
        scores = score(extractor(image), channel)
    return scores, tape.gradient(scores, image)


def stepping(change, result=lambda scores, gradient, image: scores):
    """A step that does `change(image, gradient, step_size)` and returns a result."""

    def step(extractor, image, channel, step_size):
        scores, gradient = slope(extractor, image, channel)
        change(image, gradient, step_size)
        return result(scores, gradient, image)

    return step


def uphill(image, gradient, step_size):
    image.assign_add(step_size * normalize(gradient))


def over_batch(gradient):
    return gradient / (tf.sqrt(tf.reduce_mean(tf.square(gradient))) + 1e-7)


def unguarded(gradient):
    return gradient / tf.sqrt(tf.reduce_mean(tf.square(gradient), axis=(1, 2, 3), keepdims=True))


def scores_after(extractor, image, channel, step_size):
    ascent_step(extractor, image, channel, step_size)
    return mean_activation(extractor(image), channel)


def twice(extractor, image, channel, step_size):
    scores = ascent_step(extractor, image, channel, step_size)
    ascent_step(extractor, image, channel, step_size)
    return scores


def new_tensor(extractor, image, channel, step_size):
    scores, gradient = slope(extractor, image, channel)
    image = image + step_size * normalize(gradient)
    return scores


def new_variable(extractor, image, channel, step_size):
    scores, gradient = slope(extractor, image, channel)
    image = tf.Variable(image + step_size * normalize(gradient))
    return scores


def in_place(extractor, image, channel, step_size):
    scores, gradient = slope(extractor, image, channel)
    image += step_size * normalize(gradient)
    return scores


def tensor_assigned(extractor, image, channel, step_size):
    scores, gradient = slope(extractor, tf.convert_to_tensor(image), channel)
    image = tf.convert_to_tensor(image)
    image.assign_add(step_size * normalize(gradient))
    return scores


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


def cut_off_by_numpy(extractor, image, channel):
    return tf.constant(mean_activation(extractor(image), channel).numpy())


def outside_of_the_tape(extractor, image, channel, step_size):
    scores = mean_activation(extractor(image), channel)
    with tf.GradientTape() as tape:
        pass
    image.assign_add(step_size * normalize(tape.gradient(scores, image)))
    return scores


def forward_outside(extractor, image, channel, step_size):
    activations = extractor(image)
    with tf.GradientTape() as tape:
        scores = mean_activation(activations, channel)
    image.assign_add(step_size * normalize(tape.gradient(scores, image)))
    return scores


def not_watched(extractor, image, channel, step_size):
    images = tf.convert_to_tensor(image)
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(images), channel)
    image.assign_add(step_size * normalize(tape.gradient(scores, images)))
    return scores


def predicting_with_power(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image).numpy(), channel)
    gradient = tape.gradient(scores, image)
    image.assign_add(step_size * gradient / tf.sqrt(tf.reduce_mean(gradient**2)))
    return scores


def multiplied_none(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image).numpy(), channel)
    image.assign_add(step_size * tape.gradient(scores, image))
    return scores


def gradient_of_weights(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
    for weight, gradient in zip(extractor.trainable_variables, tape.gradient(scores, extractor.trainable_variables)):
        weight.assign_add(step_size * gradient)
    return scores


def gradient_of_weights_on_image(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
    image.assign_add(step_size * normalize(tape.gradient(scores, extractor.trainable_variables)))
    return scores


def arguments_exchanged(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
    image.assign_add(step_size * normalize(tape.gradient(image, scores)))
    return scores


def taped_twice(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
    tape.gradient(scores, image)
    image.assign_add(step_size * normalize(tape.gradient(scores, image)))
    return scores


def of_another(score):
    def step(extractor, image, channel, step_size):
        scores, gradient = slope(extractor, image, channel, score)
        uphill(image, gradient, step_size)
        return scores

    return step


def by_loss(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        loss = -mean_activation(extractor(image), channel)
    image.assign_add(step_size * normalize(tape.gradient(loss, image)))
    return -loss


def loss_downhill(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
        loss = -tf.reduce_mean(scores)
    image.assign_sub(step_size * normalize(tape.gradient(loss, image)))
    return scores


def persistent(extractor, image, channel, step_size):
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(image)
        scores = tf.reduce_mean(extractor(image, training=False)[..., channel], axis=(1, 2))
    image.assign(image + step_size * normalize(tape.gradient(scores, image)))
    return scores.numpy()


def by_optimizer(extractor, image, channel, step_size):
    scores, gradient = slope(extractor, image, channel)
    keras.optimizers.SGD(learning_rate=step_size).apply([-normalize(gradient)], [image])
    return scores


DOWNHILL = (
    "The image moves downhill: its score will fall. Gradient *ascent* goes with the gradient, assign_add; gradient "
    "descent, which lowers a loss, goes against it."
)
LOSS = (
    "The gradient is that of the loss, which is the negative score: adding it lowers the score. Climb the scores "
    "themselves, or subtract the gradient of the loss."
)
RAW = (
    "The gradient is not normalised: where a filter's slope is small the image hardly moves, where it is steep it "
    "jumps. Add step_size * normalize(gradient)."
)
IMAGE = "You normalise the image. What is to get a known size is the step: normalize(gradient)."
NO_SIZE = "The step has size 1, whatever step_size says. Multiply: step_size * normalize(gradient)."
UNMOVED = (
    "The image that was given has not moved. `image = image + …` makes a new tensor and gives it an old name; the "
    "Variable outside of the function stays. image.assign_add(…) changes it."
)
REPLACED = "image.assign(…) puts the step in the place of the image. Add it: image.assign_add(…)."
AFTER = "You return the scores after the step. Return those before it, which the tape has seen."
NO_GRADIENT = (
    "The gradient is None: the tape sees no way from the image to the scores. Compute extractor(image) and the "
    "scores inside of the with block, with tf functions (.predict(), .numpy() and NumPy leave TensorFlow), and "
    "with `image` itself: a tape follows Variables, tensors only after tape.watch(…). Then tape.gradient(scores, "
    "image), in this order."
)
WEIGHTS = (
    "That is the gradient by the weights, with which one trains. Here the net stays and the image moves: "
    "tape.gradient(scores, image)."
)
ONCE = "A tape gives one gradient. Keep it in a variable, and use that."
GRADIENT = "You return the gradient. Return the scores, (batch,), as they were before the step."
IMAGES = "You return the image, which the caller has. Return the scores, (batch,), as they were before the step."
NOTHING = "Nothing is returned. The image moves as it should; return the scores too."
ONE_SCORE = "You return one number for the batch. Return one for each image: what mean_activation gives."
CHANNEL = "Another channel is climbed than was asked for. Pass `channel` on to mean_activation."
ALL = "You climb all channels at once. Pass `channel` on to mean_activation."
TWICE = "The image moves two steps at one call. One is enough: the loop is exercise 2.5."
CLIPPED = (
    "You clip the image to [0, 1]. In this lesson nothing is clipped, as in Exercise 12.2: what comes of that is "
    "seen when the pictures are shown."
)
WHOLE = "You add the step to a copy and leave `image`. image.assign_add(…) changes it."
TENSOR = (
    "Tensors cannot be changed, only Variables can: `image` is one. Do not convert it; image.assign_add(…) moves it."
)
SIGN = "You take the sign of the gradient only: every pixel moves by the same amount. Use normalize(gradient)."

BATCH = (
    "The step is not normalised as in exercise 2.3, each image by its own root mean square. Use normalize(gradient)."
)
FIRST = "Only the first image of the batch has moved. image.assign_add(…) moves all of them."
UNGUARDED = (
    "Where a filter is never active the gradient is zero, and 0 / 0 is NaN. normalize(gradient) keeps zero zero."
)
NEGATIVE = "The image moves as it should, but you return the negative scores. Return the scores themselves."

EXERCISE = Exercise(
    number="2.4",
    title="One step uphill",
    function="ascent_step",
    reference=ascent_step,
    changes_argument=True,
    tolerance=5e-3,  # the step may have been normalised with any small constant
    probes=(
        Probe("one image", lambda: (*probe(1), 1, 1.0)),
        Probe("three images in colour", lambda: (*probe(3, channels=3, seed=1), 2, 0.5)),
        Probe("a small step", lambda: (*probe(2, seed=2), 0, 0.05)),
        Probe("a filter that is never active", lambda: (*probe(1, activation="relu", bias=-100.0), 3, 1.0)),
    ),
    compared="the scores, and the image afterwards, for one, two and three images, and for a filter that never wakes.",
    hints=(
        "Inside of `with tf.GradientTape() as tape:` compute scores = mean_activation(extractor(image), channel).",
        "After it, tape.gradient(scores, image) is the slope, of the shape of the image.",
        "image.assign_add(step_size * normalize(gradient)) moves the image. Return the scores.",
    ),
    alternatives=(
        stepping(lambda image, gradient, step_size: image.assign_sub(-step_size * normalize(gradient))),
        stepping(lambda image, gradient, step_size: image.assign(image + normalize(gradient) * step_size)),
        stepping(
            lambda image, gradient, step_size: image.assign(keras.ops.add(image, step_size * normalize(gradient)))
        ),
        of_another(lambda maps, channel: keras.ops.mean(maps[..., channel], axis=(1, 2))),
        by_optimizer,
        loss_downhill,
        persistent,
    ),
    misconceptions=(
        Misconception("downhill", stepping(lambda i, g, s: i.assign_sub(s * normalize(g))), DOWNHILL, True),
        Misconception("minus", stepping(lambda i, g, s: i.assign(i - s * normalize(g))), DOWNHILL, True),
        Misconception("a loss uphill", by_loss, DOWNHILL, True),
        Misconception("the loss returned", lambda *arguments: -by_loss(*arguments), LOSS),
        Misconception("raw gradient", stepping(lambda i, g, s: i.assign_add(s * g)), RAW, True),
        Misconception("raw, without the size", stepping(lambda i, g, s: i.assign_add(g)), f"{RAW} {NO_SIZE}"),
        Misconception("raw, downhill", stepping(lambda i, g, s: i.assign_sub(s * g)), f"{DOWNHILL} {RAW}"),
        Misconception("image normalised", stepping(lambda i, g, s: i.assign(normalize(i + s * g))), IMAGE, True),
        Misconception(
            "image and step normalised", stepping(lambda i, g, s: i.assign(normalize(i + s * normalize(g)))), IMAGE
        ),
        Misconception("image normalised first", stepping(lambda i, g, s: i.assign(normalize(i) + s * g)), IMAGE, True),
        Misconception("no step size", stepping(lambda i, g, s: i.assign_add(normalize(g))), NO_SIZE),
        Misconception("size before", stepping(lambda i, g, s: i.assign_add(normalize(s * g))), NO_SIZE),
        Misconception(
            "size divided",
            stepping(lambda i, g, s: i.assign_add(normalize(g) / s)),
            "You divide by step_size. Multiply by it.",
        ),
        Misconception("sign", stepping(lambda i, g, s: i.assign_add(s * tf.sign(g))), SIGN, True),
        Misconception("a new tensor", new_tensor, UNMOVED, True),
        Misconception("a new variable", new_variable, UNMOVED, True),
        Misconception("plus equals", in_place, UNMOVED),
        Misconception("no step", stepping(lambda i, g, s: None), UNMOVED, True),
        Misconception("a tensor assigned", tensor_assigned, TENSOR),
        Misconception("replaced", stepping(lambda i, g, s: i.assign(s * normalize(g))), REPLACED, True),
        Misconception(
            "clipped", stepping(lambda i, g, s: i.assign(tf.clip_by_value(i + s * normalize(g), 0, 1))), CLIPPED, True
        ),
        Misconception("scores after", scores_after, AFTER),
        Misconception("predict", taped(predicted), NO_GRADIENT),
        Misconception("numpy", taped(cut_off_by_numpy), NO_GRADIENT),
        Misconception("outside", outside_of_the_tape, NO_GRADIENT),
        Misconception("forward outside", forward_outside, NO_GRADIENT),
        Misconception("not watched", not_watched, NO_GRADIENT),
        Misconception("numpy, and a power", predicting_with_power, NO_GRADIENT),
        Misconception("numpy, and a product", multiplied_none, NO_GRADIENT),
        Misconception("weights moved", gradient_of_weights, WEIGHTS),
        Misconception("gradient of the weights", gradient_of_weights_on_image, WEIGHTS),
        Misconception("exchanged", arguments_exchanged, NO_GRADIENT),
        Misconception("tape used twice", taped_twice, ONCE),
        Misconception("gradient returned", stepping(uphill, lambda scores, gradient, image: gradient), GRADIENT),
        Misconception("step returned", stepping(uphill, lambda scores, gradient, image: normalize(gradient)), GRADIENT),
        Misconception("image returned", stepping(uphill, lambda scores, gradient, image: image), IMAGES),
        Misconception("both returned", stepping(uphill, lambda scores, gradient, image: (image, scores)), IMAGES),
        Misconception("both, scores first", stepping(uphill, lambda scores, gradient, image: (scores, image)), IMAGES),
        Misconception("nothing returned", stepping(uphill, lambda scores, gradient, image: None), NOTHING),
        Misconception("one score", stepping(uphill, lambda scores, gradient, image: tf.reduce_mean(scores)), ONE_SCORE),
        Misconception("one sum", stepping(uphill, lambda scores, gradient, image: tf.reduce_sum(scores)), ONE_SCORE),
        Misconception(
            "all channels", of_another(lambda maps, channel: tf.reduce_mean(maps, axis=(1, 2, 3))), ALL, True
        ),
        Misconception("channel 0", of_another(lambda maps, channel: mean_activation(maps, 0)), CHANNEL, True),
        Misconception(
            "next channel", of_another(lambda maps, channel: mean_activation(maps, channel - 1)), CHANNEL, True
        ),
        Misconception("twice", twice, TWICE, True),
        Misconception("a size of its own", stepping(lambda i, g, s: i.assign_add(0.05 * normalize(g))), NO_SIZE),
        Misconception("batch norm", stepping(lambda i, g, s: i.assign_add(s * over_batch(g))), BATCH),
        Misconception("l2 norm", stepping(lambda i, g, s: i.assign_add(s * g / (tf.norm(g) + 1e-7))), BATCH),
        Misconception("first image", stepping(lambda i, g, s: i[:1].assign(i[:1] + s * normalize(g[:1]))), FIRST),
        Misconception("no epsilon", stepping(lambda i, g, s: i.assign_add(s * unguarded(g))), UNGUARDED),
        Misconception("the negative returned", stepping(uphill, lambda scores, gradient, image: -scores), NEGATIVE),
    ),
    picture=draw,
)
