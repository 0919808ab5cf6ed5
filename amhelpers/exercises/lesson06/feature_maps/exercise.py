"""Exercise 6.1, `feature_maps`: what layers answer to an image."""

import keras

from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.describe import plain
from amhelpers.exercises.lesson06.feature_maps.right import ALTERNATIVES, feature_maps
from amhelpers.exercises.lesson06.feature_maps.wrong import wrong
from amhelpers.exercises.outputs import weighted
from amhelpers.exercises.probes import noise

__all__ = ["EXERCISE"]


def net():
    """A small net with two layers of feature maps."""
    layers = [
        keras.Input((6, 5, 2), name="image"),
        keras.layers.Conv2D(3, 3, activation="relu", name="edges"),
        keras.layers.Conv2D(4, 2, activation="relu", name="parts"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(2, activation="softmax", name="class"),
    ]
    return weighted(keras.Sequential(layers, name="net"))


def with_a_branch():
    """A small net in which two layers take the images: what comes next in the list of layers is not what comes next."""
    image = keras.Input((6, 5, 2), name="image")
    edges = keras.layers.Conv2D(2, 3, padding="same", activation="relu", name="edges")(image)
    aside = keras.layers.Conv2D(2, 1, activation="relu", name="aside")(image)
    return weighted(keras.Model(image, [edges, aside], name="branched"))


def seen(value, arguments):
    """The arrays, or that they are none."""
    if isinstance(value, dict) and any(isinstance(part, keras.KerasTensor) for part in value.values()):
        return "symbols (KerasTensor), which have no values"
    if isinstance(value, dict) and any(isinstance(key, keras.layers.Layer) for key in value):
        return "a dict whose keys are the layers themselves"
    return value if isinstance(value, dict | str) else plain(value)


EXERCISE = Exercise(
    number="6.1",
    title="What the layers answer",
    function="feature_maps",
    reference=feature_maps,
    tolerance=1e-4,
    seen=seen,
    probes=(
        Probe("two images and two layers", lambda: (net(), noise(2, 6, 5, 2), ["edges", "parts"])),
        Probe("one image, the layers in another order", lambda: (net(), noise(1, 6, 5, 2, seed=1), ["parts", "edges"])),
        Probe("one layer alone", lambda: (net(), noise(1, 6, 5, 2, seed=2), ["parts"])),
        Probe("a net with a branch", lambda: (with_a_branch(), noise(2, 6, 5, 2, seed=3), ["aside", "edges"])),
    ),
    compared="names and values for one and two images and layers, with and without a branch; the model stays as it is.",
    why=(
        "Every layer's output is a tensor of the same graph. Asked for by name, it comes out as the layer gives "
        "it, whatever other branches there are."
    ),
    needed="The grids of the cat, their likeness to edges and the shares of zeros are all made of these maps.",
    hints=(
        "keras.Model(model.inputs[0], model.get_layer(name).output) is a model from the images to that layer.",
        "Call it with the images, and put np.asarray of that into a dict, under the name of the layer.",
    ),
    alternatives=ALTERNATIVES,
    misconceptions=tuple(wrong),
)
