"""Errors: what an answer raised -> what is said of it where no misconception explains it."""

import re
import traceback
from typing import Any

from IPython.core.error import StdinNotImplementedError

from amhelpers.checks import limits
from amhelpers.checks.behaviour import message

__all__ = ["kind", "of_error"]

# What is said of an error that no misconception explains.
ERRORS: dict[Any, str] = {
    limits.TimeLimitError: f"It did not end within {limits.SECONDS} seconds. Does a loop's condition stay true?",
    SystemExit: "It called sys.exit(), exit() or quit(), which would end the notebook's kernel. Use `return`.",
    RecursionError: "It calls itself without end. Does it use its own name where it means another function?",
    MemoryError: "It asked for more memory than there is. Which of your arrays is far larger than the images?",
    StdinNotImplementedError: "It asks for input(). Take what it needs from the arguments.",
    NotImplementedError: "`raise NotImplementedError()` is still reached. Delete that line, and return your result.",
    UnboundLocalError: "A name that is assigned somewhere in a function is its own: it has no value before that line.",
    NameError: "A name is used that is not known. Is it spelled right, imported, and was its cell run?",
}
# What is said of an error by the words in its message, before its kind is looked at.
NONE = (
    "A value here is None. If it is a gradient, the tape saw no way from the image to the score: is all of it computed "
    "inside of the tape, with tf functions? If it is what a function gave, is there a `return` in it?"
)
OLD = (
    "That is older Keras. Today TensorFlow's own functions do it: tf.Variable, tf.reduce_mean, tf.square, tf.sqrt, and "
    "tf.GradientTape for gradients."
)
SYMBOLIC = (
    "Inside of a compiled function a tensor has no values yet: NumPy, float(), if and the like cannot look at it. Use "
    "tf functions, such as tf.roll, tf.where and tf.random."
)
AXIS = "There is no such axis: the array has fewer here. What stands before may have taken one away."
NO_AXIS = "The array has {1} axes here, of which 0 is the first: there is no axis {0}."
ENDS = (
    "A Sequential model has no single input and output of its own until it was called with a tensor of Keras. What "
    "always works: model.inputs[0] and model.outputs[0]; of a layer, layer.input and layer.output."
)
SHAPES = (
    "Two shapes do not go together in this line: {0} and {1}. Axis by axis they must have the same length, or one of "
    "them 1."
)
WHOLE = "A whole number is asked for, and a float came: / always gives a float, // a whole number."
TYPES = "Two types of numbers meet in this line, {0} and {1}: tf.cast(x, tf.float32) makes one of the other."
TORCH = (
    "That is a method of PyTorch. A tensor of TensorFlow has none of that name: there are functions, such as "
    "tf.reduce_mean(x), tf.transpose(x, axes), tf.reshape(x, shape), tf.clip_by_value(x, low, high)."
)
KERAS = (
    "What comes out of a layer or of model.outputs has no values yet (KerasTensor), and TensorFlow's functions cannot "
    "take it. Layers can, and the functions of keras.ops."
)
NUMPY = (
    "Arrays of NumPy have `.{0}`, tensors of TensorFlow have not. There are functions: tf.reduce_mean(x, axis), "
    "tf.reduce_sum, tf.reduce_max, tf.abs, tf.square, tf.sqrt, tf.transpose(x, axes), tf.reshape(x, shape), tf.cast."
)
NUMPY_METHODS = (
    "all|any|argmax|argmin|argsort|astype|clip|copy|cumsum|diagonal|dot|fill|flatten|item|max|mean|min|prod|ptp|ravel"
)
NUMPY_METHODS += "|repeat|reshape|round|size|sort|squeeze|std|sum|swapaxes|T|take|tolist|trace|transpose|var|view"
TORCH_METHODS = (
    "abs|add_|backward|clamp|clone|contiguous|cpu|cuda|detach|div_|expand|float|grad|mul_|norm|permute|pow|requires_grad_?"
    "|sqrt|square|sub_|to|unsqueeze"
)
# The first pattern that is found in an error's message counts; its groups stand for {0}, {1} in the text.
TEXTS = {
    r"No module named '?([\w.]+)": "{0} is not installed. This course has NumPy, TensorFlow, Keras, Matplotlib.",
    r"A KerasTensor (is symbolic|cannot be used as input to a TensorFlow function)|KerasTensor.*tf\.": KERAS,
    r"^name '(?!K'|KTF')(\w+)' is not defined": (
        "`{0}` is not known here. Is it spelled right, imported, was its cell run, and does a line give it a value?"
    ),
    r"has never been called and thus has no defined (in|out)put": ENDS,
    r"module 'keras.*' has no attribute 'Conv2d'": "It is written with a capital D: keras.layers.Conv2D.",
    r"module 'keras.*' has no attribute|name '(K|KTF)' is not defined|tf\.gradients is not supported": OLD,
    r"module 'tensorflow.*' has no attribute '(mean|average)'": "TensorFlow has no `{0}`. A mean is tf.reduce_mean.",
    r"module 'tensorflow.*' has no attribute '([\w.]+)'": "TensorFlow has no `{0}`.",
    rf"'(?:[\w.]*Tensor|[\w.]*Variable)' object has no attribute '({NUMPY_METHODS})'": NUMPY,
    rf"'(?:[\w.]*Tensor|[\w.]*Variable)' object has no attribute '({TORCH_METHODS})'": TORCH,
    r"'(numpy\.ndarray)' object has no attribute '(\w+)'": "An array of NumPy has no `.{1}`.",
    r"EagerTensor object has no attribute '(\w+)'": (
        "A tensor of TensorFlow has no `.{0}`: np.asarray(x) makes an array of NumPy of it, which may have."
    ),
    r"Tensor' object has no attribute": "A tensor has no such method. There are functions: tf.reduce_mean(x).",
    r"'(?:[\w.]*\.)?(\w+)' object has no attribute '(\w+)'": "What stands before `.{1}` is of type {0}, and has none.",
    r"NoneType|None values": NONE,
    r"does not support item assignment|assignment destination is read-only": (
        "It cannot be changed in place. Compute a new one, or change a copy in NumPy: np.array(x)."
    ),
    r"duplicate (?:value in .?axis|dimension)|[Dd]uplicate.*axis": "The same axis is named twice in this line.",
    r"operands could not be broadcast together with shapes (\([\d, ]*\)) (\([\d, ]*\))": SHAPES,
    r"could not broadcast input array from shape (\([\d, ]*\)) into shape (\([\d, ]*\))": (
        "An array of shape {0} is to be written where there is room for {1}."
    ),
    r"[Ii]ncompatible shapes: (\[[\d,]*\]) vs\.? (\[[\d,]*\])": SHAPES,
    r"cannot reshape array of size (\d+) into shape (\([\d, -]*\))": "{0} values do not fill the shape {1} exactly.",
    r"Input to reshape is a tensor with (\d+) values, but the requested shape has (\d+)": (
        "{0} values do not fill a shape that has {1}."
    ),
    r"all the input array dimensions|must match exactly": "Arrays that are joined must fit in all other axes.",
    r"slice indices must be integers|cannot be interpreted as an integer|only integers, slices": WHOLE,
    r"only integer scalar arrays can be converted|only length-1 arrays|can only convert an array of size 1": (
        "One number is asked for, and a whole array came."
    ),
    r"not enough values to unpack \(expected (\d+), got (\d+)\)": "{0} names stand before the `=`, for {1} values.",
    r"too many values to unpack \(expected (\d+)": "{0} names stand before the `=`, for more values than that.",
    r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)": (
        "Axis {1} has {2} entries here, 0 is the first: there is no entry {0}."
    ),
    r"(list|tuple|string) index out of range": "There are fewer entries in this {0}: 0 is the first.",
    r"slice index (-?\d+) of dimension (\d+) out of bounds": "Axis {1} has no entry {0}: 0 is the first.",
    r"truth value of an array|Using a symbolic .* as a Python|truth value of a tensor": (
        "An array has many truth values, not one. Compare a single number, or ask .any() or .all()."
    ),
    r"expected to be an? (\w+) tensor but is an? (\w+) tensor": TYPES,
    r"Cannot cast ufunc .* from dtype\('(\w+)'\) to dtype\('(\w+)'\)": (
        "The result is {0}, and the array that it is to be written into {1}: make a new array, or convert it first."
    ),
    r"Value for attr 'T' of (\w+) is not in the list|could not find device for node": (
        "This function of TensorFlow does not take such numbers. tf.cast(x, tf.float32) makes floats of them."
    ),
    r"inhomogeneous shape|setting an array element with a sequence": (
        "Arrays of different shapes cannot be made one array."
    ),
    r"(\w+)\(\) got an unexpected keyword argument '(\w+)'": "{0} has no argument `{1}`.",
    r"Output with path `.*` is not connected to `inputs`": (
        "No way leads from what is named first in keras.Model to what is named second. It is keras.Model(input, "
        "output), both of one and the same net."
    ),
    r"Model\.__init__\(\) takes 1 positional argument but": (
        "keras.Model takes two things, the symbolic input and the symbolic output: keras.Model(input, output)."
    ),
    r"(\w+)\(\) missing \d+ required .*argument.*?: (.*)": "This call of {0} has fewer arguments than it takes ({1}).",
    r"\b(?!__)(\w+)\(\) takes .* positional arguments? but": "{0} is called with more arguments than it takes.",
    r"'(\w+)' object is not callable": "What stands before the brackets is a {0}, and no function.",
    r"'(\w+)' object is not subscriptable": "What stands before the [ ] is a {0}, which has no entries.",
    r"unsupported operand type\(s\) for ([^:]+): '(\S+)' and '(\S+)'": (
        "There is no {0} between a value of type {1} and one of type {2}."
    ),
    r"(?:float |integer )?division (?:or modulo )?by zero": "The divisor is 0 here. What is right then?",
    r"No such layer: (\w+)": "The net that it was called with has no layer of the name {0}.",
    r"incompatible with the layer: expected (.*?), found shape=(\([\w, ]*\))": (
        "A layer expects {0} here, and was given the shape {1}."
    ),
    r"expected axis (-?\d+) of input shape to have value (\d+),? but received input with shape (\([\w, ]*\))": (
        "A layer expects {1} entries along axis {0}, and was given the shape {2}."
    ),
    r"Cannot handle this data type": "PIL takes 8-bit integers, np.uint8(np.round(255 * image)); gray as (h, w).",
    r"expected min_ndim=(\d+), found ndim=(\d+)": "A layer expects {0} axes here, the batch among them, and got {1}.",
    r"should have unique names\. Name '(\w+)'": "Two layers have the name {0}. Each needs a name of its own.",
    r"only supports singleton tf\.Variables": (
        "A layer or a tf.Variable is made inside of the function, at every call. Functions of tf.random make none."
    ),
    r"Improper number of dimensions to norm|a tuple of 2 unique integers": (
        "A function for norms takes one axis or two. The norm can be written out: powers, their sum, the root."
    ),
    r"`set_weights\(weights\)` on layer '(\w+)'.* expecting 0 weights": (
        "The layer {0} has no weights yet: it gets them when it is called for the first time, or by build(shape)."
    ),
    r"got multiple values for argument '(\w+)'": "`{0}` is given twice, once by its place and once by its name.",
    r"Computed output size would be zero or negative. Received `inputs shape=(\([\w, ]*\))": (
        "A layer's window or stride is larger than the maps {0} that reach it. Conv2D takes filters first, then the "
        "size."
    ),
    r"unhashable type: '([\w.]+)'": (
        "A {0} can be no key and cannot be counted. A tuple can: tuple(x), or of numbers (int(a), int(b))."
    ),
    r"argument should be a number .*in the range \[-1.0, 1.0\]": (
        "This layer takes a share, between -1 and 1, where you give a number of pixels."
    ),
    r"Input to reshape is a tensor with (\d+) values, but the requested shape requires a multiple of (\d+)": (
        "{0} values cannot be cut into rows of {1}."
    ),
    r"tensor does not require grad|\.backward\(": TORCH,
    r"symbolic": SYMBOLIC,
    r"keep_dims": "The argument is called keepdims.",
    r"'int' object is not iterable": "A number cannot be gone through. range(number) counts up to it.",
    r"axis (-?\d+) is out of bounds for array of dimension (\d+)": NO_AXIS,
    r"[Ii]nvalid reduction dimension \(?(-?\d+) for input with (\d+) dimension": NO_AXIS,
    r"[Aa]xis.*(?:out of bounds|out of range|must be in)|[Ii]nvalid reduction dimension": AXIS,
}


def of_error(error: BaseException) -> str | None:
    """The reason for an error, or None where its own message must do.

    Args:
        error: what the answer raised.

    Returns:
        A sentence or two for the student, or None.
    """
    found = ((re.search(words, message(error)), text) for words, text in TEXTS.items())
    by_words = (text.format(*match.groups()) for match, text in found if match)
    reason: Any = _inside(error) or next(by_words, None) or ERRORS.get(kind(error))
    if isinstance(error, limits.TimeLimitError) and error.left_behind:
        reason += " It still runs and cannot be stopped: restart the kernel (menu Kernel) before you go on."
    return reason


def _inside(error):
    """Of a function that asked its argument for what that does not have, in a line which nobody here wrote."""
    missing = re.search(r"'(?:[\w.]*\.)?(\w+)' object has no attribute '(\w+)'", message(error))
    frames = traceback.extract_tb(error.__traceback__)
    if not missing or not frames or missing[1] in ("NoneType", "module"):
        return None
    own = [frame for frame in frames if "site-packages" not in frame.filename]
    if not own or own[-1] is frames[-1] or not own[-1].line or f".{missing[2]}" in own[-1].line:
        return None
    return f"An argument in this line is of type {missing[1]}, where something else is expected."


def kind(error: BaseException) -> type[BaseException] | None:
    """The key of `ERRORS` that an error belongs to, or None.

    Args:
        error: any error.

    Returns:
        The class that it is looked up under.
    """
    if type(error).__name__ == "ResourceExhaustedError":  # TensorFlow's own
        return MemoryError
    return next((kind for kind in ERRORS if isinstance(error, kind)), None)
