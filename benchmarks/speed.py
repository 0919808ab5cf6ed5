"""How long does an ascent take, beside the seed's loop, tf-keras-vis, Xplique, and the floor that nothing can go below?

    benchmarks/.venv/bin/python benchmarks/speed.py [--rounds 5] [CASE …]

In one process and one run: the same net, layer, targets, start and number of steps, without regularizers or transforms.
All contenders take turns in every round; the figures are medians, and their ratios to the floor.  The floor is a
compiled function that computes the gradient of the targets' scores by the images, called once for each step, and
nothing else.
"""

import argparse
import statistics
import sys
import time
import traceback
from dataclasses import dataclass

import amhelpers as am  # isort: skip
import keras
import numpy as np
import tensorflow as tf


@dataclass(frozen=True)
class Case:
    """What is climbed: a layer's channels, or the classes of a model where `layer` is None."""

    title: str
    model: keras.Model
    layer: str | None
    targets: list
    steps: int
    start: np.ndarray

    def scores(self):
        """A function images -> one score for each, of TensorFlow alone."""
        values, axes = self.extractor(), () if self.layer is None else (1, 2)
        return lambda images: tf.gather(tf.reduce_mean(values(images), axes), self.targets, axis=1, batch_dims=1)

    def extractor(self):
        """A functional model that ends where the scores are read, for libraries that want one."""
        if self.layer is None:
            return am.models.with_logits(self.model)
        return am.models.feature_extractor(self.model, self.layer)


def mnist():
    """All 64 maps of the last convolution, as in the seed."""
    start = am.images.noise(64, 28, 1)
    return Case("MNIST conv4, 64 filters × 50 steps, 28 px", am.models.mnist_cnn(), "conv4", list(range(64)), 50, start)


def vgg16():
    """Ten filters of the third block."""
    channels = sorted(np.random.default_rng(0).choice(256, 10, replace=False).tolist())
    start = am.images.noise(10, 96, 3, low=0.42, high=0.58)
    return Case(
        "VGG16 block3_conv3, 10 filters × 20 steps, 96 px", am.models.vgg16(), "block3_conv3", channels, 20, start
    )


def squeezenet():
    """Six classes of ImageNet."""
    names = am.datasets.imagenet_classes()
    classes = [names.index(name) for name in ("zebra", "snail", "bee", "acorn", "espresso", "tabby")]
    start = am.images.noise(6, 160, 3, low=0.45, high=0.55)
    return Case("SqueezeNet, 6 classes × 30 steps, 160 px", am.models.squeezenet(), None, classes, 30, start)


CASES = {"mnist": mnist, "vgg16": vgg16, "squeezenet": squeezenet}


def floor(case):
    """The gradient alone, compiled."""
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
    made = am.objectives.logit if case.layer is None else am.objectives.channel
    objective = made(case.model, *([] if case.layer is None else [case.layer]), case.targets)
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
    """tf-keras-vis, given a batch, without regularizers and input modifiers."""
    from tf_keras_vis.activation_maximization import ActivationMaximization

    maximize = ActivationMaximization(case.extractor(), clone=False)

    def score(output):
        return [tf.reduce_mean(output[place, ..., target]) for place, target in enumerate(case.targets)]

    settings = {"input_range": (0.0, 1.0), "input_modifiers": [], "regularizers": [], "steps": case.steps}
    return lambda: maximize(score, seed_input=case.start, **settings)


def xplique(case):
    """Xplique, in pixels, without transformations and regularizers; its objectives take a layer and channels."""
    from xplique.features_visualizations import Objective, optimize

    images = keras.Input(case.start.shape[1:])  # Xplique wants images of one size, and a layer that is the model's own
    model = keras.Model(images, keras.layers.Activation("linear")(case.extractor()(images)))
    made = Objective.neuron if case.layer is None else Objective.channel

    def run():
        objective = made(model, -1, case.targets)
        settings = {"use_fft": False, "transformations": None, "custom_shape": case.start.shape[1:3]}
        return optimize(objective, nb_steps=case.steps, **settings)[0]

    return run


CONTENDERS = {
    "floor": floor,
    "amhelpers": course,
    "Xplique 2.0.2": xplique,
    "tf-keras-vis 0.8.7": keras_vis,
    "seed's loop": loop,
}


def seconds(run):
    """How long a call takes."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def measure(case, rounds):
    """{contender: seconds of the first call and of each round}, and {contender: its error} for those that cannot."""
    runs, taken, errors = {}, {}, {}
    for name, make in CONTENDERS.items():
        try:
            run = make(case)
            taken[name] = [seconds(run)]
            runs[name] = run
        except Exception as error:
            errors[name] = f"{type(error).__name__}: {str(error).splitlines()[0][:160]}"
            traceback.print_exc(file=sys.stderr)
    for number in range(rounds):
        for name, run in runs.items():
            if name != "seed's loop" or number == 0:  # once is enough: it takes a minute
                taken[name].append(seconds(run))
    return taken, errors


def main():
    """Print a table for each case."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)}; by default all")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    for name in arguments.cases or CASES:
        case = CASES[name]()
        taken, errors = measure(case, arguments.rounds)
        lowest = statistics.median(taken["floor"][1:])
        print(f"\n{case.title}\n\n| | seconds | × the floor | first call |\n| --- | --- | --- | --- |")
        for contender, (first, *rest) in taken.items():
            middle = statistics.median(rest)
            print(f"| {contender} | {middle:.2f} | {middle / lowest:.2f} | {first:.2f} |")
        for contender, error in errors.items():
            print(f"| {contender} | {error} | | |")


if __name__ == "__main__":
    main()
