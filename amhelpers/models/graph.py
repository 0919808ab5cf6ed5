"""Graphs: model, name of a layer -> the value that it gives in this model, or a model that ends there.

Layers of a model within the model are reached by a path, "mobilenet/Conv_1".
"""

import difflib
from collections.abc import Sequence

import keras
import tensorflow as tf

from amhelpers.describe import describe
from amhelpers.models.values import Value, is_graph, values_of

__all__ = [
    "check_images",
    "feature_extractor",
    "image_input",
    "layer_output",
    "layers_with_maps",
    "listing",
    "maps_of",
    "output",
    "with_logits",
]

MANY = 24  # layers that a message lists
ACTIVATIONS = ("Sigmoid", "Softmax")  # operations of keras.ops, by their names
# Layers that prepare images: what they give is images, no feature maps.
PREPARING = (
    keras.layers.Rescaling,
    keras.layers.Normalization,
    keras.layers.RandomFlip.__base__,  # of all of Keras' layers that work on images
)


def image_input(model: keras.Model) -> keras.KerasTensor:
    """The symbolic images that a model takes.

    Args:
        model: functional or sequential, with one input.

    Returns:
        A symbolic tensor, (None, height, width, channels) as a rule.

    Raises:
        ValueError: this is no Keras model, it is not built, it is no graph of layers, or it has several inputs.
    """
    if not isinstance(model, keras.Model):
        raise ValueError(f"Expected a Keras model. Received {describe(model)}.")
    inputs = getattr(model, "inputs", None)
    if not inputs or not is_graph(model):
        raise ValueError(
            f'"{model.name}" is not a graph of layers from its input on: expected a functional model, or '
            "keras.Sequential([keras.Input((height, width, channels)), …]), so that its layers have outputs."
        )
    for layer in model._flatten_layers():
        if getattr(layer, "stateful", False):
            raise ValueError(
                f'"{layer.name}" of {model.name} keeps a state from one call to the next, so that what it gives for an '
                "image depends on the images before. Build it with stateful=False; the weights are the same."
            )
    if len(inputs) != 1:
        raise ValueError(
            f'"{model.name}" has {len(inputs)} inputs: expected a model that takes images alone. A new model can hold '
            "the others fixed: keras.Model(images, model([images, …]))."
        )
    return inputs[0]


def check_images(model: keras.Model, shape: Sequence[int | None], slopes: bool = True) -> None:
    """Refuse images that a model does not take, whatever is in them.

    Args:
        model: a functional or sequential model that takes images alone.
        shape: that of the images, (batch, height, width, channels).
        slopes: will there be asked for a gradient by the images?

    Raises:
        ValueError: the model takes another size, has the channels first, or takes whole numbers, which have no slopes.
    """
    wanted = image_input(model)
    sides = tuple(wanted.shape)
    if len(sides) == 3 and shape[-1] == 1:  # as Keras does, which leaves out a last axis of length 1
        sides = (*sides, 1)
    if len(sides) == 4 and sides[1] in (1, 3) and sides[3] is not None and sides[3] > 4:
        raise ValueError(
            f"{model.name} takes images of shape {tuple(wanted.shape)}, with their channels first as it seems: "
            "expected (batch, height, width, channels). A layer in front turns them: keras.Sequential(["
            "keras.Input((height, width, channels)), keras.layers.Permute((3, 1, 2)), model])."
        )
    pairs = list(zip(sides[1:], shape[1:], strict=False))  # a batch of another size is no matter
    if len(sides) != len(shape) or any(None not in pair and pair[0] != pair[1] for pair in pairs):
        raise ValueError(f"{model.name} takes images of shape {tuple(wanted.shape)}. Received {tuple(shape)}.")
    if slopes and not tf.as_dtype(wanted.dtype).is_floating:
        raise ValueError(
            f"{model.name} takes whole numbers ({wanted.dtype}), which have no gradient. Build it on "
            f"keras.Input({tuple(wanted.shape[1:])}), a float one, with the same layers; the weights stay as they are."
        )


def output(model: keras.Model, of: str | None = None) -> Value:
    """The one output of a model, or that of one of its layers.

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).
        of: the name of a layer; None for what the model gives.

    Returns:
        A value, (None, classes) as a rule.

    Raises:
        ValueError: the model has several outputs, or is not what `image_input` takes; the message lists them.
    """
    image_input(model)
    if of is not None:
        return layer_output(model, of)
    if len(model.outputs) != 1:
        names = [Value(tensor).node.operation.name for tensor in model.outputs]
        raise ValueError(
            f'"{model.name}" has {len(names)} outputs, of the layers {", ".join(names)}: expected one. Say which one '
            f'you mean, of="{names[0]}", or make a model of it, keras.Model(model.inputs[0], model.outputs[0]).'
        )
    return Value(model.outputs[0])


def layer_output(model: keras.Model, name: str) -> Value:
    """What the layer of this name gives in this model.

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).
        name: that of a layer; of one in a model within the model a path, "mobilenet/Conv_1".

    Returns:
        A value whose first axis is the batch.

    Raises:
        ValueError: there is no such layer (the message lists those with feature maps), or it gives more than one.
    """
    given = _given(model)
    if not isinstance(name, str) or name not in given:
        raise ValueError(f'No layer "{name}" in {model.name}. {_others(model, given, name)}')
    if len(given[name]) > 1:
        raise ValueError(_several(model, name, given[name]))
    return given[name][0]


def _several(model, name, values):
    """What is said of a layer that gives several tensors in a model, or is used several times."""
    calls = len({id(value.node) for value in values})
    if calls > 1:
        return f'"{name}" is used {calls} times in {model.name}: which of them is meant cannot be told by its name.'
    shapes = ", ".join(str(tuple(value.shape)) for value in values)
    return (
        f'"{name}" of {model.name} gives {len(values)} tensors at once, {shapes}: which of them is meant cannot be '
        "told by its name. Put a layer behind the one you mean, keras.layers.Identity(name=…), when the net is built."
    )


def _others(model, given, name):
    """What is said of the layers that there are, where one was asked for that is not there."""
    inside = [path for path in given if path.rpartition("/")[2] == name]
    if inside:
        within = inside[0].rpartition("/")[0]
        return f'It is a layer of "{within}", a model within it: write "{inside[0]}".'
    maps = layers_with_maps(model)
    names = maps or [path for path in given if not isinstance(given[path][0].node.operation, keras.layers.InputLayer)]
    near = difflib.get_close_matches(str(name), list(given), 3) if len(names) > MANY else []
    found = near or [one for one in names if "/" not in one] or names
    if near:
        return f"Of its {len(names)} layers the nearest: {listing(found)}."
    return f"Its layers{' with feature maps' if maps else ''}: {listing(found)}."


def layers_with_maps(model: keras.Model) -> list[str]:
    """The names of the layers that give (batch, height, width, channels), from the first to the last.

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).

    Returns:
        Their names, those of layers in models within the model as paths; that of the input is not among them, nor are
        Keras' layers that only prepare images, such as rescaling and augmentation, and layers that are used twice.

    Raises:
        ValueError: this is no Keras model, it is not built, it is no graph of layers, or it has several inputs.
    """
    return list(maps_of(model))


def maps_of(model: keras.Model) -> dict[str, Value]:
    """The layers of `layers_with_maps`, each with what it gives.

    Args:
        model: as there.

    Returns:
        Name -> value, from the first to the last.

    Raises:
        ValueError: as there.
    """
    return {
        path: values[0]
        for path, values in _given(model).items()
        if len(values) == 1 and len(values[0].shape) == 4 and _shows_maps(values[0].node.operation)
    }


def _shows_maps(operation):
    """Is this a layer, and neither the input nor one that only prepares images?"""
    return isinstance(operation, keras.layers.Layer) and not isinstance(
        operation, (keras.layers.InputLayer, *PREPARING)
    )


def feature_extractor(model: keras.Model, layers: str | Sequence[str]) -> keras.Model:
    """A model that shares the weights of another and gives what some of its layers give: images -> activations.

    Args:
        model: a functional or sequential model that takes images alone, (batch, height, width, channels).
        layers: a layer's name, or a path, for one array; or a list of them, for a list of arrays.

    Returns:
        A model: images (batch, height, width, channels) -> one array or a list of arrays (batch, …).

    Raises:
        ValueError: there is no such layer; the message lists those there are.
    """
    if isinstance(layers, str):
        return keras.Model(image_input(model), _symbolic(layer_output(model, layers)))
    return keras.Model(image_input(model), [_symbolic(layer_output(model, name)) for name in layers])


def _symbolic(value):
    """A value as a symbolic tensor of the outermost model: of a model within it a part is called anew."""
    if not value.within:
        return value.tensor
    call, *rest = value.within
    part = keras.Model(list(call.operation.inputs), _symbolic(Value(value.tensor, tuple(rest))))
    return part(list(call.input_tensors))


def listing(names: Sequence[str]) -> str:
    """Names in a row for a message, of many the first ones and the last.

    Args:
        names: of layers.
    """
    return ", ".join(names) if len(names) <= MANY else f"{', '.join(names[: MANY - 1])} … {names[-1]}"


def with_logits(model: keras.Model) -> keras.Model:
    """A new model with the same weights that gives what stands before the last activation: images -> logits.

    The model itself is left as it is, and shares all layers but the last.

    Args:
        model: ends in a `Dense` layer with an activation, or in a softmax, a sigmoid or an `Activation` of its own;
            casts, linear activations and dropout may stand behind it, and all of it in a model within the model.

    Returns:
        A model: images (batch, height, width, channels) -> logits (batch, classes).

    Raises:
        ValueError: it ends in something else, or in a layer that cannot be built anew from its configuration.
    """
    value = output(model)
    while value.inner is not None or _hands_on(value.node.operation):
        value = value.sources[0] if value.inner is None else value.inner
    last = value.node.operation
    if isinstance(last, keras.layers.Softmax | keras.layers.Activation) or type(last).__name__ in ACTIVATIONS:
        return keras.Model(image_input(model), _symbolic(value.sources[0]))
    if not isinstance(last, keras.layers.Dense):
        raise ValueError(
            f"{model.name} ends in {describe(last)}: expected a Dense layer, or a layer Softmax or Activation."
        )
    taken = {operation.name for operation in getattr(model, "operations", model.layers) if operation is not last}
    uses = sum(found.node.operation is last for _, found in values_of(model))
    name = last.name if last.name not in taken and uses == 1 else f"{last.name}_logits"
    try:
        logits = type(last).from_config({**last.get_config(), "activation": None, "name": name})
    except TypeError as error:
        raise ValueError(
            f'The last layer of {model.name}, "{last.name}", cannot be built anew from its configuration: a '
            f"{type(last).__name__} takes other arguments than a Dense layer. Give it a `get_config` with those that "
            "it takes, or read its logits by objectives.logit, which leaves the layer as it is."
        ) from error
    changed = keras.Model(image_input(model), logits(_symbolic(value.sources[0])))
    logits.set_weights(last.get_weights())
    return changed


def _hands_on(operation):
    """Does a layer give at inference what it takes, in another precision at most?"""
    if type(operation) is keras.layers.Activation:
        return operation.activation is keras.activations.linear
    return type(operation) in (keras.layers.Dropout, keras.layers.Identity, keras.layers.ActivityRegularization)


def _given(model):
    """What the layers of a model give in it, and those of the models within: path -> values, one for each use."""
    image_input(model)
    given: dict[str, list[Value]] = {}
    for path, value in values_of(model):
        given.setdefault(path, []).append(value)
    return given
