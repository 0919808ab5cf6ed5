"""Exercise 8.3, `grad_cam`: the wrong answers that are recognised, each with its hint."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks.exercise import WrongAnswers
from amhelpers.exercises.lesson08 import shared, shared_wrong
from amhelpers.exercises.lesson08.grad_cam.right import after, changed, grad_cam, last_maps, mean, sum_of
from amhelpers.exercises.lesson08.saliency.right import saliency
from amhelpers.exercises.lesson08.shared_wrong import NOT_SCALED, PROBABILITY, RANGE, add_common

__all__ = ["wrong"]

wrong = WrongAnswers()

NO_RELU = (
    "ReLU is missing: where the weighted sum is negative, the maps speak against the class. tf.nn.relu sets it to 0."
)

wrong("no ReLU", NO_RELU)(changed(relu=tf.identity))

wrong("absolute value", "You take the absolute value. What speaks against the class is to be left out: tf.nn.relu.")(
    changed(relu=tf.abs)
)

wrong(
    "ReLU last",
    "You divide before ReLU. Where a whole map is negative its maximum is negative too, and dividing turns the sign: "
    "tf.nn.relu first.",
)(changed(relu=tf.identity, scale=lambda m: tf.nn.relu(shared.each(m))))

RELU_EARLY = (
    "You leave out what is negative in the gradients or in the weights. A map that speaks against the class has a "
    "negative weight, and lowers the sum: ReLU comes last, on the weighted sum."
)

wrong("ReLU of gradients", RELU_EARLY)(changed(combine=sum_of(lambda g: mean(tf.nn.relu(g)))))

wrong("ReLU of weights", RELU_EARLY)(changed(combine=sum_of(lambda g: tf.nn.relu(mean(g)))))

ABSOLUTE_WEIGHTS = (
    "You take absolute weights. A map that speaks against the class has a negative one, and lowers the sum."
)

wrong("absolute weights", ABSOLUTE_WEIGHTS)(changed(combine=sum_of(lambda g: abs(mean(g)))))

wrong("absolute gradients", ABSOLUTE_WEIGHTS)(changed(combine=sum_of(lambda g: mean(abs(g)))))

wrong(
    "no weights",
    "You add up the maps as they are, which is the same for every class. Each has a weight, the mean of its gradient.",
)(changed(combine=sum_of(tf.ones_like)))

ELEMENTWISE = (
    "You multiply maps and gradient place by place. In Grad-CAM each map has one weight, the mean of its gradient over "
    "height and width: tf.reduce_mean(gradient, axis=(1, 2), keepdims=True)."
)

wrong("place by place", ELEMENTWISE)(changed(combine=sum_of(tf.identity)))

wrong("largest gradient", "You take the largest gradient of each map. Its weight is the mean over height and width.")(
    changed(combine=sum_of(lambda g: tf.reduce_max(g, (1, 2), True)))
)

wrong(
    "mean of the batch",
    "You average the gradient over the batch too, as code for a single image does with axis=(0, 1, 2), and all images "
    "share their weights. Each has its own: axis=(1, 2).",
)(changed(combine=sum_of(lambda g: mean(g, (0, 1, 2)))))

CHANNELS = "You average over the channels. A map's weight is its gradient's mean over height and width: axis=(1, 2)."

wrong("mean of the channels", CHANNELS)(changed(combine=sum_of(lambda g: mean(g, 3))))

for axes in ((2, 3), (1, 3), (1, 2, 3)):
    wrong(f"mean over {axes}", CHANNELS)(changed(combine=sum_of(lambda g, axes=axes: mean(g, axes))))

GRADIENT = "That is the gradient, without the maps. It only gives the weights of the maps, which are then added up."

wrong("gradient alone", GRADIENT)(changed(combine=lambda g, maps: tf.reduce_sum(g, 3)))

wrong("its largest value", GRADIENT)(changed(combine=lambda g, maps: tf.reduce_max(abs(g), 3)))

wrong("largest map", "You take the largest of the weighted maps. Add them up: tf.reduce_sum(weights * maps, axis=3).")(
    changed(combine=lambda g, maps: tf.reduce_max(mean(g) * maps, 3))
)

wrong("minimum to 0, no ReLU", f"{NO_RELU} {RANGE}")(changed(relu=tf.identity, scale=shared_wrong.from_nothing))


@wrong("enlarged", "You enlarge the maps to the size of the image. Leave them at the layer's resolution.")
def enlarged(model, images, classes, layer=None):
    heat = grad_cam(model, images, classes, layer)[..., np.newaxis]
    return tf.image.resize(heat, images.shape[1:3])[..., 0]


def last_convolution(model, layer):
    return layer or [one.name for one in model.layers if isinstance(one, keras.layers.Conv2D)][-1]


wrong(
    "last convolution",
    "You take the last convolution. Asked for is the last layer with feature maps, and that may be the pooling after "
    "it: the last one whose output has four axes, len(layer.output.shape) == 4.",
)(changed(pick=last_convolution))

FIRST_LAYER = "You take the first layer with feature maps. What the net makes of the image is in the last one."


def first_maps(model, layer):
    return layer or "first"


wrong("first layer", FIRST_LAYER)(changed(pick=first_maps))


def at_place(place):
    """The layer at an index of model.layers."""
    return lambda model, layer: layer or model.layers[place].name


wrong("layers[0]", FIRST_LAYER, raises=True)(changed(pick=at_place(0)))

NO_MAPS = "The layer you took gives no maps: take the last whose output has four axes, len(layer.output.shape) == 4."


def by_numpy(gradient, maps):
    return tf.reduce_sum(np.mean(gradient, axis=(1, 2), keepdims=True) * maps, axis=3)


for place in (-1, -2):
    for more, combine in (("", None), (", NumPy", by_numpy)):
        wrong(
            f"layers[{place}]{more}",
            NO_MAPS,
            raises=True,
        )(changed(pick=at_place(place), combine=combine))

wrong("layer unused", "`layer` makes no difference: where it is given, that layer's maps are asked for.")(
    changed(pick=lambda model, layer: last_maps(model, None))
)

wrong(
    "no name",
    "With layer=None there is no name to look for. Take the last layer whose len(layer.output.shape) is 4.",
    raises=True,
)(changed(pick=lambda model, layer: model.get_layer(layer).name))


def by_shape(model, layer):
    return layer or [one.name for one in model.layers if len(one.output_shape) == 4][-1]


wrong("output_shape", "A layer has no output_shape any more. Today: layer.output.shape.", raises=True)(
    changed(pick=by_shape)
)


@wrong(
    "two calls",
    "The gradient is None: the scores do not depend on these maps. Maps and logits must come from one call of one "
    "model with two outputs, keras.Model(logits.inputs[0], [logits.get_layer(layer).output, logits.outputs[0]]).",
    raises=True,
)
def apart(model, images, classes, layer=None):
    """The maps come from another call than the logits."""
    with tf.GradientTape() as tape:
        maps = am.models.feature_extractor(model, last_maps(model, layer))(images)
        scores = shared.of_class(am.models.with_logits(model)(images), classes)
    return tf.reduce_mean(tape.gradient(scores, maps), axis=(1, 2))


BY_IMAGES = (
    "You take the gradient by the images. Grad-CAM takes it by the maps, tape.gradient(scores, maps), and maps and "
    "logits must come from one call of one model with two outputs."
)


def both(model, layer):
    """A model that gives maps and logits."""
    logits = am.models.with_logits(model)
    outputs = [logits.get_layer(last_maps(model, layer)).output, logits.outputs[0]]
    return keras.Model(logits.inputs[0], outputs)


def by_images(watch=False, use=tf.identity):
    """The gradient by the images in the place of the maps."""

    def answer(model, images, classes, layer=None):
        images = tf.constant(images)
        with tf.GradientTape() as tape:
            if watch:
                tape.watch(images)
            maps, values = both(model, layer)(images)
            scores = shared.of_class(values, classes)
        weights = tf.reduce_mean(tape.gradient(scores, images), axis=(1, 2), keepdims=True)
        return shared.each(tf.nn.relu(tf.reduce_sum(use(weights) * use(maps), axis=3))).numpy()

    return answer


wrong("gradient by the images", BY_IMAGES, raises=True)(by_images())

wrong("gradient by the images, watched", BY_IMAGES, raises=True)(by_images(watch=True))

wrong("gradient by the images, NumPy", BY_IMAGES, raises=True)(by_images(True, np.asarray))


@wrong(
    "order of the tape",
    "The other way round, the tape finds None. The order is tape.gradient(scores, maps): of the scores, by the maps.",
    raises=True,
)
def maps_by_scores(model, images, classes, layer=None):
    with tf.GradientTape() as tape:
        maps, values = both(model, layer)(images)
        scores = shared.of_class(values, classes)
    return tf.reduce_mean(tape.gradient(maps, scores), axis=(1, 2))


@wrong(
    "predict",
    "What predict gives, and NumPy, the tape does not see. Call the model itself: maps, logits = both(images).",
    raises=True,
)
def predicted_maps(model, images, classes, layer=None):
    with tf.GradientTape() as tape:
        maps, values = both(model, layer).predict(images, verbose=0)
        scores = shared.of_class(values, classes)
    return tf.reduce_mean(tape.gradient(scores, maps), axis=(1, 2))


wrong(
    "no keepdims",
    "The weights have the shape (batch, channels), which does not fit the maps. keepdims=True keeps four axes.",
    raises=True,
)(changed(combine=sum_of(lambda g: tf.reduce_mean(g, (1, 2)))))


def named_conv(model, layer):
    return layer or [one.name for one in model.layers if "conv" in one.name][-1]


wrong(
    "named conv",
    "The list is empty: no layer of this net has what you look for. Layers may have any names; those with feature maps "
    "have len(layer.output.shape) == 4.",
    raises=True,
)(changed(pick=named_conv))

wrong(
    "conv10",
    "Other nets have layers of other names. With layer=None take the last whose len(layer.output.shape) is 4.",
    raises=True,
)(changed(pick=lambda model, layer: layer or "conv10"))

wrong(
    "saliency",
    "That is saliency, the gradient by the image. Grad-CAM takes the gradient by the feature maps of a layer.",
)(lambda m, x, c, layer=None: saliency(m, x, c))

wrong("no ReLU, not scaled", f"{NO_RELU} {NOT_SCALED}")(changed(relu=tf.identity, scale=tf.identity))

wrong("no ReLU of the probability", f"{NO_RELU} {PROBABILITY}")(
    changed(relu=tf.identity, net=shared_wrong.probabilities)
)

wrong("by place, no ReLU", f"{ELEMENTWISE} {NO_RELU}")(changed(combine=sum_of(tf.identity), relu=tf.identity))

add_common(wrong, changed, after)
