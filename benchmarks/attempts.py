"""What happens when each library is given what a student has: the error it gives, or what came back.

benchmarks/.venv/bin/python benchmarks/attempts.py
"""

import amhelpers as am  # isort: skip
import keras
import numpy as np
import report
import tensorflow as tf
from cases import mnist
from contenders import for_xplique, scores_for_keras_vis


def keras_vis(model, start, score):
    """tf-keras-vis with its defaults."""
    from tf_keras_vis.activation_maximization import ActivationMaximization

    return ActivationMaximization(model)(score, seed_input=start, steps=2)


def xplique(model, layer, channel):
    """Xplique with its defaults."""
    from xplique.features_visualizations import Objective, optimize

    return optimize(Objective.channel(model, layer, channel), nb_steps=2)[0][-1]


def asleep():
    """A net whose one filter nothing wakes: what it computes is always below zero."""
    layer = keras.layers.Conv2D(1, 3, activation="relu", kernel_initializer="zeros", name="conv")
    model = keras.Sequential([keras.Input((28, 28, 1)), layer])
    layer.bias.assign([-1.0])
    return model


def difference():
    """Of two objectives a and b that are the same: the value of a − b, as Xplique computes it."""
    case, made = mnist(1), for_xplique(mnist(1))
    model, value, _, _ = (made() - made()).compile()
    return f"a − a = {float(tf.squeeze(value(model(case.start)))):.3g}"


def drawn(images):
    """What came back, in words."""
    images = np.asarray(images)
    return f"images {images.shape}, {images.min():.2f} to {images.max():.2f}"


def attempts():
    """(library, what is tried, a function that tries it)."""
    net, large, noise = am.models.mnist_cnn(), am.models.squeezenet(), am.images.noise(1, 28, 1)
    large_noise = am.images.noise(1, 160, 3)
    sleeping = asleep()
    first = scores_for_keras_vis([0])
    yield "tf-keras-vis", "a Sequential net", lambda: drawn(keras_vis(net, noise, first))
    yield "tf-keras-vis", "images in [0, 1]", lambda: drawn(keras_vis(_functional(net), noise, first))
    yield "tf-keras-vis", "a net for images of any size", lambda: drawn(keras_vis(large, large_noise, first))
    yield "tf-keras-vis", "a filter that is never active", lambda: drawn(keras_vis(_functional(sleeping), noise, first))
    yield "Xplique", "a Sequential net", lambda: drawn(xplique(net, "conv4", 0))
    yield "Xplique", "a net for images of any size", lambda: drawn(xplique(large, "conv10", 0))
    yield "Xplique", "a filter that is never active", lambda: drawn(xplique(sleeping, "conv", 0))
    yield "Xplique", "the difference of an objective and itself", difference
    yield "amhelpers", "a filter that is never active", lambda: _ours(sleeping, noise)
    yield "amhelpers", "a channel that is not there", lambda: am.objectives.channel(net, "conv4", 64)


def _ours(model, noise):
    found = am.ascend(am.objectives.channel(model, "conv", 0), noise, steps=2, progress=False)
    return f"{drawn(found.images)}; dead: {found.dead}"


def _functional(model):
    return keras.Model(model.inputs[0], model.outputs[0])


def main():
    """Try all."""
    rows = []
    for library, what, attempt in attempts():
        try:
            said = attempt()
        except Exception as error:
            said = f"{type(error).__name__}: {' '.join(str(error).split())[:160]}"
        rows.append([library, what, said.replace("|", "/")])
    report.write("attempts", report.table(["", "given", "what it said"], rows))


if __name__ == "__main__":
    main()
