"""Wire: what calls did, in one process -> the same in another, and nothing in between that could be run.

The other side is not trusted: its bytes are read as numbers, texts and structure only, never as a pickle.  An object of
another kind arrives as its words.  A Keras model is sent as its configuration, and built anew of Keras' own layers.
"""

import builtins
import importlib
import io
import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from amhelpers.checks.behaviour import Behaviour, message
from amhelpers.checks.limits import TimeLimitError
from amhelpers.describe import cut, describe

__all__ = ["Words", "packed", "unpacked"]

FIELDS = ("value", "gradient", "arguments", "calls", "printed", "error", "changed", "operation")
LONGEST = 4000  # characters of a text
BYTES = 256 * 2**20
OURS = "amhelpers.exercises."


class Words:
    """What stands for an object that was not sent.

    Attributes:
        text: the object in words.
    """

    def __init__(self, text: str) -> None:
        """Take the words."""
        self.text = text

    def __repr__(self) -> str:
        """The words."""
        return self.text


def packed(seen: Sequence[Behaviour], more: Any = None) -> bytes:
    """Behaviours as bytes.

    Args:
        seen: on one probe after the other.
        more: numbers and texts that go with them.

    Returns:
        An npz archive: a text that says how it hangs together, and arrays.
    """
    arrays: dict[str, np.ndarray] = {}
    models: dict[int, int] = {}
    tree = {
        "seen": [{field: _packed(getattr(one, field), arrays, models) for field in FIELDS} for one in seen],
        "more": _packed(more, arrays, models),
    }
    stream = io.BytesIO()
    arrays["tree"] = np.frombuffer(json.dumps(tree).encode(), np.uint8)
    np.savez(stream, **arrays)  # type: ignore[arg-type]
    return stream.getvalue()


def _packed(value, arrays, models):
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float | complex) and type(value) in (int, float, complex):
        return {"number": repr(value)}
    if isinstance(value, str):
        return {"text": value[:LONGEST]}
    if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "biufcSU":
        name = f"a{len(arrays)}"
        arrays[name] = np.asarray(value)
        return {"array": name, "scalar": isinstance(value, np.generic)}
    if isinstance(value, BaseException):
        return _packed_error(value)
    if isinstance(value, dict):
        pairs = [[_packed(part, arrays, models) for part in pair] for pair in value.items()]
        return {"pairs": pairs}
    if isinstance(value, tuple | list | set | frozenset):
        kind = type(value)
        named = f"{kind.__module__}:{kind.__qualname__}" if hasattr(value, "_fields") else ""
        base = "tuple" if isinstance(value, tuple) else "list" if isinstance(value, list) else "set"
        return {"parts": [_packed(part, arrays, models) for part in value], "kind": base, "named": named}
    if hasattr(value, "to_json") and hasattr(value, "layers"):
        return _packed_model(value, models)
    if callable(getattr(value, "numpy", None)):
        return {**_packed(np.asarray(value), arrays, models), "tensor": True}
    return {"words": cut(describe(value), 400), "type": type(value).__name__}


def _packed_error(error):
    return {
        "error": type(error).__name__,
        "text": message(error)[:LONGEST],
        "timed": isinstance(error, TimeLimitError),
    }


def _packed_model(model, models):
    if id(model) in models:
        return {"again": models[id(model)]}
    models[id(model)] = len(models)
    try:
        return {"model": model.to_json(), "place": models[id(model)]}
    except Exception as error:
        words = f"a model that cannot be written down ({type(error).__name__})"
        return {"words": words, "type": type(model).__name__}


def unpacked(data: bytes) -> tuple[list[Behaviour], Any]:
    """Behaviours of the bytes that `packed` makes.

    Args:
        data: from whomever.

    Returns:
        The behaviours, and what went with them.

    Raises:
        ValueError: these bytes are none of `packed`.
    """
    if len(data) > BYTES:
        raise ValueError(f"{len(data)} bytes are more than an answer can need.")
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        tree = json.loads(arrays.pop("tree").tobytes())
        models: dict[int, Any] = {}
        seen = []
        for one in tree["seen"]:
            fields = {field: _unpacked(one[field], arrays, models) for field in FIELDS}
            fields["calls"] = frozenset(one for one in fields["calls"] or () if isinstance(one, str))
            fields["arguments"] = tuple(fields["arguments"] or ())
            fields["changed"] = bool(fields["changed"])
            fields["printed"], fields["operation"] = str(fields["printed"] or ""), str(fields["operation"] or "")
            if fields["error"] is not None and not isinstance(fields["error"], BaseException):
                raise ValueError("an error that is none")
            seen.append(Behaviour(**fields))
        return seen, _unpacked(tree["more"], arrays, models)
    except Exception as error:
        raise ValueError(f"This is not what a check sends ({type(error).__name__}: {error}).") from None


def _unpacked(node, arrays, models):
    if node is None or isinstance(node, bool):
        return node
    if "number" in node:
        return _number(node["number"])
    if "text" in node and "error" not in node:
        return str(node["text"])
    if "array" in node:
        array = arrays[node["array"]]
        if node.get("tensor"):
            import tensorflow as tf

            return tf.constant(array)
        return array[()] if node["scalar"] else array
    if "error" in node:
        return _error(node)
    if "pairs" in node:
        return {_unpacked(key, arrays, models): _unpacked(part, arrays, models) for key, part in node["pairs"]}
    if "parts" in node:
        parts = [_unpacked(part, arrays, models) for part in node["parts"]]
        if node["named"]:
            return _named(node["named"], parts)
        return {"tuple": tuple, "list": list, "set": frozenset}[node["kind"]](parts)
    if "again" in node:
        return models[node["again"]]
    if "model" in node:
        return models.setdefault(node["place"], _model(node["model"]))
    return type(str(node["type"]), (Words,), {})(str(node["words"]))  # of the same name, by which it is told


def _number(text):
    for kind in (int, float, complex):
        try:
            return kind(text)
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no number")


def _error(node):
    """An error of the same name and text; of Python's own its class, of others one that was made for it."""
    if node["timed"]:
        return TimeLimitError()
    base = getattr(builtins, str(node["error"]), Exception)
    base = base if isinstance(base, type) and issubclass(base, BaseException) else Exception
    text = str(node["text"])
    return type(str(node["error"]), (base,), {"__str__": lambda self: text, "__init__": lambda self: None})()


def _named(name, parts):
    """A named tuple of the course's own."""
    module, _, kind = name.partition(":")
    if not module.startswith(OURS):
        return tuple(parts)
    found = getattr(importlib.import_module(module), kind)
    if not issubclass(found, tuple) or len(found._fields) != len(parts):
        raise ValueError(f"{name} is no tuple of {len(parts)}")
    return found(*parts)


def _model(config):
    """A model of Keras' own layers; whatever else it is made of, its words."""
    import keras

    try:
        return keras.models.model_from_json(config)
    except Exception as error:
        return Words(f"a model that is not made of Keras' own layers alone ({type(error).__name__})")
