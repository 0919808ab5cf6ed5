"""Exercise 8.3, `grad_cam`: the course's own version, and other right answers."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.exercises.lesson08 import shared

__all__ = ["ALTERNATIVES", "after", "changed", "grad_cam", "last_maps", "mean", "sum_of"]


def last_maps(model, layer):
    """The name of the layer whose maps are taken: the given one, else the last with feature maps."""
    return layer or [one.name for one in model.layers if len(one.output.shape) == 4][-1]


def cam_in_two_parts(model, images, classes, layer=None):
    """One net up to the maps, and from there on layer by layer, image by image."""
    names = [one.name for one in model.layers]
    place = names.index(layer or last_maps(model, None))
    extract, kernel, bias = am.models.feature_extractor(model, names[place]), *model.layers[-1].get_weights()
    found = []
    for image, label in zip(images, classes):
        maps = tf.Variable(extract(image[np.newaxis]))
        with tf.GradientTape() as tape:
            values = maps
            for one in model.layers[place + 1 : -1]:
                values = one(values)
            score = (values @ kernel + bias)[0, label]
        weights = tape.gradient(score, maps).numpy().mean(axis=(0, 1, 2))
        heat = np.maximum(maps.numpy()[0] @ weights, 0)
        found.append(heat / max(heat.max(), 1e-9))
    return np.array(found)


def cam_by_one_hot(model, images, classes, layer=None):
    logits = am.models.with_logits(model)
    extract = am.models.feature_extractor(logits, [last_maps(model, layer), logits.layers[-1].name])
    with tf.GradientTape(persistent=True) as tape:
        maps, values = extract(tf.constant(images))
        score = tf.reduce_sum(values * tf.one_hot(classes, values.shape[1]))
    heat = keras.ops.relu(tf.einsum("bhwc,bc->bhw", maps, tf.reduce_sum(tape.gradient(score, maps), axis=(1, 2))))
    return tf.cast(heat, "float64") / (tf.reduce_max(tf.cast(heat, "float64"), axis=(1, 2), keepdims=True) + 1e-9)


def grad_cam(model, images, classes, layer=None):
    """Feature maps of a layer weighted by what they do for the class: (batch, h, w), each divided by its maximum."""
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
    score=shared.of_class,
    combine=None,
    relu=tf.nn.relu,
    scale=shared.each,
    pick=last_maps,
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


ALTERNATIVES = (
    changed(),
    cam_in_two_parts,
    cam_by_one_hot,
    after(tf.constant),
    after(lambda maps: maps.astype("float64")),
)
