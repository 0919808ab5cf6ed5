"""Behaviour: function, probe -> all that one call did, in a form in which two of them can be compared."""

import contextlib
import dis
import functools
import pkgutil
import random
import sys
import sysconfig
import traceback
import unittest.mock
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from amhelpers.checks import limits
from amhelpers.checks.exercise import Exercise, Probe
from amhelpers.checks.printed import Printed
from amhelpers.checks.states import restored
from amhelpers.describe import plain

__all__ = ["Behaviour", "forget_arrays", "is_ours", "message", "observe", "tried"]

PACKAGE = Path(__file__).parents[1]
BANK = str(PACKAGE / "exercises")
LIBRARIES = tuple({sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")})


@dataclass(frozen=True)
class Behaviour:
    """What one call returned or raised, and what it did besides. Tensors and variables are kept as NumPy arrays."""

    value: object = None
    gradient: np.ndarray | None = None
    arguments: tuple = ()  # as the call left them
    calls: frozenset = frozenset()  # which of the watched functions it called
    printed: str = ""
    error: BaseException | None = None
    changed: bool = False  # is a model that it was given another one afterwards?
    operation: str = ""  # of the function's own that ended in the error: what it did there, and what it called


def observe(
    function: Callable[..., object], probe: Probe, exercise: Exercise, seconds: float | None = None
) -> Behaviour:
    """Call a function with a fresh copy of a probe and return its `Behaviour`.

    Whatever it raises is kept, `SystemExit` and running out of time or memory included, but for the user's own
    interruption. What it changes around it (`states`) is put back, so the next call finds everything as it was.

    Args:
        function: the student's, or one of the bank.
        probe: what it is called with.
        exercise: says what is to be looked at.
        seconds: how long it may take; by default as long as `limits` say.

    Returns:
        What the call did; of an error's traceback only the lines are kept, no array of the call.

    Raises:
        KeyboardInterrupt: the user stopped it.
    """
    with restored():
        return tried(function, probe, exercise, lambda call: limits.run(call, seconds))


def tried(
    function: Callable[..., object], probe: Probe, exercise: Exercise, run: Callable = lambda call: call()
) -> Behaviour:
    """The same as `observe`, for one who looks after the surroundings and the limits of many calls himself.

    Args:
        function: the student's, one of the bank, or one that was made of them.
        probe: what it is called with.
        exercise: says what is to be looked at.
        run: how a call without arguments is made.

    Returns:
        What the call did.

    Raises:
        KeyboardInterrupt: the user stopped it.
    """
    arguments, printed, stdout = probe.arguments(), Printed(), sys.stdout
    models = [one for one in arguments if hasattr(one, "get_weights")] if exercise.properties else []
    before = [_left(one) for one in models]
    value = gradient = error = None
    operation = ""
    with _watching(exercise.watch) as calls, contextlib.redirect_stdout(printed):
        random.seed(0)  # from which Keras draws the weights of a new layer: so they are the same each time
        np.random.seed(0)
        try:
            value, gradient = run(lambda: _call(function, arguments, exercise, probe))
        except KeyboardInterrupt:
            raise
        except BaseException as raised:
            operation = _operation(raised)
            error = forget_arrays(raised)
        finally:
            printed.hand_on(stdout)
    after = () if exercise.properties else tuple(_left(argument) for argument in arguments)
    changed = any(not _same(*pair) for pair in zip(before, map(_left, models), strict=True))
    return Behaviour(value, gradient, after, frozenset(calls), printed.text, error, changed, operation)


def _operation(error):
    """What a function did where it ended in an error, whoever wrote it: Python's instruction, and what that called."""
    frames = [(frame, trace.tb_lasti) for trace in _traces(error) for frame in [trace.tb_frame]]
    own = [index for index, (frame, _) in enumerate(frames) if _is_own(frame.f_code.co_filename)]
    if not own:
        return ""
    frame, last = frames[own[-1]]
    done = next((one for one in dis.get_instructions(frame.f_code) if one.offset == last), None)
    called = frames[own[-1] + 1][0].f_code.co_name if own[-1] + 1 < len(frames) else ""
    # Python 3.11 has two instructions for a call, and is at either, as it has warmed up.
    words = done and (
        done.opname.replace("PRECALL", "CALL"),
        done.argrepr if done.opname in ("BINARY_OP", "COMPARE_OP") else "",
    )
    return " ".join([*(words or ()), called])


def _traces(error):
    trace = error.__traceback__
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _is_own(file):
    """Is this neither a library's nor the engine's, but an answer's or the bank's?"""
    if file.startswith(BANK):
        return True
    return not file.startswith((str(PACKAGE), *LIBRARIES)) and not file.startswith("<frozen")


def is_ours(error: BaseException) -> bool:
    """Did an error arise in the course's own code, rather than in a library or in a student's?

    Args:
        error: any error that was raised.
    """
    frames = [trace.tb_frame.f_code.co_filename for trace in _traces(error)]
    return isinstance(error, Exception) and bool(frames) and frames[-1].startswith(str(PACKAGE))


def forget_arrays(error: BaseException) -> BaseException:
    """Clear what the calls that an error went through had in memory; which lines they were stays known.

    Args:
        error: with it go its causes, the errors that it was raised after, and those of a group.

    Returns:
        The error itself.
    """
    waiting: list[BaseException | None] = [error]
    done: set[int] = set()
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in done:
            continue
        done.add(id(one))
        traceback.clear_frames(one.__traceback__)
        waiting += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]
    return error


def _call(function, arguments, exercise, probe):
    """What a function returns, and its gradient where the exercise asks for one."""
    if exercise.properties:  # models and other things that are more than their values
        return probe.call(function, arguments), None
    if exercise.differentiable:
        import tensorflow as tf

        arguments = (tf.constant(arguments[0]), *arguments[1:])
        if probe.gradient:
            return _differentiate(function, arguments)
    value = probe.call(function, arguments)
    return plain(value if exercise.seen is None else exercise.seen(value, arguments)), None


def _left(argument):
    """An argument as a call left it, in a form that can be compared: of a model its layers, with all that counts."""
    if not hasattr(argument, "get_weights"):
        return plain(argument)
    layers = [(layer.name, getattr(layer, "activation", None), layer.trainable) for layer in argument.layers]
    words = [f"{name} {getattr(function, '__name__', function)} {trains}" for name, function, trains in layers]
    return [words, *argument.get_weights()]


def _same(one, other):
    """Are two models, as `_left` has them, the same?"""
    return one[0] == other[0] and all(map(np.array_equal, one[1:], other[1:]))


def _differentiate(function, arguments):
    """The value of a function of tensors, and the gradient of a weighted sum of it by the first argument."""
    import tensorflow as tf

    images = arguments[0]
    with tf.GradientTape() as tape:
        tape.watch(images)
        value = function(images, *arguments[1:])
        if not isinstance(value, tf.Tensor | tf.Variable | np.ndarray):
            return plain(value), None
        # Weights, because a plain sum cannot tell a gradient of each image from one that mixes them.
        weights = np.cos(np.arange(np.size(value), dtype="float32")).reshape(np.shape(value))
        total = tf.reduce_sum(tf.cast(value, "float32") * weights)
    gradient = tape.gradient(total, images)
    return plain(value), None if gradient is None else tf.convert_to_tensor(gradient).numpy()


@contextlib.contextmanager
def _watching(names):
    """Note in a set which of the functions with these dotted names are called; they do what they always do."""
    calls = set()
    with contextlib.ExitStack() as stack:
        for name in names:
            owner, _, attribute = name.rpartition(".")
            owner = pkgutil.resolve_name(owner)
            noting = _noting(getattr(owner, attribute), name, calls)
            stack.enter_context(unittest.mock.patch.object(owner, attribute, noting))
        yield calls


def _noting(function, name, calls):
    @functools.wraps(function)
    def noting(*args, **kwargs):
        calls.add(name)
        return function(*args, **kwargs)

    return noting


def message(error: BaseException) -> str:
    """An error's own text.

    Args:
        error: any error, one that fails when it is asked for its text too.

    Returns:
        The text, or an empty one where the error has not even that.
    """
    try:
        return str(error)
    except Exception:
        return ""
