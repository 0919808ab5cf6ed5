"""Reasons: a difference or an error that no misconception explains -> what is said of it."""

import re
from typing import Any

from IPython.core.error import StdinNotImplementedError

from amhelpers.checks import limits
from amhelpers.checks.behaviour import message
from amhelpers.checks.differences import Difference

__all__ = ["kind", "of_difference", "of_error"]

NO_GRADIENT = (
    "The value is right, but the way to it leaves TensorFlow (NumPy, .numpy(), float()), or is cut off: it can neither "
    "be differentiated nor compiled. Use tf functions."
)
# What is said of a difference that no misconception explains.
DIFFERENCES = {
    "structure": "What comes back is another kind of thing than what was asked for.",
    "shape": "The shape is another. Compare it with the expected one, axis by axis.",
    "type": "The numbers are of type {1}. Asked for is {0}.",
    "finite": "Some values are not finite (NaN or infinity). Where do you divide, and can the divisor be zero?",
    "value": "The form is right, the values are not.",
    "argument": "The result is right, but the function changes what it was given. Compute a new array instead.",
    "model": "The result is right, but the model that was given is changed. Build a new one, and leave it as it is.",
    "no gradient": NO_GRADIENT,
    "change": "What it returns is right. It is to change its argument too, and did that otherwise, or not at all.",
    "calls": "The result is right, but not the way there.",
    "gradient": "The value is right, its gradient is not: a step on the way cannot be differentiated, or is left out.",
    "error": "It should have stopped with an error, and did not.",
}
# What is said of some values that are never right.
KINDS = {
    "NoneType": "It returned None here. Is there a `return` on every way through the function?",
    "generator": "`yield` makes a generator, which has computed nothing yet. Use `return`.",
    "coroutine": "`async` makes a coroutine, which has computed nothing yet. Leave it out.",
}

# What is said of an error that no misconception explains.
ERRORS: dict[Any, str] = {
    limits.TimeLimitError: f"It did not end within {limits.SECONDS} seconds. Does a loop's condition stay true?",
    SystemExit: "It called sys.exit(), exit() or quit(), which would end the notebook's kernel. Use `return`.",
    RecursionError: "It calls itself without end. Does it use its own name where it means another function?",
    MemoryError: "It asked for more memory than there is. Which of your arrays is far larger than the images?",
    StdinNotImplementedError: "It asks for input(). Take what it needs from the arguments.",
    NotImplementedError: "`raise NotImplementedError()` is still reached. Delete that line, and return your result.",
    UnboundLocalError: "A name that is assigned somewhere in a function is its own: it has no value before that line.",
    NameError: "A name is used that the notebook does not know. Is it spelled right, imported, and was its cell run?",
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
AXIS = "There is no such axis. An index such as [..., channel] takes one away: count those that are left."
ENDS = (
    "A Sequential model has no single input and output of its own until it was called with a tensor of Keras. What "
    "always works: model.inputs[0] and model.outputs[0]; of a layer, layer.input and layer.output."
)
TEXTS = {
    r"has never been called and thus has no defined (in|out)put": ENDS,
    r"module 'keras.*' has no attribute 'Conv2d'": "It is written with a capital D: keras.layers.Conv2D.",
    r"module 'keras.*' has no attribute|name '(K|KTF)' is not defined|tf\.gradients is not supported": OLD,
    r"module 'tensorflow.*' has no attribute": "TensorFlow has no function of that name. A mean is tf.reduce_mean.",
    r"EagerTensor' object has no attribute": "A tensor has no such method. There are functions: tf.reduce_mean(x).",
    r"symbolic": SYMBOLIC,
    r"keep_dims": "The argument is called keepdims.",
    r"'int' object is not iterable": "A number cannot be gone through. range(number) counts up to it.",
    r"NoneType|None values": NONE,
    r"[Aa]xis.*(out of bounds|out of range|must be in)|[Ii]nvalid reduction dimension": AXIS,
}


def of_difference(found: Difference, value: object) -> str:
    """The reason for a difference, where this value was returned.

    Args:
        found: the first difference.
        value: what the answer returned.

    Returns:
        A sentence or two for the student.
    """
    return KINDS.get(type(value).__name__) or DIFFERENCES[found.what].format(*map(_kind_of, found[1:]))


def _kind_of(words):
    """The first word of a description of numbers: their type."""
    return words.split(" ")[0].rstrip(",")


def of_error(error: BaseException) -> str | None:
    """The reason for an error, or None where its own message must do.

    Args:
        error: what the answer raised.

    Returns:
        A sentence or two for the student, or None.
    """
    by_words = (text for words, text in TEXTS.items() if re.search(words, message(error)))
    reason: Any = next(by_words, None) or ERRORS.get(kind(error))
    if isinstance(error, limits.TimeLimitError) and error.left_behind:
        reason += " It still runs and cannot be stopped: restart the kernel (menu Kernel) before you go on."
    return reason


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
