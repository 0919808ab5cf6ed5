"""Which nets does the package work with? Every architecture of keras.applications, flat and within another model.

    .venv/bin/python tools/nets.py [MobileNet VGG16 …]      (make nets)

Each is built small, with random weights, and held against itself, without this package: logits against the logarithms
of the probabilities that the net gives, feature maps against a model that ends at the layer, saliency and Grad-CAM
against a plain tape on a twin without softmax; and all of it again with the net nested behind a layer that rescales.
The table goes into docs/nets.md, between its two marks; a net that fails has the beginning of why. Another table says
of the small nets of tests/nets/forms.py where their logits are.
"""

import logging
import re
import subprocess
import sys
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "nets.md"
BEGIN, END = "<!-- {} -->", "<!-- end of {} -->"
SIDE, CLASSES, CLOSE = 80, 5, 2e-3
COLUMNS = ("net", "layers", "logits", "layers reached", "ascent", "saliency", "Grad-CAM", "nested", "seconds")


def architectures():
    """The names of all functions of keras.applications that make a net."""
    import keras

    found = {name: value for name, value in vars(keras.applications).items() if name[0].isupper() and callable(value)}
    return sorted(found)


def built(name, activation="softmax"):
    """A net of this architecture, small, with the same weights for each activation."""
    import keras

    keras.utils.set_random_seed(1)
    make = getattr(keras.applications, name)
    return make(weights=None, input_shape=(SIDE, SIDE, 3), classes=CLASSES, classifier_activation=activation)


def measure(name):
    """One row of the table: {column: text}."""
    import keras
    import numpy as np
    import tensorflow as tf

    import amhelpers as am
    from amhelpers.models.graph import layers_with_maps

    start = time.process_time()
    model, twin = built(name), built(name, None)
    images = np.random.default_rng(0).uniform(size=(2, SIDE, SIDE, 3)).astype("float32")
    twin.set_weights(model.get_weights())
    spread = float(np.std(np.asarray(twin(images, training=False)), axis=1).mean())
    for net in (model, twin):  # random weights may give logits of a millionth, whose differences no float shows
        last = next(layer for layer in reversed(net.layers) if layer.weights)
        last.set_weights([weight / max(spread, 1e-30) for weight in last.get_weights()])
    given = keras.Input((SIDE, SIDE, 3))
    outer = keras.Model(given, model(keras.layers.Rescaling(0.5, 0.25)(given)), name="outer")
    scaled_images = images * 0.5 + 0.25
    names = [one for one in layers_with_maps(model) if "/" not in one]
    layers = [names[0], names[len(names) // 2], names[-1]]
    row = {"net": name, "layers": str(len(model.layers))}

    def is_near(one, other, noise=0.0):
        other = np.asarray(other, "float64")
        np.testing.assert_allclose(one, other, rtol=CLOSE, atol=CLOSE * max(np.abs(other).max(), 1e-6) + noise)

    def is_near_by_tape(one, compute):
        """Compare with what a tape computes, eagerly and compiled: by so much floats differ in a net of this depth."""
        eager, compiled = (np.asarray(function(tf.constant(images))) for function in (compute, tf.function(compute)))
        is_near(one, eager, 4 * np.abs(eager - compiled).max())

    def logits(net=model, seen=images):
        said = np.log(np.asarray(model(seen), "float64"))
        found = [np.asarray(am.objectives.logit(net, index)(images)) for index in range(CLASSES)]
        is_near(np.stack(found, 1) - found[0][:, None], said - said[:, :1])

    def reached():
        for layer in layers:
            wanted = np.asarray(keras.Model(model.inputs, model.get_layer(layer).output)(images, training=False))
            is_near(am.activations.feature_maps(model, images, layer)[layer], wanted)
            is_near(am.objectives.channel(model, layer, 0)(images), wanted.mean((1, 2))[:, 0])

    def ascent():
        result = am.ascend(am.objectives.logit(model, 0), images, steps=2, progress=False)
        assert np.isfinite(result.images).all() and not result.dead.any(), "no gradient reached the images"

    def slopes():
        def by_tape(seen):
            with tf.GradientTape() as tape:
                tape.watch(seen)
                score = twin(seen, training=False)[:, 1]
            wanted = tf.reduce_max(tf.abs(tape.gradient(score, seen)), -1)
            return wanted / tf.reduce_max(wanted, (1, 2), keepdims=True)

        is_near_by_tape(am.attribution.saliency(model, images, 1), by_tape)

    def heat():
        found = am.attribution.grad_cam(model, images, 1)
        several = [one for one in names if model.get_layer(one).output.shape[1:3] != (1, 1)]
        same = twin.layers[model.layers.index(model.get_layer(several[-1]))]
        ends = keras.Model(twin.inputs, [same.output, twin.output])

        def by_tape(seen):
            with tf.GradientTape() as tape:
                maps, score = ends(seen, training=False)
                score = score[:, 1]
            weights = tf.reduce_mean(tape.gradient(score, maps), (1, 2), keepdims=True)
            wanted = tf.nn.relu(tf.reduce_sum(weights * maps, -1))
            return tf.math.divide_no_nan(wanted, tf.reduce_max(wanted, (1, 2), keepdims=True))

        is_near_by_tape(found, by_tape)

    def nested():
        logits(outer, scaled_images)
        path = f"{model.name}/{layers[1]}"
        wanted = np.asarray(am.objectives.channel(model, layers[1], 0)(scaled_images))
        is_near(am.objectives.channel(outer, path, 0)(images), wanted)
        is_near(am.attribution.grad_cam(outer, images, 1), am.attribution.grad_cam(model, scaled_images, 1))
        assert am.attribution.grad_cam(outer, images, 1, path).shape[0] == 2

    for column, check in zip(COLUMNS[2:8], (logits, reached, ascent, slopes, heat, nested), strict=True):
        try:
            check()
            row[column] = "yes"
        except Exception as error:
            row[column] = " ".join(str(error).split())[:160].replace("|", "/") or type(error).__name__
    row["seconds"] = f"{time.process_time() - start:.0f}"
    return row


def small_nets():
    """Rows of what is known of the logits of each small net."""
    sys.path.insert(0, str(ROOT / "tests" / "nets"))
    import forms

    import amhelpers as am

    for name, build in {**forms.ODDS, **forms.SIGMOID, **forms.UNKNOWN}.items():
        model = build()
        try:
            am.objectives.logit(model, 0)
            found = f"before {'softmax' if name in forms.ODDS else 'sigmoid'}"
        except ValueError as error:
            found = "asked for: " + re.sub(r' "\w+"', "", str(error).split("told: ")[-1].split(". ")[0])
            found = found.replace("it ends in ", "")
        yield f"{name} | {found}"


def write(what, head, rows):
    """Put a table between its two marks in the page."""
    begin, end = BEGIN.format(what), END.format(what)
    before, rest = PAGE.read_text(encoding="utf-8").split(begin)
    lines = [f"| {row} |" for row in (head, " | ".join("---" for _ in head.split(" | ")), *rows)]
    PAGE.write_text("\n".join([f"{before}{begin}", "", *lines, "", end]) + rest.split(end)[1], encoding="utf-8")


def main():
    """Measure each in a process of its own, and write the tables."""
    names = sys.argv[1:] or architectures()
    if len(names) == 1:
        warnings.simplefilter("ignore")
        logging.disable()
        print(*measure(names[0]).values(), sep=" | ")
        return
    rows = []
    for name in names:
        run = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True, check=False)
        lines = run.stdout.strip().splitlines()
        rows.append(lines[-1] if lines else f"{name} | {run.stderr.strip().splitlines()[-1][:160]}")
        print(rows[-1], flush=True)
    if not sys.argv[1:]:
        write("applications", " | ".join(COLUMNS), rows)
        write("small nets", "net ends in | its logits", small_nets())


if __name__ == "__main__":
    main()
