"""Exercise 7.1, `build_cats_and_dogs_cnn`: what must hold of an answer, each property with its hint."""

import functools

import keras
import numpy as np

from amhelpers.checks.exercise import Property
from amhelpers.exercises import nets
from amhelpers.exercises.lesson07.build_cats_and_dogs_cnn.right import FILTERS, SIZE
from amhelpers.exercises.probes import noise
from amhelpers.models import build_cats_and_dogs_cnn

__all__ = [
    "CONVOLUTIONS",
    "COUNT",
    "DENSE",
    "FLATTEN",
    "FRESH",
    "INPUT",
    "KERNEL",
    "MODEL",
    "NO_DROPOUT",
    "OUTPUT",
    "PADDING",
    "PARAMETERS",
    "PLACE",
    "POOLING",
    "PROPERTIES",
    "RATE",
    "SAME",
    "SCALED",
    "SIGMOID",
    "SOFTMAX",
    "STRIDES",
]

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


MODEL = "Build keras.Sequential([keras.Input((150, 150, 3)), …]), or a functional model, and return it."
FRESH = (
    "Two calls give the same model, or the same weights. Build it inside: every call is to give new, untrained ones."
)
INPUT = "The photographs are 150 pixels high, 150 wide, and have three colours: keras.Input((150, 150, 3))."
OUTPUT = (
    "One number for each image, which says how much of a dog it is: the last layer is keras.layers.Dense(1, …), after "
    "Flatten has made one row of the feature maps. Two classes need no second unit: what is not a dog is a cat."
)
CONVOLUTIONS = (
    "Four convolutions, with 32, 64, 128 and 128 filters: keras.layers.Conv2D(32, 3, …), and so on, each followed by "
    "MaxPooling2D(2)."
)
KERNEL = "Every filter is 3 × 3: keras.layers.Conv2D(32, 3, …). The second argument is the size of the filters."
PADDING = (
    'padding="same" keeps the size of the maps, so that more of them arrives at the dense layer (9 × 9 in place of 7 × '
    '7). Leave it out: "valid", without padding, is what a Conv2D does by itself.'
)
STRIDES = (
    "Each convolution looks at every place, without strides. It is the MaxPooling2D(2) after it that halves the maps."
)
POOLING = (
    "After each of the four convolutions stands one keras.layers.MaxPooling2D(2), after the last too. The sides of the "
    "maps are then 150, 148, 74, 72, 36, 34, 17, 15, 7."
)
FLATTEN = (
    "The dense layer takes all 7 × 7 × 128 = 6,272 values of the last maps: keras.layers.Flatten() puts them in a row. "
    "A global pooling would leave one number for each map."
)
DENSE = "After Flatten come two dense layers, keras.layers.Dense(512, …) and keras.layers.Dense(1, …)."
PARAMETERS = (
    "Compare with model.summary(): the convolutions have 896, 18,496, 73,856 and 147,584 parameters, the dense layers "
    "3,211,776 and 513, biases included, and nothing else has any."
)
SOFTMAX = (
    "Softmax makes numbers add up to 1; a single one then always is 1, whatever the image. One unit takes "
    'activation="sigmoid", and the layers before it "relu".'
)
SCALED = "The images come in [0, 1] already: a second division by 255 makes them nearly black."
SIGMOID = (
    'The last layer is to give a number between 0 (cat) and 1 (dog): Dense(1, activation="sigmoid"), and nothing after '
    "it. Without an activation it gives the logit; ReLU and tanh have other ranges."
)
SAME = (
    "The weights have the right shapes, but something between them is another. Every convolution and the dense layer "
    'of 512 have activation="relu", every pooling is a MaxPooling2D, and the sigmoid stands once, at the end.'
)
NO_DROPOUT = "Dropout is missing: keras.layers.Dropout(0.5), between Flatten and Dense(512, …)."
RATE = "Dropout of one half is asked for, which is the share that is left out: keras.layers.Dropout(0.5)."
PLACE = (
    "Dropout stands in another place, or more than once. Once is asked for, between Flatten and Dense(512, …): it "
    "leaves out a half of the 6,272 values of the last maps."
)

PROPERTIES = (
    Property("a keras.Model that knows its input", nets.not_a_model, MODEL),
    Property("a new model from every call", nets.same_object, FRESH),
    Property("the input (None, 150, 150, 3)", functools.partial(nets.wrong_input, size=SIZE), INPUT),
    Property("the output (None, 1)", wrong_output, OUTPUT),
    Property("four convolutions, with filters (32, 64, 128, 128)", wrong_filters, CONVOLUTIONS),
    Property("filters of 3 × 3", wrong_kernels, KERNEL),
    Property('convolutions without padding ("valid")', padded, PADDING),
    Property("convolutions without strides", strided, STRIDES),
    Property("maps of 150, 74, 36 and 17 pixels before the convolutions, of 7 at the end", not_pooled, POOLING),
    Property("6,272 numbers before the first dense layer", not_flattened, FLATTEN),
    Property("dense layers of 512 units and of 1", wrong_dense, DENSE),
    Property(f"{COUNT:,} parameters", counted, PARAMETERS),
    Property("no softmax", softmax_inside, SOFTMAX),
    Property("images in [0, 1], taken as they are", nets.scaled_again, SCALED),
    Property("an output between 0 and 1", no_sigmoid, SIGMOID),
    Property("the answers of the course's net with the same weights", another_function, SAME),
    Property("a layer Dropout", without_dropout, NO_DROPOUT),
    Property("dropout of 0.5", wrong_dropout_rate, RATE),
    Property("dropout once, between Flatten and the first dense layer", wrong_dropout_place, PLACE),
)
