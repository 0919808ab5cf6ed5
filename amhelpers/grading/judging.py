"""Judging: a submission -> a grade for each exercise, with its reason; what the answers do is found out elsewhere.

Answers run in a process of their own (`apart`), which knows no right answer; here their values are compared.  Nothing
of a submission is run here.
"""

import ast
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from amhelpers.checks import causes, differences, exercises
from amhelpers.checks.behaviour import Behaviour, observe
from amhelpers.checks.exercise import Exercise
from amhelpers.checks.limits import TimeLimitError
from amhelpers.checks.outcome import Outcome
from amhelpers.checks.recognition import known, recognised
from amhelpers.describe import cut
from amhelpers.grading import bank, wire
from amhelpers.grading.sealed import Apart
from amhelpers.grading.submission import Submission, definitions, dependences, needed

__all__ = ["SECONDS", "Grade", "grades"]

SECONDS = 60  # that an answer may take with all that it needs
FOREIGN = {
    r"\bam\.solution\b|\bsolution\(": "asks for the course's own version",
    r"amhelpers\.(checks|exercises|grading)|\bam\.checks\b": "reaches into the checks",
    r"\bam\.\w+\s*=[^=]|setattr\(\s*am\b": "changes the package",
    r"NBGRADER|AMHELPERS_|os\.environ|getenv": "looks whether it is graded",
    r"sys\.modules|_getframe|\bgc\.|\binspect\b|ctypes|__globals__|__code__|__subclasses__": "looks behind Python",
    r"subprocess|os\.system|os\.fork|os\.kill|os\._exit|\bsocket\b|urllib|requests": "leaves its process",
    r"\bopen\(|Path\(|os\.(listdir|walk|remove|unlink)|shutil|glob": "reads or writes files",
    r"\beval\(|\bexec\(|__import__|importlib": "runs code that it makes itself",
}


class Grade(NamedTuple):
    """What an exercise gets.

    Attributes:
        number: of the exercise.
        outcome: name of an `Outcome`, or "MISSING".
        points: 1 or 0.
        rows: (label, text) that say why.
        misconception: what the answer was taken for, by name; empty for nothing known.
        remarks: what is to be said of the answer's code, for the instructor.
    """

    number: str
    outcome: str
    points: int
    rows: tuple[tuple[str, str], ...]
    misconception: str = ""
    remarks: tuple[str, ...] = ()


class _Place(NamedTuple):
    """Where answers are run, for how long, and the names of all exercises' functions -> their numbers."""

    apart: Apart
    seconds: float
    functions: dict[str, str]


def grades(submission: Submission, lesson: str, apart: Apart, seconds: float = SECONDS) -> list[Grade]:
    """Grade all exercises of a lesson.

    Args:
        submission: the notebook.
        lesson: two digits.
        apart: where the answers are run.
        seconds: that one answer may take with all that it needs.

    Returns:
        One grade for each exercise of the lesson, in their order.
    """
    tasks = [task for task in exercises().values() if task.number.startswith(f"{int(lesson)}.")]
    functions = {task.function: task.number for task in exercises().values()}
    place = _Place(apart, seconds, functions)
    passed: dict[str, list] = {}  # number -> the statements of an answer that passed
    found = []
    for task in tasks:
        own = needed(submission, task, functions)
        grade = _graded(submission, task, own, place, passed)
        remarks = (*_remarks(submission, task, own), *grade.remarks)
        found.append(grade._replace(remarks=remarks))
        if grade.points:
            passed[task.number] = own
    return found


def _graded(submission, task, own, place, passed):
    if not own:
        return _without(submission, task)
    if _is_stub(own, task.function):
        return Grade(task.number, Outcome.NOT_ATTEMPTED.name, 0, (("note", "The function is as it was given."),))
    grade = _tried(task, own, place, passed)
    if not grade.points and passed.keys() & {*dependences(own, task, place.functions)}:
        # What it goes on from passed too, and yet the two may not fit: no exercise costs another.
        again = _tried(task, own, place, {})
        return again if again.points else grade
    return grade


def _tried(task, own, place, passed):
    """The grade of an answer, with the student's own versions of what passed, and the course's of all else."""
    statements, theirs = _with_others(own, task, passed, place.functions)
    probes = [*range(len(task.probes))]
    job = {
        "sources": bank.sources(task, theirs),
        "statements": statements,
        "function": task.function,
        "exercise": f"{bank.reference_of(task)[0].rpartition('.')[0]}.exercise",
        "seconds": place.seconds,
        "probes": probes if task.properties else 2 * probes,  # twice: does it keep anything between its calls?
    }
    return _said(task, place.apart.ask(job), _by_properties if task.properties else _by_values)


def _with_others(own, task, passed, functions):
    """What is to be run, and the exercises that the course's own version is put in the place of."""
    statements, theirs, done = [], [], {task.number}

    def go_on_from(code, of):
        for number in dependences(code, of, functions):
            if number in done:
                continue
            done.add(number)
            other = exercises()[number]
            if number in passed:
                go_on_from(passed[number], other)
                statements.extend((one.source, None) for one in passed[number] if not one.check)
            else:
                theirs.append(other)
                statements.append(("", (*bank.reference_of(other), other.function)))

    go_on_from(own, task)
    return statements + [(one.source, None) for one in own if not one.check], theirs


def _without(submission, task):
    """The grade where nothing gives the function a value."""
    cells = [index for index, text in submission.cells.items() if re.search(rf"\b{task.function}\b", text)]
    said = [submission.unreadable[index] for index in cells if index in submission.unreadable]
    if said:
        rows = (("received", cut(said[0], 300)), ("why", "Python cannot read the cell. Nothing of it was run."))
        return Grade(task.number, Outcome.STOPPED.name, 0, rows)
    rows = (("note", f"Nothing in the notebook defines {task.function}."),)
    return Grade(task.number, "MISSING", 0, rows)


def _is_stub(own, name):
    """Is the function's last definition still as it was given?"""
    nodes = [ast.parse(one.source).body[0] for one in own if name in one.binds]
    node = nodes[-1]
    if not isinstance(node, ast.FunctionDef):
        return False
    return all(map(_says_nothing, node.body))


def _says_nothing(statement):
    if isinstance(statement, ast.Raise):
        return "NotImplementedError" in ast.unparse(statement)
    constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return constant or isinstance(statement, ast.Pass)


def _said(task: Exercise, data: bytes, judge) -> Grade:
    """The grade of what came back."""
    stopped = Outcome.STOPPED.name
    if data in (b"", b"time", b"size"):
        words = {
            b"": "The answer ended the process that it ran in.",
            b"time": "The answer had not ended in time.",
            b"size": "The answer gave more than can be looked at.",
        }
        return Grade(task.number, stopped, 0, (("received", words[data]),))
    if data.startswith(b"failed "):
        text = data[7:400].decode("utf-8", "replace")
        return Grade(task.number, Outcome.UNCHECKED.name, 0, (("note", f"The check itself went wrong: {text}"),))
    try:
        seen, more = wire.unpacked(data)
    except ValueError as error:
        return Grade(task.number, stopped, 0, (("received", str(error)),))
    more = more if isinstance(more, dict) else {}
    if "stopped" in more:
        return Grade(task.number, stopped, 0, (("received", cut(str(more["stopped"]), 300)),))
    if "refused" in more:
        why = "The first line of the function has other arguments than in the exercise, or it is no function."
        rows = (("received", f"{task.function}: {cut(str(more['refused']), 200)}"), ("why", why))
        return Grade(task.number, Outcome.NOT_YET.name, 0, rows)
    return judge(task, seen, more)


def _by_values(task: Exercise, seen: Sequence[Behaviour], more: dict[str, Any]) -> Grade:
    """The grade of an answer whose values are compared."""
    count = len(task.probes)
    for index, one in enumerate(seen):
        probe, right = task.probes[index % count], known(task, task.reference, index % count)
        found = differences.difference(right, one, task)
        if not found:
            continue
        call = ("called", f"{task.function}: {probe.name}")
        if index >= count:
            why = "Called again with the same arguments it gives something else: it keeps something between its calls."
            rows = (call, ("expected", found.expected), ("received", found.received), ("why", why))
            return Grade(task.number, Outcome.NOT_YET.name, 0, rows)
        first = seen[:count]
        if one.error:
            why, misconception = causes.of_error(task, None, first)
            rows = (call, ("received", f"{type(one.error).__name__}: {one.error}"), ("why", why or ""))
            return _refused(task, Outcome.STOPPED, rows, misconception)
        why, misconception = causes.of_difference(task, None, first, None)
        rows = (call, ("expected", found.expected), ("received", found.received), ("why", why))
        return _refused(task, Outcome.NOT_YET, rows, misconception)
    if len(seen) < count:
        return Grade(task.number, Outcome.STOPPED.name, 0, (("received", "The answer did not end."),))
    return Grade(task.number, Outcome.PASSED.name, 1, (("compared", task.compared), ("why", task.why)))


def _by_properties(task: Exercise, seen: Sequence[Behaviour], more: dict[str, Any]) -> Grade:
    """The grade of an answer that has to have properties: of what it said, and of what its results are made of here."""
    for index, one in enumerate(seen):
        if one.error:
            call = ("called", f"{task.function}: {task.probes[index].name}")
            misconception = recognised(task, seen)
            why = misconception.hint if misconception else ""
            late = "It had not ended in time." if isinstance(one.error, TimeLimitError) else ""
            rows = (call, ("received", late or f"{type(one.error).__name__}: {one.error}"), ("why", why))
            return _refused(task, Outcome.STOPPED, rows, misconception)
        if one.changed:
            rows = (("expected", "the model as it was"), ("received", "a model that was changed"))
            return Grade(task.number, Outcome.NOT_YET.name, 0, rows)
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
                rows = (("expected", wanted.name), ("received", cut(found, 300)), ("why", wanted.hint))
                return Grade(task.number, Outcome.NOT_YET.name, 0, rows, wanted.name)
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


def _remarks(submission, task, own):
    """What an instructor should know of an answer."""
    said = []
    cells = definitions(submission, task.function)
    if len(cells) > 1:
        said.append(f"{task.function} is defined in {len(cells)} cells; the last one before its check counts.")
    checks = [one for one in submission.statements if one.check == task.number]
    if len(checks) != 1:
        said.append(f"The cell that checks {task.number} is there {len(checks)} times.")
    elif not re.fullmatch(
        rf'{task.function} = am\.check\("{task.number}", {task.function}\)', checks[0].source.strip()
    ):
        said.append(f"The cell that checks {task.number} is not as it was given; nothing depends on it.")
    code = "\n".join(one.source for one in own if not one.check)
    said += [f"The answer {words}." for pattern, words in FOREIGN.items() if re.search(pattern, code)]
    return said
