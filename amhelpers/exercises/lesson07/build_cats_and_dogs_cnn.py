"""Exercise 7.1, `build_cats_and_dogs_cnn`: a net that is described in full, judged by its properties one by one."""

import functools

import keras

from amhelpers.checks.exercise import Exercise, Misconception, Probe, Property
from amhelpers.exercises import nets
from amhelpers.exercises.lesson07 import builders
from amhelpers.exercises.lesson07 import layers as found
from amhelpers.exercises.lesson07.builders import net
from amhelpers.exercises.lesson07.layers import COUNT, SIZE
from amhelpers.models import build_cats_and_dogs_cnn

__all__ = ["EXERCISE"]


def changed(**changes):
    return lambda: net(**changes)


@functools.cache
def one_net():
    return net()


MODEL = "Build keras.Sequential([keras.Input((150, 150, 3)), …]), or a functional model, and return it."
FRESH = "The model is made once, outside the function. Build it inside: every call is to give new, untrained weights."
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
SHAPES = (
    "The layers do not fit together. A Conv2D takes pictures (height, width, channels), a Dense layer one row: "
    "Flatten stands between the two, after the last pooling."
)
TOO_SMALL = (
    "The maps have become too small. Every pooling is MaxPooling2D(2), one after each convolution: 150, 148, 74, 72, "
    "36, 34, 17, 15, 7."
)
TUPLE = "The shape is one argument, a tuple, so there are two pairs of parentheses: keras.Input((150, 150, 3))."
ADD = "model.add(…) changes the model and returns None: do not assign its result."
LEARNING_RATE = "The argument lr is called learning_rate today. And you need not compile the model here."

EXERCISE = Exercise(
    number="7.1",
    title="A net for cats and dogs",
    function="build_cats_and_dogs_cnn",
    reference=build_cats_and_dogs_cnn,
    probes=(Probe("no arguments", tuple), Probe("no arguments, a second time", tuple)),
    compared=f"input, output, layers, {COUNT:,} parameters, and that it answers as the course's with the same weights.",
    hints=(
        'Four times keras.layers.Conv2D(…, 3, activation="relu") and keras.layers.MaxPooling2D(2), with 32, 64, 128 '
        "and 128 filters.",
        'Then Flatten(), Dropout(0.5), Dense(512, activation="relu") and Dense(1, activation="sigmoid").',
        "model.summary() lists the parameters of each layer: 896, 18,496, 73,856, 147,584, 3,211,776 and 513.",
    ),
    properties=(
        Property("a keras.Model that knows its input", nets.not_a_model, MODEL),
        Property("a new model from every call", nets.same_object, FRESH),
        Property("the input (None, 150, 150, 3)", functools.partial(nets.wrong_input, size=SIZE), INPUT),
        Property("the output (None, 1)", found.wrong_output, OUTPUT),
        Property("four convolutions, with filters (32, 64, 128, 128)", found.wrong_filters, CONVOLUTIONS),
        Property("filters of 3 × 3", found.wrong_kernels, KERNEL),
        Property('convolutions without padding ("valid")', found.padded, PADDING),
        Property("convolutions without strides", found.strided, STRIDES),
        Property(
            "maps of 150, 74, 36 and 17 pixels before the convolutions, of 7 at the end", found.not_pooled, POOLING
        ),
        Property("6,272 numbers before the first dense layer", found.not_flattened, FLATTEN),
        Property("dense layers of 512 units and of 1", found.wrong_dense, DENSE),
        Property(f"{COUNT:,} parameters", found.counted, PARAMETERS),
        Property("no softmax", found.softmax_inside, SOFTMAX),
        Property("images in [0, 1], taken as they are", nets.scaled_again, SCALED),
        Property("an output between 0 and 1", found.no_sigmoid, SIGMOID),
        Property("the answers of the course's net with the same weights", found.another_function, SAME),
        Property("a layer Dropout", found.without_dropout, NO_DROPOUT),
        Property("dropout of 0.5", found.wrong_dropout_rate, RATE),
        Property("dropout once, between Flatten and the first dense layer", found.wrong_dropout_place, PLACE),
    ),
    alternatives=(
        changed(),
        changed(before=(keras.layers.Rescaling(2.0, offset=-1.0),)),
        builders.functional,
        builders.as_in_the_book,
        builders.nested,
        lambda: net(before=(keras.layers.RandomFlip("horizontal"),)),
        lambda: net(after_pooling=(keras.layers.Dropout(0.5),), dropout=()),
    ),
    misconceptions=(
        Misconception("no return", lambda: None, MODEL),
        Misconception("layers in a list", lambda: net().layers, MODEL),
        Misconception("no input", lambda: keras.Sequential(net().layers), MODEL),
        Misconception("one model for all calls", one_net, FRESH),
        Misconception("gray", changed(size=(150, 150, 1)), INPUT),
        Misconception("size of CIFAR-10", changed(size=(32, 32, 3), filters=(32, 64), pools=2), INPUT),
        Misconception("size of VGG16", changed(size=(224, 224, 3)), INPUT),
        Misconception("two outputs", changed(last=(2, "softmax")), OUTPUT),
        Misconception("two sigmoid outputs", changed(last=(2, "sigmoid")), OUTPUT),
        Misconception("without Flatten", changed(flat=keras.layers.Identity), OUTPUT),
        Misconception("64 filters in the third", changed(filters=(32, 64, 64, 128)), CONVOLUTIONS),
        Misconception("three convolutions", changed(filters=(32, 64, 128)), CONVOLUTIONS),
        Misconception("the last with 256", changed(filters=(32, 64, 128, 256)), CONVOLUTIONS),
        Misconception("5 × 5", changed(kernel=5), KERNEL),
        Misconception("same padding", changed(padding="same"), PADDING),
        Misconception("strides", builders.with_strides, STRIDES),
        Misconception("no pooling after the last", changed(pools=3), POOLING),
        Misconception("global pooling", changed(flat=keras.layers.GlobalAveragePooling2D), FLATTEN),
        Misconception("256 units", changed(dense=(256,)), DENSE),
        Misconception("one dense layer", changed(dense=()), DENSE),
        Misconception("a dense layer more", changed(dense=(512, 64)), DENSE),
        Misconception("batch normalization", builders.batch_normalized, PARAMETERS),
        Misconception("softmax of one unit", changed(last=(1, "softmax")), SOFTMAX),
        Misconception("softmax inside", changed(activation="softmax"), SOFTMAX),
        Misconception("scaled again", changed(before=(keras.layers.Rescaling(1 / 255),)), SCALED),
        Misconception("logit", changed(last=(1, None)), SIGMOID),
        Misconception("ReLU at the end", changed(last=(1, "relu")), SIGMOID),
        Misconception("tanh at the end", changed(last=(1, "tanh")), SIGMOID),
        Misconception("no activations", changed(activation=None), SAME),
        Misconception("tanh inside", changed(activation="tanh"), SAME),
        Misconception("sigmoid twice", builders.sigmoid_twice, SAME),
        Misconception("sigmoid inside", changed(activation="sigmoid"), SAME),
        Misconception("average pooling", changed(pooling=keras.layers.AveragePooling2D), SAME),
        Misconception("no dropout", changed(dropout=()), NO_DROPOUT),
        Misconception(
            "maps dropped", lambda: net(after_pooling=(keras.layers.SpatialDropout2D(0.5),), dropout=()), NO_DROPOUT
        ),
        Misconception("dropout of 0.2", changed(dropout=(0.2,)), RATE),
        Misconception("dropout of 0.25", changed(dropout=(0.25,)), RATE),
        Misconception(
            "dropout after the dense layer", lambda: net(dropout=(), after_dense=(keras.layers.Dropout(0.5),)), PLACE
        ),
        Misconception("dropout in two places", lambda: net(after_dense=(keras.layers.Dropout(0.5),)), PLACE),
        Misconception("dropout of the image", lambda: net(before=(keras.layers.Dropout(0.5),), dropout=()), PLACE),
        Misconception("dropout twice", changed(dropout=(0.5, 0.5)), PLACE),
        Misconception("flattened first", builders.flattened_first, SHAPES),
        Misconception("pooling of three", changed(pooling=lambda size: keras.layers.MaxPooling2D(3)), TOO_SMALL),
        Misconception("shape without a tuple", lambda: keras.Input(150, 150, 3), TUPLE),
        Misconception("add assigned", lambda: keras.Sequential().add(keras.Input(SIZE)).add(None), ADD),
        Misconception("lr", builders.old_compile, LEARNING_RATE),
    ),
)
