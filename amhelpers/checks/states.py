"""States: what belongs to the whole process and an answer may change, read before a call and put back after it.

`STATES` lists it, a line for each: what can be read and set is read before a call, and set to the same afterwards.
Something new that an answer might change is one more line.
"""

import contextlib
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

__all__ = ["STATES", "State", "restored"]


class State(NamedTuple):
    """Something that belongs to the whole process, and how it is read and put back."""

    module: str  # whose it is; looked at only where it is already imported
    read: Callable[[Any], Any]  # the module -> what is to be put back, a copy
    put_back: Callable[[Any, Any], object]  # the module, what was read


def _attributes(module: str, *names: str) -> State:
    """Some attributes of a module: that they are the same objects, and of lists and dictionaries what is in them."""

    def read(owner):
        return {name: (getattr(owner, name), _copy(getattr(owner, name))) for name in names if hasattr(owner, name)}

    def put_back(owner, before):
        for name, (value, content) in before.items():
            setattr(owner, name, value)
            if isinstance(value, list):
                value[:] = content
            elif hasattr(value, "keys"):
                _fill(value, content)

    return State(module, read, put_back)


def _copy(value):
    return dict(value) if hasattr(value, "keys") else value[:] if isinstance(value, list) else value


def _fill(mapping, content):
    """Make a mapping hold this again, and touch nothing in it that still does."""
    for key in [key for key in mapping if key not in content]:
        del mapping[key]
    for key, value in content.items():
        if key not in mapping or (mapping[key] is not value and mapping[key] != value):
            mapping[key] = value


def _pair(module: str, get: str, set_: str) -> State:
    """What one function of a module gives and another one takes."""
    return State(module, lambda owner: getattr(owner, get)(), lambda owner, before: getattr(owner, set_)(before))


def _settings(module: str, path: str = "") -> State:
    """All that a module has a getter and a setter for: x or get_x with set_x, is_x_enabled with enable_x, disable_x."""

    def find(owner):
        for part in path.split(".") if path else ():
            owner = getattr(owner, part)
        names = dir(owner)
        for name in names:
            bare = name.removeprefix("set_")
            if name != bare and {bare, f"get_{bare}"} & set(names):
                yield name, getattr(owner, bare if bare in names else f"get_{bare}"), getattr(owner, name)
            bare = name.removeprefix("is_").removesuffix("_enabled")
            if name == f"is_{bare}_enabled" and {f"enable_{bare}", f"disable_{bare}"} <= set(names):
                switch = {True: getattr(owner, f"enable_{bare}"), False: getattr(owner, f"disable_{bare}")}
                yield name, getattr(owner, name), lambda on, switch=switch: switch[bool(on)]()

    def read(owner):
        values = {}
        for name, get, _ in find(owner):
            with contextlib.suppress(Exception):  # some ask for a device, or can be read at certain times only
                values[name] = get()
        return values

    def put_back(owner, before):
        for name, get, set_ in find(owner):
            with contextlib.suppress(Exception):
                if name in before and get() != before[name]:
                    set_(before[name])

    return State(module, read, put_back)


def _switches(module: str) -> State:
    """The switches among a module's variables: all that are True, False, None or a number."""

    def read(owner):
        return {name: value for name, value in vars(owner).items() if isinstance(value, bool | int | None)}

    return State(module, read, lambda owner, before: vars(owner).update(before))


def _set_umask(os, mask):
    os.umask(mask)
    return mask


def _read_backend(matplotlib):
    return dict.get(matplotlib.rcParams, "backend"), dict(dict.items(matplotlib.rcParams))


def _put_back_backend(matplotlib, before):
    backend, parameters = before
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot and isinstance(backend, str) and dict.get(matplotlib.rcParams, "backend") != backend:
        pyplot.switch_backend(backend)
    dict.update(matplotlib.rcParams, parameters)  # as Matplotlib's own rc_context does


def _read_loggers(logging):
    loggers = [logging.root, *(one for one in list(logging.root.manager.loggerDict.values()) if hasattr(one, "level"))]
    return [(one, one.level, one.handlers[:], one.disabled, one.propagate) for one in loggers]


def _put_back_loggers(logging, before):
    for logger, level, handlers, disabled, propagate in before:
        if logger.level != level:
            logger.setLevel(level)
        logger.handlers[:], logger.disabled, logger.propagate = handlers, disabled, propagate


def _put_back_signals(signal, before):
    for number, handler in before.items():
        if handler is not None and signal.getsignal(number) is not handler:
            signal.signal(number, handler)


def _random():
    from amhelpers import randomness  # it imports TensorFlow, which is looked at only where it is already imported

    return randomness


def _read_generator(random_ops):
    generator = random_ops.global_generator
    return generator, generator and generator.state.numpy()


def _put_back_generator(random_ops, before):
    random_ops.global_generator, state = before
    if before[0] is not None:
        before[0].state.assign(state)


def _read_functions(activations):
    functions = [one for one in vars(activations).values() if callable(one) and hasattr(one, "__dict__")]
    return [(one, dict(vars(one))) for one in functions if not isinstance(one, type)]


def _put_back_functions(_, before):
    for function, attributes in before:
        _fill(vars(function), attributes)


STATES = (
    _attributes("sys", "stdin", "stdout", "stderr", "path", "argv", "meta_path", "path_hooks"),
    _attributes("sys", "displayhook", "excepthook", "unraisablehook", "dont_write_bytecode", "tracebacklimit"),
    _pair("sys", "getrecursionlimit", "setrecursionlimit"),
    _pair("sys", "getswitchinterval", "setswitchinterval"),
    _pair("sys", "get_int_max_str_digits", "set_int_max_str_digits"),
    _attributes("os", "environ"),
    _pair("os", "getcwd", "chdir"),
    State("os", lambda os: _set_umask(os, os.umask(0o077)), lambda os, mask: os.umask(mask)),
    State("builtins", lambda names: dict(vars(names)), lambda names, before: _fill(vars(names), before)),
    State(
        "gc",
        lambda gc: (gc.isenabled(), gc.get_threshold()),
        lambda gc, was: ((gc.enable if was[0] else gc.disable)(), gc.set_threshold(*was[1])),
    ),
    State("locale", lambda m: m.setlocale(m.LC_ALL), lambda m, name: m.setlocale(m.LC_ALL, name)),
    State("signal", lambda m: {number: m.getsignal(number) for number in m.valid_signals()}, _put_back_signals),
    State("logging", _read_loggers, _put_back_loggers),
    State("decimal", lambda m: m.getcontext().copy(), lambda m, context: m.setcontext(context)),
    _pair("socket", "getdefaulttimeout", "setdefaulttimeout"),
    _pair("random", "getstate", "setstate"),
    State("numpy", lambda np: np.random.get_state(), lambda np, numbers: np.random.set_state(numbers)),
    State("numpy", lambda np: np.get_printoptions(), lambda np, options: np.set_printoptions(**options)),
    State("numpy", lambda np: np.geterr(), lambda np, reactions: np.seterr(**reactions)),
    _pair("numpy", "geterrcall", "seterrcall"),
    State("matplotlib", _read_backend, _put_back_backend),
    _settings("keras.config"),
    State("keras.activations", _read_functions, _put_back_functions),  # whose `activation` is not that of a layer
    _attributes("keras.src.backend.common.global_state", "GLOBAL_STATE_TRACKER", "GLOBAL_SETTINGS_TRACKER"),
    _settings("tensorflow", "config"),
    _settings("tensorflow", "config.experimental"),
    _settings("tensorflow", "config.optimizer"),
    _settings("tensorflow", "debugging"),
    State(
        "tensorflow",
        lambda tf: tf.config.functions_run_eagerly(),
        lambda tf, eagerly: tf.config.run_functions_eagerly(eagerly),
    ),
    State("tensorflow.python.eager.context", lambda _: _random().state(), lambda _, was: _random().put_back(was)),
    State("tensorflow.python.ops.stateful_random_ops", _read_generator, _put_back_generator),
    _switches("tensorflow.python.eager.context"),  # tf.compat.v1.disable_eager_execution(), as old books have it
    _switches("tensorflow.python.framework.tensor_shape"),
    _switches("tensorflow.python.ops.control_flow_util"),
    _switches("tensorflow.python.ops.resource_variables_toggle"),
)


@contextlib.contextmanager
def restored() -> Iterator[None]:
    """Put back all `STATES`, and the filters of warnings, whatever ends the block.

    A state that cannot be read, or not be set again, costs none of the others.
    """
    before = []
    for state in STATES:
        owner = sys.modules.get(state.module)
        with contextlib.suppress(Exception):  # a working folder that was deleted, say, or a library half imported
            if owner is not None:
                before.append((state, owner, state.read(owner)))
    try:
        with warnings.catch_warnings():
            yield
    finally:
        for state, owner, value in reversed(before):
            with contextlib.suppress(Exception):
                state.put_back(owner, value)
