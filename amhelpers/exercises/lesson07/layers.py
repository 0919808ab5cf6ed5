"""Layers: what a function that builds the net for cats and dogs gave -> what was found in its place, or None."""

import keras
import numpy as np

from amhelpers.exercises import nets
from amhelpers.exercises.probes import noise
from amhelpers.models import build_cats_and_dogs_cnn

__all__ = [
    "COUNT",
    "FILTERS",
    "SIZE",
    "another_function",
    "counted",
    "no_sigmoid",
    "not_flattened",
    "not_pooled",
    "padded",
    "softmax_inside",
    "strided",
    "without_dropout",
    "wrong_dense",
    "wrong_dropout_place",
    "wrong_dropout_rate",
    "wrong_filters",
    "wrong_kernels",
    "wrong_output",
]

SIZE = (150, 150, 3)
FILTERS = (32, 64, 128, 128)
COUNT = 3_453_121
ROW = 7 * 7 * 128  # the last feature maps, in one row


def layers_of_kind(model, kind):
    return [layer for layer in nets.layers_of(model) if isinstance(layer, kind)]


def counted(values):
    """How many parameters there are, and the first layer that has another number of them than the course's, or None."""
    count = values[0].count_params()
    if count == COUNT:
        return None
    words = f"{count:,} parameters where {COUNT:,} were expected"
    mine, course = with_weights(values[0]), with_weights(build_cats_and_dogs_cnn())
    if len(mine) != len(course):
        listed = ", ".join(f"{layer.name} {layer.count_params():,}" for layer in mine[:9])
        return f"{words}, in {len(mine)} layers in place of {len(course)}: {listed}"
    pairs = ((one, other) for one, other in zip(mine, course) if one.count_params() != other.count_params())
    one, other = next(pairs)
    return (
        f"{words}; your layer {one.name} has {one.count_params():,}, the course's {other.name} {other.count_params():,}"
    )


def with_weights(model):
    return [layer for layer in nets.layers_of(model) if isinstance(layer, keras.layers.Layer) and layer.count_params()]


def beside_the_count(found, values):
    """What was found, and what it does to the number of parameters."""
    return f"{found}: {counted(values)}" if counted(values) else found


def wrong_output(values):
    shapes = [tuple(tensor.shape) for tensor in values[0].outputs]
    return None if shapes == [(None, 1)] else " and ".join(map(str, shapes))


def wrong_filters(values):
    found = tuple(getattr(layer, "filters", None) for layer in nets.convolutions(values[0]))
    return None if found == FILTERS else beside_the_count(f"{len(found)} convolutions, with filters {found}", values)


def wrong_kernels(values):
    found = [layer.kernel_size for layer in nets.convolutions(values[0])]
    return None if set(found) == {(3, 3)} else beside_the_count(f"filters of the sizes {found}", values)


def padded(values):
    found = [layer.name for layer in nets.convolutions(values[0]) if layer.padding != "valid"]
    return beside_the_count(f"padding in {', '.join(found)}", values) if found else None


def not_pooled(values):
    convolutions = nets.convolutions(values[0])
    sides = [layer.input.shape[1] for layer in convolutions] + [first_row(values[0])]
    if sides[:4] == [150, 74, 36, 17] and sides[4] != 15 * 15 * 128:
        return None
    words = f"the convolutions are given maps of {sides[0]}, {sides[1]}, {sides[2]} and {sides[3]} pixels"
    return beside_the_count(f"{words}, the first dense layer {sides[4]:,} numbers", values)


def first_row(model):
    """How many numbers the first dense layer takes."""
    dense = layers_of_kind(model, keras.layers.Dense)
    return dense[0].input.shape[-1] if dense else 0


def not_flattened(values):
    found = first_row(values[0])
    return None if found == ROW else beside_the_count(f"{found:,} numbers before the first dense layer", values)


def wrong_dense(values):
    found = [layer.units for layer in layers_of_kind(values[0], keras.layers.Dense)]
    return None if found == [512, 1] else beside_the_count(f"dense layers of {found} units", values)


def softmax_inside(values):
    names = [layer.name for layer in nets.layers_of(values[0]) if nets.is_softmax(layer)]
    return f"softmax in {', '.join(names)}" if names else None


def no_sigmoid(values):
    """Black and very bright images: what is not between 0 and 1, or begins there, comes out."""
    images = np.concatenate([np.zeros((1, *SIZE), "float32"), 1000 * noise(3, *SIZE)])
    found = np.asarray(values[0](images, training=False))[:, 0]
    if 0 < found[0] < 1 and found.min() >= 0 and found.max() <= 1:
        return None
    return f"{found[0]:.3g} for a black image, up to {max(found, key=abs):.3g} for very bright ones"


def strided(values):
    found = [f"{layer.name} {layer.strides}" for layer in nets.convolutions(values[0]) if max(layer.strides) > 1]
    return beside_the_count(f"strides: {', '.join(found)}", values) if found else None


def another_function(values):
    """The same weights in the course's net: do both answer alike? With a scaling of its own, it may differ."""
    if layers_of_kind(values[0], (keras.layers.Rescaling, keras.layers.Normalization)):
        return nets.all_linear(values)
    course, images = build_cats_and_dogs_cnn(), noise(2, *SIZE)
    course.set_weights(values[0].get_weights())
    answers = [np.asarray(model(images, training=False))[:, 0] for model in (values[0], course)]
    if np.allclose(*answers, atol=1e-4):
        return None
    layers = nets.layers_of(values[0])
    kinds = [
        type(layer).__name__
        for layer in layers
        if not isinstance(layer, keras.layers.InputLayer | keras.layers.Dropout)
    ]
    activations = [getattr(layer, "activation", None) for layer in layers]
    names = [getattr(function, "__name__", "") for function in activations if function is not None]
    words = f"{answers[0][0]:.4f} for an image, the course's net with the same weights {answers[1][0]:.4f}"
    return f"{words}. Your layers: {', '.join(kinds)}; their activations: {', '.join(names)}"


def dropouts(model):
    """The layers Dropout, not those that drop whole maps or multiply by noise."""
    return [layer for layer in layers_of_kind(model, keras.layers.Layer) if type(layer) is keras.layers.Dropout]


def without_dropout(values):
    return None if dropouts(values[0]) else "no layer Dropout"


def wrong_dropout_rate(values):
    found = [f"{layer.name} {layer.rate:g}" for layer in dropouts(values[0]) if abs(layer.rate - 0.5) > 1e-3]
    return f"dropout of another rate: {', '.join(found)}" if found else None


def wrong_dropout_place(values):
    """Is there one Dropout, and that after the last pooling and before the first dense layer?"""
    layers = nets.layers_of(values[0])
    pooling, dense = keras.layers.MaxPooling2D, keras.layers.Dense
    last = max(index for index, layer in enumerate(layers) if isinstance(layer, pooling))
    first = min(index for index, layer in enumerate(layers) if isinstance(layer, dense))
    places = [index for index, layer in enumerate(layers) if layer in dropouts(values[0])]
    if len(places) == 1 and last < places[0] < first:
        return None
    return ", ".join(f"{layers[place].name} after {layers[place - 1].name}" for place in places)
