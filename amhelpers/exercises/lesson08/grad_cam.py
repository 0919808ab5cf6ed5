"""Exercise 8.3, `grad_cam`: where the last feature maps speak for a class."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.exercises.lesson08 import regions, steps, unseen, ways
from amhelpers.exercises.lesson08.saliency import saliency
from amhelpers.exercises.lesson08.shared import NOT_SCALED, PROBABILITY, RANGE, shared
from amhelpers.exercises.lesson08.tapes import told
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def grad_cam(model, images, classes, layer=None):
    if layer is None:
        layer = [one.name for one in model.layers if len(one.output.shape) == 4][-1]
    logits, images = am.models.with_logits(model), tf.constant(images)
    both = keras.Model(logits.inputs[0], [logits.get_layer(layer).output, logits.outputs[0]])
    with tf.GradientTape() as tape:
        tape.watch(images)
        maps, values = both(images)
        scores = tf.gather(values, classes, axis=1, batch_dims=1)
    weights = tf.reduce_mean(tape.gradient(scores, maps), axis=(1, 2), keepdims=True)
    heat = tf.nn.relu(tf.reduce_sum(weights * maps, axis=3))
    return tf.math.divide_no_nan(heat, tf.reduce_max(heat, axis=(1, 2), keepdims=True)).numpy()


def sum_of(weights):
    """Maps weighted and added up, as they should be, with other weights."""
    return lambda gradient, maps: tf.reduce_sum(weights(gradient) * maps, axis=3)


def mean(gradient, axes=(1, 2)):
    return tf.reduce_mean(gradient, axis=axes, keepdims=True)


def changed(
    score=steps.of_class,
    combine=None,
    relu=tf.nn.relu,
    scale=steps.each,
    pick=steps.last_maps,
    net=am.models.with_logits,
):
    """The right answer, with one part or another changed."""

    def answer(model, images, classes, layer=None):
        name, changed_net = pick(model, layer), net(model)
        outputs = [changed_net.get_layer(name).output, changed_net.outputs[0]]
        with tf.GradientTape() as tape:
            maps, values = keras.Model(changed_net.inputs[0], outputs)(images)
            scores = score(values, classes)
        return scale(relu((combine or sum_of(mean))(tape.gradient(scores, maps), maps))).numpy()

    return answer


def by_numpy(gradient, maps):
    return tf.reduce_sum(np.mean(gradient, axis=(1, 2), keepdims=True) * maps, axis=3)


def after(function):
    """With something done to the right maps."""
    return lambda model, images, classes, layer=None: function(grad_cam(model, images, classes, layer))


def at_place(place):
    """The layer at an index of model.layers."""
    return lambda model, layer: layer or model.layers[place].name


def enlarged(model, images, classes, layer=None):
    heat = grad_cam(model, images, classes, layer)[..., np.newaxis]
    return tf.image.resize(heat, images.shape[1:3])[..., 0]


EXERCISE = Exercise(
    number="8.3",
    title="Which region speaks for the class",
    function="grad_cam",
    reference=grad_cam,
    tolerance=1e-3,
    probes=(
        Probe(
            "an image in colour, three classes",
            lambda: (steps.colour_net(), noise(1, 6, 5, 3, seed=1), [0]),
            call=told,
        ),
        Probe(
            "two images, the maps of a layer",
            lambda: (steps.colour_net(), noise(2, 6, 5, 3, seed=2), [1, 0], "first"),
            call=told,
        ),
        Probe(
            "gray images, a net that ends in pooling",
            lambda: (steps.dog_net(), noise(2, 7, 6, 1, seed=3), [0, 0]),
            call=told,
        ),
        Probe(
            "a class that nothing speaks for",
            lambda: (steps.colour_net(), noise(2, 6, 5, 3, seed=3), [2, 1]),
            call=told,
        ),
    ),
    compared="the maps of one and of two images, of two layers and two nets, all zero for one class; the model stays.",
    hints=(
        "logits = am.models.with_logits(model), and keras.Model(logits.inputs[0], [logits.get_layer(layer).output, "
        "logits.outputs[0]]) gives both, the maps and the logits.",
        "Inside of a tape, call it with the images, and take the logit of each class. tape.gradient(scores, maps) has "
        "the shape of the maps; its mean over height and width are their weights.",
        "tf.nn.relu(tf.reduce_sum(weights * maps, axis=3)), and tf.math.divide_no_nan by the maximum of each map.",
    ),
    alternatives=(
        changed(),
        ways.cam_in_two_parts,
        ways.cam_by_one_hot,
        after(tf.constant),
        after(lambda maps: maps.astype("float64")),
    ),
    misconceptions=(
        Misconception("no ReLU", changed(relu=tf.identity), regions.NO_RELU),
        Misconception("absolute value", changed(relu=tf.abs), regions.ABSOLUTE),
        Misconception(
            "ReLU last", changed(relu=tf.identity, scale=lambda m: tf.nn.relu(steps.each(m))), regions.RELU_LATE
        ),
        Misconception("ReLU of gradients", changed(combine=sum_of(lambda g: mean(tf.nn.relu(g)))), regions.RELU_EARLY),
        Misconception("ReLU of weights", changed(combine=sum_of(lambda g: tf.nn.relu(mean(g)))), regions.RELU_EARLY),
        Misconception("absolute weights", changed(combine=sum_of(lambda g: abs(mean(g)))), regions.ABSOLUTE_WEIGHTS),
        Misconception("absolute gradients", changed(combine=sum_of(lambda g: mean(abs(g)))), regions.ABSOLUTE_WEIGHTS),
        Misconception("no weights", changed(combine=sum_of(tf.ones_like)), regions.NO_WEIGHTS),
        Misconception("place by place", changed(combine=sum_of(tf.identity)), regions.ELEMENTWISE),
        Misconception(
            "largest gradient", changed(combine=sum_of(lambda g: tf.reduce_max(g, (1, 2), True))), regions.MAXIMUM
        ),
        Misconception(
            "mean of the batch", changed(combine=sum_of(lambda g: mean(g, (0, 1, 2)))), regions.BATCH_WEIGHTS
        ),
        Misconception("mean of the channels", changed(combine=sum_of(lambda g: mean(g, 3))), regions.CHANNELS),
        *(
            Misconception(
                f"mean over {axes}", changed(combine=sum_of(lambda g, axes=axes: mean(g, axes))), regions.CHANNELS
            )
            for axes in ((2, 3), (1, 3), (1, 2, 3))
        ),
        Misconception("gradient alone", changed(combine=lambda g, maps: tf.reduce_sum(g, 3)), regions.GRADIENT),
        Misconception("its largest value", changed(combine=lambda g, maps: tf.reduce_max(abs(g), 3)), regions.GRADIENT),
        Misconception(
            "largest map", changed(combine=lambda g, maps: tf.reduce_max(mean(g) * maps, 3)), regions.LARGEST
        ),
        Misconception(
            "minimum to 0, no ReLU", changed(relu=tf.identity, scale=steps.from_nothing), f"{regions.NO_RELU} {RANGE}"
        ),
        Misconception("enlarged", enlarged, regions.SIZE),
        Misconception("last convolution", changed(pick=steps.last_convolution), regions.CONVOLUTION),
        Misconception("first layer", changed(pick=steps.first_maps), regions.FIRST_LAYER),
        Misconception("layers[0]", changed(pick=at_place(0)), regions.FIRST_LAYER),
        *(
            Misconception(f"layers[{place}]{more}", changed(pick=at_place(place), combine=combine), regions.NO_MAPS)
            for place in (-1, -2)
            for more, combine in (("", None), (", NumPy", by_numpy))
        ),
        Misconception("layer unused", changed(pick=lambda model, layer: steps.last_maps(model, None)), regions.LAYER),
        Misconception("no name", changed(pick=lambda model, layer: model.get_layer(layer).name), regions.NONE),
        Misconception("output_shape", changed(pick=steps.by_shape), regions.OUTPUT_SHAPE),
        Misconception("two calls", unseen.apart, regions.APART),
        Misconception("gradient by the images", unseen.by_images(), regions.BY_IMAGES),
        Misconception("gradient by the images, watched", unseen.by_images(watch=True), regions.BY_IMAGES),
        Misconception("gradient by the images, NumPy", unseen.by_images(True, np.asarray), regions.BY_IMAGES),
        Misconception("order of the tape", unseen.maps_by_scores, regions.ORDER),
        Misconception("predict", unseen.predicted_maps, regions.PREDICT),
        Misconception("no keepdims", changed(combine=sum_of(lambda g: tf.reduce_mean(g, (1, 2)))), regions.KEEPDIMS),
        Misconception("named conv", changed(pick=steps.named_conv), regions.NAMES),
        Misconception("conv10", changed(pick=lambda model, layer: layer or "conv10"), regions.NAMED),
        Misconception("saliency", lambda m, x, c, layer=None: saliency(m, x, c), regions.IMAGE),
        Misconception(
            "no ReLU, not scaled", changed(relu=tf.identity, scale=tf.identity), f"{regions.NO_RELU} {NOT_SCALED}"
        ),
        Misconception(
            "no ReLU of the probability",
            changed(relu=tf.identity, net=steps.probabilities),
            f"{regions.NO_RELU} {PROBABILITY}",
        ),
        Misconception(
            "by place, no ReLU",
            changed(combine=sum_of(tf.identity), relu=tf.identity),
            f"{regions.ELEMENTWISE} {regions.NO_RELU}",
        ),
        *shared(changed, after),
    ),
)
