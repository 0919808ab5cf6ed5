"""Exercise 8.3, `grad_cam`: where the last feature maps speak for a class."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.checks.exercise import Exercise, Misconception, Probe
from amhelpers.checks.lesson08 import steps, ways
from amhelpers.checks.lesson08.saliency import saliency
from amhelpers.checks.lesson08.shared import NOT_SCALED, PROBABILITY, RANGE, shared
from amhelpers.checks.probes import noise

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


def after(function):
    """With something done to the right maps."""
    return lambda model, images, classes, layer=None: function(grad_cam(model, images, classes, layer))


def apart(model, images, classes, layer=None):
    """The maps come from another call than the logits."""
    with tf.GradientTape() as tape:
        maps = am.models.feature_extractor(model, steps.last_maps(model, layer))(images)
        scores = steps.of_class(am.models.with_logits(model)(images), classes)
    return tf.reduce_mean(tape.gradient(scores, maps), axis=(1, 2))


def enlarged(model, images, classes, layer=None):
    heat = grad_cam(model, images, classes, layer)[..., np.newaxis]
    return tf.image.resize(heat, images.shape[1:3])[..., 0]


NO_RELU = (
    "ReLU is missing: where the weighted sum is negative, the maps speak against the class. tf.nn.relu sets it to 0."
)
ABSOLUTE = "You take the absolute value. What speaks against the class is to be left out: tf.nn.relu."
RELU_LATE = (
    "You divide before ReLU. Where a whole map is negative its maximum is negative too, and dividing turns the sign: "
    "tf.nn.relu first."
)
RELU_EARLY = (
    "You leave out what is negative in the gradients or in the weights. A map that speaks against the class has a "
    "negative weight, and lowers the sum: ReLU comes last, on the weighted sum."
)
ABSOLUTE_WEIGHTS = (
    "You take absolute weights. A map that speaks against the class has a negative one, and lowers the sum."
)
NO_WEIGHTS = (
    "You add up the maps as they are, which is the same for every class. Each has a weight, the mean of its gradient."
)
ELEMENTWISE = (
    "You multiply maps and gradient place by place. In Grad-CAM each map has one weight, the mean of its gradient over "
    "height and width: tf.reduce_mean(gradient, axis=(1, 2), keepdims=True)."
)
MAXIMUM = "You take the largest gradient of each map. Its weight is the mean over height and width."
BATCH_WEIGHTS = (
    "You average the gradient over the batch too, as code for a single image does with axis=(0, 1, 2), and all images "
    "share their weights. Each has its own: axis=(1, 2)."
)
CHANNELS = "You average over the channels. A map's weight is its gradient's mean over height and width: axis=(1, 2)."
GRADIENT = "That is the gradient, without the maps. It only gives the weights of the maps, which are then added up."
LARGEST = "You take the largest of the weighted maps. Add them up: tf.reduce_sum(weights * maps, axis=3)."
SIZE = "You enlarge the maps to the size of the image. Leave them at the layer's resolution."
CONVOLUTION = (
    "You take the last convolution. Asked for is the last layer with feature maps, and that may be the pooling after "
    "it: the last one whose output has four axes, len(layer.output.shape) == 4."
)
FIRST_LAYER = "You take the first layer with feature maps. What the net makes of the image is in the last one."
LAYER = "`layer` makes no difference: where it is given, that layer's maps are asked for."
NONE = "With layer=None there is no name to look for. Take the last layer whose len(layer.output.shape) is 4."
OUTPUT_SHAPE = "A layer has no output_shape any more. Today: layer.output.shape."
NAMES = (
    "The list is empty: no layer of this net has what you look for. Layers may have any names; those with feature maps "
    "have len(layer.output.shape) == 4."
)
NAMED = "Other nets have layers of other names. With layer=None take the last whose len(layer.output.shape) is 4."
IMAGE = "That is saliency, the gradient by the image. Grad-CAM takes the gradient by the feature maps of a layer."
APART = (
    "The gradient is None: maps and scores come from two calls, so the scores do not depend on these maps. One model "
    "gives both, keras.Model(logits.inputs[0], [logits.get_layer(layer).output, logits.outputs[0]])."
)
KEEPDIMS = "The weights have the shape (batch, channels), which does not fit the maps. keepdims=True keeps four axes."

EXERCISE = Exercise(
    number="8.3",
    title="Which region speaks for the class",
    function="grad_cam",
    reference=grad_cam,
    tolerance=1e-3,
    probes=(
        Probe("an image in colour, three classes", lambda: (steps.colour_net(), noise(1, 6, 5, 3, seed=1), [0])),
        Probe(
            "two images, the maps of a layer", lambda: (steps.colour_net(), noise(2, 6, 5, 3, seed=2), [1, 0], "first")
        ),
        Probe("gray images, a net that ends in pooling", lambda: (steps.dog_net(), noise(2, 7, 6, 1, seed=3), [0, 0])),
        Probe("a class that nothing speaks for", lambda: (steps.colour_net(), noise(2, 6, 5, 3, seed=3), [2, 1])),
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
        Misconception("no ReLU", changed(relu=tf.identity), NO_RELU),
        Misconception("absolute value", changed(relu=tf.abs), ABSOLUTE),
        Misconception("ReLU last", changed(relu=tf.identity, scale=lambda m: tf.nn.relu(steps.each(m))), RELU_LATE),
        Misconception("ReLU of gradients", changed(combine=sum_of(lambda g: mean(tf.nn.relu(g)))), RELU_EARLY),
        Misconception("ReLU of weights", changed(combine=sum_of(lambda g: tf.nn.relu(mean(g)))), RELU_EARLY),
        Misconception("absolute weights", changed(combine=sum_of(lambda g: abs(mean(g)))), ABSOLUTE_WEIGHTS),
        Misconception("absolute gradients", changed(combine=sum_of(lambda g: mean(abs(g)))), ABSOLUTE_WEIGHTS),
        Misconception("no weights", changed(combine=sum_of(tf.ones_like)), NO_WEIGHTS),
        Misconception("place by place", changed(combine=sum_of(tf.identity)), ELEMENTWISE),
        Misconception("largest gradient", changed(combine=sum_of(lambda g: tf.reduce_max(g, (1, 2), True))), MAXIMUM),
        Misconception("mean of the batch", changed(combine=sum_of(lambda g: mean(g, (0, 1, 2)))), BATCH_WEIGHTS),
        Misconception("mean of the channels", changed(combine=sum_of(lambda g: mean(g, 3))), CHANNELS),
        Misconception("gradient alone", changed(combine=lambda g, maps: tf.reduce_sum(g, 3)), GRADIENT),
        Misconception("its largest value", changed(combine=lambda g, maps: tf.reduce_max(abs(g), 3)), GRADIENT),
        Misconception("largest map", changed(combine=lambda g, maps: tf.reduce_max(mean(g) * maps, 3)), LARGEST),
        Misconception(
            "minimum to 0, no ReLU", changed(relu=tf.identity, scale=steps.from_nothing), f"{NO_RELU} {RANGE}"
        ),
        Misconception("enlarged", enlarged, SIZE),
        Misconception("last convolution", changed(pick=steps.last_convolution), CONVOLUTION),
        Misconception("first layer", changed(pick=steps.first_maps), FIRST_LAYER),
        Misconception("layer unused", changed(pick=lambda model, layer: steps.last_maps(model, None)), LAYER),
        Misconception("no name", changed(pick=lambda model, layer: model.get_layer(layer).name), NONE),
        Misconception("output_shape", changed(pick=steps.by_shape), OUTPUT_SHAPE),
        Misconception("two calls", apart, APART),
        Misconception("no keepdims", changed(combine=sum_of(lambda g: tf.reduce_mean(g, (1, 2)))), KEEPDIMS),
        Misconception("named conv", changed(pick=steps.named_conv), NAMES),
        Misconception("conv10", changed(pick=lambda model, layer: layer or "conv10"), NAMED),
        Misconception("saliency", lambda m, x, c, layer=None: saliency(m, x, c), IMAGE),
        Misconception("no ReLU, not scaled", changed(relu=tf.identity, scale=tf.identity), f"{NO_RELU} {NOT_SCALED}"),
        Misconception(
            "no ReLU of the probability", changed(relu=tf.identity, net=steps.probabilities), f"{NO_RELU} {PROBABILITY}"
        ),
        Misconception(
            "by place, no ReLU", changed(combine=sum_of(tf.identity), relu=tf.identity), f"{ELEMENTWISE} {NO_RELU}"
        ),
        *shared(changed, after),
    ),
)
