"""Pre-activations: model, one of its tensors -> a function from images to that tensor before and after its activation.

ReLU hides what it cut off, softmax what the other classes had: before the activation both are still there.  The model
and its layers are left as they are; they are called, never rebuilt, so what is changed in them later counts at once.
"""

from collections.abc import Callable
from dataclasses import dataclass

import keras

from amhelpers.graphs import image_input, node_of

__all__ = ["Split", "split"]

LINEAR = (keras.layers.Dense, keras.layers.Conv1D, keras.layers.Conv2D, keras.layers.Conv3D)
ACTIVATIONS = (
    keras.layers.Activation,
    keras.layers.ELU,
    keras.layers.LeakyReLU,
    keras.layers.PReLU,
    keras.layers.ReLU,
    keras.layers.Softmax,
)
OPERATIONS = ("Elu", "Gelu", "Relu", "Selu", "Sigmoid", "Silu", "Softmax", "Softplus", "Tanh")  # of keras.ops
# What only moves, picks or averages values: of maps before their activation it gives the same before the activation.
PASSED = (
    keras.layers.AveragePooling2D,
    keras.layers.Cropping2D,
    keras.layers.Dropout,
    keras.layers.Flatten,
    keras.layers.GlobalAveragePooling2D,
    keras.layers.GlobalMaxPooling2D,
    keras.layers.Identity,
    keras.layers.MaxPooling2D,
    keras.layers.Reshape,
)


@dataclass(frozen=True)
class Split:
    """What leads from images to a tensor of a model, cut in two at its activation.

    Attributes:
        extract: images -> what the linear part takes.
        linear: that -> the values before the activation.
        activation: those -> the values after it; None where there is none.
        passed: layers such as pooling that come after the activation.
    """

    extract: keras.Model
    linear: Callable
    activation: Callable | None
    passed: tuple

    @property
    def name(self):
        """The activation's name, such as "relu" or "softmax"; empty where there is none."""
        function = getattr(self.activation, "activation", self.activation)  # a layer Activation holds a function
        name = getattr(function, "__name__", type(function).__name__)
        return "" if self.activation is None else name.lower()

    def __call__(self, images):
        """The values of the tensor, (before, after) the activation; the same twice where there is none."""
        before = self.linear(self.extract(images, training=False))
        after = before if self.activation is None else self.activation(before)
        for layer in self.passed:
            before, after = layer(before, training=False), layer(after, training=False)
        return before, after


def split(model, tensor):
    """Cut what leads to a symbolic tensor of a model at its activation.

    The activation may be that of a dense layer or a convolution, or a layer or operation of its own, and pooling,
    flattening and the like may come after it. Other layers, recurrent ones for instance, are taken whole.
    """
    images, passed = image_input(model), []
    node = node_of(tensor)
    while isinstance(node.operation, PASSED):
        passed.insert(0, node.operation)
        tensor = node.input_tensors[0]
        node = node_of(tensor)
    operation = node.operation
    if isinstance(operation, ACTIVATIONS) or type(operation).__name__ in OPERATIONS:
        return Split(keras.Model(images, node.input_tensors[0]), _same, operation, tuple(passed))
    if type(operation) in LINEAR and operation.activation is not keras.activations.linear:
        return Split(
            keras.Model(images, node.input_tensors[0]), _linear(operation), operation.activation, tuple(passed)
        )
    return Split(keras.Model(images, tensor), _same, None, tuple(passed))


def _same(values):
    return values


def _linear(layer):
    """What a dense layer or a convolution computes before its activation."""

    def linear(values):
        weigh = keras.ops.matmul if isinstance(layer, keras.layers.Dense) else layer.convolution_op
        weighed = weigh(values, layer.kernel)
        return weighed if layer.bias is None else weighed + layer.bias

    return linear
