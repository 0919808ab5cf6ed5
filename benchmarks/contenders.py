"""Contenders: case -> a function without arguments that makes the images, without regularizers or transforms.

All climb the same scores from images of the same size for the same number of steps. Where a library can start from
given images, these are the same too; Xplique draws its own.
"""

import amhelpers as am  # isort: skip
import keras
import numpy as np
import tensorflow as tf

__all__ = [
    "CONTENDERS",
    "by_xplique",
    "course",
    "floor",
    "for_xplique",
    "keras_vis",
    "loop",
    "scores_for_keras_vis",
    "xplique",
]


def floor(case):
    """The gradient of the scores by the images, compiled, once for each step, and nothing else."""
    score = case.scores()

    @tf.function(autograph=False)
    def gradient(images):
        with tf.GradientTape() as tape:
            tape.watch(images)
            total = tf.reduce_sum(score(images))
        return tape.gradient(total, images)

    images = tf.constant(case.start)

    def run():
        for _ in range(case.steps):
            found = gradient(images)
        return found.numpy()

    return run


def course(case):
    """`am.ascend`."""
    objective = case.objective()
    return lambda: am.ascend(objective, case.start, steps=case.steps, step_size=0.05, progress=False).images


def loop(case):
    """The seed's loop over filters, Exercise 12.2 in its modern form: a tape for each step of each filter."""
    maps = case.extractor()

    def run():
        found = []
        for place, target in enumerate(case.targets):
            image = tf.Variable(case.start[place : place + 1])
            for _ in range(case.steps):
                with tf.GradientTape() as tape:
                    score = tf.reduce_mean(maps(image)[..., target])
                gradient = tape.gradient(score, image)
                gradient /= tf.sqrt(tf.reduce_mean(tf.square(gradient))) + 1e-5
                image.assign_add(gradient)
            found.append(image.numpy()[0])
        return np.stack(found)

    return run


def keras_vis(case):
    """tf-keras-vis, given a batch."""
    from tf_keras_vis.activation_maximization import ActivationMaximization

    maximize, score = ActivationMaximization(case.extractor(), clone=False), scores_for_keras_vis(case.targets)
    settings = {"input_range": (0.0, 1.0), "input_modifiers": [], "regularizers": [], "steps": case.steps}
    return lambda: maximize(score, seed_input=case.start, **settings)


def scores_for_keras_vis(targets):
    """A function of a model's output -> a score for each image, as the library wants it."""
    return lambda output: [tf.reduce_mean(output[place, ..., target]) for place, target in enumerate(targets)]


def xplique(case):
    """Xplique, in pixels."""
    make = for_xplique(case)
    return lambda: by_xplique(case, make(), nb_steps=case.steps, use_fft=False, transformations=None)


def by_xplique(case, objective, seed=0, **settings):
    """The images that Xplique makes, of the case's size; the seed is that of the start, which the library draws."""
    from xplique.features_visualizations import optimize

    keras.utils.set_random_seed(seed)
    return optimize(objective, custom_shape=case.start.shape[1:3], **settings)[0][-1].numpy()


def for_xplique(case):
    """A function that makes the library's objective: it wants images of one size, and a layer of the model's own."""
    from xplique.features_visualizations import Objective

    images = keras.Input(case.start.shape[1:])
    model = keras.Model(images, keras.layers.Activation("linear")(case.extractor()(images)))
    made = Objective.neuron if case.layer is None else Objective.channel
    return lambda: made(model, -1, case.targets)


CONTENDERS = {
    "floor": floor,
    "amhelpers": course,
    "Xplique": xplique,
    "tf-keras-vis": keras_vis,
    "seed's loop": loop,
}
