"""Pre-activations: model, one of its tensors -> a function from images to that tensor before and after its activation.

ReLU hides what it cut off, softmax what the other classes had: before the activation both are still there.  The model
and its layers are left as they are; they are called, never rebuilt, so what is changed in them later counts at once.
"""

from collections.abc import Callable
from dataclasses import dataclass

import keras

from amhelpers.graphs import image_input, node_of, output

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
# Operations of keras.ops, by name.
OPERATIONS = ("Elu", "Gelu", "LogSoftmax", "Relu", "Relu6", "Selu", "Sigmoid", "Silu", "Softmax", "Softplus", "Tanh")
# What only moves, picks, joins or averages values does the same to values before their activation.
PASSED = (
    keras.layers.Add,
    keras.layers.Average,
    keras.layers.AveragePooling2D,
    keras.layers.Concatenate,
    keras.layers.Cropping2D,
    keras.layers.Dropout,
    keras.layers.Flatten,
    keras.layers.GlobalAveragePooling2D,
    keras.layers.GlobalMaxPooling2D,
    keras.layers.Identity,
    keras.layers.MaxPooling2D,
    keras.layers.Reshape,
    keras.layers.UpSampling2D,
    keras.layers.ZeroPadding2D,
)


@dataclass(frozen=True)
class Split:
    """What leads from images to a tensor of a model, cut in two at its activation.

    Attributes:
        tensors: symbolic tensors of the model: what goes into the activation, or the layer that it belongs to.
        extract: images -> a list of their values.
        finish: that list -> the values of the tensor, (before, after) the activation.
        name: that of the activation, such as "relu" or "softmax"; empty where there is none.
    """

    tensors: tuple[keras.KerasTensor, ...]
    extract: Callable
    finish: Callable
    name: str

    def __call__(self, images):
        """The values of the tensor, (before, after) the activation; the same twice where there is none."""
        return self.finish(self.extract(images))


def split(model, tensor):
    """Cut what leads to a symbolic tensor of a model at its activation.

    The activation may be that of a dense layer or a convolution, or a layer or operation of its own. Pooling, joining,
    flattening and the like may come after it, and all of it may lie in a model within the model. Other layers,
    recurrent ones for instance, are taken whole.
    """
    operation = node_of(tensor).operation
    if isinstance(operation, keras.Model):
        inner = split(operation, output(operation))
        needed, finish, name = [node_of(tensor).input_tensors[0]], lambda given: inner(given[0]), inner.name
    else:
        needed = []
        finish, name = _cut(tensor, needed)
    extract = keras.Model(image_input(model), needed)
    return Split(tuple(needed), lambda images: _as_list(extract(images, training=False)), finish, name)


def _cut(tensor, needed):
    """(finish, name) as in `Split`; the tensors that finish takes are appended to `needed`."""
    node, place = node_of(tensor), len(needed)
    operation = node.operation
    if isinstance(operation, PASSED):
        parts = [_cut(part, needed) for part in node.input_tensors]
        names = {name for _, name in parts}
        return _passed(operation, [finish for finish, _ in parts]), names.pop() if len(names) == 1 else ""
    if isinstance(operation, ACTIVATIONS) or type(operation).__name__ in OPERATIONS:
        needed.append(node.input_tensors[0])
        return lambda given: (given[place], operation(given[place])), _name(operation)
    if type(operation) in LINEAR and operation.activation is not keras.activations.linear:
        needed.append(node.input_tensors[0])
        return lambda given: _twice(_linear(operation, given[place]), operation.activation), _name(operation.activation)
    needed.append(tensor)
    return lambda given: (given[place], given[place]), ""


def _passed(layer, parts):
    def finish(given):
        pairs = zip(*(part(given) for part in parts), strict=True)
        return tuple(layer(list(one) if len(parts) > 1 else one[0], training=False) for one in pairs)

    return finish


def _twice(before, activation):
    return before, activation(before)


def _linear(layer, values):
    """What a dense layer or a convolution computes before its activation."""
    weigh = keras.ops.matmul if isinstance(layer, keras.layers.Dense) else layer.convolution_op
    weighed = weigh(keras.ops.cast(values, layer.compute_dtype), keras.ops.cast(layer.kernel, layer.compute_dtype))
    return weighed if layer.bias is None else weighed + keras.ops.cast(layer.bias, layer.compute_dtype)


def _name(activation):
    function = getattr(activation, "activation", activation)  # a layer Activation holds a function
    return getattr(function, "__name__", type(function).__name__).lower()


def _as_list(values):
    return list(values) if isinstance(values, list | tuple) else [values]
