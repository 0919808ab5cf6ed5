"""Comparing: what an answer did -> its grade, with the reason; nothing of the answer is run."""

import ast
import contextlib
import hashlib
import linecache
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from amhelpers.checks import causes, differences, limits
from amhelpers.checks.behaviour import Behaviour, observe
from amhelpers.checks.exercise import Exercise
from amhelpers.checks.outcome import Outcome
from amhelpers.checks.recognition import known
from amhelpers.describe import cut
from amhelpers.grading import wire

__all__ = ["Grade", "as_grade", "to_read"]


class Grade(NamedTuple):
    """What an exercise gets.

    Attributes:
        number: of the exercise.
        outcome: name of an `Outcome`, or "MISSING".
        points: 1 or 0.
        rows: (label, text) that say why.
        misconception: what the answer was taken for, by name; empty for nothing known.
        remarks: what is to be said of the answer's code, for the instructor.
        lines: of an answer that was refused, those that are other than in a right one; empty where the student has not
            agreed to that.
    """

    number: str
    outcome: str
    points: int
    rows: tuple[tuple[str, str], ...]
    misconception: str = ""
    remarks: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def as_grade(task: Exercise, data: bytes, code: Callable) -> Grade:
    """The grade of what came back of an answer.

    Args:
        task: the exercise.
        data: from `apart`, and so from whomever.
        code: the answer, to be read and never called: as from `to_read`.

    Returns:
        Its grade.
    """
    stopped = Outcome.STOPPED.name
    if data in (b"", b"time", b"size", b"crowd"):
        words = {
            b"": "The answer ended the process that it ran in.",
            b"time": "The answer had not ended in time.",
            b"size": "The answer gave more than can be looked at.",
            b"crowd": "The answer started hundreds of processes, and was ended.",
        }
        return Grade(task.number, stopped, 0, (("received", words[data]),))
    if data.startswith(b"failed "):
        text = data[7:400].decode("utf-8", "replace")
        return Grade(task.number, Outcome.UNCHECKED.name, 0, (("note", f"The check itself went wrong: {text}"),))
    try:
        seen, more = limits.run(lambda: wire.unpacked(data))
    except (ValueError, MemoryError, limits.TimeLimitError) as error:
        return Grade(task.number, stopped, 0, (("received", str(error) or "More than can be looked at."),))
    more = more if isinstance(more, dict) else {}
    if "stopped" in more:
        return Grade(task.number, stopped, 0, (("received", cut(str(more["stopped"]), 300)),))
    if "refused" in more:
        why = "The first line of the function has other arguments than in the exercise, or it is no function."
        rows = (("received", f"{task.function}: {cut(str(more['refused']), 200)}"), ("why", why))
        return Grade(task.number, Outcome.NOT_YET.name, 0, rows)
    judge = _by_properties if task.properties else _by_values
    return judge(task, code, seen, more)


def _by_values(task: Exercise, code: Callable, seen: Sequence[Behaviour], more: dict[str, Any]) -> Grade:
    """The grade of an answer whose values are compared."""
    count = len(task.probes)
    for index, one in enumerate(seen):
        probe, right = task.probes[index % count], known(task, task.reference, index % count)
        found = differences.difference(right, one, task)
        if not found:
            continue
        rows: list[tuple[str, str]] = [("called", f"{task.function}: {probe.name}")]
        rows += [("expected", found.expected), ("received", found.received)]
        if index >= count:
            why = "Called again with the same arguments it gives something else: it keeps something between its calls."
            return _refused(task, Outcome.NOT_YET, [*rows, ("why", why)], None)
        first = seen[:count]
        if one.error:
            said, misconception = causes.of_error(task, code, first)
            rows[1:] = [("received", f"{type(one.error).__name__}: {one.error}"), ("why", said or "")]
            return _refused(task, Outcome.STOPPED, rows, misconception)
        said, misconception = causes.of_difference(task, code, first, None)
        return _refused(task, Outcome.NOT_YET, [*rows, ("why", said)], misconception)
    if len(seen) < count:
        return Grade(task.number, Outcome.STOPPED.name, 0, (("received", "The answer did not end."),))
    return Grade(task.number, Outcome.PASSED.name, 1, (("compared", task.compared), ("why", task.why)))


def _by_properties(task: Exercise, code: Callable, seen: Sequence[Behaviour], more: dict[str, Any]) -> Grade:
    """The grade of an answer that has to have properties: of what it said, and of what its results are made of here."""
    for index, one in enumerate(seen):
        if one.error:
            said, misconception = causes.of_error(task, code, seen)
            late = "It had not ended in time." if isinstance(one.error, limits.TimeLimitError) else ""
            rows = [("called", f"{task.function}: {task.probes[index].name}")]
            rows += [("received", late or f"{type(one.error).__name__}: {one.error}"), ("why", said or "")]
            return _refused(task, Outcome.STOPPED, rows, misconception)
        if one.changed:
            rows = [("expected", "the model as it was"), ("received", "a model that was changed")]
            return _refused(task, Outcome.NOT_YET, rows, None)
    if len(seen) < len(task.probes):
        return Grade(task.number, Outcome.STOPPED.name, 0, (("received", "The answer did not end."),))
    values = [one.value for one in seen]
    for tried in (values, _made_here(task, values, more.get("raw"))):
        for wanted in task.properties:
            try:
                found = wanted.failure(tried)
            except Exception as error:
                found = f"{type(error).__name__}: {error}"
            if found:
                rows = [("expected", wanted.name), ("received", cut(found, 300)), ("why", wanted.hint)]
                return _refused(task, Outcome.NOT_YET, rows, wanted)
    return Grade(task.number, Outcome.PASSED.name, 1, (("compared", task.compared), ("why", task.why)))


def _made_here(task, values, raw):
    """What the probes make of an answer's results when they are looked at here, where no answer can lie about them."""
    if not isinstance(raw, list) or len(raw) != len(values):
        return values
    found = []
    for index, (value, result) in enumerate(zip(values, raw, strict=True)):
        if result is None or isinstance(result, wire.Words):  # it was called more than once, or to be compiled
            found.append(value)
            continue
        found.append(observe(lambda *args, result=result, **kwargs: result, task.probes[index], task).value)
    return found


def _refused(task, outcome, rows, misconception):
    name = misconception.name if misconception else ""
    return Grade(task.number, outcome.name, 0, tuple((label, cut(text, 600)) for label, text in rows if text), name)


def to_read(own: Sequence[Any], name: str) -> Callable:
    """An answer as a function that is there to be read: its arguments have no values, and it is never called.

    Args:
        own: its statements.
        name: of the function.

    Returns:
        The function; one that is empty where the answer is no plain function.
    """
    with contextlib.suppress(Exception):
        nodes = [ast.parse(one.source).body[0] for one in own if name in one.binds]
        node = next(node for node in reversed(nodes) if isinstance(node, ast.FunctionDef))
        node.decorator_list, node.returns = [], None
        for one in ast.walk(node.args):
            if isinstance(one, ast.arg):
                one.annotation = None
        node.args.defaults = [ast.Constant(None) for _ in node.args.defaults]
        node.args.kw_defaults = [one and ast.Constant(None) for one in node.args.kw_defaults]
        text = ast.unparse(node)
        space: dict[str, Any] = {}
        file = f"<answer {hashlib.sha256(text.encode()).hexdigest()}>"
        linecache.cache[file] = len(text), None, text.splitlines(keepends=True), file
        exec(compile(text, file, "exec"), space)  # a definition, which runs nothing of it
        return space[name]
    return _nothing


def _nothing():
    """What stands for an answer that is no plain function."""
