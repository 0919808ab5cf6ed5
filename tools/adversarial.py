"""Adversarial training: model, images, labels -> the model, trained on the worst images nearby.

Madry, Makelov, Schmidt, Tsipras, Vladu: Towards deep learning models resistant to adversarial attacks. ICLR 2018.
Nearby is meant in the l2 norm of an image in [0, 1].
"""

import keras
import numpy as np
import tensorflow as tf

from amhelpers.models import feature_extractor

__all__ = ["attack", "fit", "robust_accuracy"]

LOSS = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def attack(logits, images, labels, epsilon, steps):
    """Images within epsilon of those given, and in [0, 1], on which the loss is as high as so many steps make it."""
    shape = tf.shape(images)
    change = tf.random.normal(shape)
    change *= epsilon * tf.random.uniform((shape[0], 1, 1, 1)) / _norm(change)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(change)
            loss = LOSS(labels, logits(images + change))
        gradient = tape.gradient(loss, change)
        change += epsilon * (1.5 / steps) * gradient / _norm(gradient)
        change *= tf.minimum(1.0, epsilon / _norm(change))
        change = tf.clip_by_value(images + change, 0, 1) - images
    return images + change


def fit(model, images, labels, epsilon, epochs, batch_size=125, steps=2, rate=1e-3, flip=False):
    """Train on attacked images; epsilon grows over the first third, the learning rate falls to zero at the end."""
    logits = feature_extractor(model, "logits")
    total = epochs * len(images) // batch_size
    schedule = keras.optimizers.schedules.CosineDecay(0.0, total, warmup_target=rate, warmup_steps=total // 12)
    optimizer = keras.optimizers.Adam(schedule)
    optimizer.build(model.trainable_variables)

    @tf.function
    def train(images, labels, epsilon):
        if flip:
            images = tf.image.random_flip_left_right(images)
        attacked = attack(logits, images, labels, epsilon, steps)
        with tf.GradientTape() as tape:
            loss = LOSS(labels, logits(attacked, training=True))
        optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
        return loss

    random, done = np.random.default_rng(0), 0
    for epoch in range(epochs):
        losses, order = [], random.permutation(len(images))
        for begin in range(0, len(images), batch_size):
            chosen = order[begin : begin + batch_size]
            now = tf.constant(epsilon * min(1.0, 3 * done / total), tf.float32)
            losses.append(float(train(tf.constant(images[chosen]), tf.constant(labels[chosen], tf.int32), now)))
            done += 1
        print(f"epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.3f}", flush=True)
    return model


def robust_accuracy(model, images, labels, epsilon, steps=20):
    """The share of images that are still read correctly after an attack."""
    logits = feature_extractor(model, "logits")
    tf.random.set_seed(0)
    attacked = attack(logits, tf.constant(images), tf.constant(labels, tf.int32), tf.constant(epsilon), steps)
    return float(np.mean(np.asarray(logits(attacked)).argmax(axis=1) == labels))


def _norm(values):
    return tf.sqrt(tf.reduce_sum(tf.square(values), axis=(1, 2, 3), keepdims=True)) + 1e-12
